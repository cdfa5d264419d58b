"""Scores as one weight goes from nothing to the whole: straight lines, and where another comes first.

When the weight of a node becomes t and the others keep their proportions, a score is t*G + (1-t)*O (see
``one_way``); who is first along t is the upper edge of these lines.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.sensitivity.exact.linear import NOTHING, Linear
from vendor_eval.sensitivity.exact.one_way import Nodes, lines_of, nodes_of, reasons_of
from vendor_eval.sensitivity.exact.results import Overtaking, ScoreLines


def score_lines(table: Linear) -> tuple[ScoreLines, ...]:
    """One for every outermost group and every criterion outside of groups that has a proportion."""
    nodes = _outermost(table)
    within, beyond = nodes.inside @ table.weights, ~nodes.inside @ table.weights
    lines = lines_of(table, nodes, within, beyond)
    reasons = reasons_of(nodes, within, beyond)
    order = list(table.order)
    names = [table.names[i] for i in order]
    return tuple(
        ScoreLines(
            criterion=label,
            kind="criterion" if k < nodes.criteria else "group",
            weight=float(within[k]),
            none=dict(zip(names, lines.none[k, order].tolist(), strict=True)),
            full=dict(zip(names, lines.full[k, order].tolist(), strict=True)),
            changes=tuple(_changes(names, lines.none[k, order], lines.full[k, order])),
        )
        for k, label in enumerate(nodes.labels)
        if reasons[k] is None
    )


def _outermost(table: Linear) -> Nodes:
    nodes = nodes_of(table.paths, table.ids)
    alone = [not path for path in table.paths]
    keep = [*alone, *("/" not in label for label in nodes.labels[nodes.criteria :])]
    labels = [label for label, kept in zip(nodes.labels, keep, strict=True) if kept]
    return Nodes(labels, nodes.inside[np.array(keep, dtype=bool)], sum(alone))


def _changes(names: list[str], none: FloatArray, full: FloatArray) -> Iterator[Overtaking]:
    """Along the upper edge from 0 to 1; of those who cross at one point the steepest goes on."""
    slope, size = full - none, np.maximum(np.abs(full), np.abs(none))
    at = 0.0
    top = none.max()
    first = _steepest(slope, none >= top - NOTHING * abs(top))
    while True:
        gain = slope - slope[first]
        steeper = gain > NOTHING * np.maximum(size, size[first])
        meets = np.divide(none[first] - none, gain, out=np.full_like(gain, np.inf), where=steeper)
        nearest = float(np.maximum(meets, at).min())
        if nearest >= 1 - NOTHING:
            return
        following = _steepest(slope, steeper & (meets <= nearest + NOTHING))
        yield Overtaking(nearest, float(none[first] + nearest * slope[first]), names[first], names[following])
        first, at = following, nearest


def _steepest(slope: FloatArray, among: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    return int(np.argmax(np.where(among, slope, -np.inf)))
