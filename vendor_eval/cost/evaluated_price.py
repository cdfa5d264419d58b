"""Unit prices times the buyer's quantities, year by year, discounted to one evaluated price."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from vendor_eval.cost.present_value import present_value
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.buyer.price_quantities import AskedRow, asked_rows, outlooks, row_ids
from vendor_eval.model.buyer.procurement import PriceRule, Procurement
from vendor_eval.model.buyer.volumes import ROOM, SCENARIOS, Outlook, Scenario
from vendor_eval.model.outcome.costs import PriceLineCost, PriceResult, ScenarioCost

CENT = Decimal("0.01")
_EMPTY = PriceCell(state="empty")


def cents(amount: Decimal) -> Decimal:
    """Rounded to cents, a half away from zero: as an invoice and a spreadsheet round."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP, context=ROOM)


def net_present_cost(by_year: Sequence[Decimal], discount_percent: Decimal) -> Decimal:
    """Sum of c_t / (1 + r)^t; year 0 is not discounted, later years count at their end."""
    return present_value(by_year, discount_percent / 100)


def evaluated_price(vendor: str, schedule: PriceSchedule, procurement: Procurement) -> PriceResult:
    """The bid's costs in the procurement's currency, rounded to cents; the buyer's own costs are added.

    The net present cost is that of the expected volumes; the low and high scenario are given beside it.
    Optional lines are in no sum. A cell that is empty or unreadable costs nothing here and stands in
    ``empty_years``; ``check`` warns of it. Raises KeyError if the bid's currency has no rate (intake accepts
    none such).
    """
    rule, rows = procurement.price, asked_rows(procurement)
    rate = _rate(schedule, procurement)
    own = buyer_costs(schedule.receipt.vendor, rule)
    by_scenario = {s: tuple(_line_cost(row, schedule, rate, s) for row in rows) for s in SCENARIOS}
    expected = by_scenario["expected"]
    base = (*(line for line in expected if not line.optional), *own)
    outlook = outlooks(procurement)
    scenarios = tuple(
        scenario_cost(outlook[s], by_year_of([*(x for x in lines if not x.optional), *own], rule.years), rule)
        for s, lines in by_scenario.items()
    )
    return summed(
        PriceResult(
            vendor=vendor,
            net_present_cost=Decimal(0),
            currency=procurement.currency.code,
            offered_in=schedule.currency,
            by_year=(),
            lines=base,
            optional=tuple(line for line in expected if line.optional),
            scenarios=scenarios,
        ),
        rule,
    )


def summed(result: PriceResult, rule: PriceRule) -> PriceResult:
    """``result`` with its sums: by year, net present cost, one-off and running; all of its ``lines``."""
    by_year = by_year_of(result.lines, rule.years)
    once = _one_off(result.lines, rule)
    return result.model_copy(
        update={
            "by_year": by_year,
            "net_present_cost": cents(net_present_cost(by_year, rule.discount_percent)),
            "one_off": once,
            "running": sum(by_year, Decimal(0)) - once,
        }
    )


def _rate(schedule: PriceSchedule, procurement: Procurement) -> Decimal:
    currency = procurement.currency
    return Decimal(1) if schedule.currency == currency.code else currency.rates[schedule.currency].rate


def _line_cost(
    row: AskedRow, schedule: PriceSchedule, rate: Decimal, scenario: Scenario = "expected"
) -> PriceLineCost:
    cells = schedule.lines.get(row.id, ())
    costs, empty, included = [], [], []
    for year, quantity in enumerate(row.quantities[scenario]):
        priced_in, factor = row.charged(year)
        cell = cells[priced_in] if priced_in < len(cells) else _EMPTY
        if quantity > 0 and cell.state in ("empty", "unreadable"):
            empty.append(year)
        if quantity > 0 and cell.state == "included":
            included.append(year)
        amount = cell.amount if cell.state == "priced" and cell.amount is not None else Decimal(0)
        costs.append(cents(amount * factor * quantity * rate))
    return PriceLineCost(
        line=row.id,
        title=row.title,
        by_year=tuple(costs),
        empty_years=tuple(empty),
        included_years=tuple(included),
        optional=row.line.optional,
    )


def buyer_costs(vendor_id: str, rule: PriceRule) -> tuple[PriceLineCost, ...]:
    """What the buyer itself will spend with this vendor's bid, as it estimated."""
    return tuple(
        PriceLineCost(
            line=cost.id, title=cost.title, by_year=tuple(cents(x) for x in cost.by_year), by="buyer"
        )
        for cost in rule.buyer_costs
        if cost.vendors is None or vendor_id in cost.vendors
    )


def by_year_of(lines: Sequence[PriceLineCost], years: int) -> tuple[Decimal, ...]:
    """The sum of ``lines`` in each year, year 0 first."""
    return tuple(sum((line.by_year[t] for line in lines), Decimal(0)) for t in range(years))


def scenario_cost(outlook: Outlook, by_year: tuple[Decimal, ...], rule: PriceRule) -> ScenarioCost:
    """What a bid comes to where its lines cost ``by_year`` under the volumes of ``outlook``."""
    studies = sum((outlook.studies(year) for year in range(1, rule.years)), Decimal(0))
    return ScenarioCost(
        scenario=outlook.scenario,
        net_present_cost=cents(net_present_cost(by_year, rule.discount_percent)),
        by_year=by_year,
        studies=studies.quantize(Decimal(1), rounding=ROUND_HALF_UP, context=ROOM),
        cost_per_study=cents(sum(by_year, Decimal(0)) / studies) if studies else None,
    )


def _one_off(lines: Sequence[PriceLineCost], rule: PriceRule) -> Decimal:
    """What does not come back every year: one-off lines, and what all others cost before go-live."""
    once = {row for line in rule.lines if line.kind == "one_off" for row in row_ids(line)}
    return sum(
        (sum(x.by_year, Decimal(0)) if x.line in once else x.by_year[0] for x in lines if x.by_year),
        Decimal(0),
    )
