"""Weights that are tried in place of those of a folder or of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from vendor_eval.decision.methods import find_method
from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.problem import Problem
from vendor_eval.scoring.bids import accepted_na
from vendor_eval.weighting.tree import check_weights, global_weights
from vendor_eval.weighting.whatif import HINT, members, number_flaws, reweighted, unknown
from vendor_eval.workspace.catalogue.profiles import published
from vendor_eval.workspace.yaml_files.load import read_model

WhatIfWeights = Mapping[str, float] | Path | str
"""By the id of a group or criterion, a weights file, or the name of published weights (joshi-2014)."""


def what_if_shares(case: Case, weights: WhatIfWeights) -> tuple[Mapping[str, float] | None, list[Finding]]:
    """The shares of the criteria; a note says what share each weight by id came to. None if one is wrong."""
    if isinstance(weights, Mapping):
        return _changed_shares(case, weights)
    if isinstance(weights, Path):
        other, _, findings = read_model(Weights, weights)
        if other is not None:
            findings = check_weights(case.catalogue, other, weights.name)
    else:
        other, findings = published(weights, case.catalogue)
        findings = findings or ([] if other else [_unknown_name(weights)])
    if other is None or findings:
        return None, findings
    return global_weights(case.catalogue, other, accepted_na(case)).criteria, []


def _changed_shares(
    case: Case, named: Mapping[str, float]
) -> tuple[Mapping[str, float] | None, list[Finding]]:
    """The agreed shares with those of the ``named`` groups and criteria changed."""
    agreed = global_weights(case.catalogue, case.weights, accepted_na(case))
    groups = [g for g in case.catalogue.groups if g.id in agreed.groups]
    scale = sum(case.weights.groups.get(g.id, g.weight) for g in groups)
    inside = members(case.catalogue, agreed.criteria)
    findings = number_flaws(named)
    if findings:
        return None, findings
    shares, findings = reweighted(agreed.criteria, inside, named, scale)
    return (None, findings) if findings else (shares, [_read_as(named, inside, shares, scale)])


def _read_as(
    named: Mapping[str, float], inside: Mapping[str, Set[str]], shares: Mapping[str, float], scale: float
) -> Finding:
    """What share of the whole each weight came to: 1 is all of it, and 1.5 is 1.5 of 100."""
    came = {name: 100 * sum(shares.get(c, 0.0) for c in inside[name]) for name in named}
    read = ", ".join(
        f"{name}={named[name]:g} as {percent:.4g} % of the whole" for name, percent in came.items()
    )
    hint = f"numbers that add up to more than 1 are on the scale of weights.yaml, whose sum is {scale:g}"
    return Finding("weights.read-as", "note", "--weights", f"read {read}", hint)


def _unknown_name(name: str) -> Finding:
    hint = f"{HINT}, the path of a weights file, or the name of published weights: joshi-2014"
    return Finding("weights.number", "error", "--weights", f"no published weights are called {name!r}", hint)


def reweighted_tables(
    problem: Problem, weights: WhatIfWeights | None, methods: Sequence[str]
) -> tuple[list[Problem], list[Finding]]:
    """The table for each method with the weights by id in it, or none and what is wrong.

    Methods that take weights as written (points, money per level, shares) get each named weight as written
    and keep the others; so do tables with a weight below 0 or without any above, which have no proportions.
    """
    if weights is None:
        return [problem] * len(methods), []
    if not isinstance(weights, Mapping):
        message = f"{str(weights)!r} is no weight of this table"
        return [], [Finding("weights.number", "error", "--weights", message, HINT)]
    if findings := number_flaws(weights):
        return [], findings
    bare = min(c.weight for c in problem.criteria) < 0 or not any(c.weight for c in problem.criteria)
    tables = []
    for name in methods:
        method = find_method(name)
        as_written = bare or (method is not None and method.weights_as_written)
        table, findings = (_replaced if as_written else _in_proportion)(problem, weights)
        if table is None:
            return [], findings
        tables.append(table)
    return tables, []


def _in_proportion(problem: Problem, named: Mapping[str, float]) -> tuple[Problem | None, list[Finding]]:
    total = sum(c.weight for c in problem.criteria)
    shares = {c.id: c.weight / total for c in problem.criteria}
    new, findings = reweighted(shares, {c: frozenset({c}) for c in shares}, named, total)
    return (None, findings) if findings else (_with(problem, new), [])


def _replaced(problem: Problem, named: Mapping[str, float]) -> tuple[Problem | None, list[Finding]]:
    findings = unknown([c.id for c in problem.criteria], named)
    return (None, findings) if findings else (_with(problem, named), [])


def _with(problem: Problem, weights: Mapping[str, float]) -> Problem:
    criteria = tuple(c.model_copy(update={"weight": weights.get(c.id, c.weight)}) for c in problem.criteria)
    return problem.model_copy(update={"criteria": criteria})
