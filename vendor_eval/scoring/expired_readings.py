"""Decisions of the buyer that no longer apply, since the bid or the question changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vendor_eval.findings import Finding, Subject
from vendor_eval.forms.values.money import without_money
from vendor_eval.forms.values.text import quoted
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Settled
from vendor_eval.scoring.bids import Bid
from vendor_eval.scoring.displayed_answer import answer_text


def settled_decisions(case: Case, bids: Sequence[Bid]) -> tuple[Settled, ...]:
    """For each of the case's decisions its title, and why it no longer applies; empty where it does."""
    by_id = {bid.vendor.id: bid for bid in bids}
    return tuple(
        Settled(
            title=_title(case, d),
            lapsed=_why_lapsed(case, d, by_id) if d.act == "read" and not d.undone else "",
        )
        for d in case.decisions
    )


def lapsed_findings(case: Case, bids: Sequence[Bid]) -> list[Finding]:
    """A note for each reading that no longer applies, the newest on a matter only."""
    names = {v.id: v.name for v in case.vendors}
    newest = {(d.vendor, d.criterion): i for i, d in enumerate(case.decisions) if d.act == "read"}
    newest = {matter: i for matter, i in newest.items() if not case.decisions[i].undone}
    found = settled_decisions(case, bids)
    return [
        Finding(
            "settle.lapsed",
            "note",
            names.get(vendor, vendor),
            f"{criterion} read as {_number(case.decisions[i].value)}: {found[i].lapsed}",
            "nothing to do; the report says so beside the decision",
            _subject(vendor, criterion or ""),
        )
        for (vendor, criterion), i in newest.items()
        if found[i].lapsed
    ]


def _subject(vendor: str, name: str) -> Subject:
    """``name``: a criterion, or ``LINE:YEAR``."""
    line, colon, year = name.partition(":")
    return (
        Subject(vendor=vendor, line=line, year=int(year)) if colon else Subject(vendor=vendor, criterion=line)
    )


def _title(case: Case, decision: Decision) -> str:
    name = (decision.criterion or "").partition(":")[0]
    criterion = case.catalogue.criterion(name)
    lines = {line.id: line.title for line in case.procurement.price.lines}
    return lines.get(name, criterion.title if criterion else "")


def _why_lapsed(case: Case, decision: Decision, bids: Mapping[str, Bid]) -> str:
    """Why a reading no longer applies: another content counts now."""
    bid, name = bids.get(decision.vendor), decision.criterion or ""
    line, _, year = name.partition(":")
    if bid is None:
        return ""
    if year:
        return _why_price_lapsed(case, bid, line, int(year), decision)
    answer = bid.response.answers.get(name) if bid.response else None
    criterion = case.catalogue.criterion(name)
    if bid.response is None or answer is None or criterion is None:
        return ""
    if bid.answers[name].state == "stale":
        return "no longer applies: the question changed"
    if answer.state == "unreadable" and decision.raw in (None, answer.raw):
        return ""
    if answer.state == "answered" and answer.value == decision.value:
        says = f"says so itself: {quoted(without_money(answer_text(criterion, answer)))}"
        return f"no longer needed: newer version ({bid.response.receipt.version}) {says}"
    now = {
        "answered": f"answers {quoted(without_money(answer_text(criterion, answer)))}",
        "unreadable": f"says {quoted(without_money(answer.raw))}",
        "unanswered": "leaves it empty",
    }
    says = now.get(answer.state, f"says {quoted(without_money(answer.raw))}")
    return f"no longer applies: newer version ({bid.response.receipt.version}) {says}"


def _why_price_lapsed(case: Case, bid: Bid, line: str, year: int, decision: Decision) -> str:
    if bid.price is None:
        return ""
    receipt = bid.price.receipt
    received = next(p for p in case.prices[bid.vendor.id] if p.receipt == receipt)
    cells = received.lines.get(line, ())
    if year >= len(cells):
        return "no longer applies: the line changed"
    if cells[year].state == "unreadable" and decision.raw in (None, cells[year].raw):
        return ""
    return f"no longer applies: newer version ({receipt.version}) has another content in this cell"


def _number(value: float | str | None) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)
