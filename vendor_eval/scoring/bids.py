"""Which version of each bid counts, and each answer as it stands after the buyer's decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

from vendor_eval.model.case import Case
from vendor_eval.model.criterion import Criterion
from vendor_eval.model.decision import Decision
from vendor_eval.model.fingerprint import asked
from vendor_eval.model.price import PriceCell, PriceSchedule
from vendor_eval.model.procurement import Vendor
from vendor_eval.model.response import Answer, Receipt, Response


class Bid(NamedTuple):
    """One vendor's bid as it counts. ``shut`` says why it is not admitted at all; empty if it is."""

    vendor: Vendor
    response: Response | None
    price: PriceSchedule | None
    answers: dict[str, Answer]
    shut: str


class _Received(Protocol):
    @property
    def receipt(self) -> Receipt: ...


R = TypeVar("R", bound=_Received)


def accepted_na(case: Case) -> frozenset[str]:
    """Criteria that drop out for all vendors, since the buyer accepted a claim that they do not apply."""
    return frozenset(d.criterion for d in case.decisions if d.act == "accept_na" and d.criterion)


def bids(case: Case) -> list[Bid]:
    """A bid for every vendor, in the order of the procurement."""
    questions = [(c, asked(c)) for c in case.catalogue.leaves() if c.asked]
    return [_bid(case, vendor, questions) for vendor in case.vendors]


def _bid(case: Case, vendor: Vendor, questions: Sequence[tuple[Criterion, str]]) -> Bid:
    decisions = [d for d in case.decisions if d.vendor == vendor.id]
    acts = [d for d in decisions if d.act in ("admit_late", "withdraw")]
    last = acts[-1] if acts else None
    late_until = (last.until or last.at) if last and last.act == "admit_late" else None
    due = case.procurement.timetable.bids_due
    due = case.procurement.timetable.local(due) if due else None
    responses, prices = case.responses.get(vendor.id, ()), case.prices.get(vendor.id, ())
    response, price = _counting(responses, due, late_until), _counting(prices, due, late_until)
    shut = ""
    if last and last.act == "withdraw":
        shut = f"withdrawn: {last.reason}"
    elif response is None:
        shut = _late(responses[0].receipt, due) if responses and due else "no bid received"
    answers = {
        c.id: _settled(c, mark, response.answers.get(c.id) if response else None, decisions)
        for c, mark in questions
    }
    return Bid(vendor, response, _settled_prices(price, decisions) if price else None, answers, shut)


def _counting(versions: Sequence[R], due: datetime | None, late_until: datetime | None) -> R | None:
    """The newest version in time; with a late bid admitted, the newest that lay there when it was."""
    limit = late_until or due
    timely = [v for v in versions if limit is None or v.receipt.received_at <= limit]
    return timely[-1] if timely else None


def _late(receipt: Receipt, due: datetime) -> str:
    came = receipt.received_at.astimezone(due.tzinfo)
    return f"late: received {came:%Y-%m-%d %H:%M}, due {due:%Y-%m-%d %H:%M}"


def _settled(criterion: Criterion, mark: str, answer: Answer | None, decisions: Sequence[Decision]) -> Answer:
    if answer is None:
        return Answer(state="unanswered")
    if answer.asked and answer.asked != mark and answer.state != "unanswered":
        return answer.model_copy(update={"state": "stale", "value": None})
    readings = [d for d in decisions if d.act == "read" and d.criterion == criterion.id]
    if answer.state == "unreadable" and readings:
        return answer.model_copy(update={"state": "answered", "value": readings[-1].value})
    return answer


def _settled_prices(schedule: PriceSchedule, decisions: Sequence[Decision]) -> PriceSchedule:
    """Unreadable prices as the buyer read them; such a decision names ``LINE:YEAR``."""
    read = {d.criterion: d.value for d in decisions if d.act == "read"}
    lines = {
        line: tuple(
            _priced(cell, read[f"{line}:{year}"])
            if cell.state == "unreadable" and f"{line}:{year}" in read
            else cell
            for year, cell in enumerate(cells)
        )
        for line, cells in schedule.lines.items()
    }
    return schedule.model_copy(update={"lines": lines})


def _priced(cell: PriceCell, value: float | str | None) -> PriceCell:
    if value == "included":
        return cell.model_copy(update={"state": "included", "amount": None})
    return cell.model_copy(update={"state": "priced", "amount": Decimal(str(value))})
