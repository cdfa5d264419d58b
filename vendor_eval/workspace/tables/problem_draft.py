"""A decision table as someone wrote it, every cell with its place: believed only after it is checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from vendor_eval.findings import Finding

MAX_ALTERNATIVES, MAX_CRITERIA = 2_000, 500
REPORTED = object()
"""Stands in a cell about which a Finding exists already."""


class Spot(NamedTuple):
    """A value as written and its place, ``file:line`` or ``file sheet!cell``."""

    value: object
    where: str


@dataclass(frozen=True)
class Draft:
    """``rows`` holds the cells of each alternative; ``where`` is the file.

    ``settings`` holds the further fields of each criterion (CriterionSettings), checked already; empty where
    the form of the file has none. ``rounding`` is checked already as well.
    """

    where: str
    alternatives: Sequence[Spot]
    criteria: Sequence[Spot]
    directions: Sequence[Spot]
    weights: Sequence[Spot]
    groups: Sequence[Spot]
    rows: Sequence[Sequence[Spot]]
    method: str = "weighted_sum"
    parameters: dict[str, Any] = field(default_factory=dict)
    settings: Sequence[dict[str, Any]] = ()
    rounding: Any = None
    ties: Sequence[Spot] = ()


def label(value: object) -> str | None:
    """The text of a name, in one line; a whole number is one too. None where there is no such text."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = re.sub(r"[\t\n\v\f\r]+", " ", str(value)).strip()
    unprintable = any(unicodedata.category(c) in ("Cc", "Cs") for c in text)
    return None if unprintable or not text else text


def bad(code: str, where: str, message: str, hint: str = "") -> Finding:
    """An error in a problem file."""
    return Finding(f"problem.{code}", "error", where, message, hint)
