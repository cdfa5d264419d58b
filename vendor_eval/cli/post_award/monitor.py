"""monitor: what the winner promised against what it delivers, by month."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.roadmap.steps.monitoring import Monitoring


@verb
def monitor(
    directory: Dir,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="MEASUREMENTS.csv",
            help="Columns month, kpi, value, unit; site and note if any.",
            show_default=False,
        ),
    ],
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Score what was measured after go-live against the winner's own promises, month by month.

    Example: vendor-eval monitor our-pacs measurements.csv
    """
    result = procurement(directory, by).monitor(file)
    found = result.monitoring
    if found is None:
        return Output(findings=result.findings)
    words = "Stored the measurements as" if result.changed else "Nothing changed:"
    text: list[str | Table] = [_months(found), _kpis(found), f"{words} {result.file}"]
    return Output(_data(found), result.findings, text, csv=_cells(found))


def _months(found: Monitoring) -> Table:
    rows = []
    for m in found.months:
        share = f"{100 * m.kept / m.measured:.0f}%" if m.measured else "-"
        credit = f"{m.credit_percent:f}%" if m.credit_percent else ""
        rows.append((m.month, str(m.measured), str(m.kept), share, credit))
    columns = ("month", "measured", "kept", "share", "service credit")
    return Table("Promises kept, by month", columns, rows, right=columns[1:])


def _kpis(found: Monitoring) -> Table:
    rows = []
    for k in found.kpis:
        kpi, value = k.promise.kpi, k.promise.value
        sign = "at least" if kpi.better == "higher" else "at most"
        promise = f"{sign} {_figure(value)} {kpi.unit}" if value is not None else "none"
        figures = (_figure(x) if x is not None else "-" for x in (k.worst, k.last))
        rows.append((kpi.id, kpi.title, promise, f"{k.kept} of {k.measured}", *figures, _some(k.missing)))
    columns = ("kpi", "title", "promised", "kept", "worst", "last", "not measured in")
    return Table("By KPI", columns, rows, right=("kept", "worst", "last"))


def _some(months: tuple[str, ...]) -> str:
    more = f" and {len(months) - 6} more" if len(months) > 6 else ""
    return ", ".join(months[:6]) + more


def _cells(found: Monitoring) -> Table:
    columns = ("month", "kpi", "site", "value", "kept", "credit_percent", "note")
    rows = []
    for c in found.cells:
        kept = "" if c.kept is None else "yes" if c.kept else "no"
        rows.append((c.month, c.kpi, c.site, _figure(c.value), kept, f"{c.credit_percent:f}", c.note))
    return Table("", columns, rows)


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _data(found: Monitoring) -> dict[str, object]:
    return {
        "months": [
            {"month": m.month, "measured": m.measured, "kept": m.kept, "credit_percent": m.credit_percent}
            for m in found.months
        ],
        "kpis": [
            {
                "kpi": k.promise.kpi.id,
                "promise": k.promise.value,
                "source": k.promise.source,
                "measured": k.measured,
                "kept": k.kept,
                "worst": k.worst,
                "last": k.last,
                "missing": list(k.missing),
            }
            for k in found.kpis
        ],
        "cells": [
            {"month": c.month, "kpi": c.kpi, "site": c.site, "value": c.value, "kept": c.kept}
            for c in found.cells
        ],
    }
