"""Swing and pairwise questions to one person about one level: the next one, and how an answer is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from vendor_eval.model.criteria.weighting import Comparison, How, LevelAnswers, Pairwise, Points
from vendor_eval.weighting.levels import Level
from vendor_eval.weighting.methods.judgements import Judgements, parts

FULL = 100.0
_PAIRWISE = "a 3 if the first counts 3 times as much, b 3 for the second, = for the same, ? if you cannot say"
_COMPARED = re.compile(r"([ab])\s*[:= ]?\s*([0-9]+(?:[.,][0-9]+)?)")


class Question(NamedTuple):
    """``about`` is what the answer is about: one item, or two; empty for the first question of a swing."""

    text: str
    about: tuple[str, ...] = ()


class Reply(NamedTuple):
    """The answers with the new one, or why it cannot be taken; one of the two."""

    answers: LevelAnswers | None
    complaint: str = ""


def begin(level: Level, how: How) -> LevelAnswers:
    return LevelAnswers(group=level.id, how=how)


def current(level: Level, answers: LevelAnswers) -> LevelAnswers:
    """The answers on items that are still on the level."""
    points = {item: x for item, x in answers.points.items() if item in level.items}
    first = answers.first if answers.first in points else None
    comparisons = tuple(c for c in answers.comparisons if c.row in level.items and c.column in level.items)
    return answers.model_copy(
        update={"first": first, "points": points if first else {}, "comparisons": comparisons}
    )


def progress(level: Level, answers: LevelAnswers) -> tuple[int, int]:
    """How many questions were answered, of how many."""
    n = len(level.items)
    if answers.how == "swing":
        return len(answers.points), n
    return len(answers.comparisons), n * (n - 1) // 2


def next_question(level: Level, answers: LevelAnswers) -> Question | None:
    """The next question, in the order of the level; None when all are answered."""
    if answers.how == "pairwise":
        pair = next(_open_pairs(level, answers), None)
        return Question(_compare(level, pair), pair) if pair else None
    if answers.first is None:
        return Question(
            "Everything is at its worst. Which ONE would you raise to its best first? Its number or id"
        )
    left = [item for item in level.items if item not in answers.points]
    if not left:
        return None
    first = level.items[answers.first].title
    text = (
        f"Raising '{first}' from its worst to its best counts 100. "
        f"How much does raising '{level.items[left[0]].title}' count? 0 to 100"
    )
    return Question(text, (left[0],))


def answered_with(level: Level, answers: LevelAnswers, question: Question, text: str) -> Reply:
    """The answers with this one."""
    text = " ".join(text.split())
    if not text:
        return Reply(None, f"nothing was typed: {_expected(level, answers, question)}")
    if not question.about:
        return _first(level, answers, text)
    if answers.how == "swing":
        return _points(answers, question.about[0], text)
    return _compared(level, answers, question.about, text)


def _expected(level: Level, answers: LevelAnswers, question: Question) -> str:
    """What an answer looks like."""
    if not question.about:
        return f"write a number from 1 to {len(level.items)}, or an id"
    return "write a number from 0 to 100, such as 60" if answers.how == "swing" else f"write {_PAIRWISE}"


def forget(answers: LevelAnswers, pair: Sequence[str]) -> LevelAnswers:
    """Without the comparison of the ``pair``, so that it is the next question."""
    others = tuple(c for c in answers.comparisons if {c.row, c.column} != set(pair))
    return answers.model_copy(update={"comparisons": others})


def weighing(level: Level, answers: LevelAnswers) -> Points | Pairwise | None:
    """What the answers say, for ``vendor_eval.weighting.weigh``; None while questions are open."""
    now = current(level, answers)
    if next_question(level, now) is not None:
        return None
    if now.how == "swing":
        return Points(method="swing", points={item: now.points[item] for item in level.items})
    items = list(level.items)
    matrix: list[list[float | None]] = [[None] * len(items) for _ in items]
    for c in now.comparisons:
        matrix[items.index(c.row)][items.index(c.column)] = c.times
    return Pairwise(method="ahp", items=tuple(items), matrix=tuple(tuple(row) for row in matrix))


def _first(level: Level, answers: LevelAnswers, text: str) -> Reply:
    ids = list(level.items)
    by_name = {item.casefold(): item for item in ids} | {str(i): item for i, item in enumerate(ids, 1)}
    chosen = by_name.get(text.casefold())
    if chosen is None:
        return Reply(None, f"'{text}' is none of these: write a number from 1 to {len(ids)}, or an id")
    return Reply(answers.model_copy(update={"first": chosen, "points": {chosen: FULL}}))


def _points(answers: LevelAnswers, item: str, text: str) -> Reply:
    number = _number(text.removesuffix("%"))
    if number is None:
        return Reply(None, f"'{text}' is no number: write one from 0 to 100, such as 60")
    if not 0 <= number <= FULL:
        return Reply(None, f"{number:g} is not from 0 to 100; the first has 100, so none counts more")
    return Reply(answers.model_copy(update={"points": {**answers.points, item: number}}))


def _compared(level: Level, answers: LevelAnswers, pair: tuple[str, ...], text: str) -> Reply:
    row, column = pair
    word = text.casefold()
    found = _COMPARED.fullmatch(word)
    if word == "?":
        if not _can_stay_open(level, answers, (row, column)):
            return Reply(None, "without this comparison nothing joins the two; give your best guess")
        return _with(answers, Comparison(row=row, column=column, times=None))
    if word in ("=", "1"):
        return _with(answers, Comparison(row=row, column=column, times=1))
    number = _number(found[2]) if found else None
    if found is None or number is None:
        return Reply(None, f"'{text}' cannot be read: write {_PAIRWISE}")
    if not 1 <= number <= 9:
        return Reply(None, f"{number:g} is not on the scale from 1 (the same) to 9 (extremely more)")
    if found[1] == "b":
        row, column = column, row
    return _with(answers, Comparison(row=row, column=column, times=number))


def _with(answers: LevelAnswers, new: Comparison) -> Reply:
    return Reply(answers.model_copy(update={"comparisons": (*answers.comparisons, new)}))


def _compare(level: Level, pair: tuple[str, str]) -> str:
    a, b = (level.items[item].title for item in pair)
    return (
        f"Each from its worst to its best: which counts more, (a) '{a}' or (b) '{b}', and how many times? "
        "a 3, b 3, =, or ? if you cannot say"
    )


def _open_pairs(level: Level, answers: LevelAnswers) -> Iterator[tuple[str, str]]:
    done = {frozenset((c.row, c.column)) for c in answers.comparisons}
    return ((a, b) for a, b in combinations(level.items, 2) if frozenset((a, b)) not in done)


def _can_stay_open(level: Level, answers: LevelAnswers, pair: tuple[str, str]) -> bool:
    """Whether all items can still be joined if ``pair`` is left out."""
    place = {item: i for i, item in enumerate(level.items)}
    usable = [(c.row, c.column) for c in answers.comparisons if c.times is not None]
    usable += [p for p in _open_pairs(level, answers) if set(p) != set(pair)]
    known = {(place[a], place[b]): 1.0 for a, b in usable}
    return len(parts(Judgements(tuple(level.items), known))) == 1


def _number(text: str) -> float | None:
    """A number as people type it, with a decimal point or comma; None if it is none."""
    plain = text.strip().replace(",", ".")
    return float(plain) if re.fullmatch(r"[-+]?[0-9]{1,6}(\.[0-9]{0,6})?", plain) else None
