"""What receipt says of a file beside others: before the RFP, again with another time, emptier than before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.intake.workbook_checks import cells_in_words, unreadable
from vendor_eval.model.bids.buyer_decision import in_force
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Response
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.scoring.bids import bids, settled_values, times_of
from vendor_eval.workspace.folder.receipts import named


def emptier(case: Case, vendor: Vendor, kept: Response | PriceSchedule) -> list[Finding]:
    """A warning where the file just received replaces one with more than twice as much in it."""
    bid = next((b for b in bids(case) if b.vendor.id == vendor.id), None)
    before = (bid.response if isinstance(kept, Response) else bid.price) if bid else None
    receipt = kept.receipt
    if bid is None or before is None or not times_of(case, vendor.id).counts(receipt.received_at):
        return []
    was, now = filled(before), filled(kept)
    if receipt.received_at < before.receipt.received_at or was < 2 or now * 2 >= was:
        return []
    what = "answers" if isinstance(kept, Response) else "prices"
    message = (
        f"version {before.receipt.version} had {was} {what}, this one has {now}; of versions in time the "
        "last counts, so this one replaces it"
    )
    hint = (
        "ask the vendor whether that is meant; if it was sent by mistake: vendor-eval settle misfiled DIR "
        f"--vendor {vendor.id} --file {named(receipt)} --reason TEXT, and version "
        f"{before.receipt.version} counts again"
    )
    return [Finding("bid.emptier", "warning", receipt.file, message, hint)]


def joined_years(vendor: Vendor, findings: Iterable[Finding]) -> list[Finding]:
    """One Finding for the years of a price line in which the same cannot be read, for whoever receives."""
    groups: dict[object, list[Finding]] = {}
    for n, f in enumerate(findings):
        s = f.subject if f.code == "price.unreadable" else None
        key = (s.line, s.content, s.allowed, f.severity) if s and s.content else n
        groups.setdefault(key, []).append(f)
    return [same[0] if len(same) == 1 else _in_years(vendor, same) for same in groups.values()]


def _in_years(vendor: Vendor, same: Sequence[Finding]) -> Finding:
    cells = [f.subject for f in same if f.subject]
    also = ", ".join(f"{cell.line}:{cell.year}" for cell in cells[1:])
    return replace(same[0], message=unreadable(vendor.name, cells), hint=f"{same[0].hint}; likewise {also}")


def with_settled(case: Case, vendor: Vendor, received: Response | PriceSchedule) -> list[Finding]:
    """The Findings of receipt; a cell that the buyer settled with the same content in it is a note."""
    settled = settled_values(case, received)

    def after_decisions(f: Finding) -> Finding:
        cell = f.subject if f.code in ("bid.unreadable", "price.unreadable") else None
        value = settled.get(cell.cell) if cell else None
        if cell is None or value is None:
            return f
        message = f"{cells_in_words(vendor.name, [cell])}: settled already: {value}"
        return Finding("bid.settled", "note", f.where, message, subject=cell)

    return [after_decisions(f) for f in received.findings]


def filled(kept: Response | PriceSchedule) -> int:
    """How many cells hold something, read or not."""
    if isinstance(kept, Response):
        return sum(answer.state != "unanswered" for answer in kept.answers.values())
    return sum(cell.state != "empty" for cells in kept.lines.values() for cell in cells)


def before_issue(case: Case, vendor: Vendor, kind: str, version: int, at: datetime) -> list[Finding]:
    """Nobody can have answered what had not been asked: most likely the time is mistyped."""
    issues = (*case.earlier_issues, *((case.issue,) if case.issue else ()))
    first = min((i.issued_at for i in issues), default=None)
    if first is None or at >= first:
        return []
    name = f"{kind}-v{version}"
    sent = case.procurement.timetable.local(first)
    message = (
        f"{name} was received {at:%Y-%m-%d %H:%M %Z}, before the RFP was issued ({sent:%Y-%m-%d %H:%M %Z})"
    )
    hint = (
        f"if that was mistyped: vendor-eval settle time DIR --vendor {vendor.id} --file {name} --at TIME "
        "--reason TEXT"
    )
    return [Finding("bid.before-issue", "warning", f"bids/{vendor.id}/{name}.xlsx", message, hint)]


def other_time(case: Case, vendor: Vendor, kind: str, version: int, at: datetime) -> list[Finding]:
    """The same bytes with another time: nothing is changed silently."""
    known = case.responses if kind == "response" else case.prices
    same = (v.receipt for v in known.get(vendor.id, ()) if v.receipt.version == version)
    there = next(same, None)  # none where the file was set aside
    if there is None or there.received_at == at or (_same_minute(there.received_at, at) and not at.second):
        return []
    name = f"{kind}-v{version}"
    how = "%Y-%m-%d %H:%M:%S %Z" if _same_minute(there.received_at, at) else "%Y-%m-%d %H:%M %Z"
    was, given = (f"{when:{how}}" for when in (there.received_at, at))
    message = f"{name} is on record as received {was}, not {given}"
    hint = (
        f"if that was mistyped: vendor-eval settle time DIR --vendor {vendor.id} --file {name} "
        f"--at {at:%Y-%m-%dT%H:%M} --reason TEXT"
    )
    return [Finding("bid.other-time", "warning", name, message, hint)]


def set_aside(case: Case, vendor: Vendor, name: str) -> list[Finding]:
    """The same bytes again, of a file that counts for nothing."""
    made = (
        d for d in in_force(case.decisions) if (d.act, d.vendor, d.criterion) == ("misfiled", vendor.id, name)
    )
    why = next(made, None)
    if why is None:
        return []
    message = f"{name} was set aside and counts for nothing: {why.reason}"
    hint = (
        f"if it is to count: vendor-eval settle undo DIR misfiled --vendor {vendor.id} --file {name} "
        "--reason TEXT"
    )
    return [Finding("bid.set-aside", "warning", name, message, hint)]


def _same_minute(one: datetime, other: datetime) -> bool:
    """``--at`` is mostly given to the minute, and a clock has seconds."""
    return abs((one - other).total_seconds()) < 60 and one.minute == other.minute
