"""One worksheet as a stream of cells. What is far outside any form is counted, not stored."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from math import isfinite, nan
from typing import NamedTuple
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from vendor_eval.forms.read.archive import Refusal, parse
from vendor_eval.forms.read.archive_parts import Book, TextHandler, local
from vendor_eval.forms.reading import CellReading
from vendor_eval.forms.values.text import NAMED, clean, unescape
from vendor_eval.numbers import plain

MAX_MERGES = 2_000

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,4})?", re.ASCII)
# Parts of a number format besides the digits: quoted and escaped text, colours, locales; not [h] [m] [s].
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


class Limits(NamedTuple):
    """Cells beyond the last row or column are counted, not read; more cells than these are refused."""

    rows: int = 20_000
    columns: int = 300
    cells: int = 300_000


LIMITS = Limits()


@dataclass(slots=True)
class Grid:
    """The cells of one sheet that are not blank, by (row, column) from 1."""

    name: str
    cells: dict[tuple[int, int], CellReading] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    far: list[str] = field(default_factory=list)
    far_count: int = 0

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.text.strip() if cell else ""

    def where(self, row: int, column: int) -> str:
        return f"{self.name}!{letters(column)}{row}"


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def place(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference such as B7."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def read_grid(archive: ZipFile, name: str, part: str, book: Book, limits: Limits | None = None) -> Grid:
    """Raises Refusal for a sheet that no person filled in by hand."""
    grid = Grid(name)
    parse(archive, part, _Sheet(grid, book, limits or LIMITS))
    return grid


class _Sheet(TextHandler):
    def __init__(self, grid: Grid, book: Book, limits: Limits) -> None:
        super().__init__()
        self.grid, self.book, self.limits = grid, book, limits
        self.row = self.column = 0
        self.type = self.style = ""
        self.value: str | None = None
        self.formula = self.aside = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name SAX calls
        element = local(name)
        if element == "row":
            given = attrs.get("r", "")
            self.row = int(given) if given.isdecimal() and len(given) < 9 else self.row + 1
            self.column = 0
        elif element == "c":
            self._begin(attrs)
        elif element == "f":
            self.formula = True
        elif element == "rPh":
            self.aside = True
        elif element == "mergeCell":
            self._merge(attrs.get("ref", ""))
        self.collecting = element in ("v", "t") and not self.aside

    def endElement(self, name: str) -> None:  # noqa: N802  the name SAX calls
        element = local(name)
        self.collecting = False
        if element == "rPh":
            self.aside = False
        elif element in ("v", "is"):
            self.value = self.collected()
        elif element == "c":
            self._end()

    def _begin(self, attrs: AttributesImpl) -> None:
        at = place(attrs.get("r", ""))
        self.row, self.column = at or (self.row, self.column + 1)
        self.type, self.style = attrs.get("t", "n"), attrs.get("s", "0")
        self.value, self.formula = None, False
        self.caught.clear()

    def _end(self) -> None:
        if not self.formula and self.value in (None, ""):
            return
        if self.row > self.limits.rows or self.column > self.limits.columns:
            self.grid.far_count += 1
            if len(self.grid.far) < NAMED:
                self.grid.far.append(f"{letters(self.column)}{self.row}")
            return
        if len(self.grid.cells) >= self.limits.cells:
            raise Refusal(
                "form.too-large",
                f"the sheet {self.grid.name!r} has more than {self.limits.cells} filled cells",
            )
        cell = self._cell(self.grid.where(self.row, self.column))
        if not cell.blank:
            self.grid.cells[self.row, self.column] = cell

    def _cell(self, where: str) -> CellReading:
        value = self.value or ""
        if self.formula and not value:
            return CellReading(where, "formula_without_value", formula=True)
        number_format = self._format()
        if self.type in ("s", "str", "inlineStr"):
            text = self._shared(value) if self.type == "s" else clean(unescape(value))
            if not text.strip():
                return CellReading(where)
            return CellReading(where, "text", text, number_format, self.formula)
        if self.type == "b":
            return CellReading(
                where, "boolean", "TRUE" if value.strip() == "1" else "FALSE", "", self.formula
            )
        if self.type == "d":
            return CellReading(where, "date", clean(value), "", self.formula)
        if self.type == "n":
            return _number(where, value, number_format, self.formula, self.book.from_1904)
        return CellReading(where, "error", clean(value), "", self.formula)

    def _shared(self, index: str) -> str:
        number = int(index) if index.isdecimal() and len(index) < 9 else -1
        if not 0 <= number < len(self.book.strings):
            raise Refusal(
                "form.not-xlsx", "the workbook is damaged: a cell refers to a text that is not there"
            )
        return self.book.count(self.book.strings[number])

    def _format(self) -> str:
        number = int(self.style) if self.style.isdecimal() and len(self.style) < 9 else 0
        return self.book.formats[number] if number < len(self.book.formats) else ""

    def _merge(self, reference: str) -> None:
        if len(self.grid.merges) >= MAX_MERGES:
            raise Refusal(
                "form.too-large", f"the sheet {self.grid.name!r} has more than {MAX_MERGES} merged areas"
            )
        first, _, last = reference.partition(":")
        start, end = place(first), place(last or first)
        if start and end:
            self.grid.merges.append((*start, *end))


def _number(where: str, value: str, number_format: str, formula: bool, from_1904: bool) -> CellReading:
    number = float(value) if _NUMBER.fullmatch(value.strip()) else nan
    if not isfinite(number) or abs(number) > 1e300:
        return CellReading(where, "error", clean(value), "", formula)
    if is_date(number_format):
        return CellReading(where, "date", _day(number, from_1904), number_format, formula)
    return CellReading(where, "number", plain(Decimal(repr(number))), number_format, formula)


def is_date(number_format: str) -> bool:
    """True where the format shows a number as date or time of day."""
    bare = _ASIDE.sub("", number_format.partition(";")[0]).casefold()
    return bare not in ("general", "standard") and any(letter in bare for letter in "dmyhs")


def _day(number: float, from_1904: bool) -> str:
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  a cell has no zone
    try:
        moment = start + timedelta(days=number)
    except OverflowError:
        return str(number)
    return moment.isoformat(sep=" ", timespec="minutes").removesuffix(" 00:00")
