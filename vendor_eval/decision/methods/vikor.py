"""VIKOR: a compromise between the sum of all shortfalls (S) and the largest one (R).

Opricovic and Tzeng (2004).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

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
from vendor_eval.decision.methods.checks import constant_columns
from vendor_eval.decision.methods.common import (
    Weights,
    column_scales,
    divide,
    dot,
    ideals,
    largest_term,
    weights_of,
)
from vendor_eval.decision.methods.parameters import number
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.findings import Finding

NO_RANGE = 1e-12
"""S and R lie between 0 and 1; a range below this is what rounding leaves of none."""


class Compromise(NamedTuple):
    """Whether the first by Q may stand alone, and who else. ``advantage`` is None for one alternative."""

    members: list[int]
    advantage: bool | None
    stability: bool


def parts(matrix: FloatArray, directions: Sequence[str], **_: float) -> Parts:
    """(f* - f) / (f* - f-) by criterion; 0 in a column without range."""
    lag = np.abs(ideals(matrix, directions).best - matrix)
    return (divide(lag, column_scales(matrix, directions, "minmax")),)


def shortfalls(parts: Parts, weights: Weights) -> tuple[FloatArray, FloatArray]:
    """The sum and the largest of the terms w (f* - f) / (f* - f-), (m, k) each: S and R times sum of w."""
    return dot(parts[0], weights.columns), largest_term(parts[0], weights.columns)


def compromise_scores(parts: Parts, weights: Weights, *, v: float) -> FloatArray:
    """Q = v (S - S*) / (S- - S*) + (1 - v) (R - R*) / (R- - R*), (m, k); lower is better.

    A term without range is 0.
    """
    total, largest = shortfalls(parts, weights)
    return np.asarray(v * _position(total, weights.sums) + (1 - v) * _position(largest, weights.sums))


TWO_STEPS = TwoSteps(parts, compromise_scores)


def kernel(matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, v: float) -> FloatArray:
    """Q, (k, m); NaN for a single alternative, which has nothing to be compared with."""
    if len(matrix) == 1:
        return np.full((len(weights), 1), np.nan)
    return TWO_STEPS.kernel(matrix, weights, directions, v=v)


def _position(x: FloatArray, sums: FloatArray) -> FloatArray:
    """Position between the smallest (0) and the largest (1) of a weighting; 0 where there is no range."""
    smallest = x.min(axis=0)
    spread = x.max(axis=0) - smallest
    return np.asarray(np.divide(x - smallest, spread, out=np.zeros_like(x), where=spread > NO_RANGE * sums))


def compromise(q: FloatArray, total: FloatArray, largest: FloatArray) -> Compromise:
    """The set that may be proposed for one weighting; ``q``, S and R (m,). Members in the order of the table.

    Advantage: the second is at least 1/(m-1) behind. Stability: the first is also first by S or by R. Both:
    the first. Without stability: the first and the second. Without advantage: all less than 1/(m-1) behind.
    """
    if len(q) == 1:
        return Compromise([0], None, True)
    gap = 1 / (len(q) - 1) - TOLERANCE
    behind = q - q.min()
    first = behind <= TOLERANCE
    second = np.sort(behind)[1]
    leads = (total <= total.min() + TOLERANCE) | (largest <= largest.min() + TOLERANCE)
    advantage, stability = bool(second >= gap), bool(leads[first].all())
    together = first if stability else behind <= second + TOLERANCE
    members = together if advantage else behind < gap
    return Compromise(np.flatnonzero(members).tolist(), advantage, stability)


def _shortfalls_of(bound: BoundMethod) -> tuple[FloatArray, FloatArray]:
    """S and R, (m,) each."""
    weights = weights_of(bound.weights)
    total, largest = shortfalls(parts(bound.matrix, bound.directions), weights)
    return total[:, 0] / weights.sums, largest[:, 0] / weights.sums


def _details(bound: BoundMethod) -> dict[str, Any]:
    """S, R and Q by alternative, the compromise set, and the two conditions that shape it."""
    total, largest = _shortfalls_of(bound)
    q = bound.scores(bound.weights)[0]
    found = compromise(q, total, largest)
    return {
        "S": bound.by_name(total),
        "R": bound.by_name(largest),
        "Q": bound.by_name(q),
        "v": bound.settings["v"],
        "compromise_set": [bound.problem.alternatives[i] for i in found.members],
        "acceptable_advantage": found.advantage,
        "acceptable_stability": found.stability,
    }


def _notes(details: Mapping[str, Any]) -> list[Finding]:
    """A note where the first by Q may not be proposed alone."""
    together = details["compromise_set"]
    if len(together) < 2:
        return []
    first = min(together, key=lambda name: details["Q"][name])
    why = "its lead is too small" if not details["acceptable_advantage"] else "it is first by Q only"
    message = f"the first is not far enough ahead to stand alone: {why}"
    hint = f"VIKOR proposes together: {', '.join(together)}"
    return [Finding("decision.compromise-set", "note", first, message, hint)]


def _recipe(parameters: Mapping[str, Any]) -> Recipe:
    keywords = {"v": parameters["v"], "use_compromise_set": False}
    return Recipe("none", "vikor.VIKOR", lambda result: result["q_k"], keywords)


def _limit(bound: BoundMethod) -> str:
    if bound.tied:
        return NO_DIFFERENCE
    if "given" in bound.directions:
        return "it normalises every column itself, here the values of a price formula stay as they are"
    if any(0 < np.ptp(x) <= NO_RANGE for x in _shortfalls_of(bound)):
        return "S or R of all is alike but for rounding, which it takes for a difference"
    return ""


def _rounded(bound: BoundMethod) -> Iterable[FloatArray]:
    return _shortfalls_of(bound)


VIKOR = Method(
    name="vikor",
    title="VIKOR: a compromise between the sum of all shortfalls and the largest one",
    character="counts the single largest shortfall beside the sum of all",
    source="Opricovic, S. and Tzeng, G.-H. (2004). Compromise solution by MCDM methods: a comparative "
    "analysis of VIKOR and TOPSIS. European Journal of Operational Research 156(2), 445-455.",
    assumptions=(
        "Beside the sum of all shortfalls the largest one counts: a balanced bid is preferred.",
        "Where the first is not far enough ahead, a set of bids is proposed and not one.",
        DEPENDS,
    ),
    parameters={"v": number("how much the sum of all shortfalls counts; the largest one counts 1 - v", 0.5)},
    kernel=kernel,
    two_steps=TWO_STEPS,
    check=constant_columns,
    details=_details,
    notes=_notes,
    library=Library(_recipe, _limit, rounded=_rounded),
    lower_is_better=True,
)
