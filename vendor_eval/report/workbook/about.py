"""The first sheet: what this workbook is, what may be changed in it, and what it does not show."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.report.content.headline import headline
from vendor_eval.report.content.points import points_of
from vendor_eval.report.content.rules import rule_rows
from vendor_eval.report.workbook.plan import Plan
from vendor_eval.report.workbook.styles import TOP, Page

_WIDE = 110
SHEETS = {
    "Ranking": "Totals, ranks and who is first, as formulas; beside them what the program found.",
    "Weights": "Agreed weights of groups and criteria, and the weights to try.",
    "Values": "What each answer is worth, from 0 to 1. A star: no answer that counts.",
    "Points": "Points x share x value for each criterion, rounded as the rules say, and their sum.",
    "Panel": "Each evaluator's scores, and the score that counts by the published rule.",
    "Prices": "Price lines by year, net present costs and the value of each price by the published formula.",
    "Gates": "Every gate with the answer of each vendor. Gates are not calculated: they let in or shut out.",
    "Open answers": "Questions without an answer that counts.",
    "Answers": "Each answer with the rule that values it, and the cell or file it comes from.",
    "Sources": "Files, decisions of the buyer, marks of what the record rests on, and programs.",
}


def write_about(page: Page, plan: Plan, names: list[str]) -> None:
    """``names``: the sheets that follow."""
    page.widths(26, _WIDE)
    page.sheet.fit_to_pages(1, 1)
    row = TOP - 1
    for row, (word, words, style) in enumerate(_rows(plan, names), TOP - 1):
        page.text(row, 0, word, style or "alert")
        if not style:
            page.text(row, 1, words, "words")
            page.fit(row, ["", words])
    last = row + 2
    page.text(last, 0, "Looks", "alert")
    page.text(
        last,
        1,
        "A thick frame on yellow is a number that may be changed. Everything else follows.",
        "input_words",
    )
    page.sheet.set_row(last, 18)


def _rows(plan: Plan, names: list[str]) -> Iterator[tuple[str, str, str]]:
    o = plan.outcome
    found = headline(o, points_of(o))
    yield "Result of the record", f"{found.title}. {found.sentence}".strip(". ") + ".", ""
    yield "Official", _official(plan, found.reasons), ""
    yield "What this is", _what(plan), ""
    yield "To try other weights", _TRY if plan.live else _SHUT, ""
    yield "", "", "note"
    yield "The sheets", "", "section"
    for name in names:
        yield name, SHEETS[name], ""
    yield "", "", "note"
    yield "The published rules", "", "section"
    for rule in rule_rows(o, points_of(o)):
        yield rule.name, rule.words, ""


def _official(plan: Plan, reasons: tuple[str, ...]) -> str:
    if plan.outcome.official:
        return (
            "Yes: the ranking of the record is by the published rules. What is changed here is not official."
        )
    why = " ".join(reasons)
    return f"No. {why}".strip()


def _what(plan: Plan) -> str:
    words = (
        "A copy of the record with live formulas, for checking. The record itself is outcome.json; "
        "vendor-eval recompute outcome.json calculates it again."
    )
    if not plan.live:
        return f"{words} This copy does not hold every value, so its scores stand as they are."
    if not plan.additive and plan.outcome.rankings:
        method = plan.outcome.rankings[0].method
        words += (
            f" The ranking of the record is by {method}, which is no sum: the formulas give the weighted sum "
            f"only, and the scores of {method} stand beside it as numbers."
        )
    return words


_TRY = (
    "Change a weight on the sheet Weights: of a group, or of a criterion. All weights are divided by their "
    "sum. Totals and ranks follow at once. Values, scores of evaluators and prices can be changed as well."
)
_SHUT = "Not in this copy: it does not hold every value that the scores rest on."
