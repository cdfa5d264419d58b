"""The decision report as a document to hand round: Word and PDF, with the figures of the html report.

Shipped sections lie in ``rfp_templates/report/document``; a file of the same name in the buyer's folder takes
the place of the shipped one. Their variables are the facts of facts.py, printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress, Format, files
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.outcome import Outcome
from vendor_eval.report.facts import Facts, facts
from vendor_eval.report.printed import printed
from vendor_eval.report.written import figure
from vendor_eval.rfp.outline import unused_files
from vendor_eval.sensitivity.verdict import Found

SECTIONS = (
    "00-cover.md.j2",
    "01-recommendation.md.j2",
    "02-rules.md.j2",
    "03-gates.md.j2",
    "04-ranking.md.j2",
    "05-first-and-second.md.j2",
    "06-price.md.j2",
    "07-how-far.md.j2",
    "08-open.md.j2",
    "09-panel.md.j2",
    "10-confirmation.md.j2",
    "11-answers.md.j2",
    "12-sources.md.j2",
)
FORMATS: tuple[Format, ...] = ("docx", "pdf")
WIDE_FROM = 5
"""With so many vendors their columns need the long side of the paper."""


def decision_documents(
    outcome: Outcome,
    template_folders: Sequence[Path],
    roles: Mapping[str, str] | None = None,
    found: Found | None = None,
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``report.docx`` and ``report.pdf``; none, and Findings that say why, if a template is wrong.

    ``roles`` and ``found`` as for the html report. The same outcome gives the same bytes.
    """
    from vendor_eval.documents.template import render

    findings = unused_files(template_folders, SECTIONS)
    variables = context(facts(outcome, roles, found))
    document, wrong = render(template_folders, SECTIONS, variables, _about(outcome))
    findings += wrong
    if document is None or has_errors(findings):
        return {}, findings
    made, wrong = files(document, "report", dress or Dress(), FORMATS)
    return made, [*findings, *wrong]


def context(content: Facts) -> dict[str, Any]:
    """The variables: every fact by its name, and what a template has to ask besides."""
    variables: dict[str, Any] = printed(content, content.money.cents)
    if content.points:
        variables["points"]["most"] = figure(content.points.possible.whole)
    if content.why:
        variables["why"]["leads"] = bool(content.why.lead)
    for name in ("fingerprints", "versions"):
        variables[name] = [{"name": what, "value": value} for what, value in variables[name].items()]
    return {
        **variables,
        "wide": len(content.vendors) >= WIDE_FROM,
        "stopped": any(row.stopped for row in content.out),
    }


def mark_of(outcome: Outcome) -> str:
    """What stands first on every page of a result that nobody may take for the official one."""
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
