"""Who is ranked and where, who is not and why, and the gates behind it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.model.outcome.vendor_status import BidState, GateResult, VendorResult
from vendor_eval.report.content.points import Points, ranked_order
from vendor_eval.report.format.rounding import bar, shown
from vendor_eval.report.format.text import STATES, counted, cut
from vendor_eval.report.format.titles import titles
from vendor_eval.scoring.shortlist import GATE as SHORTLIST

Result = Literal["passed", "failed", "open"]


@dataclass(frozen=True, slots=True)
class RankRow:
    """``behind`` is what is missing to the first; ``bar`` the score in percent of the maximum."""

    rank: int | None
    shared: bool
    vendor: str
    product: str
    score: Decimal | None
    bar: float
    behind: Decimal | None
    cost: Decimal | None
    status: str


@dataclass(frozen=True, slots=True)
class OutRow:
    """A vendor without a rank. ``gate`` is the gate or minimum that stopped it, if one did.

    ``stopped`` is False where the vendor was admitted but nobody could be ranked.
    """

    vendor: str
    product: str
    status: str
    stopped: bool
    gate: str
    reason: str


@dataclass(frozen=True, slots=True)
class GateCell:
    result: Result
    answer: str
    state: str
    source: str


@dataclass(frozen=True, slots=True)
class GateRow:
    """One gate, cells in the order of ``Facts.vendors``.

    A cell is None for a vendor whose answers were not tested; ``untested`` then says why.
    """

    id: str
    title: str
    rule: str
    passed: int
    cells: tuple[GateCell | None, ...]
    untested: tuple[str, ...]


def vendor_order(outcome: Outcome) -> tuple[str, ...]:
    """Ranked vendors by rank, then those with something open, then the excluded."""
    ranked = ranked_order(outcome.rankings[0]) if outcome.rankings else ()
    rest = [v for v in outcome.vendors if v.name not in ranked]
    rest.sort(key=lambda v: ("admitted", "open", "excluded").index(v.status))
    return (*ranked, *(v.name for v in rest))


def rank_rows(outcome: Outcome, points: Points | None) -> tuple[RankRow, ...]:
    """One row a ranked vendor. A comparison method's scores have no maximum, so they have no bar."""
    if not outcome.rankings:
        return ()
    ranking = outcome.rankings[0]
    scores = dict(points.scores) if points else comparison_scores(ranking)
    order = ranked_order(ranking)
    first = scores.get(order[0])
    vendors = {v.name: v for v in outcome.vendors}
    costs = {p.vendor: p.net_present_cost for p in outcome.prices}
    places = list(ranking.ranks.values())
    return tuple(
        RankRow(
            rank=ranking.ranks[name],
            shared=ranking.ranks[name] is not None and places.count(ranking.ranks[name]) > 1,
            vendor=name,
            product=vendors[name].product,
            score=scores.get(name),
            bar=bar(scores[name], points.maximum) if points else 0.0,
            behind=_behind(scores.get(name), first) if points else None,
            cost=costs.get(name),
            status=_status(outcome, name),
        )
        for name in order
    )


def comparison_scores(ranking: Ranking) -> dict[str, Decimal]:
    """Scores as the method gives them, to four decimals."""
    return {name: shown(score, 4) for name, score in ranking.scores.items() if score is not None}


def _behind(score: Decimal | None, first: Decimal | None) -> Decimal | None:
    return None if score is None or first is None else first - score


def _status(outcome: Outcome, vendor: str) -> str:
    opened = sum(o.vendor == vendor for o in outcome.open)
    return f"Admitted; {counted(opened, 'answer')} missing" if opened else "Admitted"


def out_rows(outcome: Outcome, order: tuple[str, ...]) -> tuple[OutRow, ...]:
    """Everyone who is not in the ranking, with the reason."""
    ranked = outcome.rankings[0].ranks if outcome.rankings else {}
    vendors = {v.name: v for v in outcome.vendors}
    gates = {e.vendor: e.gate for e in outcome.excluded}
    names, minimums = titles(outcome), {t.of for t in outcome.rules.thresholds}
    rows = []
    for vendor in (vendors[name] for name in order if name not in ranked):
        gate = gates.get(vendor.name) or _open_gate(vendor)
        label = _label(gate, names, minimums) if gate else ""
        reason = vendor.reason or "no ranking could be made"
        rows.append(_out_row(vendor, label, reason))
    return tuple(rows)


def _out_row(vendor: VendorResult, gate: str, reason: str) -> OutRow:
    status = {"admitted": "Admitted, not ranked", "open": "Open", "excluded": "Excluded"}[vendor.status]
    stopped = vendor.status != "admitted"
    return OutRow(vendor.name, vendor.product, status, stopped, gate, cut(reason, 600))


def _label(gate: str, names: Mapping[str, str], minimums: Set[str]) -> str:
    if gate == SHORTLIST:
        return "short list"
    if gate in minimums:
        return f"minimum for {names.get(gate, gate)}"
    return f"{gate} {names.get(gate, '')}".strip()


def _open_gate(vendor: VendorResult) -> str | None:
    return next((g.criterion for g in vendor.gates if g.result == "open"), None)


def with_bid(outcome: Outcome) -> tuple[VendorResult, ...]:
    """Vendors whose bid came in and counts; of the others, nothing counts as unanswered."""
    return tuple(v for v in outcome.vendors if v.response is not None)


def gate_rows(outcome: Outcome, order: tuple[str, ...], limit: int = 80) -> tuple[GateRow, ...]:
    """Every gate; answers longer than ``limit`` are cut."""
    found: dict[str, dict[str, GateResult]] = {}
    for vendor in with_bid(outcome):
        for gate in vendor.gates:
            found.setdefault(gate.criterion, {})[vendor.name] = gate
    rows, why = [], {v.name: _untested(v) for v in outcome.vendors}
    for criterion, by_vendor in found.items():
        one = next(iter(by_vendor.values()))
        cells = tuple(_gate_cell(by_vendor.get(name), limit) for name in order)
        untested = tuple("" if name in by_vendor else why.get(name, "no bid") for name in order)
        passed = sum(gate.result == "passed" for gate in by_vendor.values())
        rows.append(GateRow(criterion, one.title, one.rule, passed, cells, untested))
    return tuple(rows)


def _untested(vendor: VendorResult) -> str:
    """In a word; the whole reason is in the list of vendors without a rank."""
    if vendor.bid_state in (BidState.WITHDRAWN, BidState.LATE):
        return str(vendor.bid_state)
    return "no bid" if vendor.response is None else "–"


def _gate_cell(gate: GateResult | None, limit: int) -> GateCell | None:
    if gate is None:
        return None
    state = "" if gate.state == "answered" else STATES[gate.state]
    return GateCell(gate.result, cut(gate.answer, limit), state, gate.source)


def gate_words(outcome: Outcome) -> str:
    """How many of the vendors that were tested passed every gate."""
    tested = [v for v in with_bid(outcome) if v.gates]
    passed = sum(all(g.result == "passed" for g in v.gates) for v in tested)
    number = len({g.criterion for v in tested for g in v.gates})
    whole = counted(len(tested), "vendor")
    return f"{passed} of {whole} passed {'all ' if number > 1 else ''}{counted(number, 'gate')}."
