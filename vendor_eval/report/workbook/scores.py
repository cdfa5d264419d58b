"""Values and points by criterion, and the evaluators' scores that values rest on."""

from __future__ import annotations

from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.report.workbook.formulas import rounded
from vendor_eval.report.workbook.plan import FIRST, LABELS, PANEL, POINTS, Plan, at, span
from vendor_eval.report.workbook.styles import TOP, Page

_VALUE, _GAP = "0.000", '0.000"*"'


def write_values(page: Page, plan: Plan) -> None:
    """A value of 0 to 1 for each criterion and vendor; those that rest on other sheets are formulas."""
    page.widths(_groups(page, plan), 12, _titles(page, plan), 10, *[16] * len(plan.columns))
    page.head(TOP, ["Group", "Criterion", "", "By", *plan.columns])
    for j, leaf in enumerate(plan.outcome.criteria):
        _labels(page, plan, j, leaf)
        page.text(FIRST + j, 3, {"answer": "answer", "panel": "panel", "price": "price"}[leaf.by])
        for i, vendor in enumerate(plan.columns, LABELS):
            cell = plan.cells.get((vendor, leaf.criterion))
            if cell is None or cell.value is None:
                page.blank(FIRST + j, i)
                continue
            source = _source(plan, leaf, vendor)
            if source:
                page.formula(FIRST + j, i, source, cell.value, shown=_VALUE)
            else:
                shown = _VALUE if cell.state == "answered" or leaf.by == "price" else _GAP
                page.number(FIRST + j, i, cell.value, "input", shown)


def _groups(page: Page, plan: Plan) -> float:
    return page.fitting([plan.group_title(group) for group in plan.groups])


def _titles(page: Page, plan: Plan) -> float:
    return page.fitting([leaf.title for leaf in plan.outcome.criteria], 30, 64)


def _labels(page: Page, plan: Plan, j: int, leaf: Leaf) -> None:
    page.text(FIRST + j, 0, plan.group_title(leaf.group[0] if leaf.group else ""), "line")
    page.text(FIRST + j, 1, leaf.criterion, "line")
    page.text(FIRST + j, 2, leaf.title, "line")


def _source(plan: Plan, leaf: Leaf, vendor: str) -> str | None:
    """The cell of another sheet that this value is taken from."""
    if leaf.by == "price":
        return plan.price_value(vendor) if vendor in plan.prices and vendor in plan.ranked else None
    return plan.panel_value(vendor, leaf.criterion)


def decimals(places: int | str) -> str:
    """How points are shown: as they are rounded, or to two decimals where nothing is rounded."""
    return "0.00" if isinstance(places, str) else "0." + "0" * places if places else "0"


def write_points(page: Page, plan: Plan) -> None:
    """Points x share x value, rounded as the rules say, and their sum: only where every value is there."""
    sums, rules = plan.sums, plan.outcome.rules
    if sums is None:
        return
    page.widths(_groups(page, plan), 12, _titles(page, plan), 12, *[16] * len(plan.columns))
    page.head(TOP, ["Group", "Criterion", "", "Share", *plan.columns])
    points, r = f"{rules.points.normalize():f}", rules.rounding
    count = len(plan.outcome.criteria)
    for j, leaf in enumerate(plan.outcome.criteria):
        _labels(page, plan, j, leaf)
        page.formula(FIRST + j, 3, plan.share(j), sums.weights[leaf.criterion], shown="0.00%")
        for i, vendor in enumerate(plan.columns, LABELS):
            product = f"{points}*{plan.share(j)}*{plan.value(j, vendor)}"
            value = sums.contributions[vendor][leaf.criterion]
            shown = decimals(r.component)
            page.formula(FIRST + j, i, rounded(product, r.component, r.mode), value, shown=shown)
    last = FIRST + count
    page.text(last, 0, "Total", "group")
    for column in (1, 2, 3):
        page.blank(last, column, "group")
    for i, vendor in enumerate(plan.columns, LABELS):
        column_sum = f"SUM({span(at(POINTS, FIRST, i), at(POINTS, last - 1, i))})"
        total = rounded(column_sum, r.total, r.mode)
        page.formula(last, i, total, sums.scores[vendor] or 0.0, "sum", decimals(r.total))


def write_panel(page: Page, plan: Plan) -> None:
    """Every score of every evaluator; what counts of them is a formula by the published rule."""
    people = plan.evaluators
    vendors = page.fitting(list(plan.columns), 28, 90)
    page.widths(12, _titles(page, plan), vendors, 8, 2, *[13] * len(people), 13, 13, 13)
    heads = ["Criterion", "", "Vendor", "Best score", "", *(plan.called[name] for name in people)]
    page.head(TOP, [*heads, "Agreed in the meeting", "Score that counts", "Value"], 45)
    for n, (leaf, cell) in enumerate(plan.scored):
        _scored(page, plan, FIRST + n, leaf, cell)


def _scored(page: Page, plan: Plan, row: int, leaf: Leaf, cell: Cell) -> None:
    page.text(row, 0, leaf.criterion, "line")
    page.text(row, 1, leaf.title, "line")
    page.text(row, 2, cell.vendor, "line")
    best = leaf.value_rule.best if isinstance(leaf.value_rule, Rubric) else 1
    page.number(row, 3, best)
    for column, name in enumerate(plan.evaluators, 5):
        if name in cell.scores:
            page.number(row, column, cell.scores[name], "input", "0.##")
        else:
            page.blank(row, column)
    agreed = plan.agreed_column
    if cell.consensus is None:
        page.blank(row, agreed)
    else:
        page.number(row, agreed, cell.consensus, "input", "0.##")
    if cell.value is None:  # a score is missing: none counts yet
        page.blank(row, agreed + 1)
        page.blank(row, agreed + 2)
        return
    page.formula(row, agreed + 1, _counts(plan, row), cell.value * best, shown="0.000")
    share = f"{at(PANEL, row, agreed + 1)}/{at(PANEL, row, 3)}"
    page.formula(row, agreed + 2, share, cell.value, "sum", "0.000")


def _counts(plan: Plan, row: int) -> str:
    if plan.outcome.rules.consensus == "negotiated":
        return at(PANEL, row, plan.agreed_column)
    kind = "MEDIAN" if plan.outcome.rules.consensus == "median" else "AVERAGE"
    return f"{kind}({span(at(PANEL, row, 5), at(PANEL, row, plan.agreed_column - 1))})"
