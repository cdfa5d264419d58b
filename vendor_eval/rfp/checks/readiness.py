"""What an RFP goes out without: the closing time, and somebody to send it to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement, Vendor


def not_ready(p: Procurement, vendors: Sequence[Vendor]) -> Iterator[Finding]:
    """Warnings: there are procedures without a closing time, and tenders that invite nobody by name."""
    where = "procurement.yaml"
    if p.timetable.bids_due is None:
        message = "there is no bids_due: bidders do not learn until when to bid, and no bid is ever late"
        hint = "write it below timetable:, such as bids_due: 2027-03-01T12:00"
        yield Finding("rfp.no-due", "warning", where, message, hint)
    if not vendors:
        message = "no vendor is named under vendors: the RFP has nobody to go to"
        hint = (
            "name those whom you invite; in a public tender leave it so, and add each bidder with its bid: "
            "vendor-eval receive DIR FILE --vendor NAME --new"
        )
        yield Finding("rfp.no-vendors", "warning", where, message, hint)
