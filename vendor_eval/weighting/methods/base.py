"""What every weighting method has in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vendor_eval.findings import Finding, Severity

MAX_ITEMS = 200


@dataclass(frozen=True, slots=True)
class WeightResult:
    """The weights of the items: none negative, sum 1, in the order of the question.

    ``details`` are the method's own figures by name. ``scores`` are those of the alternatives of a
    hierarchy, higher is better; empty for anything else.
    """

    weights: dict[str, float]
    details: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)


Answer = tuple[WeightResult | None, list[Finding]]
"""The weights and what to know about them, or None and every reason why there are none."""


@dataclass(frozen=True, slots=True)
class Method:
    """A way to find weights. ``weigh`` takes the model of the method (vendor_eval.model.criteria.weighting).

    ``for_award`` is False where weights are taken from the bids themselves: such weights cannot be
    published before the bids come in.
    """

    name: str
    title: str
    weigh: Callable[[Any], Answer]
    source: str
    assumptions: tuple[str, ...]
    for_award: bool = True


def shares(values: Mapping[str, float]) -> dict[str, float]:
    """The values divided by their sum. Raises ValueError where the sum is not above 0."""
    total = sum(values.values())
    if total <= 0:
        raise ValueError("nothing is above 0")
    return {name: value / total for name, value in values.items()}


def check_names(names: Sequence[str], what: str = "item") -> list[Finding]:
    """Names that occur twice, and more items than a person can weigh."""
    findings = [
        error("duplicate", name, f"the {what} {name} is named twice", "rename one of the two or take it out")
        for name, times in Counter(names).items()
        if times > 1
    ]
    if len(names) > MAX_ITEMS:
        message = f"{len(names):,} {what}s are too many to weigh at once"
        findings.append(
            error("too-many", "", message, f"weigh up to {MAX_ITEMS} at once: put them in groups")
        )
    return findings


def check_count(names: Sequence[str], where: str, found: int, what: str) -> list[Finding]:
    """Whether there is one value for each name."""
    if found == len(names):
        return []
    message = f"there are {found} {what} for {len(names)} items ({listed(names)})"
    return [error("shape", where, message, "give one for each item, in the order of the items")]


def error(code: str, where: str, message: str, hint: str) -> Finding:
    return finding(code, "error", where, message, hint)


def finding(code: str, severity: Severity, where: str, message: str, hint: str = "") -> Finding:
    return Finding(f"weigh.{code}", severity, where, message, hint)


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names in a row, the first ones of a long row."""
    found = list(names)
    return ", ".join(found[:most]) + (", ..." if len(found) > most else "")


def times(factor: float) -> str:
    """A judgement as people write it: 3, 2.5, 1/3."""
    if factor >= 1 or factor <= 0:
        return f"{factor:.3g}"
    return f"1/{1 / factor:.3g}"
