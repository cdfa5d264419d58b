"""One value in one cell, so that it comes back as it was.

A text stands as it is. Where a spreadsheet, or the way through a file, would change it (a formula sign at the
start, spaces around it, control characters), it stands as a JSON string in quotation marks. Of a list, each
item has a line of its own; where that cannot be told apart, the cell holds a JSON list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from vendor_eval.forms.values.text import clean

_RISKY = re.compile(r"[=+\-@'\"\[\t]|_x[0-9A-Fa-f]{4}_")
"""What at the start of a cell may be taken for a formula by a spreadsheet, or for JSON by this program."""


def text_cell(text: str, default: str = "") -> str:
    """Blank is ``default``."""
    if text == default:
        return ""
    return text if text and _plain(text) else json.dumps(text)


def text_of(cell: str, default: str = "") -> str:
    if not cell.strip():
        return default
    found = _json(cell, '"')
    return found if isinstance(found, str) else cell


def list_cell(items: Iterable[str]) -> str:
    whole = tuple(items)
    if all(item and "\n" not in item and _plain(item) for item in whole):
        return "\n".join(whole)
    return json.dumps(whole)


def list_of(cell: str) -> list[str]:
    found = _json(cell, "[")
    if isinstance(found, list):
        return [str(item) for item in found]
    return [line.strip() for line in cell.splitlines() if line.strip()]


def rule_cell(rule: object) -> str:
    """A value rule or gate as JSON, which the catalogue's YAML would take as well."""
    if rule is None:
        return ""
    text = json.dumps(rule, ensure_ascii=False)
    return text if clean(text) == text and "\\u" not in text else json.dumps(rule)


def number_cell(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _plain(text: str) -> bool:
    unseen = any(c != "\n" and not c.isprintable() for c in text)
    return text == text.strip() and text == clean(text) and not unseen and not _RISKY.match(text)


def _json(cell: str, start: str) -> object:
    if not cell.lstrip().startswith(start):
        return None
    try:
        return json.loads(cell)
    except ValueError:
        return None
