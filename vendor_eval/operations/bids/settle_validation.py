"""Whether there is anything for a decision of the buyer to decide, and the decision with its details."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Act, Decision, in_force
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.vendor_status import BidState
from vendor_eval.operations.bids.settle_reading import Validated, validate_reading
from vendor_eval.operations.bids.settle_refusal import refuse, unknown_question
from vendor_eval.scoring.bids import Bid
from vendor_eval.workspace.folder.receipts import named


def validate(draft: Decision, bid: Bid, case: Case) -> Validated:
    """The decision with all its fields, or why there is nothing of the kind to decide."""
    if draft.undone:
        return draft, _nothing_to_undo(draft, bid, case)
    return _CHECKS[draft.act](draft, bid, case)


def _nothing_to_undo(draft: Decision, bid: Bid, case: Case) -> list[Finding]:
    if any((d.act, d.matter) == (draft.act, draft.matter) for d in case.decisions):
        return []
    about = f" on {draft.criterion}" if draft.criterion else ""
    message = f"nothing of the kind was decided for {bid.vendor.name}{about}"
    hint = "name the vendor and criterion of the decision; decisions.yaml lists all"
    return [refuse("undo", message, hint)]


def _not_applicable(draft: Decision, bid: Bid, case: Case) -> Validated:
    answer = bid.answers.get(draft.criterion or "")
    if answer is None:
        return draft, [unknown_question(draft)]
    if answer.state != "not_applicable":
        message = f"{bid.vendor.name} did not claim that {draft.criterion} does not apply ({answer.state})"
        return draft, [refuse("no-claim", message, "only a claim that a vendor made can be accepted")]
    return draft.model_copy(update={"asked": answer.asked or None}), []


def _admission(draft: Decision, bid: Bid, case: Case) -> Validated:
    """A late bid is admitted, or not, with all that was received so far."""
    withdrawn = draft.act == "admit_late" and bid.state is BidState.WITHDRAWN
    if not withdrawn and not _is_late(case, bid):
        message = f"nothing of {bid.vendor.name} is late or withdrawn"
        return draft, [refuse("not-late", message, "see where bids stand with: vendor-eval status DIR")]
    newest = max(r.received_at for r in _receipts(case, bid.vendor.id))
    return draft.model_copy(update={"until": newest}), []


def _withdrawal(draft: Decision, bid: Bid, case: Case) -> Validated:
    if bid.state is not BidState.MISSING:
        return draft, []
    hint = "see where bids stand with: vendor-eval status DIR"
    return draft, [refuse("no-bid", f"{bid.vendor.name} has not bid", hint)]


def _lot(draft: Decision, bid: Bid, case: Case) -> Validated:
    if "lot" in case.procurement.rules.ties:
        return draft, []
    hint = "a lot decides only where rules: ties: names it"
    return draft, [refuse("no-lot", "the published rules draw no lot", hint)]


def _time_of_receipt(draft: Decision, bid: Bid, case: Case) -> Validated:
    """Another moment for one file; the one on record so far is stored beside it."""
    receipt, wrong = _known_file(draft, case)
    if receipt is None:
        return draft, wrong
    return draft.model_copy(update={"raw": f"{receipt.received_at:%Y-%m-%d %H:%M %Z}"}), []


def _misfiled(draft: Decision, bid: Bid, case: Case) -> Validated:
    return draft, _known_file(draft, case)[1]


def _known_file(draft: Decision, case: Case) -> tuple[Receipt | None, list[Finding]]:
    """The receipt of the file that the decision names."""
    known = {named(receipt): receipt for receipt in _receipts(case, draft.vendor)}
    receipt = known.get(draft.criterion or "")
    if receipt is not None:
        return receipt, []
    misfiled = [d for d in in_force(case.decisions) if d.act == "misfiled" and d.vendor == draft.vendor]
    if any(d.criterion == draft.criterion for d in misfiled):
        message = f"{draft.criterion} was set aside before, as it does not belong in this bid"
        undo = (
            f"vendor-eval settle undo DIR misfiled --vendor {draft.vendor} --file {draft.criterion} "
            "--reason TEXT"
        )
        return None, [refuse("set-aside", message, f"take that back: {undo}")]
    hint = f"files of this vendor: {', '.join(known) or 'none'}"
    return None, [refuse("unknown-file", f"there is no file {draft.criterion!r}", hint)]


def _is_late(case: Case, bid: Bid) -> bool:
    """Whether the newest workbook of a kind came too late to count."""
    responses, prices = case.responses.get(bid.vendor.id, ()), case.prices.get(bid.vendor.id, ())
    newest = [max((v.receipt for v in kind), key=_order) for kind in (responses, prices) if kind]
    counting = [x.receipt for x in (bid.response, bid.price) if x is not None]
    return any(receipt not in counting for receipt in newest)


def _order(receipt: Receipt) -> tuple[datetime, int]:
    return receipt.received_at, receipt.version


def _receipts(case: Case, vendor: str) -> list[Receipt]:
    """Of every file of the vendor, an id."""
    responses, prices = case.responses.get(vendor, ()), case.prices.get(vendor, ())
    return [*(r.receipt for r in responses), *(p.receipt for p in prices)]


def _always(draft: Decision, bid: Bid, case: Case) -> Validated:
    return draft, []


_CHECKS: Mapping[Act, Callable[[Decision, Bid, Case], Validated]] = {
    "read": validate_reading,
    "accept_na": _not_applicable,
    "admit_late": _admission,
    "refuse_late": _admission,
    "invite_final": _always,
    "withdraw": _withdrawal,
    "lot": _lot,
    "received_at": _time_of_receipt,
    "misfiled": _misfiled,
}
