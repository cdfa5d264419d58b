"""A set of weights of which only an order, or ranges, or both are known.

``order``: among siblings of the weight tree those with the larger agreed weight keep at least as much as
those with the smaller one; equals are free among each other. ``ranges``: the ``weight_range`` of each
criterion.

The largest sum of weight times number over the set is found without a programme where one of the two is
known. With an order alone the weights of siblings run through a simplex whose corners share 1 equally among
the first s of them, so the largest is the largest mean of the first s numbers (equals sorted by number); in a
tree it is found from the leaves upwards, since weights of different groups do not depend on each other. With
ranges alone what the least weights leave goes to the largest numbers first. With both it is a linear
programme. Ordered weights: Kirkwood, C. W. and Sarin, R. K. (1985). Ranking with partial information: a
method and an application. Operations Research 33(1), 38-48.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.sensitivity.exact.linear import Linear
from vendor_eval.sensitivity.exact.weight_set_lp import Search
from vendor_eval.sensitivity.exact.weight_tree import Node, classes, tree

KNOWN = ("order", "ranges", "both", "nothing")


@dataclass(frozen=True)
class WeightSet:
    """``root`` is None where no order is known; ``low`` and ``high`` (n,) are 0 and 1 without ranges."""

    root: Node | None
    low: FloatArray
    high: FloatArray

    @property
    def boxed(self) -> bool:
        return bool((self.low > 0).any() or (self.high < 1).any())

    @property
    def in_words(self) -> str:
        order = "weights in the order of the agreed ones" if self.root else ""
        boxes = "weights within their ranges" if self.boxed else ""
        return " and ".join(filter(None, (order, boxes))) or "any weights"

    def search(self) -> Search:
        """Programmes over this set."""
        return Search(self.root, self.low, self.high)

    def largest(self, numbers: FloatArray) -> FloatArray:
        """The largest sum of weight times number for each row of ``numbers`` (k, n), (k,)."""
        if self.root is not None and self.boxed:
            search = self.search()
            return np.array([search.largest(row) for row in numbers])
        return _filled(numbers, self.low, self.high) if self.root is None else _upwards(self.root, numbers)


def weight_set(table: Linear, known: str) -> WeightSet:
    """``known``: order, ranges, both or nothing."""
    ordered, boxed = known in ("order", "both"), known in ("ranges", "both")
    n = len(table.ids)
    return WeightSet(
        tree(table) if ordered else None,
        table.low if boxed else np.zeros(n),
        table.high if boxed else np.ones(n),
    )


def _upwards(node: Node, numbers: FloatArray) -> FloatArray:
    """The largest mean of ``numbers`` (k, n) over the ordered weights of ``node``, (k,)."""
    if node.leaf >= 0:
        return numbers[:, node.leaf]
    own = np.column_stack([_upwards(child, numbers) for child in node.children])
    parts = [-np.sort(-own[:, members], axis=1) for members in classes(node.children)]
    sums = np.cumsum(np.hstack(parts), axis=1)
    return np.asarray((sums / np.arange(1, sums.shape[1] + 1)).max(axis=1))


def _filled(numbers: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    """Least weights first; the rest goes to the largest numbers, each up to its most."""
    order = np.argsort(-numbers, axis=1)
    room = (high - low)[order]
    before = np.cumsum(room, axis=1) - room
    given = np.clip(1 - low.sum() - before, 0, room)
    return np.asarray(numbers @ low + (np.take_along_axis(numbers, order, axis=1) * given).sum(axis=1))
