"""agreement: how far the evaluators, or the raters of a table, agree."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.scoring.agreement.panel import Agreement

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
    if path.is_dir() or not path.suffix:
        result = procurement(path).agreement(level.value, seed=seed)
    else:
        from vendor_eval.operations.panel.agreement import table_agreement

        result = table_agreement(path, level.value, seed=seed)
    if result.agreement is None:
        return Output(_EMPTY, result.findings)
    lines, table = _text(result.agreement)
    return Output(result.agreement.as_data(), result.findings, lines, csv=table)


def _text(found: Agreement) -> tuple[list[str | Table], Table]:
    alpha, w = found.alpha, found.concordance
    between = f" (95 % interval {alpha.interval[0]:.3f} to {alpha.interval[1]:.3f})" if alpha.interval else ""
    lines = [
        f"{len(found.ratings.raters)} raters, {len(found.ratings.items)} items",
        f"Krippendorff's alpha, {found.level}: {_figure(alpha.value)}{between}: {found.alpha_in_words}",
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
