"""From a bare decision table to a ranking."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from vendor_eval.decision import METHODS, Method, kernels, preconditions
from vendor_eval.decision.kernels import FloatArray
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.outcome import Ranking
from vendor_eval.model.problem import Problem


def rank(
    problem: Problem, method: str | None = None, parameters: Mapping[str, Any] | None = None
) -> tuple[Ranking | None, list[Finding]]:
    """The ranking, or None and every reason why there is none; notes come with a ranking as well.

    ``method`` overrules the problem's own. The problem's parameters belong to its own method; ``parameters``
    overrule them one by one. Scores are as the method gives them, without rounding.
    """
    name = problem.method if method is None else method
    if name not in METHODS:
        return None, [_unknown("method", name, "method", METHODS)]
    chosen = METHODS[name]
    given = {**(problem.parameters if name == problem.method else {}), **(parameters or {})}
    findings = _check_parameters(chosen, given)
    in_force = {**{key: spec.default for key, spec in chosen.parameters.items()}, **given}
    if not findings:
        findings = [*preconditions.in_range(problem), *chosen.check(problem, **in_force)]
    if has_errors(findings):
        return None, findings
    nothing_to_compare = preconditions.alike(problem)
    if nothing_to_compare is not None:
        findings = [nothing_to_compare]
    return _ranking(problem, chosen, in_force, tied=nothing_to_compare is not None), findings


def _ranking(problem: Problem, method: Method, parameters: dict[str, Any], *, tied: bool) -> Ranking:
    matrix = np.array(problem.matrix, dtype=np.float64)
    weights = kernels.shares(np.array([[c.weight for c in problem.criteria]]))
    directions = [c.direction for c in problem.criteria]
    scores = method.kernel(matrix, weights, directions, **parameters)[0]
    ranks = [1] * len(scores) if tied else kernels.ranks(scores, method.lower_is_better)
    names = problem.alternatives
    return Ranking(
        method=method.name,
        parameters=parameters,
        lower_is_better=method.lower_is_better,
        scores={name: None if np.isnan(x) else float(x) for name, x in zip(names, scores, strict=True)},
        ranks=dict(zip(names, ranks, strict=True)),
        best=tuple(name for name, place in zip(names, ranks, strict=True) if place == 1),
        weights={c.id: float(w) for c, w in zip(problem.criteria, weights[0], strict=True)},
        contributions=_contributions(problem, method, matrix, weights, parameters),
        details=method.details(problem, matrix, weights, **parameters) if method.details else {},
    )


def _contributions(
    problem: Problem, method: Method, matrix: FloatArray, weights: FloatArray, parameters: dict[str, Any]
) -> dict[str, dict[str, float]]:
    if method.values is None:
        return {}
    parts = weights[0] * method.values(matrix, [c.direction for c in problem.criteria], **parameters)
    ids = [c.id for c in problem.criteria]
    return {
        name: dict(zip(ids, row, strict=True))
        for name, row in zip(problem.alternatives, parts.tolist(), strict=True)
    }


def _check_parameters(method: Method, given: Mapping[str, Any]) -> list[Finding]:
    findings = []
    for key, value in given.items():
        if key not in method.parameters:
            findings.append(_unknown(f"parameter of {method.name}", key, key, method.parameters))
            continue
        choices = method.parameters[key].choices
        if not (isinstance(value, str) and value in choices):
            findings.append(_unknown(f"value for {key}", str(value), key, choices))
    return findings


def _unknown(what: str, word: str, where: str, known: Iterable[str]) -> Finding:
    choices = list(known)
    near = difflib.get_close_matches(word.lower(), choices, n=1, cutoff=0.7)
    guess = f"did you mean {near[0]}? " if near else ""
    code = "decision.unknown-" + what.split()[0]
    return Finding(code, "error", where, f"{word!r} is no {what}", f"{guess}known: {', '.join(choices)}")
