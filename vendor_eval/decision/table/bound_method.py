"""A method made ready for one table, so that any number of weightings can be tried on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from vendor_eval.decision.methods import METHODS, Method, kernels, preconditions
from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.decision.methods.price_formulas import calculated, directions_of, unpriceable
from vendor_eval.decision.table.parameters import in_force, unknown
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.methods import WEIGHTS_AS_WRITTEN
from vendor_eval.model.problem import Problem


@dataclass(frozen=True)
class Prepared:
    """A table that a method can calculate with.

    ``problem`` has its price formulas applied. ``directions`` are those of ``kernels``. ``settings`` are what
    the arithmetic takes by keyword, ``parameters`` what a person may set. ``tied``: nothing to compare, so
    all share rank 1.
    """

    method: Method
    problem: Problem
    parameters: dict[str, Any]
    settings: dict[str, Any]
    matrix: FloatArray
    directions: list[str]
    tied: bool

    @property
    def weights(self) -> FloatArray:
        """The weights of the table, (1, n): shares, or as written where the method takes them so."""
        written = np.array([[c.weight for c in self.problem.criteria]])
        return written if self.method.weights_as_written else kernels.shares(written)

    def scores(self, weights: FloatArray) -> FloatArray:
        """Scores (k, m) under each row of ``weights`` (k, n); NaN where the method has none."""
        return self.method.kernel(self.matrix, weights, self.directions, **self.settings)

    def standing(self, weights: FloatArray) -> FloatArray:
        """(k, m): larger is ahead, whatever the method; NaN is not ranked."""
        if self.method.standing is not None:
            return self.method.standing(self.matrix, weights, self.directions, **self.settings)
        scores = self.scores(weights)
        return -scores if self.method.lower_is_better else scores

    def values(self) -> FloatArray | None:
        """(m, n): what is multiplied by the weights and added up; None where the score is no such sum."""
        if self.method.values is None:
            return None
        return self.method.values(self.matrix, self.directions, **self.settings)


def prepare(
    problem: Problem, method: str | None = None, parameters: Mapping[str, Any] | None = None
) -> tuple[Prepared | None, list[Finding]]:
    """The method on this table, or None and every reason why not; notes come with a success as well.

    ``method`` overrules the problem's own. The problem's parameters belong to its own method; ``parameters``
    overrule them one by one.
    """
    name = problem.method if method is None else method
    if name not in METHODS:
        return None, [unknown("method", name, "method", METHODS)]
    chosen = METHODS[name]
    given = {**(problem.parameters if name == problem.method else {}), **(parameters or {})}
    values, findings = in_force(name, chosen.parameters, given, problem)
    if not chosen.weights_as_written:
        findings += preconditions.negative_weights(problem)
    if findings:
        return None, findings
    as_given = {values["price"]} if "price" in values else set()
    findings = [*preconditions.in_range(problem), *unpriceable(problem, as_given)]
    if not findings:
        problem = calculated(problem, as_given)
        findings = chosen.check(problem, **values)
    if has_errors(findings):
        return None, findings
    alike = preconditions.alike(problem, as_given)
    settings = chosen.settings(problem, values) if chosen.settings else values
    matrix = np.array(problem.matrix, dtype=np.float64)
    ready = Prepared(chosen, problem, values, settings, matrix, directions_of(problem), alike is not None)
    if alike is not None:
        findings = [*(f for f in findings if f.severity != "note"), alike]
    return ready, findings


def all_methods(problem: Problem) -> list[str]:
    """The methods that can be compared on this table, in reading order.

    Those over quality and price take weights as points, money or shares, the others as proportions, so only
    the kind of the table's own method is compared; fictitious_discount only where it is the own method, since
    nothing else says what a point is worth in money.
    """
    own, comparable = problem.method in WEIGHTS_AS_WRITTEN, METHODS.keys() - {"fictitious_discount"}
    return [
        name
        for name, method in METHODS.items()
        if method.weights_as_written == own
        and name in (problem.method, *comparable)
        and prepare(problem, name)[0] is not None
    ]
