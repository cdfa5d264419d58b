"""sheets: write each evaluator's score sheet, or that of the consensus meeting."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.operations.panel.score_sheets import SheetsResult


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
    part = stage.value if stage else ""
    result = procurement(directory, by).sheets(part, final=final, consensus=consensus)
    if not result.files:
        return Output(findings=result.findings)
    data: dict[str, object] = {"sheets": [str(path) for path in result.files], "changed": result.changed}
    lines = [f"{'Wrote' if result.changed else 'Nothing changed:'} {path}" for path in result.files]
    back = f"vendor-eval collect {typed(directory)} FILE"
    if consensus:
        data["flagged"] = result.flagged
        lines += [f"Fill it in at the meeting, then: {back}", _flagged(result)]
    else:
        lines.append(f"Send each to its evaluator. When they come back: {back}...")
    if final:
        data["again"] = _rows_again(result)
        lines.append(_again(result))
    return Output(data, result.findings, lines)


def _flagged(result: SheetsResult) -> str:
    rows = result.flagged
    names = f": {', '.join(rows[:8])}{' ...' if len(rows) > 8 else ''}" if rows else "."
    return f"{len(rows)} scores differ by more than {result.limit:g} percent of the scale{names}"


def _rows_again(result: SheetsResult) -> list[str]:
    """Each row once, in the order of the evaluators."""
    return list(dict.fromkeys(row for rows in result.again.values() for row in rows))


def _again(result: SheetsResult) -> str:
    if not result.again:
        return "No answer has changed since it was scored: all scores so far are filled in."
    rows, evaluators = ", ".join(_rows_again(result)), ", ".join(result.again)
    return (
        f"To score again, since the answer changed: {rows}. Other scores so far are filled in, so sheets "
        f"have to come back of: {evaluators}."
    )
