"""Gates, values and price sums that can be followed in a record without its inputs."""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.cost.evaluated_price import cents, net_present_cost, scenario_cost, summed
from vendor_eval.cost.formulas import price_values
from vendor_eval.model.bids.response import Answer
from vendor_eval.model.bids.score_sheet import Score
from vendor_eval.model.buyer.volumes import Outlook
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import GateResult
from vendor_eval.recompute.log import Wrong, attempt
from vendor_eval.scoring.gates import gate_outcome
from vendor_eval.scoring.values import panel_value, value_of


def with_values(o: Outcome, wrong: list[Wrong]) -> Outcome:
    """``o`` with every gate result, value and sum whose operands are in it; the rest as it is."""
    vendors = tuple(
        v.model_copy(
            update={
                "gates": tuple(
                    _gate(o, g, f"$.vendors[{i}].gates[{n}]", wrong) for n, g in enumerate(v.gates)
                )
            }
        )
        for i, v in enumerate(o.vendors)
    )
    leaves = {leaf.criterion: leaf for leaf in o.criteria}
    cells = tuple(
        _cell(o, c, leaves[c.criterion], f"$.cells[{i}]", wrong) if c.criterion in leaves else c
        for i, c in enumerate(o.cells)
    )
    prices = tuple(_price(o, p, f"$.prices[{i}]", wrong) for i, p in enumerate(o.prices))
    return _with_prices(o.model_copy(update={"vendors": vendors, "cells": cells, "prices": prices}), wrong)


def _read(answered: Cell | GateResult) -> float | str | None:
    if answered.state != "answered":
        return None
    return answered.answer if answered.given is None else answered.given


def _gate(o: Outcome, gate: GateResult, path: str, wrong: list[Wrong]) -> GateResult:
    rule = o.gates.get(gate.criterion)
    if rule is None:
        wrong.append(Wrong(path, f"what {gate.criterion} demands is not among $.gates", "$.gates"))
        return gate
    wrong += _same_number(gate, path)
    answer = Answer(state=gate.state, value=_read(gate))
    result = attempt(wrong, f"{path}.result", lambda: gate_outcome(rule, answer, o.rules), gate.result)
    return gate.model_copy(update={"result": result})


def _cell(o: Outcome, cell: Cell, leaf: Leaf, path: str, wrong: list[Wrong]) -> Cell:
    rule, hidden = leaf.value_rule, cell.vendor != o.vendor
    if leaf.by == "price" or rule is None or (cell.value is None and "criterion scores" in o.left_out):
        return cell
    if cell.state != "answered":
        return cell.model_copy(update={"value": 0.0})
    if isinstance(rule, Rubric):
        return _of_panel(o, cell, rule, leaf.scored_by)
    if hidden and not cell.answer and "answers" in o.left_out:
        return cell
    wrong += _same_number(cell, path)
    try:
        return cell.model_copy(update={"value": value_of(rule, _read(cell))})
    except (ArithmeticError, LookupError, ValueError):
        message = f"the value rule of {leaf.criterion} does not know the answer {cell.answer[:80]!r}"
        wrong.append(Wrong(f"{path}.answer", message, f"{path}.answer"))
        return cell


def _of_panel(o: Outcome, cell: Cell, rule: Rubric, evaluators: int) -> Cell:
    if not cell.scores and cell.consensus is None:
        return cell
    agreed = None
    if cell.consensus is not None or cell.consensus_reason:
        agreed = Score(
            vendor=cell.vendor,
            criterion=cell.criterion,
            score=cell.consensus,
            reason=cell.consensus_reason,
            where=cell.source,
        )
    if not cell.scores and o.rules.consensus != "negotiated":
        return cell
    value, source = panel_value(rule, evaluators, cell.scores, agreed, o.rules)
    return cell.model_copy(update={"value": value, "source": source})


def _same_number(answered: Cell | GateResult, path: str) -> list[Wrong]:
    """The answer as displayed and the number that was read are one answer."""
    if not isinstance(answered.given, float) or answered.answer.split(" ")[0] == f"{answered.given:.10g}":
        return []
    message = f"{answered.answer[:80]!r} in the file, but the number that was read is {answered.given:.10g}"
    return [Wrong(f"{path}.answer", message, f"{path}.given")]


def _price(o: Outcome, price: PriceResult, path: str, wrong: list[Wrong]) -> PriceResult:
    if not price.lines:
        return price
    years = o.price_rule.years
    by_years = (*(x.by_year for x in price.lines), *(x.by_year for x in price.scenarios))
    if any(len(by_year) != years for by_year in by_years):
        wrong.append(Wrong(path, f"the price rule has {years} years", "$.price_rule.years"))
        return price
    return attempt(wrong, path, lambda: _summed(o, price), price)


def _summed(o: Outcome, price: PriceResult) -> PriceResult:
    rule, price = o.price_rule, summed(price, o.price_rule)
    scenarios = tuple(
        scenario_cost(
            Outlook(o.volumes, o.sizing, s.scenario),
            price.by_year if s.scenario == "expected" else s.by_year,
            rule,
        )
        for s in price.scenarios
    )
    before = price.before
    if before is not None:
        present = cents(net_present_cost(before.by_year, rule.discount_percent))
        before = before.model_copy(update={"net_present_cost": present})
    return price.model_copy(update={"scenarios": scenarios, "before": before})


def _with_prices(o: Outcome, wrong: list[Wrong]) -> Outcome:
    """The price as displayed, and its value where all ranked prices are there."""
    priced = {leaf.criterion for leaf in o.criteria if leaf.by == "price"}
    ranked = [v.name for v in o.vendors if v.status == "admitted"]
    costs = {p.vendor: p.net_present_cost for p in o.prices}
    among = {name: costs[name] for name in ranked if name in costs}
    values: dict[str, float] = {}
    if "prices" not in o.left_out and len(among) == len(ranked) and all(c > 0 for c in among.values()):
        values = attempt(wrong, "$.prices", lambda: price_values(o.price_rule, among), values)

    def cell(c: Cell) -> Cell:
        cost: Decimal | None = costs.get(c.vendor)
        if c.criterion not in priced or cost is None or not c.answer:
            return c
        value = c.value if c.value is None else values.get(c.vendor, c.value)
        return c.model_copy(update={"answer": f"{cost:,} {o.currency}", "value": value})

    return o.model_copy(update={"cells": tuple(cell(c) for c in o.cells)})
