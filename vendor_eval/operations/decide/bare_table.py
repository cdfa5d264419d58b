"""Rank a table in a file of its own, which belongs to no procurement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vendor_eval.decision.library.confirm import confirm as confirmed_by_library
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.agreement import Matrix, agreement, in_words
from vendor_eval.decision.table.rounding import before_rounding
from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Confirmation, Ranking
from vendor_eval.model.problem import Parameter
from vendor_eval.operations.decide.rank import NO_PARAMETERS, with_all_methods
from vendor_eval.operations.decide.what_if_weights import WhatIfWeights, reweighted_tables
from vendor_eval.operations.result import OperationResult
from vendor_eval.workspace.tables.problem_file import read_problem


@dataclass(frozen=True, kw_only=True)
class TableRanking(OperationResult):
    """A ranking for each method that could rank the table. ``read`` is false where the table has an error.

    ``agreement`` compares several methods by Kendall's tau-b, ``agreement_sentences`` in words.
    """

    read: bool = False
    rankings: tuple[Ranking, ...] = ()
    agreement: Matrix | None = None
    agreement_sentences: tuple[str, ...] = ()
    confirmation: Confirmation | None = None


def rank_table(
    path: Path,
    methods: Sequence[str] = (),
    parameters: Mapping[str, Parameter] = NO_PARAMETERS,
    *,
    weights: WhatIfWeights | None = None,
    confirm: bool = False,
) -> TableRanking:
    """Rank the rows of a table (yaml, json, csv, xlsx) by ``methods`` (names, or ``all``), or by its own."""
    problem, findings = read_problem(path)
    if problem is None:
        return TableRanking(findings=tuple(findings))
    chosen = with_all_methods(problem, methods, parameters) or ((problem.method, parameters),)
    tables, findings = reweighted_tables(problem, weights, [name for name, _ in chosen])
    if not tables:
        return TableRanking(findings=tuple(findings))
    rankings: list[Ranking] = []
    for (name, given), table in zip(chosen, tables, strict=True):
        result, wrong = rank(table, name, given)
        findings += [f for f in wrong if f not in findings]
        if result is not None:
            rankings.append(result)
    confirmation = (
        confirmed_by_library(tables[0], before_rounding(rankings[0])) if confirm and rankings else None
    )
    return TableRanking(
        findings=(*findings, *_disagreement(confirmation)),
        read=True,
        rankings=tuple(rankings),
        agreement=agreement(rankings) if len(rankings) > 1 else None,
        agreement_sentences=in_words(tables[0], rankings),
        confirmation=confirmation,
    )


def _disagreement(confirmation: Confirmation | None) -> list[Finding]:
    if confirmation is None or confirmation.agrees is not False:
        return []
    hint = "do not use this ranking; report it as a defect of the program with the table"
    return [Finding("rank.not-confirmed", "error", confirmation.method, confirmation.message, hint)]
