"""The record as a workbook with live formulas, for those who check in Excel or LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.format.text import plain

if TYPE_CHECKING:
    from vendor_eval.report.workbook.plan import Plan
    from vendor_eval.report.workbook.styles import Page

# The same record gives the same bytes: a file's own date would make a difference where there is none.
_NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  XlsxWriter wants a date without a zone


class Sheet(NamedTuple):
    """``kept``: rows and columns that stay in sight."""

    name: str
    title: str
    notes: tuple[str, ...]
    write: Callable[[Page, Plan], None]
    kept: tuple[int, int]


def decision_workbook(outcome: Outcome, roles: Mapping[str, str]) -> bytes:
    """Ranking, weights, values, points, scores and prices that recalculate; gates, answers and sources.

    Totals and ranks follow from weights, values and prices by formula, and are those of the record. Where
    the method of the record is no weighted sum, the formulas give that sum alone, and say so. ``roles``:
    evaluator -> what the report calls this evaluator. An outcome reduced for its readers gives a workbook
    of what is left. The same outcome gives the same bytes.
    """
    import xlsxwriter

    from vendor_eval.forms.write.layout import FONT
    from vendor_eval.forms.write.safe_workbook import workbook_options
    from vendor_eval.report.workbook.about import write_about
    from vendor_eval.report.workbook.plan import Plan
    from vendor_eval.report.workbook.styles import Looks, Page

    plan, target = Plan(outcome, roles), BytesIO()
    # Widths of columns are counted in figures of this font.
    options = workbook_options(default_format_properties={"font_name": FONT, "font_size": 10})
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": plain(outcome.title)[:200], "created": _NO_DATE})
        book.set_calc_mode("auto")
        looks = Looks(book)
        heading = f"{plain(outcome.id)}  {plain(outcome.title)}"
        about = Page(book, looks, "Read me", heading, outcome.buyer.name)
        sheets = _sheets(plan)
        write_about(about, plan, [sheet.name for sheet in sheets])
        for sheet in sheets:
            page = Page(book, looks, sheet.name, sheet.title, *sheet.notes)
            page.keep(*sheet.kept)
            sheet.write(page, plan)
    return target.getvalue()


def _sheets(plan: Plan) -> list[Sheet]:
    """The sheets that have something to show, in reading order."""
    from vendor_eval.report.workbook import lists, prices, ranking, scores, weights

    o = plan.outcome
    sheets: list[tuple[bool, Sheet]] = [
        (bool(o.rankings), Sheet("Ranking", "Ranking", _ranking_notes(plan), ranking.write_ranking, (5, 2))),
        (bool(o.criteria), Sheet("Weights", "Weights", (_WEIGHTS,), weights.write_weights, (0, 0))),
        (bool(plan.columns), Sheet("Values", "Values from 0 to 1", (_VALUES,), scores.write_values, (5, 4))),
        (plan.live, Sheet("Points", "Points by criterion", (_POINTS,), scores.write_points, (5, 4))),
        (bool(plan.scored), Sheet("Panel", "Scores of the panel", (_PANEL,), scores.write_panel, (5, 3))),
        (bool(o.prices), Sheet("Prices", "Prices by year", (_money(plan),), prices.write_prices, (0, 1))),
        (any(v.gates for v in o.vendors), Sheet("Gates", "Gates", (), lists.write_gates, (5, 2))),
        (bool(o.open), Sheet("Open answers", "Open answers", (), lists.write_open, (5, 2))),
        (bool(o.cells), Sheet("Answers", "Answers and how they are valued", (), lists.write_answers, (5, 2))),
        (True, Sheet("Sources", "Sources", (), lists.write_sources, (5, 2))),
    ]
    return [sheet for there, sheet in sheets if there]


_WEIGHTS = "Change a number in a thick frame: the weight of a group, or of a criterion within the whole."
_VALUES = "Thick frames may be changed; the rest comes from Panel and Prices. * no answer that counts"
_POINTS = "Points x share in use x value. Everything here is a formula."
_PANEL = "Scores in a thick frame may be changed; the score that counts follows by the published rule."


def _ranking_notes(plan: Plan) -> tuple[str, ...]:
    if not plan.outcome.rankings:
        return ()
    if not plan.live:
        return ("Scores as the record has them: this copy does not hold every value they rest on.",)
    if plan.additive:
        return ("Rank, total and points are formulas. Try other weights on the sheet Weights.",)
    method = plan.outcome.rankings[0].method
    return (
        f"The formulas give the weighted sum only. The record ranks by {method}: its scores stand beside it.",
        "They are numbers and follow no change that is made here.",
    )


def _money(plan: Plan) -> str:
    return f"All amounts in {plan.outcome.currency}. A cost in year t counts as cost / (1 + discount rate)^t."
