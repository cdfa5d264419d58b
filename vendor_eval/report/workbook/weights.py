"""The sheet of weights: the only place where a reader of the workbook is asked to try other numbers."""

from __future__ import annotations

from vendor_eval.report.workbook.plan import FIRST, WEIGHTS, Plan, at, span
from vendor_eval.report.workbook.styles import TOP, Page

PERCENT = "0.00%"


def write_weights(page: Page, plan: Plan) -> None:
    """Groups above, criteria below; the share in use is that of all weights to try."""
    groups = page.fitting([plan.group_title(g) for g in plan.groups])
    titles = page.fitting([leaf.title for leaf in plan.outcome.criteria], 30, 64)
    page.widths(groups, 13, titles, 13, 13, 13, 13)
    _groups(page, plan)
    top = plan.weights_top
    page.text(top - 1, 0, "Criteria", "section")
    words = ["Group", "Criterion", "", "Agreed weight", "Weight to try", "With its group", "Share in use"]
    page.head(top, words)
    leaves = plan.outcome.criteria
    ends = [at(WEIGHTS, top + 1 + j, 5) for j in (0, max(len(leaves) - 1, 0))]
    total = sum(leaf.weight for leaf in leaves)
    for group, places in plan.groups.items():
        row = plan.group_row(group)
        agreed, tried = at(WEIGHTS, row, 3), at(WEIGHTS, row, 4)
        for j in places:
            leaf, at_row = leaves[j], top + 1 + j
            page.text(at_row, 0, plan.group_title(group), "line")
            page.text(at_row, 1, leaf.criterion, "line")
            page.text(at_row, 2, leaf.title, "line")
            page.number(at_row, 3, leaf.weight, shown=PERCENT)
            page.number(at_row, 4, leaf.weight, "input", PERCENT)
            own = at(WEIGHTS, at_row, 4)
            page.formula(at_row, 5, f"{own}*IF({agreed}=0,1,{tried}/{agreed})", leaf.weight, shown=PERCENT)
            whole = f"SUM({span(*ends)})"
            share = leaf.weight / total if total else 0.0
            page.formula(at_row, 6, f"{at(WEIGHTS, at_row, 5)}/{whole}", share, shown=PERCENT)


def _groups(page: Page, plan: Plan) -> None:
    words = ["Group", "", "", "Agreed weight", "Weight to try", "", "Share in use"]
    page.head(TOP, words)
    leaves = plan.outcome.criteria
    total = sum(leaf.weight for leaf in leaves) or 1.0
    for group, places in plan.groups.items():
        row, weight = plan.group_row(group), sum(leaves[j].weight for j in places)
        page.text(row, 0, plan.group_title(group), "group")
        for column in (1, 2, 5):
            page.blank(row, column, "group")
        page.number(row, 3, weight, shown=PERCENT)
        page.number(row, 4, weight, "input", PERCENT)
        shares = "+".join(plan.share(j) for j in places)
        page.formula(row, 6, shares, weight / total, "sum", PERCENT)
    last = FIRST + len(plan.groups)
    page.text(last, 0, "All groups", "bold")
    for column in (1, 2, 5):
        page.blank(last, column, "bold")
    for column, shown in ((3, total), (4, total), (6, 1.0)):
        ends = at(WEIGHTS, FIRST, column), at(WEIGHTS, last - 1, column)
        page.formula(last, column, f"SUM({span(*ends)})", shown, "sum", PERCENT)
