"""How robust the decision is: sensitivity results in the words and figures of the report.

Evaluators are called by their roles, here as in all of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.panel import labels_of
from vendor_eval.report.format.numbers import MINUS
from vendor_eval.report.format.text import opening, sentence
from vendor_eval.sensitivity.case.panel import Left, Wanted
from vendor_eval.sensitivity.case.price_moves import PriceMove
from vendor_eval.sensitivity.exact.results import WeightInterval
from vendor_eval.sensitivity.verdict import (
    CaseRobustness,
    Robustness,
    how_sure,
    share_words,
    verdict,
    what_changes,
)
from vendor_eval.text import percent

PLACES = 5
_CHANGED = {True: "yes", False: "no", None: "cannot be told"}


@dataclass(frozen=True, slots=True)
class GroupRoom:
    """From which to which weight of a group the first stays first, in percent of the whole; who is beyond."""

    id: str
    title: str
    agreed: str
    low: str
    high: str
    below: str
    above: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """In how many percent of the sampled weightings a vendor has which rank, from the first to the fifth."""

    vendor: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Who is first without one evaluator, or by other weights; ``first`` is the reason where nobody is."""

    name: str
    first: str
    changed: str


@dataclass(frozen=True, slots=True)
class PriceRow:
    """``to`` and ``change`` are empty where no price moves the award; ``then`` says why."""

    vendor: str
    now: str
    to: str
    change: str
    then: str


@dataclass(frozen=True, slots=True)
class RobustnessFacts:
    """``drawn`` says which weightings were sampled, with all that a repetition needs; empty if none were.

    ``sure`` and ``changes`` are clauses of the verdict: how sure the first place is, what would move it.
    """

    verdict: str
    sure: tuple[str, ...]
    changes: tuple[str, ...]
    drawn: str
    shares: tuple[ShareRow, ...]
    groups: tuple[GroupRoom, ...]
    panel: tuple[Beside, ...]
    weights: tuple[Beside, ...]
    prices: tuple[PriceRow, ...]
    no_prices: str


def robustness(
    found: Robustness | None, outcome: Outcome, roles: Mapping[str, str]
) -> RobustnessFacts | None:
    """None where nobody asked for it, or nobody is ranked."""
    if found is None:
        return None
    labels = {**roles, **labels_of(outcome, roles)}
    case = _without_names(found.case, labels) if found.case else CaseRobustness()
    found = replace(found, case=case)
    titles = {group.id: group.title for group in outcome.groups}
    return RobustnessFacts(
        verdict=opening(verdict(found)),
        sure=tuple(map(sentence, how_sure(found))),
        changes=tuple(map(sentence, what_changes(found))),
        drawn=_sampling_words(found),
        shares=_shares(found),
        groups=tuple(_rooms(found.exact.intervals, titles)),
        panel=tuple(_beside(x) for x in case.left),
        weights=tuple(_beside(x) for x in case.wanted),
        prices=tuple(_price(move) for move in case.moves),
        no_prices=f"No price is asked for: {case.no_moves}." if case.no_moves else "",
    )


def _without_names(case: CaseRobustness, labels: Mapping[str, str]) -> CaseRobustness:
    return replace(
        case,
        left=[x._replace(left_out=labels.get(x.left_out, "an evaluator")) for x in case.left],
        wanted=[x._replace(weights_of=labels.get(x.weights_of, x.weights_of)) for x in case.wanted],
        flips=case.flips and [x._replace(evaluator=labels.get(x.evaluator, x.evaluator)) for x in case.flips],
    )


def _sampling_words(found: Robustness) -> str:
    a = found.drawn
    if a is None:
        return ""
    words = f"{a.draws:,} weightings {share_words(a)} were drawn, with seed {a.seed}"
    return f"{words}: drawn again, they are the same."


def _shares(found: Robustness) -> tuple[ShareRow, ...]:
    if found.drawn is None:
        return ()
    rows = sorted(found.drawn.ranks.items(), key=lambda row: row[1], reverse=True)
    return tuple(ShareRow(name, tuple(map(percent, shares[:PLACES]))) for name, shares in rows)


def _rooms(intervals: Sequence[WeightInterval], titles: Mapping[str, str]) -> Iterator[GroupRoom]:
    """Outermost groups; an end that no weight reaches has nobody beyond it."""
    for x in intervals:
        if x.kind == "group" and "/" not in x.criterion and x.winner is not None:
            low, high = map(percent, x.winner)
            title = titles.get(x.criterion, x.criterion)
            below, above = x.below or "", x.above or ""
            yield GroupRoom(x.criterion, title, percent(x.weight), low, high, below, above)


def _beside(x: Left | Wanted) -> Beside:
    return Beside(x[0], x.winner or opening(x.reason), _CHANGED[x.changed])


def _price(m: PriceMove) -> PriceRow:
    then = m.reason or ("no longer first alone" if m.wins_now else "first, or level with the first")
    change = "" if m.percent is None else f"{m.percent:+.1f} %".replace("-", MINUS)
    return PriceRow(m.vendor, f"{m.now:,.2f}", "" if m.to is None else f"{m.to:,.2f}", change, then)
