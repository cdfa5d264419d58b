"""sensitivity: how far the decision holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli import complete
from vendor_eval.cli import drawn as mc
from vendor_eval.cli.opened import opened
from vendor_eval.cli.options import OutputFormat
from vendor_eval.cli.rank import parameters_of
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.cli.doubted import Units
    from vendor_eval.model.outcome import Ranking
    from vendor_eval.model.problem import Parameter, Problem
    from vendor_eval.sensitivity.blocks import Tables

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
    "reason": "there is no ranking; the findings say why",
}


class Known(StrEnum):
    """What is taken as known of the weights."""

    both = "both"
    order = "order"
    ranges = "ranges"
    nothing = "nothing"


@dataclass(frozen=True)
class Asked:
    """What is looked into. ``ranking`` is what ``rank`` prints; ``priced`` holds prices as they are.

    ``open_values`` draws what the case leaves open.
    """

    problem: Problem
    ranking: Ranking | None
    units: Units
    method: str | None
    parameters: Mapping[str, Parameter]
    priced: Problem | None = None
    data: dict[str, Any] = field(default_factory=dict)
    open_values: Tables | None = None


@verb
def sensitivity(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|PROBLEM",
            help="A procurement folder, or a table (yaml, json, csv, xlsx).",
            show_default=False,
        ),
    ],
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
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="NAME=VALUE",
            help="A parameter of the method; may be repeated.",
            show_default=False,
        ),
    ] = None,
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
    output_format: OutputFormat = Format.table,
) -> Result:
    """Say how far the decision holds: which weights, bids or prices would put another vendor first.

    Examples:
    vendor-eval sensitivity our-pacs

    vendor-eval sensitivity table.csv --method promethee2 --format json

    vendor-eval sensitivity our-pacs --percent 10 --by group --precision 0.001

    """
    from vendor_eval.cli import doubted
    from vendor_eval.sensitivity.exact import exact, nothing_exact
    from vendor_eval.sensitivity.folder import rounding_findings

    parameters, findings = parameters_of(param or [])
    if findings:
        return Result(_empty(), findings)
    sampling = mc.Draws(
        distribution.value, percent, concentration, by.value, draws, seed, threads, precision, cluster
    )
    asked, findings = _asked(path, method, parameters, uncertain)
    if asked is None:
        return Result(_empty(), findings)
    first = next(iter(asked.ranking.best), None) if asked.ranking else None
    if asked.ranking is not None and asked.ranking.method == "mean_of_ranks":
        found, wrong = nothing_exact(asked.problem, asked.ranking, first), []
    else:
        answer, wrong = exact(
            asked.problem,
            asked.method,
            asked.parameters,
            first=first,
            known=known.value,
            field=asked.priced,
        )
        if answer is None:
            return Result(_empty(), [*findings, *(f for f in wrong if f not in findings)])
        found = answer
    if asked.ranking is not None:
        wrong = [*wrong, *rounding_findings(asked.ranking, found)]
    drawn, more = mc.sampled_unless(
        found.reason if asked.ranking is not None and asked.ranking.method == "mean_of_ranks" else None,
        asked.problem,
        sampling,
        asked.method,
        asked.parameters,
        asked.open_values,
    )
    wrong = [*wrong, *(f for f in more if f not in wrong)]
    data = {**asked.data, **found.as_data(), "acceptability": drawn.data}
    headline, *exactly = doubted.said(found, asked.units)
    said = [headline, *drawn.said, *exactly]
    told = [*findings, *(f for f in wrong if f not in findings)]
    return Result(data, told, said, csv=drawn.below(doubted.long_table(found)))


def _asked(
    path: Path, method: str | None, parameters: Mapping[str, Parameter], uncertain: bool
) -> tuple[Asked | None, list[Finding]]:
    if path.is_dir() or not path.suffix:
        return _of_folder(path, method, parameters, uncertain)
    from vendor_eval.cli.doubted import Units
    from vendor_eval.versions import versions
    from vendor_eval.workspace.problem_file import read_problem

    problem, findings = read_problem(path)
    if problem is None:
        return None, findings
    weights = sum(c.weight for c in problem.criteria)
    units = Units(weights=weights, scores=1.0)
    return Asked(problem, None, units, method, parameters, data={"versions": versions()}), findings


def _of_folder(
    path: Path, method: str | None, parameters: Mapping[str, Parameter], uncertain: bool
) -> tuple[Asked | None, list[Finding]]:
    """A procurement, by the ranking that ``rank`` prints of it."""
    from vendor_eval.cli.doubted import Units
    from vendor_eval.decision.table import METHOD, PARAMETERS
    from vendor_eval.pipeline import Question, evaluate
    from vendor_eval.sensitivity.folder import priced, table_of

    _, case, findings = opened(path)
    if case is None:
        return None, findings
    if parameters and method is None:
        method = METHOD
    outcome = evaluate(case, Question(methods=((method, parameters),) if method else ()))
    if not outcome.rankings:
        return None, list(outcome.findings)
    ranking = outcome.rankings[0]
    problem = table_of(outcome, case.weights.range)
    points = float(outcome.rules.points)
    in_force = {**(PARAMETERS if ranking.method == METHOD else {}), **parameters}
    units = Units(weights=points, scores=points if ranking.method == METHOD else 1.0)
    data = {
        "official": outcome.official,
        "rankings": [ranking.model_dump(mode="json")],
        "versions": outcome.versions,
    }
    tables = mc.open_values(case) if uncertain else None
    asked = Asked(problem, ranking, units, ranking.method, in_force, priced(problem, outcome), data, tables)
    return asked, list(outcome.findings)


def _empty() -> dict[str, Any]:
    """The keys of an answer that has none, so that a script finds what it looks for."""
    from vendor_eval.versions import versions

    return {**_EMPTY, "versions": versions()}
