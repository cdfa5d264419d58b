"""Every cell of every sheet of any workbook, and the lists its cells are chosen from."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from vendor_eval.forms.read import archive, cells
from vendor_eval.forms.read.archive import Refusal
from vendor_eval.forms.read.archive_parts import TextHandler, local, read_book
from vendor_eval.forms.values.text import clean, unescape

MAX_LISTS = 2_000


def all_cells(path: Path) -> dict[str, Any]:
    """Sheets as plain data: name, cells [row, column, kind, text], lists [cells, words], far.

    Raises Refusal, as for a filled form.
    """
    with ZipFile(path) as zipped:
        archive.check(zipped)
        book = read_book(zipped)
        return {"sheets": [_sheet(zipped, name, part, book) for name, part in book.sheets]}


def _sheet(zipped: ZipFile, name: str, part: str, book: Any) -> dict[str, Any]:  # noqa: ANN401  a Book
    grid = cells.read_grid(zipped, name, part, book)
    lists = _Lists(name)
    archive.parse(zipped, part, lists)
    return {
        "name": name,
        "cells": [[row, column, cell.kind, cell.seen] for (row, column), cell in grid.cells.items()],
        "lists": lists.found,
        "far": grid.far_count,
    }


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
