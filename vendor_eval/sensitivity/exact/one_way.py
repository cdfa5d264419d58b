"""One weight at a time: from where to where it may go before the first place, or the order, changes.

When the weight of a node (a criterion or a group) becomes t, the criteria below it keep their proportions and
all others are multiplied by (1-t)/(1-w). Every score is then the straight line t*G + (1-t)*O, with G the mean
of the values below the node and O that of all others, both by weight; so is every difference of two scores,
and it changes sign at one point at most. The ends are those points. Mareschal, B. (1988). Weight stability
intervals in multicriteria decision aid. European Journal of Operational Research 33(1), 54-64.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.sensitivity.exact.linear import NOTHING, Linear
from vendor_eval.sensitivity.exact.results import Interval, WeightInterval

WHOLE = "it has the whole weight: no other criterion has a proportion that could grow"
EMPTY = "none of its criteria has weight, so they have no proportions to share a weight by"


class Nodes(NamedTuple):
    """Criteria, then groups, outermost first; ``inside`` (k, n) says which criteria lie in each."""

    labels: list[str]
    inside: NDArray[np.bool_]
    criteria: int


class Lines(NamedTuple):
    """Scores with the whole weight in the node, and with none of it: (k, m) each."""

    full: FloatArray
    none: FloatArray


def nodes_of(paths: Sequence[tuple[str, ...]], ids: Sequence[str]) -> Nodes:
    """A group is called by its path, such as ``technical/interop``."""
    n = len(ids)
    prefixes = {path[: d + 1]: None for path in paths for d in range(len(path))}
    groups = sorted(prefixes, key=len)
    inside = [[path[: len(group)] == group for path in paths] for group in groups]
    rows = np.vstack([np.eye(n, dtype=bool), np.array(inside, dtype=bool).reshape(-1, n)])
    return Nodes([*ids, *("/".join(g) for g in groups)], rows, n)


def weight_intervals(table: Linear) -> tuple[WeightInterval, ...]:
    """One for every criterion and every group, in the order of the table."""
    nodes = nodes_of(table.paths, table.ids)
    within = nodes.inside @ table.weights
    beyond = ~nodes.inside @ table.weights
    reasons = reasons_of(nodes, within, beyond)
    lines = lines_of(table, nodes, within, beyond)
    others = [i for i in range(len(table.names)) if i != table.holder]
    lead = _lead(lines, np.full(len(others), table.holder), np.array(others, dtype=int))
    steps = _lead(lines, np.array(table.order[:-1], dtype=int), np.array(table.order[1:], dtype=int))
    winner, ranking = (_window(pair, within) for pair in (lead, steps))
    found = []
    for k, label in enumerate(nodes.labels):
        weight, reason = float(within[k]), reasons[k]
        ends: Interval = (float(winner[0][k]), float(winner[1][k]))
        below, above = _next(Lines(lead.full[k], lead.none[k]), ends)
        found.append(
            WeightInterval(
                criterion=label,
                kind="criterion" if k < nodes.criteria else "group",
                weight=weight,
                holder=table.names[table.holder],
                winner=None if reason else ends,
                ranking=None if reason else (float(ranking[0][k]), float(ranking[1][k])),
                below=None if reason or below is None else table.names[others[below]],
                above=None if reason or above is None else table.names[others[above]],
                reason=reason,
            )
        )
    return tuple(found)


def reasons_of(nodes: Nodes, within: FloatArray, beyond: FloatArray) -> list[str | None]:
    """Why a node has no interval; a criterion of weight 0 has one, a group of weight 0 has none."""
    return [
        WHOLE if out <= 0 else EMPTY if weight <= 0 and k >= nodes.criteria else None
        for k, (weight, out) in enumerate(zip(within, beyond, strict=True))
    ]


def lines_of(table: Linear, nodes: Nodes, within: FloatArray, beyond: FloatArray) -> Lines:
    """A criterion of weight 0 is the whole of its node; without an interval the lines mean nothing."""
    below = np.where(nodes.inside, table.weights, 0.0)
    below[within <= 0] = nodes.inside[within <= 0]
    below /= np.maximum(below.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    rest = np.where(nodes.inside, 0.0, table.weights)
    rest /= np.where(beyond > 0, beyond, 1.0)[:, None]
    return Lines(below @ table.values.T, rest @ table.values.T)


def _lead(lines: Lines, ahead: NDArray[np.int_], behind: NDArray[np.int_]) -> Lines:
    """How far each of ``ahead`` leads its fellow in ``behind``, (k, p); rounding of equals is no lead."""
    found = []
    for scores in lines:
        one, other = scores[:, ahead], scores[:, behind]
        gap = one - other
        found.append(np.where(np.abs(gap) <= NOTHING * np.maximum(np.abs(one), np.abs(other)), 0.0, gap))
    return Lines(*found)


def _crossings(lead: Lines) -> tuple[FloatArray, FloatArray]:
    """Where each lead becomes 0: from below (-inf where it does not) and from above (inf)."""
    slope = lead.full - lead.none
    cross = np.divide(-lead.none, slope, out=np.zeros_like(slope), where=slope != 0)
    rising = (lead.none < 0) & (lead.full >= 0)
    falling = (lead.full < 0) & (lead.none >= 0)
    return np.where(rising, cross, -np.inf), np.where(falling, cross, np.inf)


def _window(lead: Lines, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Where every lead is 0 or more, (k,) each: it holds the present weight, where all of them are."""
    from_below, from_above = _crossings(lead)
    low = from_below.max(axis=1, initial=0.0)
    high = from_above.min(axis=1, initial=1.0)
    low = np.where(low < NOTHING, 0.0, np.minimum(low, weight))
    high = np.where(high > 1 - NOTHING, 1.0, np.maximum(high, weight))
    return low, high


def _next(lead: Lines, ends: Interval) -> tuple[int | None, int | None]:
    """Who is first just outside: of those who draw level at the end, the one who gains fastest."""
    slope = lead.full - lead.none
    from_below, from_above = _crossings(Lines(lead.full[None], lead.none[None]))

    def fastest(level: NDArray[np.bool_], gain: FloatArray) -> int | None:
        return int(np.argmax(np.where(level, gain, -np.inf))) if level.any() else None

    below = from_below[0] >= ends[0] - NOTHING
    above = from_above[0] <= ends[1] + NOTHING
    return (
        fastest(below, slope) if ends[0] > 0 else None,
        fastest(above, -slope) if ends[1] < 1 else None,
    )
