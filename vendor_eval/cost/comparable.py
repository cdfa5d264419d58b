"""Whether prices can be laid side by side: lines that one bid includes and others charge, other units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from vendor_eval.findings import Finding
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.buyer.price_quantities import AskedRow, asked_rows
from vendor_eval.model.buyer.procurement import Procurement, Vendor

WIDE = 20
"""So many times the lowest price of a unit is more often another unit than another offer."""


def comparable(procurement: Procurement, prices: Mapping[Vendor, PriceSchedule]) -> list[Finding]:
    """What a person should look at before comparing; ``prices`` are those that count.

    Lines without a price are reported by ``intake.completeness``.
    """
    rates = {code: rate.rate for code, rate in procurement.currency.rates.items()}
    rates[procurement.currency.code] = Decimal(1)
    offers = {v: schedule for v, schedule in prices.items() if schedule.currency in rates}
    return [
        finding
        for row in asked_rows(procurement)
        for year, needed in enumerate(row.asked)
        if needed and year == row.asked.index(True)
        for finding in _row(row, year, offers, rates)
    ]


def _row(
    row: AskedRow, year: int, offers: Mapping[Vendor, PriceSchedule], rates: Mapping[str, Decimal]
) -> Iterator[Finding]:
    cells = {v: _cell(schedule, row.id, year) for v, schedule in offers.items()}
    amounts = {
        v: cell.amount * rates[offers[v].currency]
        for v, cell in cells.items()
        if cell.state == "priced" and cell.amount
    }
    free = [v.name for v, cell in cells.items() if cell.state == "included"]
    if free and amounts:
        message = f"{row.id} {row.title} is included by {', '.join(free)} and charged by {_names(amounts)}"
        hint = "make sure that the same is included: what one bid leaves out costs nothing in it"
        yield Finding("price.included", "note", row.id, message, hint)
    if len(amounts) > 1 and max(amounts.values()) > WIDE * min(amounts.values()):
        dearest, cheapest = (f(amounts, key=amounts.__getitem__) for f in (max, min))
        message = (
            f"{row.id} {row.title}, year {year}: a unit costs {amounts[dearest]:,.2f} with {dearest.name} "
            f"and {amounts[cheapest]:,.2f} with {cheapest.name}"
        )
        hint = f"ask both whether their price is for one {row.line.unit}"
        yield Finding("price.spread", "warning", row.id, message, hint)


def _names(vendors: Mapping[Vendor, Decimal]) -> str:
    return ", ".join(v.name for v in vendors)


def _cell(schedule: PriceSchedule, row: str, year: int) -> PriceCell:
    cells = schedule.lines.get(row, ())
    return cells[year] if year < len(cells) else PriceCell(state="empty")
