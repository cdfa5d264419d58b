"""Methods over quality L and price P.

Shapes as in ``kernels``, but the weights are taken as written: points, money per level or shares, also below
0. ``price`` is the index of the price criterion, whose weight is not used. L = sum of weight * value over the
others; values of which less is better are not for these methods.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vendor_eval.decision.methods.kernels import FloatArray, in_order
from vendor_eval.decision.methods.ranks import TOLERANCE


def quality(matrix: FloatArray, weights: FloatArray, price: int) -> FloatArray:
    """L, (k, m)."""
    others = np.arange(matrix.shape[1]) != price
    return np.asarray(weights[:, others] @ matrix[:, others].T)


def prices(matrix: FloatArray, price: int) -> FloatArray:
    """P, (m,); raises ValueError for a price of 0 or below."""
    found = matrix[:, price]
    if (found <= 0).any():
        raise ValueError("a price is above 0")
    return found


def quality_per_price(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int
) -> FloatArray:
    """L / P, (k, m). UfAB, the German federal guide for IT tenders: einfache Richtwertmethode."""
    return quality(matrix, weights, price) / prices(matrix, price)


def ufab_extended(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int, width: float
) -> FloatArray:
    """L / P, (k, m). The order is that of ``ufab_standing``."""
    return quality_per_price(matrix, weights, directions, price=price)


def band_from(ratio: FloatArray, width: float) -> FloatArray:
    """The quality per price from which an offer is in the band, (k, 1): 1 - width of the best.

    Raises ValueError where the best is below 0, since no offer would be in its own band.
    """
    best = ratio.max(axis=1, keepdims=True)
    if (best < 0).any():
        raise ValueError("no offer has a quality of 0 or above")
    return np.asarray((1 - width) * best)


def in_band(ratio: FloatArray, width: float) -> FloatArray:
    """1 for an offer in the band, 0 for one outside, (k, m)."""
    return (ratio >= band_from(ratio, width) * (1 - TOLERANCE)).astype(np.float64)


def ufab_standing(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int, width: float
) -> FloatArray:
    """Minus the number of offers ahead, (k, m): in the band by higher L, then by lower P; NaN outside.

    Erweiterte Richtwertmethode of UfAB.
    """
    found = quality(matrix, weights, price)
    inside = in_band(found / prices(matrix, price), width) > 0
    dearness = np.broadcast_to(prices(matrix, price), found.shape)
    return in_order(np.where(inside, found, np.nan), -dearness)


def fictitious_discount(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int, per_point: float
) -> FloatArray:
    """P - per_point * L, (k, m), in money; lower is better. Dutch procurement: gunnen op waarde."""
    return prices(matrix, price) - per_point * quality(matrix, weights, price)


def divisor(matrix: FloatArray, weights: FloatArray, *, price: int, max_share: float) -> FloatArray:
    """1 + L / (1 - max_share), (k, m); raises ValueError where it is not above 0."""
    found = 1 + quality(matrix, weights, price) / (1 - max_share)
    if (found <= 0).any():
        raise ValueError("the shares of an offer take more away than there is")
    return np.asarray(found)


def adjusted_price(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int, max_share: float
) -> FloatArray:
    """P / (1 + L / (1 - max_share)), (k, m), in money; lower is better. Prozorro, Ukraine."""
    return prices(matrix, price) / divisor(matrix, weights, price=price, max_share=max_share)
