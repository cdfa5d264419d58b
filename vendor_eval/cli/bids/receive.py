"""receive: take a vendor's workbook in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import As, At, Dir, OutputFormat, VendorName
from vendor_eval.cli.output.result import Format, Result, verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor, future, moment, no_file, now, opened
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.forms.read.form import FormReading
    from vendor_eval.model.bids.price import PriceCell, PriceSchedule
    from vendor_eval.model.bids.response import Receipt, Response
    from vendor_eval.model.buyer.procurement import Vendor
    from vendor_eval.model.case import Case
    from vendor_eval.workspace.folder.layout import Layout


@verb
def receive(
    directory: Dir,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The filled workbook.", show_default=False)],
    vendor: VendorName,
    new: Annotated[
        bool, typer.Option("--new", help="The vendor is not in procurement.yaml: add it.")
    ] = False,
    at: At = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Result:
    """Take a vendor's response.xlsx or price.xlsx in, and say what is wrong in it.

    The file is kept as it came. A second file from a vendor is a new version; earlier ones stay.

    Example: vendor-eval receive our-pacs aurora-response.xlsx --vendor "Aurora Imaging Systems"
    """
    from vendor_eval.operations import receive_checks

    layout, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    bidder, wrong = _bidder(case, vendor, new)
    received_at, wrong_time = moment(at, case.procurement.timetable)
    wrong = [*wrong, *wrong_time, *future(received_at), *no_file(file)]
    if bidder is None or wrong:
        return Result(findings=wrong)
    taken = take_in(layout, case, bidder, file, received_at, by)
    if taken.data.get("new"):
        thanks = f"Thank the vendor: vendor-eval letter thanks {typed(directory)} --vendor {bidder.id}"
        taken = replace(taken, said=[*taken.said, thanks])
    if at is not None and taken.data.get("new"):
        early = receive_checks.before_issue(case, bidder, taken.data, received_at)
        taken = replace(taken, findings=[*taken.findings, *early])
    if at is not None and taken.data.get("new") is False:
        return replace(
            taken,
            findings=[*taken.findings, *receive_checks.other_time(case, bidder, taken.data, received_at)],
        )
    return taken


def take_in(layout: Layout, case: Case, vendor: Vendor, file: Path, at: datetime, by: str | None) -> Result:
    """Receipt and reading. A file that cannot be a bid for this RFP leaves the bids unchanged."""
    from vendor_eval.forms.read.form import read_form
    from vendor_eval.intake.declarations import undeclared
    from vendor_eval.model.bids.response import Response
    from vendor_eval.operations import receive_checks
    from vendor_eval.operations.receive_difference import beside_sent
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.versions import add_vendor, alone, version_of

    reading = read_form(file)
    refused = _refusal(reading, case)
    if reading.refused or refused:
        return Result(findings=[*reading.findings, *refused])
    reading = beside_sent(layout, case, reading)
    content = file.read_bytes()
    name = audit.who(by)
    stem = reading.kind
    with alone(layout):
        where = layout.bid(vendor.id)
        version, there = version_of(where, stem, content)
        if there:
            same = f"These bytes lie there already as version {version}; nothing changed."
            data = {"vendor": vendor.name, "kind": stem, "version": version, "new": False}
            return Result(data, receive_checks.set_aside(case, vendor, f"{stem}-v{version}"), [same])
        if vendor not in case.vendors:
            add_vendor(layout, vendor)
        kept = _kept(layout, case, vendor, file, content, reading, version, at, name)
        audit.append(
            layout.log,
            by=name,
            at=now(),
            verb="receive",
            what=f"{stem} of {vendor.name}, version {version}, received {at.isoformat(timespec='minutes')}",
            files={kept.receipt.file: kept.receipt.sha256},
        )
    findings = [
        *receive_checks.by_line(_settled(case, kept)),
        *_late(case, kept.receipt),
        *_stands(case, vendor, kept),
    ]
    findings += receive_checks.emptier(case, vendor, kept)
    findings += undeclared(vendor, kept) if isinstance(kept, Response) else []
    data = {
        "vendor": vendor.name,
        "kind": stem,
        "version": version,
        "new": True,
        "file": kept.receipt.file,
        "sha256": kept.receipt.sha256,
        "received_at": at.isoformat(),
    }
    said = [f"Kept the {stem} workbook of {vendor.name} as version {version}: {kept.receipt.file}"]
    said += [_states(kept, case)]
    return Result(data, findings, said)


def _states(kept: Response | PriceSchedule, case: Case) -> str:
    """How many cells were answered, and what became of the others."""
    from collections import Counter

    from vendor_eval.model.bids.response import Response
    from vendor_eval.model.buyer.price_quantities import asked_rows

    if isinstance(kept, Response):
        count = Counter(answer.state.replace("_", " ") for answer in kept.answers.values())
        return f"{len(kept.answers)} questions: " + ", ".join(f"{n} {state}" for state, n in count.items())
    wanted = [r for r in asked_rows(case.procurement) if not r.line.optional]
    cells = Counter(cell.state for line in kept.lines.values() for cell in line)
    priced, unreadable = cells["priced"] + cells["included"], cells["unreadable"]
    empty = {r.id: _left_empty(r.asked, kept.lines.get(r.id, ())) for r in wanted}
    named = ", ".join(f"{n} of {line}" for line, n in empty.items() if n)
    words = f"{priced} prices, {unreadable} unreadable, {sum(empty.values())} not answered (left empty)"
    return f"{words}: {named}" if named else words


def _left_empty(asked: Sequence[bool], cells: Sequence[PriceCell]) -> int:
    """In how many of the years that are asked for there is no price."""
    there = {year for year, cell in enumerate(cells) if cell.state != "empty"}
    return sum(needed and year not in there for year, needed in enumerate(asked))


def _bidder(case: Case, name: str, new: bool) -> tuple[Vendor | None, list[Finding]]:
    from vendor_eval.model.buyer.procurement import Vendor

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


def _kept(
    layout: Layout,
    case: Case,
    vendor: Vendor,
    file: Path,
    content: bytes,
    reading: FormReading,
    version: int,
    at: datetime,
    by: str,
) -> Response | PriceSchedule:
    from vendor_eval.intake.answers import response_from
    from vendor_eval.intake.prices import prices_from
    from vendor_eval.intake.workbook_checks import Issues
    from vendor_eval.model.bids.response import Receipt
    from vendor_eval.workspace.folder.atomic import sha256
    from vendor_eval.workspace.folder.versions import keep

    where = layout.bid(vendor.id)
    receipt = Receipt(
        vendor=vendor.id,
        version=version,
        file=f"bids/{vendor.id}/{reading.kind}-v{version}.xlsx",
        original_name=file.name,
        sha256=sha256(content),
        received_at=at,
        received_by=by,
        rfp_id=reading.properties.get("vendor_eval_rfp", ""),
        rfp_fingerprint=reading.properties.get("vendor_eval_fingerprint", ""),
    )
    known = case.procurement.model_copy(update={"vendors": (*case.vendors, vendor)})
    every = (*case.earlier_issues, *((case.issue,) if case.issue else ()))
    numbers = {issue.fingerprint: issue.number for issue in every}
    issues = Issues(case.issue.fingerprint if case.issue else "", numbers)
    if reading.kind == "response":
        response = response_from(reading, known, case.catalogue, receipt, issues=issues)
        return keep(where, "response", version, content, response)
    prices = prices_from(reading, known, case.catalogue, receipt, issues=issues)
    return keep(where, "price", version, content, prices)


def _stands(case: Case, vendor: Vendor, kept: Response | PriceSchedule) -> list[Finding]:
    """Why a version in time does not count all the same: a later one is there, or the bid is withdrawn."""
    from vendor_eval.model.bids.buyer_decision import standing

    receipt = kept.receipt
    made = standing(case.decisions)
    acts = [d for d in made if d.vendor == vendor.id and d.act in ("admit_late", "withdraw")]
    if acts and acts[-1].act == "withdraw":
        message = (
            f"{vendor.name} has withdrawn its bid ({acts[-1].reason}); this version does not bring it back"
        )
        hint = f"if it should count: vendor-eval settle DIR --vendor {vendor.id} --admit-late --reason TEXT"
        return [Finding("bid.withdrawn", "warning", receipt.file, message, hint)]
    there = case.responses if hasattr(kept, "answers") else case.prices
    later = [v.receipt for v in there.get(vendor.id, ()) if v.receipt.received_at > receipt.received_at]
    if not later:
        return []
    newest = max(later, key=lambda r: r.received_at)
    message = f"version {newest.version} came in after this one, so this version is not the newest"
    hint = (
        "nothing to do if the time given with --at is right: of the versions in time the last to come counts"
    )
    return [Finding("bid.not-newest", "note", receipt.file, message, hint)]


def _settled(case: Case, kept: Response | PriceSchedule) -> list[Finding]:
    """What receipt found; a cell that the buyer settled with the same content in it is a note."""
    from vendor_eval.scoring.bids import readings

    done = readings(case, kept)

    def told(finding: Finding) -> Finding:
        value = next((v for place, v in done.items() if finding.where.endswith(f" {place}")), None)
        if value is None or finding.severity != "error" or not finding.code.endswith(".unreadable"):
            return finding
        cell = finding.where.rpartition(" ")[0]
        about = finding.message.partition(" cannot be read.")[0].removeprefix(f"{cell}: ")
        return Finding("bid.settled", "note", finding.where, f"{about}: settled already: {value}")

    return [told(f) for f in kept.findings]


def _late(case: Case, receipt: Receipt) -> list[Finding]:
    from vendor_eval.scoring.bids import times_of, to_the

    times = times_of(case, receipt.vendor)
    if times.hold(receipt.received_at, admitted=False):
        return []
    due, came = times.due, receipt.received_at
    local = came.astimezone(due.tzinfo) if due else came
    received = f", received {local:{to_the(local, due)}}" if due else ""
    message = f"this bid is late: {times.in_words(came)}{received}"
    hint = (
        f"it is kept and does not count; decide: vendor-eval settle DIR --vendor {receipt.vendor} "
        "--admit-late, or --refuse-late, with --reason TEXT"
    )
    return [Finding("bid.late", "warning", receipt.file, message, hint)]
