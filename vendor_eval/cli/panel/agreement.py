"""agreement: how far the evaluators, or the raters of a table, agree."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli.options import OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import opened

if TYPE_CHECKING:
    from vendor_eval.scoring.agreement.panel import Agreement
    from vendor_eval.scoring.agreement.ratings import Ratings

_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("krippendorff_alpha", "alpha_interval", "kendall_w", "chi2", "p")),
    **{"raters": [], "items": [], "left_out": [], "evaluators": {}},
}


class Scale(StrEnum):
    """The four levels of measurement."""

    nominal = "nominal"
    ordinal = "ordinal"
    interval = "interval"
    ratio = "ratio"


@verb
def agreement(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|RATINGS.csv",
            help="A procurement folder, or a table: items in row 1, raters in column 1, blanks missing.",
            show_default=False,
        ),
    ],
    level: Annotated[
        Scale, typer.Option("--level", help="What the numbers are: names, an order, distances, amounts.")
    ] = Scale.interval,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws for the interval of alpha.")] = 0,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Say how far evaluators agree: Krippendorff's alpha, Kendall's W, strict or even-handed, lone scores.

    Examples:
    vendor-eval agreement our-pacs

    vendor-eval agreement ratings.csv --level ordinal --format json

    """
    from vendor_eval.scoring.agreement.panel import agreement as agreed

    ratings, findings = _ratings(path)
    if ratings is None:
        return Output(_EMPTY, findings)
    found = agreed(ratings, level.value, seed=seed)
    said, table = _said(found)
    return Output(found.as_data(), [*findings, *found.findings], said, csv=table)


def _ratings(path: Path) -> tuple[Ratings | None, list[Finding]]:
    from vendor_eval.scoring.agreement.ratings import ratings_of
    from vendor_eval.scoring.conflicts import single_scorer_findings
    from vendor_eval.workspace.tables.ratings import read_ratings

    if not path.is_dir() and path.suffix:
        return read_ratings(path)
    _, case, findings = opened(path)
    if case is None:
        return None, findings
    ratings = ratings_of(case)
    if not ratings.items:
        hint = "take score sheets back first: vendor-eval collect DIR FILE..."
        return None, [*findings, Finding("agreement.no-scores", "error", "", "there are no scores yet", hint)]
    return ratings, [*findings, *single_scorer_findings(case)]


def _said(found: Agreement) -> tuple[list[str | Table], Table]:
    from vendor_eval.scoring.agreement.panel import in_words

    alpha, w = found.alpha, found.concordance
    between = f" (95 % interval {alpha.interval[0]:.3f} to {alpha.interval[1]:.3f})" if alpha.interval else ""
    lines = [
        f"{len(found.ratings.raters)} raters, {len(found.ratings.items)} items",
        f"Krippendorff's alpha, {found.level}: {_figure(alpha.value)}{between}: {in_words(alpha.value)}",
        f"Kendall's W: {_figure(w.w)}"
        + (f", chi2 {w.chi2:.3f}, p {w.p:.4f}" if w.chi2 is not None and w.p is not None else ""),
    ]
    columns = ("evaluator", "rated", "mean", "severity", "variation", "others'", "halo", "lone scores")
    rows = [
        (
            name,
            str(r.rated),
            _figure(r.mean),
            _figure(r.severity, "+"),
            _figure(r.variation),
            _figure(r.variation_of_others),
            {True: "yes", False: "no", None: "-"}[r.halo],
            str(len(r.outliers)),
        )
        for name, r in found.raters.items()
    ]
    title = "Evaluators (severity above 0: stricter than the others; variation: within a vendor)"
    table = Table(title, columns, rows, right=columns[1:])
    return ["\n".join(lines), *([table] if rows else [])], table


def _figure(x: float | None, sign: str = "") -> str:
    return "-" if x is None else f"{x:{sign}.3f}"
