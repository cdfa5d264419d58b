"""The buyer's reading of a cell that no program could read: whether it is possible, and its value."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.findings import Finding
from vendor_eval.forms.values.text import quoted
from vendor_eval.intake.match import allowed_in_words, match_value
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.buyer.volumes import MOST
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.numbers import possible_numbers, probable_number, typed_number
from vendor_eval.operations.bids.settle_refusal import refuse, unknown_question
from vendor_eval.scoring.bids import Bid

Validated = tuple[Decision, list[Finding]]
"""The decision with its value typed, or why it cannot be made."""

PRICE = "write the number alone, with a point as decimal sign, such as 1250.50; or: included"


def validate_reading(draft: Decision, bid: Bid, case: Case) -> Validated:
    """The value of an answer, or of a price that is named ``LINE:YEAR``."""
    line, _, year = (draft.criterion or "").partition(":")
    if bid.price is not None and line in bid.price.lines:
        if not year:
            return draft, [_which_year(bid.price, line)]
        receipt = bid.price.receipt
        received = next(p for p in case.prices[bid.vendor.id] if p.receipt == receipt)
        return _price(draft, bid, received.lines[line], line, year)
    return _answer(draft, bid, case)


def _answer(draft: Decision, bid: Bid, case: Case) -> Validated:
    criterion = case.catalogue.criterion(draft.criterion or "")
    if criterion is None or not criterion.is_question:
        return draft, [unknown_question(draft)]
    answer = bid.response.answers.get(criterion.id) if bid.response else None
    if answer is None or answer.state != "unreadable":
        state = answer.state if answer else "unanswered"
        message = f"the answer of {bid.vendor.name} to {criterion.id} is not unreadable but {state}"
        hint = "only an unreadable cell can be read for a vendor; ask the vendor for a new version"
        return draft, [refuse("readable", message, hint)]
    if bid.answers[criterion.id].state == "stale":
        message = f"{criterion.id} changed after {bid.vendor.name} answered it: a reading would not count"
        hint = "ask the vendor to answer the question as it is now, in the present workbook"
        return draft, [refuse("stale", message, hint)]
    text = str(draft.value)
    meanings = _meanings(criterion, text)
    if len(meanings) > 1:
        return draft, [_ambiguous(text, meanings, answer.raw)]
    value = match_value(criterion, text)
    if value is None:
        return draft, [refuse("value", f"{text!r} is no answer to {criterion.id}", _allowed(criterion))]
    return draft.model_copy(update={"value": value, "raw": answer.raw}), []


def _meanings(criterion: Criterion, text: str) -> list[str]:
    """The numbers that ``text`` can mean and that the question allows."""
    if criterion.answer is None or criterion.answer.type != "number":
        return []
    return [s for s in possible_numbers(text) if match_value(criterion, s) is not None]


def _allowed(criterion: Criterion) -> str:
    """What the question allows."""
    if criterion.answer is None:
        return ""
    plain = "; the number alone, use a point as decimal sign" if criterion.answer.type == "number" else ""
    return f"allowed: {allowed_in_words(criterion.answer)}{plain}"


def _which_year(price: PriceSchedule, line: str) -> Finding:
    """A price is named with its year; the hint names those that cannot be read."""
    years = [y for y, cell in enumerate(price.lines[line]) if cell.state == "unreadable"]
    names = " or ".join(f"{line}:{y}" for y in years) or "no price of this line is unreadable"
    message = f"{line} is a line of the price workbook, with a price for each year"
    return refuse("year", message, f"name the year: {names}")


def _price(draft: Decision, bid: Bid, cells: Sequence[PriceCell], line: str, year: str) -> Validated:
    if not year.isdigit() or int(year) >= len(cells):
        return draft, [refuse("year", f"{line} has no year {year!r}", f"years are 0 to {len(cells) - 1}")]
    cell = cells[int(year)]
    if cell.state != "unreadable":
        message = f"the price of {bid.vendor.name} for {line} in year {year} is not unreadable"
        return draft, [refuse("readable", message, "ask the vendor for a new version")]
    text = str(draft.value).strip()
    draft = draft.model_copy(update={"raw": cell.raw})
    if text == "included":
        return draft, []
    meanings = possible_numbers(text)
    if len(meanings) > 1:
        return draft, [_ambiguous(text, meanings, cell.raw)]
    number = typed_number(text)
    if number is None or not 0 <= number <= MOST:
        hint = f"if {meanings[0]} is meant, write {meanings[0]}; {PRICE}" if meanings else PRICE
        return draft, [refuse("value", f"{text!r} is no price", hint)]
    return draft.model_copy(update={"value": text}), []


def _ambiguous(text: str, meanings: Sequence[str], raw: str) -> Finding:
    """Nothing is guessed where the meanings are a thousand times apart."""
    ways = [m if len(possible_numbers(m)) == 1 else f"{m}0" for m in meanings]
    hint = f"write {' or '.join(ways)}"
    if probable_number(raw):
        hint += f"; the cell says {quoted(raw)}, which probably means {probable_number(raw)}"
    return refuse("two-senses", f"{text!r} can mean {' or '.join(meanings)}", hint)
