"""What ``sensitivity --charts FOLDER`` writes: every chart as svg and as png, all of them or none."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from vendor_eval.errors import ExitCode, VendorEvalError
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.cli.decide.monte_carlo import Sampled
    from vendor_eval.cli.decide.sensitivity_request import Asked
    from vendor_eval.report.charts import Drawable
    from vendor_eval.sensitivity.exact.results import Exact

ChartsOption = Annotated[
    Path | None,
    typer.Option(
        "--charts",
        metavar="FOLDER",
        help="Write the figures there as svg and png files, for a paper of your own.",
        show_default=False,
    ),
]


class Charted(NamedTuple):
    """What was written, in the ways it is told; ``code`` where writing was stopped."""

    data: dict[str, Any]
    said: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    code: ExitCode | None = None


def flaws(folder: Path | None, rehearse: bool) -> list[Finding]:
    """What is wrong with the option before anything is calculated."""
    if folder is None:
        return []
    if rehearse:
        message = "--rehearse has no figures to write"
        return [Finding("usage.charts", "error", "--charts", message, "leave one of the two options out")]
    if folder.exists() and not folder.is_dir():
        message, hint = f"{folder} is a file", "name a folder; it is made if it is not there"
        return [Finding("usage.charts", "error", "--charts", message, hint)]
    return []


def charted(folder: Path | None, asked: Asked, found: Exact, drawn: Sampled) -> Charted:
    """Nothing without a folder."""
    if folder is None:
        return Charted({})
    from vendor_eval.report.charts import every, png, svg
    from vendor_eval.workspace.folder.atomic import write_all

    charts, missing = every(_drawable(asked, found, drawn))
    files = {folder / f"{name}.svg": svg(chart).encode() for name, chart in charts.items()}
    files |= {path.with_suffix(".png"): png(drawn.decode()) for path, drawn in list(files.items())}
    data = {"folder": str(folder), "files": sorted(p.name for p in files), "not_drawn": missing}
    try:
        changed = write_all(files)
    except VendorEvalError as stop:
        wrong = Finding(stop.code, "error", stop.where, stop.message, stop.hint)
        return Charted({"charts": {**data, "files": []}}, (), (wrong,), ExitCode.STOPPED)
    said = f"{len(charts)} figures in {folder}, each as svg and png" if charts else "No figure could be drawn"
    said += "." if changed or not charts else "; they were there already."
    lines = [said, *(f"Not drawn: {name} ({why})." for name, why in missing.items())]
    return Charted({"charts": data}, ("\n".join(lines) + "\n",), tuple(_older(folder, files.keys())))


def _drawable(asked: Asked, found: Exact, drawn: Sampled) -> Drawable:
    from vendor_eval.cli.decide.monte_carlo import open_values
    from vendor_eval.report.charts import Drawable
    from vendor_eval.report.content.cost_quality import cost_quality

    outcome = asked.outcome
    open_ranges = getattr(open_values(asked.case), "ranges", ()) if asked.case else ()
    return Drawable(
        exact=found,
        drawn=drawn.found,
        places=cost_quality(outcome, open_ranges) if outcome else (),
        currency=outcome.currency if outcome else "",
        titles=asked.titles,
        points=asked.units.scores,
        not_drawn=drawn.reason or "no weightings were drawn",
    )


def _older(folder: Path, written: Collection[Path]) -> list[Finding]:
    """Figures of an earlier run would pass for those of this one."""
    names = ("weights", "ranks", "pairs", "price-quality")
    left = [
        p.name
        for p in sorted(folder.glob("*.[sp][vn]g"))
        if (p.stem in names or p.stem.startswith("one-weight-")) and p not in written
    ]
    if not left:
        return []
    message = f"{', '.join(left)} in {folder}: written earlier, not from this run"
    return [Finding("charts.older", "warning", str(folder), message, "delete what you no longer need")]
