"""Issue the RFP: its documents and the two workbooks, as a first issue, a revision, or with an addendum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from vendor_eval.findings import Finding, has_errors
from vendor_eval.forms.define.price import price_form
from vendor_eval.forms.define.response import response_form
from vendor_eval.forms.write.form import write
from vendor_eval.model.case import Case, Issue
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.prepare.issue_draft import Draft, draft
from vendor_eval.operations.result import OperationResult
from vendor_eval.rfp.chapters.outline import rfp_documents
from vendor_eval.rfp.checks.dates import past_dates
from vendor_eval.rfp.checks.readiness import not_ready
from vendor_eval.shipped import shipped
from vendor_eval.workspace.additions import write_model
from vendor_eval.workspace.catalogue.scaffold import placeholders
from vendor_eval.workspace.folder.atomic import sha256
from vendor_eval.workspace.folder.layout import PROCUREMENT, WEIGHTS, Layout
from vendor_eval.workspace.folder.templates import dress_of
from vendor_eval.workspace.journal import Act


@dataclass(frozen=True, kw_only=True)
class IssueResult(OperationResult):
    """``number`` of the issue and the ``files`` that go to vendors; no files where nothing could be issued.

    ``nothing_new``: an addendum was wanted, and nothing differs from issue ``number``, which is the newest
    unless ``superseded``. ``revised``: the same issue with another text. ``asked_again``: criteria whose
    earlier answers no longer count. ``addendum``: the number of the newest addendum.
    """

    number: int = 0
    fingerprint: str = ""
    files: tuple[Path, ...] = ()
    changed: bool = False
    nothing_new: bool = False
    superseded: bool = False
    revised: str = ""
    asked_again: tuple[str, ...] = ()
    addendum: int = 0


def issue(folder: ProcurementFolder, addendum: str | None = None, by: str | None = None) -> IssueResult:
    """Write the RFP (docx, html, pdf), response.xlsx and price.xlsx, and what bidders learn by them.

    ``addendum``: the reason for an addendum, which shows what changed since the last issue.
    """
    case, found = folder.load()
    if case is None:
        return IssueResult(findings=tuple(found))
    repaired = {"rfp.changed"} | ({"rfp.due-moved"} if addendum is not None else set())
    findings = [f for f in found if f.code not in repaired]
    now = folder.clock()
    findings += [*past_dates(case.procurement.timetable, now), *not_ready(case.procurement, case.vendors)]
    made = draft(folder.layout, case, addendum, now)
    if addendum is not None and made.nothing_new and not has_errors(made.findings):
        superseded = case.issue is not None and made.since != case.issue.number
        return IssueResult(
            findings=tuple(findings), number=made.since, nothing_new=True, superseded=superseded
        )
    made, files, wrong = _with_files(folder.layout, case, made, now)
    findings += [*made.findings, *wrong, *unfilled(folder.root), *_reissued(case, made)]
    if has_errors(findings) or not files:
        return IssueResult(findings=tuple(findings))
    changed = _store(folder, case, made, files, by, now)
    return IssueResult(
        findings=tuple(findings),
        number=made.number,
        fingerprint=made.mark,
        files=tuple(files),
        changed=changed,
        revised=revision(made) if changed and made.revised_at == now else "",
        asked_again=made.again,
        addendum=made.addendum,
    )


def _with_files(
    layout: Layout, case: Case, made: Draft, now: datetime
) -> tuple[Draft, dict[Path, bytes], list[Finding]]:
    """The files; where the same issue has another text than before, as its next revision."""
    files, wrong = _files(layout, case, made)
    before, page = case.issue, files.get(layout.rfp / "rfp.html")
    if before is None or page is None or made.number != before.number:
        return made, files, wrong
    if sha256(page) == before.files.get("rfp/rfp.html"):
        return made, files, wrong
    made = replace(made, revision=before.revision + 1, revised_at=now)
    return made, *_files(layout, case, made)


def revision(made: Draft) -> str:
    kind = "text only; criteria, weights, rules and prices asked are unchanged"
    return f"Issue {made.number}, revision {made.revision}: {kind}"


def _files(layout: Layout, case: Case, made: Draft) -> tuple[dict[Path, bytes], list[Finding]]:
    """All that goes to vendors; empty where something is wrong."""
    if has_errors(made.findings):
        return {}, []
    p, catalogue = case.procurement, case.catalogue
    folders = [layout.templates / "rfp", shipped("rfp_templates") / "rfp"]
    documents, findings = rfp_documents(
        p, catalogue, case.weights, made.issue, made.mark, folders, dress=dress_of(layout, p)
    )
    more, wrong = made.documents(layout, p)
    findings += wrong
    if has_errors(findings) or not documents:
        return {}, findings
    files = {layout.rfp / name: content for name, content in {**documents, **more}.items()}
    files[layout.rfp / "response.xlsx"] = write(response_form(p, catalogue, made.mark, made.changes))
    if p.price.lines:
        files[layout.rfp / "price.xlsx"] = write(price_form(p, catalogue, made.mark, made.changes))
    return files, findings


def _store(
    folder: ProcurementFolder,
    case: Case,
    made: Draft,
    files: dict[Path, bytes],
    by: str | None,
    now: datetime,
) -> bool:
    """Write the files and what bidders learn by them; whether a file that goes to vendors changed."""
    before, layout = case.issue, folder.layout
    same = before if before is not None and made.number == before.number else None
    what = f"issue {made.number}" + (f", addendum {made.addendum}: {made.reason}" if made.why else "")
    with folder.act("rfp", by) as act:
        act.at = now
        act.what = revision(made).lower() if made.revised_at == now else what
        if before is not None and same is None:
            _archive(act, before)
        for path, content in files.items():
            act.write(path, content)
        if same is None or not layout.terms.exists():
            write_model(act, layout.terms, made.terms)
        if same is None or same.told != made.terms.mark() or any(_differs(p, c) for p, c in files.items()):
            write_model(act, layout.issue, _record(made, before, same, files, act))
    return any(path in act.changed for path in files)


def _differs(path: Path, content: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != content


def _record(
    made: Draft, before: Issue | None, same: Issue | None, files: dict[Path, bytes], act: Act
) -> Issue:
    return Issue(
        number=made.number,
        fingerprint=made.mark,
        issued_at=same.issued_at if same else act.at,
        issued_by=same.issued_by if same else act.by,
        revision=made.revision,
        revised_at=made.revised_at,
        told=made.terms.mark(),
        files={f"rfp/{path.name}": sha256(content) for path, content in files.items()},
        bids_due=made.told_due(before),
        addendum=made.addendum,
        reason=made.reason,
        changes=made.changes,
    )


def _archive(act: Act, issue: Issue) -> None:
    """Copy what the earlier issue sent out into a folder of its own."""
    rfp = act.layout.rfp
    for path in sorted(p for p in rfp.iterdir() if p.is_file()):
        act.write(rfp / f"issue-{issue.number}" / path.name, path.read_bytes())


def unfilled(root: Path) -> list[Finding]:
    """Warnings for lines that still have FILL IN."""
    message, hint = "this line still says FILL IN", "write what is true for you"
    return [
        Finding("file.fill-in", "warning", f"{name}:{line}", message, hint)
        for name in (PROCUREMENT, WEIGHTS)
        for line in placeholders(root / name)
    ]


def _reissued(case: Case, made: Draft) -> list[Finding]:
    """A new issue after bids came in; an addendum that asks nothing anew leaves them valid."""
    again = case.issue is not None and made.number != case.issue.number
    if not again or (made.why and not made.again) or not any(case.responses.values()):
        return []
    message = "the RFP changed after bids came in: answers to changed criteria no longer count (stale)"
    hint = "send the new documents to every vendor and take their answers in again"
    return [Finding("rfp.changed-after-bids", "warning", "procurement.yaml", message, hint)]
