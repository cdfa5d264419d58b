"""Scores to competition ranks: 1, 1, 3."""

from __future__ import annotations

from collections.abc import Mapping

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
