"""Monte Carlo on the command line: its options, its progress, and what it says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli.show import Table
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.decision.prepared import Prepared
    from vendor_eval.model.acceptability import Acceptability
    from vendor_eval.model.problem import Problem
    from vendor_eval.sensitivity.blocks import Tables
    from vendor_eval.sensitivity.engine import Progress

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


@dataclass(frozen=True)
class Draws:
    """What the options say."""

    distribution: str = "percent"
    percent: float = 20
    concentration: float = 100
    by: str = "leaf"
    draws: int | None = None
    seed: int = 1
    threads: int | None = None
    precision: float | None = None
    cluster: str | None = None


def sampled(
    problem: Problem | Prepared,
    asked: Draws,
    method: str | None = None,
    parameters: Mapping[str, Any] | None = None,
    tables: Tables | None = None,
) -> tuple[Acceptability | None, list[Finding]]:
    """Rank shares, with a bar on a terminal while they are drawn. Ctrl-C ends with what is known."""
    from vendor_eval.sensitivity.acceptability import acceptability

    with _bar() as progress:
        return acceptability(problem, method, parameters, **asdict(asked), progress=progress, tables=tables)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None] | None]:
    """A line on stderr with draws, rate, error and time left; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(progress: Progress) -> None:
        typer.echo(f"\r{in_words(progress):<78}", nl=False, err=True)

    yield tell
    typer.echo(f"\r{'':78}\r", nl=False, err=True)


def in_words(progress: Progress) -> str:
    """One line of less than 79 characters."""
    of = "" if progress.of is None else f" of {progress.of:,}"
    left = "" if progress.seconds_left is None else f", {progress.seconds_left:.0f} s left"
    error = f", standard error {progress.standard_error:.4f}"
    return f"{progress.done:,}{of} draws, {progress.per_second:,.0f} a second{left}{error}"


def said(found: Acceptability) -> list[str | Table]:
    """For a person: what was drawn, and the shares in percent."""
    names = list(found.ranks)
    places = range(min(len(names), SHOWN))
    columns = ("vendor", *(f"rank {r + 1} %" for r in places), "± s.e.", "confidence %", "regret")
    rows = [
        (
            name,
            *(f"{100 * found.ranks[name][r]:.1f}" for r in places),
            f"{100 * found.standard_error[name][0]:.2f}",
            "-" if (p := found.confidence[name]) is None else f"{100 * p:.0f}",
            f"{found.regret[name]:.4g}",
        )
        for name in names
    ]
    table = Table("How often each vendor has which rank", columns, rows, right=columns[1:])
    return [drawn_in_words(found), table]


def drawn_in_words(found: Acceptability) -> str:
    """What was drawn, with every number that a repetition needs."""
    how = {
        "percent": f"within {found.percent or 0:g} percent of the agreed ones",
        "dirichlet": f"around the agreed ones (Dirichlet, concentration {found.concentration or 0:g})",
        "uniform": "of any size (uniform)",
        "ordinal": "in the order of the agreed ones",
        "interval": "in the ranges of the criteria",
    }[found.distribution]
    unit = "criterion by criterion" if found.by == "leaf" else "by group"
    stopped = "" if found.complete else "Stopped early. "
    return f"{stopped}{found.draws:,} weightings {how}, {unit}; method {found.method}, seed {found.seed}."
