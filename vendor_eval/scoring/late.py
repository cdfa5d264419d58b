"""Versions of bids that lie there and do not count: late, withdrawn, or received before another one."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.response import Receipt
from vendor_eval.scoring.bids import Bid


def not_counting(case: Case, bid: Bid) -> list[Finding]:
    """A warning for a withdrawn bid, or for each kind of workbook whose newest version came too late."""
    if bid.shut.startswith("withdrawn"):
        hint = (
            f"it counts again by: vendor-eval settle DIR --vendor {bid.vendor.id} --admit-late --reason TEXT"
        )
        return [Finding("bid.withdrawn", "warning", bid.vendor.name, f"{bid.vendor.name}: {bid.shut}", hint)]
    return list(_late(case, bid))


def _late(case: Case, bid: Bid) -> Iterator[Finding]:
    table = case.procurement.timetable
    if table.bids_due is None:
        return
    due = table.local(table.bids_due)
    for kind, counts, receipts in _kinds(case, bid):
        newest = max(receipts, key=lambda r: (r.received_at, r.version), default=None)
        if newest is None or newest.received_at <= due or newest == counts:
            continue
        came = newest.received_at.astimezone(due.tzinfo)
        instead = f"version {counts.version} counts" if counts else "no version counts"
        message = (
            f"{bid.vendor.name}: version {newest.version} of the {kind} workbook came late "
            f"({came:%Y-%m-%d %H:%M}, due {due:%Y-%m-%d %H:%M %Z}); {instead}"
        )
        hint = (
            f"it is kept; admit it with: vendor-eval settle DIR --vendor {bid.vendor.id} --admit-late "
            "--reason TEXT"
        )
        yield Finding("bid.late", "warning", newest.file, message, hint)


def _kinds(case: Case, bid: Bid) -> Iterator[tuple[str, Receipt | None, list[Receipt]]]:
    responses = case.responses.get(bid.vendor.id, ())
    yield "response", bid.response.receipt if bid.response else None, [r.receipt for r in responses]
    prices = case.prices.get(bid.vendor.id, ())
    yield "price", bid.price.receipt if bid.price else None, [p.receipt for p in prices]
