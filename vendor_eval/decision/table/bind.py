"""Binds a method to a table: parameters, price formulas and every check before it calculates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from vendor_eval.decision.methods import METHODS, Method, checks, find_method
from vendor_eval.decision.methods.base import BoundMethod as BoundMethod
from vendor_eval.decision.methods.parameters import effective, unknown
from vendor_eval.decision.table.prices import apply_formulas, without_value
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.problem import Problem


def bind(
    problem: Problem, method: str | Method | None = None, parameters: Mapping[str, Any] | None = None
) -> tuple[BoundMethod | None, list[Finding]]:
    """The method on this table, or None and every reason why not; notes come with a success as well.

    ``method`` overrules the problem's own. The problem's parameters belong to its own method; ``parameters``
    overrule them one by one. Raises VendorEvalError for an installed method that cannot be loaded.
    """
    name = problem.method if method is None else method
    chosen = find_method(name) if isinstance(name, str) else name
    if chosen is None:
        return None, [unknown("method", str(name), "method", METHODS)]
    given = {**(problem.parameters if chosen.name == problem.method else {}), **(parameters or {})}
    values, findings = effective(chosen.name, chosen.parameters, given, problem)
    if not chosen.weights_as_written:
        findings += checks.negative_weights(problem)
    if findings:
        return None, findings
    as_given = {values["price"]} if "price" in values else set()
    findings = [*checks.out_of_range(problem), *without_value(problem, as_given)]
    if not findings:
        problem = apply_formulas(problem, as_given)
        findings = chosen.check(problem, **values)
    if has_errors(findings):
        return None, findings
    equal = checks.no_difference(problem, as_given)
    settings = chosen.settings(problem, values) if chosen.settings else values
    matrix = np.array(problem.matrix, dtype=np.float64)
    directions = checks.directions_of(problem)
    bound = BoundMethod(chosen, problem, values, settings, matrix, directions, tied=equal is not None)
    if equal is not None:
        findings = [*(f for f in findings if f.severity != "note"), equal]
    return bound, findings


def all_methods(problem: Problem) -> list[str]:
    """The methods that can be compared on this table, in reading order.

    Those over quality and price take weights as points, money or shares, the others as proportions, so only
    the kind of the table's own method is compared; fictitious_discount only where it is the own method, since
    nothing else says what a point is worth in money.
    """
    own = find_method(problem.method)
    as_written = own is not None and own.weights_as_written
    return [
        name
        for name, method in METHODS.items()
        if method.weights_as_written == as_written
        and (name != "fictitious_discount" or name == problem.method)
        and bind(problem, name)[0] is not None
    ]
