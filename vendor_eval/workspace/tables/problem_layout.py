"""A decision table in YAML or JSON: alternatives, criteria, matrix, and perhaps method and parameters."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeGuard

from pydantic import Field, ValidationError

from vendor_eval.findings import Finding
from vendor_eval.model.base import Model
from vendor_eval.model.problem import CriterionSettings, Parameter, Problem, TableRounding
from vendor_eval.workspace.tables.problem_checks import settle
from vendor_eval.workspace.tables.problem_csv import decoded
from vendor_eval.workspace.tables.problem_draft import REPORTED, Draft, Spot, bad, label
from vendor_eval.workspace.yaml_files.errors import findings_of
from vendor_eval.workspace.yaml_files.load import Lines, parse_yaml


class _Criterion(CriterionSettings):
    """Which fields there are; what stands in these four is checked with the rest of the table."""

    id: Any
    direction: Any
    weight: Any
    group: Any = None


class _Layout(Model):
    alternatives: list[Any] = Field(min_length=1)
    criteria: list[_Criterion] = Field(min_length=1)
    matrix: list[list[Any]]
    method: str = "weighted_sum"
    parameters: dict[str, Parameter] = {}
    rounding: TableRounding | None = None
    ties: list[Any] = []


def read_yaml(raw: bytes, name: str) -> tuple[Problem | None, list[Finding]]:
    """The problem in the bytes of a YAML file, or what is wrong with it."""
    data, lines, findings = _parsed(raw, name)
    return (None, findings) if findings else _problem(data, lines, name)


def read_json(raw: bytes, name: str) -> tuple[Problem | None, list[Finding]]:
    """The problem in the bytes of a JSON file, or what is wrong with it."""
    text, notes = decoded(raw, name)
    if text is None or notes:
        hint = "JSON is UTF-8: save the file with that encoding"
        return None, [bad("encoding", name, "its characters are not UTF-8", hint)]
    doubled: list[str] = []
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, doubled), parse_int=_whole)
    except json.JSONDecodeError as error:
        hint = "check this line and the one before: a comma, a bracket, a quotation mark"
        return None, [bad("syntax", f"{name}:{error.lineno}", f"this is not JSON: {error.msg}", hint)]
    except RecursionError:
        return None, [bad("syntax", name, "it is nested too deep", "is a bracket left open?")]
    # JSON is YAML too, but for tabs, which stand between its tokens only: so YAML tells the lines.
    _, lines, seen = _parsed(text.replace("\t", " ").encode(), name)
    if doubled:
        placed = [f for f in seen if f.code == "file.duplicate-key"]
        hint = "keep one of the two; what the other says would be lost"
        return None, placed or [bad("duplicate", name, f"{key!r} stands twice", hint) for key in doubled]
    return _problem(data, lines, name)


def _parsed(raw: bytes, name: str) -> tuple[Any, Lines, list[Finding]]:
    try:
        return parse_yaml(raw, name)
    except ValueError:
        message = "a whole number has thousands of digits and cannot be read"
        return None, {}, [bad("not-a-number", name, message, "correct it")]


def _whole(digits: str) -> int | float:
    """Python refuses to convert whole numbers of thousands of digits; as a float they are infinite."""
    return int(digits) if len(digits) < 400 else float(digits)


def _once(pairs: list[tuple[str, Any]], doubled: list[str]) -> dict[str, Any]:
    doubled += sorted(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return dict(pairs)


def _problem(data: object, lines: Lines, name: str) -> tuple[Problem | None, list[Finding]]:
    try:
        layout = _Layout.model_validate(data)
    except ValidationError as error:
        known = [_by_id(f, data) for f in findings_of(error, lines, name, _Layout)]
        return settle(_draft(data, lines, name), known) if _has_cells(data) else (None, known)
    endless = [
        bad(
            "parameter",
            _place(("parameters", key), lines, name),
            f"{key}: {value} is no number",
            "correct it",
        )
        for key, value in layout.parameters.items()
        if isinstance(value, float) and not math.isfinite(value)
    ]
    return settle(_draft(layout.model_dump(), lines, name), endless)


def _by_id(finding: Finding, data: object) -> Finding:
    """With the id of a criterion where its number stands, which people count from 1."""
    numbered = re.match(r"criteria\.([0-9]+)", finding.message)
    if numbered is None or not _has_cells(data):
        return finding
    criterion = data["criteria"][int(numbered[1])]
    named = label(criterion.get("id")) if isinstance(criterion, dict) else None
    rest = finding.message[numbered.end() :].removeprefix(".")
    return replace(finding, message=f"{named} / {rest}".replace(" / :", ":")) if named else finding


def _has_cells(data: object) -> TypeGuard[dict[str, Any]]:
    """Whether the parts of a faulty layout can still be told apart, so that all is reported at once."""
    parts = ("alternatives", "criteria", "matrix")
    return isinstance(data, dict) and all(isinstance(data.get(p), list) and data[p] for p in parts)


def _draft(data: dict[str, Any], lines: Lines, name: str) -> Draft:
    """``data`` may be faulty: what the layout has complained of is not complained of again."""

    def spots(values: Iterable[object], *at: str | int, field: tuple[str, ...] = ()) -> list[Spot]:
        return [Spot(value, _place((*at, i, *field), lines, name)) for i, value in enumerate(values)]

    def fields(key: str, absent: object) -> list[Spot]:
        found = [c.get(key, absent) if isinstance(c, dict) else REPORTED for c in data["criteria"]]
        return spots(found, "criteria", field=(key,))

    return Draft(
        where=name,
        alternatives=spots(data["alternatives"], "alternatives"),
        criteria=fields("id", REPORTED),
        directions=fields("direction", REPORTED),
        weights=fields("weight", REPORTED),
        groups=fields("group", None),
        rows=[spots(row, "matrix", i) for i, row in enumerate(data["matrix"]) if isinstance(row, list)],
        method=str(data.get("method", "weighted_sum")),
        parameters=dict(data.get("parameters") or {}) if isinstance(data.get("parameters"), dict) else {},
        settings=[_settings(c) for c in data["criteria"]],
        rounding=data.get("rounding"),
        ties=spots(data["ties"], "ties") if isinstance(data.get("ties"), list) else (),
    )


def _settings(criterion: object) -> dict[str, Any]:
    known = criterion if isinstance(criterion, dict) else {}
    return {name: known[name] for name in CriterionSettings.model_fields if name in known}


def _place(at: tuple[str | int, ...], lines: Lines, name: str) -> str:
    """The line of the nearest thing around that has one; else the path to it, as in matrix[1][0]."""
    for end in range(len(at), 0, -1):
        if at[:end] in lines:
            return f"{name}:{lines[at[:end]]}"
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in at)
    return f"{name} {path.lstrip('.')}"
