"""export: one tidy table for a spreadsheet or an analyst."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import now, opened


class What(StrEnum):
    """The tables of report.frames."""

    answers = "answers"
    values = "values"
    contributions = "contributions"
    panel = "panel"
    scores = "scores"
    prices = "prices"
    cash_flow = "cash_flow"


@verb
def export(
    directory: Dir,
    what: Annotated[What, typer.Option("--what", help="Which table.", show_default=False)],
    output: Annotated[
        Path,
        typer.Option("--output", metavar="FILE.csv|.xlsx", help="Where to write it.", show_default=False),
    ],
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write one tidy table: a row per vendor and criterion, with group, weight, state and source.

    Example: vendor-eval export our-pacs --what contributions --output points.xlsx
    """
    from vendor_eval.pipeline import Question, evaluate
    from vendor_eval.report.frames.tables import TABLES, to_csv, to_xlsx
    from vendor_eval.workspace.folder.atomic import write_bytes

    kind = output.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        hint = "end the file name with .csv or .xlsx"
        wrong = Finding(
            "usage.output", "error", "--output", f"{output.name!r} is neither CSV nor Excel", hint
        )
        return Output(findings=[wrong])
    _, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    outcome = evaluate(case, Question(now=now()))
    frame = TABLES[what.value](outcome)
    write_bytes(output, to_csv(frame) if kind == ".csv" else to_xlsx(frame, what.value))
    said = [f"Wrote {len(frame)} rows to {output}"]
    return Output({"file": str(output), "rows": len(frame)}, outcome.findings, said)
