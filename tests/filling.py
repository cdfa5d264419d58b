"""Fill a workbook as a vendor or evaluator would: find the row by its id, the column by its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

BID = {"G-1": "yes", "T-1": "full", "T-2": 99.5, "I-1": "on site", "U-1": "One list for each subspecialty."}
OFFER = {("LIC", 0): 100, ("FEE", 1): 1000, ("FEE", 2): 1000}


def cell(book: Workbook, row_id: str, key: str) -> Cell:
    """The cell of a row and column, both named as the hidden cells name them."""
    for sheet in book:
        keys = {
            c.value: c.column for row in sheet.iter_rows(max_row=4) for c in row if isinstance(c.value, str)
        }
        if f"ve:{key}" not in keys:
            continue
        for row in sheet.iter_rows(max_col=1):
            if row[0].value == row_id:
                return sheet.cell(row[0].row, keys[f"ve:{key}"])
    raise KeyError((row_id, key))


def place(path: Path, row_id: str, key: str) -> str:
    """``Sheet!H5`` of a row and column."""
    found = cell(openpyxl.load_workbook(path), row_id, key)
    return f"{found.parent.title}!{found.coordinate}"


def places(path: Path) -> dict[tuple[str, str], str]:
    """``Sheet!H5`` of every row and column of a blank workbook."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        keys = [c for row in sheet.iter_rows(max_row=4) for c in row if str(c.value).startswith("ve:")]
        ids = [row[0] for row in sheet.iter_rows(max_col=1) if isinstance(row[0].value, str)]
        for head in keys:
            for first in ids:
                where = f"{sheet.title}!{head.column_letter}{first.row}"
                found[first.value, head.value.removeprefix("ve:")] = where
    return found


def fill(
    blank: Path,
    out: Path,
    answers: Mapping[Any, Any],
    key: str = "answer",
    change: Callable[[Workbook], None] | None = None,
    vendor: str | None = None,
    declared: str | None = "yes",
) -> Path:
    """``answers``: row id -> value, or (row id, year) -> price. ``change`` may do worse to the workbook.

    A score sheet gets its declaration, a response its declarations.
    """
    book = openpyxl.load_workbook(blank)
    for row_id, value in answers.items():
        if isinstance(row_id, tuple):
            cell(book, row_id[0], f"price{row_id[1]}").value = value
        else:
            cell(book, row_id, key).value = value
    fields = {r[0].value: r[2] for r in book.worksheets[0].iter_rows() if r[0].value}
    if vendor is not None:
        fields["vendor"].value = vendor
    if declared is not None and "declaration" in fields:
        fields["declaration"].value = declared
        fields["declared_by"].value, fields["declared_on"].value = "The evaluator", "2030-02-01"
    for name in ("no_conflict", "no_collusion", "no_exclusion", "true_answers"):
        if declared is not None and name in fields:
            fields[name].value = declared
            fields["signed_by"].value, fields["signed_on"].value = "The manager", "2030-01-29"
    if change is not None:
        change(book)
    out.parent.mkdir(parents=True, exist_ok=True)
    book.save(out)
    return out
