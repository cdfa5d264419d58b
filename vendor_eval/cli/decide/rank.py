"""rank: who comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.decide.rank_options import parse_parameters, parse_weights
from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import OutputFormat, Param, Source
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.versions import versions

if TYPE_CHECKING:
    from vendor_eval.model.outcome.record import Confirmation
    from vendor_eval.model.problem import Parameter
    from vendor_eval.operations.decide.bare_table import TableRanking
    from vendor_eval.operations.decide.rank import RankResult
    from vendor_eval.operations.decide.what_if_weights import WhatIfWeights

_KEYS = ("official", "what_if", "rankings", "excluded", "open", "close_call", "confirmation")


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
    parameters, findings = parse_parameters(param or [])
    other, wrong = parse_weights(weights)
    if findings or wrong:
        return Output(_empty(path), [*findings, *wrong])
    if path.is_dir() or not path.suffix:
        if weights is not None and not what_if:
            return Output(_empty(path), [_only_what_if()])
        return _rank_folder(path, method or (), parameters, other, confirm)
    return _rank_table(path, method or (), parameters, other, confirm)


def _rank_folder(
    path: Path,
    methods: Sequence[str],
    parameters: Mapping[str, Parameter],
    weights: WhatIfWeights | None,
    confirm: bool,
) -> Output:
    from vendor_eval.cli.decide import ranking_tables as tables

    result = procurement(path).rank(methods, parameters, weights=weights, confirm=confirm)
    if result.outcome is None:
        return Output(_empty(path), result.findings)
    text = [*tables.outcome_text(result, result.outcome), *result.agreement_sentences]
    csv = tables.long_table(result.outcome.rankings)
    return Output(folder_data(result), result.findings, text, csv)


def folder_data(result: RankResult) -> dict[str, Any]:
    """The ranking of a procurement for scripts."""
    outcome = result.outcome
    if outcome is None:
        return {}
    dumped = outcome.model_dump(mode="json", include=set(_KEYS))
    data = {key: dumped[key] for key in _KEYS}
    data["versions"] = _versions(outcome.versions, outcome.confirmation)
    return data if result.agreement is None else {**data, "agreement": result.agreement}


def _rank_table(
    path: Path,
    methods: Sequence[str],
    parameters: Mapping[str, Parameter],
    weights: WhatIfWeights | None,
    confirm: bool,
) -> Output:
    from vendor_eval.cli.decide import ranking_tables as tables
    from vendor_eval.operations.decide.bare_table import rank_table

    result = rank_table(path, methods, parameters, weights=weights, confirm=confirm)
    if not result.read:
        return Output(_empty(path), result.findings)
    return Output(
        _table_data(result), result.findings, tables.table_text(result), tables.long_table(result.rankings)
    )


def _table_data(result: TableRanking) -> dict[str, Any]:
    confirmation = result.confirmation
    return {
        "rankings": [r.model_dump(mode="json") for r in result.rankings],
        "agreement": result.agreement,
        "confirmation": confirmation.model_dump(mode="json") if confirmation else None,
        "versions": _versions(versions(), confirmation),
    }


def _only_what_if() -> Finding:
    hint = "add --what-if: the result is marked as not official, and nothing is written"
    message = "the weights of a procurement are published; others can only be tried"
    return Finding("usage.what-if", "error", "--weights", message, hint)


def _empty(path: Path) -> dict[str, Any]:
    """The keys of an answer that has none, so that a script finds what it looks for."""
    data: dict[str, Any] = {"rankings": [], "versions": versions()}
    if path.is_dir():
        data |= {"official": False, "excluded": [], "open": []}
    return data


def _versions(known: Mapping[str, str], confirmation: Confirmation | None) -> dict[str, str]:
    return {**known, **({confirmation.library: confirmation.version} if confirmation else {})}
