"""Scores to competition ranks: 1, 1, 3."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_eval.decision.methods.arrays import BoolArray, FloatArray, np

TOLERANCE = 1e-9


def competition_ranks(
    scores: Mapping[str, float | None], *, lower_is_better: bool = False
) -> dict[str, int | None]:
    """The rank of each name, in the order given; None where the score is None.

    Sorted by score, a name shares the rank of the first of the current tie group if the two differ by no
    more than 1e-9 of the larger of both scores and the range of all scores.
    """
    known = [(name, score) for name, score in scores.items() if score is not None]
    known.sort(key=lambda pair: pair[1] if lower_is_better else -pair[1])
    spread = max((s for _, s in known), default=0.0) - min((s for _, s in known), default=0.0)
    ranks: dict[str, int | None] = dict.fromkeys(scores)
    first, rank = 0.0, 0
    for position, (name, score) in enumerate(known, 1):
        if rank == 0 or abs(score - first) > TOLERANCE * max(abs(score), abs(first), spread):
            first, rank = score, position
        ranks[name] = rank
    return ranks


def ranks_of(scores: FloatArray, lower_is_better: bool = False) -> list[int | None]:
    """Competition ranks of the m scores of one weighting; None for a score that is NaN."""
    known = {str(i): None if np.isnan(score) else float(score) for i, score in enumerate(scores)}
    return list(competition_ranks(known, lower_is_better=lower_is_better).values())


def lexicographic(first: FloatArray, then: FloatArray) -> FloatArray:
    """Minus the number of alternatives ahead of each: larger in ``first``, or alike, larger in ``then``.

    Both and the result (k, m). Two numbers are alike by the rule for ties. NaN in ``first`` stays NaN and is
    ahead of nobody.
    """
    ahead = np.zeros_like(first)
    for i in range(first.shape[1]):
        one, other = first[:, i : i + 1], then[:, i : i + 1]
        leads = _larger(one, first) | (~_larger(first, one) & _larger(other, then))
        ahead += leads & ~np.isnan(one)
    return np.where(np.isnan(first), np.nan, -ahead)


def _larger(one: FloatArray, other: FloatArray) -> BoolArray:
    """Whether ``one`` exceeds ``other`` by more than a tie allows; the wider of the two is the whole row."""
    row = one if one.shape[1] > other.shape[1] else other
    spread = np.nanmax(row, axis=1, keepdims=True) - np.nanmin(row, axis=1, keepdims=True)
    size = np.maximum(np.maximum(np.abs(one), np.abs(other)), spread)
    return np.asarray(one - other > TOLERANCE * size)
