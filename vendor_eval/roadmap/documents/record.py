"""The roadmap as JSON: every fact that the documents print, for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from vendor_eval.roadmap.documents.project_plan import ProjectRow
from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.ten_steps import StepFacts

FORMAT = "vendor_eval roadmap 1"
# The inputs stand in files of their own.
_LEFT_OUT = {"roadmap", "case"}


def record(plan: Plan, steps: tuple[StepFacts, ...], rows: tuple[ProjectRow, ...]) -> str:
    """Keys in the order of the steps; figures unrounded."""
    facts = {f.name: plain(getattr(plan, f.name)) for f in fields(plan) if f.name not in _LEFT_OUT}
    whole = {
        "format": FORMAT,
        "readers": "the buyer only",
        **facts,
        "steps": plain(steps),
        "project": plain(rows),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def plain(value: Any) -> Any:  # noqa: ANN401  any fact
    """What JSON knows: dates as text, decimals as numbers."""
    if isinstance(value, BaseModel):
        return plain(value.model_dump(mode="python"))
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
