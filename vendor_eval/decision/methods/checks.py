"""What several methods cannot calculate with, found before they calculate, for every cell at once.

The tables that come here have their price formulas applied (``table.prices``): a criterion with a formula
holds values between 0 and 1, counts as max and is not normalised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem, ProblemCriterion

SMALLEST, LARGEST = 1e-50, 1e50
"""Sizes between which squares, products and 1/x neither overflow nor vanish."""
_RANGE_HINT = f"use another unit: sizes from {SMALLEST:g} to {LARGEST:g} can be calculated with"


def directions_of(problem: Problem) -> list[str]:
    """``max``, ``min``, or ``given`` for values that a price formula made: not to be normalised again."""
    return ["given" if c.formula else c.direction for c in problem.criteria]


def negative_weights(problem: Problem) -> list[Finding]:
    """Weights below 0, which only methods take whose weights are points or money."""
    return [
        error(
            "negative-weight",
            c.id,
            f"its weight {c.weight:g} is below 0, and this method divides the weights by their sum",
            "a weight is 0 or more; where less is better, say so in the direction",
        )
        for c in problem.criteria
        if c.weight < 0
    ]


def out_of_range(problem: Problem) -> list[Finding]:
    """Numbers so large or so small that the arithmetic would lose them; 0 is always fine."""
    total = sum(abs(c.weight) for c in problem.criteria)
    cells = [
        error("out-of-range", f"{name} / {c.id}", f"{x:g} is too large or too small a number", _RANGE_HINT)
        for name, c, x in cells_of(problem)
        if _out_of_range(x)
    ]
    weights = [
        error("out-of-range", c.id, f"its weight {c.weight:g} is too large or too small", _RANGE_HINT)
        for c in problem.criteria
        if _out_of_range(c.weight) or _out_of_range(c.weight / total)
    ]
    return cells + weights


def _out_of_range(x: float) -> bool:
    return x != 0 and not SMALLEST <= abs(x) <= LARGEST


def no_shares(problem: Problem, how: str, instead: str) -> list[Finding]:
    """Values that have no 1/value or no share of a whole; ``instead`` is what takes any number."""
    return [*_values_of_wrong_sign(problem, how, instead), *_nothing_above_zero(problem, how, instead)]


def _values_of_wrong_sign(problem: Problem, how: str, instead: str) -> Iterator[Finding]:
    hint = f"correct the value, or {instead}, which takes any number"
    for name, criterion, x in cells_of(problem):
        where = f"{name} / {criterion.id}"
        if criterion.direction == "min" and x <= 0:
            message = f"less is better here, so {how} takes 1/value, and {x:g} is not above 0"
            yield error("not-above-zero", where, message, hint)
        elif x < 0:
            message = f"{how} takes shares of a whole, and {x:g} is below 0"
            yield error("negative", where, message, hint)


def _nothing_above_zero(problem: Problem, how: str, instead: str) -> Iterator[Finding]:
    for j, criterion in enumerate(problem.criteria):
        shared = criterion.direction == "max" and criterion.formula is None
        if shared and not any(row[j] != 0 for row in problem.matrix):
            message = f"every value is 0, and {how} needs one above 0 to divide by"
            yield error("nothing-above-zero", criterion.id, message, f"leave the criterion out, or {instead}")


def constant_columns(problem: Problem, **_: object) -> list[Finding]:
    """A note on the columns without a range, all in one, for methods that measure values by the range."""
    found = {
        c.id: problem.matrix[0][j]
        for j, c in enumerate(problem.criteria)
        if c.formula is None and len({row[j] for row in problem.matrix}) == 1
    }
    if len(problem.alternatives) == 1 or not found:
        return []
    message, hint = (
        "all alternatives have the same value in each of these, so they tell none apart and count 0 for all",
        "their weights do no work; that may be intended",
    )
    if len(found) == 1:
        (value,) = found.values()
        message = f"all alternatives have {value:g}, so it tells none apart and counts 0 for all"
        hint = "its weight does no work; that may be intended"
    return [Finding("decision.constant-criterion", "note", ", ".join(found), message, hint)]


def no_difference(problem: Problem, counted: Collection[str] = ()) -> Finding | None:
    """A note where there is nothing to compare: one alternative, or no difference that has weight.

    ``counted`` names criteria that count whatever their weight, such as the price beside the quality.
    """
    if len(problem.alternatives) == 1:
        return Finding(
            "decision.one-alternative",
            "note",
            problem.alternatives[0],
            "it is the only alternative: it is ranked first, but nothing was compared",
        )
    weighed = [j for j, c in enumerate(problem.criteria) if c.weight != 0 or c.id in counted]
    if len({tuple(row[j] for j in weighed) for row in problem.matrix}) > 1:
        return None
    return Finding(
        "decision.all-alike",
        "note",
        ", ".join(problem.alternatives),
        "all alternatives have the same values in every criterion that has weight: all share rank 1",
        "if they do differ, add the criterion that tells them apart or give it a weight",
    )


def cells_of(problem: Problem) -> Iterator[tuple[str, ProblemCriterion, float]]:
    """Every value with its alternative and its criterion."""
    for name, row in zip(problem.alternatives, problem.matrix, strict=True):
        for criterion, x in zip(problem.criteria, row, strict=True):
            yield name, criterion, x


def error(code: str, where: str, message: str, hint: str) -> Finding:
    """What keeps a method from ranking."""
    return Finding(f"decision.{code}", "error", where, message, hint)
