"""rfp: write the request for proposal and the two workbooks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.cli.opened import opened
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.findings import Finding, has_errors

if TYPE_CHECKING:
    from vendor_eval.model.case import Issue
    from vendor_eval.workspace.layout import Layout
from vendor_eval.workspace.layout import typed


@verb
def rfp(directory: Dir, by: As = None, output_format: OutputFormat = Format.table) -> Result:
    """Write the RFP (docx, html) and the workbooks response.xlsx and price.xlsx.

    Example: vendor-eval rfp our-pacs
    """
    return issue(directory, by)


def issue(directory: Path, by: str | None) -> Result:
    """The verb, for other verbs: Findings stop it before anything is written."""
    from vendor_eval.forms.price import price_form
    from vendor_eval.forms.response import response_form
    from vendor_eval.forms.write import write
    from vendor_eval.model.case import Issue
    from vendor_eval.model.fingerprint import rfp_fingerprint
    from vendor_eval.rfp.outline import rfp_documents
    from vendor_eval.shipped import shipped
    from vendor_eval.workspace import audit
    from vendor_eval.workspace.atomic import sha256, write_all
    from vendor_eval.workspace.keep import alone

    layout, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    findings = [f for f in findings if f.code != "rfp.changed"]
    p, catalogue = case.procurement, case.catalogue
    mark = rfp_fingerprint(p, catalogue, case.weights)
    before = case.issue
    same = before is not None and before.fingerprint == mark
    number = before.number if before and same else (before.number if before else 0) + 1
    folders = [layout.templates / "rfp", shipped("rfp_templates") / "rfp"]
    documents, wrong = rfp_documents(p, catalogue, case.weights, number, mark, folders)
    findings += [
        *wrong,
        *unfilled(directory),
        *_restated(before is not None and not same, bool(any(case.responses.values()))),
    ]
    if has_errors(findings) or not documents:
        return Result(findings=findings)
    files = {layout.rfp / name: content for name, content in documents.items()}
    files[layout.rfp / "response.xlsx"] = write(response_form(p, catalogue, mark))
    if p.price.lines:
        files[layout.rfp / "price.xlsx"] = write(price_form(p, catalogue, mark))
    hashes = {f"rfp/{path.name}": sha256(content) for path, content in files.items()}
    name = audit.who(by)
    with alone(layout):
        if before is not None and not same:
            write_all(_archived(layout, before))
        changed = write_all(files)
        if changed or not same:
            now = datetime.now().astimezone()
            issue = Issue(number=number, fingerprint=mark, issued_at=now, issued_by=name, files=hashes)
            write_all({layout.issue: (issue.model_dump_json(indent=1) + "\n").encode()})
            audit.append(layout.log, by=name, at=now, verb="rfp", what=f"issue {number}", files=hashes)
    said = [f"{'Wrote' if changed else 'Nothing changed:'} issue {number} of the RFP in {layout.rfp}:"]
    said += [f"  {path.name}" for path in files]
    said.append("Send these to the vendors. When a bid comes in:")
    said.append(f"  vendor-eval receive {typed(directory)} FILE --vendor NAME")
    data = {"issue": number, "fingerprint": mark, "files": [str(f) for f in files], "changed": bool(changed)}
    return Result(data, findings, said)


def _archived(layout: Layout, issue: Issue) -> dict[Path, bytes]:
    """What the earlier issue sent out, for a folder of its own."""
    old = layout.rfp / f"issue-{issue.number}"
    return {old / p.name: p.read_bytes() for p in layout.rfp.iterdir() if p.is_file()}


def unfilled(directory: Path) -> list[Finding]:
    """Warnings for lines that still say FILL IN."""
    from vendor_eval.workspace.layout import PROCUREMENT, WEIGHTS
    from vendor_eval.workspace.scaffold import placeholders

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


def _restated(changed: bool, bids: bool) -> list[Finding]:
    if not (changed and bids):
        return []
    message = "the RFP changed after bids came in: answers to changed criteria no longer count (stale)"
    hint = "send the new documents to every vendor and take their answers in again"
    return [Finding("rfp.changed-after-bids", "warning", "procurement.yaml", message, hint)]
