"""Whether there is anything for a decision of the buyer to decide, and what it then holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.forms.values.text import quoted
from vendor_eval.intake.match import allowed_in_words, match_value
from vendor_eval.model.bids.buyer_decision import Decision, in_force
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.buyer.volumes import MOST
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.outcome.vendor_status import BidState
from vendor_eval.numbers import possible_numbers, probable_number, typed_number
from vendor_eval.scoring.bids import Bid
from vendor_eval.workspace.folder.receipts import named

PRICE = "write the number alone, with a point as decimal sign, such as 1250.50; or: included"


def fitted(draft: Decision, bid: Bid, case: Case) -> tuple[Decision, list[Finding]]:
    """The decision with its value typed, or why there is nothing of the kind to decide."""
    if draft.undone:
        return draft, _nothing_to_undo(draft, bid, case)
    if draft.act == "received_at":
        return _received(draft, case)
    if draft.act == "misfiled":
        return draft, _known_file(draft, case)[1]
    if draft.act == "read":
        return _reading(draft, bid, case)
    if draft.act == "accept_na":
        answer = bid.answers.get(draft.criterion or "")
        if answer is None:
            return draft, [
                _no("unknown", f"there is no question {draft.criterion!r}", "vendor-eval criteria show DIR")
            ]
        if answer.state != "not_applicable":
            message = (
                f"{bid.vendor.name} did not claim that {draft.criterion} does not apply ({answer.state})"
            )
            return draft, [_no("no-claim", message, "only a claim that a vendor made can be accepted")]
        return draft.model_copy(update={"asked": answer.asked or None}), []
    waiting = _waits(case, bid) or (draft.act == "admit_late" and bid.state is BidState.WITHDRAWN)
    if draft.act in ("admit_late", "refuse_late") and not waiting:
        message = f"nothing of {bid.vendor.name} is late or withdrawn"
        return draft, [_no("not-late", message, "see where bids stand with: vendor-eval status DIR")]
    if draft.act in ("admit_late", "refuse_late"):
        return draft.model_copy(update={"until": _newest(case, bid.vendor)}), []
    if draft.act == "withdraw" and bid.state is BidState.MISSING:
        message = f"{bid.vendor.name} has not bid"
        return draft, [_no("no-bid", message, "see where bids stand with: vendor-eval status DIR")]
    if draft.act == "lot" and "lot" not in case.procurement.rules.ties:
        message = "the published rules draw no lot"
        return draft, [_no("no-lot", message, "a lot decides only where rules: ties: names it")]
    return draft, []


def _nothing_to_undo(draft: Decision, bid: Bid, case: Case) -> list[Finding]:
    same = [d for d in case.decisions if (d.act, d.matter) == (draft.act, draft.matter)]
    if same:
        return []
    about = f" on {draft.criterion}" if draft.criterion else ""
    message = f"nothing of the kind was decided for {bid.vendor.name}{about}"
    return [_no("undo", message, "name the vendor and criterion of the decision; decisions.yaml lists all")]


def _reading(draft: Decision, bid: Bid, case: Case) -> tuple[Decision, list[Finding]]:
    line, _, year = (draft.criterion or "").partition(":")
    if year and bid.price and line in bid.price.lines:
        receipt = bid.price.receipt
        received = next(p for p in case.prices[bid.vendor.id] if p.receipt == receipt)
        return _price_reading(draft, bid, received, line, year)
    if not year and bid.price and line in bid.price.lines:
        return draft, [_which_year(bid.price, line)]
    criterion = case.catalogue.criterion(draft.criterion or "")
    if criterion is None or not criterion.is_question:
        return draft, [
            _no("unknown", f"there is no question {draft.criterion!r}", "vendor-eval criteria show DIR")
        ]
    answer = bid.response.answers.get(criterion.id) if bid.response else None
    state = answer.state if answer else "unanswered"
    if state != "unreadable":
        message = f"the answer of {bid.vendor.name} to {criterion.id} is not unreadable but {state}"
        hint = "only an unreadable cell can be read for a vendor; ask the vendor for a new version"
        return draft, [_no("readable", message, hint)]
    if bid.answers[criterion.id].state == "stale":
        message = f"{criterion.id} changed after {bid.vendor.name} answered it: a reading would not count"
        hint = "ask the vendor to answer the question as it stands now, in the present workbook"
        return draft, [_no("stale", message, hint)]
    text, raw = str(draft.value), answer.raw if answer else ""
    value = match_value(criterion, text)
    numeric = criterion.answer is not None and criterion.answer.type == "number"
    fitting = [s for s in possible_numbers(text) if match_value(criterion, s) is not None] if numeric else []
    if len(fitting) > 1:
        return draft, [_two_senses(text, fitting, raw)]
    if value is None:
        return draft, [_no("value", f"{text!r} is no answer to {criterion.id}", _wanted(criterion))]
    return draft.model_copy(update={"value": value, "raw": answer.raw if answer else None}), []


def _wanted(criterion: Criterion) -> str:
    """What --read takes for the question."""
    if criterion.answer is None:
        return ""
    plain = "; the number alone, use a point as decimal sign" if criterion.answer.type == "number" else ""
    return f"allowed: {allowed_in_words(criterion.answer)}{plain}"


def _which_year(price: PriceSchedule, line: str) -> Finding:
    """A price is named with its year; the hint names those that cannot be read."""
    cells = price.lines[line]
    years = [y for y, cell in enumerate(cells) if cell.state == "unreadable"]
    named = " or ".join(f"{line}:{y}" for y in years) or "no price of this line is unreadable"
    return _no(
        "year",
        f"{line} is a line of the price workbook, with a price for each year",
        f"name the year: {named}",
    )


def _received(draft: Decision, case: Case) -> tuple[Decision, list[Finding]]:
    """Another moment for one file; the one that stands so far is kept beside it."""
    receipt, wrong = _known_file(draft, case)
    if receipt is None:
        return draft, wrong
    return draft.model_copy(update={"raw": f"{receipt.received_at:%Y-%m-%d %H:%M %Z}"}), []


def _known_file(draft: Decision, case: Case) -> tuple[Receipt | None, list[Finding]]:
    """The receipt of the file that the decision names."""
    receipts = [r.receipt for r in case.responses.get(draft.vendor, ())]
    receipts += [p.receipt for p in case.prices.get(draft.vendor, ())]
    known = {named(receipt): receipt for receipt in receipts}
    receipt = known.get(draft.criterion or "")
    if receipt is not None:
        return receipt, []
    made = [d for d in in_force(case.decisions) if d.act == "misfiled" and d.vendor == draft.vendor]
    if any(d.criterion == draft.criterion for d in made):
        message = f"{draft.criterion} was set aside before, as it does not belong in this bid"
        hint = f"take that back: vendor-eval settle DIR --vendor {draft.vendor} --file {draft.criterion} "
        return None, [_no("set-aside", message, hint + "--undo misfiled --reason TEXT")]
    hint = f"files of this vendor: {', '.join(known) or 'none'}"
    return None, [_no("unknown-file", f"there is no file {draft.criterion!r}", hint)]


def _waits(case: Case, bid: Bid) -> bool:
    """Whether a version lies there that came too late to count."""
    responses, prices = case.responses.get(bid.vendor.id, ()), case.prices.get(bid.vendor.id, ())
    newest = [max((v.receipt for v in kind), key=_order) for kind in (responses, prices) if kind]
    counting = [x.receipt for x in (bid.response, bid.price) if x is not None]
    return any(receipt not in counting for receipt in newest)


def _order(receipt: Receipt) -> tuple[datetime, int]:
    return receipt.received_at, receipt.version


def _newest(case: Case, vendor: Vendor) -> datetime:
    """When the last version came in that the buyer can have seen."""
    receipts = [r.receipt for r in case.responses.get(vendor.id, ())]
    receipts += [p.receipt for p in case.prices.get(vendor.id, ())]
    return max(r.received_at for r in receipts)


def _price_reading(
    draft: Decision, bid: Bid, received: PriceSchedule, line: str, year: str
) -> tuple[Decision, list[Finding]]:
    cells = received.lines[line]
    if not year.isdigit() or int(year) >= len(cells):
        return draft, [_no("year", f"{line} has no year {year!r}", f"years are 0 to {len(cells) - 1}")]
    if cells[int(year)].state != "unreadable":
        message = f"the price of {bid.vendor.name} for {line} in year {year} is not unreadable"
        return draft, [_no("readable", message, "ask the vendor for a new version")]
    text = str(draft.value).strip()
    draft = draft.model_copy(update={"raw": cells[int(year)].raw})
    if text == "included":
        return draft, []
    meant = possible_numbers(text)
    if len(meant) > 1:
        return draft, [_two_senses(text, meant, cells[int(year)].raw)]
    number = typed_number(text)
    if number is None or not 0 <= number <= MOST:
        hint = f"if {meant[0]} is meant, write {meant[0]}; {PRICE}" if meant else PRICE
        return draft, [_no("value", f"{text!r} is no price", hint)]
    return draft.model_copy(update={"value": text}), []


def _two_senses(text: str, meant: Sequence[str], raw: str) -> Finding:
    """Nothing is guessed where the readings are a thousand times apart."""
    ways = [m if len(possible_numbers(m)) == 1 else f"{m}0" for m in meant]
    hint = f"write {' or '.join(ways)}"
    if probable_number(raw):
        hint += f"; the cell says {quoted(raw)}, which probably means {probable_number(raw)}"
    return _no("two-senses", f"{text!r} can mean {' or '.join(meant)}", hint)


def _no(code: str, message: str, hint: str) -> Finding:
    return Finding(f"settle.{code}", "error", "", message, hint)
