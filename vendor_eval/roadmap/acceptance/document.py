"""The plan of acceptance tests as a document to sign: Word and PDF, beside the workbook for results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress, files
from vendor_eval.documents.template.variables import variables
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.report.format.text import cut
from vendor_eval.rfp.chapters.outline import unused_files
from vendor_eval.roadmap.acceptance.tests import Delivery

SECTIONS = ("00-plan.md.j2",)
LONGEST = 600


def acceptance_documents(
    procurement: Procurement,
    vendor: str,
    found: Delivery,
    template_folders: Sequence[Path],
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``plan.docx`` and ``plan.pdf``; none, and Findings that say why, if a template is wrong."""
    from vendor_eval.documents.template.render import render

    findings = unused_files(template_folders, SECTIONS)
    about = About(
        title=f"Acceptance tests: {procurement.title}",
        reference=procurement.id,
        author=procurement.buyer.name,
    )
    document, wrong = render(template_folders, SECTIONS, _context(procurement, vendor, found), about)
    findings += wrong
    if document is None or has_errors(findings):
        return {}, findings
    made, wrong = files(document, "plan", dress or Dress(), ("docx", "pdf"))
    return made, [*findings, *wrong]


def _context(procurement: Procurement, vendor: str, found: Delivery) -> dict[str, Any]:
    return {
        "buyer": procurement.buyer.name,
        "id": procurement.id,
        "vendor": vendor,
        "verdict": found.verdict,
        "conditions": procurement.implementation.acceptance,
        "rows": variables(found.rows, lambda text: cut(text, LONGEST)),
    }
