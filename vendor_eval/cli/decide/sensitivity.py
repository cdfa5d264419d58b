"""sensitivity: how robust the decision is."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.decide import monte_carlo as mc
from vendor_eval.cli.decide.rank_options import parse_parameters
from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import OutputFormat, Param, Source
from vendor_eval.cli.output.printing import Format, Output, progress
from vendor_eval.cli.output.verb import verb
from vendor_eval.errors import ExitCode
from vendor_eval.findings import Finding
from vendor_eval.versions import versions

if TYPE_CHECKING:
    from vendor_eval.operations.decide.sensitivity import SensitivityResult
    from vendor_eval.operations.decide.sensitivity_charts import Charts

ChartsOption = Annotated[
    Path | None,
    typer.Option(
        "--charts",
        metavar="FOLDER",
        help="Write the figures there as svg and png files, for a paper of your own.",
        show_default=False,
    ),
]

_EMPTY: dict[str, Any] = {
    "weight_intervals": [],
    "acceptability": None,
    "smallest_change": {},
    "criticality": {"table": [], "most_critical_top": None, "most_critical_any": None},
    "bounds": {},
    "dominance": [],
    "maximin": [],
    "minimax_regret": [],
    "reversal": [],
    "panel": [],
    "stakeholders": [],
    "score_changes": [],
    "price_changes": [],
    "verdict": None,
    "reason": "there is no ranking; the findings say why",
}
"""The keys of an answer that has none, so that a script finds what it looks for."""


class Known(StrEnum):
    """What is taken as known of the weights."""

    both = "both"
    order = "order"
    ranges = "ranges"
    nothing = "nothing"


MethodOption = Annotated[
    str | None,
    typer.Option(
        "--method",
        metavar="NAME",
        help="Another decision method than the published one.",
        autocompletion=complete.methods,
        show_default=False,
    ),
]
KnownOption = Annotated[
    Known, typer.Option("--known", help="What is known of the weights, for the bounds of the scores.")
]
RehearseOption = Annotated[
    bool,
    typer.Option(
        "--rehearse",
        help="Before any bid is in: what the price formula and the weights do with made-up bids.",
    ),
]


@verb
def sensitivity(
    path: Source,
    method: MethodOption = None,
    param: Param = None,
    known: KnownOption = Known.both,
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
    rehearse: RehearseOption = False,
    charts: ChartsOption = None,
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
    if wrong := _charts_flaws(charts, rehearse):
        return Output(_empty(), wrong)
    if rehearse:
        from vendor_eval.cli.decide.rehearsal import rehearsal

        return rehearsal(path, draws, seed)
    parameters, findings = parse_parameters(param or [])
    if findings:
        return Output(_empty(), findings)
    from vendor_eval.operations.decide.sensitivity import SamplingParameters, table_sensitivity

    sampling = SamplingParameters(
        distribution.value, percent, concentration, by.value, draws, seed, threads, precision, cluster
    )
    run: Callable[..., SensitivityResult] = partial(table_sensitivity, path, notice=progress)
    if path.is_dir() or not path.suffix:
        run = partial(procurement(path).sensitivity, uncertain=uncertain)
    with mc.progress_bar() as bar:
        return _output(
            run(method, parameters, known=known.value, sampling=sampling, charts=charts, progress=bar)
        )


def _charts_flaws(folder: Path | None, rehearse: bool) -> list[Finding]:
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


def _output(result: SensitivityResult) -> Output:
    from vendor_eval.cli.decide import sensitivity_case_tables, sensitivity_tables

    found = result.robustness
    if found is None:
        return Output(_empty(), result.findings)
    headline, *exact = sensitivity_tables.text(found.exact, result.units)
    figures = result.charts
    return Output(
        {
            "verdict": result.verdict,
            **_ranking_data(result),
            **found.exact.as_data(),
            "acceptability": mc.data(result),
            **sensitivity_case_tables.data(result),
            **_charts_data(figures),
        },
        result.findings,
        [
            f"{result.verdict}\n",
            headline,
            *mc.text(found.drawn, result.sampled),
            *sensitivity_case_tables.text(found.case),
            *exact,
            *_charts_text(figures),
        ],
        csv=mc.with_shares(sensitivity_tables.long_table(found.exact), found.drawn),
        code=ExitCode.STOPPED if figures and figures.stopped else None,
    )


def _ranking_data(result: SensitivityResult) -> dict[str, Any]:
    """The ranking of a procurement that was looked into; nothing of a bare table."""
    of = result.request.of if result.request else None
    if of is None:
        return {"versions": versions()}
    ranking = of.outcome.rankings[0].model_dump(mode="json")
    return {"official": of.outcome.official, "rankings": [ranking], "versions": of.outcome.versions}


def _charts_data(figures: Charts | None) -> dict[str, Any]:
    if figures is None:
        return {}
    folder, files = str(figures.folder), list(figures.files)
    return {"charts": {"folder": folder, "files": files, "not_drawn": figures.missing}}


def _charts_text(figures: Charts | None) -> list[str]:
    if figures is None or figures.stopped:
        return []
    count = len(figures.files) // 2
    written = f"{count} figures in {figures.folder}, each as svg and png"
    text = written if count else "No figure could be drawn"
    text += "." if figures.changed or not count else "; they were there already."
    lines = [text, *(f"Not drawn: {name} ({why})." for name, why in figures.missing.items())]
    return ["\n".join(lines) + "\n"]


def _empty() -> dict[str, Any]:
    return {**_EMPTY, "versions": versions()}
