"""The decision report as a document to hand round: Word and PDF, with the figures of the html report.

Shipped sections lie in ``rfp_templates/report/document``; a file of the same name in the buyer's folder takes
the place of the shipped one. Their variables are the facts of facts.py, printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress, Format, files
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.document.figures import figures
from vendor_eval.report.document.page_tables import context
from vendor_eval.report.facts import facts
from vendor_eval.rfp.chapters.outline import unused_files
from vendor_eval.sensitivity.verdict import Robustness

SECTIONS = (
    "01-recommendation.md.j2",
    "02-rules.md.j2",
    "03-gates.md.j2",
    "04-ranking.md.j2",
    "05-first-and-second.md.j2",
    "06-side-by-side.md.j2",
    "07-strengths.md.j2",
    "08-how-far.md.j2",
    "09-panel.md.j2",
    "10-price.md.j2",
    "11-open.md.j2",
    "12-confirmation.md.j2",
    "13-answers.md.j2",
    "14-sources.md.j2",
)
FORMATS: tuple[Format, ...] = ("docx", "pdf")


def decision_documents(
    outcome: Outcome,
    template_folders: Sequence[Path],
    roles: Mapping[str, str] | None = None,
    found: Robustness | None = None,
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``report.docx`` and ``report.pdf``; none, and Findings that say why, if a template is wrong.

    ``roles`` and ``found`` as for the html report. The same outcome gives the same bytes.
    """
    from vendor_eval.documents.template.render import render

    findings = unused_files(template_folders, SECTIONS)
    content = facts(outcome, roles, found)
    rendered = figures(outcome, content, found)
    document, wrong = render(template_folders, SECTIONS, context(content), _about(outcome), rendered)
    findings += wrong
    if document is None or has_errors(findings):
        return {}, findings
    made, wrong = files(document, "report", dress or Dress(), FORMATS)
    return made, [*findings, *wrong]


def mark_of(outcome: Outcome) -> str:
    """The first line of every page of a result that nobody may take for the official one."""
    if outcome.what_if:
        return "WHAT IF: NOT THE PUBLISHED WEIGHTS, NOT OFFICIAL"
    return "" if outcome.official else "NOT OFFICIAL"


def _about(outcome: Outcome) -> About:
    """Dated by the last bid that it rests on: nothing in a folder says when a report was made."""
    receipts = [r for v in outcome.vendors for r in (v.response, v.price) if r is not None]
    return About(
        title=f"Decision report: {outcome.title}",
        reference=outcome.id,
        author=outcome.buyer.name,
        dated=max((r.received_at.date() for r in receipts), default=None),
        properties=(("rfp_id", outcome.id), *((f"{k}_sha256", v) for k, v in outcome.fingerprints.items())),
        mark=mark_of(outcome),
    )
