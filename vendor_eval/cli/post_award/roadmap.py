"""roadmap: the ten steps around the selection, with what is missing in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.operations.post_award.roadmap import NewRoadmapResult, RoadmapResult
    from vendor_eval.roadmap.overview.plan import Plan
    from vendor_eval.roadmap.overview.ten_steps import StepFacts


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
    folder = procurement(directory, by)
    return _new(folder.new_roadmap()) if new else _output(folder.roadmap())


def _new(result: NewRoadmapResult) -> Output:
    if result.file is None:
        return Output(findings=result.findings)
    text = [f"{result.file} is there already."]
    if result.changed:
        text = [f"Wrote {result.file}: every part is there as an example.", "Then: vendor-eval roadmap DIR"]
    return Output({"file": str(result.file), "changed": result.changed}, result.findings, text)


def _output(result: RoadmapResult) -> Output:
    if result.plan is None:
        return Output(findings=result.findings)
    steps = _steps(result.steps)
    text: list[str | Table] = [steps, _missing(result.steps), _risks(result.plan, result.risk_owners)]
    text += [f"{'Wrote' if result.changed else 'Nothing changed:'} {path}" for path in result.files]
    data = {"files": [str(p) for p in result.files], "changed": result.changed, **result.as_data()}
    return Output(data, result.findings, text, csv=steps)


def _steps(steps: Sequence[StepFacts]) -> Table:
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


def _missing(steps: Sequence[StepFacts]) -> Table | str:
    rows = [(str(s.number), m.what, m.fill) for s in steps for m in s.missing]
    return (
        Table("What is missing", ("step", "what", "where to write it"), rows)
        if rows
        else "Nothing is missing."
    )


def _risks(plan: Plan, owners: Sequence[str]) -> Table | str:
    rows = [
        (r.id, r.title, f"{r.probability} x {r.impact}", owner)
        for r, owner in zip(plan.risks, owners, strict=True)
    ]
    return (
        Table("Risks, the highest first", ("id", "risk", "level", "owner"), rows)
        if rows
        else "No risk was found."
    )
