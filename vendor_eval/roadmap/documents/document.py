"""The roadmap as a document: html, Word and PDF of one source, with its figures.

Shipped sections lie in ``rfp_templates/roadmap``; a file of the same name in the buyer's folder takes the
place of the shipped one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vendor_eval.documents.document import About
from vendor_eval.documents.figures import Figure
from vendor_eval.documents.files import Dress, files
from vendor_eval.findings import Finding, has_errors
from vendor_eval.report.document.figures import figure_of
from vendor_eval.rfp.chapters.outline import unused_files
from vendor_eval.roadmap.documents.context import context
from vendor_eval.roadmap.documents.project_plan import ProjectRow
from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.ten_steps import StepFacts

SECTIONS = ("00-cover.md.j2", "01-overview.md.j2", "02-steps.md.j2", "03-practices.md.j2", "04-risks.md.j2")


def roadmap_documents(
    plan: Plan,
    steps: tuple[StepFacts, ...],
    rows: tuple[ProjectRow, ...],
    template_folders: Sequence[Path],
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``roadmap.html``, ``.docx`` and ``.pdf``; none, and Findings that say why, if a template is wrong.

    The same plan gives the same bytes.
    """
    from vendor_eval.documents.template.render import render

    findings = unused_files(template_folders, SECTIONS)
    about = About(title=f"Roadmap: {plan.title}", reference=plan.id, author=plan.buyer)
    document, wrong = render(template_folders, SECTIONS, context(plan, steps), about, figures(plan, rows))
    findings += wrong
    if document is None or has_errors(findings):
        return {}, findings
    made, wrong = files(document, "roadmap", dress or Dress())
    return made, [*findings, *wrong]


def figures(plan: Plan, rows: tuple[ProjectRow, ...]) -> dict[str, Figure | None]:
    """By the names that templates know; None where there is nothing to draw."""
    from vendor_eval.report.charts.render import unchecked
    from vendor_eval.roadmap.documents import charts

    winner = plan.selected.winner or (plan.budget.offers[0].vendor if plan.budget.offers else "")
    with unchecked():
        return {
            "gantt": figure_of(charts.gantt(rows), "Project plan", _plan_words(rows)),
            "storage": figure_of(
                charts.storage(plan.needs) if plan.needs else None,
                "Storage held at the end of each year, low to high volumes",
                "Terabytes by year under low, expected and high volumes; the table holds the figures.",
            ),
            "budget": figure_of(
                charts.budget_years(plan.budget, winner),
                f"What {winner} costs in each year, and what is funded",
                "Cost and funds by year; the table says in which years money is short.",
            ),
            "migration": figure_of(
                charts.migration_fan(plan.migration) if plan.migration else None,
                "Studies moved by week",
                "The share of studies moved by week; the table holds the weeks of five shares.",
            ),
            "risks": figure_of(
                charts.risk_matrix(plan.risks),
                "Risks by probability and impact",
                "Each risk in the field of its probability and impact; the register holds them all.",
            ),
        }


def _plan_words(rows: tuple[ProjectRow, ...]) -> str:
    steps = [f"{r.name} {r.start} to {r.finish}" for r in rows if r.level == 1 and r.start and r.finish]
    return f"Steps: {'; '.join(steps) or 'none has dates'}. All tasks stand in plan.csv."
