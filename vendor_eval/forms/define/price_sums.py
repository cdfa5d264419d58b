"""What a price row costs: live sums for the vendor, also for the case that volumes grow less or more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vendor_eval.forms.spec import Formula
from vendor_eval.model.buyer.price_quantities import AskedRow
from vendor_eval.model.buyer.volumes import Outlook, Scenario

SUMS: dict[Scenario, str] = {
    "low": "Sum of all years if volumes grow less",
    "high": "Sum of all years if volumes grow more",
}


def price_column(year: int) -> str:
    """The key of the unit price in ``year``; 0 is before go-live."""
    return f"price{year}"


def quantity_column(year: int) -> str:
    return f"quantity{year}"


def volumes_in_words(found: Mapping[Scenario, Outlook], year: int) -> str:
    """``expected 210,000 studies, 84.5 TB held, 120 users; low ...``."""
    words = []
    for name, outlook in found.items():
        figures = (
            (f"{outlook.studies(year):,.0f} studies", outlook.studies(year)),
            (f"{outlook.held_tb(year):,.1f} TB held", outlook.held_tb(year)),
            (f"{outlook.users(year):,.0f} users", outlook.users(year)),
        )
        words.append(f"{name} {', '.join(text for text, year_cost in figures if year_cost)}")
    return "; ".join(words)


def varies_with_volumes(rows: Sequence[AskedRow]) -> bool:
    """Whether any quantity would differ if volumes grew less or more."""
    return any(row.quantities[s] != row.expected for row in rows for s in SUMS)


def sum_if(row: AskedRow, scenario: Scenario) -> Formula:
    """What the row costs with the quantities of a scenario, written into the formula."""
    amounts = row.quantities[scenario]
    years = [y for y, quantity in enumerate(amounts) if quantity]
    return Formula("=" + ("+".join(year_cost(row, y, f"{amounts[y]:f}") for y in years) or "0"))


def year_cost(row: AskedRow, year: int, quantity: str = "") -> str:
    """A year's cost; an indexed line has one price, which rises from its first year on."""
    priced_in, factor = row.charged(year)
    # N() makes a number of a word such as “included”: 0.
    units = quantity or f"N({{{quantity_column(year)}}})"
    plain = f"{units}*N({{{price_column(priced_in)}}})"
    return plain if factor == 1 else f"{plain}*{factor:f}"
