"""The rows of the price workbook: price lines with the quantities that the buyer expects, tier by tier."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

from vendor_eval.model.buyer.pricing import PriceLine
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.buyer.volumes import ROOM, SCENARIOS, Outlook, Scenario

Quantities = tuple[Decimal, ...]

_STEP = {"per_tb": Decimal("0.01"), "per_interface": Decimal(1)}
_WHOLE = Decimal(1)


class AskedRow(NamedTuple):
    """One row to price. ``quantities`` by scenario: a number for each year, year 0 first.

    ``asked`` marks the years that need a price; ``expected`` are the quantities of the evaluated price.
    ``tier``: which part of the quantity the row prices, in words; empty without tiers.
    """

    id: str
    title: str
    line: PriceLine
    quantities: dict[Scenario, Quantities]
    asked: tuple[bool, ...]
    tier: str = ""

    @property
    def expected(self) -> Quantities:
        return self.quantities["expected"]

    def charged(self, year: int) -> tuple[int, Decimal]:
        """The year whose price applies in ``year``, and the factor of an indexed price.

        The price of an indexed line is that of its first year; each later year costs so many percent more
        than the year before.
        """
        if self.line.index is None or True not in self.asked:
            return year, Decimal(1)
        first = self.asked.index(True)
        return first, (1 + self.line.index.counted_percent / 100) ** (year - first)


def asked_rows(procurement: Procurement) -> tuple[AskedRow, ...]:
    """Every row of the price workbook, in the order of the lines; a line with tiers has a row for each."""
    return tuple(row for line in procurement.price.lines for row in _rows(line, procurement))


def outlooks(procurement: Procurement) -> dict[Scenario, Outlook]:
    """The volumes of each scenario."""
    return {s: Outlook(procurement.volumes, procurement.sizing, s) for s in SCENARIOS}


def quantities(line: PriceLine, outlook: Outlook, years: int) -> Quantities:
    """Units a year of one line, year 0 first, rounded as the workbook shows them.

    Studies, users and interfaces are whole (a half up), terabytes have two decimals.
    """
    if line.kind == "quantity":
        return line.quantity
    step = _STEP.get(line.kind, _WHOLE)
    due = _due(line, years)
    return tuple(_driver(line, outlook, year, step) if due[year] else Decimal(0) for year in range(years))


def _due(line: PriceLine, years: int) -> list[bool]:
    """The years in which the line costs something."""
    last = years - 1
    first = last if line.from_year == "last" else line.from_year
    if line.kind == "one_off":
        return [year == (first or 0) or year in line.refresh_years for year in range(years)]
    begin = 1 if first is None else first
    end = last if line.to_year is None else line.to_year
    return [begin <= year <= end for year in range(years)]


def _driver(line: PriceLine, outlook: Outlook, year: int, step: Decimal) -> Decimal:
    if line.kind in ("one_off", "yearly"):
        return line.units
    if line.kind == "per_tb":
        held = line.counts == "held"
        amount = outlook.held_tb(year, line.storage_tier) if held else outlook.added_tb(year)
    elif line.kind == "per_interface":
        amount = Decimal(outlook.sizing.interfaces)
    else:
        amount = outlook.studies(year) if line.kind == "per_study" else outlook.users(year)
    return amount.quantize(step, rounding=ROUND_HALF_UP, context=ROOM) / line.per


def row_ids(line: PriceLine) -> tuple[str, ...]:
    """The ids of its rows: its own, or one for each tier."""
    tiers = range(1, len(line.tiers) + 2)
    return tuple(f"{line.id}.{n}" for n in tiers) if line.tiers else (line.id,)


def _rows(line: PriceLine, procurement: Procurement) -> list[AskedRow]:
    years = procurement.price.years
    by_scenario = {s: quantities(line, o, years) for s, o in outlooks(procurement).items()}
    needed = [any(amounts[year] > 0 for amounts in by_scenario.values()) for year in range(years)]
    if line.index is not None and True in needed:
        first = needed.index(True)
        needed = [year == first for year in range(years)]
    asked = tuple(needed)
    if not line.tiers:
        return [AskedRow(line.id, line.title, line, by_scenario, asked)]
    rows = []
    for n, (low, high) in enumerate(pairwise((Decimal(0), *line.tiers, None)), start=1):
        lowest = low or Decimal(0)
        within = {
            s: tuple(_within(q, lowest, high, line.tiering == "whole") for q in amounts)
            for s, amounts in by_scenario.items()
        }
        tier = _tier_words(line, lowest, high)
        rows.append(AskedRow(f"{line.id}.{n}", f"{line.title}: {tier}", line, within, asked, tier))
    return rows


def _within(quantity: Decimal, low: Decimal, high: Decimal | None, whole: bool) -> Decimal:
    """The part of a quantity that a tier prices: above ``low``, up to ``high``."""
    if whole:
        return quantity if low < quantity and (high is None or quantity <= high) else Decimal(0)
    return max(Decimal(0), (quantity if high is None else min(quantity, high)) - low)


def _tier_words(line: PriceLine, low: Decimal, high: Decimal | None) -> str:
    part = f"{'more than ' if line.tiering == 'whole' else 'above '}{low:,f}" if low else ""
    if high is not None:
        part += f"{' and ' if part else ''}up to {high:,f}"
    if line.tiering == "whole":
        return f"price of a unit in a year with {part} units"
    return f"price of a unit {part} a year" if low else f"price of each of the first {high:,f} units a year"
