"""From a bare decision table to a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from vendor_eval.decision.methods import LIBRARY_PREFIX, Method
from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.table.bind import BoundMethod, bind
from vendor_eval.decision.table.rounding import not_by_score, rounded_and_untied
from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.model.problem import Problem


def rank(
    problem: Problem, method: str | Method | None = None, parameters: Mapping[str, Any] | None = None
) -> tuple[Ranking | None, list[Finding]]:
    """The ranking, or None and every reason why there is none; notes come with a ranking as well.

    ``method`` overrules the problem's own: a name, also of an installed plug-in, ``skcriteria:NAME`` for a
    further method of scikit-criteria, or a Method. The problem's parameters belong to its own method;
    ``parameters`` overrule them one by one. Scores are as the method gives them, without rounding, but for
    the ``rounding`` and ``ties`` of the problem's own method.
    """
    name = problem.method if method is None else method
    if isinstance(name, str) and name.startswith(LIBRARY_PREFIX):
        from vendor_eval.decision.library.further import rank_by_library

        given = {**(problem.parameters if name == problem.method else {}), **(parameters or {})}
        return rank_by_library(problem, name, given)
    bound, findings = bind(problem, name, parameters)
    if bound is None:
        return None, findings
    ranking = ranking_of(bound)
    if bound.method.name == problem.method and not bound.tied:
        if problem.rounding is not None and bound.method.rank_scores is not None:
            return None, [*findings, not_by_score(bound.method.name)]
        ranking = rounded_and_untied(ranking, problem)
    notes = bound.method.notes
    return ranking, findings if bound.tied or notes is None else [*findings, *notes(ranking.details)]


def ranking_of(bound: BoundMethod) -> Ranking:
    """The ranking under the weights of the table."""
    method, problem, weights = bound.method, bound.problem, bound.weights
    scores = bound.scores(weights)[0]
    ranks = [1] * len(scores) if bound.tied else bound.ranks()
    names = problem.alternatives
    return Ranking(
        method=method.name,
        parameters=bound.parameters,
        lower_is_better=method.lower_is_better,
        scores={name: None if np.isnan(x) else float(x) for name, x in zip(names, scores, strict=True)},
        ranks=dict(zip(names, ranks, strict=True)),
        best=tuple(name for name, place in zip(names, ranks, strict=True) if place == 1),
        weights=_weights(bound),
        contributions=_contributions(bound, weights),
        details=method.details(bound) if method.details else {},
    )


def _weights(bound: BoundMethod) -> dict[str, float]:
    """By criterion, as they were used; the price of a method over quality and price has none."""
    price = bound.parameters.get("price")
    found = zip(bound.problem.criteria, bound.weights[0], strict=True)
    return {c.id: 0.0 if c.id == price else float(w) for c, w in found}


def _contributions(bound: BoundMethod, weights: FloatArray) -> dict[str, dict[str, float]]:
    values = bound.values()
    if values is None:
        return {}
    parts = weights[0] * values
    ids = [c.id for c in bound.problem.criteria]
    return {
        name: dict(zip(ids, row, strict=True))
        for name, row in zip(bound.problem.alternatives, parts.tolist(), strict=True)
    }
