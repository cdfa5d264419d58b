"""From the outcome of a procurement to the tables that the exact answers start from."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_eval.decision.procurement.scored import formula_of, problem_of
from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.exact.results import Exact

Ranges = Mapping[str, tuple[float, float]]


def table_of(outcome: Outcome, ranges: Ranges) -> Problem:
    """The ranked vendors with their values between 0 and 1. ``ranges`` are those of weights.yaml.

    The outcome must have a ranking.
    """
    problem = problem_of(outcome.criteria, outcome.cells, list(outcome.rankings[0].ranks))
    criteria = tuple(c.model_copy(update={"weight_range": ranges.get(c.id)}) for c in problem.criteria)
    return problem.model_copy(update={"criteria": criteria})


def priced(problem: Problem, outcome: Outcome) -> Problem | None:
    """``problem`` with net present costs and their formula in place of the values of the price.

    None where nothing is priced, or a vendor has no price.
    """
    at = next((j for j, leaf in enumerate(outcome.criteria) if leaf.by == "price"), None)
    costs = {p.vendor: float(p.net_present_cost) for p in outcome.prices}
    if at is None or not set(problem.alternatives) <= costs.keys():
        return None
    rule = formula_of(outcome.price_rule, outcome.criteria[at].criterion)
    formula = {name: getattr(rule, name) for name in ("formula", "k", "budget", "bands")}
    criteria = [c.model_copy(update=formula) if j == at else c for j, c in enumerate(problem.criteria)]
    rows = zip(problem.alternatives, problem.matrix, strict=True)
    matrix = [(*row[:at], costs[name], *row[at + 1 :]) for name, row in rows]
    return problem.model_copy(update={"criteria": tuple(criteria), "matrix": tuple(matrix)})


def rounding_findings(official: Ranking, found: Exact) -> list[Finding]:
    """Where the order before rounding puts someone else first than the official ranking."""
    if not official.best or found.holder in official.best:
        return []
    message = f"{found.holder} is first before rounding, {' and '.join(official.best)} by the rounded points"
    hint = "these figures are of scores that are not rounded; the official ranking is that of rank"
    return [Finding("sensitivity.rounding", "warning", "rules.rounding", message, hint)]
