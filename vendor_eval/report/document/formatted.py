"""The facts as a template of a document may print them: texts, lists and groups of values.

A figure is written as the html report writes it, so that no reader finds two. What is None stays None: a
template asks first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from vendor_eval.report.content.answers import Question
from vendor_eval.report.content.conditions import CostCard
from vendor_eval.report.content.cost_quality import PlaneRow
from vendor_eval.report.content.meeting import Change
from vendor_eval.report.content.money import (
    BeforeRow,
    CostRow,
    LineCell,
    Money,
    OptionRow,
    ScenarioRow,
    TotalRow,
)
from vendor_eval.report.content.profile import CriterionDifference, Difference, GroupRow, Profile, Why
from vendor_eval.report.content.rules import WeightRow
from vendor_eval.report.content.strengths import Point
from vendor_eval.report.facts import Facts
from vendor_eval.report.format.numbers import figure, money, percent, signed
from vendor_eval.report.format.text import plain

Form = Callable[[Decimal], str]


def _if_any(number: Decimal) -> str:
    """Empty where there is nothing to tell."""
    return signed(number) if number else ""


def _cents(amount: Decimal) -> str:
    return money(amount, cents=True)


_OTHERS: dict[type, dict[str, Form]] = {
    Facts: {"weight_sum": percent},
    WeightRow: {"weight": percent},
    Question: {"weight": percent},
    GroupRow: {"weight": percent},
    CriterionDifference: {"weight": percent, "difference": signed},
    Difference: {"points": signed},
    Why: {"lead": signed, "correction": _if_any, "others": signed, "rest": _if_any},
    Profile: {"corrections": signed, "possible_correction": signed},
    ScenarioRow: {"study": _cents},
    Point: {"gap": signed},
    Change: {"difference": signed},
}
_AMOUNTS = (BeforeRow, CostCard, CostRow, LineCell, Money, OptionRow, ScenarioRow, TotalRow)


def printed(value: object, cents: bool, form: Form = figure) -> Any:  # noqa: ANN401  as deep as the facts are
    """``value`` with every number of it as a text. ``cents``: whether amounts show them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: printed(getattr(value, f.name), cents, _form(value, f.name, cents)) for f in fields(value)
        }
    if isinstance(value, Mapping):
        return {key: printed(part, cents, form) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [printed(part, cents, form) for part in value]
    if isinstance(value, Decimal):
        return form(value)
    return plain(value) if isinstance(value, str) else value


def _form(owner: object, name: str, cents: bool) -> Form:
    if name in (_OTHERS.get(type(owner)) or {}):
        return _OTHERS[type(owner)][name]
    if isinstance(owner, _AMOUNTS) or (isinstance(owner, PlaneRow) and name == "cost"):
        return lambda amount: money(amount, cents)
    return figure
