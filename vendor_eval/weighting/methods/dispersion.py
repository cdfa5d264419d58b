"""Weights from a table of values: how much the alternatives differ in each column.

``matrix`` is (m alternatives, n columns); weights are (n,), none negative, sum 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
NOISE = 1e-12


def minmax(matrix: FloatArray, directions: Sequence[str]) -> FloatArray:
    """0 for the worst of a column, 1 for the best; 0 in a constant column."""
    low = np.array([d == "min" for d in directions])
    smallest, largest = matrix.min(axis=0), matrix.max(axis=0)
    gain = np.where(low, largest - matrix, matrix - smallest)
    span = largest - smallest
    return np.asarray(np.divide(gain, span, out=np.zeros_like(gain), where=span > 0))


def entropy(values: FloatArray) -> FloatArray:
    """Weights (1 - e) / sum(1 - e), e = -sum p ln p / ln m, p = x / sum x, 0 ln 0 = 0. Values are 0 or more.

    Zeleny, M. (1982). Multiple Criteria Decision Making. McGraw-Hill; Hwang, C.-L. and Yoon, K. (1981).
    Multiple Attribute Decision Making. Springer. A column that is constant (or all 0) weighs 0.
    """
    m, total = len(values), values.sum(axis=0)
    varies = np.ptp(values, axis=0) > 0
    p = np.divide(values, total, out=np.zeros_like(values), where=varies & (total > 0))
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    unlike = np.where(varies, 1 + (p * logs).sum(axis=0) / np.log(max(m, 2)), 0.0)
    return _shared(np.clip(unlike, 0, None), varies)


def critic(values: FloatArray) -> FloatArray:
    """Weights c / sum c, c = standard deviation * sum over the other columns of (1 - Pearson's r).

    Diakoulaki, D., Mavrotas, G. and Papayannakis, L. (1995). Determining objective weights in multiple
    criteria problems: the CRITIC method. Computers and Operations Research 22(7), 763-770. ``values`` are
    min-maxed. A constant column weighs 0 and changes no other weight.
    """
    varies = np.ptp(values, axis=0) > 0
    weights = np.zeros(values.shape[1])
    some = values[:, varies]
    if some.shape[1]:
        apart = 1 - np.atleast_2d(np.corrcoef(some, rowvar=False))
        weights[varies] = some.std(axis=0) * np.where(apart < NOISE, 0.0, apart).sum(axis=1)
    return _shared(weights, varies)


def deviation(values: FloatArray) -> FloatArray:
    """Weights: standard deviation / sum of the standard deviations; ``values`` are min-maxed."""
    return _shared(values.std(axis=0), np.ptp(values, axis=0) > 0)


def _shared(raw: FloatArray, varies: NDArray[np.bool_]) -> FloatArray:
    """``raw`` over its sum. Where all is 0, equal weights for the columns that vary, else for all."""
    total = raw.sum()
    if total > NOISE:
        return np.asarray(raw / total)
    equal = varies.astype(np.float64) if varies.any() else np.ones(len(raw))
    return np.asarray(equal / equal.sum())
