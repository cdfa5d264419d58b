"""The sheet of the ranking: totals, ranks and the first as formulas, beside what the program found."""

from __future__ import annotations

from vendor_eval.decision.procurement.published import drawn_by_lot
from vendor_eval.report.content.ranking import out_rows, vendor_order
from vendor_eval.report.content.rules import tie_rule_words
from vendor_eval.report.workbook.formulas import competition_rank
from vendor_eval.report.workbook.plan import FIRST, LABELS, POINTS, RANKING, Plan, at, span
from vendor_eval.report.workbook.scores import decimals
from vendor_eval.report.workbook.styles import TOP, Page

_FAR = -1e15
"""The key of a bid without a price where the lowest price decides: behind every price."""


def write_ranking(page: Page, plan: Plan) -> None:
    """Without a value of every ranked vendor, the scores of the record stand here as they are."""
    row = _as_found(page, plan) if plan.sums is None else _live(page, plan)
    _out(page, plan, row + 2)


def _live(page: Page, plan: Plan) -> int:
    """The ranking, the first of it, then the points by group; the last row of all."""
    ties = plan.outcome.rules.ties if plan.additive else ()
    page.widths(8, 40, *[16] * max(len(plan.ranked), 4 + len(ties)))
    words = ["Rank", "Vendor", "Total", "Score by the program", "Rank by the program", "Difference"]
    page.head(TOP, [*words, *(f"If tied: {tie_rule_words(rule)}" for rule in ties)], 48)
    for n, vendor in enumerate(plan.ranked, FIRST):
        _row(page, plan, n, vendor)
    last = TOP + len(plan.ranked)
    _said(page, plan, last)
    return _by_group(page, plan, last + 6)


def _by_group(page: Page, plan: Plan, top: int) -> int:
    page.text(top, 1, "Points by group", "section")
    names = ["Group", *plan.ranked]
    for column, words in enumerate(names, 1):
        page.text(top + 1, column, words, "head")
    page.fit(top + 1, ["", *names])
    shown = decimals(plan.outcome.rules.rounding.component)
    for n, (group, places) in enumerate(plan.groups.items(), top + 2):
        page.text(n, 1, plan.group_title(group), "line")
        for column, vendor in enumerate(plan.ranked, 2):
            row = plan.sums.contributions[vendor] if plan.sums else {}
            value = sum(row[plan.outcome.criteria[j].criterion] for j in places)
            page.formula(n, column, "+".join(plan.point(j, vendor) for j in places), value, shown=shown)
    return top + 2 + len(plan.groups)


def _row(page: Page, plan: Plan, row: int, vendor: str) -> None:
    sums, first, r = plan.sums, plan.outcome.rankings[0], plan.outcome.rules.rounding
    if sums is None:
        return
    last = TOP + len(plan.ranked)
    totals = span(at(RANKING, FIRST, 2), at(RANKING, last, 2))
    after = 3
    ties = plan.outcome.rules.ties if plan.additive else ()
    keys = [
        (at(RANKING, row, c), span(at(RANKING, FIRST, c), at(RANKING, last, c)))
        for c in range(after + 3, after + 3 + len(ties))
    ]
    rank = sums.ranks[vendor] or 0
    page.formula(row, 0, competition_rank(at(RANKING, row, 2), totals, keys), rank, "rank", "0")
    page.text(row, 1, vendor, "bold")
    page.fit(row, ["", vendor])
    total = at(POINTS, FIRST + len(plan.outcome.criteria), LABELS + plan.columns.index(vendor))
    score = sums.scores[vendor] or 0.0
    page.formula(row, 2, total, score, "sum", decimals(r.total))
    found = first.scores.get(vendor)
    _found(page, row, after, found, first.ranks.get(vendor))
    difference = f"{at(RANKING, row, 2)}-{at(RANKING, row, after)}"
    if plan.additive:
        page.formula(row, after + 2, difference, 0.0, "quiet", "0.0E+00;-0.0E+00;0")
    else:
        page.blank(row, after + 2)
    for column, rule in enumerate(ties, after + 3):
        _key(page, plan, row, column, vendor, rule)


def _found(page: Page, row: int, column: int, score: float | None, rank: int | None) -> None:
    for n, (number, shown) in enumerate(((score, "0.00####"), (rank, "0"))):
        if number is None:
            page.blank(row, column + n)
        else:
            page.number(row, column + n, number, "quiet", shown)


def _key(page: Page, plan: Plan, row: int, column: int, vendor: str, rule: str) -> None:
    """Larger comes first; only looked at where totals are equal."""
    o = plan.outcome
    if rule == "lowest_price":
        cost = -float(plan.prices[vendor].net_present_cost) if vendor in plan.prices else _FAR
        formula = f"-{plan.cost(vendor)}" if vendor in plan.prices else f"{_FAR:.0f}"
        page.formula(row, column, formula, cost, shown="#,##0.00;#,##0.00")
    elif rule == "earliest_bid":
        came = {v.name: v.response.received_at.timestamp() for v in o.vendors if v.response}
        waited = came.get(vendor, 0.0) - min(came.values(), default=0.0)
        page.number(row, column, -waited, shown='#,##0" s later";#,##0" s later";"first"')
    elif rule == "lot":
        won = vendor in drawn_by_lot(o.decisions, {v.id: v.name for v in o.vendors})
        page.number(row, column, float(won), shown="0")
    else:
        j = next((j for j, leaf in enumerate(o.criteria) if leaf.criterion == rule), None)
        if j is None:
            page.number(row, column, 0.0)
        else:
            cell = plan.cells[vendor, rule]
            page.formula(row, column, plan.value(j, vendor), cell.value or 0.0, shown="0.0000")


def _said(page: Page, plan: Plan, last: int) -> None:
    ranks = span(at(RANKING, FIRST, 0), at(RANKING, last, 0))
    names = span(at(RANKING, FIRST, 1), at(RANKING, last, 1))
    first, sums = plan.outcome.rankings[0], plan.sums
    best = sums.best if sums else ()
    shown = best[0] if len(best) == 1 else f"{len(best)} vendors are first"
    formula = (
        f'IF(COUNTIF({ranks},1)=1,INDEX({names},MATCH(1,{ranks},0)),COUNTIF({ranks},1)&" vendors are first")'
    )
    page.text(last + 2, 1, "First by the formulas", "alert")
    page.formula(last + 2, 2, formula, shown, "alert")
    page.text(last + 3, 1, "First in the record", "alert")
    page.text(last + 3, 2, " and ".join(first.best), "alert")
    if plan.additive:
        column = 5
        gaps = span(at(RANKING, FIRST, column), at(RANKING, last, column))
        same = "The formulas give the scores of the record."
        other = "Something was changed in this workbook: these are no longer the scores of the record."
        test = f'IF(MAX(MAX({gaps}),-MIN({gaps}))<0.000000001,"{same}","{other}")'
        page.formula(last + 4, 1, test, same, "note")


def _as_found(page: Page, plan: Plan) -> int:
    page.widths(8, 34, 16)
    page.head(TOP, ["Rank", "Vendor", "Score"])
    first = plan.outcome.rankings[0] if plan.outcome.rankings else None
    for n, vendor in enumerate(plan.ranked, FIRST):
        rank, score = (first.ranks[vendor], first.scores[vendor]) if first else (None, None)
        page.text(n, 0, "" if rank is None else str(rank), "bold")
        page.text(n, 1, vendor, "bold")
        page.fit(n, ["", vendor])
        if score is not None:
            page.number(n, 2, score, "sum", "0.00####")
    return TOP + len(plan.ranked)


def _out(page: Page, plan: Plan, row: int) -> None:
    rows = out_rows(plan.outcome, vendor_order(plan.outcome))
    if not rows:
        return
    page.text(row, 1, "Not ranked", "section")
    for n, out in enumerate(rows, row + 1):
        page.text(n, 1, out.vendor, "bold")
        page.fit(n, ["", out.vendor])
        page.text(n, 2, f"{out.status}: {out.reason}", "note")
