"""VIKOR: a compromise between the sum of all shortfalls (S) and the largest one (R).

Opricovic, S. and Tzeng, G.-H. (2004). Compromise solution by MCDM methods: a comparative analysis of VIKOR
and TOPSIS. European Journal of Operational Research 156(2), 445-455. Shapes and directions as in ``kernels``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from vendor_eval.decision.methods.kernels import FloatArray, divided, ideals, scales, shares
from vendor_eval.decision.methods.ranks import TOLERANCE

NO_RANGE = 1e-12
"""S and R lie between 0 and 1; a range below this is what rounding leaves of none."""


class Compromise(NamedTuple):
    """Whether the first by Q may stand alone, and who else. ``advantage`` is None for one alternative."""

    members: list[int]
    advantage: bool | None
    stability: bool


def shortfalls(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str]
) -> tuple[FloatArray, FloatArray]:
    """S, the sum, and R, the largest of the terms w (f* - f) / (f* - f-), (k, m) each.

    A column without range contributes 0.
    """
    lag = np.abs(divided(ideals(matrix, directions).best - matrix, scales(matrix, directions, "minmax")))
    share = shares(weights)
    largest = np.zeros((len(share), len(matrix)))
    for j in range(matrix.shape[1]):
        np.maximum(largest, share[:, j, None] * lag[None, :, j], out=largest)
    return share @ lag.T, largest


def vikor(matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, v: float) -> FloatArray:
    """Q = v (S - S*) / (S- - S*) + (1 - v) (R - R*) / (R- - R*), (k, m); lower is better.

    A term without range is 0. NaN for a single alternative, which has nothing to be compared with.
    """
    if len(matrix) == 1:
        return np.full((len(weights), 1), np.nan)
    total, largest = shortfalls(matrix, weights, directions)
    return np.asarray(v * _between(total) + (1 - v) * _between(largest))


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


def _between(x: FloatArray) -> FloatArray:
    """Where each lies between the smallest (0) and the largest (1) of its row; 0 in a row without range."""
    smallest = x.min(axis=1, keepdims=True)
    spread = x.max(axis=1, keepdims=True) - smallest
    return np.asarray(np.divide(x - smallest, spread, out=np.zeros_like(x), where=spread > NO_RANGE))
