"""The arithmetic of the decision methods: one table, many weightings at once.

Shapes throughout: ``matrix`` (m alternatives, n criteria); ``weights`` (k weightings, n), each row on any
scale, none negative, not all zero; ``directions`` n times ``max``, ``min``, or ``given`` for values that are
neither inverted nor normalised (more is better). Scores are (k, m). The methods stand in ``kernels_*``.
What a person must mend is said beforehand by ``preconditions``; here a value that cannot be calculated
with raises ValueError, so that no NaN or infinity travels on in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vendor_eval.decision.methods.ranks import TOLERANCE, competition_ranks

FloatArray = NDArray[np.float64]
_CANCELLED = 1e-12

SCALES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "none": lambda x: np.ones(x.shape[1]),
    "minmax": lambda x: np.ptp(x, axis=0),
    "max": lambda x: np.abs(x).max(axis=0),
    "sum": lambda x: np.abs(x).sum(axis=0),
    "vector": lambda x: np.linalg.norm(x, axis=0),
}
"""What a column is divided by: (m, n) -> (n,)."""


class Ideals(NamedTuple):
    """The best and the worst value of each criterion in the table, (n,) each."""

    best: FloatArray
    worst: FloatArray


def are(directions: Sequence[str], word: str) -> NDArray[np.bool_]:
    """Which of the n directions are ``word``. An array of words is quicker, for many tables side by side."""
    if isinstance(directions, np.ndarray):
        return np.asarray(directions == word)
    return np.array([direction == word for direction in directions])


def shares(weights: FloatArray) -> FloatArray:
    """The weights divided by their sum, row by row: (k, n) -> (k, n)."""
    return np.asarray(weights / totals(weights))


def scales(matrix: FloatArray, directions: Sequence[str], normalisation: str) -> FloatArray:
    """What each column is divided by, (n,): 1 for values that are not to be normalised."""
    return np.where(are(directions, "given"), 1.0, SCALES[normalisation](matrix))


def normalised(matrix: FloatArray, directions: Sequence[str], normalisation: str) -> FloatArray:
    """Values of the weighted sum, (m, n), more is better; 0 to 1 but for ``none``.

    ``minmax`` turns a min criterion by -x, ``max``, ``sum`` and ``vector`` by 1/x. A constant column gives
    0 under ``minmax``. Raises ValueError for a min criterion under ``none``, and under ``max``, ``sum`` and
    ``vector`` for x <= 0 in a min criterion, x < 0 in a max criterion, or a column without any x > 0.
    """
    low, given = are(directions, "min"), are(directions, "given")
    if normalisation == "none":
        if low.any():
            raise ValueError("a min criterion cannot be added as it stands")
        return matrix
    if normalisation == "minmax":
        gain = np.where(low, matrix.max(axis=0) - matrix, matrix - matrix.min(axis=0))
        return np.where(given, matrix, divided(gain, SCALES["minmax"](matrix)))
    shared = matrix[:, ~given]
    if (matrix[:, low] <= 0).any() or (shared < 0).any() or not (shared > 0).any(axis=0).all():
        raise ValueError(f"normalisation {normalisation} needs values above 0")
    upward = np.where(low, np.divide(1.0, matrix, where=low, out=np.zeros_like(matrix)), matrix)
    return divided(upward, scales(upward, directions, normalisation))


def weighted_sum(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, normalisation: str
) -> FloatArray:
    """Sum of w * r, (k, m), with r as ``normalised`` gives it. Fishburn (1967)."""
    return np.asarray(weights @ normalised(matrix, directions, normalisation).T / totals(weights))


def ideals(matrix: FloatArray, directions: Sequence[str]) -> Ideals:
    """The largest value is the best of a max criterion, the smallest of a min criterion."""
    low = are(directions, "min")
    smallest, largest = matrix.min(axis=0), matrix.max(axis=0)
    return Ideals(np.where(low, smallest, largest), np.where(low, largest, smallest))


def topsis_distances(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, normalisation: str
) -> tuple[FloatArray, FloatArray]:
    """Weighted Euclidean distances to the ideal and to the anti-ideal, (k, m) each.

    Differences are taken before scaling, so that rounding does not grow where values are nearly alike.
    A column whose scale is 0 contributes nothing.
    """
    scale, squared = scales(matrix, directions, normalisation), weights**2
    plus, minus = (
        np.sqrt(squared @ (divided(matrix - point, scale) ** 2).T) / totals(weights)
        for point in ideals(matrix, directions)
    )
    return plus, minus


def topsis(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, normalisation: str
) -> FloatArray:
    """Closeness d- / (d+ + d-), (k, m), from 0 (all worst) to 1 (all best). Hwang and Yoon (1981).

    NaN for all of a weighting where the alternatives do not differ in any criterion that has weight.
    """
    plus, minus = topsis_distances(matrix, weights, directions, normalisation=normalisation)
    total = plus + minus
    return np.divide(minus, total, out=np.full_like(total, np.nan), where=total > 0)


def topsis_ideals(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, normalisation: str
) -> Ideals:
    """Ideal and anti-ideal of the weighted, scaled table for the first weighting, (n,) each."""
    from_smallest = (normalisation == "minmax") & ~are(directions, "given")
    start = np.where(from_smallest, matrix.min(axis=0), 0.0)
    scale, share = scales(matrix, directions, normalisation), shares(weights)[0]
    best, worst = (share * divided(point - start, scale) for point in ideals(matrix, directions))
    return Ideals(best, worst)


def ranks(scores: FloatArray, lower_is_better: bool = False) -> list[int | None]:
    """Competition ranks (1, 1, 3) of the m scores of one weighting; None for a score that is NaN."""
    known = {str(i): None if np.isnan(score) else float(score) for i, score in enumerate(scores)}
    return list(competition_ranks(known, lower_is_better=lower_is_better).values())


def in_order(first: FloatArray, then: FloatArray) -> FloatArray:
    """Minus the number of alternatives ahead of each: larger in ``first``, or alike, larger in ``then``.

    Both and the result (k, m). Two numbers are alike by the rule for ties. NaN in ``first`` stays NaN and is
    ahead of nobody.
    """
    ahead = np.zeros_like(first)
    for i in range(first.shape[1]):
        one, other = first[:, i : i + 1], then[:, i : i + 1]
        leads = _larger(one, first) | (~_larger(first, one) & _larger(other, then))
        ahead += leads & ~np.isnan(one)
    return np.where(np.isnan(first), np.nan, -ahead)


def _larger(one: FloatArray, other: FloatArray) -> NDArray[np.bool_]:
    """Whether ``one`` exceeds ``other`` by more than a tie allows; the wider of the two is the whole row."""
    row = one if one.shape[1] > other.shape[1] else other
    spread = np.nanmax(row, axis=1, keepdims=True) - np.nanmin(row, axis=1, keepdims=True)
    size = np.maximum(np.maximum(np.abs(one), np.abs(other)), spread)
    return np.asarray(one - other > TOLERANCE * size)


def totals(weights: FloatArray) -> FloatArray:
    """What every score is divided by, (k, 1): cheaper on the k * m results than on the k * n weights."""
    return np.asarray(weights.sum(axis=1, keepdims=True))


def netted(weights: FloatArray, terms: FloatArray) -> FloatArray:
    """Sum of w x / sum of w over ``terms`` (m, n) of both signs, (k, m).

    What rounding leaves where all cancels is 0: else it would part two alternatives that are equal.
    """
    net, size = weights @ terms.T, weights @ np.abs(terms).T
    return np.asarray(np.where(np.abs(net) <= _CANCELLED * size, 0.0, net) / totals(weights))


def divided(values: FloatArray, scale: FloatArray) -> FloatArray:
    """``values`` / ``scale``; a column whose scale is 0 becomes 0."""
    return np.divide(values, scale, out=np.zeros_like(values), where=scale > 0)
