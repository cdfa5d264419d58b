"""One cell against what the question allows. Nothing is guessed: a probable meaning is only reported."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.forms.define.response import number_input
from vendor_eval.forms.reading import CellReading
from vendor_eval.forms.spec import DECLINED, NOT_APPLICABLE
from vendor_eval.forms.values.money import mentions_money
from vendor_eval.forms.values.numbers import number_of
from vendor_eval.forms.values.text import folded
from vendor_eval.forms.write.validation import number_in_words
from vendor_eval.model.bids.response import AnswerState
from vendor_eval.model.criteria.criterion import AnswerForm, Criterion
from vendor_eval.numbers import is_percent, probable_number, typed_number

_CLAIMS = frozenset({folded(NOT_APPLICABLE), "not applicable"})
_YES = ("y", "true", "wahr", "vrai", "ja", "oui", "si", "sí", "sì", "sim", "da", "tak", "kyllä", "是", "はい")
_NO = (
    "n",
    "false",
    "falsch",
    "faux",
    "nein",
    "non",
    "nee",
    "nej",
    "não",
    "nao",
    "nie",
    "ne",
    "ei",
    "否",
    "いいえ",
)
_MEANT = {**dict.fromkeys(_YES, "yes"), **dict.fromkeys(_NO, "no")}


@dataclass(frozen=True, slots=True)
class Match:
    """``allowed`` and ``probably`` are words for a Finding; without ``allowed`` there is one already."""

    state: AnswerState
    value: float | str | None = None
    allowed: str = ""
    probably: str = ""
    as_text: bool = False


def match(cell: CellReading, answer: AnswerForm) -> Match:
    """What ``cell`` answers to a question of the form ``answer``."""
    if cell.blank:
        return Match("unanswered")
    if cell.kind in ("merged", "formula_without_value"):
        return Match("unreadable")
    if cell.kind == "error":
        return _unreadable(cell, answer)
    option = _option(cell, answer)
    if option:
        return Match("answered", option)
    if cell.kind == "text" and folded(cell.text) in _CLAIMS:
        return Match("not_applicable")
    if cell.kind == "text" and folded(cell.text) == folded(DECLINED):
        return Match("declined")
    if answer.type == "number":
        return _number(cell, answer)
    if answer.type in ("text", "file"):
        return Match("answered", cell.seen.strip())
    return _unreadable(cell, answer)


def match_value(criterion: Criterion, text: str) -> float | str | None:
    """What the buyer typed for an unreadable cell, as a value; None if it is no answer to the question."""
    answer = criterion.answer
    if answer is None or not text.strip():
        return None
    percent = is_percent(answer.unit) and text.strip().endswith("%")
    number = typed_number(text.strip().rstrip("%") if percent else text)
    cell = CellReading("", "text", text)
    if answer.type == "number" and number is not None:
        cell = CellReading("", "number", str(number))
    found = match(cell, answer)
    return found.value if found.state == "answered" else None


def _option(cell: CellReading, answer: AnswerForm) -> str | None:
    """The allowed word in the cell, in any case and spacing."""
    if cell.kind == "boolean" and answer.type == "yes_no":
        return "yes" if cell.text == "TRUE" else "no"
    if cell.kind == "date":
        return None
    exact, word = cell.seen.strip(), folded(cell.seen)
    if exact in answer.allowed:
        return exact
    return next((option for option in answer.allowed if folded(option) == word), None)


def _number(cell: CellReading, answer: AnswerForm) -> Match:
    number = number_of(cell)
    if number is None or (cell.percent and not is_percent(answer.unit)):
        return _unreadable(cell, answer)
    if cell.percent:
        number *= 100
    if not _within(number, answer):
        return Match("unreadable", allowed=allowed_in_words(answer))
    return Match("answered", float(number), as_text=cell.kind == "text")


def _within(number: Decimal, answer: AnswerForm) -> bool:
    low, high = answer.min, answer.max
    return (low is None or number >= Decimal(repr(low))) and (high is None or number <= Decimal(repr(high)))


def _unreadable(cell: CellReading, answer: AnswerForm) -> Match:
    return Match("unreadable", allowed=allowed_in_words(answer), probably=_probable_option(cell, answer))


def _probable_option(cell: CellReading, answer: AnswerForm) -> str:
    """What the vendor may have meant; the buyer asks or settles it."""
    if cell.kind != "text" or mentions_money(cell.text):
        return ""
    word = folded(cell.text).rstrip(".!")
    if answer.type == "number":
        return probable_number(cell.text)
    meant = _MEANT.get(word, "")
    if meant in answer.allowed:
        return meant
    close = difflib.get_close_matches(word, [folded(o) for o in answer.allowed], n=1, cutoff=0.75)
    return next((o for o in answer.allowed if close and folded(o) == close[0]), "")


def allowed_in_words(answer: AnswerForm) -> str:
    """What the cell may hold, in words; the two words that are always accepted are not named."""
    if answer.allowed:
        return ", ".join(answer.allowed)
    return number_in_words(number_input(answer)) if answer.type == "number" else "a text"
