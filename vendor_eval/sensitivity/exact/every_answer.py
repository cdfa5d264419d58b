"""Every exact answer about one decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from vendor_eval.decision.methods import LIBRARY_PREFIX
from vendor_eval.decision.procurement.mean_of_ranks import NAME as MEAN_OF_RANKS
from vendor_eval.decision.rank import rank, ranking_of
from vendor_eval.decision.table.bind import BoundMethod, bind
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.exact.bounds import bounds, set_findings, too_many
from vendor_eval.sensitivity.exact.criticality import criticality
from vendor_eval.sensitivity.exact.linear import Linear, linear, path_of
from vendor_eval.sensitivity.exact.one_way import nodes_of, weight_intervals
from vendor_eval.sensitivity.exact.rank_reversal import Field, LibraryField, reversals
from vendor_eval.sensitivity.exact.results import (
    Bounds,
    Criticality,
    Exact,
    Nearest,
    Reversal,
    ScoreBounds,
    SmallestChange,
    WeightInterval,
    in_order,
)
from vendor_eval.sensitivity.exact.score_lines import score_lines
from vendor_eval.sensitivity.exact.tipping import range_findings, smallest_changes
from vendor_eval.sensitivity.exact.weight_set import KNOWN as KNOWN


def exact(
    problem: Problem,
    method: str | None = None,
    parameters: Mapping[str, Any] | None = None,
    *,
    first: str | None = None,
    known: str = "both",
    field: Problem | None = None,
    quick: bool = False,
) -> tuple[Exact | None, list[Finding]]:
    """All of it, or None and every reason why the method cannot rank this table.

    ``first`` holds the first place where several share it. ``known``: what is taken as known of the weights
    for the bounds (order, ranges, both, nothing). ``field`` is the same table with prices that a formula
    values, where ``problem`` has the values already: who leaves or joins then moves them. ``quick``:
    no linear programme is solved, so that rivals are named without their smallest change, and there are
    neither bounds nor criticality.
    """
    name = problem.method if method is None else method
    if name.startswith(LIBRARY_PREFIX):
        return _of_library(problem, name, parameters or {}, first)
    bound, findings = bind(problem, method, parameters)
    if bound is None:
        return None, findings
    table = linear(bound, first)
    ranking = ranking_of(bound)
    bids = _field(bound, problem, field, method, parameters)
    found = _begun(ranking, first, reversals(bids, problem.alternatives))
    if table is None:
        return _without_sums(found, problem, ranking), findings
    outside = [*range_findings(table)]
    contradictory = [] if has_errors(outside) else set_findings(table, known)
    whole = _quick(found, table) if quick else _with_sums(found, table, known, outside, contradictory)
    return whole, [*findings, *outside, *contradictory]


def _field(
    bound: BoundMethod,
    problem: Problem,
    field: Problem | None,
    method: str | None,
    parameters: Mapping[str, Any] | None,
) -> Field:
    """The bids with their prices, as far as the method can take these."""
    if field is not None and not bound.method.weights_as_written:
        priced, _ = bind(field, method, parameters)
        if priced is not None:
            return Field(priced, field)
    return Field(bound, problem)


def _with_sums(
    found: Exact, table: Linear, known: str, outside: Sequence[Finding], contradictory: Sequence[Finding]
) -> Exact:
    """``outside``: weights that leave their ranges; ``contradictory``: ranges that no such weights keep."""
    ranges = next((f.message for f in outside if f.severity == "error"), None)
    reason = ranges or next((f.message for f in contradictory), None) or too_many(table, known)
    return replace(
        found,
        intervals=weight_intervals(table),
        lines=score_lines(table),
        changes=_no_changes(table.names, table.names[table.holder], ranges)
        if ranges
        else smallest_changes(table),
        criticality=criticality(table),
        bounds=_no_bounds(table.names, reason) if reason else bounds(table, known),
    )


def _quick(found: Exact, table: Linear) -> Exact:
    reason = "a report does not tell it; vendor-eval sensitivity does"
    return replace(
        found,
        intervals=weight_intervals(table),
        lines=score_lines(table),
        changes=_no_changes([table.names[i] for i in table.order], table.names[table.holder], reason),
        criticality=Criticality(reason=reason),
        bounds=_no_bounds(table.names, reason),
    )


def _of_library(
    problem: Problem, name: str, parameters: Mapping[str, Any], first: str | None
) -> tuple[Exact | None, list[Finding]]:
    ranking, findings = rank(problem, name, parameters)
    if ranking is None:
        return None, findings
    changes = reversals(LibraryField(problem, name, ranking.parameters), problem.alternatives)
    return _without_sums(_begun(ranking, first, changes), problem, ranking), findings


def nothing_exact(problem: Problem, ranking: Ranking, first: str | None = None) -> Exact:
    """Where nothing can be solved for and no bid can be left out: nulls with their reason."""
    return _without_sums(_begun(ranking, first, ()), problem, ranking)


def _begun(ranking: Ranking, first: str | None, changes: tuple[Reversal, ...]) -> Exact:
    return Exact(
        method=ranking.method,
        parameters=ranking.parameters,
        holder=_holder(ranking, first),
        weights=ranking.weights,
        intervals=(),
        changes=(),
        criticality=Criticality(),
        bounds=Bounds("", {}),
        reversals=changes,
        best=ranking.best,
    )


def _holder(ranking: Ranking, first: str | None) -> str | None:
    return first if first in ranking.best else next(iter(ranking.best), None)


def _without_sums(found: Exact, problem: Problem, ranking: Ranking) -> Exact:
    """Nulls with their reason, a row for all that would have one."""
    reason = f"under {ranking.method} a score is no sum of weight times value: nothing can be solved exactly"
    if ranking.method.startswith(LIBRARY_PREFIX):
        reason += ", and scikit-criteria takes one weighting at a time, too slow to draw many"
    elif ranking.method != MEAN_OF_RANKS:
        reason += "; drawn weightings tell how often who is first"
    names, holder = problem.alternatives, found.holder or ""
    total = sum(c.weight for c in problem.criteria)
    shares = [c.weight / total if total else 0.0 for c in problem.criteria]
    nodes = nodes_of([path_of(c.group) for c in problem.criteria], [c.id for c in problem.criteria])
    intervals = tuple(
        WeightInterval(
            criterion=label,
            kind="criterion" if k < nodes.criteria else "group",
            weight=float(nodes.inside[k] @ shares),
            holder=holder,
            winner=None,
            ranking=None,
            reason=reason,
        )
        for k, label in enumerate(nodes.labels)
    )
    return replace(
        found,
        intervals=intervals,
        changes=_no_changes(in_order(ranking.ranks), holder, reason, None),
        criticality=Criticality(reason=reason),
        bounds=_no_bounds(names, reason),
        reason=reason,
    )


def _no_changes(
    names: list[str] | tuple[str, ...], holder: str, reason: str | None, possible: bool | None = None
) -> tuple[SmallestChange, ...]:
    nothing = Nearest(possible, reason=reason)
    return tuple(SmallestChange(name, nothing, nothing) for name in names if name != holder)


def _no_bounds(names: tuple[str, ...], reason: str) -> Bounds:
    nothing = ScoreBounds(None, None, None, None, reason)
    return Bounds("", dict.fromkeys(names, nothing), reason=reason)
