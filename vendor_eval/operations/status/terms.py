"""What to do when the files have other terms than bidders have: an addendum, or to undo the change."""

from __future__ import annotations

from datetime import datetime

from vendor_eval.decision.procurement.published import as_issued
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.disclosed_terms import disclosed
from vendor_eval.model.case import Case
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.rfp.changes.compare_issues import changes_between
from vendor_eval.workspace.folder.layout import CRITERIA, PROCUREMENT, WEIGHTS, Layout
from vendor_eval.workspace.load import read_terms


def official_again(layout: Layout, case: Case, command: str, now: datetime) -> str:
    """What to type, or to write and then to type. ``command`` issues the RFP; ``now`` has an offset."""
    issue, due = case.disclosed_issues[-1], case.procurement.timetable.due
    addendum = f'{command} --addendum "WHY"'
    if issue.fingerprint == rfp_fingerprint(case.procurement, case.catalogue, case.weights):
        return command
    if issue.bids_due is None or now <= issue.bids_due or (due is not None and now < due):
        return addendum
    closed = case.procurement.timetable.local(issue.bids_due)
    return (
        f"bids were due {closed:%Y-%m-%d %H:%M}: {_back(layout, case, command)}; "
        f"or set a new bids_due in procurement.yaml, then {addendum}"
    )


def _back(layout: Layout, case: Case, command: str) -> str:
    """``write weights.yaml back as issue 1 told it (rfp/terms.json)``; and to be issued again, if need be."""
    issue = case.disclosed_issues[-1]
    newest = case.issue is not None and issue.number == case.issue.number
    old = read_terms(layout, case, issue)
    present = disclosed(case.procurement, case.catalogue, case.weights)
    own = {"criteria": CRITERIA, "weights": WEIGHTS}
    parts = changes_between(old, present).parts() if old else []
    files = dict.fromkeys(own.get(part, PROCUREMENT) for part in parts)
    kept = layout.terms.name if newest else f"issue-{issue.number}/{layout.terms.name}"
    where = f"write {' and '.join(files) or 'the terms'} back as issue {issue.number} told it (rfp/{kept})"
    return where if newest else f"{where}, then {command}"


def older_text(case: Case) -> list[Finding]:
    """The terms of evaluation are those that went out, and something else that the RFP says is not."""
    if case.issue is None or not case.issue.told or not as_issued(case):
        return []
    if disclosed(case.procurement, case.catalogue, case.weights).mark() == case.issue.told:
        return []
    message = "rfp.docx on disk is older than procurement.yaml: run rfp again"
    hint = "vendor-eval rfp DIR; criteria, weights, rules and prices asked are as issued, so bids stay valid"
    return [Finding("rfp.older-text", "warning", "rfp/rfp.docx", message, hint)]
