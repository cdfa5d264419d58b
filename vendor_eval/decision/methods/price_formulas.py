"""From prices to values between 0 and 1, by the ``formula`` of a criterion.

Shapes: prices (..., m), all above 0, the last axis the alternatives; values alike, clipped to 0..1. Only the
alternatives in the table enter a lowest price, a highest one or a mean.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

import numpy as np

from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.findings import Finding
from vendor_eval.model.problem import Problem, ProblemCriterion

T = TypeVar("T")

_ROUNDING = 1e-12
"""A price that lies on the edge of a band belongs to it, whatever the last bit of the product says."""


def _lowest(x: FloatArray) -> FloatArray:
    return np.asarray(x.min(axis=-1, keepdims=True))


def _lowest_over_price(x: FloatArray, _: ProblemCriterion) -> FloatArray:
    return np.asarray(_lowest(x) / x)


def _linear_min_max(x: FloatArray, _: ProblemCriterion) -> FloatArray:
    span = np.ptp(x, axis=-1, keepdims=True)
    above = x.max(axis=-1, keepdims=True) - x
    return np.asarray(np.divide(above, span, out=np.ones_like(x), where=span > 0))


def _linear_to_cap(x: FloatArray, c: ProblemCriterion) -> FloatArray:
    k = _needed(c.k)
    return np.asarray((k - x / _lowest(x)) / (k - 1))


def _banded(x: FloatArray, c: ProblemCriterion) -> FloatArray:
    bands = np.array(_needed(c.bands))
    ends = bands[:, 0] * (1 + _ROUNDING)
    return np.asarray(np.append(bands[:, 1], 0.0)[np.searchsorted(ends, x / _lowest(x))])


FORMULAS: dict[str, Callable[[FloatArray, ProblemCriterion], FloatArray]] = {
    "lowest_over_price": _lowest_over_price,
    "squared_lowest_over_price": lambda x, c: _lowest_over_price(x, c) ** 2,
    "linear_min_max": _linear_min_max,
    "linear_to_cap": _linear_to_cap,
    "half_at_mean": lambda x, _: 1 - x / (2 * x.mean(axis=-1, keepdims=True)),
    "fixed_budget": lambda x, c: 1 - x / _needed(c.budget),
    "banded": _banded,
}


def price_values(criterion: ProblemCriterion, prices: FloatArray) -> FloatArray:
    """``prices`` as values, by the formula of ``criterion``; raises ValueError for a price of 0 or below."""
    if criterion.formula is None:
        raise ValueError(f"{criterion.id} has no price formula")
    if (prices <= 0).any():
        raise ValueError("a price of 0 or below has no value under any formula")
    return np.clip(FORMULAS[criterion.formula](prices, criterion), 0.0, 1.0)


def calculated(problem: Problem, as_given: Collection[str] = ()) -> Problem:
    """The table with prices turned into values; such criteria keep their ``formula`` as a mark.

    ``as_given`` names criteria whose values stay prices, and whose formula is left aside. Their prices must
    be above 0 (``unpriceable`` says which are not).
    """
    used = {j: c for j, c in enumerate(problem.criteria) if c.formula and c.id not in as_given}
    if not used and not any(c.formula for c in problem.criteria):
        return problem
    matrix = np.array(problem.matrix, dtype=np.float64)
    for j, criterion in used.items():
        matrix[:, j] = price_values(criterion, matrix[:, j])
    criteria = tuple(
        c.model_copy(update={"direction": "max"} if j in used else {"formula": None})
        for j, c in enumerate(problem.criteria)
    )
    rows = tuple(tuple(row) for row in matrix.tolist())
    return problem.model_copy(update={"criteria": criteria, "matrix": rows})


def unpriceable(problem: Problem, as_given: Collection[str] = ()) -> list[Finding]:
    """Every price of 0 or below that a formula, or a method over quality and price, would divide by."""
    return [
        Finding(
            "decision.price",
            "error",
            f"{name} / {c.id}",
            f"{x:g} is no price: a price is above 0",
            "ask the bidder, or correct the value; no formula can compare an offer that costs nothing",
        )
        for name, row in zip(problem.alternatives, problem.matrix, strict=True)
        for c, x in zip(problem.criteria, row, strict=True)
        if x <= 0 and (c.formula or c.id in as_given)
    ]


def directions_of(problem: Problem) -> list[str]:
    """``max``, ``min``, or ``given`` for values that a price formula made: not to be normalised again."""
    return ["given" if c.formula else c.direction for c in problem.criteria]


def _needed(setting: T | None) -> T:
    """A field that the model has made sure of."""
    if setting is None:
        raise ValueError("the formula lacks what it needs")
    return setting
