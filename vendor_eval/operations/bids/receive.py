"""Take a vendor's workbook in: store it as it came, with what was read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.forms.read.form import FormReading, read_form
from vendor_eval.intake.answers import response_from
from vendor_eval.intake.declarations import declaration_findings
from vendor_eval.intake.prices import prices_from
from vendor_eval.intake.workbook_checks import Issues
from vendor_eval.model.bids.buyer_decision import in_force
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Receipt, Response
from vendor_eval.model.buyer.price_quantities import asked_rows
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.operations.arguments import find_vendor, no_file, not_in_future
from vendor_eval.operations.bids import receive_checks
from vendor_eval.operations.bids.receive_difference import beside_sent
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.scoring.bids import time_format, times_of
from vendor_eval.workspace.additions import add_vendor, add_version, version_of
from vendor_eval.workspace.folder.atomic import sha256


@dataclass(frozen=True, kw_only=True)
class ReceiveResult(OperationResult):
    """``new`` is false where the same bytes were the newest version already; ``reading`` is None then.

    ``states``: how many cells are answered (priced), unanswered (empty), unreadable ...; ``left_empty``:
    price line -> how many of the prices asked for are missing.
    """

    vendor: Vendor | None = None
    kind: str = ""
    version: int = 0
    new: bool = False
    reading: Response | PriceSchedule | None = None
    states: Mapping[str, int] = field(default_factory=dict)
    left_empty: Mapping[str, int] = field(default_factory=dict)


def receive(
    folder: ProcurementFolder,
    file: Path | str,
    vendor: str,
    *,
    new: bool = False,
    at: datetime | None = None,
    by: str | None = None,
) -> ReceiveResult:
    """Store the workbook ``file`` as the next version of the vendor's bid.

    ``vendor``: name, id, or the beginning of a name. ``new``: it is not in procurement.yaml and is added.
    ``at``: when the file came in (default: now); without an offset it is meant in the buyer's time zone.
    A file that cannot be a bid for this RFP leaves the folder unchanged.
    """
    file = Path(file)
    case, findings = folder.load()
    if case is None:
        return ReceiveResult(findings=tuple(findings))
    bidder, wrong = _bidder(case, vendor, new)
    now = folder.clock()
    received_at = case.procurement.timetable.local(at or now)
    wrong = [*wrong, *not_in_future(received_at, now), *no_file(file)]
    if bidder is None or wrong:
        return ReceiveResult(findings=tuple(wrong))
    reading = read_form(file)
    refused = _refusal(reading, case)
    if reading.refused or refused:
        return ReceiveResult(findings=(*reading.findings, *refused), vendor=bidder)
    reading = beside_sent(folder.layout, case, reading)
    stored = _store(folder, case, bidder, reading, file, received_at, by)
    if at is None:
        return stored
    check = receive_checks.before_issue if stored.new else receive_checks.other_time
    more = check(case, bidder, stored.kind, stored.version, received_at)
    return replace(stored, findings=(*stored.findings, *more))


def _store(
    folder: ProcurementFolder,
    case: Case,
    vendor: Vendor,
    reading: FormReading,
    file: Path,
    at: datetime,
    by: str | None,
) -> ReceiveResult:
    content, kind, where = file.read_bytes(), reading.kind, folder.layout.bid(vendor.id)
    with folder.act("receive", by) as act:
        version, there = version_of(where, kind, content)
        if there:
            again = receive_checks.set_aside(case, vendor, f"{kind}-v{version}")
            return ReceiveResult(findings=tuple(again), vendor=vendor, kind=kind, version=version)
        receipt = Receipt(
            vendor=vendor.id,
            version=version,
            file=f"bids/{vendor.id}/{kind}-v{version}.xlsx",
            original_name=file.name,
            sha256=sha256(content),
            received_at=at,
            received_by=act.by,
            rfp_id=reading.properties.get("vendor_eval_rfp", ""),
            rfp_fingerprint=reading.properties.get("vendor_eval_fingerprint", ""),
        )
        bid = _read(case, vendor, reading, receipt)
        if vendor not in case.vendors:
            add_vendor(act, vendor)
        add_version(act, where, kind, version, content, bid)
        received = at.isoformat(timespec="minutes")
        act.what = f"{kind} of {vendor.name}, version {version}, received {received}"
    states, left_empty = _counts(bid, case)
    return ReceiveResult(
        findings=tuple(_findings(case, vendor, bid)),
        vendor=vendor,
        kind=kind,
        version=version,
        new=True,
        reading=bid,
        states=states,
        left_empty=left_empty,
    )


def _read(case: Case, vendor: Vendor, reading: FormReading, receipt: Receipt) -> Response | PriceSchedule:
    """The answers or prices in the workbook."""
    known = case.procurement.model_copy(update={"vendors": (*case.vendors, vendor)})
    every = (*case.earlier_issues, *((case.issue,) if case.issue else ()))
    numbers = {issue.fingerprint: issue.number for issue in every}
    issues = Issues(case.issue.fingerprint if case.issue else "", numbers)
    make = response_from if reading.kind == "response" else prices_from
    return make(reading, known, case.catalogue, receipt, issues=issues)


def _counts(bid: Response | PriceSchedule, case: Case) -> tuple[Mapping[str, int], Mapping[str, int]]:
    if isinstance(bid, Response):
        return Counter[str](answer.state for answer in bid.answers.values()), {}
    wanted = [r for r in asked_rows(case.procurement) if not r.line.optional]
    states = Counter[str](cell.state for line in bid.lines.values() for cell in line)
    return states, {r.id: _left_empty(r.asked, bid.lines.get(r.id, ())) for r in wanted}


def _left_empty(asked: Sequence[bool], cells: Sequence[PriceCell]) -> int:
    """In how many of the years that are asked for there is no price."""
    priced = {year for year, cell in enumerate(cells) if cell.state != "empty"}
    return sum(needed and year not in priced for year, needed in enumerate(asked))


def _findings(case: Case, vendor: Vendor, bid: Response | PriceSchedule) -> list[Finding]:
    return [
        *receive_checks.joined_years(vendor, receive_checks.with_settled(case, vendor, bid)),
        *_late(case, bid.receipt),
        *_superseded(case, vendor, bid),
        *receive_checks.emptier(case, vendor, bid),
        *(declaration_findings(vendor, bid) if isinstance(bid, Response) else []),
    ]


def _bidder(case: Case, name: str, new: bool) -> tuple[Vendor | None, list[Finding]]:
    found, wrong = find_vendor(case.vendors, name)
    if not new:
        return found, wrong
    if found is not None:
        hint = "leave --new out"
        return None, [Finding("vendor.known", "error", "--new", f"{found.name} is a vendor already", hint)]
    if not name.strip():
        return None, wrong
    fresh = Vendor(name=name.strip())
    taken = {v.id for v in case.vendors}
    number = 2
    while fresh.id in taken:
        fresh = Vendor(name=name.strip(), id=f"{Vendor(name=name.strip()).id[:36]}-{number}")
        number += 1
    return fresh, []


def _refusal(reading: FormReading, case: Case) -> list[Finding]:
    """Why a readable workbook cannot be a bid here."""
    if reading.refused:
        return []
    ours = case.procurement.id
    theirs = reading.properties.get("vendor_eval_rfp", "")
    if theirs != ours:
        message = f"this workbook belongs to the RFP {theirs!r}, not to {ours!r}"
        hint = "ask the vendor for the workbook of this RFP; nothing was taken in"
        return [Finding("form.other-rfp", "error", reading.file, message, hint)]
    if reading.kind not in ("response", "price"):
        hint = "score sheets are taken back with: vendor-eval collect DIR FILE"
        message = f"this is a workbook of the kind {reading.kind}, no bid"
        return [Finding("form.other-kind", "error", reading.file, message, hint)]
    if case.issue is None:
        hint = "run: vendor-eval rfp DIR"
        return [Finding("rfp.not-issued", "error", "", "the RFP has not been issued yet", hint)]
    return []


def _superseded(case: Case, vendor: Vendor, bid: Response | PriceSchedule) -> list[Finding]:
    """Why a version in time does not count all the same: a later one is there, or the bid is withdrawn."""
    receipt = bid.receipt
    made = in_force(case.decisions)
    acts = [d for d in made if d.vendor == vendor.id and d.act in ("admit_late", "withdraw")]
    if acts and acts[-1].act == "withdraw":
        message = (
            f"{vendor.name} has withdrawn its bid ({acts[-1].reason}); this version does not bring it back"
        )
        hint = f"if it should count: vendor-eval settle admit-late DIR --vendor {vendor.id} --reason TEXT"
        return [Finding("bid.withdrawn", "warning", receipt.file, message, hint)]
    there = case.responses if isinstance(bid, Response) else case.prices
    later = [v.receipt for v in there.get(vendor.id, ()) if v.receipt.received_at > receipt.received_at]
    if not later:
        return []
    newest = max(later, key=lambda r: r.received_at)
    message = f"version {newest.version} came in after this one, so this version is not the newest"
    hint = (
        "nothing to do if the time given with --at is right: of the versions in time the last to come counts"
    )
    return [Finding("bid.not-newest", "note", receipt.file, message, hint)]


def _late(case: Case, receipt: Receipt) -> list[Finding]:
    times = times_of(case, receipt.vendor)
    if times.counts(receipt.received_at, admitted=False):
        return []
    due, came = times.due, receipt.received_at
    local = came.astimezone(due.tzinfo) if due else came
    received = f", received {local:{time_format(local, due)}}" if due else ""
    message = f"this bid is late: {times.in_words(came)}{received}"
    hint = (
        "it is stored and does not count; decide: vendor-eval settle admit-late DIR --vendor "
        f"{receipt.vendor} --reason TEXT, or settle refuse-late"
    )
    return [Finding("bid.late", "warning", receipt.file, message, hint)]
