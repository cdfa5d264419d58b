"""Rank the vendors of a procurement: by the published method, by others beside it, or by other weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

# First of all: loaded later NumPy takes twice as long to start.
import numpy as numpy

from vendor_eval.decision.methods import find_method
from vendor_eval.decision.procurement.published import Methods, published_method
from vendor_eval.decision.procurement.scored import METHOD, Scored, problem_of, score
from vendor_eval.decision.table.agreement import Matrix, agreement, in_words
from vendor_eval.decision.table.bind import all_methods
from vendor_eval.findings import has_errors
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import BidState
from vendor_eval.model.problem import Parameter, Problem
from vendor_eval.operations.arguments import waiting_for
from vendor_eval.operations.decide.what_if_weights import WhatIfWeights, what_if_shares
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.pipeline import Question, outcome_of

ALL = "all"
"""In place of the name of a method: every method that the table can be ranked by."""
NO_PARAMETERS: Mapping[str, Parameter] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class RankResult(OperationResult):
    """``outcome`` is None where a file or a weight has an error.

    ``awaited``: vendors without a bid while bids may still come in, and ``awaited_until`` in words.
    ``agreement`` compares the methods of ``all`` by Kendall's tau-b, ``agreement_sentences`` in words.
    """

    outcome: Outcome | None = None
    awaited: tuple[str, ...] = ()
    awaited_until: str = ""
    agreement: Matrix | None = None
    agreement_sentences: tuple[str, ...] = ()


def rank(
    folder: ProcurementFolder,
    methods: Sequence[str] = (),
    parameters: Mapping[str, Parameter] = NO_PARAMETERS,
    *,
    weights: WhatIfWeights | None = None,
    confirm: bool = False,
) -> RankResult:
    """Rank by ``methods`` (names, or ``all``), each with ``parameters``; by the published method if empty.

    ``weights`` replace the agreed ones: a what-if, never official. ``confirm``: scikit-criteria calculates
    the first ranking as well. Writes nothing.
    """
    case, findings = folder.load()
    if case is None:
        return RankResult(findings=tuple(findings))
    shares, notes = (None, []) if weights is None else what_if_shares(case, weights)
    if has_errors(notes):
        return RankResult(findings=tuple(notes))
    now, scored = folder.clock(), score(case, shares)
    table = _table(scored) if ALL in methods else None
    chosen = _chosen(case, methods, parameters, table)
    outcome = outcome_of(case, scored, Question(methods=chosen, weights=shares, confirmed=confirm, now=now))
    until = waiting_for(case, now)
    compared = [r for r in outcome.rankings if find_method(r.method)]  # the mean of ranks is not of the table
    return RankResult(
        findings=(*notes, *outcome.findings),
        outcome=outcome,
        awaited=tuple(e.vendor for e in outcome.excluded if until and e.bid_state is BidState.MISSING),
        awaited_until=until,
        agreement=None if table is None else agreement(compared),
        agreement_sentences=() if table is None else in_words(table, compared),
    )


def _chosen(
    case: Case, names: Sequence[str], parameters: Mapping[str, Parameter], table: Problem | None
) -> Methods:
    if not names:
        return ((METHOD, parameters),) if parameters else ()
    if table is None:
        return tuple((name, parameters) for name in names)
    published = published_method(case)
    return ((published, {}), *with_all_methods(table, names, parameters, besides=published))


def with_all_methods(
    problem: Problem, names: Sequence[str], parameters: Mapping[str, Parameter], besides: str = ""
) -> Methods:
    """``all`` becomes every method that can rank this table; ``parameters`` go to named methods only."""
    named: Methods = tuple((name, parameters) for name in names if name != ALL)
    if ALL not in names:
        return named
    rest = [name for name in all_methods(problem) if name not in (besides, *names)]
    return (*named, *((name, NO_PARAMETERS) for name in rest))


def _table(scored: Scored) -> Problem | None:
    """The decision table of a procurement; None where nobody can be ranked yet."""
    if not scored.ranked or has_errors(list(scored.findings)):
        return None
    return problem_of(scored.leaves, scored.cells, scored.ranked)
