"""Weights from points (direct, or for the swing from worst to best), or from an order alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from vendor_eval.model.criteria.weighting import Order, Points
from vendor_eval.weighting.methods.base import Answer, WeightResult, check_names, error, shares

LARGEST = 1e12


def points(asked: Points) -> Answer:
    """The points divided by their sum."""
    findings = check_names(asked.names)
    for name, x in asked.points.items():
        if x < 0:
            hint = "points are 0 or more; 0 for an item that does not matter"
            findings.append(error("negative", name, f"its points are {x:g}, below 0", hint))
        elif x > LARGEST:
            hint = "use a smaller scale; only the ratios of the points count"
            findings.append(error("out-of-range", name, f"{x:g} points are too many", hint))
    if not findings and not any(asked.points.values()):
        hint = "give at least one item points above 0"
        findings.append(error("all-zero", "", "all points are 0, so no weight can be found", hint))
    if findings:
        return None, findings
    return WeightResult(shares(asked.points)), []


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
