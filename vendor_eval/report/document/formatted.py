"""The facts as a document's template prints them: every number a text, written as the html report writes it.

How a number is written is declared with its field (``format/numbers.py``). None stays None: a template asks
first.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from vendor_eval.documents.template.variables import variables
from vendor_eval.report.facts import Facts
from vendor_eval.report.format.numbers import figure, money
from vendor_eval.report.format.text import plain

Form = Callable[[Decimal], str]


def printed(content: Facts) -> dict[str, Any]:
    """Every fact by its name; amounts show cents if any of them has some."""

    def form_of(kind: type, name: str) -> Form:
        form = _declared(kind).get(name, figure)
        return (lambda amount: money(amount, content.money.cents)) if form is money else form

    return dict(variables(content, plain, form_of))


@cache
def _declared(kind: type) -> dict[str, Form]:
    """Field -> how its numbers are written, where the class says so."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: form for name, hint in hints.items() if (form := _form(hint))}


def _form(hint: object) -> Form | None:
    if get_origin(hint) is Annotated:
        declared: Form = get_args(hint)[1]
        return declared
    return next((form for part in get_args(hint) if (form := _form(part))), None)
