"""Data frames to files that a spreadsheet opens without running anything a vendor wrote."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from vendor_eval.forms.write.safe_workbook import workbook_options
from vendor_eval.report.format.text import cut, plain
from vendor_eval.text import FORMULA_SIGNS, without_formula

if TYPE_CHECKING:
    import pandas as pd

LONGEST_CELL = 32_767  # what Excel holds in a cell
_NARROW, _BROAD = 8, 60
# The same table gives the same bytes: a file's own date would make a difference where there is none.
_NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  XlsxWriter wants a date without a zone


def to_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it; every text is quoted.

    A text that could start a formula gets a leading apostrophe; numbers stay numbers.
    """
    safe = frame.copy()
    safe.columns = [_inert(str(name)) for name in frame.columns]
    for i in range(safe.shape[1]):
        if safe.dtypes.iloc[i].kind not in "biufc":
            cells = safe.iloc[:, i].astype(object).tolist()
            safe.isetitem(i, [_inert(x) if isinstance(x, str) else x for x in cells])
    text = safe.to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    return b"\xef\xbb\xbf" + text.encode("utf-8")


def _inert(text: str) -> str:
    return without_formula(plain(text))


def to_xlsx(frame: pd.DataFrame, sheet: str) -> bytes:
    """One sheet with a styled header row that stays in sight, filters and fitting widths.

    Text is written as text: neither formulas nor links come to life. The same frame gives the same bytes.
    """
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, workbook_options())
    book.set_properties({"created": _NO_DATE})
    page = book.add_worksheet(_sheet_name(sheet))
    _write(book, page, frame)
    book.close()
    return file.getvalue()


def _write(book: Any, page: Any, frame: pd.DataFrame) -> None:  # noqa: ANN401  XlsxWriter has no types
    header = book.add_format({"bold": True, "bg_color": "#E7EBEF", "bottom": 1, "valign": "top"})
    text = book.add_format({"valign": "top", "text_wrap": True})
    # Without the mark, editing such a cell in Excel would turn its text into a formula.
    live = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
    number = book.add_format({"valign": "top"})
    for column, name in enumerate(frame.columns):
        page.write_string(0, column, plain(str(name)), header)
        cells = frame.iloc[:, column].astype(object).tolist()
        page.set_column(column, column, _width(str(name), cells))
        for row, cell in enumerate(cells, 1):
            if isinstance(cell, bool):
                page.write_boolean(row, column, cell, number)
            elif isinstance(cell, str):
                words = cut(cell, LONGEST_CELL)
                page.write_string(row, column, words, live if cell.startswith(FORMULA_SIGNS) else text)
            elif isinstance(cell, int | float | Decimal) and isfinite(cell):
                page.write_number(row, column, float(cell), number)
            elif not _missing(cell):
                page.write_string(row, column, str(cell), text)
    page.freeze_panes(1, 1)
    if len(frame.columns):
        page.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _missing(cell: Any) -> bool:  # noqa: ANN401  whatever a frame may hold
    import pandas as pd

    return bool(pd.isna(cell))


def _width(name: str, cells: list[Any]) -> int:
    longest = max((len(line) for cell in cells[:500] for line in str(cell).split("\n")), default=0)
    return max(_NARROW, min(_BROAD, max(longest, len(name)) + 3))


def _sheet_name(name: str) -> str:
    """As Excel allows: at most 31 characters, no brackets, colons or slashes, not empty, not ``History``."""
    name = re.sub(r"[\[\]:*?/\\]", " ", plain(name)).strip().strip("'")[:31].strip().strip("'")
    return "History_" if name.casefold() == "history" else name or "Table"
