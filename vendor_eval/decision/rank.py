"""From a bare decision table to a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from vendor_eval.decision.methods import kernels
from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.decision.table.bound_method import Prepared, prepare
from vendor_eval.decision.table.table_rounding import not_by_score, rounded_and_untied
from vendor_eval.findings import Finding
from vendor_eval.model.methods import LIBRARY_PREFIX
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.model.problem import Problem


def rank(
    problem: Problem, method: str | None = None, parameters: Mapping[str, Any] | None = None
) -> tuple[Ranking | None, list[Finding]]:
    """The ranking, or None and every reason why there is none; notes come with a ranking as well.

    ``method`` overrules the problem's own; ``skcriteria:NAME`` is a further method of scikit-criteria. The
    problem's parameters belong to its own method; ``parameters`` overrule them one by one. Scores are as the
    method gives them, without rounding, but for the ``rounding`` and ``ties`` of the problem's own method.
    """
    name = problem.method if method is None else method
    if name.startswith(LIBRARY_PREFIX):
        from vendor_eval.decision.library.further import rank_by_library

        given = {**(problem.parameters if name == problem.method else {}), **(parameters or {})}
        return rank_by_library(problem, name, given)
    prepared, findings = prepare(problem, method, parameters)
    if prepared is None:
        return None, findings
    ranking = ranking_of(prepared)
    if name == problem.method and not prepared.tied:
        if problem.rounding is not None and prepared.method.standing is not None:
            return None, [*findings, not_by_score(name)]
        ranking = rounded_and_untied(ranking, problem)
    remarks = prepared.method.remarks
    return ranking, findings if prepared.tied or remarks is None else [*findings, *remarks(ranking.details)]


def ranking_of(prepared: Prepared) -> Ranking:
    """The ranking under the weights of the table."""
    method, problem, weights = prepared.method, prepared.problem, prepared.weights
    scores = prepared.scores(weights)[0]
    ranks = [1] * len(scores) if prepared.tied else _ranks(prepared, weights, scores)
    names = problem.alternatives
    details = method.details
    return Ranking(
        method=method.name,
        parameters=prepared.parameters,
        lower_is_better=method.lower_is_better,
        scores={name: None if np.isnan(x) else float(x) for name, x in zip(names, scores, strict=True)},
        ranks=dict(zip(names, ranks, strict=True)),
        best=tuple(name for name, place in zip(names, ranks, strict=True) if place == 1),
        weights=_weights(prepared),
        contributions=_contributions(prepared, weights),
        details=details(problem, prepared.matrix, weights, **prepared.settings) if details else {},
    )


def _ranks(prepared: Prepared, weights: FloatArray, scores: FloatArray) -> list[int | None]:
    if prepared.method.standing is None:
        return kernels.ranks(scores, prepared.method.lower_is_better)
    return kernels.ranks(prepared.standing(weights)[0])


def _weights(prepared: Prepared) -> dict[str, float]:
    """By criterion, as they were used; the price of a method over quality and price has none."""
    price = prepared.parameters.get("price")
    found = zip(prepared.problem.criteria, prepared.weights[0], strict=True)
    return {c.id: 0.0 if c.id == price else float(w) for c, w in found}


def _contributions(prepared: Prepared, weights: FloatArray) -> dict[str, dict[str, float]]:
    values = prepared.values()
    if values is None:
        return {}
    parts = weights[0] * values
    ids = [c.id for c in prepared.problem.criteria]
    return {
        name: dict(zip(ids, row, strict=True))
        for name, row in zip(prepared.problem.alternatives, parts.tolist(), strict=True)
    }
