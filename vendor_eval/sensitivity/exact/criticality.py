"""Which weight is the most critical: how much has to be taken off it until two vendors tie.

delta = (P_j - P_i) / (a_jk - a_ik) is subtracted from w_k alone, and all weights are then divided by their
sum. Triantaphyllou, E. and Sanchez, A. (1997). A sensitivity analysis approach for some deterministic
multi-criteria decision-making methods. Decision Sciences 28(1), 151-194.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.sensitivity.exact.linear import NOTHING, Linear
from vendor_eval.sensitivity.exact.results import Critical, Criticality

SHOWN = 50_000
"""So many rows at most; beyond that only the pairs with the winner, and of those the first."""

NO_TIE = "the two do not tie at any weight of 0 or more for it"
NO_DIFFERENCE = "the two do not differ in it"
ALONE = "no other criterion has weight"
NO_WEIGHT = "its weight is 0, so there are no percent of it"


class Deltas(NamedTuple):
    """For one better and many worse, (p, n) each: NaN where there is none."""

    absolute: FloatArray
    relative: FloatArray


def criticality(table: Linear) -> Criticality:
    """Pairs of a vendor and one ranked below it, best first; criteria in the order of the table."""
    pairs = list(_pairs(table))
    total = sum(len(worse) for _, worse in pairs) * len(table.ids)
    shown = pairs if total <= SHOWN else [p for p in pairs if p[0] == table.holder]
    rows: list[Critical] = []
    smallest = np.full((2, len(table.ids)), np.inf)
    for better, worse in pairs:
        found = _deltas(table, better, worse)
        least = np.where(np.isnan(found.relative), np.inf, np.abs(found.relative)).min(axis=0)
        smallest[1] = np.minimum(smallest[1], least)
        if better == table.holder:
            smallest[0] = np.minimum(smallest[0], least)
        if len(rows) < SHOWN and any(better == b for b, _ in shown):
            rows += _rows(table, better, worse, found)
    left_out = total // len(table.ids) - len(rows[:SHOWN]) // len(table.ids)
    return Criticality(
        table=tuple(rows[:SHOWN]),
        most_critical_top=_first(table, smallest[0]),
        most_critical_any=_first(table, smallest[1]),
        left_out=left_out,
        reason=_reason(pairs, smallest, left_out),
    )


def _pairs(table: Linear) -> Iterator[tuple[int, list[int]]]:
    for better in table.order:
        worse = [i for i in table.order if table.ranks[i] > table.ranks[better]]
        if worse:
            yield better, worse


def _deltas(table: Linear, better: int, worse: list[int]) -> Deltas:
    weights = table.weights
    drop = (table.scores[worse] - table.scores[better])[:, None]
    other = table.values[worse]
    gap = other - table.values[better]
    differ = np.abs(gap) > NOTHING * np.maximum(np.abs(other), np.abs(table.values[better]))
    delta = np.divide(drop, gap, out=np.full_like(gap, np.nan), where=differ)
    alone = weights.sum() - weights <= NOTHING
    delta[(delta > weights * (1 + NOTHING)) | np.broadcast_to(alone, delta.shape)] = np.nan
    percent = np.divide(100 * delta, weights, out=np.full_like(delta, np.nan), where=weights > 0)
    return Deltas(delta, percent)


def _rows(table: Linear, better: int, worse: list[int], found: Deltas) -> Iterator[Critical]:
    alone = table.weights.sum() - table.weights <= NOTHING
    for row, i in enumerate(worse):
        same = table.values[i] == table.values[better]
        for k, criterion in enumerate(table.ids):
            absolute, percent = found.absolute[row, k], found.relative[row, k]
            reason = None
            if np.isnan(absolute):
                reason = ALONE if alone[k] else NO_DIFFERENCE if same[k] else NO_TIE
            elif np.isnan(percent):
                reason = NO_WEIGHT
            yield Critical(
                better=table.names[better],
                worse=table.names[i],
                criterion=criterion,
                absolute=None if np.isnan(absolute) else float(absolute),
                relative_percent=None if np.isnan(percent) else float(percent),
                reason=reason,
            )


def _first(table: Linear, smallest: FloatArray) -> str | None:
    """The criterion with the smallest figure; the first of the table where several are alike."""
    least = smallest.min()
    if not np.isfinite(least):
        return None
    return table.ids[int(np.argmax(smallest <= least * (1 + 1e-9)))]


def _reason(pairs: list[tuple[int, list[int]]], smallest: FloatArray, left_out: int) -> str | None:
    if not pairs:
        return "no vendor is ranked above another"
    if not np.isfinite(smallest).any():
        return "no change of a single weight makes two vendors tie"
    if not np.isfinite(smallest[0]).any():
        return "no change of a single weight makes another vendor tie with the first"
    return f"{left_out} pairs are left out of the table, which would be too long" if left_out else None
