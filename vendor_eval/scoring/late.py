"""Versions of bids that do not count: late, withdrawn, or received before another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import in_force
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.vendor_status import BidState
from vendor_eval.scoring.bids import Bid, time_format, times_of


def not_counting_findings(case: Case, bid: Bid) -> list[Finding]:
    """A warning for a withdrawn bid, or for each kind of workbook whose newest version came too late."""
    if bid.state is BidState.WITHDRAWN:
        hint = f"it counts again by: vendor-eval settle admit-late DIR --vendor {bid.vendor.id} --reason TEXT"
        return [
            Finding("bid.withdrawn", "warning", bid.vendor.name, f"{bid.vendor.name}: {bid.reason}", hint)
        ]
    return list(late_versions(case, bid))


class Late(NamedTuple):
    """The newest workbook of a kind, which came too late. ``refused``: why it is left out, if decided."""

    kind: str
    newest: Receipt
    counts: Receipt | None
    refused: str | None


def late_files(case: Case, bid: Bid) -> Iterator[Late]:
    """For each kind of workbook the newest version, where that came too late to count."""
    due = times_of(case, bid.vendor.id).due
    made = [d for d in in_force(case.decisions) if d.vendor == bid.vendor.id and d.act == "refuse_late"]
    for kind, counts, receipts in _kinds(case, bid):
        newest = max(receipts, key=lambda r: (r.received_at, r.version), default=None)
        if due is None or newest is None or newest.received_at <= due or newest == counts:
            continue
        why = next((d.reason for d in reversed(made) if d.until and newest.received_at <= d.until), None)
        yield Late(kind, newest, counts, why)


def late_versions(case: Case, bid: Bid) -> Iterator[Finding]:
    """A warning for each of ``late_files``; a note once it is decided so."""
    times = times_of(case, bid.vendor.id)
    for kind, newest, counts, why in late_files(case, bid):
        came = case.procurement.timetable.local(newest.received_at)
        instead = f"version {counts.version} counts" if counts else "no version counts"
        message = (
            f"{bid.vendor.name}: version {newest.version} of the {kind} workbook came late "
            f"({came:{time_format(came, times.due or came)}}, {times.in_words(came)}); {instead}"
        )
        if why is not None:
            yield Finding("bid.late", "note", newest.file, f"{message}. Not admitted: {why}", "")
            continue
        hint = (
            f"it is stored; decide: vendor-eval settle admit-late DIR --vendor {bid.vendor.id} --reason "
            "TEXT, or settle refuse-late"
        )
        yield Finding("bid.late", "warning", newest.file, message, hint)


def final_offers_until(case: Case) -> datetime | None:
    """Until when best and final offers may come in, in the buyer's time; None where nobody is invited."""
    made = in_force(case.decisions)
    last = {d.vendor: d.act for d in made if d.act in ("admit_late", "withdraw")}
    asked = (d.until for d in made if d.act == "invite_final" and last.get(d.vendor) != "withdraw")
    until = max((moment for moment in asked if moment), default=None)
    return case.procurement.timetable.local(until) if until else None


def final_offers_open(case: Case, now: datetime) -> list[Finding]:
    """An error while best and final offers may come in, so that no result is published before."""
    until = final_offers_until(case)
    if until is None or now > until:
        return []
    message = (
        f"bidders are invited to best and final offers, which may come in until {until:%Y-%m-%d %H:%M %Z}"
    )
    hint = (
        "no ranking is official before; to call it off: vendor-eval settle undo DIR invite-final "
        "--vendor NAME --reason TEXT"
    )
    return [Finding("final.open", "error", "decisions.yaml", message, hint)]


def _kinds(case: Case, bid: Bid) -> Iterator[tuple[str, Receipt | None, list[Receipt]]]:
    responses = case.responses.get(bid.vendor.id, ())
    yield "response", bid.response.receipt if bid.response else None, [r.receipt for r in responses]
    prices = case.prices.get(bid.vendor.id, ())
    yield "price", bid.price.receipt if bid.price else None, [p.receipt for p in prices]
