"""The number in a cell, and the content of a cell in words."""

from __future__ import annotations

import re
from decimal import Decimal

from vendor_eval.forms.reading import CellReading
from vendor_eval.forms.values.text import quoted

_DIGITS = re.compile(r"[+-]?[0-9]{1,15}")


def number_of(cell: CellReading) -> Decimal | None:
    """The number in a cell, also where it was stored as text: digits alone mean the same everywhere.

    “1,5” and “1.500” do not, so they are not read.
    """
    if cell.kind == "text":
        return Decimal(cell.text.strip()) if _DIGITS.fullmatch(cell.text.strip()) else None
    return cell.number


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
