"""Which version of each bid counts, and each answer after the buyer's decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

from vendor_eval.findings import Finding, Severity
from vendor_eval.model.bids.buyer_decision import Decision, in_force
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Answer, Receipt, Response
from vendor_eval.model.buyer.procurement import Currency, Vendor
from vendor_eval.model.case import Case
from vendor_eval.model.content_hashes import question_hash
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.outcome.vendor_status import BidState


class Bid(NamedTuple):
    """One vendor's bid as it counts. ``reason`` says why it does not; empty if it does.

    ``price_before`` is the price workbook that counted at the closing time, if another one counts now: a
    late one that was admitted, or a best and final offer.
    """

    vendor: Vendor
    response: Response | None
    price: PriceSchedule | None
    answers: dict[str, Answer]
    state: BidState
    reason: str
    price_before: PriceSchedule | None = None

    @property
    def counts(self) -> bool:
        return self.state is BidState.COUNTS


class _Received(Protocol):
    @property
    def receipt(self) -> Receipt: ...


R = TypeVar("R", bound=_Received)


def accepted_na(case: Case) -> frozenset[str]:
    """Criteria that drop out for all vendors, since the buyer accepted a claim that they do not apply.

    A claim was made to what was asked then: where an addendum changed that, the criterion is back.
    """
    made = (d for d in in_force(case.decisions) if d.act == "accept_na" and d.criterion)
    accepted = {d.criterion: d.asked for d in made if d.criterion}
    return frozenset(i for i, mark in accepted.items() if mark is None or mark == _question_hash(case, i))


def _question_hash(case: Case, criterion: str) -> str:
    found = case.catalogue.criterion(criterion)
    return question_hash(found) if found else ""


class Times(NamedTuple):
    """When a version of a bid counts: it came in by the closing time, or by the last admission of a late bid;
    or in answer to an invitation to a best and final offer, from it until its deadline.
    """

    due: datetime | None
    late_until: datetime | None = None
    final: tuple[tuple[datetime, datetime], ...] = ()

    def counts(self, at: datetime, *, admitted: bool = True) -> bool:
        """``admitted`` False: as if no late bid had been admitted."""
        if self.due is None or at <= self.due or any(start <= at <= end for start, end in self.final):
            return True
        return admitted and self.late_until is not None and at <= self.late_until

    def in_words(self, came: datetime | None = None) -> str:
        """``due 2027-03-01 12:00 CST``, and the deadline for best and final offers, if there is one; to the
        second where the file ``came`` within the same minute.
        """
        how = (
            time_format(came.astimezone(self.due.tzinfo), self.due) if came and self.due else "%Y-%m-%d %H:%M"
        )
        text = f"due {self.due:{how} %Z}" if self.due else "no closing time"
        if not self.final or not self.due:
            return text
        until = max(end for _, end in self.final).astimezone(self.due.tzinfo)
        return f"{text}, best and final offers by {until:%Y-%m-%d %H:%M}"


def times_of(case: Case, vendor: str) -> Times:
    """When versions of the bid of ``vendor`` (an id) count, by the timetable and the buyer's decisions."""
    made = [d for d in in_force(case.decisions) if d.vendor == vendor]
    late = [d for d in made if d.act == "admit_late"]  # a later withdrawal leaves it that bid
    return Times(
        case.procurement.timetable.due,
        (late[-1].until or late[-1].at) if late else None,
        tuple((d.at, d.until) for d in made if d.act == "invite_final" and d.until),
    )


def bids(case: Case, *, final: bool = True, withdrawn_until: datetime | None = None) -> list[Bid]:
    """A bid for every vendor, in their order; ``final`` False: as if no best and final offer had come in.

    ``withdrawn_until``: as if no bid had been withdrawn from then on.
    """
    questions = [(c, question_hash(c)) for c in case.catalogue.leaves() if c.is_question]
    return [_bid(case, vendor, questions, final, withdrawn_until) for vendor in case.vendors]


def withdrawals(case: Case) -> dict[str, Decision]:
    """By vendor id the withdrawal in force: the first since its bid was last admitted."""
    first: dict[str, Decision] = {}
    for d in in_force(case.decisions):
        if d.act == "withdraw":
            first.setdefault(d.vendor, d)
        elif d.act == "admit_late":
            first.pop(d.vendor, None)
    return first


def _bid(
    case: Case,
    vendor: Vendor,
    questions: Sequence[tuple[Criterion, str]],
    final: bool,
    withdrawn_until: datetime | None,
) -> Bid:
    decisions = [d for d in in_force(case.decisions) if d.vendor == vendor.id]
    gone = [d for d in decisions if d.act == "withdraw"]
    since = withdrawals(case).get(vendor.id)
    times = times_of(case, vendor.id)
    times = times if final else times._replace(final=())
    due = times.due
    responses, prices = case.responses.get(vendor.id, ()), case.prices.get(vendor.id, ())
    response, price = _counting(responses, times), _counting(prices, times)
    before = _counting(prices, Times(due))
    state, reason = BidState.COUNTS, ""
    if since and (withdrawn_until is None or since.at < withdrawn_until):
        state, reason = BidState.WITHDRAWN, f"{BidState.WITHDRAWN}: {gone[-1].reason}"
    elif response is None:
        earliest = min((r.receipt for r in responses), key=lambda r: r.received_at, default=None)
        state = BidState.LATE if earliest and due else BidState.MISSING
        reason = _late(earliest, due) if earliest and due else str(state)
    answers = {
        c.id: _settled(c, mark, response.answers.get(c.id) if response else None, decisions)
        for c, mark in questions
    }
    offered = [
        _settled_prices(_convertible(p, case.procurement.currency), decisions) if p else None
        for p in (price, before if before is not price else None)
    ]
    return Bid(vendor, response, offered[0], answers, state, reason, offered[1])


def _counting(versions: Sequence[R], times: Times) -> R | None:
    """The version that came in last of those in time; with a late bid admitted, also what was there then.

    Versions are numbered as they were taken in, which need not be the order in which they came.
    """
    timely = [v for v in versions if times.counts(v.receipt.received_at)]
    return max(timely, key=lambda v: (v.receipt.received_at, v.receipt.version), default=None)


def _late(receipt: Receipt, due: datetime) -> str:
    came = receipt.received_at.astimezone(due.tzinfo)
    how = time_format(came, due)
    return f"{BidState.LATE}: received {came:{how}}, due {due:{how} %Z}"


def time_format(came: datetime, due: datetime) -> str:
    """How to write both moments: to the minute, or to the second where the minute is the same."""
    same = f"{came:%Y-%m-%d %H:%M}" == f"{due:%Y-%m-%d %H:%M}"
    return "%Y-%m-%d %H:%M:%S" if same else "%Y-%m-%d %H:%M"


def _settled(criterion: Criterion, mark: str, answer: Answer | None, decisions: Sequence[Decision]) -> Answer:
    if answer is None:
        return Answer(state="unanswered")
    if answer.asked and answer.asked != mark and answer.state != "unanswered":
        return answer.model_copy(update={"state": "stale", "value": None})
    read = [
        d
        for d in decisions
        if d.act == "read" and d.criterion == criterion.id and d.raw in (None, answer.raw)
    ]
    if answer.state == "unreadable" and read:
        return answer.model_copy(update={"state": "answered", "value": read[-1].value})
    return answer


def settled_values(case: Case, received: Response | PriceSchedule) -> dict[str, str]:
    """``sheet!cell`` -> value of the unreadable cells that the buyer read already, with the same content."""
    read = {
        (d.criterion, d.raw): f"{d.value:.15g}" if isinstance(d.value, float) else str(d.value)
        for d in in_force(case.decisions)
        if d.act == "read" and d.vendor == received.receipt.vendor
    }
    cells: list[tuple[str, Answer | PriceCell]] = []
    if isinstance(received, Response):
        cells += received.answers.items()
    else:
        cells += [(f"{i}:{y}", cell) for i, row in received.lines.items() for y, cell in enumerate(row)]
    found = {}
    for name, cell in cells:
        value = read.get((name, cell.raw), read.get((name, None)))
        if cell.state == "unreadable" and cell.where and value is not None:
            found[cell.where] = value
    return found


def _settled_prices(schedule: PriceSchedule, decisions: Sequence[Decision]) -> PriceSchedule:
    """Unreadable prices as the buyer read them; such a decision names ``LINE:YEAR``."""
    read = {(d.criterion, d.raw): d.value for d in decisions if d.act == "read"}

    def settled(place: str, cell: PriceCell) -> PriceCell:
        value = read.get((place, cell.raw), read.get((place, None)))
        return _priced(cell, value) if cell.state == "unreadable" and value is not None else cell

    lines = {
        line: tuple(settled(f"{line}:{year}", cell) for year, cell in enumerate(cells))
        for line, cells in schedule.lines.items()
    }
    return schedule.model_copy(update={"lines": lines})


def _convertible(schedule: PriceSchedule, currency: Currency) -> PriceSchedule:
    """Prices in a currency without a rate cannot be read as money of this procurement."""
    if schedule.currency in (currency.code, *currency.rates):
        return schedule
    lines = {
        line: tuple(
            PriceCell(state="unreadable", raw=f"{cell.raw} {schedule.currency}".strip(), where=cell.where)
            if cell.state == "priced"
            else cell
            for cell in cells
        )
        for line, cells in schedule.lines.items()
    }
    return schedule.model_copy(update={"lines": lines, "currency": currency.code})


def _priced(cell: PriceCell, value: float | str | None) -> PriceCell:
    if value == "included":
        return cell.model_copy(update={"state": "included", "amount": None})
    return cell.model_copy(update={"state": "priced", "amount": Decimal(str(value))})


# Findings of receipt on single cells, which the state of the cell repeats; others are on the workbook.
_IN_CELL_STATE = ("bid.unreadable", "bid.number-as-text", "bid.stale", "price.unreadable", "price.empty")


def workbook_findings(bid: Bid, least: Severity = "error") -> list[Finding]:
    """What was wrong with the counting workbooks as a whole, as warnings on the bid.

    ``least`` error: only what was an error at receipt; warning: what was a warning too.
    """
    text = [*(bid.response.findings if bid.response else ()), *(bid.price.findings if bid.price else ())]
    severities = ("error",) if least == "error" else ("error", "warning")
    return [
        replace(f, severity="warning", where=f"{bid.vendor.name}: {f.where}")
        for f in text
        if f.severity in severities and f.code not in _IN_CELL_STATE
    ]
