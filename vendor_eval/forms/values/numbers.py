"""Numbers as people leave them in cells."""

from __future__ import annotations

import re
from decimal import Decimal

from vendor_eval.forms.reading import CellReading, plain
from vendor_eval.forms.values.text import quoted

_DIGITS = re.compile(r"[+-]?[0-9]{1,15}")
_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,12})?")
_ANY = re.compile(r"[+-]?\d[\d.,'’]*(?<=\d)")
_ONE_MARK = re.compile(r"[+-]?(\d{1,15})[.,](\d{1,12})")
_GROUPED = re.compile(
    r"([+-]?[1-9]\d{0,2}(?:(?P<group>[.,'’ \u00a0\u202f])\d{3})(?:(?P=group)\d{3})*)(?:[.,](\d{1,12}))?"
)
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


def senses(text: str) -> tuple[str, ...]:
    """The numbers that ``text`` can mean, with a point as decimal sign: two for 150.000, which is 150 where
    a point is the decimal sign and 150000 where it parts thousands; none for what is no number.
    """
    bare = text.strip()
    if _DIGITS.fullmatch(bare):
        return (bare.lstrip("+"),)
    one, grouped = _ONE_MARK.fullmatch(bare), _GROUPED.fullmatch(bare)
    decimal = bare.replace(",", ".").lstrip("+")
    if one and not (grouped and grouped[3] is None):
        return (decimal,)
    if grouped is None or (grouped[3] is not None and bare[grouped.end(1)] == grouped["group"]):
        return ()
    whole = grouped[1].replace(grouped["group"], "").lstrip("+")
    thousands = whole if grouped[3] is None else plain(Decimal(f"{whole}.{grouped[3]}"))
    return (plain(Decimal(decimal)), thousands) if one else (thousands,)


def probable(text: str) -> str:
    """The number a text most likely means, or nothing where it may mean two."""
    found = _ANY.findall(text)
    meant = senses(found[0]) if len(found) == 1 else ()
    return meant[0] if len(meant) == 1 else ""


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
