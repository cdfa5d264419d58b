"""The first sheet of a workbook, or a CSV file, as rows of cells with their places."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.forms.read.any_workbook import PlainBook, PlainSheet, read_book
from vendor_eval.forms.read.cells import letters

MAX_BYTES, MAX_ROWS, MAX_COLUMNS = 25_000_000, 20_000, 300
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class Table:
    """Cells by (row, column) from 1, with the last row. ``book``: where it came from, if a workbook."""

    file: str
    sheet: PlainSheet
    book: PlainBook | None = None

    @property
    def last_row(self) -> int:
        return self.sheet.last_row

    def text(self, row: int, column: int | None) -> str:
        return self.sheet.text(row, column) if column else ""

    def raw(self, row: int, column: int | None) -> str:
        return self.sheet.cells.get((row, column), "") if column else ""

    def where(self, row: int, column: int | None = None) -> str:
        if self.book is None:
            return f"{self.file} row {row}" + (f" column {letters(column)}" if column else "")
        return f"{self.file} {self.sheet.where(row, column or 1)}"

    def header(self, row: int = 1) -> dict[str, int]:
        """The words of a row, folded, with their column."""
        words = {c: self.text(row, c).casefold() for c in self._filled.get(row, ())}
        return {word: column for column, word in reversed(words.items()) if word}

    def only(self, row: int) -> str:
        """The text of a row in which one cell is filled; empty for any other row."""
        columns = self._filled.get(row, [])
        return self.text(row, columns[0]) if len(columns) == 1 else ""

    def is_number(self, row: int, column: int) -> bool:
        """Whether the cell holds a number of the spreadsheet's own, not a text of digits."""
        stored = self.sheet.stored.get((row, column))
        return stored is not None and stored[0] == "number"

    @cached_property
    def _filled(self) -> dict[int, list[int]]:
        """The columns of each row that are not empty, from left to right."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.sheet.cells):
            found.setdefault(row, []).append(column)
        return found

    def options(self, row: int, column: int | None) -> tuple[str, ...]:
        """What a cell of the workbook is chosen from."""
        return self.book.options(self.sheet, row, column) if self.book and column else ()


def read_table(path: Path) -> tuple[Table | None, list[Finding]]:
    """Raises VendorEvalError if there is no such file or it may not be read."""
    if path.suffix.lower() == ".csv":
        return _csv(path)
    book = read_book(path)
    filled = next((sheet for sheet in book.sheets if sheet.cells), None)
    if filled is None:
        empty = _bad("empty", path.name, "all sheets of the workbook are empty", "is it the right file?")
        return None, list(book.findings) or [empty]
    return Table(path.name, filled, book), list(book.findings)


def _csv(path: Path) -> tuple[Table | None, list[Finding]]:
    if path.stat().st_size > MAX_BYTES:
        return None, [_bad("too-large", path.name, "the file is too large for a list", "take less of it")]
    text = _decoded(path.read_bytes())
    if text is None:
        hint = "save it as CSV UTF-8, or as Excel workbook (.xlsx)"
        return None, [_bad("encoding", path.name, "the characters of the file cannot be read", hint)]
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except csv.Error as error:
        hint = "is a quotation mark left open, or one too many?"
        return None, [_bad("syntax", path.name, f"the columns cannot be separated: {error}", hint)]
    if not any(any(row) for row in found):
        return None, [_bad("empty", path.name, "the file is empty", "is it the right file?")]
    if len(found) > MAX_ROWS or max(map(len, found)) > MAX_COLUMNS:
        message = f"the table has {len(found):,} rows and up to {max(map(len, found)):,} columns"
        return None, [_bad("too-large", path.name, message, "take less of it")]
    return Table(path.name, PlainSheet("", _cells(found))), []


def _cells(found: Sequence[Sequence[str]]) -> dict[tuple[int, int], str]:
    return {
        (r, c): text.replace("\r\n", "\n")
        for r, row in enumerate(found, start=1)
        for c, text in enumerate(row, start=1)
        if text.strip()
    }


def _decoded(raw: bytes) -> str | None:
    marked = next((encoding for mark, encoding in _MARKS.items() if raw.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _separator(text: str) -> str:
    first = text.splitlines()[0] if text else ""
    return max((",", ";", "\t"), key=first.count)


def _bad(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"import.{code}", "error", where, message, hint)
