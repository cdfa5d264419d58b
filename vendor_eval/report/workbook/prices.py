"""Prices by year: net present costs and values of prices as formulas over the price lines."""

from __future__ import annotations

from vendor_eval.cost.present_value import factors
from vendor_eval.model.outcome.costs import PriceLineCost, PriceResult
from vendor_eval.report.workbook.formulas import price_value
from vendor_eval.report.workbook.plan import PRICES, Plan, at, span
from vendor_eval.report.workbook.styles import TOP, Page

MONEY = '#,##0.00;-#,##0.00;"–"'
_RATE, _SETTING = TOP, TOP + 1


def write_prices(page: Page, plan: Plan) -> None:
    """The settings, a table of all bids with a price, then every bid line by line."""
    years = plan.outcome.price_rule.years
    page.widths(52, 12, 17, 18, *[16] * max(years, 2))
    _settings(page, plan)
    _summary(page, plan)
    row = plan.prices_top + len(plan.priced) + 3
    for vendor in plan.priced:
        row = _block(page, plan, plan.prices[vendor], row)


def _settings(page: Page, plan: Plan) -> None:
    rule = plan.outcome.price_rule
    page.text(_RATE, 0, "Discount rate a year", "bold")
    page.number(_RATE, 1, float(rule.discount_percent) / 100, "input", "0.00%")
    setting = rule.k if rule.k is not None else rule.budget
    if setting is not None:
        page.text(_SETTING, 0, "k of the formula" if rule.k is not None else "Budget of the formula", "bold")
        page.number(_SETTING, 1, float(setting), "input", "#,##0.00##")
    for n, (end, value) in enumerate(rule.bands or ()):
        row = _SETTING + 1 + n
        page.text(row, 0, "Up to so many times the lowest price, and the value there", "bold")
        page.number(row, 1, float(end), "input", "0.00##")
        page.number(row, 2, float(value), "input", "0.00##")


def _summary(page: Page, plan: Plan) -> None:
    """The columns of net present cost and value are those that ``Plan`` points to."""
    top, currency = plan.prices_top, plan.outcome.currency
    page.head(top, ["Vendor", "Offered in", "Ranked", f"Net present cost, {currency}", "Value of the price"])
    ranked = [name for name in plan.priced if name in plan.ranked]
    row = plan.prices_top + len(plan.priced) + 3
    for n, vendor in enumerate(plan.priced, top + 1):
        price = plan.prices[vendor]
        page.text(n, 0, vendor, "bold")
        page.text(n, 1, price.offered_in)
        page.text(n, 2, "yes" if vendor in plan.ranked else "no")
        cost = float(price.net_present_cost)
        if price.lines:
            present = _last(price, row)
            page.formula(
                n, 3, f"ROUND({_sum_of(present, 3, plan.outcome.price_rule.years)},2)", cost, "sum", MONEY
            )
            row = present + 3
        else:
            page.number(n, 3, cost, "sum", MONEY)
        value = _value(plan, vendor)
        if vendor in ranked and value is not None and "prices" in plan.outcome.left_out:
            page.number(n, 4, value, "sum", "0.0000")
        elif vendor in ranked and value is not None:
            costs = span(plan.cost(ranked[0]), plan.cost(ranked[-1]))
            page.formula(n, 4, _formula(plan, vendor, costs), value, "sum", "0.0000")
        else:
            page.text(n, 4, "not ranked" if vendor not in ranked else "")


def _value(plan: Plan, vendor: str) -> float | None:
    places = [leaf.criterion for leaf in plan.outcome.criteria if leaf.by == "price"]
    cell = plan.cells.get((vendor, places[0])) if places else None
    return cell.value if cell else None


def _formula(plan: Plan, vendor: str, costs: str) -> str:
    rule = plan.outcome.price_rule
    rows = [_SETTING + 1 + n for n in range(len(rule.bands or ()))]
    bands = [(at(PRICES, row, 1), at(PRICES, row, 2)) for row in rows]
    return price_value(rule, plan.cost(vendor), costs, at(PRICES, _SETTING, 1), bands)


def _sum_of(row: int, first: int, years: int) -> str:
    return f"SUM({span(at(PRICES, row, first), at(PRICES, row, first + years - 1))})"


def _last(price: PriceResult, row: int) -> int:
    """The row of present values of a block that begins at ``row``."""
    return row + len(price.lines) + 4


def _block(page: Page, plan: Plan, price: PriceResult, row: int) -> int:
    """One bid from ``row`` on; the row where the next begins."""
    if not price.lines:
        return row
    years = plan.outcome.price_rule.years
    page.text(row, 0, price.vendor, "section")
    page.head(row + 1, ["Price line", "Paid to", "Notes", *(f"Year {t}" for t in range(years))], 18)
    for n, line in enumerate(price.lines, row + 2):
        payee = "vendor" if line.by == "vendor" else "others"
        page.texts(n, [f"{line.line} {line.title}", payee, _notes(line)])
        for t, cost in enumerate(line.by_year, 3):
            page.number(n, t, float(cost), "input", MONEY)
    end = row + 2 + len(price.lines)
    _totals(page, plan, price, row + 2, end)
    return _last(price, row) + 3


def _totals(page: Page, plan: Plan, price: PriceResult, first: int, end: int) -> None:
    rule = plan.outcome.price_rule
    for row, words in ((end, "Sum of the year"), (end + 1, "Discount factor"), (end + 2, "Present value")):
        page.text(row, 0, words, "bold")
        page.blank(row, 1)
        page.blank(row, 2)
    discounts = factors(rule.discount_percent / 100, rule.years)
    for t, (cost, factor) in enumerate(zip(price.by_year, discounts, strict=False)):
        column = t + 3
        lines = span(at(PRICES, first, column), at(PRICES, end - 1, column))
        page.formula(end, column, f"SUM({lines})", float(cost), "sum", MONEY)
        page.formula(end + 1, column, f"1/(1+{at(PRICES, _RATE, 1)})^{t}", float(factor), shown="0.000000")
        product = f"{at(PRICES, end, column)}*{at(PRICES, end + 1, column)}"
        page.formula(end + 2, column, product, float(cost * factor), "sum", MONEY)


def _notes(line: PriceLineCost) -> str:
    notes = []
    if line.empty_years:
        notes.append(f"no price in year {', '.join(map(str, line.empty_years))}")
    if line.included_years:
        notes.append("included")
    return "; ".join(notes)
