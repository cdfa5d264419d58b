"""What VIKOR, PROMETHEE, ELECTRE and the methods of ``kernels_value`` cannot calculate with."""

from __future__ import annotations

import numpy as np

from vendor_eval.decision.methods.kernels import normalised
from vendor_eval.decision.methods.preconditions import (
    cells_of,
    constant,
    error,
    for_weighted_sum,
    not_shareable,
)
from vendor_eval.decision.methods.price_formulas import directions_of
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.problem import THRESHOLDS, Problem

_INSTEAD = "choose a method that takes any number, such as weighted_sum with normalisation minmax"


def for_weighted_product(problem: Problem, *, normalisation: str) -> list[Finding]:
    """As for the weighted sum; values below 0, which have no power; products that one 0 decides."""
    if normalisation in ("max", "sum", "vector"):
        findings = not_shareable(problem, f"normalisation {normalisation}", _INSTEAD)
    else:
        findings = for_weighted_sum(problem, normalisation=normalisation)
    if normalisation == "none":
        findings += [
            error(
                "negative",
                f"{name} / {c.id}",
                f"{x:g} is below 0 and has no power",
                f"correct it, or {_INSTEAD}",
            )
            for name, c, x in cells_of(problem)
            if x < 0
        ]
    return findings if has_errors(findings) else [*findings, *_decided_by_zero(problem, normalisation)]


def for_waspas(problem: Problem, **_: float) -> list[Finding]:
    """Values without a share of the largest; a part that one 0 decides."""
    findings = not_shareable(problem, "WASPAS", _INSTEAD)
    return findings or _decided_by_zero(problem, "max")


def for_ranges(problem: Problem, **_: float) -> list[Finding]:
    """VIKOR and MAUT take any numbers; a constant column is worth a note."""
    return constant(problem)


def for_any(problem: Problem, **_: object) -> list[Finding]:
    """The method takes any numbers."""
    return []


def for_promethee2(problem: Problem) -> list[Finding]:
    """A note on thresholds that the chosen type of preference does not look at."""
    return [
        Finding(
            "decision.unused-threshold",
            "note",
            c.id,
            f"preference {c.preference.type} does not use {name}, so {name} has no effect",
            "take it out, or choose a type that uses it",
        )
        for c in problem.criteria
        if c.preference is not None
        for name in ("q", "p", "s")
        if getattr(c.preference, name) is not None and name not in THRESHOLDS[c.preference.type]
    ]


def for_copras(problem: Problem) -> list[Finding]:
    """Values below 0, and alternatives of which all weighed min criteria are 0."""
    findings = [
        error(
            "negative",
            f"{name} / {c.id}",
            f"COPRAS takes shares of a column's sum, and {x:g} is below 0",
            f"correct the value, or {_INSTEAD}",
        )
        for name, c, x in cells_of(problem)
        if x < 0
    ]
    costs = [j for j, c in enumerate(problem.criteria) if c.direction == "min" and c.weight > 0]
    if findings or not costs:
        return findings
    names = ", ".join(problem.criteria[j].id for j in costs)
    return [
        error(
            "no-cost",
            f"{name} / {names}",
            "COPRAS divides by what the criteria with less is better add up to, and that is 0 here",
            f"correct the value if it is not really 0, or {_INSTEAD}",
        )
        for name, row in zip(problem.alternatives, problem.matrix, strict=True)
        if all(row[j] == 0 for j in costs)
    ]


def _decided_by_zero(problem: Problem, normalisation: str) -> list[Finding]:
    """A note, one for all, on alternatives whose product is 0 by a single value, whatever the others are."""
    r = normalised(np.array(problem.matrix, dtype=np.float64), directions_of(problem), normalisation)
    found = []
    for name, row in zip(problem.alternatives, r, strict=True):
        zeros = [c.id for c, x in zip(problem.criteria, row, strict=True) if x == 0 and c.weight > 0]
        found += [f"{name} / {', '.join(zeros)}"] if zeros else []
    if not found:
        return []
    message = "a value that is 0 once it is made comparable makes the product 0, whatever the others are"
    hint = "that may be intended; a gate says it more clearly"
    return [Finding("decision.zero-product", "note", "; ".join(found), message, hint)]
