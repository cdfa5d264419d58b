"""COPRAS: what is gained and what it costs, in proportion to the others. Zavadskas and Kaklauskas (1996)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods import checks
from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import DEPENDS, BoundMethod, Library, Method, Parts, Recipe, TwoSteps
from vendor_eval.decision.methods.common import Weights, column_scales, divide, dot, is_direction, weights_of
from vendor_eval.decision.methods.weighted_product import ANY_NUMBER
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem


def parts(matrix: FloatArray, directions: Sequence[str]) -> Parts:
    """Shares of each column's sum, of the max and of the min criteria; 1 in a min criterion.

    Raises ValueError for a value below 0.
    """
    if (matrix < 0).any():
        raise ValueError("COPRAS takes no value below 0")
    low = is_direction(directions, "min")
    shares = divide(matrix, column_scales(matrix, directions, "sum"))
    is_cost = np.broadcast_to(low.astype(np.float64), matrix.shape)
    return np.where(low, 0.0, shares), np.where(low, shares, 0.0), is_cost


def gain_and_loss(parts: Parts, weights: Weights) -> tuple[FloatArray, FloatArray]:
    """S+ and S-, (m, k) each."""
    gain, loss = (dot(part, weights.columns) / weights.sums for part in parts[:2])
    return gain, loss


def scores(parts: Parts, weights: Weights) -> FloatArray:
    """Q = S+ + sum(S-) / (S- sum(1/S-)), (m, k); Q = S+ where no min criterion has weight.

    Raises ValueError for S- = 0 of an alternative, which would make Q infinite.
    """
    gain, loss = gain_and_loss(parts, weights)
    costs = dot(parts[2], weights.columns) > 0
    if ((loss <= 0) & costs).any():
        raise ValueError("COPRAS divides by the sum of the min criteria, which is 0 for an alternative")
    safe = np.where(costs, loss, 1.0)
    offset = safe.sum(axis=0) / (safe * (1 / safe).sum(axis=0))
    return np.asarray(gain + np.where(costs, offset, 0.0))


def check(problem: Problem) -> list[Finding]:
    """Values below 0, and alternatives of which all weighed min criteria are 0."""
    findings = [
        checks.error(
            "negative",
            f"{name} / {c.id}",
            f"COPRAS takes shares of a column's sum, and {x:g} is below 0",
            f"correct the value, or {ANY_NUMBER}",
        )
        for name, c, x in checks.cells_of(problem)
        if x < 0
    ]
    costs = [j for j, c in enumerate(problem.criteria) if c.direction == "min" and c.weight > 0]
    if findings or not costs:
        return findings
    names = ", ".join(problem.criteria[j].id for j in costs)
    return [
        checks.error(
            "no-cost",
            f"{name} / {names}",
            "COPRAS divides by what the criteria with less is better add up to, and that is 0 here",
            f"correct the value if it is not really 0, or {ANY_NUMBER}",
        )
        for name, row in zip(problem.alternatives, problem.matrix, strict=True)
        if all(row[j] == 0 for j in costs)
    ]


def _details(bound: BoundMethod) -> dict[str, Any]:
    """What is gained and what it costs, and the score in percent of the best."""
    found, weights = parts(bound.matrix, bound.directions), weights_of(bound.weights)
    gain, loss = gain_and_loss(found, weights)
    score = scores(found, weights)[:, 0]
    best = float(score.max())
    percent = 100 * (score / best) if best > 0 else np.zeros_like(score)
    return {
        "S_plus": bound.by_name(gain[:, 0]),
        "S_minus": bound.by_name(loss[:, 0]),
        "utility_degree": bound.by_name(percent),
    }


def _limit(bound: BoundMethod) -> str:
    costs = is_direction(bound.directions, "min") & (bound.weights[0] > 0)
    return "" if costs.any() else "it refuses tables in which less is better nowhere"


_Q = TwoSteps(parts, scores, counts_all=True)
COPRAS = Method(
    name="copras",
    title="COPRAS: what is gained and what it costs, in proportion to the others",
    character="sets what is gained against the reciprocal of what it costs",
    source="Zavadskas, E. K. and Kaklauskas, A. (1996). Determination of an efficient contractor by using "
    "the new method of multicriteria assessment. In: The Organization and Management of Construction, "
    "CIB W65, vol. 2. Spon.",
    assumptions=(
        "Values are amounts: 0 is nothing at all, and twice the number is twice as much.",
        "What the criteria with less is better add up to counts by its reciprocal.",
        DEPENDS,
    ),
    kernel=_Q.kernel,
    two_steps=_Q,
    check=check,
    details=_details,
    library=Library(lambda _: Recipe("sum", "copras.COPRAS", lambda result: result["significances"]), _limit),
)
