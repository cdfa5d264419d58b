"""What receipt says of a file beside others: before the RFP, again with another time, emptier than before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import standing
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Response
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.scoring.bids import bids, times_of
from vendor_eval.workspace.folder.receipts import named

# A price that cannot be read, as intake/prices.py says it.
_PRICE = re.compile(
    r"(?P<line>.*), year (?P<year>\d+): (?P<content>.*) in (?P<place>.*?) cannot be read\. (?P<rest>.*)",
    re.DOTALL,
)


def emptier(case: Case, vendor: Vendor, kept: Response | PriceSchedule) -> list[Finding]:
    """A warning where the file just received replaces one with more than twice as much in it."""
    bid = next((b for b in bids(case) if b.vendor.id == vendor.id), None)
    before = (bid.response if isinstance(kept, Response) else bid.price) if bid else None
    receipt = kept.receipt
    if bid is None or before is None or not times_of(case, vendor.id).hold(receipt.received_at):
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
        "ask the vendor whether that is meant; if it was sent by mistake: vendor-eval settle DIR --vendor "
        f"{vendor.id} --file {named(receipt)} --misfiled --reason TEXT, and version "
        f"{before.receipt.version} counts again"
    )
    return [Finding("bid.emptier", "warning", receipt.file, message, hint)]


def by_line(findings: Iterable[Finding]) -> list[Finding]:
    """One Finding for the years of a price line in which the same cannot be read, for whoever receives."""
    kept: list[list[tuple[Finding, re.Match[str]]] | Finding] = []
    lines: dict[tuple[str, ...], list[tuple[Finding, re.Match[str]]]] = {}
    for f in findings:
        found = _PRICE.fullmatch(f.message) if f.code == "price.unreadable" else None
        if found is None:
            kept.append(f)
            continue
        key = (found["line"], found["content"], found["rest"], f.severity)
        if key not in lines:
            kept.append(lines.setdefault(key, []))
        lines[key].append((f, found))
    return [_years(same) if isinstance(same, list) else same for same in kept]


def _years(same: Sequence[tuple[Finding, re.Match[str]]]) -> Finding:
    (first, found), *others = same
    if not others:
        return first
    years, places = (", ".join(m[name] for _, m in same) for name in ("year", "place"))
    message = (
        f"{found['line']}, years {years}: {found['content']} in {places} cannot be read. {found['rest']}"
    )
    line = re.search(r"--criterion (\S+):\d+", first.hint)
    also = ", ".join(f"{line[1]}:{m['year']}" for _, m in others) if line else ""
    return replace(first, message=message, hint=f"{first.hint}; likewise {also}" if also else first.hint)


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
        f"if that was mistyped: vendor-eval settle DIR --vendor {vendor.id} --file {name} --received-at TIME "
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
        f"if that was mistyped: vendor-eval settle DIR --vendor {vendor.id} --file {name} "
        f"--received-at {at:%Y-%m-%dT%H:%M} --reason TEXT"
    )
    return [Finding("bid.other-time", "warning", name, message, hint)]


def set_aside(case: Case, vendor: Vendor, name: str) -> list[Finding]:
    """The same bytes again, of a file that counts for nothing."""
    made = (
        d for d in standing(case.decisions) if (d.act, d.vendor, d.criterion) == ("misfiled", vendor.id, name)
    )
    why = next(made, None)
    if why is None:
        return []
    message = f"{name} was set aside and counts for nothing: {why.reason}"
    hint = (
        f"if it is to count: vendor-eval settle DIR --vendor {vendor.id} --file {name} --undo misfiled "
        "--reason TEXT"
    )
    return [Finding("bid.set-aside", "warning", name, message, hint)]


def _same_minute(one: datetime, other: datetime) -> bool:
    """``--at`` is mostly given to the minute, and a clock has seconds."""
    return abs((one - other).total_seconds()) < 60 and one.minute == other.minute
