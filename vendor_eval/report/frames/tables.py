"""What analysts take away: tidy tables, one observation a row, as pandas data frames.

Numbers are as calculated, not as rounded for show. pandas is loaded by the function that is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import fmean
from typing import TYPE_CHECKING, Any

from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.ranking import with_bid
from vendor_eval.report.frames.acceptability import acceptability as acceptability
from vendor_eval.report.frames.acceptability import central_weights as central_weights
from vendor_eval.report.frames.acceptability import pairwise as pairwise
from vendor_eval.report.frames.export import to_csv, to_xlsx

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
ANSWERS = (
    *("vendor", "criterion", "title", "group", "kind", "weight", "state", "answer", "comment", "evidence"),
    *("result", "rule", "source"),
)
VALUES = (
    *("vendor", "criterion", "title", "group", "weight", "state", "value", "by", "rule"),
    *("evaluators", "lowest_score", "mean_score", "highest_score", "source"),
)
CONTRIBUTIONS = (
    *("vendor", "criterion", "title", "group", "weight", "state", "value", "contribution", "source"),
)
SCORES = ("vendor", "status", "method", "score", "rank", "best", "lower_is_better", "official")
PANEL = (*("vendor", "criterion", "title", "by", "evaluator", "version", "score", "reason", "counts"),)
CASH_FLOW = ("vendor", "scenario", "year", "cost", "present_value", "studies", "cost_per_study", "currency")
PRICES = (
    *("vendor", "line", "title", "year", "cost", "present_value", "currency", "offered_in"),
    *("empty", "included", "by"),
)

_KINDS = {
    **dict.fromkeys(("weight", "value", "contribution", "score", "cost", "present_value"), "float64"),
    **dict.fromkeys(("lowest_score", "mean_score", "highest_score"), "float64"),
    **dict.fromkeys(("studies", "cost_per_study"), "float64"),
    **dict.fromkeys(("rank", "evaluators", "year", "version"), "Int64"),
    **dict.fromkeys(("best", "lower_is_better", "official", "empty", "included", "counts"), "bool"),
}


def answers(outcome: Outcome) -> pd.DataFrame:
    """A row per vendor and question, gates first. ``kind`` is gate, scored or informational.

    A gate has a ``result`` (passed, failed, open), and no weight. A vendor without a bid has no row.
    """
    return _frame(_answer_rows(outcome), ANSWERS)


def values(outcome: Outcome) -> pd.DataFrame:
    """A row per vendor and scored criterion. ``value`` is 0 to 1, missing where a score is still owed.

    ``evaluators`` counts the panel's scores behind a value, with their lowest, mean and highest.
    """
    return _frame((_value_row(c, leaf) for c, leaf in _scored(outcome)), VALUES)


def contributions(outcome: Outcome) -> pd.DataFrame:
    """A row per ranked vendor and criterion: what it adds to the score of the first ranking.

    The sum by vendor is the score, before its total is rounded where the rules round totals. Empty for a
    method that does not add up.
    """
    parts = outcome.rankings[0].contributions if outcome.rankings else {}
    rows = (
        {**_base(c, leaf), "value": c.value, "contribution": parts[c.vendor][c.criterion]}
        for c, leaf in _scored(outcome)
        if c.vendor in parts
    )
    return _frame(rows, CONTRIBUTIONS)


def scores(outcome: Outcome) -> pd.DataFrame:
    """A row per vendor and ranking; those that were not ranked have neither score nor rank."""
    first = outcome.rankings[0] if outcome.rankings else None
    rows = (
        {
            "vendor": vendor.name,
            "status": vendor.status,
            "method": ranking.method,
            "score": ranking.scores.get(vendor.name),
            "rank": ranking.ranks.get(vendor.name),
            "best": vendor.name in ranking.best,
            "lower_is_better": ranking.lower_is_better,
            "official": outcome.official and ranking is first,
        }
        for ranking in outcome.rankings
        for vendor in outcome.vendors
    )
    return _frame(rows, SCORES)


def prices(outcome: Outcome) -> pd.DataFrame:
    """A row per vendor, price line and year, in the procurement's currency.

    ``empty``: no price was given; ``included``: the vendor wrote that; ``by``: vendor, or buyer for its own.

    ``present_value`` is discounted as the rules say; its sum by vendor is the net present cost, to the cent.
    """
    factor = 1 + outcome.price_rule.discount_percent / 100
    rows = (
        {
            **dict(line),
            "vendor": price.vendor,
            "year": year,
            "cost": float(cost),
            "present_value": float(cost / factor**year),
            "currency": price.currency,
            "offered_in": price.offered_in,
            "empty": year in line.empty_years,
            "included": year in line.included_years,
        }
        for price in outcome.prices
        for line in price.lines
        for year, cost in enumerate(line.by_year)
    )
    return _frame(rows, PRICES)


def panel(outcome: Outcome) -> pd.DataFrame:
    """A row per vendor, criterion and score that was ever given: each evaluator's own, and the meeting's.

    ``by`` is evaluator or meeting. ``counts``: the score enters the ranking; an earlier one, which has its
    ``version``, does not. Where the panel's score is negotiated, that of the meeting alone counts.
    """
    negotiated = outcome.rules.consensus == "negotiated"
    rows = (
        {"vendor": c.vendor, "criterion": c.criterion, "title": leaf.title, **row}
        for c, leaf in _scored(outcome)
        if leaf.by == "panel"
        for row in _given(c, negotiated)
    )
    return _frame(rows, PANEL)


def _given(cell: Cell, negotiated: bool) -> Iterator[Row]:
    for name in dict.fromkeys((*cell.earlier, *cell.scores)):
        for old in cell.earlier.get(name, ()):
            known = {"version": old.version, "score": old.score, "reason": old.reason}
            yield {"by": "evaluator", "evaluator": name, **known, "counts": False}
        if name in cell.scores:
            own = {"version": None, "score": cell.scores[name], "reason": cell.reasons.get(name, "")}
            yield {"by": "evaluator", "evaluator": name, **own, "counts": not negotiated}
    if cell.consensus is not None:
        agreed = {"version": None, "score": cell.consensus, "reason": cell.consensus_reason}
        yield {"by": "meeting", "evaluator": "", **agreed, "counts": negotiated}


def cash_flow(outcome: Outcome) -> pd.DataFrame:
    """A row per vendor, scenario of volumes and year: what is paid, the buyer's own costs included.

    ``studies`` and ``cost_per_study`` hold for the whole of a scenario and stand in each of its rows. The sum
    of ``present_value`` by vendor and scenario is the net present cost, to the cent.
    """
    factor = 1 + outcome.price_rule.discount_percent / 100
    rows = (
        {
            "vendor": price.vendor,
            "scenario": scenario.scenario,
            "year": year,
            "cost": float(cost),
            "present_value": float(cost / factor**year),
            "studies": float(scenario.studies),
            "cost_per_study": None if scenario.cost_per_study is None else float(scenario.cost_per_study),
            "currency": price.currency,
        }
        for price in outcome.prices
        for scenario in price.scenarios
        for year, cost in enumerate(scenario.by_year)
    )
    return _frame(rows, CASH_FLOW)


def _frame(rows: Iterator[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    """Columns have their type even where a table has no row, or no row has a value."""
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(columns))
    kinds = {name: kind for name, kind in _KINDS.items() if name in columns}
    return frame.astype({**dict.fromkeys(columns, "str"), **kinds})


def _scored(outcome: Outcome) -> Iterator[tuple[Cell, Leaf]]:
    """The cells in the order of vendors and criteria."""
    cells = {(c.vendor, c.criterion): c for c in outcome.cells}
    for vendor in outcome.vendors:
        for leaf in outcome.criteria:
            cell = cells.get((vendor.name, leaf.criterion))
            if cell is not None:
                yield cell, leaf


def _base(cell: Cell, leaf: Leaf) -> Row:
    return {
        "vendor": cell.vendor,
        "criterion": cell.criterion,
        "title": leaf.title,
        "group": "/".join(leaf.group),
        "weight": leaf.weight,
        "state": cell.state,
        "source": cell.source,
    }


def _answer_rows(outcome: Outcome) -> Iterator[Row]:
    """What a table has no column for is left out of it."""
    for vendor in with_bid(outcome):
        for gate in vendor.gates:
            group = "/".join(gate.group)
            yield {**dict(gate), "vendor": vendor.name, "group": group, "kind": "gate", "weight": None}
    for cell, leaf in _scored(outcome):
        yield {**dict(cell), **_base(cell, leaf), "kind": "scored", "result": "", "rule": leaf.rule}
    for statement in outcome.informational:
        other = {"kind": "informational", "weight": None, "result": "", "rule": ""}
        yield {**dict(statement), "group": "/".join(statement.group), **other}


def _value_row(cell: Cell, leaf: Leaf) -> Row:
    given = list(cell.scores.values())
    return {
        **_base(cell, leaf),
        "value": cell.value,
        "by": leaf.by,
        "rule": leaf.rule,
        "evaluators": len(given),
        "lowest_score": min(given, default=None),
        "mean_score": fmean(given) if given else None,
        "highest_score": max(given, default=None),
    }


TABLES: dict[str, Callable[[Outcome], pd.DataFrame]] = {
    "answers": answers,
    "values": values,
    "contributions": contributions,
    "panel": panel,
    "scores": scores,
    "prices": prices,
    "cash_flow": cash_flow,
}

__all__ = [
    "TABLES",
    "answers",
    "cash_flow",
    "contributions",
    "panel",
    "prices",
    "scores",
    "to_csv",
    "to_xlsx",
    "values",
]
