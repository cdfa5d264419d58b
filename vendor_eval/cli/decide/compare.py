"""compare: two vendors side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.report.compare import Comparison, Side


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
) -> Output:
    """Show both vendors' answers, values and points, sorted by what decides between them.

    Example: vendor-eval compare our-pacs Aurora Borealis
    """
    from dataclasses import asdict

    result = procurement(directory).compare(first, second)
    if result.comparison is None:
        return Output(findings=result.findings)
    table = _table(result.comparison)
    return Output(asdict(result.comparison), result.findings, [table], csv=table)


def _table(comparison: Comparison) -> Table:
    a, b = comparison.a, comparison.b
    columns = ("criterion", "title", "weight", a, f"{a} pts", b, f"{b} pts", "difference")
    rows = [
        (
            row.criterion,
            row.title,
            f"{row.weight}%",
            _answer(row.a),
            _points(row.a.points),
            _answer(row.b),
            _points(row.b.points),
            _signed(row.difference),
        )
        for row in comparison.rows
    ]
    if comparison.totals:
        t = comparison.totals
        if any(t.correction):
            of_a, of_b, of_both = t.correction
            rows.append(("", "rounding", "", "", _signed(of_a), "", _signed(of_b), _signed(of_both)))
        rows.append(("", "TOTAL", "", "", _points(t.a), "", _points(t.b), _signed(t.difference)))
    figures = ("weight", f"{a} pts", f"{b} pts", "difference")
    return Table(f"{a} against {b}, what decides most first", columns, rows, right=figures)


def _answer(side: Side) -> str:
    """The vendor's answer, short enough for a terminal; the panel's score where the panel decides."""
    if side.panel is not None:
        return f"panel {side.panel}"
    text = side.answer if side.state in ("", "answered") else side.state
    return text if len(text) <= 40 else text[:39] + "…"


def _points(points: object) -> str:
    return "" if points is None else str(points)


def _signed(points: Decimal | None) -> str:
    return "" if points is None else f"{points:+}"
