"""What each bid costs, year by year and line by line, and which lines it leaves empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.outcome.costs import EarlierPrice, PriceLineCost, PriceResult
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.format.numbers import Amount, Cents
from vendor_eval.report.format.rounding import bar
from vendor_eval.report.format.text import counted
from vendor_eval.text import listed


@dataclass(frozen=True, slots=True)
class CostRow:
    """``by_year`` adds up to ``total``; ``present`` is the evaluated price, later years discounted."""

    vendor: str
    ranked: bool
    by_year: tuple[Amount, ...]
    total: Amount
    present: Amount
    bar: float
    offered_in: str
    empty: str


@dataclass(frozen=True, slots=True)
class LineCell:
    """``empty`` names the years without a price although the buyer needs some.

    ``included``: no year of the line costs anything, since the offer includes it.
    """

    total: Amount
    empty: str
    included: bool = False


@dataclass(frozen=True, slots=True)
class LineRow:
    id: str
    title: str
    cells: tuple[LineCell | None, ...]


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """Net present costs under low, expected and high volumes; the sum of all years, apart and by study.

    ``study`` is None where no volumes are known. ``share`` is that of the one-off cost, in percent.
    """

    vendor: str
    costs: tuple[Amount, ...]
    study: Cents | None
    one_off: Amount
    running: Amount
    share: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """What a vendor asks for an option, all years together; ``empty`` names the years without a price."""

    vendor: str
    title: str
    total: Amount
    empty: str
    included: bool = False


@dataclass(frozen=True, slots=True)
class BeforeRow:
    """The evaluated price at the closing time and the one that counts now. ``share``: the change, percent."""

    vendor: str
    before: Amount
    now: Amount
    change: Amount
    share: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The evaluated price of a vendor whose years and lines this audience does not see."""

    vendor: str
    present: Amount


@dataclass(frozen=True, slots=True)
class Money:
    """All in ``currency``, exact as calculated; ``cents`` is False where every figure is whole.

    ``spread`` is True where the volumes of the scenarios make a difference to any price.
    """

    currency: str
    years: tuple[int, ...]
    rows: tuple[CostRow, ...]
    lines: tuple[LineRow, ...]
    scenarios: tuple[ScenarioRow, ...]
    spread: bool
    options: tuple[OptionRow, ...]
    totals: tuple[Amount, ...]
    vendors: tuple[str, ...]
    missing: tuple[str, ...]
    discount: str
    tax: str
    cents: bool
    before: tuple[BeforeRow, ...] = ()
    only_totals: tuple[TotalRow, ...] = ()


def money(outcome: Outcome, order: tuple[str, ...]) -> Money:
    """Prices in the order of the vendors; ``missing`` are those who offer none."""
    prices = {p.vendor: p for p in outcome.prices}
    offered = [prices[name] for name in order if name in prices]
    with_price = [p for p in offered if p.by_year or not outcome.audience]
    bare = tuple(TotalRow(p.vendor, p.net_present_cost) for p in offered if p not in with_price)
    ranked = outcome.rankings[0].ranks if outcome.rankings else {}
    highest = max((p.net_present_cost for p in with_price), default=Decimal(0))
    rows = tuple(_row(p, p.vendor in ranked, highest) for p in with_price)
    rule = outcome.price_rule
    figures = [x for row in rows for x in (*row.by_year, row.present)]
    figures += [x for p in with_price for line in p.lines for x in line.by_year]
    figures += [p.before.net_present_cost for p in with_price if p.before]
    return Money(
        currency=outcome.currency,
        years=tuple(range(max((len(p.by_year) for p in with_price), default=0))),
        rows=rows,
        lines=_lines(with_price),
        scenarios=tuple(_scenario_row(p) for p in with_price if p.scenarios),
        spread=any(len({s.net_present_cost for s in p.scenarios}) > 1 for p in with_price),
        options=tuple(_option(p.vendor, line) for p in with_price for line in p.optional),
        totals=tuple(row.total for row in rows),
        vendors=tuple(p.vendor for p in with_price),
        missing=() if "prices" in outcome.left_out else tuple(n for n in order if n not in prices),
        discount=discount_words(outcome),
        tax="Prices include tax." if rule.include_tax else "Prices are without tax.",
        cents=any(x % 1 for x in (*figures, *(row.present for row in bare))),
        before=tuple(_before_row(p, p.before) for p in with_price if p.before),
        only_totals=bare,
    )


def discount_words(outcome: Outcome) -> str:
    rate = outcome.price_rule.discount_percent
    if not rate:
        return "Costs are added up without discounting."
    basis = outcome.price_rule.rate_basis
    return (
        f"Later years are discounted by {rate.normalize():f}\N{NO-BREAK SPACE}% a year ({basis}): "
        "year 0 counts in full, every later year at its end."
    )


def _row(price: PriceResult, ranked: bool, highest: Decimal) -> CostRow:
    gaps = [line for line in price.lines if line.empty_years]
    return CostRow(
        vendor=price.vendor,
        ranked=ranked,
        by_year=price.by_year,
        total=sum(price.by_year, Decimal(0)),
        present=price.net_present_cost,
        bar=bar(price.net_present_cost, highest),
        offered_in=price.offered_in,
        empty=counted(len(gaps), "line") if gaps else "",
    )


def _before_row(price: PriceResult, earlier: EarlierPrice) -> BeforeRow:
    before, now = earlier.net_present_cost, price.net_present_cost
    return BeforeRow(
        vendor=price.vendor,
        before=before,
        now=now,
        change=now - before,
        share=f"{100 * (now - before) / before:+.1f}\N{NO-BREAK SPACE}%".replace("-", "\N{MINUS SIGN}")
        if before
        else "",
    )


def _scenario_row(price: PriceResult) -> ScenarioRow:
    expected = next(s for s in price.scenarios if s.scenario == "expected")
    total = price.one_off + price.running
    return ScenarioRow(
        vendor=price.vendor,
        costs=tuple(s.net_present_cost for s in price.scenarios),
        study=expected.cost_per_study,
        one_off=price.one_off,
        running=price.running,
        share=f"{100 * price.one_off / total:.0f}\N{NO-BREAK SPACE}%" if total else "",
    )


def _option(vendor: str, line: PriceLineCost) -> OptionRow:
    cell = _line_cell(line)
    empty, included = (cell.empty, cell.included) if cell else ("", False)
    total = sum(line.by_year, Decimal(0))
    return OptionRow(vendor, f"{line.line} {line.title}", total, empty, included)


def _lines(prices: Iterable[PriceResult]) -> tuple[LineRow, ...]:
    by_vendor = [{line.line: line for line in price.lines} for price in prices]
    own = " (the buyer’s own cost)"
    titles = {
        line.line: line.title + (own if line.by == "buyer" else "")
        for lines in by_vendor
        for line in lines.values()
    }
    return tuple(
        LineRow(line, title, tuple(_line_cell(lines.get(line)) for lines in by_vendor))
        for line, title in titles.items()
    )


def _line_cell(line: PriceLineCost | None) -> LineCell | None:
    if line is None:
        return None
    years = [str(year) for year in line.empty_years]
    word = "year" if len(years) == 1 else "years"
    empty = f"no price in {word} {listed(years, 12)}" if years else ""
    total = sum(line.by_year, Decimal(0))
    return LineCell(total, empty, bool(line.included_years) and not years and not total)
