"""What needs a linear programme over a set of weights: order and ranges together, and who can be first."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.sensitivity.exact.linear_programme import TOLERANCE, Programme, optimum
from vendor_eval.sensitivity.exact.weight_tree import Node, classes

AT_ONCE = 8
"""Rows that are taken into a programme together."""


def conditions(root: Node | None, n: int) -> FloatArray:
    """Rows over (n weights, then t thresholds) of which each is 0 or more, (r, n + t).

    Between two classes of siblings stands a threshold, so that there is one row a node and not one a pair.
    """
    pairs: list[tuple[list[int], int, int]] = []  # (criteria, threshold, sign)
    thresholds = 0

    def walk(node: Node) -> None:
        nonlocal thresholds
        ordered = classes(node.children)
        for upper, lower in itertools.pairwise(ordered):
            pairs.extend((node.children[i].leaves(), thresholds, 1) for i in upper)
            pairs.extend((node.children[i].leaves(), thresholds, -1) for i in lower)
            thresholds += 1
        for child in node.children:
            walk(child)

    if root is not None:
        walk(root)
    rows = np.zeros((len(pairs), n + thresholds))
    for row, (leaves, threshold, sign) in zip(rows, pairs, strict=True):
        row[leaves] = sign
        row[n + threshold] = -sign
    return rows


class Search:
    """Programmes over one set of weights; its conditions are made once."""

    def __init__(self, root: Node | None, low: FloatArray, high: FloatArray) -> None:
        from scipy import sparse

        self.low, self.high = low, high
        self.order: Any = sparse.csc_array(conditions(root, len(low)))

    def largest(self, numbers: FloatArray) -> float:
        """The largest sum of weight times number; raises ValueError where no weights are in the set.

        The solver takes a gain below its tolerance for none, so it is given numbers between 0 and 1.
        """
        above = numbers - numbers.min()
        found = self._weights(-above / (above.max() or 1.0), np.zeros((0, len(numbers))))
        if found is None:
            raise ValueError("no weights are in the set")
        return float(numbers @ found)

    def holds_weights(self) -> bool:
        return self._weights(np.zeros(len(self.low)), np.zeros((0, len(self.low)))) is not None

    def winning(self, leads: FloatArray) -> FloatArray | None:
        """Weights under which every row of ``leads`` (r, n) times them is 0 or more, or None.

        The least of the rows is made as large as it can be. Rows are taken in few by few, the most violated
        first: what few rows forbid, all forbid.
        """
        taken: list[int] = []
        while True:
            found = self._weights(np.zeros(leads.shape[1]), leads[taken])
            if found is None:
                return None
            met = leads @ found
            met[taken] = 0.0
            worst = np.argsort(met)[:AT_ONCE]
            broken = worst[met[worst] < -TOLERANCE]
            if not len(broken):
                return found
            taken += broken.tolist()

    def _weights(self, cost: FloatArray, leads: FloatArray) -> FloatArray | None:
        """The cheapest weights with leads @ weights >= t, where a large t is worth more than anything.

        None where the conditions contradict each other or t would have to be below 0.
        """
        from scipy import sparse

        n = len(self.low)
        extra = self.order.shape[1] - n
        ahead = np.hstack([leads, np.zeros((len(leads), extra)), -np.ones((len(leads), 1))])
        order = sparse.hstack([self.order, sparse.csc_array((self.order.shape[0], 1))])
        parts: Any = [-order, sparse.csc_array(-ahead)]
        rows: Any = sparse.vstack(parts, format="csc")
        x = optimum(
            Programme(
                cost=np.concatenate([cost, np.zeros(extra), [-1.0 if len(leads) else 0.0]]),
                upper=rows,
                bound=np.zeros(rows.shape[0]),
                equal=np.concatenate([np.ones(n), np.zeros(extra + 1)]),
                total=1.0,
                least=np.concatenate([self.low, np.zeros(extra), [-1.0]]),
                most=np.concatenate([self.high, np.ones(extra), [1.0]]),
            )
        )
        return None if x is None or (len(leads) and x[-1] < -TOLERANCE) else x[:n]
