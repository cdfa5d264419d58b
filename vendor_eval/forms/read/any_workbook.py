"""A workbook that is no form of ours, such as a buyer's own list, read with the same limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from vendor_eval.findings import Finding
from vendor_eval.forms.read.cells import letters, place
from vendor_eval.forms.read.form import read_in_child, refused_at_first_look
from vendor_eval.forms.reading import CellKind, FormReading

_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")
_AGAIN = "open it in a spreadsheet program, save it as Excel workbook (.xlsx), and try again"
MOST_OPTIONS = 200


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """Texts as a person sees them, by (row, column) from 1. ``lists``: cells, and what they are chosen from.

    ``stored``: kind and content of each cell as the file has them, 0.4 where a person sees 40%.
    ``far``: cells that are filled beyond the limits of a sheet.
    """

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    lists: tuple[tuple[str, str], ...] = ()
    stored: dict[tuple[int, int], tuple[CellKind, str]] = field(default_factory=dict)
    far: tuple[str, ...] = ()

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


def read_book(path: Path, what: Literal["tables", "first"] = "tables") -> PlainBook:
    """Every sheet of ``path``, or only the first, which may be wider.

    Raises VendorEvalError if there is no such file or it may not be read.
    """
    seen: object = refused_at_first_look(path) or read_in_child(path, what)
    if isinstance(seen, dict) and "refused" in seen:
        seen = FormReading.from_dict(seen["refused"])
    if isinstance(seen, FormReading):
        return PlainBook(findings=tuple(replace(f, hint=_AGAIN) for f in seen.findings))
    assert isinstance(seen, dict)  # noqa: S101  what is left
    return book_of(seen)


def book_of(given: dict[str, Any]) -> PlainBook:
    """What ``forms.read.dropdowns`` found, after its journey as plain data."""
    return PlainBook(tuple(_sheet(**sheet) for sheet in given["sheets"]))


def _sheet(
    name: str,
    cells: Sequence[tuple[int, int, CellKind, str, str]],
    lists: Sequence[tuple[str, str]],
    far: Sequence[str],
) -> PlainSheet:
    return PlainSheet(
        name,
        {(row, column): seen for row, column, _, seen, _ in cells if seen},
        tuple((places, words) for places, words in lists),
        {(row, column): (kind, stored) for row, column, kind, _, stored in cells},
        tuple(far),
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
