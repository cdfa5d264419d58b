"""Who is ahead of whom in a block of draws.

Shapes: m alternatives, n criteria, k draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.methods.common import Weights

FEW = 32
"""Up to so many alternatives, counting each rank by itself is quicker than a histogram."""

SORTED_FROM = 48
"""From so many alternatives on, sorting each draw is quicker than comparing every two by score."""

RUN = 64
"""Bytes that are added up in one byte."""


@dataclass(frozen=True)
class Sums:
    """What is known of a number of draws: plain sums, so that blocks add up.

    ``ranks`` (m, m): draws with each rank, ties in equal shares. ``wins`` (m, m): draws in which one is ahead
    of another, ties half. ``central`` (m, n): weights added up by share of rank 1. ``regret`` (m,): distance
    from the best score. ``unranked`` (m,): draws in which the method gives no rank.
    """

    draws: int
    ranks: FloatArray
    wins: FloatArray
    central: FloatArray
    regret: FloatArray
    unranked: FloatArray

    def plus(self, other: Sums) -> Sums:
        """Both together. A new object: a person may interrupt at any moment, and never sees half a block."""
        return Sums(
            self.draws + other.draws,
            self.ranks + other.ranks,
            self.wins + other.wins,
            self.central + other.central,
            self.regret + other.regret,
            self.unranked + other.unranked,
        )

    def standard_error(self) -> FloatArray:
        """Of the share of each rank, (m, m)."""
        p = self.ranks / self.draws
        return np.asarray(np.sqrt(np.maximum(p * (1 - p), 0.0) / self.draws))


@dataclass(frozen=True)
class Places:
    """For each alternative and draw, (m, k): how many are ahead, and how many share its place (itself too).

    ``tied`` is None where no two are alike in any draw.
    """

    ahead: NDArray[np.unsignedinteger]
    tied: NDArray[np.unsignedinteger] | None
    wins: FloatArray

    def first(self) -> FloatArray:
        """Share of rank 1, (m, k)."""
        first = (self.ahead == 0).astype(np.float64)
        return first if self.tied is None else np.asarray(first / self.tied)

    def ranks(self) -> FloatArray:
        """Draws with each rank, (m, m)."""
        m = len(self.ahead)
        if self.tied is not None:
            return np.array([_shared(a, t, m) for a, t in zip(self.ahead, self.tied, strict=True)])
        if m <= FEW:
            return np.array([counted(self.ahead == r) for r in range(m)], float).T
        return np.array([np.bincount(row, minlength=m) for row in self.ahead], float)


def _shared(ahead: NDArray[np.unsignedinteger], tied: NDArray[np.unsignedinteger], m: int) -> FloatArray:
    """Draws with each rank of one alternative, (m,): with t alike, 1/t for each of t ranks."""
    counts = np.bincount(ahead.astype(np.intp) * (m + 1) + tied, minlength=m * (m + 1)).reshape(m, m + 1)
    ranks = np.zeros(m)
    for a, t in zip(*np.nonzero(counts), strict=True):
        ranks[a : a + t] += counts[a, t] / t
    return ranks


def counted(yes: NDArray[np.bool_]) -> NDArray[np.integer]:
    """How many are true in each row, (r, k) -> (r,).

    Eight bytes at a time as one number, in runs so short that no byte reaches 256.
    """
    r, k = yes.shape
    if k % (8 * RUN):
        return np.array([np.count_nonzero(row) for row in yes])
    eights = yes.view(np.uint64).reshape(r, -1, RUN).sum(axis=2)
    return np.asarray(eights.view(np.uint8).sum(axis=1, dtype=np.intp))


def places(scores: FloatArray) -> Places:
    """Who is ahead of whom by ``scores`` (m, k), larger is ahead; a tie is exact equality."""
    return by_comparison(scores) if len(scores) < SORTED_FROM else by_sorting(scores)


def by_comparison(scores: FloatArray) -> Places:
    """Every two compared: quickest for few alternatives."""
    m, k = scores.shape
    kind = _kind(m)
    ahead, tied, wins = np.zeros((m, k), kind), None, np.zeros((m, m))
    for i in range(m - 1):
        others = scores[i + 1 :]
        behind, before = scores[i] > others, scores[i] < others
        ahead[i] += np.add.reduce(before.view(np.uint8), axis=0, dtype=kind)
        ahead[i + 1 :] += behind.view(np.uint8)
        wins[i, i + 1 :] = counted(behind)
        wins[i + 1 :, i] = counted(before)
        equal = k - wins[i, i + 1 :] - wins[i + 1 :, i]
        if equal.any():
            tied = np.ones((m, k), kind) if tied is None else tied
            same = (scores[i] == others).view(np.uint8)
            tied[i] += np.add.reduce(same, axis=0, dtype=kind)
            tied[i + 1 :] += same
            wins[i, i + 1 :] += equal / 2
            wins[i + 1 :, i] += equal / 2
    return Places(ahead, tied, wins)


def by_sorting(scores: FloatArray) -> Places:
    """Each draw sorted; the pairs are then compared by place, in numbers of one or two bytes."""
    m, k = scores.shape
    rows = np.ascontiguousarray(scores.T)
    np.negative(rows, out=rows)
    order = np.argsort(rows, axis=1)
    draws, place = np.arange(k)[:, None], np.broadcast_to(np.arange(m), (k, m))
    found = np.take_along_axis(rows, order, axis=1)
    starts = np.ones((k, m), np.bool_)
    np.not_equal(found[:, 1:], found[:, :-1], out=starts[:, 1:])
    ahead, tied = np.empty((m, k), _kind(m)), None
    if starts.all():
        ahead[order, draws] = place
    else:
        first = np.maximum.accumulate(np.where(starts, place, 0), axis=1)
        size = np.bincount((first + m * draws).ravel(), minlength=k * m).reshape(k, m)
        tied = np.empty_like(ahead)
        ahead[order, draws] = first
        tied[order, draws] = np.take_along_axis(size, first, axis=1)
    return Places(ahead, tied, _wins(ahead, ties=tied is not None))


def _wins(ahead: NDArray[np.unsignedinteger], *, ties: bool) -> FloatArray:
    """Draws in which one is ahead of another, (m, m), ties half, from how many are ahead of each (m, k)."""
    m, k = ahead.shape
    wins = np.zeros((m, m))
    for i in range(m - 1):
        wins[i, i + 1 :] = counted(ahead[i] < ahead[i + 1 :])
        wins[i + 1 :, i] = counted(ahead[i] > ahead[i + 1 :]) if ties else k - wins[i, i + 1 :]
        if ties:
            equal = k - wins[i, i + 1 :] - wins[i + 1 :, i]
            wins[i, i + 1 :] += equal / 2
            wins[i + 1 :, i] += equal / 2
    return wins


def _kind(m: int) -> type[np.unsignedinteger]:
    return np.uint8 if m < 256 else np.uint16


def without_nan(scores: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Scores to rank by, without NaN, and who has no rank, (m, k) each.

    Where nobody has a score, nothing was compared: all are equal. Who alone has none is behind the others.
    """
    unranked = np.isnan(scores)
    if unranked.any():
        nobody = unranked.all(axis=0)
        scores = np.where(unranked, np.where(nobody, 0.0, -np.inf), scores)
        unranked &= ~nobody
    return scores, unranked


def sums(scores: FloatArray, rank_scores: FloatArray, weights: Weights, *, lower_is_better: bool) -> Sums:
    """The sums of one block. ``scores`` and ``rank_scores`` (m, k), NaN is not ranked."""
    rank_scores, unranked = without_nan(rank_scores)
    if np.isnan(scores).any():
        scores = np.where(np.isnan(scores), 0.0, scores)
    placed = places(rank_scores)
    best = (scores.min(axis=0) if lower_is_better else scores.max(axis=0))[None]
    behind = best.sum(axis=1) - scores.sum(axis=1)
    return Sums(
        scores.shape[1],
        placed.ranks(),
        placed.wins,
        (placed.first() / weights.sums) @ weights.columns.T,
        -behind if lower_is_better else behind,
        np.count_nonzero(unranked, axis=1).astype(np.float64),
    )
