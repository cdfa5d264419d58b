"""Samplers of weights: seeded, column by column, not yet divided by their sum.

A sampler takes a generator and a number k and gives (g, k) positive numbers, one row for each unit that is
drawn; they last until the same thread draws again. Whoever uses them divides the k results by k sums, which
is cheaper than dividing the weights.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.sensitivity.monte_carlo.scratch import room
from vendor_eval.sensitivity.monte_carlo.weight_units import Node, Units, tree_of

KEPT = 1 / 1000
"""Of the weightings drawn for intervals, at least this share must fall inside."""


class Sampler(Protocol):
    """(generator, k) -> (g, k); ``live`` (g,) says which units ever have weight."""

    @property
    def live(self) -> NDArray[np.bool_]: ...

    def __call__(self, random: Generator, k: int) -> FloatArray: ...


@dataclass(frozen=True)
class Uniform:
    """Dirichlet(1): every division of the whole among g is equally likely."""

    count: int

    @property
    def live(self) -> NDArray[np.bool_]:
        return np.ones(self.count, dtype=np.bool_)

    def __call__(self, random: Generator, k: int) -> FloatArray:
        return random.standard_exponential(out=room("drawn", (self.count, k)))


@dataclass(frozen=True)
class Dirichlet:
    """Dirichlet(concentration * agreed weights): their mean is what was agreed; a weight of 0 stays 0."""

    alpha: FloatArray

    @property
    def live(self) -> NDArray[np.bool_]:
        return self.alpha > 0

    def __call__(self, random: Generator, k: int) -> FloatArray:
        drawn = room("drawn", (len(self.alpha), k))
        drawn[self.alpha == 0] = 0.0
        for row, alpha in zip(drawn, self.alpha, strict=True):
            if alpha > 0:
                random.standard_gamma(alpha, out=row)
        lost = np.flatnonzero(drawn.max(axis=0) == 0)
        if len(lost):  # every gamma below the smallest number: in the limit one weight takes all
            drawn[random.choice(len(self.alpha), len(lost), p=self.alpha / self.alpha.sum()), lost] = 1.0
        return drawn


@dataclass(frozen=True)
class Percent:
    """Each agreed weight times a factor between 1 - p and 1 + p, all equally likely."""

    agreed: FloatArray
    p: float

    @property
    def live(self) -> NDArray[np.bool_]:
        return self.agreed > 0

    def __call__(self, random: Generator, k: int) -> FloatArray:
        drawn = random.random(out=room("drawn", (len(self.agreed), k)))
        drawn *= (2 * self.p * self.agreed)[:, None]
        drawn += ((1 - self.p) * self.agreed)[:, None]
        return drawn


@dataclass(frozen=True)
class Ordinal:
    """Dirichlet(1) among siblings, sorted to the order of their agreed weights, from the top down."""

    agreed: FloatArray
    tree: Node

    @property
    def live(self) -> NDArray[np.bool_]:
        return np.ones(len(self.agreed), dtype=np.bool_)

    def __call__(self, random: Generator, k: int) -> FloatArray:
        drawn = room("drawn", (len(self.agreed), k))
        self._fill(self.tree, None, random, drawn)
        return drawn

    def _fill(self, node: Node, whole: FloatArray | None, random: Generator, drawn: FloatArray) -> None:
        groups = list(node.groups.values())
        sizes = [*(self.agreed[j] for j in node.leaves), *map(self._size, groups)]
        rows = in_agreed_order(np.array(sizes), random, drawn.shape[1])
        if whole is not None or groups:
            rows *= (1.0 if whole is None else whole) / rows.sum(axis=0)
        drawn[node.leaves] = rows[: len(node.leaves)]
        for group, row in zip(groups, rows[len(node.leaves) :], strict=True):
            self._fill(group, row, random, drawn)

    def _size(self, node: Node) -> float:
        return float(self.agreed[node.leaves].sum()) + sum(map(self._size, node.groups.values()))


def in_agreed_order(agreed: FloatArray, random: Generator, k: int) -> FloatArray:
    """(c, k) exponentials, row by row as large in order as ``agreed`` (c,); equal ones in any order.

    Without sorting: the i-th largest of c exponentials is the sum of E_l / l over l = i .. c (Rényi 1953).
    """
    c = len(agreed)
    falling = random.standard_exponential(out=room("falling", (c, k)))
    falling[c - 1] /= c
    for i in range(c - 2, -1, -1):
        falling[i] /= i + 1
        falling[i] += falling[i + 1]
    places = np.argsort(-agreed, kind="stable")
    ordered = agreed[places]
    starts = [0, *(np.flatnonzero(ordered[:-1] - ordered[1:] > TOLERANCE * ordered[0]) + 1), c]
    for start, end in itertools.pairwise(starts):
        if end - start > 1:
            random.permuted(falling[start:end], axis=0, out=falling[start:end])
    rows = np.empty((c, k))
    rows[places] = falling
    return rows


@dataclass(frozen=True)
class Interval:
    """Each weight anywhere in its interval, all divided by their sum, drawn again if one is then outside."""

    low: FloatArray
    high: FloatArray

    @property
    def live(self) -> NDArray[np.bool_]:
        return self.high > 0

    def tried(self, random: Generator, k: int) -> FloatArray:
        """The weightings that lie inside, out of ``k`` tried, (g, at most k); each sums to 1."""
        drawn = random.random((len(self.low), k))
        drawn *= (self.high - self.low)[:, None]
        drawn += self.low[:, None]
        total = drawn.sum(axis=0)
        drawn /= np.where(total > 0, total, 1.0)
        slack = 1e-12
        inside = (drawn >= self.low[:, None] - slack) & (drawn <= self.high[:, None] + slack)
        return drawn[:, inside.all(axis=0) & (total > 0)]

    def __call__(self, random: Generator, k: int) -> FloatArray:
        drawn, filled = room("drawn", (len(self.low), k)), 0
        while filled < k:
            kept = self.tried(random, k)[:, : k - filled]
            drawn[:, filled : filled + kept.shape[1]] = kept
            filled += kept.shape[1]
        return drawn


@dataclass(frozen=True)
class Around:
    """What a distribution is told: the units, the tree of groups, and the numbers that a person may set.

    ``low`` and ``high`` (g,) are the intervals of the units.
    """

    units: Units
    groups: tuple[str | None, ...]
    by: str
    percent: float
    concentration: float
    low: FloatArray
    high: FloatArray


def _ordinal(a: Around) -> Sampler:
    flat = a.by == "group" or len(a.groups) != len(a.units.agreed)
    return Ordinal(a.units.agreed, tree_of([None] * len(a.units.agreed) if flat else a.groups))


DISTRIBUTIONS: dict[str, Callable[[Around], Sampler]] = {
    "uniform": lambda a: Uniform(len(a.units.agreed)),
    "dirichlet": lambda a: Dirichlet(a.concentration * a.units.agreed),
    "percent": lambda a: Percent(a.units.agreed, a.percent / 100),
    "ordinal": _ordinal,
    "interval": lambda a: Interval(a.low, a.high),
}
