"""compare: two vendors side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor, now, opened

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

    from vendor_eval.pipeline import Question, evaluate
    from vendor_eval.report.compare import compare as side_by_side

    _, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    a, wrong_a = find_vendor(case.vendors, first)
    b, wrong_b = find_vendor(case.vendors, second)
    if a is None or b is None:
        return Output(findings=[*wrong_a, *wrong_b])
    if a == b:
        wrong = Finding("vendor.same", "error", "B", f"{a.name} is named twice", "name two vendors")
        return Output(findings=[wrong])
    outcome = evaluate(case, Question(now=now()))
    comparison = side_by_side(outcome, a.name, b.name)
    table = _table(comparison)
    return Output(asdict(comparison), outcome.findings, [table], csv=table)


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
    """What the vendor said, short enough for a terminal; the panel's score where the panel decides."""
    if side.panel is not None:
        return f"panel {side.panel}"
    text = side.answer if side.state in ("", "answered") else side.state
    return text if len(text) <= 40 else text[:39] + "…"


def _points(points: object) -> str:
    return "" if points is None else str(points)


def _signed(points: Decimal | None) -> str:
    return "" if points is None else f"{points:+}"
