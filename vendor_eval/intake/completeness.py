"""What keeps bids from being evaluated, or compared. Warnings: a bid may still be completed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from vendor_eval.findings import Finding
from vendor_eval.forms.reading import CellReading
from vendor_eval.forms.values.money import without_money
from vendor_eval.forms.values.text import quoted
from vendor_eval.intake.match import match
from vendor_eval.intake.workbook_checks import settle_command
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Answer
from vendor_eval.model.buyer.price_quantities import AskedRow, asked_rows
from vendor_eval.model.buyer.procurement import Procurement, Vendor
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion

_UNREAD = Answer(state="unanswered")
_NO_PRICE = PriceCell(state="empty")


def completeness(
    procurement: Procurement,
    catalogue: Catalogue,
    answers: Mapping[Vendor, Mapping[str, Answer]],
    prices: Mapping[Vendor, PriceSchedule] | None = None,
    *,
    accepted_na: Collection[str] = (),
) -> list[Finding]:
    """Vendor by vendor what is open, unreadable, declined or claimed, then what is not priced.

    ``answers`` and ``prices`` are those that count, after the buyer's decisions; prices that are not opened
    yet are left out. ``accepted_na`` names the criteria that dropped out for all vendors.
    """
    asked = [c for c in catalogue.leaves() if c.is_question and c.id not in accepted_na]
    findings = [
        finding
        for vendor, given in answers.items()
        for criterion in asked
        for finding in _answer(vendor, criterion, given.get(criterion.id, _UNREAD))
    ]
    for vendor, schedule in (prices or {}).items():
        findings += _currency(procurement, vendor, schedule)
        for line in asked_rows(procurement):
            findings += _line(vendor, line, schedule, prices or {})
    return findings


def _answer(vendor: Vendor, criterion: Criterion, answer: Answer) -> Iterator[Finding]:
    """Nothing for an answer, nor for information that a vendor may keep to itself."""
    kind = "gate" if criterion.kind == "gate" else "question"
    if answer.state == "answered" or (criterion.kind == "informational" and answer.state == "unanswered"):
        return
    again = f"ask the vendor for a new version, then: vendor-eval receive DIR FILE --vendor {vendor.id}"
    bounds, probably = _allowed_and_probable(criterion, answer)
    reading = f"ask the vendor, or settle it: {settle_command(vendor.id, criterion.id, probably)}"
    accept = (
        f"if it applies to no vendor: vendor-eval settle accept-na DIR --vendor {vendor.id} --criterion "
        f'{criterion.id} --reason "why it applies to none, such as: no ultrasound is bought"'
    )
    raw = quoted(without_money(answer.raw))
    code, what, hint = {
        "unanswered": (f"bid.open-{kind}", "is not answered", again),
        "unreadable": ("bid.unreadable", f"cannot be read: {raw}{bounds}", reading),
        "declined": ("bid.declined", "was declined and counts as not answered", again),
        "not_applicable": (
            "bid.not-applicable",
            "is claimed not to apply; not answered until accepted",
            accept,
        ),
        "stale": ("bid.stale", "was answered before the question changed and counts as not answered", again),
    }[answer.state]
    where = f"{vendor.name} {answer.where or criterion.id}"
    yield Finding(code, "warning", where, f"the {kind} {criterion.id} {criterion.title} {what}", hint)


def _allowed_and_probable(criterion: Criterion, answer: Answer) -> tuple[str, str]:
    """Of an unreadable cell: what is allowed, in words, and the value it probably means."""
    if answer.state != "unreadable" or not answer.raw or criterion.answer is None:
        return "", ""
    found = match(CellReading(answer.where, "text", answer.raw), criterion.answer)
    if not found.allowed:
        return "", ""
    meant = f" It probably means {found.probably}." if found.probably else ""
    return f". Allowed: {found.allowed}.{meant}", found.probably


def _currency(procurement: Procurement, vendor: Vendor, schedule: PriceSchedule) -> Iterator[Finding]:
    own, offered = procurement.currency.code, schedule.currency
    if offered != own and offered not in procurement.currency.rates:
        message = f"{vendor.name} offers in {offered}, for which there is no rate to {own}"
        hint = "add a dated rate under currency: rates: in procurement.yaml, or ask for an offer in another"
        yield Finding("price.no-rate", "warning", vendor.name, message, hint)


def _line(
    vendor: Vendor, line: AskedRow, schedule: PriceSchedule, prices: Mapping[Vendor, PriceSchedule]
) -> Iterator[Finding]:
    """One Finding for the years of a line without a price, naming who priced them."""
    cells = {y: _cell(schedule, line, y) for y, needed in enumerate(line.asked) if needed}
    for state, what in (("empty", "no price"), ("unreadable", "a price that cannot be read")):
        years = [year for year, cell in cells.items() if cell.state == state]
        if not years:
            continue
        others = [
            other.name
            for other, theirs in prices.items()
            if other.id != vendor.id
            and any(_cell(theirs, line, y).state in ("priced", "included") for y in years)
        ]
        compared = (
            f"; priced by {', '.join(others)}" if others else "; nobody priced it" if len(prices) > 1 else ""
        )
        place = cells[years[0]].where
        if line.line.optional and state == "empty":
            message = (
                f"{vendor.name} does not offer the option {line.id} {line.title} in {_years(years)}{compared}"
            )
            hint = "nothing to do: options stand outside the evaluated price"
            yield Finding("price.option", "note", f"{vendor.name} {place or line.id}", message, hint)
            continue
        message = f"{line.id} {line.title} has {what} in {_years(years)}{compared}"
        again = f"ask the vendor for a new version, then: vendor-eval receive DIR FILE --vendor {vendor.id}"
        hint = (
            again if state == "empty" else f"{again}; or {settle_command(vendor.id, f'{line.id}:{years[0]}')}"
        )
        at_receipt = _at_receipt(schedule, place) if state == "unreadable" else None
        if at_receipt is not None:
            allowed = at_receipt.subject.allowed if at_receipt.subject else ""
            message += f": {allowed or at_receipt.message}"
            hint = at_receipt.hint
        yield Finding(f"price.{state}", "warning", f"{vendor.name} {place or line.id}", message, hint)


def _at_receipt(schedule: PriceSchedule, cell: str) -> Finding | None:
    """The Finding of receipt on the unreadable price in ``cell``; those of release 1.0 have no subject."""
    where = f"{schedule.receipt.original_name} {cell}"
    unreadable = (f for f in schedule.findings if f.code == "price.unreadable")
    found = (f for f in unreadable if (f.subject.cell == cell if f.subject else f.where == where))
    return next(found, None) if cell else None


def _cell(schedule: PriceSchedule, line: AskedRow, year: int) -> PriceCell:
    cells = schedule.lines.get(line.id, ())
    return cells[year] if year < len(cells) else _NO_PRICE


def _years(years: list[int]) -> str:
    return ("year " if len(years) == 1 else "years ") + ", ".join(str(year) for year in years)
