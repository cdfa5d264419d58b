"""The first sheet of a workbook. Workbooks come from anywhere, so they are weighed before they are opened."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence

from vendor_eval.findings import Finding
from vendor_eval.model.problem import Problem
from vendor_eval.numbers import Flaw
from vendor_eval.workspace.tables.problem_draft import MAX_ALTERNATIVES, MAX_CRITERIA, Spot, bad
from vendor_eval.workspace.tables.problem_grid import Sheet, problem_in

MAX_UNPACKED = 50_000_000
MAX_ENTRIES = 2_000
MAX_RATIO, SMALL = 100, 1_000_000
"""Tables are packed to a tenth or so; what shrinks a hundredfold was made to fill the memory."""

MAX_ROWS, MAX_COLUMNS = MAX_ALTERNATIVES + 100, MAX_CRITERIA + 100
FARTHEST_ROW = 20_000
"""Empty rows are looked through so far down for cells that someone may have forgotten."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_SAVE = "open it in a spreadsheet program and save it as .xlsx once more, or save the sheet as .csv"
_BROKEN = (  # what openpyxl lets through from the zip, XML and number readers below it
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    SyntaxError,  # base class of XML parse errors
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


class _FarCell(Exception):  # noqa: N818  no failure: something a person left far from the table
    """A filled cell, or rows, so far out that no decision table reaches there."""


def read_xlsx(raw: bytes, name: str) -> tuple[Problem | None, list[Finding]]:
    """The problem on the first sheet of a workbook, or what is wrong with it."""
    refused = _weighed(raw, name)
    if refused is not None:
        return None, [refused]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features of the sheet that do not carry values
            sheet = _sheet(raw, name)
    except _FarCell as far:
        hint = "delete what stands below and beside the table, with its rows and columns, and save"
        return None, [bad("too-large", str(far), "the sheet reaches farther than a decision table", hint)]
    except _BROKEN:
        message = "the workbook cannot be read: something in it is damaged or not part of a workbook"
        return None, [bad("broken", name, message, _SAVE)]
    return problem_in(sheet)


def _weighed(raw: bytes, name: str) -> Finding | None:
    if raw.startswith(_OLE):
        message = "this is an old .xls workbook, or one that is protected by a password"
        return bad("broken", name, message, "take the password off and save it as .xlsx, or save it as .csv")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
    except _BROKEN:
        return bad("broken", name, "this is not an .xlsx workbook, or the file is damaged", _SAVE)
    unpacked = sum(entry.file_size for entry in entries)
    blown_up = any(e.file_size > SMALL and e.file_size > MAX_RATIO * e.compress_size for e in entries)
    if unpacked > MAX_UNPACKED or len(entries) > MAX_ENTRIES or blown_up:
        message = f"unpacked it would hold {unpacked:,} bytes in {len(entries):,} parts"
        return bad("too-large", name, message, f"no decision table needs that; {_SAVE}")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return bad("broken", name, "the workbook is encrypted", "take the password off and save it again")
    return None


def _sheet(raw: bytes, name: str) -> Sheet:
    """Values as stored; where there is none but a formula, a Flaw: nothing is calculated here."""
    from openpyxl.utils import get_column_letter

    title, values = _cells(raw, name, data_only=True)
    formulas = _cells(raw, name, data_only=False)[1] if _has_formulas(raw) else values
    width = max((len(row) for row in values), default=0)
    letters = [get_column_letter(number) for number in range(1, width + 1)]
    rows = []
    for number, (row, written) in enumerate(zip(values, formulas, strict=True), start=1):
        found = [
            _NOT_CALCULATED if x is None and f is not None else x for x, f in zip(row, written, strict=True)
        ]
        found += [None] * (width - len(found))
        rows.append([Spot(x, f"{title}!{c}{number}") for c, x in zip(letters, found, strict=True)])
    return Sheet(title, rows, "a value stands to the right of the last criterion in row 1")


_NOT_CALCULATED = Flaw(
    "the formula has no stored result", "open the file in a spreadsheet program, let it calculate, and save"
)


def _has_formulas(raw: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [part for part in archive.namelist() if part.startswith("xl/worksheets/")]
        return any(re.search(rb"<(\w+:)?f[\s/>]", archive.read(part)) for part in sheets)


def _cells(raw: bytes, name: str, *, data_only: bool) -> tuple[str, list[Sequence[object]]]:
    """The name of the first sheet, and its rows from row 1; raises _FarCell beyond the size of a table."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=data_only, keep_links=False)
    try:
        if not book.worksheets:
            raise ValueError("no sheet with cells")
        sheet = book.worksheets[0]
        where = f"{name} {sheet.title}"
        sheet.reset_dimensions()  # a file may claim any size; it is found out by reading
        return where, list(_near(sheet.iter_rows(values_only=True), where))
    finally:
        book.close()


def _near(rows: Iterable[Sequence[object]], where: str) -> Iterator[Sequence[object]]:
    from openpyxl.utils import get_column_letter

    for number, cells in enumerate(rows, start=1):
        within, beyond = cells[:MAX_COLUMNS], cells[MAX_COLUMNS:]
        if len(beyond) > beyond.count(None):
            column = next(i for i, value in enumerate(beyond, MAX_COLUMNS + 1) if value is not None)
            raise _FarCell(f"{where}!{get_column_letter(column)}{number}")
        if number > FARTHEST_ROW or (number > MAX_ROWS and len(within) > within.count(None)):
            raise _FarCell(f"{where}!A{number}")
        if number <= MAX_ROWS:
            yield within
