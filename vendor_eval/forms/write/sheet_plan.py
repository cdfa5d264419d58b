"""Which row and column each part of a sheet gets: a plan without a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from vendor_eval.forms.spec import (
    ID_KEY,
    MARK_KEY,
    NEED_KEY,
    Column,
    Formula,
    FreeText,
    Heading,
    Line,
    Row,
    Sheet,
    Shown,
    Total,
)
from vendor_eval.forms.values.text import clean
from vendor_eval.forms.write.layout import height, pieces, wrapped

HIDDEN_KEYS = (ID_KEY, MARK_KEY, NEED_KEY)
TITLE_ROW, KEY_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3
LEFT = len(HIDDEN_KEYS)
# Lines that a cell for a written answer has room for from the beginning.
ROOM_TO_WRITE = 3


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One row of the sheet. ``part`` is None where the texts of the row above go on."""

    row: int
    points: float
    part: Row | Heading | Total | None
    shown: dict[str, Shown]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the parts of ``sheet`` lie, counted from 0."""

    sheet: Sheet
    placed: tuple[PlacedRow, ...]
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def right(self) -> int:
        return LEFT + len(self.sheet.columns) - 1

    @property
    def bottom(self) -> int:
        return self.placed[-1].row if self.placed else HEADER_ROW

    @property
    def last_row(self) -> int:
        """The last row that has an id; the header row if there is none."""
        return max((p.row for p in self.placed if isinstance(p.part, Row)), default=HEADER_ROW)

    def counting(self) -> Iterator[int]:
        """The columns whose empty cells are open questions."""
        return (self.columns[c.key] for c in self.sheet.columns if c.counts)


def plan(sheet: Sheet) -> Plan:
    columns = {key: at for at, key in enumerate((*HIDDEN_KEYS, *(c.key for c in sheet.columns)))}
    parts = (Heading("", sheet.intro), *sheet.rows) if sheet.intro else sheet.rows
    placed: list[PlacedRow] = []
    for part in parts:
        placed += _heading(sheet, part) if isinstance(part, Heading) else _row(sheet, part)
    numbered = (PlacedRow(FIRST_ROW + n, p.points, p.part, p.shown) for n, p in enumerate(placed))
    return Plan(sheet, tuple(numbered), columns)


def _heading(sheet: Sheet, heading: Heading) -> Iterator[PlacedRow]:
    width = sum(c.width for c in sheet.columns)
    first = sheet.columns[0].key
    for text, style in ((heading.text, "bold"), (heading.intro, "plain")):
        lines = (Line(clean(text), "bold" if style == "bold" else "plain"),)
        for piece, taken in pieces(lines, width) if text else ():
            yield PlacedRow(0, height(taken) + 3, heading, {first: piece})


def _row(sheet: Sheet, row: Row | Total) -> Iterator[PlacedRow]:
    """The row itself, then as many rows without an id as its longest text needs."""
    cut = {c.key: _pieces(row.cells.get(c.key, ""), c) for c in sheet.columns}
    depth = max(len(parts) for parts in cut.values())
    for n in range(depth):
        shown = {key: parts[n] for key, parts in cut.items() if n < len(parts)}
        taken = max(lines for _, lines in shown.values())
        if n == 0 and isinstance(row, Row):
            taken = max(taken, _height(sheet, row))
        yield PlacedRow(
            0, height(taken), row if n == 0 else None, {key: text for key, (text, _) in shown.items()}
        )


def _height(sheet: Sheet, row: Row) -> int:
    """Lines that whoever fills in should find free, or that what is filled in already takes."""
    written = any(isinstance(row.inputs.get(c.key), FreeText) for c in sheet.columns if c.counts)
    given = ((clean(str(row.given[c.key])), c.width) for c in sheet.columns if c.key in row.given)
    there = [sum(len(wrapped(line, width)) for line in text.split("\n")) for text, width in given]
    return max(ROOM_TO_WRITE if written else 1, *there, 1)


def _pieces(shown: Shown, column: Column) -> list[tuple[Shown, int]]:
    if isinstance(shown, Decimal | Formula):
        return [(shown, 1)]
    lines = (Line(shown),) if isinstance(shown, str) else shown
    cleaned = tuple(Line(clean(line.text), line.style) for line in lines)
    return [(piece, taken) for piece, taken in pieces(cleaned, column.width)]
