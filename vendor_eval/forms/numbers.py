"""Numbers as people leave them in cells."""

from __future__ import annotations

import re
from decimal import Decimal

from vendor_eval.forms.reading import CellReading, plain
from vendor_eval.forms.text import quoted

_DIGITS = re.compile(r"[+-]?[0-9]{1,15}")
_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,12})?")
_ANY = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_PERCENT_UNIT = re.compile(r"%|per ?cent\b", re.IGNORECASE)


def number_of(cell: CellReading) -> Decimal | None:
    """The number in a cell, also where it was stored as text: digits alone mean the same everywhere.

    “1,5” and “1.500” do not, so they are not read.
    """
    if cell.kind == "text":
        return Decimal(cell.text.strip()) if _DIGITS.fullmatch(cell.text.strip()) else None
    return cell.number


def parsed(text: str) -> Decimal | None:
    """A number that the buyer typed, with a point as decimal sign."""
    return Decimal(text.strip()) if _PLAIN.fullmatch(text.strip()) else None


def is_percent(unit: str) -> bool:
    return _PERCENT_UNIT.match(unit.strip()) is not None


def probable(text: str) -> str:
    """The number a text most likely means, or nothing where it may mean two."""
    found = _ANY.findall(text)
    if len(found) != 1:
        return ""
    number: str = found[0]
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", number):
        return ""  # a thousands separator or a decimal sign
    return number.replace(",", ".").lstrip("+")


def content_in_words(cell: CellReading) -> str:
    """What stands in a cell, for a message."""
    words = {
        "blank": "nothing",
        "boolean": cell.text,
        "date": f"the date {cell.text}",
        "error": f"the error value {cell.text}",
        "formula_without_value": "a formula without a calculated value",
        "merged": "a merged area",
        "number": f"the percentage {cell.seen}" if cell.percent else f"the number {cell.seen}",
    }
    return words.get(cell.kind) or quoted(cell.text)


def times_hundred(number: Decimal) -> str:
    return plain(number * 100)
