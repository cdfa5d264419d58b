"""What a decision method cannot calculate with, said before it calculates, for every cell at once."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.model.problem import Problem, ProblemCriterion

SMALLEST, LARGEST = 1e-50, 1e50
"""Sizes between which squares, products and 1/x neither overflow nor vanish."""


def in_range(problem: Problem) -> list[Finding]:
    """Numbers so large or so small that the arithmetic would lose them; 0 is always fine."""
    total = sum(c.weight for c in problem.criteria)
    cells = [
        _error("out-of-range", f"{name} / {c.id}", f"{x:g} is too large or too small a number", _RANGE_HINT)
        for name, c, x in _cells(problem)
        if _out_of_range(x)
    ]
    weights = [
        _error("out-of-range", c.id, f"its weight {c.weight:g} is too large or too small", _RANGE_HINT)
        for c in problem.criteria
        if _out_of_range(c.weight) or _out_of_range(c.weight / total)
    ]
    return cells + weights


def for_weighted_sum(problem: Problem, *, normalisation: str) -> list[Finding]:
    """Min criteria that cannot be added, values that cannot be inverted or shared out, constant columns."""
    if normalisation == "none":
        return [_min_as_it_stands(c) for c in problem.criteria if c.direction == "min"]
    if normalisation == "minmax":
        return _constant(problem)
    return [*_values_of_wrong_sign(problem, normalisation), *_nothing_above_zero(problem, normalisation)]


def for_topsis(problem: Problem, *, normalisation: str) -> list[Finding]:
    """TOPSIS takes any numbers; only a constant column is worth a note."""
    return _constant(problem) if normalisation == "minmax" else []


def alike(problem: Problem) -> Finding | None:
    """A note where there is nothing to compare: one alternative, or no difference that has weight."""
    if len(problem.alternatives) == 1:
        return Finding(
            "decision.one-alternative",
            "note",
            problem.alternatives[0],
            "it is the only alternative: it is ranked first, but nothing was compared",
        )
    weighed = [j for j, c in enumerate(problem.criteria) if c.weight > 0]
    if len({tuple(row[j] for j in weighed) for row in problem.matrix}) > 1:
        return None
    return Finding(
        "decision.all-alike",
        "note",
        ", ".join(problem.alternatives),
        "all alternatives have the same values in every criterion that has weight: all share rank 1",
        "if they do differ, add the criterion that tells them apart or give it a weight",
    )


_RANGE_HINT = f"use another unit: sizes from {SMALLEST:g} to {LARGEST:g} can be calculated with"


def _out_of_range(x: float) -> bool:
    return x != 0 and not SMALLEST <= abs(x) <= LARGEST


def _min_as_it_stands(criterion: ProblemCriterion) -> Finding:
    return _error(
        "min-not-normalised",
        criterion.id,
        "less is better here, but normalisation none adds the values as given, so more would earn more",
        "choose normalisation minmax, max, sum or vector, or give values of which more is better",
    )


def _values_of_wrong_sign(problem: Problem, normalisation: str) -> Iterator[Finding]:
    for name, criterion, x in _cells(problem):
        if criterion.direction == "min" and x <= 0:
            yield _error(
                "not-above-zero",
                f"{name} / {criterion.id}",
                f"less is better here, so normalisation {normalisation} takes 1/value, "
                f"and {x:g} is not above 0",
                "correct the value, or choose normalisation minmax, which takes any number",
            )
        elif x < 0:
            yield _error(
                "negative",
                f"{name} / {criterion.id}",
                f"normalisation {normalisation} takes shares of a whole, and {x:g} is below 0",
                "correct the value, or choose normalisation minmax, which takes any number",
            )


def _nothing_above_zero(problem: Problem, normalisation: str) -> Iterator[Finding]:
    for j, criterion in enumerate(problem.criteria):
        if criterion.direction == "max" and not any(row[j] != 0 for row in problem.matrix):
            yield _error(
                "nothing-above-zero",
                criterion.id,
                f"every value is 0, and normalisation {normalisation} needs one above 0 to divide by",
                "leave the criterion out, or choose normalisation minmax",
            )


def _constant(problem: Problem) -> list[Finding]:
    if len(problem.alternatives) == 1:
        return []
    return [
        Finding(
            "decision.constant-criterion",
            "note",
            c.id,
            f"all alternatives have {problem.matrix[0][j]:g}, so it tells none apart and counts 0 for all",
            "its weight does no work; that may be intended",
        )
        for j, c in enumerate(problem.criteria)
        if len({row[j] for row in problem.matrix}) == 1
    ]


def _cells(problem: Problem) -> Iterator[tuple[str, ProblemCriterion, float]]:
    for name, row in zip(problem.alternatives, problem.matrix, strict=True):
        for criterion, x in zip(problem.criteria, row, strict=True):
            yield name, criterion, x


def _error(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"decision.{code}", "error", where, message, hint)
