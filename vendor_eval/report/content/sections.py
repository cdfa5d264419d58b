"""Which sections an audience gets: what it may not see is left out, never shown as zero."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.headline import Headline
from vendor_eval.report.content.points import Points
from vendor_eval.report.format.rounding import shown
from vendor_eval.report.format.text import sentence

_FULL = "this report holds the answers and prices of all vendors"
_NOTICES = {
    "": f"Confidential: {_FULL}. It is for those who decide, not for bidders or the public.",
    "panel": f"Confidential: {_FULL} and the names of the evaluators. It is for the panel alone.",
    "board": f"Confidential: {_FULL}. It is for those who decide; evaluators are called by their roles.",
    "public": "For the public. Answers, points by criterion, evaluators, and prices other than that of the "
    "first are not shown.",
}
_UNOPENED = (
    "Confidential: for the panel alone, with the names of the evaluators. Prices are not shown before the "
    "panel has scored everything."
)
_OWN = (
    "Confidential: for {0}. It shows the bid of {0} and how it was evaluated, and of the bid that is first "
    "the points in total and by group, and the total price. Nothing is shown of other bids."
)
_BLIND = " Letters stand for the vendors, in an order that has nothing to do with the result."


@dataclass(frozen=True, slots=True)
class Shows:
    """``audience`` is empty for the buyer's own report; ``notice`` says for whom it is.

    ``everyone``: it speaks of all vendors, not of some of them.

    ``inside``: it is for the buyer's own people, and says what is still to be settled. ``dash`` says what a
    dash stands for among the prices; empty where nothing is held back.
    """

    audience: str
    notice: str
    inside: bool
    everyone: bool
    gates: bool
    answers: bool
    dash: str


@dataclass(frozen=True, slots=True)
class AdvantageRow:
    """One criterion as the bidder reads it: what the winner did better, in words."""

    id: str
    title: str
    words: str


def shows(outcome: Outcome) -> Shows:
    public = outcome.audience == "public"
    unpriced = "prices" in outcome.left_out
    return Shows(
        audience=outcome.audience or ("blind" if outcome.blind else ""),
        notice=_notice(outcome),
        inside=outcome.audience not in ("public", "vendor"),
        everyone=outcome.audience != "vendor",
        gates=not public,
        answers=not public,
        dash="A dash stands for a price that is not shown to this audience." if unpriced else "",
    )


def _notice(outcome: Outcome) -> str:
    words = _OWN.format(outcome.vendor) if outcome.vendor else _NOTICES[outcome.audience]
    if outcome.audience == "panel" and "prices" in outcome.left_out:
        words = _UNOPENED
    return words + (_BLIND if outcome.blind else "")


def columns(outcome: Outcome, order: tuple[str, ...]) -> tuple[str, ...]:
    """Whose gates, answers and scores stand side by side: a bidder reads its own alone."""
    return tuple(name for name in order if name == outcome.vendor) if outcome.vendor else order


def advantage_rows(outcome: Outcome) -> tuple[AdvantageRow, ...]:
    titles = {leaf.criterion: leaf.title for leaf in outcome.criteria}
    return tuple(AdvantageRow(a.criterion, titles[a.criterion], a.words) for a in outcome.advantages)


def for_outside(result: Headline, outcome: Outcome, points: Points | None) -> Headline:
    """The headline for readers outside: a result, not a recommendation; for a bidder, its own result."""
    if outcome.audience not in ("public", "vendor"):
        return result
    result = replace(result, reasons=() if result.official else ("There is no official ranking.",))
    if result.kind == "recommended" and result.first is not None:
        result = replace(result, title=f"{result.first} is first")
    if outcome.vendor:
        first = result.first if result.official else None
        title = result.title if first else f"The bid of {outcome.vendor}"
        words = _own_sentence(outcome, points, first)
        return replace(result, title=title, verdict="", verdict_words="", sentence=words, first=first)
    if result.official or result.kind == "nobody":
        return result
    return replace(
        result,
        title="There is no official result yet",
        verdict="",
        verdict_words="",
        official=False,
        first=None,
    )


def _own_sentence(outcome: Outcome, points: Points | None, first: str | None) -> str:
    own = next(v for v in outcome.vendors if v.name == outcome.vendor)
    if points is None:
        return "" if own.status == "admitted" else _stopped(outcome)
    scores = points.scores
    words = ""
    if first is not None:
        words = f"{first} is first with {scores[first]:,} of {points.full} points."
    if own.name == first:
        return words
    if own.name not in scores:
        return f"{words} {_stopped(outcome)}".strip()
    if first is None:
        return f"{own.name} has {scores[own.name]:,} of {points.full} points."
    gap = shown(scores[first] - scores[own.name], points.decimals)
    behind = f"{gap:,} fewer" if gap else "as many"
    return f"{words} {own.name} has {scores[own.name]:,}, {behind}."


def _stopped(outcome: Outcome) -> str:
    own = next(v for v in outcome.vendors if v.name == outcome.vendor)
    return sentence(f"{own.name} is not ranked: {own.reason or 'there is no ranking'}")
