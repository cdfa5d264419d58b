"""What bidders were sent beside what the files say now."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.case import Case, Issue
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.workspace.folder.layout import PROCUREMENT


def changed_since(
    issue: Issue | None, procurement: Procurement, catalogue: Catalogue, weights: Weights
) -> list[Finding]:
    if issue is None or issue.fingerprint == rfp_fingerprint(procurement, catalogue, weights):
        return []  # before the first issue nothing can have changed
    message = f"criteria, weights, rules or prices asked differ from issue {issue.number} of the RFP"
    hint = (
        "no ranking is official until you undo the change, or tell every bidder of it: "
        'vendor-eval rfp DIR --addendum "WHY"'
    )
    if issue.bids_due is not None:
        told = procurement.timetable.local(issue.bids_due)
        hint += (
            f"; once bids are due ({told:%Y-%m-%d %H:%M %Z}) write the terms back as rfp/terms.json "
            "holds them, or move bids_due before you write the addendum"
        )
    return [Finding("rfp.changed", "warning", PROCUREMENT, message, hint)]


def due_moved(case: Case) -> list[Finding]:
    """Another closing time than bidders were told decides who is late, so nobody may move it unseen."""
    told, due = case.issue.bids_due if case.issue else None, case.procurement.timetable.due
    if case.issue is None or told is None or told == due:
        return []
    shown = f"{due:%Y-%m-%d %H:%M %Z}" if due else "not fixed"
    message = (
        f"bids_due is {shown} here, but issue {case.issue.number} told bidders {told:%Y-%m-%d %H:%M} "
        f"(UTC{told:%z})"
    )
    hint = 'undo the change, or tell every bidder: vendor-eval rfp DIR --addendum "WHY"'
    return [Finding("rfp.due-moved", "warning", PROCUREMENT, message, hint)]


def issued_late(case: Case) -> list[Finding]:
    """The terms changed when bids lay there already; whoever reads the ranking has to know."""
    if case.issue is None or case.issue.number == 1:
        return []
    first = case.first_bid_at
    if first is None or case.issue.issued_at <= first:
        return []
    message = (
        f"issue {case.issue.number} of the RFP is of {case.issue.issued_at:%Y-%m-%d %H:%M %Z}, "
        f"after the first bid came in ({first:%Y-%m-%d %H:%M %Z})"
    )
    if not case.is_disclosed(case.issue.fingerprint):
        message += ", and no addendum told bidders what changed: no ranking is official"
        hint = (
            'before bids are due, tell every bidder: vendor-eval rfp DIR --addendum "WHY"; else write the '
            "terms back as they were when bids came in (rfp/issue-NUMBER/terms.json), and issue them: "
            "vendor-eval rfp DIR"
        )
        return [Finding("rfp.issued-after-bids", "warning", PROCUREMENT, message, hint)]
    hint = (
        "every bidder must have been sent it and been able to answer; the report prints the reason that "
        "rfp --addendum was given"
    )
    return [Finding("rfp.issued-after-bids", "warning", PROCUREMENT, message, hint)]
