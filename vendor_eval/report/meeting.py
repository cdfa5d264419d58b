"""Where the panel's meeting agreed on another score than the mean of what its members had given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean

from vendor_eval.model.outcome import Cell, Outcome
from vendor_eval.report.answers import panel_score
from vendor_eval.report.figures import exact, shown
from vendor_eval.report.text import cut

UNEXPLAINED = "no reason recorded"


@dataclass(frozen=True, slots=True)
class Change:
    """``mean`` of the members' own ``count`` scores, from ``low`` to ``high``; ``agreed`` in the meeting.

    ``counts`` is the score that the ranking takes.
    """

    vendor: str
    criterion: str
    title: str
    count: int
    low: Decimal
    high: Decimal
    mean: Decimal
    agreed: Decimal
    difference: Decimal
    counts: Decimal | None
    reason: str


def changes(outcome: Outcome, order: tuple[str, ...]) -> tuple[Change, ...]:
    """What the meeting changed, criterion by criterion; empty where none met, or agreed with every mean."""
    cells = {(c.vendor, c.criterion): c for c in outcome.cells}
    rows = (
        _change(outcome, cell, leaf.title)
        for leaf in outcome.criteria
        for name in order
        if (cell := cells.get((name, leaf.criterion)))
    )
    return tuple(row for row in rows if row is not None)


def _change(outcome: Outcome, cell: Cell, title: str) -> Change | None:
    if cell.consensus is None or not cell.scores:
        return None
    single = list(cell.scores.values())
    mean, agreed = shown(fmean(single), 2), shown(cell.consensus, 2)
    if mean == agreed:
        return None
    return Change(
        vendor=cell.vendor,
        criterion=cell.criterion,
        title=title,
        count=len(single),
        low=exact(min(single)),
        high=exact(max(single)),
        mean=mean,
        agreed=agreed,
        difference=agreed - mean,
        counts=panel_score(cell, outcome.rules),
        reason=cut(cell.consensus_reason, 300) or UNEXPLAINED,
    )
