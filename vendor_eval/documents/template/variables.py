"""Typed facts as the variables of a template, and the filters by which a template prints their numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

Number = int | float | Decimal


def variables(
    value: object,
    text: Callable[[str], str] = str,
    form_of: Callable[[type, str], Callable[[Decimal], object]] | None = None,
    form: Callable[[Decimal], object] | None = None,
) -> Any:  # noqa: ANN401  as deep as the facts are
    """Dataclasses and models as dicts, sequences as lists, every string through ``text``.

    A property of a dataclass is a variable like its fields. ``form_of`` a class and its field: how decimals
    in that field are printed; without it they stay numbers, for a filter to print.
    """
    if is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in fields(value)]
        names += [name for name, found in vars(type(value)).items() if isinstance(found, property)]
        kind = type(value)
        return {
            name: variables(getattr(value, name), text, form_of, form_of(kind, name) if form_of else None)
            for name in names
        }
    if isinstance(value, BaseModel):
        return {
            name: variables(getattr(value, name), text, form_of, form) for name in type(value).model_fields
        }
    if isinstance(value, Mapping):
        return {key: variables(item, text, form_of, form) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [variables(item, text, form_of, form) for item in value]
    if isinstance(value, Decimal) and form:
        return form(value)
    return text(value) if isinstance(value, str) else value


def number(value: Number, decimals: int = 0) -> str:
    """With its thousands apart and so many decimals: ``12,345.7``."""
    return f"{value:,.{decimals}f}"


def share(value: Number) -> str:
    """A part of the whole in percent: 0.25 is ``25%``."""
    return f"{100 * value:.0f}%"


def short(value: Decimal) -> str:
    """Without zeros at the end: ``99.5``."""
    return f"{value.normalize():f}"


FILTERS: dict[str, Callable[..., str]] = {"number": number, "share": share, "short": short}
