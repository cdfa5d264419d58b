"""Every cell of every sheet of any workbook, and the lists its cells are chosen from."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from vendor_eval.forms.read import archive, cells
from vendor_eval.forms.read.archive import Refusal
from vendor_eval.forms.read.archive_parts import Book, TextHandler, local, read_book
from vendor_eval.forms.values.text import clean, unescape

MAX_LISTS = 2_000
WIDE = cells.Limits(columns=600, cells=1_200_000)


def all_cells(path: Path) -> dict[str, Any]:
    """Every sheet as plain data: its name, cells, and lists [cells, words] to choose from.

    A cell is [row, column, kind, text as seen, text as stored]. Raises Refusal, as for a filled form.
    """
    with ZipFile(path) as zipped:
        archive.check(zipped)
        book = read_book(zipped)
        return {"sheets": [_sheet(zipped, name, part, book) for name, part in book.sheets]}


def first_sheet(path: Path) -> dict[str, Any]:
    """The first sheet alone, without its lists, and with columns enough for any decision table."""
    with ZipFile(path) as zipped:
        archive.check(zipped)
        types = "[Content_Types].xml"
        if types not in zipped.namelist() or b"spreadsheetml" not in zipped.read(types):
            raise Refusal("form.not-xlsx", "the file does not declare itself an Excel workbook")
        book = read_book(zipped)
        grids = [cells.read_grid(zipped, name, part, book, WIDE) for name, part in book.sheets[:1]]
        return {"sheets": [_plain(grid, []) for grid in grids]}


def _sheet(zipped: ZipFile, name: str, part: str, book: Book) -> dict[str, Any]:
    lists = _Lists(name)
    archive.parse(zipped, part, lists)
    return _plain(cells.read_grid(zipped, name, part, book), lists.found)


def _plain(grid: cells.Grid, lists: list[tuple[str, str]]) -> dict[str, Any]:
    found = [[*place, cell.kind, cell.seen, cell.text] for place, cell in grid.cells.items()]
    return {"name": grid.name, "cells": found, "lists": lists, "far": grid.far}


class _Lists(TextHandler):
    """Where each list applies (``C3 C5:C9``) and what it offers (``"yes,no"``, or a range), as written.

    Excel writes a list on another sheet as an extension, with the range in an element.
    """

    def __init__(self, sheet: str) -> None:
        super().__init__()
        self.sheet = sheet
        self.found: list[tuple[str, str]] = []
        self.inside = False
        self.places = self.words = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name SAX calls
        element = local(name)
        if element == "dataValidation":
            self.inside = attrs.get("type") == "list"
            self.places, self.words = attrs.get("sqref", ""), ""
        self.collecting = self.inside and element in ("formula1", "f", "sqref")

    def endElement(self, name: str) -> None:  # noqa: N802  the name SAX calls
        element = local(name)
        text = clean(unescape(self.collected())).strip() if self.collecting else ""
        self.collecting = False
        if element == "sqref":
            self.places = text
        elif element in ("formula1", "f") and text:
            self.words = text
        elif element == "dataValidation" and self.inside:
            self.inside = False
            self.found.append((self.places, self.words))
            if len(self.found) > MAX_LISTS:
                message = f"the sheet {self.sheet!r} has more than {MAX_LISTS} lists to choose from"
                raise Refusal("form.too-large", message)
