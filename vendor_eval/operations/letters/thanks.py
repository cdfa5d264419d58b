"""letter thanks: each file that came in from a bidder, when, and its checksum."""

from __future__ import annotations

from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.vendor_status import BidState
from vendor_eval.operations.arguments import find_vendor
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.letters.files import (
    Content,
    Envelope,
    Letter,
    LetterRequest,
    LettersResult,
    compose,
    results,
)
from vendor_eval.rfp.letters.common import ReceivedFile
from vendor_eval.rfp.letters.common import thanks as thanks_letter
from vendor_eval.rfp.wording import moment
from vendor_eval.scoring.bids import bids, times_of
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.templates import dress_of, folders_of


def thanks(folder: ProcurementFolder, request: LetterRequest) -> LettersResult:
    case, findings = folder.load()
    if case is None:
        return LettersResult(findings=tuple(findings))
    vendors, wrong = _recipients(case, request.vendor)
    letters: list[Letter | None] = []
    for vendor in vendors:
        letter, more = _write(folder, case, vendor, request.by)
        letters.append(letter)
        wrong += more
    return results(letters, [*findings, *wrong])


def _recipients(case: Case, name: str | None) -> tuple[list[Vendor], list[Finding]]:
    """The vendors whose bid came in and is not withdrawn; Findings for one that was named and is not."""
    one, wrong = find_vendor(case.vendors, name)
    if wrong:
        return [], wrong
    chosen = [v for v in case.vendors if one in (None, v)]
    withdrawn = {b.vendor.id for b in bids(case) if b.state is BidState.WITHDRAWN}
    received = [v for v in chosen if case.responses.get(v.id) or case.prices.get(v.id)]
    if not received:
        whose = f" of {one.name}" if one else ""
        hint = "take it in first: vendor-eval receive DIR FILE --vendor NAME"
        return [], [Finding("letter.no-bid", "error", "bids", f"no bid{whose} came in yet", hint)]
    findings = [
        Finding("letter.withdrawn", "warning", v.name, "the bid is withdrawn: no letter was written", "")
        for v in received
        if v.id in withdrawn
    ]
    return [v for v in received if v.id not in withdrawn], findings


def _write(
    folder: ProcurementFolder, case: Case, vendor: Vendor, by: str | None
) -> tuple[Letter | None, list[Finding]]:
    received = _received(case, vendor)

    def make(at: datetime, stem: str) -> Content:
        return _content(folder.layout, case, vendor, received, at, stem)

    what = f"thanks to {vendor.name} for {len(received)} files"
    with folder.act("letter", by) as act:
        return compose(act, Envelope(case.procurement.timetable, vendor, "thanks", what), make)


def _content(
    layout: Layout, case: Case, vendor: Vendor, received: list[ReceivedFile], at: datetime, stem: str
) -> Content:
    """The letter as it is, or was, at that moment."""
    procurement, due = case.procurement, case.procurement.timetable.due
    next_step = ""
    if due is not None and at < due:
        until = moment(due, procurement.timetable.timezone)
        next_step = f"Until {until} a new version may replace what was received."
    return thanks_letter(
        procurement,
        vendor.name,
        received,
        at.date(),
        folders_of(layout),
        next_step=next_step,
        dress=dress_of(layout, procurement),
        stem=stem,
    )


def _received(case: Case, vendor: Vendor) -> list[ReceivedFile]:
    """Every file of the vendor, as it came in."""
    answers, prices = case.responses.get(vendor.id, ()), case.prices.get(vendor.id, ())
    receipts = [*(v.receipt for v in answers), *(v.receipt for v in prices)]
    receipts.sort(key=lambda r: (r.received_at, r.file))
    times = times_of(case, vendor.id)
    return [
        ReceivedFile(
            r.original_name, r.received_at, r.sha256, not times.counts(r.received_at, admitted=False)
        )
        for r in receipts
    ]
