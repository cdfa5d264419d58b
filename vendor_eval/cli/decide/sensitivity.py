"""sensitivity: how far the decision holds."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.decide import monte_carlo as mc
from vendor_eval.cli.decide import sensitivity_charts
from vendor_eval.cli.decide.rank_options import parse_parameters
from vendor_eval.cli.options import OutputFormat, Param, Source
from vendor_eval.cli.output.printing import Format, Output, progress
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.cli.decide.sensitivity_request import Asked
    from vendor_eval.sensitivity.exact.results import Exact
    from vendor_eval.sensitivity.verdict import Found

LARGE = 20_000
"""So many cells take longer than a person waits without a word."""


class Known(StrEnum):
    """What is taken as known of the weights."""

    both = "both"
    order = "order"
    ranges = "ranges"
    nothing = "nothing"


@verb
def sensitivity(
    path: Source,
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            metavar="NAME",
            help="Another decision method than the published one.",
            autocompletion=complete.methods,
            show_default=False,
        ),
    ] = None,
    param: Param = None,
    known: Annotated[
        Known, typer.Option("--known", help="What is known of the weights, for the bounds of the scores.")
    ] = Known.both,
    distribution: mc.DistributionOption = mc.Distribution.percent,
    percent: mc.PercentOption = 20,
    concentration: mc.ConcentrationOption = 100,
    by: mc.ByOption = mc.By.leaf,
    draws: mc.DrawsOption = None,
    seed: mc.SeedOption = 1,
    threads: mc.ThreadsOption = None,
    precision: mc.PrecisionOption = None,
    cluster: mc.ClusterOption = None,
    uncertain: mc.UncertainOption = False,
    rehearse: Annotated[
        bool,
        typer.Option(
            "--rehearse",
            help="Before any bid is in: what the price formula and the weights do with made-up bids.",
        ),
    ] = False,
    charts: sensitivity_charts.ChartsOption = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Say how far the decision holds: which weights, bids or prices would put another vendor first.

    Examples:
    vendor-eval sensitivity our-pacs

    vendor-eval sensitivity table.csv --method promethee2 --format json

    vendor-eval sensitivity our-pacs --percent 10 --by group --precision 0.001

    vendor-eval sensitivity our-pacs --rehearse

    vendor-eval sensitivity our-pacs --charts figures

    """
    from vendor_eval.cli.decide.sensitivity_request import asked_of, empty

    if wrong := sensitivity_charts.flaws(charts, rehearse):
        return Output(empty(), wrong)
    if rehearse:
        from vendor_eval.cli.decide.rehearsal import rehearsed

        return rehearsed(path, draws, seed)
    parameters, findings = parse_parameters(param or [])
    if findings:
        return Output(empty(), findings)
    sampling = mc.Draws(
        distribution.value, percent, concentration, by.value, draws, seed, threads, precision, cluster
    )
    asked, findings = asked_of(path, method, parameters, uncertain)
    if asked is None:
        return Output(empty(), findings)
    return _looked_into(asked, findings, known.value, sampling, charts)


def _looked_into(
    asked: Asked, findings: list[Finding], known: str, sampling: mc.Draws, folder: Path | None
) -> Output:
    from vendor_eval.cli.decide import sensitivity_case, sensitivity_tables
    from vendor_eval.cli.decide.sensitivity_request import empty
    from vendor_eval.sensitivity.verdict import verdict

    vendors, criteria = len(asked.problem.alternatives), len(asked.problem.criteria)
    if vendors * criteria > LARGE:
        progress(f"Solving for {vendors} vendors and {criteria} criteria; this may take a minute ...")
    out, drawn, noticed = found_out(asked, known, sampling)
    told = list(findings)
    told += [f for f in noticed if f not in told]
    if out is None:
        return Output(empty(), told)
    words, found, doubt = verdict(out), out.exact, out.case
    figures = sensitivity_charts.charted(folder, asked, found, drawn)
    told += [f for f in figures.findings if f not in told]
    headline, *exactly = sensitivity_tables.said(found, asked.units)
    return Output(
        {
            "verdict": words,
            **asked.data,
            **found.as_data(),
            "acceptability": drawn.data,
            **sensitivity_case.as_data(doubt, asked.open_values),
            **figures.data,
        },
        told,
        [words + "\n", headline, *drawn.said, *sensitivity_case.said(doubt), *exactly, *figures.said],
        csv=drawn.below(sensitivity_tables.long_table(found)),
        code=figures.code,
    )


def found_out(
    asked: Asked, known: str, sampling: mc.Draws, told: bool = False
) -> tuple[Found | None, mc.Sampled, list[Finding]]:
    """All that the verdict speaks of, and how the draws are printed; None where nothing can be solved.

    ``told``: only what a report tells.
    """
    from vendor_eval.cli.decide import sensitivity_case
    from vendor_eval.sensitivity.verdict import Found

    found, findings = _exactly(asked, known, told)
    if found is None:
        return None, mc.Sampled(), findings
    drawn, more = mc.sampled_unless(
        None if asked.drawable else found.reason,
        asked.problem,
        sampling,
        asked.method,
        asked.parameters,
        asked.open_values,
    )
    doubt, noticed = sensitivity_case.doubt_of(asked)
    best = asked.ranking.best if asked.ranking else found.best
    return (
        Found(found, best, drawn.found, doubt, asked.titles, asked.award),
        drawn,
        [*findings, *more, *noticed],
    )


def _exactly(asked: Asked, known: str, told: bool) -> tuple[Exact | None, list[Finding]]:
    from vendor_eval.sensitivity.case.case_tables import rounding_findings
    from vendor_eval.sensitivity.exact.every_answer import exact, nothing_exact

    first = next(iter(asked.ranking.best), None) if asked.ranking else None
    if asked.ranking is not None and asked.by_ranks:
        return nothing_exact(asked.problem, asked.ranking, first), []
    found, wrong = exact(
        asked.problem,
        asked.method,
        asked.parameters,
        first=first,
        known=known,
        field=asked.priced,
        told=told,
    )
    if found is not None and asked.ranking is not None:
        wrong = [*wrong, *rounding_findings(asked.ranking, found)]
    return found, wrong
