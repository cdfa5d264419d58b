"""roadmap: the ten steps around the selection, with what is missing in each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.arguments import now

if TYPE_CHECKING:
    from vendor_eval.operations.selected_vendor import Onward
    from vendor_eval.roadmap.documents.project_plan import ProjectRow
    from vendor_eval.roadmap.overview.plan import Plan, Selected
    from vendor_eval.roadmap.overview.ten_steps import StepFacts
    from vendor_eval.roadmap.steps.monitoring import Measurement


@verb
def roadmap(
    directory: Dir,
    new: Annotated[
        bool, typer.Option("--new", help="Write a roadmap.yaml to fill in, every part as an example.")
    ] = False,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write the roadmap of ten steps (html, docx, pdf, json) and a project plan (csv for MS Project).

    Examples:
    vendor-eval roadmap our-pacs --new

    vendor-eval roadmap our-pacs

    """
    from vendor_eval.operations.selected_vendor import onward

    found, findings = onward(directory)
    if found is None:
        return Output(findings=findings)
    if new:
        return _new(found, by, findings)
    from vendor_eval.roadmap.documents.project_plan import project_csv, project_rows
    from vendor_eval.roadmap.documents.record import record
    from vendor_eval.roadmap.overview.ten_steps import step_facts
    from vendor_eval.roadmap.risks.register import untreated
    from vendor_eval.roadmap.steps.budget import unaffordable
    from vendor_eval.roadmap.steps.timeline import holiday_flaw
    from vendor_eval.workspace.folder.write_logged import put

    plan, wrong = _plan(found)
    findings = [*findings, *wrong]
    if has_errors(findings):
        return Output(findings=findings)
    findings += untreated(plan.risks, found.roadmap)
    findings += unaffordable(plan.budget, plan.selected.winner)
    if plan.selected.unopened:
        message = "the panel still scores, and these files hold prices: keep them from its members"
        findings.append(
            Finding(
                "roadmap.prices", "warning", "roadmap/", message, "write them again when all scores are in"
            )
        )
    flaw = holiday_flaw(found.roadmap.holidays)
    if flaw:
        hint = "write a country as ISO 3166 has it, such as US, or list the days under more:"
        findings.append(Finding("roadmap.holidays", "warning", "roadmap.yaml", flaw, hint))
    steps, rows = step_facts(plan), project_rows(plan)
    files = {
        "roadmap.json": record(plan, steps, rows).encode(),
        "plan.csv": project_csv(rows).encode("utf-8-sig"),
    }
    documents, wrong = _documents(found, plan, steps, rows)
    findings += wrong
    if has_errors(wrong):
        return Output(findings=findings)
    files = {**documents, **files}
    paths = {found.layout.roadmap / name: content for name, content in files.items()}
    changed = put(found.layout, paths, by, now, "roadmap", "roadmap")
    said: list[str | Table] = [_steps(steps), _missing(steps), _risks(plan)]
    said += [f"{'Wrote' if changed else 'Nothing changed:'} {path}" for path in paths]
    return Output(_data(plan, steps, list(paths), bool(changed)), findings, said, csv=_steps(steps))


def _new(found: Onward, by: str | None, findings: list[Finding]) -> Output:
    from vendor_eval.workspace.folder.write_logged import put
    from vendor_eval.workspace.state.roadmap import first_roadmap

    path = found.layout.roadmap_file
    if found.there:
        return Output({"file": str(path), "changed": False}, findings, [f"{path} is there already."])
    put(found.layout, {path: first_roadmap().encode()}, by, now, "roadmap --new", "a roadmap.yaml to fill in")
    said = [f"Wrote {path}: every part stands there as an example.", "Then: vendor-eval roadmap DIR"]
    return Output({"file": str(path), "changed": True}, findings, said)


def _plan(found: Onward) -> tuple[Plan, list[Finding]]:
    from vendor_eval.roadmap.acceptance.tests import vendor_named, winner_of
    from vendor_eval.roadmap.overview.plan import plan
    from vendor_eval.workspace.state.acceptance import newest_record
    from vendor_eval.workspace.tables.measurements import read_measurements

    case, layout = found.case, found.layout
    findings: list[Finding] = []
    winner = winner_of(found.outcome)
    measured: tuple[Measurement, ...] = ()
    if layout.measurements.exists() and found.roadmap.kpis:
        sites = [s.name for s in case.procurement.sites]
        measured, wrong = read_measurements(layout.measurements, found.roadmap.kpis, sites)
        findings += wrong
    selected, wrong = _selected(found)
    findings += wrong
    made = plan(
        case,
        found.outcome,
        found.roadmap,
        selected,
        record=newest_record(layout, vendor_named(case, winner).id) if winner else None,
        measured=measured,
        letters_due=_letters_due(found),
    )
    return made, findings


def _documents(
    found: Onward, plan: Plan, steps: tuple[StepFacts, ...], rows: tuple[ProjectRow, ...]
) -> tuple[dict[str, bytes], list[Finding]]:
    """The roadmap as html, Word and PDF, in the looks and by the texts of the buyer's folder."""
    from vendor_eval.roadmap.documents.document import roadmap_documents
    from vendor_eval.shipped import shipped
    from vendor_eval.workspace.folder.templates import dress_of

    folders = [found.layout.templates / "roadmap", shipped("rfp_templates") / "roadmap"]
    return roadmap_documents(plan, steps, rows, folders, dress_of(found.layout, found.case.procurement))


def _selected(found: Onward) -> tuple[Selected, list[Finding]]:
    """The selection in the words of the decision report, so that no reader finds two."""
    from vendor_eval.decision.procurement.scored import score
    from vendor_eval.operations.report_sensitivity import report_robustness
    from vendor_eval.operations.sensitivity_request import ScoredCase
    from vendor_eval.report.audience.table import prices_opened
    from vendor_eval.report.facts import facts
    from vendor_eval.roadmap.overview.plan import Selected
    from vendor_eval.sensitivity.verdict import verdict

    roles = {e.name: e.role for e in found.case.procurement.panel}
    doubt, findings = report_robustness(
        ScoredCase(found.layout, found.case, score(found.case), found.outcome)
    )
    content = facts(found.outcome, roles, doubt)
    head, bids = content.headline, any(found.case.responses.values())
    return (
        Selected(
            title=head.title if bids else "No bid is in yet",
            sentence=head.sentence,
            official=head.official,
            winner=head.first,
            confidence=verdict(doubt) if doubt and head.first else "",
            conditions=content.conditions,
            unopened=bool(found.outcome.prices) and not prices_opened(found.outcome),
        ),
        [f for f in findings if f.severity == "error"],
    )


def _letters_due(found: Onward) -> list[str]:
    """Bidders without their letter of thanks."""
    letters: Path = found.layout.letters
    with_bid = [v for v in found.case.vendors if found.case.responses.get(v.id)]
    return [v.name for v in with_bid if not (letters / f"thanks-{v.id}.docx").exists()]


def _steps(steps: tuple[StepFacts, ...]) -> Table:
    rows = [
        (
            str(s.number),
            s.title,
            s.status,
            s.owner,
            str(s.start or ""),
            str(s.finish or ""),
            str(len(s.missing) or ""),
        )
        for s in steps
    ]
    columns = ("", "step", "status", "owner", "start", "finish", "missing")
    return Table("Roadmap", columns, rows, right=("missing",))


def _missing(steps: tuple[StepFacts, ...]) -> Table | str:
    rows = [(str(s.number), m.what, m.fill) for s in steps for m in s.missing]
    return (
        Table("What is missing", ("step", "what", "where to write it"), rows)
        if rows
        else "Nothing is missing."
    )


def _risks(plan: Plan) -> Table | str:
    from vendor_eval.roadmap.overview.step_items import owner_of

    rows = [(r.id, r.title, f"{r.probability} x {r.impact}", owner_of(plan, r.owner)) for r in plan.risks]
    return (
        Table("Risks, the highest first", ("id", "risk", "level", "owner"), rows)
        if rows
        else "No risk was found."
    )


def _data(plan: Plan, steps: tuple[StepFacts, ...], paths: list[Path], changed: bool) -> dict[str, object]:
    from vendor_eval.roadmap.documents.record import plain

    return {
        "files": [str(p) for p in paths],
        "changed": changed,
        "steps": plain(steps),
        "risks": plain(plan.risks),
        "practices": plain(plan.practices),
    }
