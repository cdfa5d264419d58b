"""Every answer with its worth and its source, and what the panel made of the free ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from vendor_eval.model.buyer.procurement import Rules
from vendor_eval.model.outcome.cells import Cell, Leaf, Statement
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import GateResult
from vendor_eval.report.content.points import Points
from vendor_eval.report.content.ranking import with_bid
from vendor_eval.report.format.numbers import Percent
from vendor_eval.report.format.rounding import Split, exact, shown
from vendor_eval.report.format.text import STATES, cut
from vendor_eval.scoring.consensus import consensus

LONGEST_ANSWER, LONGEST_NOTE, SHORT = 1500, 500, 70


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One vendor's answer. ``state`` is empty for an answer that counts; ``value`` is 0 to 1.

    ``short`` is the answer, or the panel's score of it, in a few words. ``judged``: what each evaluator
    scored, and why.
    """

    vendor: str
    answer: str
    short: str
    comment: str
    evidence: str
    state: str
    value: Decimal | None
    points: Decimal | None
    source: str
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion with all its answers. A gate or a question for information has no weight."""

    id: str
    title: str
    rule: str
    weight: Percent | None
    possible: Decimal | None
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Questions of one group; gates and information are not ``scored``. ``key`` is for links."""

    key: str
    title: str
    scored: bool
    questions: tuple[Question, ...]


def chapters(
    outcome: Outcome,
    order: tuple[str, ...],
    points: Points | None,
    weights: Split,
    labels: Mapping[str, str] | None = None,
) -> tuple[Chapter, ...]:
    """The gates, the criteria by top group and the groups in it, then what was asked for information.

    ``labels``: evaluator's name -> what the report calls him or her.
    """
    by_group: dict[tuple[str, ...], list[Question]] = {}
    cells = {(c.vendor, c.criterion): c for c in outcome.cells}
    for leaf in outcome.criteria:
        known = (c for name in order if (c := cells.get((name, leaf.criterion))))
        rows = [_row(c, points, outcome.rules, labels or {}) for c in known]
        by_group.setdefault(leaf.group, []).append(_question(leaf, rows, points, weights))
    titles = {group.path: group.title for group in outcome.groups}
    found = [Chapter("gates", "Gates", False, _gate_questions(outcome, order))]
    found += [
        Chapter("-".join(path), _path_words(path, titles), True, tuple(questions))
        for path, questions in by_group.items()
    ]
    found.append(Chapter("information", "For information", False, _informational(outcome, order)))
    return tuple(chapter for chapter in map(_with_answers, found) if chapter.questions)


def _with_answers(chapter: Chapter) -> Chapter:
    """Without questions of which this audience sees no answer."""
    return replace(chapter, questions=tuple(q for q in chapter.questions if q.rows))


def _path_words(path: tuple[str, ...], titles: Mapping[tuple[str, ...], str]) -> str:
    return " / ".join(titles.get(path[: depth + 1], step) for depth, step in enumerate(path))


def _question(leaf: Leaf, rows: list[AnswerRow], points: Points | None, weights: Split) -> Question:
    possible = points.possible.criteria[leaf.criterion] if points else None
    weight = weights.criteria[leaf.criterion]
    return Question(leaf.criterion, leaf.title, leaf.rule, weight, possible, tuple(rows))


def _row(cell: Cell, points: Points | None, rules: Rules, labels: Mapping[str, str]) -> AnswerRow:
    earned = points.parts.get(cell.vendor) if points else None
    return AnswerRow(
        vendor=cell.vendor,
        answer=cut(cell.answer, LONGEST_ANSWER),
        short=answer_words(cell, rules, SHORT),
        comment=cut(cell.comment, LONGEST_NOTE),
        evidence=cut(cell.evidence, LONGEST_NOTE),
        state="" if cell.state == "answered" else STATES[cell.state],
        value=None if cell.value is None else shown(cell.value, 3),
        points=earned.criteria[cell.criterion] if earned else None,
        source=cell.source,
        judged=tuple(_judged(cell, name, labels.get(name, "Evaluator")) for name in cell.scores)
        or _unsigned(cell),
    )


def _judged(cell: Cell, name: str, label: str) -> str:
    reason = cut(cell.reasons.get(name, ""), LONGEST_NOTE)
    return f"{label}: {exact(cell.scores[name]):f}" + (f", {reason}" if reason else "")


def _unsigned(cell: Cell) -> tuple[str, ...]:
    """The panel's reasons as a bidder reads them: without who gave them and the single scores."""
    agreed = [f"The panel agreed: {cell.consensus_reason}"] if cell.consensus_reason else []
    reasons = [*(f"The panel: {reason}" for reason in cell.reasons.values()), *agreed]
    return tuple(cut(reason, LONGEST_NOTE) for reason in reasons)


def _gate_questions(outcome: Outcome, order: tuple[str, ...]) -> tuple[Question, ...]:
    vendors = {v.name: v for v in with_bid(outcome)}
    found: dict[str, list[tuple[str, GateResult]]] = {}
    for vendor in (name for name in order if name in vendors):
        for gate in vendors[vendor].gates:
            found.setdefault(gate.criterion, []).append((vendor, gate))
    return tuple(
        Question(
            id=criterion,
            title=rows[0][1].title,
            rule=rows[0][1].rule,
            weight=None,
            possible=None,
            rows=tuple(_gate_row(vendor, gate) for vendor, gate in rows),
        )
        for criterion, rows in found.items()
    )


def _gate_row(vendor: str, gate: GateResult) -> AnswerRow:
    state = {"passed": "Passed", "failed": "Failed", "open": "Open"}[gate.result]
    if gate.state != "answered":
        state += f"; {STATES[gate.state]}"
    answer, short = cut(gate.answer, LONGEST_ANSWER), cut(gate.answer, SHORT)
    return AnswerRow(vendor, answer, short, "", "", state, None, None, gate.source)


def _informational(outcome: Outcome, order: tuple[str, ...]) -> tuple[Question, ...]:
    found: dict[str, list[Statement]] = {}
    for vendor in order:
        for statement in outcome.informational:
            if statement.vendor == vendor:
                found.setdefault(statement.criterion, []).append(statement)
    return tuple(
        Question(criterion, rows[0].title, "earns nothing", None, None, tuple(map(_statement_row, rows)))
        for criterion, rows in found.items()
    )


def _statement_row(statement: Statement) -> AnswerRow:
    state = "" if statement.state == "answered" else STATES[statement.state]
    comment, evidence = cut(statement.comment, LONGEST_NOTE), cut(statement.evidence, LONGEST_NOTE)
    answer = cut(statement.answer, LONGEST_ANSWER)
    short = cut(statement.answer, SHORT)
    return AnswerRow(statement.vendor, answer, short, comment, evidence, state, None, None, statement.source)


def answer_words(cell: Cell | None, rules: Rules, limit: int) -> str:
    """An answer in a few words: what was chosen, or the panel's score of a free text."""
    if cell is None:
        return "no bid"
    if cell.state != "answered":
        return STATES[cell.state]
    score = panel_score(cell, rules)
    return cut(cell.answer, limit) if score is None else f"panel score {score}"


def panel_score(cell: Cell, rules: Rules) -> Decimal | None:
    """The panel's common score, to two decimals; None where nobody has scored."""
    score = consensus(list(cell.scores.values()), cell.consensus, rules)
    return None if score is None else shown(score, 2)
