"""What is drawn: single criteria, or the top groups with the shares inside them kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.table.bind import BoundMethod
from vendor_eval.sensitivity.monte_carlo.scratch import room


@dataclass(frozen=True)
class Units:
    """The g things that are drawn, and how they become the weights of n criteria.

    ``agreed`` (g,): their agreed weights, 0 or more, sum 1. ``unit_of`` (n,): which one a criterion belongs
    to, -1 for the price of a method over quality and price, which has no weight. ``share`` (n,): its part of
    it. ``written`` (n,) is None where only proportions count; otherwise weights are points or money: signs
    are kept, and the sizes add up to what they added up to as written.
    """

    agreed: FloatArray
    unit_of: NDArray[np.intp]
    share: FloatArray
    written: FloatArray | None = None

    @property
    def plain(self) -> bool:
        """Whether a drawn unit is a criterion as it stands."""
        return self.written is None and len(self.agreed) == len(self.share) and bool((self.share == 1).all())

    def spread(self, drawn: FloatArray) -> FloatArray:
        """Weights of the criteria, (n, k), from those of the units, (g, k), on any scale."""
        if self.plain:
            return drawn
        share = np.where(self.unit_of < 0, 0.0, self.share)
        weights = room("spread", (len(share), drawn.shape[1]))
        for row, part, unit in zip(weights, share, self.unit_of, strict=True):
            np.multiply(drawn[unit], part, out=row)
        if self.written is None:
            return weights
        size = np.abs(self.written).sum() / weights.sum(axis=0)
        weights *= size
        weights[self.written < 0] *= -1.0
        return weights

    def live(self, drawn: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which criteria ever have weight, (n,), given which units do, (g,)."""
        return np.asarray((self.unit_of >= 0) & (self.share > 0) & drawn[self.unit_of])


def units_of(bound: BoundMethod, by: str) -> Units:
    """``by`` leaf: each criterion; group: each top group, and each criterion outside of groups.

    A group of weight 0 has no shares inside: its criteria keep the weight 0.
    """
    problem = bound.problem
    weights = bound.weights[0].copy()
    written = weights.copy() if bound.method.weights_as_written else None
    ids = [c.id for c in problem.criteria]
    price = bound.parameters.get("price")
    sizes = np.abs(weights)
    names = [
        c.id if by == "leaf" or not c.group else "group " + c.group.split("/")[0] for c in problem.criteria
    ]
    order = list(dict.fromkeys(name for name, i in zip(names, ids, strict=True) if i != price))
    unit_of = np.array([-1 if i == price else order.index(n) for n, i in zip(names, ids, strict=True)])
    if written is not None and (unit_of < 0).any():
        written[unit_of < 0] = sizes[unit_of < 0] = 0.0
    agreed = np.array([sizes[unit_of == u].sum() for u in range(len(order))])
    alone = np.bincount(unit_of[unit_of >= 0], minlength=len(order)) == 1
    total = agreed[unit_of]
    share = np.divide(sizes, total, out=np.zeros_like(sizes), where=total > 0)
    share[alone[unit_of] & (unit_of >= 0)] = 1.0
    return Units(agreed / (agreed.sum() or 1.0), unit_of, share, written)


@dataclass
class Node:
    """Siblings that are ordered among each other: criteria by index, and groups."""

    leaves: list[int] = field(default_factory=list)
    groups: dict[str, Node] = field(default_factory=dict)


def tree_of(paths: Sequence[str | None]) -> Node:
    """The weight tree from the group path of each criterion, such as ``technical/interop``."""
    top = Node()
    for j, path in enumerate(paths):
        node = top
        for name in path.split("/") if path else ():
            node = node.groups.setdefault(name, Node())
        node.leaves.append(j)
    return top
