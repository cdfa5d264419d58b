"""Who is ahead of whom in a block of draws, counted by comparing every two: no sorting.

Shapes: m alternatives, n criteria, k draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vendor_eval.decision.methods.kernels import FloatArray

FEW = 32
"""Up to so many alternatives, counting each rank by itself is quicker than a histogram."""

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


def places(standing: FloatArray) -> Places:
    """Compare every two of ``standing`` (m, k), larger is ahead; a tie is exact equality."""
    m, k = standing.shape
    kind = np.uint8 if m < 256 else np.uint16
    ahead, tied, wins = np.zeros((m, k), kind), None, np.zeros((m, m))
    for i in range(m - 1):
        others = standing[i + 1 :]
        behind, before = standing[i] > others, standing[i] < others
        ahead[i] += np.add.reduce(before.view(np.uint8), axis=0, dtype=kind)
        ahead[i + 1 :] += behind.view(np.uint8)
        wins[i, i + 1 :] = counted(behind)
        wins[i + 1 :, i] = counted(before)
        alike = k - wins[i, i + 1 :] - wins[i + 1 :, i]
        if alike.any():
            tied = np.ones((m, k), kind) if tied is None else tied
            same = (standing[i] == others).view(np.uint8)
            tied[i] += np.add.reduce(same, axis=0, dtype=kind)
            tied[i + 1 :] += same
            wins[i, i + 1 :] += alike / 2
            wins[i + 1 :, i] += alike / 2
    return Places(ahead, tied, wins)


def ranked(standing: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    """The standing without NaN, and who has no rank, (m, k) each.

    Where nobody has a standing, nothing was compared: all are alike. Who alone has none is behind the others.
    """
    unranked = np.isnan(standing)
    if unranked.any():
        nobody = unranked.all(axis=0)
        standing = np.where(unranked, np.where(nobody, 0.0, -np.inf), standing)
        unranked &= ~nobody
    return standing, unranked


def sums(
    scores: FloatArray, standing: FloatArray, weights: FloatArray, totals: FloatArray, lower_is_better: bool
) -> Sums:
    """The sums of one block. ``scores`` and ``standing`` (m, k), NaN is not ranked; ``weights`` (n, k)."""
    standing, unranked = ranked(standing)
    if np.isnan(scores).any():
        scores = np.where(np.isnan(scores), 0.0, scores)
    placed = places(standing)
    best = (scores.min(axis=0) if lower_is_better else scores.max(axis=0))[None]
    behind = best.sum(axis=1) - scores.sum(axis=1)
    return Sums(
        scores.shape[1],
        placed.ranks(),
        placed.wins,
        (placed.first() / totals) @ weights.T,
        -behind if lower_is_better else behind,
        np.count_nonzero(unranked, axis=1).astype(np.float64),
    )
