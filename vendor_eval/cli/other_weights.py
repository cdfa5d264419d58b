"""Weights that are tried in place of those of a folder or of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.problem import Problem


def other_shares(case: Case, text: str) -> tuple[Mapping[str, float] | None, list[Finding]]:
    """The shares of a what-if, from id=weight pairs or from another weights file."""
    from vendor_eval.model.weights import Weights
    from vendor_eval.scoring.bids import accepted_na
    from vendor_eval.weighting.tree import check_weights, global_weights
    from vendor_eval.weighting.whatif import members, parse_weights, reweighted
    from vendor_eval.workspace.profiles import published
    from vendor_eval.workspace.yaml_file import read_model

    dropped = accepted_na(case)
    other, findings = published(text, case.catalogue)
    if other is not None:
        return global_weights(case.catalogue, other, dropped).criteria, []
    if findings:
        return None, findings
    if text.endswith((".yaml", ".yml")):
        other, _, findings = read_model(Weights, Path(text))
        if other is not None:
            findings = check_weights(case.catalogue, other, Path(text).name)
        if other is None or findings:
            return None, findings
        return global_weights(case.catalogue, other, dropped).criteria, []
    named, findings = parse_weights(text)
    if findings:
        return None, findings
    agreed = global_weights(case.catalogue, case.weights, dropped)
    scale = sum(
        case.weights.groups.get(g.id, g.weight) for g in case.catalogue.groups if g.id in agreed.groups
    )
    shares, findings = reweighted(agreed.criteria, members(case.catalogue, agreed.criteria), named, scale)
    return (None if findings else shares), findings


def reweighed(
    problem: Problem, text: str | None, methods: Sequence[str]
) -> tuple[list[Problem], list[Finding]]:
    """The table for each method with the weights of ``--weights`` in it, or none and what is wrong.

    Methods that take weights as written (points, money per level, shares) get each named weight as written
    and keep the others; so do tables with a weight below 0 or without any above, which have no proportions.
    """
    from vendor_eval.decision import METHODS
    from vendor_eval.weighting.whatif import parse_weights

    if text is None:
        return [problem] * len(methods), []
    named, findings = parse_weights(text)
    if findings:
        return [], findings
    bare = min(c.weight for c in problem.criteria) < 0 or not any(c.weight for c in problem.criteria)
    tables = []
    for name in methods:
        as_written = bare or (name in METHODS and METHODS[name].weights_as_written)
        table, findings = (_replaced if as_written else _in_proportion)(problem, named)
        if table is None:
            return [], findings
        tables.append(table)
    return tables, []


def _in_proportion(problem: Problem, named: Mapping[str, float]) -> tuple[Problem | None, list[Finding]]:
    from vendor_eval.weighting.whatif import reweighted

    total = sum(c.weight for c in problem.criteria)
    shares = {c.id: c.weight / total for c in problem.criteria}
    new, findings = reweighted(shares, {c: frozenset({c}) for c in shares}, named, total)
    return (None, findings) if findings else (_with(problem, new), [])


def _replaced(problem: Problem, named: Mapping[str, float]) -> tuple[Problem | None, list[Finding]]:
    from vendor_eval.weighting.whatif import unknown

    findings = unknown([c.id for c in problem.criteria], named)
    return (None, findings) if findings else (_with(problem, named), [])


def _with(problem: Problem, weights: Mapping[str, float]) -> Problem:
    criteria = tuple(c.model_copy(update={"weight": weights.get(c.id, c.weight)}) for c in problem.criteria)
    return problem.model_copy(update={"criteria": criteria})
