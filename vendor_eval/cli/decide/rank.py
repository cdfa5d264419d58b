"""rank: who comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.options import OutputFormat, Param, Source
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.arguments import now, opened, waiting_for

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.record import Confirmation, Ranking
    from vendor_eval.model.problem import Parameter, Problem

Methods = tuple[tuple[str, Mapping[str, Any]], ...]


@verb
def rank(
    path: Source,
    method: Annotated[
        list[str] | None,
        typer.Option(
            "--method",
            metavar="NAME",
            help="A decision method, may be repeated; all: every one that fits.",
            autocompletion=complete.methods,
            show_default=False,
        ),
    ] = None,
    param: Param = None,
    weights: Annotated[
        str | None,
        typer.Option(
            "--weights",
            metavar="ID=W,...|FILE|NAME",
            help="Other weights, as id=weight pairs, a weights file, or the name of published weights "
            "(joshi-2014). Ids not named keep their proportions. "
            "Numbers up to 1 in all are shares of the whole; larger ones are on the scale of the file.",
            show_default=False,
        ),
    ] = None,
    what_if: Annotated[
        bool, typer.Option("--what-if", help="Allow other weights on a folder; the result is not official.")
    ] = False,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Let scikit-criteria recompute the first ranking.")
    ] = False,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Rank the vendors of a procurement, or the rows of a table: scores, gates, contributions.

    Examples:
    vendor-eval rank our-pacs --confirm

    vendor-eval rank our-pacs --what-if --weights cost=40

    vendor-eval rank table.csv --method topsis --param normalisation=vector

    """
    parameters, findings = parameters_of(param or [])
    if findings:
        return Output(_empty(path), findings)
    methods: Methods = tuple((name, parameters) for name in method or ())
    if path.is_dir() or not path.suffix:
        return rank_folder(path, methods, parameters, weights, what_if, confirm)
    return _rank_table(path, methods, parameters, weights, confirm)


def rank_folder(
    path: Path,
    methods: Methods = (),
    parameters: Mapping[str, Any] = MappingProxyType({}),
    weights: str | None = None,
    what_if: bool = False,
    confirm: bool = False,
) -> Output:
    """The verb on a folder, for other verbs."""
    from vendor_eval.cli.decide import ranking_tables as ranked
    from vendor_eval.decision.procurement.published import published_method
    from vendor_eval.decision.procurement.scored import METHOD
    from vendor_eval.operations.what_if_weights import other_shares
    from vendor_eval.pipeline import Question, evaluate

    _, case, findings = opened(path)
    if case is None:
        return Output(_empty(path), findings)
    if weights is not None and not what_if:
        hint = "add --what-if: the result is marked as not official, and nothing is written"
        message = "the weights of a procurement are published; others can only be tried"
        return Output(_empty(path), [Finding("usage.what-if", "error", "--weights", message, hint)])
    shares: Mapping[str, float] | None = None
    told: list[Finding] = []
    if weights is not None:
        shares, told = other_shares(case, weights)
        if shares is None:
            return Output(_empty(path), told)
    if parameters and not methods:
        methods = ((METHOD, parameters),)
    table = _table_of(case, shares) if any(name == "all" for name, _ in methods) else None
    if table is not None:
        methods = ((published_method(case), {}), *_expanded(table, methods, published_method(case)))
    outcome = evaluate(case, Question(methods=methods, weights=shares, confirmed=confirm, now=now()))
    data = {
        "official": outcome.official,
        "what_if": outcome.what_if,
        "rankings": [_as_data(r) for r in outcome.rankings],
        "excluded": [e.model_dump(mode="json") for e in outcome.excluded],
        "open": [o.model_dump(mode="json") for o in outcome.open],
        "close_call": outcome.close_call.model_dump(mode="json") if outcome.close_call else None,
        "confirmation": outcome.confirmation.model_dump(mode="json") if outcome.confirmation else None,
        "versions": _versions(outcome.versions, outcome.confirmation),
    }
    said = ranked.folder_said(outcome, waiting_for(case))
    if table is not None:
        from vendor_eval.decision.table.agreement import agreement, in_words

        sums = _sums_of(outcome.rankings)
        data["agreement"] = agreement(sums)
        said += in_words(table, sums)
    return Output(data, [*told, *outcome.findings], said, csv=ranked.long_table(outcome.rankings))


def _table_of(case: Case, shares: Mapping[str, float] | None) -> Problem | None:
    """The decision table of a procurement; None where nobody can be ranked yet."""
    from vendor_eval.decision.procurement.scored import problem_of, score

    scored = score(case, shares)
    if not scored.ranked or has_errors(scored.findings):
        return None
    return problem_of(scored.leaves, scored.cells, scored.ranked)


def _sums_of(rankings: Sequence[Ranking]) -> list[Ranking]:
    """Those that are of the table: the mean of evaluators' ranks is not."""
    from vendor_eval.decision.methods import find_method

    return [r for r in rankings if find_method(r.method)]


def _rank_table(
    path: Path, methods: Methods, parameters: Mapping[str, Any], weights: str | None, confirm: bool
) -> Output:
    from vendor_eval.cli.decide import ranking_tables as ranked
    from vendor_eval.decision.library.confirm import confirm as confirmed
    from vendor_eval.decision.rank import rank as rank_problem
    from vendor_eval.decision.table.agreement import agreement, in_words
    from vendor_eval.operations.what_if_weights import reweighed
    from vendor_eval.versions import versions
    from vendor_eval.workspace.tables.problem_file import read_problem

    problem, findings = read_problem(path)
    if problem is None:
        return Output(_empty(path), findings)
    chosen = _expanded(problem, methods) or ((problem.method, parameters),)
    weighed, findings = reweighed(problem, weights, [name for name, _ in chosen])
    rankings: list[Ranking] = []
    for (name, given), table in zip(chosen, weighed, strict=False):
        result, wrong = rank_problem(table, name, given)
        findings += [f for f in wrong if f not in findings]
        if result is not None:
            rankings.append(result)
    if not weighed:
        return Output(_empty(path), findings)
    problem = weighed[0]
    confirmation = confirmed(problem, _as_given(rankings[0])) if confirm and rankings else None
    data = {
        "rankings": [_as_data(r) for r in rankings],
        "agreement": agreement(rankings) if len(rankings) > 1 else None,
        "confirmation": confirmation.model_dump(mode="json") if confirmation else None,
        "versions": _versions(versions(), confirmation),
    }
    said: list[str | Table] = [t for r in rankings for t in ranked.ranking_tables(r)]
    said += [line for r in rankings for line in ranked.ties_said(r)]
    said += in_words(problem, rankings)
    said += [confirmation.message] if confirmation else []
    return Output(data, findings + _disagrees(confirmation), said, csv=ranked.long_table(rankings))


def _as_given(ranking: Ranking) -> Ranking:
    """The ranking before the table's rounding and ties, which no library knows."""
    from vendor_eval.decision.methods.ranks import competition_ranks

    if not {"unrounded", "ties"} & ranking.details.keys():
        return ranking
    scores = ranking.details.get("unrounded", ranking.scores)
    ranks = competition_ranks(scores, lower_is_better=ranking.lower_is_better)
    return ranking.model_copy(update={"scores": scores, "ranks": ranks})


def _expanded(problem: Problem, methods: Methods, already: str = "") -> Methods:
    """``all`` stands for every method that this table fits; parameters go to named methods only."""
    from vendor_eval.decision.table.bind import all_methods

    if all(name != "all" for name, _ in methods):
        return methods
    named = {already, *(name for name, _ in methods)}
    rest: Methods = tuple((name, {}) for name in all_methods(problem) if name not in named)
    return (*(m for m in methods if m[0] != "all"), *rest)


def parameters_of(given: list[str]) -> tuple[dict[str, Parameter], list[Finding]]:
    """``NAME=VALUE`` with numbers and true/false as such."""
    found: dict[str, Parameter] = {}
    findings = []
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            hint = "write --param name=value, such as --param normalisation=vector"
            findings.append(Finding("usage.param", "error", "--param", f"{text!r} is no NAME=VALUE", hint))
            continue
        found[name.strip()] = _typed(value.strip())
    return found, findings


def _typed(value: str) -> Parameter:
    if value in ("true", "false"):
        return value == "true"
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def _empty(path: Path) -> dict[str, Any]:
    """The keys of an answer that has none, so that a script finds what it looks for."""
    from vendor_eval.versions import versions

    data: dict[str, Any] = {"rankings": [], "versions": versions()}
    if path.is_dir():
        data |= {"official": False, "excluded": [], "open": []}
    return data


def _as_data(ranking: Ranking) -> dict[str, Any]:
    return ranking.model_dump(mode="json")


def _versions(known: Mapping[str, str], confirmation: Confirmation | None) -> dict[str, str]:
    return {**known, **({confirmation.library: confirmation.version} if confirmation else {})}


def _disagrees(confirmation: Confirmation | None) -> list[Finding]:
    if confirmation is None or confirmation.agrees is not False:
        return []
    hint = "do not use this ranking; report it as a defect of the program with the table"
    return [Finding("rank.not-confirmed", "error", confirmation.method, confirmation.message, hint)]
