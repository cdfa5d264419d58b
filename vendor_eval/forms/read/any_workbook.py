"""A workbook that is no form of ours, such as a buyer's own list, read with the same limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vendor_eval.findings import Finding
from vendor_eval.forms.read.cells import letters, place
from vendor_eval.forms.read.form import read_in_child, refused_at_first_look
from vendor_eval.forms.reading import FormReading

_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")
_AGAIN = "open it in a spreadsheet program, save it as Excel workbook (.xlsx), and try again"
MOST_OPTIONS = 200


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """Texts as a person sees them, by (row, column) from 1. ``lists``: cells, and what they are chosen from.

    ``numbers`` are the cells with a number and no text.
    """

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    lists: tuple[tuple[str, str], ...] = ()
    numbers: frozenset[tuple[int, int]] = frozenset()

    def text(self, row: int, column: int) -> str:
        return self.cells.get((row, column), "").strip()

    def where(self, row: int, column: int) -> str:
        return f"{self.name}!{letters(column)}{row}"

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class PlainBook:
    """The sheets in their order; none, and the reason among ``findings``, if the file cannot be read."""

    sheets: tuple[PlainSheet, ...] = ()
    findings: tuple[Finding, ...] = ()

    def sheet(self, name: str) -> PlainSheet | None:
        return next((s for s in self.sheets if s.name.casefold() == name.casefold()), None)

    def options(self, sheet: PlainSheet, row: int, column: int) -> tuple[str, ...]:
        """What the cell is chosen from; empty for a cell without a list, or whose list cannot be followed."""
        for places, words in sheet.lists:
            if any(_within(area, row, column) for area in places.split()):
                return tuple(self._offered(sheet, words))
        return ()

    def _offered(self, sheet: PlainSheet, words: str) -> Iterator[str]:
        if words.startswith('"'):
            yield from filter(None, (word.strip() for word in words.strip('"').split(",")))
            return
        elsewhere = _RANGE.fullmatch(words)
        named = (elsewhere[1] or elsewhere[2]).replace("''", "'") if elsewhere else sheet.name
        source = self.sheet(named)
        area = _corners(elsewhere[3] if elsewhere else words)
        if source is None or area is None:
            return
        (top, left), (bottom, right) = area
        inside = [(r, c) for r, c in source.cells if top <= r <= bottom and left <= c <= right]
        for row, column in sorted(inside)[:MOST_OPTIONS]:
            yield source.text(row, column)


def read_book(path: Path) -> PlainBook:
    """Every sheet of ``path``. Raises VendorEvalError if there is no such file or it may not be read."""
    seen: object = refused_at_first_look(path) or read_in_child(path, "tables")
    if isinstance(seen, dict) and "refused" in seen:
        seen = FormReading.from_dict(seen["refused"])
    if isinstance(seen, FormReading):
        return PlainBook(findings=tuple(replace(f, hint=_AGAIN) for f in seen.findings))
    assert isinstance(seen, dict)  # noqa: S101  what is left
    return book_of(seen)


def book_of(given: dict[str, Any]) -> PlainBook:
    """What ``forms.dropdowns`` found, after its journey as plain data."""
    return PlainBook(tuple(_sheet(s["name"], s["cells"], s["lists"]) for s in given["sheets"]))


def _sheet(
    name: str, cells: Sequence[tuple[int, int, str, str]], lists: Sequence[tuple[str, str]]
) -> PlainSheet:
    return PlainSheet(
        name,
        {(row, column): text for row, column, kind, text in cells if text},
        tuple((places, words) for places, words in lists),
        frozenset((r, c) for r, c, kind, _ in cells if kind == "number"),
    )


def _within(area: str, row: int, column: int) -> bool:
    corners = _corners(area)
    if corners is None:
        return False
    (top, left), (bottom, right) = corners
    return top <= row <= bottom and left <= column <= right


def _corners(area: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    first, _, last = area.partition(":")
    start, end = place(first.strip()), place((last or first).strip())
    return (start, end) if start and end else None
