"""Weights that are tried in place of those of a folder or of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.problem import Problem


def other_shares(case: Case, text: str) -> tuple[Mapping[str, float] | None, list[Finding]]:
    """The shares of a what-if, from id=weight pairs or from another weights file."""
    from vendor_eval.model.criteria.weights import Weights
    from vendor_eval.scoring.bids import accepted_na
    from vendor_eval.weighting.tree import check_weights, global_weights
    from vendor_eval.weighting.whatif import members, parse_weights, reweighted
    from vendor_eval.workspace.catalogue.profiles import published
    from vendor_eval.workspace.yaml_files.load import read_model

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
    inside = members(case.catalogue, agreed.criteria)
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


def reweighed(
    problem: Problem, text: str | None, methods: Sequence[str]
) -> tuple[list[Problem], list[Finding]]:
    """The table for each method with the weights of ``--weights`` in it, or none and what is wrong.

    Methods that take weights as written (points, money per level, shares) get each named weight as written
    and keep the others; so do tables with a weight below 0 or without any above, which have no proportions.
    """
    from vendor_eval.decision.methods import find_method
    from vendor_eval.weighting.whatif import parse_weights

    if text is None:
        return [problem] * len(methods), []
    named, findings = parse_weights(text)
    if findings:
        return [], findings
    bare = min(c.weight for c in problem.criteria) < 0 or not any(c.weight for c in problem.criteria)
    tables = []
    for name in methods:
        method = find_method(name)
        as_written = bare or (method is not None and method.weights_as_written)
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
