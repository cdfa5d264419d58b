"""Weighted product: r to the power of w, multiplied. Miller and Starr (1969)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods import checks, weighted_sum
from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import Library, Method, Parts, Recipe, TwoSteps
from vendor_eval.decision.methods.common import Weights, dot, normalised
from vendor_eval.decision.methods.parameters import normalisation as normalisation_parameter
from vendor_eval.findings import Finding, has_errors

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem

ANY_NUMBER = "choose a method that takes any number, such as weighted_sum with normalisation minmax"


def parts(matrix: FloatArray, directions: Sequence[str], *, normalisation: str) -> Parts:
    """Logarithms, and 1 where there is none because the value is 0. Raises ValueError for values below 0."""
    r = normalised(matrix, directions, normalisation=normalisation)
    if (r < 0).any():
        raise ValueError("a value below 0 has no power")
    zero = r == 0
    return np.log(r, where=~zero, out=np.zeros_like(r)), zero.astype(np.float64)


def products(parts: Parts, weights: Weights, **_: object) -> FloatArray:
    """Product of r^w, (m, k); 0 to the power of 0 is 1."""
    logs, zero = parts
    found = np.exp(dot(logs, weights.columns) / weights.sums)
    if zero.any():
        found[dot(zero, (weights.columns > 0).astype(np.float64)) > 0] = 0.0
    return found


def check(problem: Problem, *, normalisation: str) -> list[Finding]:
    """As for the weighted sum; values below 0, which have no power; products that one 0 decides."""
    if normalisation in ("max", "sum", "vector"):
        findings = checks.no_shares(problem, f"normalisation {normalisation}", ANY_NUMBER)
    else:
        findings = weighted_sum.check(problem, normalisation=normalisation)
    if normalisation == "none":
        findings += [
            checks.error(
                "negative",
                f"{name} / {c.id}",
                f"{x:g} is below 0 and has no power",
                f"correct it, or {ANY_NUMBER}",
            )
            for name, c, x in checks.cells_of(problem)
            if x < 0
        ]
    return findings if has_errors(findings) else [*findings, *zero_products(problem, normalisation)]


def zero_products(problem: Problem, normalisation: str) -> list[Finding]:
    """A note, one for all, on alternatives whose product is 0 by a single value, whatever the others are."""
    matrix, directions = np.array(problem.matrix, dtype=np.float64), checks.directions_of(problem)
    r = normalised(matrix, directions, normalisation=normalisation)
    found = []
    for name, row in zip(problem.alternatives, r, strict=True):
        zeros = [c.id for c, x in zip(problem.criteria, row, strict=True) if x == 0 and c.weight > 0]
        found += [f"{name} / {', '.join(zeros)}"] if zeros else []
    if not found:
        return []
    message = "a value that is 0 once it is made comparable makes the product 0, whatever the others are"
    hint = "that may be intended; a gate says it more clearly"
    return [Finding("decision.zero-product", "note", "; ".join(found), message, hint)]


def _recipe(parameters: Mapping[str, Any]) -> Recipe:
    steps = weighted_sum.LIBRARY_STEPS[parameters["normalisation"]]
    return Recipe(steps, "simple.WeightedProductModel", lambda result: 10.0 ** np.asarray(result["score"]))


MULTIPLIED = TwoSteps(parts, products)
WEIGHTED_PRODUCT = Method(
    name="weighted_product",
    title="Weighted product: every value to the power of its weight, multiplied",
    character="multiplies ratios, so that a low value pulls the whole down",
    source="Miller, D. W. and Starr, M. K. (1969). Executive Decisions and Operations Research. 2nd edition, "
    "Prentice-Hall.",
    assumptions=(
        "Ratios count, not differences: twice as good is worth the same wherever it starts.",
        "A value near 0 pulls the whole down; a value of 0 leaves nothing of it.",
        "Under max, sum and vector the order of two does not depend on the other bids.",
    ),
    parameters={"normalisation": normalisation_parameter("max")},
    kernel=MULTIPLIED.kernel,
    two_steps=MULTIPLIED,
    check=check,
    library=Library(_recipe),
)
