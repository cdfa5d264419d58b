"""compare: two vendors side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.opened import find_vendor, opened
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.show import Format, Result, verb


@verb
def compare(
    directory: Dir,
    first: Annotated[
        str,
        typer.Argument(metavar="A", help="A vendor.", autocompletion=complete.vendors, show_default=False),
    ],
    second: Annotated[
        str, typer.Argument(metavar="B", help="Another.", autocompletion=complete.vendors, show_default=False)
    ],
    output_format: OutputFormat = Format.table,
) -> Result:
    """Show both vendors' answers, values and points, sorted by what decides between them.

    Example: vendor-eval compare our-pacs Aurora Borealis
    """
    from dataclasses import asdict

    from vendor_eval.pipeline import evaluate
    from vendor_eval.report.compare import compare as side_by_side

    _, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    a, wrong_a = find_vendor(case.vendors, first)
    b, wrong_b = find_vendor(case.vendors, second)
    if a is None or b is None:
        return Result(findings=[*wrong_a, *wrong_b])
    outcome = evaluate(case)
    comparison = side_by_side(outcome, a.name, b.name)
    table = _table(comparison)
    return Result(asdict(comparison), outcome.findings, [table], csv=table)
