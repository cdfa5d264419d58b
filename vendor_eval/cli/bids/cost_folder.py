"""cost DIR: what each bid costs, by year and scenario, and what to look at before comparing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.output.printing import Output, Table

if TYPE_CHECKING:
    from vendor_eval.model.outcome.costs import PriceLineCost, PriceResult
    from vendor_eval.operations.bids.cost import CostResult


def cost_folder(path: Path) -> Output:
    """The verb on a folder: the prices that count, of every bid that has one, whether it is ranked or not."""
    result = procurement(path).cost()
    if not result.currency:
        return Output({"vendors": []}, result.findings)
    without = result.without_sum
    data = {
        "currency": result.currency,
        "discount_percent": result.discount_percent,
        "vendors": [_vendor(p, p.vendor in result.ranked) for p in result.prices],
        "without_price": [{"vendor": name, "why": why} for name, why in without.items()],
    }
    remarks = [f"{name}: {why}: see check" for name, why in without.items()]
    csv = _tidy(result.prices, without)
    if not result.prices:
        return Output(data, result.findings, remarks or ["There is no price to show yet."], csv=csv)
    return Output(data, result.findings, [*_text(result), *remarks], csv=csv)


def _vendor(price: PriceResult, ranked: bool) -> dict[str, Any]:
    total = sum(price.by_year, Decimal(0))
    return {
        "vendor": price.vendor,
        "ranked": ranked,
        "offered_in": price.offered_in,
        "net_present_cost": {s.scenario: s.net_present_cost for s in price.scenarios},
        "by_year": price.by_year,
        "by_year_and_scenario": {s.scenario: s.by_year for s in price.scenarios},
        "cost_per_study": {s.scenario: s.cost_per_study for s in price.scenarios},
        "one_off": price.one_off,
        "running": price.running,
        "one_off_share": price.one_off / total if total else None,
        "lines": [_line(line) for line in price.lines],
        "optional": [_line(line) for line in price.optional],
        "empty": [
            {"line": x.line, "title": x.title, "years": x.empty_years} for x in price.lines if x.empty_years
        ],
    }


def _line(line: PriceLineCost) -> dict[str, Any]:
    return {
        "line": line.line,
        "title": line.title,
        "by": line.by,
        "by_year": line.by_year,
        "included": line.included_years,
    }


def _text(result: CostResult) -> list[str | Table]:
    code, prices = result.currency, result.prices
    tables = (_by_year(prices, code), _scenarios(prices, code), _shares(prices, code))
    text: list[str | Table] = [_with_unread(table, result.without_sum) for table in tables]
    options = [(p, line) for p in prices for line in p.optional]
    if options:
        rows = [(p.vendor, f"{x.line} {x.title}", *_option(x)) for p, x in options]
        columns = ("vendor", "option", "sum of years", "remark")
        text.append(Table("Options, outside the evaluated price", columns, rows, right=("sum of years",)))
    percent = result.discount_percent.normalize()
    text.append(
        f"Evaluated is the expected net present cost, discounted at {percent:f} percent a year. "
        "Cost per study: all years without discount, divided by the studies of the years of operation."
    )
    return text


def _with_unread(table: Table, unread: Iterable[str]) -> Table:
    """The bids without a sum stand in each table too: whoever is left out unseen is taken for absent."""
    rows = [(name, *["-"] * (len(table.columns) - 1)) for name in unread]
    return replace(table, rows=[*table.rows, *rows])


def _by_year(prices: tuple[PriceResult, ...], code: str) -> Table:
    columns = ("vendor", *(f"year {year}" for year in range(len(prices[0].by_year))), "sum")
    rows = [(p.vendor, *(_whole(x) for x in p.by_year), _whole(sum(p.by_year, Decimal(0)))) for p in prices]
    return Table(f"Cost by year, {code}", columns, rows, right=columns[1:])


def _scenarios(prices: tuple[PriceResult, ...], code: str) -> Table:
    columns = ("vendor", "low", "expected", "high", "cost per study", "lines left empty")
    rows = []
    for p in prices:
        expected = next(s for s in p.scenarios if s.scenario == "expected")
        a_study = expected.cost_per_study
        empty = ", ".join(x.line for x in p.lines if x.empty_years)
        costs = (f"{s.net_present_cost:,.2f}" for s in p.scenarios)
        rows.append((p.vendor, *costs, "-" if a_study is None else f"{a_study:,.2f}", empty))
    return Table(f"Net present cost by volumes, {code}", columns, rows, right=columns[1:5])


def _shares(prices: tuple[PriceResult, ...], code: str) -> Table:
    columns = ("vendor", "one-off", "running", "one-off share")
    rows = []
    for p in prices:
        total = p.one_off + p.running
        share = f"{100 * p.one_off / total:.0f}%" if total else "-"
        rows.append((p.vendor, _whole(p.one_off), _whole(p.running), share))
    return Table(f"One-off and running cost, sum of years, {code}", columns, rows, right=columns[1:])


def _option(line: PriceLineCost) -> tuple[str, str]:
    if line.empty_years:
        return "-", "not offered" if not any(line.by_year) else "not offered for all years"
    total = sum(line.by_year, Decimal(0))
    return ("included" if line.included_years and not total else _whole(total)), ""


def _tidy(prices: tuple[PriceResult, ...], unread: Iterable[str]) -> Table:
    """A row per vendor, scenario and year; one with the name alone for a price that cannot be read."""
    rows = [
        (p.vendor, s.scenario, str(year), str(cost), str(s.net_present_cost), str(s.cost_per_study or ""))
        for p in prices
        for s in p.scenarios
        for year, cost in enumerate(s.by_year)
    ]
    columns = ("vendor", "scenario", "year", "cost", "net_present_cost", "cost_per_study")
    return Table("", columns, [*rows, *((name, *[""] * 5) for name in unread)])


def _whole(amount: Decimal) -> str:
    return f"{amount:,.0f}"
