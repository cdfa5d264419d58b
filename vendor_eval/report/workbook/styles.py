"""How the workbook looks, and the one way into its cells: what others wrote is text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from xlsxwriter.worksheet import Worksheet

from vendor_eval.forms.write.layout import FONT, wrapped
from vendor_eval.report.format.text import cut
from vendor_eval.text import FORMULA_SIGNS

INK, NAVY, BAND, GRID, OPEN, QUIET = "#1B2733", "#1F3B57", "#DFE8F0", "#AEBAC5", "#FFF2B8", "#F4F7FA"
LONGEST = 1_000
_LINE, _HIGHEST = 13.0, 400.0
TOP = 4
"""The row (0 is the first) where the table of a sheet begins: above it stand its title and what it shows."""

_CELL = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
_BOX = {**_CELL, "border": 1, "border_color": GRID}
_RIGHT = {**_BOX, "align": "right"}
# Black and white tell them apart too: what may be changed has a thick frame, what matters is bold.
_INPUT = {**_RIGHT, "bg_color": OPEN, "border": 2, "border_color": INK, "locked": False}

STYLES: dict[str, dict[str, Any]] = {
    "title": {**_CELL, "font_size": 16, "bold": True, "font_color": NAVY},
    "section": {**_CELL, "font_size": 12, "bold": True, "font_color": NAVY, "bottom": 2},
    "note": _CELL,
    "alert": {**_CELL, "bold": True},
    "words": {**_CELL, "text_wrap": True},
    "head": {
        **_BOX,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "group": {**_BOX, "bold": True, "bg_color": BAND},
    "line": _BOX,
    "text": {**_BOX, "text_wrap": True},
    "bold": {**_BOX, "bold": True, "text_wrap": True},
    "number": _RIGHT,
    "rank": {**_BOX, "bold": True, "bg_color": BAND, "align": "center"},
    "sum": {**_RIGHT, "bold": True, "bg_color": BAND},
    "input": _INPUT,
    "input_words": {**_INPUT, "align": "left"},
    "quiet": {**_RIGHT, "bg_color": QUIET, "italic": True},
}


@cache
def _lines(words: str, width: float) -> int:
    """How many lines ``words`` take. The same rule stands beside the answer of every vendor."""
    return sum(len(wrapped(part, width)) for part in cut(words, LONGEST).split("\n"))


class Looks:
    """Formats by name; each exists once in the workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  XlsxWriter has no types
        self._book = book
        self._made: dict[tuple[str, str, bool], Any] = {}

    def get(self, name: str, number: str = "", *, quoted: bool = False) -> Any:  # noqa: ANN401  as above
        key = (name, number, quoted)
        if key not in self._made:
            more: dict[str, Any] = {"num_format": number} if number else {}
            more |= {"quote_prefix": True} if quoted else {}
            self._made[key] = self._book.add_format({**STYLES[name], **more})
        return self._made[key]


class Page:
    """One sheet: title and note at the top, rows and columns that stay in sight, print set up.

    Rows and columns count from 0.
    """

    def __init__(
        self,
        book: Any,  # noqa: ANN401  XlsxWriter has no types
        looks: Looks,
        name: str,
        title: str,
        *notes: str,
    ) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.looks = looks
        self._widths: tuple[float, ...] = ()
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        self.sheet.set_footer("&L&8&A&R&8Page &P of &N")
        self.text(0, 0, title, "title")
        self.sheet.set_row(0, 24)
        for n, note in enumerate(notes, 1):
            self.text(n, 0, note, "note")

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """As text, whatever it begins with; what is long is cut."""
        words = cut(text, LONGEST)
        self.sheet.write_string(
            row, column, words, self.looks.get(style, quoted=words.startswith(FORMULA_SIGNS))
        )

    def number(self, row: int, column: int, number: float, style: str = "number", shown: str = "") -> None:
        self.sheet.write_number(row, column, number, self.looks.get(style, shown))

    def blank(self, row: int, column: int, style: str = "text") -> None:
        self.sheet.write_blank(row, column, None, self.looks.get(style))

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: float | str,
        style: str = "number",
        shown: str = "",
    ) -> None:
        """``value`` is the program's own result: it shows wherever nothing is recalculated."""
        self.sheet.write_formula(row, column, f"={formula}", self.looks.get(style, shown), value)

    def head(self, row: int, words: list[str], height: int = 32) -> None:
        """At least ``height``, and higher where a long name needs it."""
        for column, word in enumerate(words):
            self.text(row, column, word, "head")
        self.sheet.set_row(row, max(height, self._height(words)))

    def texts(self, row: int, words: Sequence[str], style: str = "text") -> None:
        """A row of texts, as high as the longest of them needs: no program but Excel finds that by itself."""
        for column, word in enumerate(words):
            self.text(row, column, word, style)
        self.fit(row, words)

    def fit(self, row: int, words: Sequence[str]) -> None:
        """The row as high as ``words`` need in the columns from the first on."""
        self.sheet.set_row(row, self._height(words))

    def _height(self, words: Sequence[str]) -> float:
        pairs = zip(words, self._widths, strict=False)
        lines = [_lines(w, width) for w, width in pairs if w]
        return min(_HIGHEST, _LINE * max([1, *lines]) + 3)

    def widths(self, *widths: float) -> None:
        self._widths = widths
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    @staticmethod
    def fitting(words: list[str], least: float = 16, most: float = 46) -> float:
        """A width in which the longest of ``words`` stands on one line, within limits."""
        return min(most, max(least, *(len(word) + 2 for word in words), 0))

    def keep(self, row: int, column: int) -> None:
        """Rows above and columns left of the place stay in sight; the rows are printed on each page."""
        self.sheet.freeze_panes(row, column)
        if row:
            self.sheet.repeat_rows(0, row - 1)
