"""What rfp is about to issue: the same as before, a new issue, or a new issue with an addendum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding, has_errors

if TYPE_CHECKING:
    from vendor_eval.model.buyer.disclosed_terms import Change, Terms
    from vendor_eval.model.buyer.procurement import Procurement
    from vendor_eval.model.case import Case, Issue
    from vendor_eval.rfp.changes.addendum import Addendum
    from vendor_eval.rfp.changes.compare_issues import Changes
    from vendor_eval.workspace.folder.layout import Layout


@dataclass(frozen=True)
class Draft:
    """``addendum`` counts all addenda so far; ``why`` describes the one that is written now, if one is.

    ``changes`` are what addenda did to rows of the workbooks, ``again`` the criteria of this addendum whose
    earlier answers no longer count. ``since`` is the issue that an addendum is compared with.
    """

    number: int
    mark: str
    terms: Terms
    addendum: int = 0
    reason: str = ""
    changes: Mapping[str, Change] = field(default_factory=dict)
    again: tuple[str, ...] = ()
    why: tuple[Changes, Addendum] | None = None
    nothing_new: bool = False
    since: int = 0
    findings: tuple[Finding, ...] = ()
    revision: int = 1
    revised_at: datetime | None = None

    @property
    def issue(self) -> str:
        """As the documents name it: ``1``, or ``1, revision 2 of 3 Nov 2026``."""
        from vendor_eval.rfp.wording import day

        if self.revised_at is None:
            return str(self.number)
        written = self.terms.procurement.timetable.local(self.revised_at)
        return f"{self.number}, revision {self.revision} of {day(written)}"

    def told_due(self, before: Issue | None) -> datetime | None:
        """The closing time as bidders were told it: that of the issue, until there is another."""
        if before is not None and before.number == self.number and before.bids_due is not None:
            return before.bids_due
        return self.terms.procurement.timetable.due

    def documents(self, layout: Layout, procurement: Procurement) -> tuple[dict[str, bytes], list[Finding]]:
        """The addendum itself; nothing where there is none."""
        from vendor_eval.rfp.changes.addendum import addendum_documents
        from vendor_eval.workspace.folder.templates import dress_of, folders_of

        if self.why is None:
            return {}, []
        dress = dress_of(layout, procurement)
        return addendum_documents(procurement, *self.why, folders_of(layout), dress)


def draft(layout: Layout, case: Case, reason: str | None, now: datetime) -> Draft:
    """The next issue of the RFP; its Findings say why an addendum cannot be written."""
    from vendor_eval.model.buyer.disclosed_terms import disclosed
    from vendor_eval.model.content_hashes import rfp_fingerprint

    mark = rfp_fingerprint(case.procurement, case.catalogue, case.weights)
    terms = disclosed(case.procurement, case.catalogue, case.weights)
    before = case.issue
    since, old, changes = _compared(layout, case, terms)
    number = (before.number + (before.fingerprint != mark)) if before else 1
    marks = {i: c for i, c in before.changes.items() if i in _rows(case)} if before else {}
    same = before is not None and number == before.number
    plain = Draft(
        number, mark, terms, before.addendum if before else 0, before.reason if before and same else "", marks
    )
    if before is not None and same:
        plain = replace(plain, revision=before.revision, revised_at=before.revised_at)
    if reason is None:
        late = _after_due(case, old, now) if old else []
        return replace(plain, findings=tuple(_untold(case, since, changes, mark, late)))
    wrong = tuple(_refused(case, old, reason))
    if wrong or old is None:
        return replace(plain, findings=wrong)
    if not changes:
        return replace(plain, since=since, nothing_new=True)
    told_of = (*_after_due(case, old, now), *_less_time(case, old, now))
    plain = replace(plain, since=since, findings=told_of)
    made = _with_addendum(plain, case, changes, reason, now)
    return _with_reasons(made, layout, old)


def _with_reasons(made: Draft, layout: Layout, old: Terms) -> Draft:
    """Why each criterion of the last issue is not asked any more, as criteria.yaml says."""
    from vendor_eval.model.criteria.catalogue import Tailoring
    from vendor_eval.workspace.yaml_files.load import read_model

    tailoring, _, _ = read_model(Tailoring, layout.criteria)
    if tailoring is None or made.why is None:
        return made
    why = {
        c.id: next(tailoring.drop[node] for node in (c.id, *reversed(path)) if node in tailoring.drop)
        for path, c in old.catalogue.placed()
        if tailoring.drop.keys() & {c.id, *path}
    }
    return replace(made, why=(made.why[0], made.why[1]._replace(dropped=why)))


def _compared(layout: Layout, case: Case, terms: Terms) -> tuple[int, Terms | None, Changes | None]:
    """The issue that an addendum speaks of, its terms, and what differs from them.

    It is the newest that counts as told to bidders. Where nothing differs from that one, as it was written
    without an addendum after the change, it is the one before.
    """
    from vendor_eval.rfp.changes.compare_issues import changes_between
    from vendor_eval.workspace.load import read_terms

    since, old, changes = 0, None, None
    for issue in reversed(case.disclosed_issues):
        since, old = issue.number, read_terms(layout, case, issue)
        changes = changes_between(old, terms) if old else None
        if old is None or changes or issue.reason:
            break
    return since, old, changes


def _with_addendum(plain: Draft, case: Case, changes: Changes, reason: str, now: datetime) -> Draft:
    from vendor_eval.rfp.changes.addendum import Addendum
    from vendor_eval.rfp.changes.compare_issues import ids, marks

    old = case.issue.number if case.issue else 0
    number = plain.addendum + 1
    return replace(
        plain,
        number=old + 1,
        revision=1,
        revised_at=None,
        addendum=number,
        reason=reason.strip(),
        changes=marks(plain.changes, changes, number),
        again=tuple(ids(changes.criteria, "again")),
        why=(changes, Addendum(number, plain.since, old + 1, now, reason.strip())),
    )


def _rows(case: Case) -> set[str]:
    """The rows that the present workbooks have."""
    from vendor_eval.model.buyer.price_quantities import asked_rows

    asked = {c.id for c in case.catalogue.leaves() if c.is_question}
    return asked | {row.id for row in asked_rows(case.procurement)}


def _refused(case: Case, old: Terms | None, reason: str) -> list[Finding]:
    """Why there can be no addendum at all."""
    if not reason.strip():
        hint = 'write it in quotes: --addendum "Storage doubled after question 4"'
        return [Finding("addendum.reason", "error", "--addendum", "an addendum needs a reason", hint)]
    if case.issue is None:
        hint = "write the RFP first: vendor-eval rfp DIR"
        return [Finding("addendum.no-issue", "error", "rfp", "there is no issue to add to", hint)]
    if old is None:
        message = f"the folder does not hold what issue {case.issue.number} told bidders (rfp/terms.json)"
        hint = "restore it from a copy, or issue the RFP again without an addendum: vendor-eval rfp DIR"
        return [Finding("addendum.no-terms", "error", "rfp", message, hint)]
    return []


def _after_due(case: Case, old: Terms, now: datetime) -> list[Finding]:
    """Terms do not change once bids are due, unless bids are due anew."""
    was, new = old.procurement.timetable, case.procurement.timetable
    if was.bids_due is None or now <= was.local(was.bids_due):
        return []
    message = f"bids were due on {was.local(was.bids_due):%Y-%m-%d %H:%M %Z}, which is over"
    if new.bids_due is not None and new.local(new.bids_due) > now:
        hint = "send it to everybody who could have bid, and let every bid be replaced"
        message += (
            f"; this addendum reopens the procurement until {new.local(new.bids_due):%Y-%m-%d %H:%M %Z}"
        )
        return [Finding("addendum.reopens", "warning", "procurement.yaml", message, hint)]
    hint = "undo the change; or move bids_due to a new day, so that every bid can be replaced"
    return [Finding("addendum.after-due", "error", "procurement.yaml", message, hint)]


def _less_time(case: Case, old: Terms, now: datetime) -> list[Finding]:
    from vendor_eval.rfp.checks.dates import shortened

    bidders = [v.name for v in case.vendors if case.responses.get(v.id) or case.prices.get(v.id)]
    return shortened(old.procurement.timetable, case.procurement.timetable, bidders, now)


def _untold(case: Case, since: int, changes: Changes | None, mark: str, late: list[Finding]) -> list[Finding]:
    """Something differs from what went out, and no addendum says so. ``late``: why there can be none now."""
    if case.issue is None or not changes:
        return []
    listed = ", ".join(changes.parts())
    message = f"{listed} differ from what issue {since} told, and no addendum says so"
    hint = 'if that issue went out, tell vendors: vendor-eval rfp DIR --addendum "WHY"'
    if case.issue.fingerprint != mark:
        hint = "if that issue went out, tell every vendor what changed; rfp DIR --addendum does that for you"
    if has_errors(late):
        hint = f"{late[0].message}, so there is no addendum any more: {late[0].hint}"
    return [Finding("rfp.no-addendum", "warning", "procurement.yaml", message, hint)]
