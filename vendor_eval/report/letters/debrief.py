"""What one bidder learns of the result: how its bid was evaluated, and what spoke for the winner.

All of it is read from an outcome that was reduced for this bidder, so what it may not learn is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.outcome.cells import Cell
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import GateResult
from vendor_eval.report.audience.advantages import NONE
from vendor_eval.report.content.rules import RuleRow
from vendor_eval.report.facts import Facts, facts
from vendor_eval.report.format.rounding import shown
from vendor_eval.report.format.text import STATES, cut, opening, plain, sentence
from vendor_eval.scoring.shortlist import GATE as SHORTLIST
from vendor_eval.scoring.shortlist import STAGES

LONGEST_ANSWER, LONGEST_REASON = 600, 1000
# What a bidder has no use for among the published rules: how the report words a lead, and for whom.
_LEFT_OUT = frozenset({"Verdict"})


@dataclass(frozen=True, slots=True)
class GroupPoints:
    """A top group: what could be earned in it, and what this bidder and the winner earned."""

    title: str
    possible: Decimal
    own: Decimal
    winner: Decimal


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion. ``state`` is empty for one that counted, ``advantage`` where there was none."""

    id: str
    title: str
    possible: Decimal
    own: Decimal
    answer: str
    state: str
    reasons: tuple[str, ...]
    advantage: str


@dataclass(frozen=True, slots=True)
class Section:
    """The criteria of one group."""

    title: str
    criteria: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A gate that this bidder did not pass; ``answer`` is its own, ``state`` empty where it gave one."""

    id: str
    title: str
    rule: str
    answer: str
    state: str
    where: str


@dataclass(frozen=True, slots=True)
class Prices:
    """Evaluated prices as ranked. ``own`` is None where the bidder offers none."""

    own: Decimal | None
    winner: Decimal | None
    currency: str
    offered_in: str
    basis: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """``rank`` is None for a bid that was not ranked; then ``stopped`` and ``reason`` say why.

    ``sections`` are the criteria that the bid was scored in: all of them, or those up to the short list or
    the minimum that it did not reach; none for a bid that no score counted for.

    ``groups`` add up to the totals as shown; what rounding does to them is a row as well. ``gap`` is what
    lay between the totals. ``rules`` are those published. The names are those of the letter's variables.
    """

    vendor: str
    winner: str
    rank: int | None
    full: str
    own: Decimal | None
    first: Decimal | None
    gap: Decimal | None
    groups: tuple[GroupPoints, ...]
    sections: tuple[Section, ...]
    ahead: tuple[str, ...]
    prices: Prices
    stopped: tuple[Stopped, ...]
    reason: str
    rules: tuple[RuleRow, ...]


def debrief(outcome: Outcome) -> Debrief:
    """``outcome`` is the one reduced for a vendor by ``audience.reduced``. ValueError for any other."""
    if outcome.audience != "vendor":
        raise ValueError("a debrief is made of an outcome that was reduced for one vendor")
    f = facts(outcome)
    winner = f.headline.first if outcome.official else None
    if winner is None:
        raise ValueError("there is no debrief before there is an official winner")
    own = next(v for v in outcome.vendors if v.name == outcome.vendor)
    scores = f.points.scores if f.points else {}
    ranked = own.name in scores
    gap = scores[winner] - scores[own.name] if ranked else None
    return Debrief(
        vendor=own.name,
        winner=winner,
        rank=next((r.rank for r in f.ranking if r.vendor == own.name), None),
        full=f.points.full if f.points else "",
        own=scores.get(own.name),
        first=scores.get(winner),
        gap=gap,
        groups=(*_groups(f, own.name, winner), *_rounding(f, own.name, winner)) if ranked else (),
        sections=_sections(outcome, f, _points(outcome, f, own.name)),
        ahead=_ahead(f, own.name, winner) if ranked else (),
        prices=_prices(outcome, f, winner),
        stopped=tuple(_stopped(g) for g in own.gates if g.result == "failed"),
        reason=sentence(opening(cut(own.reason, LONGEST_REASON))) if own.reason else "",
        rules=tuple(rule for rule in f.rules if rule.name not in _LEFT_OUT),
    )


def _groups(f: Facts, own: str, winner: str) -> tuple[GroupPoints, ...]:
    if f.profile is None:
        return ()
    mine, theirs = f.profile.vendors.index(own), f.profile.vendors.index(winner)
    return tuple(
        GroupPoints(row.title, row.possible, row.shares[mine].points, row.shares[theirs].points)
        for row in f.profile.rows
        if row.depth == 0
    )


def _rounding(f: Facts, own: str, winner: str) -> Iterator[GroupPoints]:
    """What rounding puts between the groups as shown and the total, if anything."""
    if f.profile is None or f.points is None or not f.profile.corrections:
        return
    corrections = f.profile.corrections
    mine, theirs = f.profile.vendors.index(own), f.profile.vendors.index(winner)
    title = "Rounding" if f.points.as_scored else "Rounded as published"
    yield GroupPoints(title, f.profile.possible_correction, corrections[mine], corrections[theirs])


def _ahead(f: Facts, own: str, winner: str) -> tuple[str, ...]:
    """The groups in which the winner earned more, the widest gap first."""
    rows = [g for g in _groups(f, own, winner) if g.winner > g.own]
    rows.sort(key=lambda g: g.own - g.winner)
    return tuple(g.title for g in rows)


def _points(outcome: Outcome, f: Facts, own: str) -> dict[str, Decimal]:
    """The bidder's points by criterion; those it would have brought along where a stage was its last."""
    if f.points is None:
        return {}
    if own in f.points.scores:
        return {
            q.id: q.rows[0].points or Decimal(0)
            for c in f.chapters
            if c.scored
            for q in c.questions
            if q.rows
        }
    out = next((e.gate for e in outcome.excluded if e.vendor == own), "")
    rule, minima = outcome.rules.shortlist, {t.of for t in outcome.rules.thresholds}
    if out != SHORTLIST and out not in minima:
        return {}
    last = rule.after if rule and out == SHORTLIST else STAGES[-1]
    until = STAGES[: STAGES.index(last) + 1]
    counted = {
        leaf.criterion: leaf.weight for leaf in outcome.criteria if leaf.by != "price" and leaf.stage in until
    }
    cells = [c for c in outcome.cells if c.vendor == own and c.criterion in counted]
    return {
        c.criterion: f.points.earned(counted[c.criterion], c.value, outcome.rules.rounding)
        for c in cells
        if c.value is not None
    }


def _sections(outcome: Outcome, f: Facts, points: Mapping[str, Decimal]) -> tuple[Section, ...]:
    """Each criterion that has ``points`` of this bidder; the winner's stay out, its advantage is words."""
    better = {a.criterion: a.words for a in outcome.advantages}
    cells = {c.criterion: c for c in outcome.cells if c.vendor == outcome.vendor}
    prices = {leaf.criterion for leaf in outcome.criteria if leaf.by == "price"}
    found = []
    for chapter in f.chapters:
        rows = tuple(
            Judged(
                id=q.id,
                title=q.title,
                possible=q.possible or Decimal(0),
                own=points[q.id],
                answer="" if q.id in prices else cut(q.rows[0].answer, LONGEST_ANSWER),
                state=q.rows[0].state,
                reasons=_reasons(cells[q.id]),
                advantage="" if better.get(q.id, NONE) == NONE else sentence(better[q.id]),
            )
            for q in chapter.questions
            if chapter.scored and q.id in points
        )
        found += [Section(chapter.title, rows)] if rows else []
    return tuple(found)


def _reasons(cell: Cell) -> tuple[str, ...]:
    """What evaluators wrote, each once; what the panel agreed on in its meeting comes first."""
    reasons = [cell.consensus_reason, *cell.reasons.values()]
    return tuple(dict.fromkeys(cut(r, LONGEST_REASON) for r in reasons if plain(r).strip()))


def _prices(outcome: Outcome, f: Facts, winner: str) -> Prices:
    offers = {p.vendor: p for p in outcome.prices}
    own, first = offers.get(outcome.vendor), offers.get(winner)
    return Prices(
        own=shown(own.net_present_cost, 2) if own else None,
        winner=shown(first.net_present_cost, 2) if first else None,
        currency=f.money.currency,
        offered_in=own.offered_in if own and own.offered_in != outcome.currency else "",
        basis=f"{f.money.discount} {f.money.tax}",
    )


def _stopped(gate: GateResult) -> Stopped:
    state = "" if gate.state == "answered" else STATES[gate.state]
    return Stopped(
        gate.criterion, gate.title, gate.rule, cut(gate.answer, LONGEST_ANSWER), state, gate.source
    )
