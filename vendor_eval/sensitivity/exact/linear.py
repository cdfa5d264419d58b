"""A decision whose scores are sums of weight times value: what all exact answers start from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.methods.ranks import ranks_of
from vendor_eval.decision.table.bind import BoundMethod

NOTHING = 1e-12
"""Relative to the values themselves: what is left when equal numbers are subtracted."""


@dataclass(frozen=True)
class Linear:
    """``values`` (m, n), more is better; ``weights`` (n,) shares that sum to 1; ``low`` and ``high`` (n,).

    ``order`` holds the m vendors best first, equals as in the table, but ``holder`` first of all; ``ranks``
    are competition ranks. ``paths`` are the groups of each criterion, outermost first.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    values: FloatArray
    weights: FloatArray
    low: FloatArray
    high: FloatArray
    ranks: tuple[int, ...]
    order: tuple[int, ...]

    @property
    def holder(self) -> int:
        return self.order[0]

    @property
    def scores(self) -> FloatArray:
        return np.asarray(self.values @ self.weights)

    @property
    def bounded(self) -> bool:
        """Whether a criterion says from where to where its weight may go."""
        return bool((self.low > 0).any() or (self.high < 1).any())

    def named(self, weights: FloatArray) -> dict[str, float]:
        return dict(zip(self.ids, weights.tolist(), strict=True))


def linear(bound: BoundMethod, first: str | None = None) -> Linear | None:
    """The decision as sums, or None where its scores are no sums.

    ``first`` is who holds the first place if several share it (the first in the order of the table if None).
    """
    values = bound.values()
    if values is None:
        return None
    problem = bound.problem
    weights = bound.weights[0]
    places = [1] * len(values) if bound.tied else ranks_of(values @ weights)
    known = tuple(place or len(values) for place in places)
    names = problem.alternatives

    def place(i: int) -> tuple[int, bool, int]:
        return known[i], names[i] != first, i

    ranges = [c.weight_range or (0.0, 1.0) for c in problem.criteria]
    return Linear(
        names=names,
        ids=tuple(c.id for c in problem.criteria),
        paths=tuple(path_of(c.group) for c in problem.criteria),
        values=values,
        weights=weights,
        low=np.array([low for low, _ in ranges]),
        high=np.array([high for _, high in ranges]),
        ranks=known,
        order=tuple(sorted(range(len(values)), key=place)),
    )


def path_of(group: str | None) -> tuple[str, ...]:
    """``technical/interop`` -> its parts."""
    return tuple(part.strip() for part in (group or "").split("/") if part.strip())
