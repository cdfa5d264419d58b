"""monitor: what the winner promised against what it delivers, by month."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import now

if TYPE_CHECKING:
    from vendor_eval.operations.selected_vendor import Onward
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
    from vendor_eval.operations.selected_vendor import onward

    found, findings = onward(directory)
    return Output(findings=findings) if found is None else scored(found, file, by, findings)


def scored(found: Onward, file: Path, by: str | None, findings: list[Finding]) -> Output:
    """Keep the measurements, unless one of them is wrong, and score them."""
    from vendor_eval.roadmap.acceptance.tests import winner_of
    from vendor_eval.roadmap.steps.monitoring import monitoring, promise_findings, promises
    from vendor_eval.workspace.folder.write_logged import put
    from vendor_eval.workspace.tables.measurements import read_measurements

    procurement, kpis = found.case.procurement, found.roadmap.kpis
    if not kpis:
        hint = "list what is measured under kpis: in roadmap.yaml; vendor-eval roadmap DIR --new writes one"
        wrong = Finding("monitor.no-kpi", "error", "roadmap.yaml", "no KPI is named there", hint)
        return Output(findings=[*findings, wrong])
    measured, flaws = read_measurements(file, kpis, [s.name for s in procurement.sites])
    promised = promises(found.case, found.roadmap, winner_of(found.outcome))
    findings = [*findings, *flaws, *promise_findings(promised)]
    if not measured:
        return Output(findings=findings)
    changed = put(
        found.layout, {found.layout.measurements: file.read_bytes()}, by, now, "monitor", "measurements"
    )
    told = monitoring(measured, promised, procurement.service.credits)
    words = "Kept the measurements as" if changed else "Nothing changed:"
    said: list[str | Table] = [_months(told), _kpis(told), f"{words} {found.layout.measurements}"]
    return Output(_data(told), findings, said, csv=_cells(told))


def _months(told: Monitoring) -> Table:
    rows = []
    for m in told.months:
        share = f"{100 * m.kept / m.measured:.0f}%" if m.measured else "-"
        credit = f"{m.credit_percent:f}%" if m.credit_percent else ""
        rows.append((m.month, str(m.measured), str(m.kept), share, credit))
    columns = ("month", "measured", "kept", "share", "service credit")
    return Table("Promises kept, by month", columns, rows, right=columns[1:])


def _kpis(told: Monitoring) -> Table:
    rows = []
    for k in told.kpis:
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


def _cells(told: Monitoring) -> Table:
    columns = ("month", "kpi", "site", "value", "kept", "credit_percent", "note")
    rows = []
    for c in told.cells:
        kept = "" if c.kept is None else "yes" if c.kept else "no"
        rows.append((c.month, c.kpi, c.site, _figure(c.value), kept, f"{c.credit_percent:f}", c.note))
    return Table("", columns, rows)


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _data(told: Monitoring) -> dict[str, object]:
    return {
        "months": [
            {"month": m.month, "measured": m.measured, "kept": m.kept, "credit_percent": m.credit_percent}
            for m in told.months
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
            for k in told.kpis
        ],
        "cells": [
            {"month": c.month, "kpi": c.kpi, "site": c.site, "value": c.value, "kept": c.kept}
            for c in told.cells
        ],
    }
