"""rfp: write the request for proposal and the two workbooks, or an addendum to them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.arguments import now, opened
from vendor_eval.workspace.folder.layout import typed
from vendor_eval.workspace.folder.templates import dress_of

if TYPE_CHECKING:
    from vendor_eval.model.case import Case, Issue
    from vendor_eval.operations.issue_draft import Draft
    from vendor_eval.workspace.folder.layout import Layout

Reason = Annotated[
    str | None,
    typer.Option(
        "--addendum",
        metavar="WHY",
        help="Issue the RFP anew with an addendum that shows every change; the reason is printed in it.",
        show_default=False,
    ),
]


@verb
def rfp(
    directory: Dir, addendum: Reason = None, by: As = None, output_format: OutputFormat = Format.table
) -> Output:
    """Write the RFP (docx, html, pdf) and the workbooks response.xlsx and price.xlsx.

    After it went out, change the YAML files and write an addendum: old and new side by side, as a new issue.

    Example: vendor-eval rfp our-pacs

    vendor-eval rfp our-pacs --addendum "Storage doubled after question 4"
    """
    return issue(directory, by, addendum)


def issue(directory: Path, by: str | None, reason: str | None = None) -> Output:
    """The verb, for other verbs: Findings stop it before anything is written."""
    from vendor_eval.operations.issue_draft import draft
    from vendor_eval.rfp.checks.dates import past_dates
    from vendor_eval.rfp.checks.readiness import not_ready
    from vendor_eval.workspace.folder import log as audit

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    mended = {"rfp.changed"} | ({"rfp.due-moved"} if reason is not None else set())
    findings = [f for f in findings if f.code not in mended]
    at = now()
    findings += [*past_dates(case.procurement.timetable, at), *not_ready(case.procurement, case.vendors)]
    made = draft(layout, case, reason, at)
    if reason is not None and made.nothing_new and not has_errors(made.findings):
        words = f"Nothing changed since issue {made.since} of the RFP: no addendum was written."
        if case.issue and made.since != case.issue.number:
            words += f" To put it in force again: vendor-eval rfp {typed(directory)}"
        return Output({"issue": made.since, "changed": False, "files": []}, findings, [words])
    made, files, wrong = _revised(layout, case, made, at)
    findings += [*made.findings, *wrong, *unfilled(directory)]
    findings += _restated(case, made)
    if has_errors(findings) or not files:
        return Output(findings=findings)
    changed = _put(layout, case, made, files, audit.who(by), at)
    said = [f"{'Wrote' if changed else 'Nothing changed:'} issue {made.number} of the RFP in {layout.rfp}:"]
    said += [f"  {path.name}" for path in files]
    said += [f"{_revision(made)}, so bids stay valid."] if changed and made.revised_at == at else []
    said += [f"Answers to {', '.join(made.again)} no longer count; see: check"] if made.again else []
    said.append("Send these to the vendors. When a bid comes in:")
    said.append(f"  vendor-eval receive {typed(directory)} FILE --vendor NAME")
    data = {
        "issue": made.number,
        "fingerprint": made.mark,
        "files": [str(f) for f in files],
        "changed": bool(changed),
    }
    if reason is not None:
        data |= {"addendum": made.addendum, "again": made.again}
    return Output(data, findings, said)


def _revised(
    layout: Layout, case: Case, made: Draft, now: datetime
) -> tuple[Draft, dict[Path, bytes], list[Finding]]:
    """The files; where the same issue says something else than before, as its next revision."""
    from dataclasses import replace

    from vendor_eval.workspace.folder.atomic import sha256

    files, wrong = _files(layout, case, made)
    before, page = case.issue, files.get(layout.rfp / "rfp.html")
    if before is None or page is None or made.number != before.number:
        return made, files, wrong
    if sha256(page) == before.files.get("rfp/rfp.html"):
        return made, files, wrong
    made = replace(made, revision=before.revision + 1, revised_at=now)
    return made, *_files(layout, case, made)


def _revision(made: Draft) -> str:
    kind = "text only; criteria, weights, rules and prices asked are unchanged"
    return f"Issue {made.number}, revision {made.revision}: {kind}"


def _files(layout: Layout, case: Case, made: Draft) -> tuple[dict[Path, bytes], list[Finding]]:
    """All that goes to vendors; empty where something is wrong."""
    from vendor_eval.forms.define.price import price_form
    from vendor_eval.forms.define.response import response_form
    from vendor_eval.forms.write.form import write
    from vendor_eval.rfp.chapters.outline import rfp_documents
    from vendor_eval.shipped import shipped

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


def _put(
    layout: Layout, case: Case, made: Draft, files: dict[Path, bytes], by: str, now: datetime
) -> list[Path]:
    """Write the files, what bidders are told by them, and the line in the log; the paths that changed."""
    from vendor_eval.model.case import Issue
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.atomic import sha256, write_all
    from vendor_eval.workspace.folder.versions import alone

    before = case.issue
    hashes = {f"rfp/{path.name}": sha256(content) for path, content in files.items()}
    with alone(layout):
        if before is not None and made.number != before.number:
            write_all(_archived(layout, before))
        changed = write_all(files)
        if before is None or made.number != before.number or not layout.terms.exists():
            write_all({layout.terms: (made.terms.model_dump_json(indent=1) + "\n").encode()})
        same = before if before is not None and made.number == before.number else None
        if changed or same is None or same.told != made.terms.mark():
            written = Issue(
                number=made.number,
                fingerprint=made.mark,
                issued_at=same.issued_at if same else now,
                issued_by=same.issued_by if same else by,
                revision=made.revision,
                revised_at=made.revised_at,
                told=made.terms.mark(),
                files=hashes,
                bids_due=made.told_due(before),
                addendum=made.addendum,
                reason=made.reason,
                changes=made.changes,
            )
            write_all({layout.issue: (written.model_dump_json(indent=1) + "\n").encode()})
        if changed or same is None:
            what = f"issue {made.number}" + (f", addendum {made.addendum}: {made.reason}" if made.why else "")
            what = _revision(made).lower() if made.revised_at == now else what
            audit.append(layout.log, by=by, at=now, verb="rfp", what=what, files=hashes)
    return changed


def _archived(layout: Layout, issue: Issue) -> dict[Path, bytes]:
    """What the earlier issue sent out, for a folder of its own."""
    old = layout.rfp / f"issue-{issue.number}"
    return {old / p.name: p.read_bytes() for p in layout.rfp.iterdir() if p.is_file()}


def unfilled(directory: Path) -> list[Finding]:
    """Warnings for lines that still say FILL IN."""
    from vendor_eval.workspace.catalogue.scaffold import placeholders
    from vendor_eval.workspace.folder.layout import PROCUREMENT, WEIGHTS

    return [
        Finding(
            "file.fill-in",
            "warning",
            f"{name}:{line}",
            "this line still says FILL IN",
            "write what is true for you",
        )
        for name in (PROCUREMENT, WEIGHTS)
        for line in placeholders(directory / name)
    ]


def _restated(case: Case, made: Draft) -> list[Finding]:
    """A new issue while bids lie there; an addendum that asks nothing anew leaves them as they are."""
    again = case.issue is not None and made.number != case.issue.number
    if not again or (made.why and not made.again) or not any(case.responses.values()):
        return []
    message = "the RFP changed after bids came in: answers to changed criteria no longer count (stale)"
    hint = "send the new documents to every vendor and take their answers in again"
    return [Finding("rfp.changed-after-bids", "warning", "procurement.yaml", message, hint)]
