"""Prices in a table as values between 0 and 1, by the ``formula`` of a criterion."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.findings import Finding
from vendor_eval.model.price_formulas import PRICE_FORMULAS, Prices
from vendor_eval.model.problem import Problem, ProblemCriterion


def price_values(criterion: ProblemCriterion, prices: FloatArray) -> FloatArray:
    """``prices`` (..., m) as values, cut to 0..1, by the formula of ``criterion``; the last axis are the
    alternatives, and only these enter a lowest price, a highest one or a mean.

    Raises ValueError for a price of 0 or below.
    """
    if criterion.formula is None:
        raise ValueError(f"{criterion.id} has no price formula")
    if (prices <= 0).any():
        raise ValueError("a price of 0 or below has no value under any formula")
    compared = (of(prices, axis=-1, keepdims=True) for of in (np.min, np.max, np.mean))
    value = PRICE_FORMULAS[criterion.formula].value(Prices(prices, *compared), criterion)
    return np.asarray(np.clip(value, 0.0, 1.0))


def apply_formulas(problem: Problem, as_given: Collection[str] = ()) -> Problem:
    """The table with prices turned into values; such criteria keep their ``formula`` as a mark.

    ``as_given`` names criteria whose values stay prices, and whose formula is not applied. Their prices must
    be above 0 (``without_value`` says which are not).
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


def without_value(problem: Problem, as_given: Collection[str] = ()) -> list[Finding]:
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
