"""What a bidder learns of the winner at each criterion: that it was better and how much, in words."""

from __future__ import annotations

from vendor_eval.model.outcome.record import Advantage, Outcome

# By how much the winner's value (0 to 1) is higher, and what is said then.
FAR, CLEARLY = 0.5, 0.2
NONE = "no advantage of the winner"


def advantages(outcome: Outcome, winner: str | None, vendor: str) -> tuple[Advantage, ...]:
    """One for every criterion; empty for the winner itself, without one, and for a bid that is not ranked.

    Equal and worse are the same words: only what speaks for the winner is said.
    """
    ranked = outcome.rankings[0].ranks if outcome.rankings else {}
    if winner is None or vendor == winner or vendor not in ranked:
        return ()
    values = {(c.vendor, c.criterion): c.value for c in outcome.cells}
    found = []
    for leaf in outcome.criteria:
        first, own = values.get((winner, leaf.criterion)), values.get((vendor, leaf.criterion))
        if first is not None and own is not None:
            found.append(Advantage(criterion=leaf.criterion, words=_words(first - own)))
    return tuple(found)


def words_of_advantage() -> frozenset[str]:
    """All that a bidder may ever read of the winner at a criterion."""
    return frozenset(_words(gap) for gap in (0.0, CLEARLY / 2, CLEARLY, FAR))


def _words(gap: float) -> str:
    if gap <= 1e-9:
        return NONE
    if gap < CLEARLY:
        return "the winner was rated somewhat higher"
    return f"the winner was rated {'far' if gap >= FAR else 'clearly'} higher"
