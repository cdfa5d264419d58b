"""The ten steps around the selection, with what is missing in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.decide.sensitivity_request import ScoredCase
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.post_award.selected_vendor import SelectedVendor, selected_vendor
from vendor_eval.operations.publish.report_sensitivity import report_robustness
from vendor_eval.operations.result import OperationResult
from vendor_eval.report.audience.table import prices_opened
from vendor_eval.report.facts import facts
from vendor_eval.roadmap.documents.document import roadmap_documents
from vendor_eval.roadmap.documents.project_plan import project_csv, project_rows
from vendor_eval.roadmap.documents.record import plain, record
from vendor_eval.roadmap.overview.plan import Plan, Selected, plan
from vendor_eval.roadmap.overview.step_items import owner_of
from vendor_eval.roadmap.overview.ten_steps import StepFacts, step_facts
from vendor_eval.roadmap.risks.register import untreated
from vendor_eval.roadmap.steps.budget import unaffordable
from vendor_eval.roadmap.steps.monitoring import Measurement
from vendor_eval.roadmap.steps.timeline import holiday_flaw
from vendor_eval.sensitivity.verdict import verdict
from vendor_eval.shipped import shipped
from vendor_eval.workspace.folder.templates import dress_of
from vendor_eval.workspace.state.acceptance import newest_record
from vendor_eval.workspace.state.roadmap import first_roadmap
from vendor_eval.workspace.tables.measurements import read_measurements


@dataclass(frozen=True, kw_only=True)
class RoadmapResult(OperationResult):
    """``plan`` is None where no roadmap could be written."""

    plan: Plan | None = None
    steps: tuple[StepFacts, ...] = ()
    files: tuple[Path, ...] = ()
    changed: bool = False

    @property
    def risk_owners(self) -> tuple[str, ...]:
        """Who looks after each risk of the plan, in their order."""
        return tuple(owner_of(self.plan, risk.owner) for risk in self.plan.risks) if self.plan else ()

    def as_data(self) -> dict[str, object]:
        """Steps, risks and practices as JSON knows them."""
        if self.plan is None:
            return {}
        parts = {"steps": self.steps, "risks": self.plan.risks, "practices": self.plan.practices}
        return {name: plain(value) for name, value in parts.items()}


@dataclass(frozen=True, kw_only=True)
class NewRoadmapResult(OperationResult):
    """``file`` is None where the folder has an error; not ``changed`` where it was there already."""

    file: Path | None = None
    changed: bool = False


def new_roadmap(folder: ProcurementFolder) -> NewRoadmapResult:
    """Write a roadmap.yaml to fill in, every part as an example; one that is there already stays."""
    selected, findings = selected_vendor(folder)
    if selected is None:
        return NewRoadmapResult(findings=tuple(findings))
    file, changed = folder.layout.roadmap_file, False
    if not selected.written:
        changed = folder.write("roadmap --new", "a roadmap.yaml to fill in", {file: first_roadmap().encode()})
    return NewRoadmapResult(findings=tuple(findings), file=file, changed=changed)


def roadmap(folder: ProcurementFolder) -> RoadmapResult:
    """Write the roadmap (html, docx, pdf, json) and a project plan (csv)."""
    selected, findings = selected_vendor(folder)
    if selected is None:
        return RoadmapResult(findings=tuple(findings))
    made, wrong = _plan(selected)
    findings = [*findings, *wrong]
    if has_errors(findings):
        return RoadmapResult(findings=tuple(findings))
    findings += _remarks(made, selected)
    steps, rows = step_facts(made), project_rows(made)
    templates = [folder.layout.templates / "roadmap", shipped("rfp_templates") / "roadmap"]
    dress = dress_of(folder.layout, selected.case.procurement)
    documents, wrong = roadmap_documents(made, steps, rows, templates, dress)
    findings += wrong
    if has_errors(wrong):
        return RoadmapResult(findings=tuple(findings))
    files = {
        **documents,
        "roadmap.json": record(made, steps, rows).encode(),
        "plan.csv": project_csv(rows).encode("utf-8-sig"),
    }
    paths = {folder.layout.roadmap / name: content for name, content in files.items()}
    return RoadmapResult(
        findings=tuple(findings),
        plan=made,
        steps=steps,
        files=tuple(paths),
        changed=folder.write("roadmap", "roadmap", paths),
    )


def _plan(selected: SelectedVendor) -> tuple[Plan, list[Finding]]:
    case, layout = selected.case, selected.layout
    findings: list[Finding] = []
    measured: tuple[Measurement, ...] = ()
    if layout.measurements.exists() and selected.roadmap.kpis:
        sites = [s.name for s in case.procurement.sites]
        measured, findings = read_measurements(layout.measurements, selected.roadmap.kpis, sites)
    selection, wrong = _selection(selected)
    made = plan(
        case,
        selected.outcome,
        selected.roadmap,
        selection,
        record=newest_record(layout, selected.id) if selected.id else None,
        measured=measured,
        letters_due=_letters_due(selected),
    )
    return made, [*findings, *wrong]


def _selection(selected: SelectedVendor) -> tuple[Selected, list[Finding]]:
    """The selection in the words of the decision report, so that no reader finds two."""
    case, outcome = selected.case, selected.outcome
    roles = {e.name: e.role for e in case.procurement.panel}
    robustness, findings = report_robustness(ScoredCase(selected.layout, case, selected.scored, outcome))
    content = facts(outcome, roles, robustness)
    head = content.headline
    return (
        Selected(
            title=head.title if any(case.responses.values()) else "No bid is in yet",
            sentence=head.sentence,
            official=head.official,
            winner=head.first,
            confidence=verdict(robustness) if robustness and head.first else "",
            conditions=content.conditions,
            unopened=bool(outcome.prices) and not prices_opened(outcome),
        ),
        [f for f in findings if f.severity == "error"],
    )


def _letters_due(selected: SelectedVendor) -> list[str]:
    """Bidders without their letter of thanks."""
    with_bid = [v for v in selected.case.vendors if selected.case.responses.get(v.id)]
    letters = selected.layout.letters
    return [v.name for v in with_bid if not (letters / f"thanks-{v.id}.docx").exists()]


def _remarks(made: Plan, selected: SelectedVendor) -> Iterator[Finding]:
    yield from untreated(made.risks, selected.roadmap)
    yield from unaffordable(made.budget, made.selected.winner)
    if made.selected.unopened:
        message = "the panel still scores, and these files hold prices: keep them from its members"
        hint = "write them again when all scores are in"
        yield Finding("roadmap.prices", "warning", "roadmap/", message, hint)
    flaw = holiday_flaw(selected.roadmap.holidays)
    if flaw:
        hint = "write a country as ISO 3166 has it, such as US, or list the days under more:"
        yield Finding("roadmap.holidays", "warning", "roadmap.yaml", flaw, hint)
