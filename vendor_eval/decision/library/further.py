"""Further methods of scikit-criteria, as ``skcriteria:NAME``: which inputs they get, what they cannot take.

The library is loaded inside the functions. Criteria of weight 0 are left out,
weights are divided by their sum, and ties are found by our rule.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import warnings
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import numpy as np

from vendor_eval.decision.library.catalogue import BUILT_IN, FURTHER, REFUSED, Further
from vendor_eval.decision.library.steps import comparable, decision_matrix, transformers
from vendor_eval.decision.methods import LIBRARY_PREFIX, checks
from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.methods.common import is_direction, shares
from vendor_eval.decision.methods.parameters import effective, unknown
from vendor_eval.decision.methods.ranks import ranks_of
from vendor_eval.decision.table.prices import apply_formulas, without_value
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.model.problem import Problem


def rank_by_library(
    problem: Problem, method: str, given: Mapping[str, Any]
) -> tuple[Ranking | None, list[Finding]]:
    """The library's ranking by ``skcriteria:NAME``, or None and every reason why there is none."""
    name = method.removeprefix(LIBRARY_PREFIX)
    if name not in FURTHER:
        return None, [_no_such(name)]
    chosen = FURTHER[name]
    values, findings = effective(method, chosen.parameters, given, problem)
    findings += checks.negative_weights(problem)
    if not findings:
        findings = [*checks.out_of_range(problem), *without_value(problem)]
    if not findings:
        problem = apply_formulas(problem)
        findings = _unfit(problem, name, chosen)
    if has_errors(findings):
        return None, findings
    equal = checks.no_difference(problem)
    if equal is not None:
        empty = np.full(len(problem.alternatives), np.nan)
        return _ranking(problem, method, values, empty, [1] * len(empty)), [equal]
    try:
        scores = _scores(problem, name, chosen, values)
    except (ValueError, ArithmeticError, ImportError) as error:
        return None, [_failed(name, f"it cannot calculate this table: {error}")]
    if not np.isfinite(scores).all():
        lost = [a for a, x in zip(problem.alternatives, scores, strict=True) if not np.isfinite(x)]
        return None, [_failed(name, f"it gives no number for {', '.join(lost)}")]
    ranks = ranks_of(scores, chosen.lower_is_better)
    return _ranking(problem, method, values, scores, ranks), findings


def _scores(problem: Problem, name: str, chosen: Further, values: Mapping[str, Any]) -> FloatArray:
    """The library's scores (m,)."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():  # MARCOS prints its scores
        warnings.simplefilter("ignore")  # on constant columns and defaults; the result is checked instead
        kind = getattr(importlib.import_module(f"skcriteria.agg.{chosen.module}"), name)
        maker = kind(**{chosen.keywords.get(key, key): x for key, x in values.items()})
        matrix = np.array(problem.matrix, dtype=np.float64)
        used = [j for j, c in enumerate(problem.criteria) if _counts(c.weight, matrix[:, j], chosen)]
        weights = shares(np.array([[c.weight for c in problem.criteria]]))[0][used]
        directions = [checks.directions_of(problem)[j] for j in used]
        if chosen.steps == "ideal":
            result = _with_ideal(maker, matrix[:, used], directions, weights)
        else:
            found, signs = comparable(matrix[:, used], directions, transformers(chosen.steps))
            result = maker.evaluate(decision_matrix(found, signs, weights))
        return np.atleast_1d(np.asarray(result.e_[chosen.score], dtype=np.float64))


def _counts(weight: float, column: FloatArray, chosen: Further) -> bool:
    return weight > 0 and not (chosen.constant and np.ptp(column) == 0)


def _with_ideal(maker: Any, matrix: FloatArray, directions: list[str], weights: FloatArray) -> Any:  # noqa: ANN401  the library has no types
    """ARAS: the best value of each column is one more row, and counts in the column's sum."""
    low, given = is_direction(directions, "min"), is_direction(directions, "given")
    upward = np.where(low, np.divide(1.0, matrix, where=low, out=np.zeros_like(matrix)), matrix)
    ideal = upward.max(axis=0)
    scale = np.where(given, 1.0, upward.sum(axis=0) + ideal)
    table = decision_matrix(upward / scale, [1] * len(directions), weights)
    return maker.evaluate(table, ideal=ideal / scale)


def _ranking(
    problem: Problem, method: str, values: dict[str, Any], scores: FloatArray, ranks: list[int | None]
) -> Ranking:
    names, chosen = problem.alternatives, FURTHER[method.removeprefix(LIBRARY_PREFIX)]
    weights = shares(np.array([[c.weight for c in problem.criteria]]))[0]
    return Ranking(
        method=method,
        parameters=values,
        lower_is_better=chosen.lower_is_better,
        scores={a: None if np.isnan(x) else float(x) for a, x in zip(names, scores, strict=True)},
        ranks=dict(zip(names, ranks, strict=True)),
        best=tuple(a for a, place in zip(names, ranks, strict=True) if place == 1),
        weights={c.id: float(w) for c, w in zip(problem.criteria, weights, strict=True)},
        details={"library": f"scikit-criteria {version('scikit-criteria')}", "inputs": chosen.inputs},
    )


def _unfit(problem: Problem, name: str, chosen: Further) -> list[Finding]:
    """Every value that the method cannot take, and price formulas where it normalises by itself."""
    findings = []
    for j, c in enumerate(problem.criteria):
        if c.weight == 0:
            continue
        if c.formula is not None:
            findings += [_own_scale(name, c.id)] if chosen.own_scale else []
            continue
        column = [row[j] for row in problem.matrix]
        strict = chosen.needs == "above 0" or (chosen.needs == "not below 0" and c.direction == "min")
        for alternative, x in zip(problem.alternatives, column, strict=True):
            if (strict and x <= 0) or (chosen.needs == "not below 0" and x < 0):
                findings.append(_wrong_value(name, f"{alternative} / {c.id}", x, strict))
        if chosen.needs == "not below 0" and not any(column):
            findings.append(
                checks.error(
                    "nothing-above-zero",
                    c.id,
                    f"every value is 0, and {name} needs one above 0 to divide by",
                    "leave the criterion out, or choose another method",
                )
            )
    return findings


def _wrong_value(name: str, where: str, x: float, strict: bool) -> Finding:
    code, bound = ("not-above-zero", "not above 0") if strict else ("negative", "below 0")
    hint = "correct the value, or choose a method that takes any number, such as skcriteria:MABAC"
    return checks.error(code, where, f"{name} cannot take {x:g}, which is {bound}", hint)


def _own_scale(name: str, criterion: str) -> Finding:
    message = (
        f"{name} puts every criterion on a scale of its own, so the values of a price formula would change"
    )
    hint = "leave the formula out, or choose another method"
    return checks.error("library-formula", criterion, message, hint)


def _no_such(name: str) -> Finding:
    if name in BUILT_IN:
        hint = f"write --method {BUILT_IN[name]}; --confirm lets the library recalculate it"
        return checks.error("library-built-in", "method", f"{name} is one of the program's own", hint)
    if name in REFUSED:
        hint = "choose another method"
        return checks.error("library-unfit", "method", f"{name} is not for this: {REFUSED[name]}", hint)
    return unknown("method of scikit-criteria", name, "method", FURTHER)


def _failed(name: str, message: str) -> Finding:
    return checks.error("library", f"{LIBRARY_PREFIX}{name}", message, "choose another method")
