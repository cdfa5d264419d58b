"""Monte Carlo on the command line: its options, its progress, and its tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli.output.printing import Table

if TYPE_CHECKING:
    from vendor_eval.model.outcome.acceptability import Acceptability
    from vendor_eval.operations.decide.sensitivity import SensitivityResult, ShowProgress
    from vendor_eval.sensitivity.monte_carlo.engine import Progress

OWN = ("vendor", "rank", "against", "share", "standard_error")
"""Columns of a row about drawn weights."""
SHOWN = 4
"""Ranks that a table on the screen has room for."""


class Distribution(StrEnum):
    """What weights are drawn from."""

    percent = "percent"
    dirichlet = "dirichlet"
    uniform = "uniform"
    ordinal = "ordinal"
    interval = "interval"


class By(StrEnum):
    """What is drawn."""

    leaf = "leaf"
    group = "group"


DistributionOption = Annotated[
    Distribution,
    typer.Option(
        "--distribution",
        help="Weights to draw: around the agreed ones (percent, dirichlet), any at all (uniform), "
        "in the agreed order (ordinal), in the ranges of the criteria (interval).",
    ),
]
PercentOption = Annotated[
    float, typer.Option("--percent", help="For percent: how far each weight goes up and down.")
]
ConcentrationOption = Annotated[
    float, typer.Option("--concentration", help="For dirichlet: larger stays nearer to the agreed weights.")
]
ByOption = Annotated[By, typer.Option("--by", help="Draw each criterion, or the top groups.")]
DrawsOption = Annotated[
    int | None,
    typer.Option("--draws", metavar="N", help="Weightings to draw (default: 100000).", show_default=False),
]
SeedOption = Annotated[int, typer.Option("--seed", help="Of the draws; the same seed, the same result.")]
ThreadsOption = Annotated[
    int | None,
    typer.Option("--threads", metavar="N", help="Default: one for each processor.", show_default=False),
]
PrecisionOption = Annotated[
    float | None,
    typer.Option(
        "--precision",
        metavar="X",
        help="Draw until no standard error of a share is larger, such as 0.001.",
        show_default=False,
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="A Dask scheduler that computes instead, such as tcp://scheduler:8786.",
        show_default=False,
    ),
]
UncertainOption = Annotated[
    bool,
    typer.Option(
        "--uncertain",
        help="Draw also what the case leaves open: scores between those of the evaluators, unanswered "
        "questions from nothing to the best answer, volumes, empty price lines.",
    ),
]


def data(result: SensitivityResult) -> dict[str, Any]:
    """The shares for scripts, or the reason why there are none."""
    found = result.robustness.drawn if result.robustness else None
    return found.model_dump(mode="json") if found else {"reason": result.not_sampled}


def with_shares(table: Table, found: Acceptability | None) -> Table:
    """``table`` with a row for each share below it, in columns of its own."""
    if found is None:
        return table
    blank, own = ("",) * (len(table.columns) - 1), ("",) * len(OWN)
    rows = [(*row, *own) for row in table.rows]
    rows += [(name, *blank, *cells) for name, cells in _long_rows(found)]
    return Table(table.title, (*table.columns, *OWN), rows, table.right)


def _long_rows(found: Acceptability) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The table that a row is of, and its cells under ``OWN``."""
    for vendor, shares in found.ranks.items():
        for rank, (share, error) in enumerate(zip(shares, found.standard_error[vendor], strict=True), 1):
            yield "acceptability", (vendor, str(rank), "", repr(share), repr(error))
    for vendor, others in found.pairwise.items():
        for against, share in others.items():
            yield "pairwise", (vendor, "", against, repr(share), "")


@contextmanager
def progress_bar() -> Iterator[ShowProgress | None]:
    """A line on stderr with draws, rate, error and time left; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return

    def print_progress(progress: Progress) -> None:
        typer.echo(f"\r{progress_line(progress):<78}", nl=False, err=True)

    yield print_progress
    typer.echo(f"\r{'':78}\r", nl=False, err=True)


def progress_line(progress: Progress) -> str:
    """One line of up to 78 characters; the error is the largest standard error."""
    of = "" if progress.of is None else f" of {progress.of:,}"
    left = "" if progress.seconds_left is None else f", {progress.seconds_left:.0f} s left"
    error = f", error {progress.standard_error:.4f}"
    return f"{progress.done:,}{of} draws, {progress.per_second:,.0f} a second{left}{error}"


def text(found: Acceptability | None, sampled: str) -> list[str | Table]:
    """The shares in percent, below ``sampled``: what was sampled, in words."""
    if found is None:
        return []
    names = list(found.ranks)
    places = range(min(len(names), SHOWN))
    columns = ("vendor", *(f"rank {r + 1} %" for r in places), "± s.e.", "confidence %", "regret")
    rows = [
        (
            name,
            *(f"{100 * found.ranks[name][r]:.1f}" for r in places),
            f"{100 * found.standard_error[name][0]:.2f}",
            "-" if (p := found.confidence[name]) is None else f"{100 * p:.0f}",
            f"{found.regret[name] + 0.0:.4g}",
        )
        for name in names
    ]
    table = Table("How often each vendor has which rank", columns, rows, right=columns[1:])
    return [sampled, table]
