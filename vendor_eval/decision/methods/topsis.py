"""TOPSIS: nearest to the ideal, farthest from the anti-ideal. Hwang and Yoon (1981)."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods import checks
from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import (
    DEPENDS,
    NO_DIFFERENCE,
    BoundMethod,
    Library,
    Method,
    Parts,
    Recipe,
    TwoSteps,
)
from vendor_eval.decision.methods.common import (
    Ideals,
    Weights,
    column_scales,
    divide,
    dot,
    ideals,
    is_direction,
    weights_of,
)
from vendor_eval.decision.methods.parameters import scale
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem


def parts(matrix: FloatArray, directions: Sequence[str], *, normalisation: str) -> Parts:
    """Squared distances to the ideal and to the anti-ideal by criterion; 0 in a column whose scale is 0.

    Differences are taken before scaling, so that rounding does not grow where values are nearly alike.
    """
    scale = column_scales(matrix, directions, normalisation)
    best, worst = ideals(matrix, directions)
    return divide(matrix - best, scale) ** 2, divide(matrix - worst, scale) ** 2


def distances(parts: Parts, weights: Weights) -> tuple[FloatArray, FloatArray]:
    """Weighted Euclidean distances to the ideal and to the anti-ideal, (m, k) each."""
    squared = weights.columns**2
    plus, minus = (np.sqrt(dot(part, squared)) / weights.sums for part in parts)
    return plus, minus


def closeness(parts: Parts, weights: Weights, **_: object) -> FloatArray:
    """d- / (d+ + d-), (m, k), from 0 (all worst) to 1 (all best).

    NaN for all of a weighting where the alternatives do not differ in any criterion that has weight.
    """
    plus, minus = distances(parts, weights)
    plus += minus
    return np.divide(minus, plus, out=np.full_like(plus, np.nan), where=plus > 0)


def weighted_ideals(
    matrix: FloatArray, share: FloatArray, directions: Sequence[str], *, normalisation: str
) -> Ideals:
    """Ideal and anti-ideal of the scaled table times ``share`` (n,) of the weights, (n,) each."""
    from_smallest = (normalisation == "minmax") & ~is_direction(directions, "given")
    start = np.where(from_smallest, matrix.min(axis=0), 0.0)
    scale = column_scales(matrix, directions, normalisation)
    best, worst = (share * divide(point - start, scale) for point in ideals(matrix, directions))
    return Ideals(best, worst)


def check(problem: Problem, *, normalisation: str) -> list[Finding]:
    """TOPSIS takes any numbers; only a constant column is worth a note."""
    return checks.constant_columns(problem) if normalisation == "minmax" else []


def _details(bound: BoundMethod) -> dict[str, Any]:
    """Distances by alternative, and by criterion the weighted, scaled values they are measured from."""
    weights = weights_of(bound.weights)
    plus, minus = distances(parts(bound.matrix, bound.directions, **bound.settings), weights)
    share = weights.columns[:, 0] / weights.sums
    best, worst = weighted_ideals(bound.matrix, share, bound.directions, **bound.settings)
    ids = [c.id for c in bound.problem.criteria]
    return {
        "d_plus": bound.by_name(plus[:, 0]),
        "d_minus": bound.by_name(minus[:, 0]),
        "ideal": dict(zip(ids, best.tolist(), strict=True)),
        "anti_ideal": dict(zip(ids, worst.tolist(), strict=True)),
    }


def _recipe(parameters: Mapping[str, Any]) -> Recipe:
    """TOPSIS takes min criteria but advises against them; -x changes no distance under these scales.

    Under ``sum`` and ``vector`` it divides 0 by 0 in a column of zeros, and every score becomes NaN: such a
    column, which adds nothing to any distance, is left out.
    """
    name = parameters["normalisation"]
    steps = {"none": "negated", "minmax": "minmax"}.get(name, f"negated {name}")
    return Recipe(
        steps,
        "topsis.TOPSIS",
        lambda result: result["similarity"],
        without_zero_columns=name in ("sum", "vector"),
    )


def library_limit(bound: BoundMethod) -> str:
    if bound.tied:  # 0/0 becomes NaN, then the integer -9223372036854775808, then an error about "a ranking"
        return NO_DIFFERENCE
    name = bound.parameters["normalisation"]
    if name == "sum" and (bound.matrix < 0).any():
        return "it divides by the plain sum of a column, here the sum of absolute values counts"
    # sklearn takes a largest value below 10 machine epsilons for 0 and divides such a column by 1.
    largest = np.abs(bound.matrix).max(axis=0)
    if name == "max" and ((largest > 0) & (largest < 10 * sys.float_info.epsilon)).any():
        return "it leaves columns of very small numbers unscaled"
    return ""


_CLOSENESS = TwoSteps(parts, closeness)
TOPSIS = Method(
    name="topsis",
    title="TOPSIS: nearest to the best value of every criterion, farthest from the worst",
    character="measures distances from the best and the worst, where large differences count more",
    source="Hwang, C.-L. and Yoon, K. (1981). Multiple Attribute Decision Making: Methods and "
    "Applications. Springer.",
    assumptions=(
        "A value is better the higher it is (or the lower), without a saturation point.",
        "The winner can depend on the normalisation; the one in force belongs in every report.",
        DEPENDS,
    ),
    parameters={"normalisation": scale("vector")},
    kernel=_CLOSENESS.kernel,
    two_steps=_CLOSENESS,
    check=check,
    details=_details,
    library=Library(_recipe, library_limit),
)
