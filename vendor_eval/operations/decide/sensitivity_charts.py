"""The figures of a sensitivity analysis as svg and png files in any folder, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding
from vendor_eval.operations.decide.sensitivity_request import SensitivityRequest
from vendor_eval.report.charts import Drawable, every, png, svg
from vendor_eval.report.content.cost_quality import cost_quality
from vendor_eval.sensitivity.verdict import Robustness
from vendor_eval.workspace.folder.atomic import write_all


@dataclass(frozen=True, kw_only=True)
class Charts:
    """``files`` are names in ``folder``; none where writing was ``stopped``, and the Findings say by what.

    ``missing``: charts that could not be made, with the reason.
    """

    folder: Path
    files: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    changed: bool = False
    stopped: bool = False
    findings: tuple[Finding, ...] = ()


def write_charts(
    folder: Path, request: SensitivityRequest, robustness: Robustness, not_sampled: str | None
) -> Charts:
    """Write every chart that these answers give; the same answers again change nothing."""
    charts, missing = every(_drawable(request, robustness, not_sampled))
    files = {folder / f"{name}.svg": svg(chart).encode() for name, chart in charts.items()}
    files |= {path.with_suffix(".png"): png(chart.decode()) for path, chart in list(files.items())}
    try:
        changed = write_all(files)
    except VendorEvalError as stop:
        wrong = Finding(stop.code, "error", stop.where, stop.message, stop.hint)
        return Charts(folder=folder, missing=missing, stopped=True, findings=(wrong,))
    return Charts(
        folder=folder,
        files=tuple(sorted(path.name for path in files)),
        missing=missing,
        changed=bool(changed),
        findings=tuple(_older(folder, files.keys())),
    )


def _drawable(request: SensitivityRequest, robustness: Robustness, not_sampled: str | None) -> Drawable:
    of = request.of
    open_values = of.open_values if of is not None and of.published else None
    return Drawable(
        exact=robustness.exact,
        drawn=robustness.drawn,
        places=cost_quality(of.outcome, open_values.ranges if open_values else ()) if of else (),
        currency=of.outcome.currency if of else "",
        titles=request.titles,
        points=request.units.scores,
        not_drawn=not_sampled or "no weightings were drawn",
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
