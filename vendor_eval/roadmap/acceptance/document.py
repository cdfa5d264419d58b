"""The plan of acceptance tests as a document to sign: Word and PDF, beside the workbook for results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress, files
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.report.format.text import cut
from vendor_eval.rfp.chapters.outline import unused_files
from vendor_eval.roadmap.acceptance.tests import Delivered, Delivery

SECTIONS = ("00-plan.md.j2",)
LONGEST = 600


def acceptance_documents(
    procurement: Procurement,
    vendor: str,
    told: Delivery,
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
    document, wrong = render(template_folders, SECTIONS, _context(procurement, vendor, told), about)
    findings += wrong
    if document is None or has_errors(findings):
        return {}, findings
    made, wrong = files(document, "plan", dress or Dress(), ("docx", "pdf"))
    return made, [*findings, *wrong]


def _context(procurement: Procurement, vendor: str, told: Delivery) -> dict[str, Any]:
    groups = list(dict.fromkeys(row.test.group for row in told.rows))
    return {
        "buyer": procurement.buyer.name,
        "id": procurement.id,
        "vendor": vendor,
        "count": str(len(told.rows)),
        "verdict": told.verdict,
        "conditions": procurement.implementation.acceptance,
        "differs": [_found(row) for row in told.rows if row.result and row.standing != "delivered"],
        "groups": [
            {
                "title": group,
                "label": f"Tests {n}",
                "tests": [_row(row) for row in told.rows if row.test.group == group],
            }
            for n, group in enumerate(groups, 1)
        ],
    }


def _found(row: Delivered) -> dict[str, str]:
    """What a test gave that is not simply what was promised."""
    result = row.result
    return {
        "id": row.test.criterion,
        "promise": cut(row.test.promise, LONGEST),
        "observed": cut(result.observed, LONGEST) if result else "",
        "condition": cut(result.condition, LONGEST) if result else "",
        "standing": row.standing,
    }


def _row(row: Delivered) -> dict[str, str]:
    t = row.test
    return {
        "id": t.criterion,
        "title": cut(t.title, LONGEST),
        "promise": cut(t.promise, LONGEST),
        "method": t.method,
        "how": cut(t.how, LONGEST),
        "rule": cut(t.pass_rule, LONGEST),
        "owner": cut(t.owner, 80),
        "standing": row.standing,
    }
