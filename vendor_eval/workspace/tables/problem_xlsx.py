"""A decision table on the first sheet of a workbook."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.forms.read.any_workbook import PlainSheet, read_book
from vendor_eval.forms.read.cells import letters
from vendor_eval.forms.reading import CellKind
from vendor_eval.model.problem import Problem
from vendor_eval.numbers import Flaw
from vendor_eval.workspace.tables.problem_draft import MAX_ALTERNATIVES, Spot, bad
from vendor_eval.workspace.tables.problem_grid import Row, Sheet, problem_in

MAX_ROWS = MAX_ALTERNATIVES + 100
_SAVE = "open it in a spreadsheet program and save it as .xlsx once more, or save the sheet as .csv"
_DAY_ZERO = date(1899, 12, 30)
_NOT_CALCULATED = Flaw(
    "the formula has no stored result", "open the file in a spreadsheet program, let it calculate, and save"
)


def read_xlsx(path: Path) -> tuple[Problem | None, list[Finding]]:
    """The problem on the first sheet of a workbook, or what is wrong with it."""
    book = read_book(path, "first")
    for found in book.findings:
        code = "too-large" if found.code in ("form.expands", "form.too-large") else "broken"
        return None, [bad(code, path.name, found.message, _SAVE)]
    if not book.sheets:
        return None, [bad("broken", path.name, "the workbook has no sheet with cells", _SAVE)]
    sheet = book.sheets[0]
    where = f"{path.name} {sheet.name}"
    far = [*sheet.far, *(f"A{row}" for row, _ in sorted(sheet.stored) if row > MAX_ROWS)]
    if far:
        hint = "delete what stands below and beside the table, with its rows and columns, and save"
        message = "the sheet reaches farther than a decision table"
        return None, [bad("too-large", f"{where}!{far[0]}", message, hint)]
    too_long = "a value stands to the right of the last criterion in row 1"
    return problem_in(Sheet(where, _rows(sheet, where), too_long))


def _rows(sheet: PlainSheet, where: str) -> list[Row]:
    height = max((row for row, _ in sheet.stored), default=0)
    columns = [(c, letters(c)) for c in range(1, max((c for _, c in sheet.stored), default=0) + 1)]
    return [
        [
            Spot(_value(*sheet.stored.get((row, c), ("blank", ""))), f"{where}!{name}{row}")
            for c, name in columns
        ]
        for row in range(1, height + 1)
    ]


def _value(kind: CellKind, stored: str) -> object:
    """What a cell holds; nothing is calculated here."""
    if kind == "number":
        return float(stored)
    if kind == "date":
        return _moment(stored)
    if kind == "boolean":
        return stored == "TRUE"
    if kind == "formula_without_value":
        return _NOT_CALCULATED
    return stored or None


def _moment(stored: str) -> object:
    try:
        found = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    return found.time() if found.date() == _DAY_ZERO else found
