"""The nearest weights under which one row is 0 or more: solved by hand, without a linear programme.

The row is a (n,), the change d has sum 0 and stays between ``floor`` and ``roof`` (both hold 0), and a @ d
must reach ``need``. By the sum of changes, what is taken off the criteria with the smallest a goes to those
with the largest: the gain of each further bit falls, so the first point at which it is enough is the nearest.
By the largest change e, the most that a @ d can be is a concave function of e, made of straight pieces;
Newton's steps from below never pass the point at which it is enough, and reach it after no more pieces than
there are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.sensitivity.exact.nearest import SATISFIED, Solve, Task, by_largest, by_sum

ByHand = Callable[[FloatArray, FloatArray, FloatArray, float], FloatArray | None]
LAST_DIGIT = 4 * float(np.finfo(np.float64).eps)


def pair_by_sum(task: Task) -> FloatArray | None:
    """As ``by_sum`` for the first row alone; None if there is no such change."""
    return _solved(task, _shifted, by_sum)


def pair_by_largest(task: Task) -> FloatArray | None:
    """As ``by_largest`` for the first row alone."""
    return _solved(task, _spread, by_largest)


PAIRS: dict[str, Solve] = {"l1": pair_by_sum, "linf": pair_by_largest}


def _solved(task: Task, solve: ByHand, otherwise: Solve) -> FloatArray | None:
    """Agreed weights outside of their ranges have no 0 between floor and roof: a programme takes over."""
    floor, roof = task.low - task.weights, task.high - task.weights
    if (floor > 0).any() or (roof < 0).any():
        return otherwise(task)
    need = -float(task.leads[0] @ task.weights)
    if need <= 0:
        return np.zeros(len(floor))
    order = np.argsort(-task.leads[0], kind="stable")
    found = solve(task.leads[0][order], floor[order], roof[order], need)
    if found is None:
        return None
    change = np.empty(len(order))
    change[order] = found
    return change


def _shifted(a: FloatArray, floor: FloatArray, roof: FloatArray, need: float) -> FloatArray | None:
    """``a`` falls. Weight goes from the last criteria to the first, as much as is needed."""
    given, taken = np.cumsum(roof), np.cumsum(-floor[::-1])
    ends = np.unique(np.concatenate([given, taken]))
    ends = ends[(ends > 0) & (ends <= min(given[-1], taken[-1]))]
    starts = np.concatenate([[0.0], ends[:-1]])
    middle = (starts + ends) / 2
    to = np.searchsorted(given, middle)
    of = len(a) - 1 - np.searchsorted(taken, middle)
    rate = a[to] - a[of]
    ends, starts, rate = ends[rate > 0], starts[rate > 0], rate[rate > 0]
    gained = np.cumsum(rate * (ends - starts))
    if not len(gained) or gained[-1] < need - SATISFIED:
        return None
    last = min(int(np.searchsorted(gained, need)), len(gained) - 1)
    before = gained[last - 1] if last else 0.0
    shift = min(starts[last] + (need - before) / rate[last], ends[last])
    up = np.clip(shift - (given - roof), 0, roof)
    down = np.clip(shift - (taken + floor[::-1]), 0, -floor[::-1])[::-1]
    return np.asarray(up - down)


def _spread(a: FloatArray, floor: FloatArray, roof: FloatArray, need: float) -> FloatArray | None:
    """``a`` falls. The first criteria go up by e, the last down by e, as far as their bounds let them."""
    steepest = float(np.abs(a - np.median(a)).sum())
    if steepest <= 0:
        return None
    e = need / steepest
    while True:
        low, high = np.maximum(floor, -e), np.minimum(roof, e)
        filled = np.cumsum(high - low)
        rest = -low.sum()
        change = low + np.clip(rest - (filled - (high - low)), 0, high - low)
        missing = need - float(a @ change)
        level = a[min(int(np.searchsorted(filled, rest)), len(a) - 1)]
        slope = float(np.maximum(a - level, 0)[roof > e].sum() + np.maximum(level - a, 0)[floor < -e].sum())
        if missing <= LAST_DIGIT or slope <= LAST_DIGIT:
            return change if missing <= SATISFIED else None
        further = e + missing / slope
        if further <= e * (1 + LAST_DIGIT):
            return np.asarray(change)
        e = further
