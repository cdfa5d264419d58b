"""Weights from an order alone: the items from the most to the least important."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from vendor_eval.model.criteria.weighting import Order
from vendor_eval.weighting.methods.base import Answer, WeightResult, check_names


def rank_order_centroid(n: int) -> list[float]:
    """(1/n) * sum of 1/j over j = i..n for the i-th of ``n`` items: the mean of all weights in that order.

    Barron, F. H. and Barrett, B. E. (1996). Decision quality using ranked attribute weights.
    Management Science 42(11), 1515-1523.
    """
    tails = list(accumulate(1 / j for j in range(n, 0, -1)))
    return [tail / n for tail in reversed(tails)]


def rank_sum(n: int) -> list[float]:
    """2 (n + 1 - i) / (n (n + 1)) for the i-th of ``n`` items.

    Stillwell, W. G., Seaver, D. A. and Edwards, W. (1981). A comparison of weight approximation techniques in
    multiattribute utility decision making. Organizational Behavior and Human Performance 28(1), 62-77.
    """
    return [2 * (n + 1 - i) / (n * (n + 1)) for i in range(1, n + 1)]


def rank_reciprocal(n: int) -> list[float]:
    """(1/i) / sum of 1/j for the i-th of ``n`` items. Stillwell, Seaver and Edwards (1981)."""
    total = sum(1 / j for j in range(1, n + 1))
    return [1 / i / total for i in range(1, n + 1)]


KERNELS: dict[str, Callable[[int], list[float]]] = {
    "roc": rank_order_centroid,
    "rank_sum": rank_sum,
    "rank_reciprocal": rank_reciprocal,
    "smarter": rank_order_centroid,
}


def order(asked: Order) -> Answer:
    """The weights of the places of the order."""
    findings = check_names(asked.order)
    if findings:
        return None, findings
    return WeightResult(dict(zip(asked.order, KERNELS[asked.method](len(asked.order)), strict=True))), []
