"""The first page: who, by how much, how sure, what would change it, at what cost, if what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.agreement import PanelAgreement
from vendor_eval.report.content.conditions import CostCard
from vendor_eval.report.content.headline import Headline
from vendor_eval.report.content.money import Money
from vendor_eval.report.content.provenance import Check
from vendor_eval.report.content.ranking import OutRow
from vendor_eval.report.content.robustness import RobustnessFacts
from vendor_eval.report.content.sections import shows
from vendor_eval.report.format.numbers import money
from vendor_eval.report.format.text import cut, opening, sentence

LETTERS, LINES, LONGEST = 68, 36, 220
"""Letters on a line of the first page, the lines that it has for all, and the letters of one item."""


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One question of a board and its answer; ``more`` says how many items stand elsewhere, and where."""

    label: str
    said: tuple[str, ...]
    more: str = ""


def brief(
    outcome: Outcome,
    result: Headline,
    conditions: tuple[str, ...],
    cost: CostCard | None,
    content: Money,
    robust: RobustnessFacts | None,
    checked: Check,
    out: Sequence[OutRow],
    agree: PanelAgreement | None,
) -> tuple[BriefRow, ...]:
    """The first page, row by row, no longer than it has room for. Rows without an answer are left out."""
    inside = shows(outcome).inside
    stopped = [f"{row.vendor} ({row.status.lower()}): {row.reason}" for row in out if row.stopped]
    rows = [
        _row("Result", [result.title, *_status(result)]),
        _row("By how much", [result.sentence] if result.sentence else []),
        _row("How sure", _sure(result, robust, checked, agree) if outcome.rankings and inside else []),
        _row("What would change it, what not", robust.changes if robust else []),
        _row(_of_years(cost.years if cost else 0), _cost(cost, content)),
        _row("Open conditions", conditions or ([_none(result.first)] if result.first and inside else [])),
        _row("Not in the ranking", stopped),
    ]
    return _shortened([row for row in rows if row.said])


def _row(label: str, items: Iterable[str]) -> BriefRow:
    return BriefRow(label, tuple(cut(" ".join(item.split()), LONGEST) for item in items))


def _status(result: Headline) -> list[str]:
    if result.official:
        return ["Official result of the published rules."]
    return ["Not official.", *map(sentence, result.reasons)]


def _of_years(years: int) -> str:
    """Year 0 is the time before operation: a term of seven years has eight of them."""
    if not years:
        return "Cost"
    return f"Cost, years 0 to {years - 1}" if years > 1 else "Cost, year 0"


def _sure(
    result: Headline, robust: RobustnessFacts | None, checked: Check, agree: PanelAgreement | None
) -> list[str]:
    words = [f"{result.verdict} by its lead alone: {result.verdict_words}."] if result.verdict else []
    words += [f"Panel: {agree.words}"] if agree else []
    words += robust.sure if robust else ["How far the decision holds was not looked into."]
    checks = {"agrees": "Confirmed by a second library.", "none": ""}.get(checked.state, f"{checked.title}.")
    return [*words, *([checks] if checks else [])]


def _cost(cost: CostCard | None, content: Money) -> list[str]:
    if cost is None:
        return ["No price."] if content.missing else []
    words = f"Net present cost of {cost.first}: {cost.currency} {money(cost.amount, content.cents)}"
    if cost.difference:
        words += f", {money(cost.difference, content.cents)} {cost.relation} than {cost.second}"
    elif cost.difference is not None:
        words += f", as much as {cost.second}"
    if cost.total is None:
        return [f"{sentence(words)} {content.tax}"]
    total = f"Sum of all years without discount: {cost.currency} {money(cost.total, content.cents)}."
    return [sentence(words), f"{total} {content.tax}"]


def _none(first: str) -> str:
    return f"None: {first} passed every gate and left nothing to be settled."


def _shortened(rows: list[BriefRow]) -> tuple[BriefRow, ...]:
    """Items at the end of the longest row go first; what is left out is counted."""
    left = dict.fromkeys((row.label for row in rows), 0)
    while sum(map(_lines, rows)) > LINES:
        i = max(range(len(rows)), key=lambda k: _lines(rows[k]) if len(rows[k].said) > 1 else 0)
        if len(rows[i].said) == 1:
            break
        left[rows[i].label] += 1
        rows[i] = replace(rows[i], said=rows[i].said[:-1])
    return tuple(replace(row, more=_more(row.label, left[row.label])) for row in rows)


def _lines(row: BriefRow) -> int:
    return sum(-(-len(item) // LETTERS) for item in row.said)


def _more(label: str, left: int) -> str:
    if not left:
        return ""
    where = {
        "What would change it, what not": "How far the decision holds",
        "Open conditions": "Conditions",
        "How sure": "How far the decision holds",
        "Result": "Findings",
    }.get(label, "Ranking")
    return opening(f"and {left} more, in “{where}”.")
