"""Unit prices times the buyer's quantities, year by year, discounted to one evaluated price."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vendor_eval.model.outcome import PriceLineCost, PriceResult
from vendor_eval.model.price import PriceCell, PriceSchedule
from vendor_eval.model.procurement import Currency, PriceLine, PriceRule

CENT = Decimal("0.01")


def net_present_cost(by_year: Sequence[Decimal], discount_percent: Decimal) -> Decimal:
    """Sum of c_t / (1 + r)^t; year 0 is not discounted, later years count at their end."""
    factor = 1 + discount_percent / 100
    return sum((cost / factor**year for year, cost in enumerate(by_year)), Decimal(0))


def evaluated_price(vendor: str, schedule: PriceSchedule, rule: PriceRule, currency: Currency) -> PriceResult:
    """The vendor's prices in the procurement's currency, rounded to cents.

    A cell that is empty or unreadable costs nothing here and stands in ``empty_years``; ``check`` warns of
    it. Raises KeyError if the bid's currency has no rate (intake accepts none such).
    """
    rate = Decimal(1) if schedule.currency == currency.code else currency.rates[schedule.currency].rate
    lines = tuple(_line_cost(line, schedule.lines.get(line.id, ()), rate) for line in rule.lines)
    by_year = tuple(sum((line.by_year[t] for line in lines), Decimal(0)) for t in range(rule.years))
    return PriceResult(
        vendor=vendor,
        net_present_cost=net_present_cost(by_year, rule.discount_percent).quantize(CENT),
        currency=currency.code,
        offered_in=schedule.currency,
        by_year=by_year,
        lines=lines,
    )


def _line_cost(line: PriceLine, cells: Sequence[PriceCell], rate: Decimal) -> PriceLineCost:
    costs, empty = [], []
    for year, quantity in enumerate(line.quantity):
        cell = cells[year] if year < len(cells) else PriceCell(state="empty")
        if quantity > 0 and cell.state in ("empty", "unreadable"):
            empty.append(year)
        amount = cell.amount if cell.state == "priced" and cell.amount is not None else Decimal(0)
        costs.append((amount * quantity * rate).quantize(CENT))
    return PriceLineCost(line=line.id, title=line.title, by_year=tuple(costs), empty_years=tuple(empty))
