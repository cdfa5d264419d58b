"""Hash of what a row shows, to notice that a question or a quantity was rewritten."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal

from vendor_eval.forms.reading import CellReading
from vendor_eval.forms.spec import Formula, Line, Shown
from vendor_eval.forms.values.text import folded
from vendor_eval.numbers import plain


def hash_of_shown(shown: Mapping[str, Shown]) -> str:
    """For the row as it is written."""
    return _hash({key: _text(value) for key, value in shown.items() if not isinstance(value, Formula)})


def hash_of_cells(cells: Mapping[str, CellReading]) -> str:
    """For the row as it came back."""
    return _hash({key: cell.text for key, cell in cells.items() if not cell.formula})


def _hash(texts: Mapping[str, str]) -> str:
    lines = [f"{key}={folded(text)}" for key, text in sorted(texts.items()) if text.strip()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def _text(shown: str | Decimal | tuple[Line, ...]) -> str:
    if isinstance(shown, Decimal):
        return plain(Decimal(repr(float(shown))))
    return shown if isinstance(shown, str) else "\n".join(line.text for line in shown)
