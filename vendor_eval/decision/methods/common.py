"""Arithmetic that several methods share: normalisation, and sums by weight for many weightings at once.

``matrix`` is (m alternatives, n criteria); ``directions`` n times ``max``, ``min``, or ``given`` for values
that are neither inverted nor normalised (more is better). A value that cannot be calculated with raises
ValueError; what a person must correct is found before that, by the ``check`` of a method.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from vendor_eval.decision.methods.arrays import BoolArray, FloatArray, np

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


class Weights(NamedTuple):
    """k weightings on any scale, (n, k), none all 0, and what a score is divided by, (k,)."""

    columns: FloatArray
    sums: FloatArray


def weights_of(rows: FloatArray) -> Weights:
    """Weightings from rows (k, n)."""
    return Weights(rows.T, rows.sum(axis=1))


def shares(weights: FloatArray) -> FloatArray:
    """The weights divided by their sum, row by row: (k, n) -> (k, n)."""
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def is_direction(directions: Sequence[str], word: str) -> BoolArray:
    """Which of the n directions are ``word``. An array of words is quicker, for many tables side by side."""
    if isinstance(directions, np.ndarray):
        return np.asarray(directions == word)
    return np.array([direction == word for direction in directions])


def column_scales(matrix: FloatArray, directions: Sequence[str], normalisation: str) -> FloatArray:
    """What each column is divided by, (n,): 1 for values that are not to be normalised."""
    return np.where(is_direction(directions, "given"), 1.0, SCALES[normalisation](matrix))


def divide(values: FloatArray, scale: FloatArray) -> FloatArray:
    """``values`` / ``scale``; a column whose scale is 0 becomes 0."""
    return np.divide(values, scale, out=np.zeros_like(values), where=scale > 0)


def normalised(matrix: FloatArray, directions: Sequence[str], *, normalisation: str) -> FloatArray:
    """Values of the weighted sum, (m, n), more is better; 0 to 1 but for ``none``.

    ``minmax`` turns a min criterion by -x, ``max``, ``sum`` and ``vector`` by 1/x. A constant column gives
    0 under ``minmax``. Raises ValueError for a min criterion under ``none``, and under ``max``, ``sum`` and
    ``vector`` for x <= 0 in a min criterion, x < 0 in a max criterion, or a column without any x > 0.
    """
    low, given = is_direction(directions, "min"), is_direction(directions, "given")
    if normalisation == "none":
        if low.any():
            raise ValueError("a min criterion cannot be added without normalisation")
        return matrix
    if normalisation == "minmax":
        gain = np.where(low, matrix.max(axis=0) - matrix, matrix - matrix.min(axis=0))
        return np.where(given, matrix, divide(gain, SCALES["minmax"](matrix)))
    shared = matrix[:, ~given]
    if (matrix[:, low] <= 0).any() or (shared < 0).any() or not (shared > 0).any(axis=0).all():
        raise ValueError(f"normalisation {normalisation} needs values above 0")
    upward = np.where(low, np.divide(1.0, matrix, where=low, out=np.zeros_like(matrix)), matrix)
    return divide(upward, column_scales(upward, directions, normalisation))


def ideals(matrix: FloatArray, directions: Sequence[str]) -> Ideals:
    """The largest value is the best of a max criterion, the smallest of a min criterion."""
    low = is_direction(directions, "min")
    smallest, largest = matrix.min(axis=0), matrix.max(axis=0)
    return Ideals(np.where(low, smallest, largest), np.where(low, largest, smallest))


def dot(part: FloatArray, weights: FloatArray) -> FloatArray:
    """Sum over the criteria of part * weight, (m, k); ``part`` is (m, n), or (m, k, n) for k tables."""
    if part.ndim == 2:
        return np.asarray(part @ weights)
    return np.asarray(np.einsum("mkn,kn->mk", part, np.ascontiguousarray(weights.T)))


def largest_term(part: FloatArray, weights: FloatArray) -> FloatArray:
    """Largest over the criteria of part * weight, (m, k), at least 0; shapes as for ``dot``."""
    largest = np.zeros((part.shape[0], weights.shape[1]))
    term = np.empty_like(largest)
    for j, row in enumerate(weights):
        factor = part[:, j, None] if part.ndim == 2 else part[:, :, j]
        np.multiply(factor, row, out=term)
        np.maximum(largest, term, out=largest)
    return largest


def net_sum(terms: FloatArray, weights: FloatArray) -> FloatArray:
    """Sum of w x / sum of w over ``terms`` (m, n) of both signs, for ``weights`` (k, n): (k, m).

    What rounding leaves where all cancels is 0: else it would part two alternatives that are equal.
    """
    net, size = weights @ terms.T, weights @ np.abs(terms).T
    cancelled = np.abs(net) <= _CANCELLED * size
    return np.asarray(np.where(cancelled, 0.0, net) / weights.sum(axis=1, keepdims=True))
