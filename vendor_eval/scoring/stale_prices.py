"""Prices that were given to terms which an addendum has changed since."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.scoring.bids import Bid


def stale_price_findings(case: Case, bid: Bid) -> list[Finding]:
    """The price lines that changed after the issue which the counting price workbook answers: a warning."""
    if bid.price is None or case.issue is None:
        return []
    # Addenda that change dates alone share a fingerprint with the issue before; the newest of them counts.
    seen = {i.fingerprint: i.addendum for i in (*case.earlier_issues, case.issue)}
    known = seen.get(bid.price.receipt.rfp_fingerprint)
    lines = [] if known is None else _changed_lines(case, bid, known)
    if not lines:
        return []
    message = f"priced before addendum {case.issue.addendum} changed {', '.join(lines)}"
    hint = (
        "the prices count as they stand; ask the vendor for the present price workbook, then: "
        f"vendor-eval receive DIR FILE --vendor {bid.vendor.id}"
    )
    return [Finding("price.older-terms", "warning", bid.price.receipt.file, message, hint)]


def _changed_lines(case: Case, bid: Bid, addendum: int) -> list[str]:
    changes = case.issue.changes if case.issue else {}
    lines = bid.price.lines if bid.price else {}
    return [i for i, c in changes.items() if i in lines and c.addendum > addendum and c.kind != "told"]
