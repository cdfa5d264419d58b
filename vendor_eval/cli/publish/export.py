"""export: one tidy table for a spreadsheet or an analyst."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb


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
    result = procurement(directory).export(what.value, output)
    if result.file is None:
        return Output(findings=result.findings)
    text = [f"Wrote {result.rows} rows to {result.file}"]
    return Output({"file": str(result.file), "rows": result.rows}, result.findings, text)
