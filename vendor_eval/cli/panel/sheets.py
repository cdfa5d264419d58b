"""sheets: write each evaluator's score sheet, or that of the consensus meeting."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.operations.arguments import now, opened
from vendor_eval.workspace.folder.layout import typed


class Part(StrEnum):
    """The stages of an evaluation."""

    written = "written"
    demo = "demo"
    reference = "reference"
    site_visit = "site_visit"


@verb
def sheets(
    directory: Dir,
    stage: Annotated[
        Part | None,
        typer.Option("--stage", help="Only the criteria of this stage (default: all).", show_default=False),
    ] = None,
    final: Annotated[
        bool, typer.Option("--final", help="Score best and final offers; scores so far are filled in.")
    ] = False,
    consensus: Annotated[
        bool,
        typer.Option("--consensus", help="One workbook for the panel's meeting instead; also with --stage."),
    ] = False,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write a score sheet for every evaluator: criteria, anchors, the answers of vendors still in, no prices.

    Examples:
    vendor-eval sheets our-pacs

    vendor-eval sheets our-pacs --stage demo

    vendor-eval sheets our-pacs --consensus --stage written

    """
    if final and (consensus or stage is not None):
        raise typer.BadParameter("--final is for all criteria of the vendors still in: leave the other out")
    return write_sheets(directory, by, "final" if final else stage.value if stage else "", consensus)


def write_sheets(directory: Path, by: str | None, part: str = "", consensus: bool = False) -> Output:
    """The verb, for other verbs; ``part`` is a stage, ``final``, or empty for all criteria."""
    from vendor_eval.decision.procurement.release_dates import sheets_early
    from vendor_eval.operations.score_sheets import evaluators_sheets, meeting_sheet
    from vendor_eval.workspace.folder.write_logged import put

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    made = meeting_sheet(case, part) if consensus else evaluators_sheets(case, part)
    findings = [*findings, *made.findings]
    if not made.files:
        return Output(findings=findings)
    findings += sheets_early(case, now())
    paths = {layout.sheets / name: content for name, content in made.files.items()}
    changed = bool(put(layout, paths, by, now, "sheets", made.what))
    files = [str(path) for path in paths]
    said = [f"{'Wrote' if changed else 'Nothing changed:'} {path}" for path in files]
    back = f"vendor-eval collect {typed(directory)} FILE"
    if consensus:
        said.append(f"Fill it in at the meeting, then: {back}")
    else:
        said.append(f"Send each to its evaluator. When they come back: {back}...")
    return Output({"sheets": files, "changed": changed, **made.data}, findings, [*said, *made.said])
