"""PROMETHEE II: in every comparison of two, how far one is preferred to the other.

Brans, J.-P., Vincke, P. and Mareschal, B. (1986). How to select and how to rank projects: the PROMETHEE
method. European Journal of Operational Research 24(2), 228-238. Shapes and directions as in ``kernels``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from vendor_eval.decision.kernels import FloatArray, shares, totals
from vendor_eval.model.problem import Preference

_ROUNDING = 8 * float(np.finfo(np.float64).eps)
"""0.8 - 0.7 is a lead of 0.1: a difference exceeds a threshold only beyond what subtraction rounds."""

USUAL = Preference(type="usual")


def _need(threshold: float | None) -> float:
    if threshold is None:
        raise ValueError("a preference lacks its threshold")
    return threshold


def _u_shape(d: FloatArray, p: Preference, slack: float) -> FloatArray:
    return _above(d, _need(p.q), slack)


def _level(d: FloatArray, p: Preference, slack: float) -> FloatArray:
    return (_above(d, _need(p.q), slack) + _above(d, _need(p.p), slack)) / 2


def _linear(d: FloatArray, p: Preference, slack: float) -> FloatArray:
    q, full = _need(p.q), _need(p.p)
    return _above(d, q, slack) if full == q else np.clip((d - q) / (full - q), 0, 1)


PREFERENCES: dict[str, Callable[[FloatArray, Preference, float], FloatArray]] = {
    "usual": lambda d, p, slack: _above(d, 0.0, 0.0),
    "u_shape": _u_shape,
    "v_shape": lambda d, p, slack: np.clip(d / _need(p.p), 0, 1),
    "level": _level,
    "linear": _linear,
    "gaussian": lambda d, p, slack: -np.expm1(-((np.maximum(d, 0) / _need(p.s)) ** 2) / 2),
}
"""(differences in the preferred direction, preference, rounding of the differences) -> 0 to 1."""


def preferred(
    matrix: FloatArray, directions: Sequence[str], preferences: Sequence[Preference], j: int
) -> FloatArray:
    """How far each row is preferred to each column in criterion ``j``, (m, m), 0 on the diagonal."""
    column = -matrix[:, j] if directions[j] == "min" else matrix[:, j]
    d = column[:, None] - column[None, :]
    slack = _ROUNDING * float(np.abs(column).max())
    with np.errstate(over="ignore"):  # d / p of a very small p: clipped to 1
        found = PREFERENCES[preferences[j].type](d, preferences[j], slack)
    return np.where(d > 0, found, 0.0)


def flows(matrix: FloatArray, directions: Sequence[str], *, preferences: Sequence[Preference]) -> FloatArray:
    """Net flow of every alternative in each criterion alone, (m, n), -1 to 1; 0 for a single alternative.

    The net flow of the whole is their sum by weight, which makes ten thousand weightings one product.
    """
    rivals = max(len(matrix) - 1, 1)
    net = np.zeros_like(matrix)
    for j in range(matrix.shape[1]):
        p = preferred(matrix, directions, preferences, j)
        net[:, j] = (p.sum(axis=1) - p.sum(axis=0)) / rivals
    return net


def promethee2(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, preferences: Sequence[Preference]
) -> FloatArray:
    """Net flow phi, (k, m), -1 to 1."""
    return np.asarray(weights @ flows(matrix, directions, preferences=preferences).T / totals(weights))


def preference_matrix(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, preferences: Sequence[Preference]
) -> FloatArray:
    """pi(a, b), the weighted preference for a over b under the first weighting, (m, m)."""
    share, pi = shares(weights)[0], np.zeros((len(matrix), len(matrix)))
    for j, weight in enumerate(share):
        pi += weight * preferred(matrix, directions, preferences, j)
    return pi


def _above(d: FloatArray, threshold: float, slack: float) -> FloatArray:
    return (d > threshold + slack).astype(np.float64)
