"""Evaluated prices, again from the price lines by year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from vendor_eval.cost.evaluated_price import buyer_costs, cents, net_present_cost, scenario_cost, summed
from vendor_eval.cost.formulas import price_values
from vendor_eval.model.buyer.volumes import Outlook
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.recompute.notes import Notes, Wrong

NO_LINES = "the price lines are not in it; the totals stand as they are"


def prices_again(o: Outcome, notes: Notes) -> Outcome:
    """Sums by year, net present costs and scenarios of every bid with a price."""
    ids = {v.name: v.id for v in o.vendors}
    prices = tuple(_price(o, p, i, ids.get(p.vendor, ""), notes) for i, p in enumerate(o.prices))
    return o.model_copy(update={"prices": prices})


def _price(o: Outcome, price: PriceResult, i: int, vendor: str, notes: Notes) -> PriceResult:
    path = f"$.prices[{i}]"
    if not price.lines and notes.reduced:
        notes.unknown["net present costs of other bids"] = NO_LINES
        return price
    years = o.price_rule.years
    short = [n for n, line in enumerate(price.lines) if len(line.by_year) != years]
    short_scenarios = [n for n, s in enumerate(price.scenarios) if len(s.by_year) != years]
    places = [f"{path}.lines[{n}].by_year" for n in short]
    places += [f"{path}.scenarios[{n}].by_year" for n in short_scenarios]
    if places:
        notes.wrong += [Wrong(p, f"the price rule asks for {years} years") for p in places]
        return price
    return notes.attempt(path, lambda: _calculated(o, price, vendor, notes), price)


def _calculated(o: Outcome, price: PriceResult, vendor: str, notes: Notes) -> PriceResult:
    rule, lines = o.price_rule, price.lines
    if not notes.reduced:
        own = buyer_costs(vendor, rule)
        lines = (*(x for x in lines if x.by == "vendor"), *own)
    price = summed(price.model_copy(update={"lines": lines, "currency": o.currency}), rule)
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


def price_values_again(o: Outcome, ranked: tuple[str, ...], notes: Notes) -> Outcome:
    """The value of each ranked price by the published formula, and the price as the record shows it."""
    places = {leaf.criterion for leaf in o.criteria if leaf.by == "price"}
    costs = {p.vendor: p.net_present_cost for p in o.prices}
    among = {name: costs[name] for name in ranked if name in costs}
    if not places or any(cost <= 0 for cost in among.values()):
        return o
    if notes.reduced and ("prices" in o.left_out or len(among) < len(ranked)):
        notes.unknown["values of prices"] = "not every ranked price is in it"
        return _as_shown(o, places, costs)
    nothing: dict[str, float] = {}
    values = notes.attempt("$.prices", lambda: price_values(o.price_rule, among), nothing)
    cells = tuple(
        c.model_copy(
            update={
                "value": values.get(c.vendor, 0.0 if c.vendor in ranked else None),
                "answer": _shown(costs.get(c.vendor), o.currency),
            }
        )
        if c.criterion in places and not (notes.reduced and c.value is None)
        else c
        for c in o.cells
    )
    return o.model_copy(update={"cells": cells})


def _as_shown(o: Outcome, places: set[str], costs: Mapping[str, Decimal]) -> Outcome:
    """Where no value can be calculated, the price beside it can still be the wrong one."""
    cells = tuple(
        c.model_copy(update={"answer": _shown(costs[c.vendor], o.currency)})
        if c.criterion in places and c.vendor in costs and c.answer
        else c
        for c in o.cells
    )
    return o.model_copy(update={"cells": cells})


def _shown(cost: Decimal | None, currency: str) -> str:
    return "" if cost is None else f"{cost:,} {currency}"
