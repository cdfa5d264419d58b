"""Where the panel's meeting decided on another score than the rule makes of what its members had given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.buyer.procurement import Rules
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.answers import panel_score
from vendor_eval.report.format.numbers import Signed
from vendor_eval.report.format.rounding import exact, shown
from vendor_eval.report.format.text import cut
from vendor_eval.scoring.consensus import consensus

UNEXPLAINED = "no reason recorded"
# The steps in which a meeting may write its scores, the widest first.
_STEPS = tuple(Decimal(step) for step in ("1", "0.5", "0.25", "0.2", "0.1", "0.05", "0.01"))


@dataclass(frozen=True, slots=True)
class Change:
    """``mean``, or the median where that is the rule, of the members' own ``count`` scores.

    These lie from ``low`` to ``high``; ``agreed`` was decided in the meeting, ``difference`` is that less
    the mean, both as shown. ``counts`` is the score that the ranking takes.
    """

    vendor: str
    criterion: str
    title: str
    count: int
    low: Decimal
    high: Decimal
    mean: Decimal
    agreed: Decimal
    difference: Signed
    counts: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """``of``: mean or median; ``words`` say what is listed, and how many scores only write it in steps."""

    of: str
    words: str
    changes: tuple[Change, ...]


def meeting(outcome: Outcome, order: tuple[str, ...]) -> Meeting:
    """What the meeting changed by a decision of its own, criterion by criterion.

    A meeting writes in steps, such as half points. Its score is no change where no step is nearer to the
    mean (or median) of the members' own: that is how a mean is written, and not another view of the bid.
    """
    cells = {(c.vendor, c.criterion): c for c in outcome.cells}
    titles = {leaf.criterion: leaf.title for leaf in outcome.criteria}
    met = [
        cell
        for leaf in outcome.criteria
        for name in order
        if (cell := cells.get((name, leaf.criterion))) and cell.consensus is not None and cell.scores
    ]
    step = _step([exact(c.consensus) for c in met if c.consensus is not None])
    apart = [(c, abs(_agreed(c) - _own(c, outcome.rules))) for c in met]
    listed = [c for c, off in apart if off and not _rounds(off, step)]
    rounded = sum(1 for _, off in apart if off and _rounds(off, step))
    of = "median" if outcome.rules.consensus == "median" else "mean"
    changed = tuple(_change(outcome, c, titles[c.criterion]) for c in listed)
    return Meeting(of, _words(of, len(met), len(changed), rounded, step), changed)


def _step(agreed: list[Decimal]) -> Decimal:
    """The widest step on which all that was agreed on lies; 0 where it is none of them."""
    return next((s for s in _STEPS if all(score % s == 0 for score in agreed)), Decimal(0))


def _rounds(off: Decimal, step: Decimal) -> bool:
    return off <= step / 2 + Decimal("1e-9")


def _agreed(cell: Cell) -> Decimal:
    return exact(cell.consensus or 0.0)


def _own(cell: Cell, rules: Rules) -> Decimal:
    """What the rule makes of the members' own scores; under ``negotiated`` their mean."""
    kind = "median" if rules.consensus == "median" else "mean"
    return exact(
        consensus(list(cell.scores.values()), None, rules.model_copy(update={"consensus": kind})) or 0.0
    )


def _words(of: str, met: int, changed: int, rounded: int, step: Decimal) -> str:
    if not met:
        return "No score of a meeting was recorded."
    words = (
        f"Where the meeting decided on another score than the {of} of the evaluators’ own. Those own scores "
        "stay as they were."
        if changed
        else f"Nothing: the meeting decided on no other score than the {of} of the evaluators’ own."
    )
    if not rounded:
        return words
    counted = "1 score is" if rounded == 1 else f"{rounded} scores are"
    return f"{words} {counted} not listed, where the {of} was only rounded to steps of {step:f}, up or down."


def _change(outcome: Outcome, cell: Cell, title: str) -> Change:
    single = list(cell.scores.values())
    mean, agreed = shown(_own(cell, outcome.rules), 2), shown(_agreed(cell), 2)
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
