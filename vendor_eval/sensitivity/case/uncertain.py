"""What in a case is not known for sure, and tables drawn from it: scores, open answers, prices, volumes.

Every range is one that the procurement itself shows, none is assumed: from the lowest to the highest score
that the evaluators gave; from nothing to the best value where an answer is open; from the low to the high
volumes of the buyer; and for a price line that was left empty from nothing to what the dearest of the other
bids asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from vendor_eval.cost.present_value import present_value
from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.procurement.scored import formula_of
from vendor_eval.decision.table.prices import price_values
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels, Rubric
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.model.outcome.costs import PriceLineCost, PriceResult
from vendor_eval.model.problem import ProblemCriterion
from vendor_eval.sensitivity.case.ranked_case import Decided


class Range(NamedTuple):
    """One thing that is not sure. Values are 0 to 1; for a price ``low`` and ``high`` are costs."""

    vendor: str
    criterion: str
    low: float
    high: float
    because: str


@dataclass(frozen=True)
class Uncertain:
    """Draws decision tables. ``low`` and ``high`` are (m, n) values; columns follow the problem.

    ``costs`` is (m, 3): the net present cost under low, expected and high volumes; ``extra`` (m,) what empty
    price lines may add. Volumes are the same for all bids of a draw. ``ranges`` says the same for people.
    """

    low: FloatArray
    high: FloatArray
    price: int | None
    formula: ProblemCriterion | None
    costs: FloatArray
    extra: FloatArray
    ranges: tuple[Range, ...]

    def __call__(self, generator: Generator, k: int) -> FloatArray:
        """(k, m, n): values drawn evenly within their ranges, prices turned into values in each table."""
        m, n = self.low.shape
        tables = self.low + (self.high - self.low) * generator.random((k, m, n))
        if self.price is not None and self.formula is not None:
            tables[:, :, self.price] = price_values(self.formula, self._costs(generator, k))
        return tables

    def _costs(self, generator: Generator, k: int) -> FloatArray:
        volume = generator.uniform(-1, 1, (k, 1))
        low, expected, high = self.costs.T
        less, more = np.minimum(volume, 0), np.maximum(volume, 0)
        costs = expected + less * (expected - low) + more * (high - expected)
        return np.asarray(costs + self.extra * generator.random((k, len(expected))))


def uncertain(case: Case, now: Decided) -> Uncertain | None:
    """What is not sure among the ranked bids; None without a decision table, or if all is known."""
    if now.problem is None:
        return None
    names, ids = now.problem.alternatives, [c.id for c in now.problem.criteria]
    cells = {(c.vendor, c.criterion): c for c in now.scored.cells}
    found = [_value_range(case, cells[v, c]) for v in names for c in ids]
    low = np.array([x.low for x in found]).reshape(len(names), len(ids))
    high = np.array([x.high for x in found]).reshape(len(names), len(ids))
    price, costs, extra = _prices(case, now)
    ranges = [x for x in found if x.high > x.low]
    if price is not None:
        ranges += _cost_ranges(names, ids[price], costs, extra)
    if not ranges:
        return None
    formula = formula_of(case.procurement.price, ids[price]) if price is not None else None
    return Uncertain(low, high, price, formula, costs, extra, tuple(ranges))


def _value_range(case: Case, cell: Cell) -> Range:
    criterion = case.catalogue.criterion(cell.criterion)
    rule, value = criterion.value if criterion else None, cell.value or 0.0
    if criterion is not None and not criterion.is_price and cell.state != "answered":
        best, word = _best(criterion), cell.state.replace("_", " ")
        return Range(cell.vendor, cell.criterion, 0.0, best, f"{word}: from nothing to the best answer")
    if isinstance(rule, Rubric) and len(set(cell.scores.values())) > 1:
        low, high = min(cell.scores.values()), max(cell.scores.values())
        because = f"the evaluators gave {low:g} to {high:g} of {rule.best}"
        return Range(cell.vendor, cell.criterion, rule.of(low), rule.of(high), because)
    return Range(cell.vendor, cell.criterion, value, value, "")


def _best(criterion: Criterion) -> float:
    rule = criterion.value
    return max(rule.levels.values()) if isinstance(rule, Levels) else 1.0


def _prices(case: Case, now: Decided) -> tuple[int | None, FloatArray, FloatArray]:
    """The column of the price, costs (m, 3) and what empty lines may add (m,); None if a bid has no price."""
    problem, criterion = now.problem, case.catalogue.price
    ids = [c.id for c in problem.criteria] if problem else []
    results = {p.vendor: p for p in now.scored.prices}
    if problem is None or criterion is None or criterion.id not in ids:
        return None, np.zeros((0, 3)), np.zeros(0)
    if any(name not in results for name in problem.alternatives):
        return None, np.zeros((0, 3)), np.zeros(0)
    mine = [results[name] for name in problem.alternatives]
    costs = np.array([_scenarios(result) for result in mine])
    rate = case.procurement.price.discount_percent
    extra = np.array([float(_left_empty(result, mine, rate)) for result in mine])
    return ids.index(criterion.id), costs, extra


def _scenarios(result: PriceResult) -> list[float]:
    by_name = {s.scenario: float(s.net_present_cost) for s in result.scenarios}
    return [by_name.get(s, float(result.net_present_cost)) for s in ("low", "expected", "high")]


def _left_empty(result: PriceResult, every: Sequence[PriceResult], rate: Decimal) -> Decimal:
    """What the empty cells of a bid would cost at the dearest price that another bid asks for the same."""
    years = [Decimal(0)] * len(result.by_year)
    for line in result.lines:
        for year in line.empty_years:
            years[year] += max((_cost_in(line, year, other) for other in every), default=Decimal(0))
    return present_value(years, rate / 100)


def _cost_in(line: PriceLineCost, year: int, other: PriceResult) -> Decimal:
    return next((x.by_year[year] for x in other.lines if x.line == line.line), Decimal(0))


def _cost_ranges(names: Sequence[str], price: str, costs: FloatArray, extra: FloatArray) -> list[Range]:
    found = []
    for name, (low, _, high), added in zip(names, costs.tolist(), extra.tolist(), strict=True):
        reasons = ["from low to high volumes"] if high > low else []
        reasons += ["price lines left empty"] if added > 0 else []
        if reasons:
            found.append(Range(name, price, low, high + added, " and ".join(reasons)))
    return found
