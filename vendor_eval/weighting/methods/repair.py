"""The most inconsistent judgement, and the value that the other judgements give for it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vendor_eval.weighting.methods.judgements import SCALE, Judgements, parts
from vendor_eval.weighting.methods.priorities import (
    PRIORITIES,
    Consistency,
    completed,
    consistency,
    eigenvector,
)

MAX_PAIRS = 105
"""All pairs of 15 items; of more items, so many pairs farthest from the ratio of the weights are tried."""
SAME = 1e-9


class Repair(NamedTuple):
    """One judgement replaced by what all the others say of the pair."""

    pair: tuple[int, int]
    value: float
    after: Consistency


def best_repairs(found: Judgements, priority: str) -> list[Repair]:
    """The judgements whose correction lowers lambda max most: one, or several that lower it equally.

    Each judgement is taken out in turn, Harker's priorities of the others give the ratio of the pair, and
    that ratio, or the end of the scale nearest to it, is put in its place. Empty where no correction helps.
    Harker (1987); Saaty, T. L. (2003). Decision-making with the AHP: why is the principal eigenvector
    necessary. European Journal of Operational Research 145(1), 85-91.
    """
    matrix = completed(found)
    now = consistency(matrix, PRIORITIES[priority](matrix)).lambda_max
    tried = [_repair(found, pair, priority) for pair in _candidates(found)]
    known = [m for m in tried if m is not None and m.after.lambda_max < now * (1 - SAME)]
    if not known:
        return []
    least = min(m.after.lambda_max for m in known)
    return [m for m in known if m.after.lambda_max <= least * (1 + SAME)]


def in_figures(found: Judgements, mended: Repair) -> dict[str, Any]:
    """The judgement as it was given, the larger way round, and the value that would repair it."""
    i, j = mended.pair
    given, value = found.known[mended.pair], mended.value
    if given < 1:
        i, j, given, value = j, i, 1 / given, 1 / value
    return {
        "row": found.names[i],
        "column": found.names[j],
        "given": given,
        "mended": value,
        "cr_after": mended.after.cr,
    }


def _candidates(found: Judgements) -> list[tuple[int, int]]:
    pairs = list(found.known)
    if len(pairs) <= MAX_PAIRS:
        return pairs
    weights = eigenvector(completed(found))
    off = {(i, j): abs(np.log(x * weights[j] / weights[i])) for (i, j), x in found.known.items()}
    return sorted(pairs, key=lambda pair: -off[pair])[:MAX_PAIRS]


def _repair(found: Judgements, pair: tuple[int, int], priority: str) -> Repair | None:
    others = found.without(pair)
    if len(parts(others)) > 1:
        return None
    value = float(np.clip(completed(others)[pair], 1 / SCALE, SCALE))
    matrix = completed(found.with_(pair, value))
    return Repair(pair, value, consistency(matrix, PRIORITIES[priority](matrix)))
