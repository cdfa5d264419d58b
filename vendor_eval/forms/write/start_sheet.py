"""The first sheet: what this is, how to fill it in, who fills it in, what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from vendor_eval.forms.spec import FIELD_KEY, KEY_PREFIX, NEED_KEY, VALUE_KEY, Field, Form, Row
from vendor_eval.forms.values.text import clean
from vendor_eval.forms.write.layout import height, wrapped
from vendor_eval.forms.write.sheet import PROTECTION, landscape
from vendor_eval.forms.write.sheet_plan import FIRST_ROW, Plan
from vendor_eval.forms.write.styles import Styles
from vendor_eval.forms.write.validation import Lists, validation

KEYS, LABEL, TEXT, ALL, OPEN, MUST = range(6)
_WIDTHS = {LABEL: 28.0, TEXT: 100.0, ALL: 12.0, OPEN: 11.0, MUST: 14.0}


class StartWriter:
    """Writes the sheet from top to bottom; ``size`` is known afterwards."""

    def __init__(
        self,
        sheet: Any,  # noqa: ANN401  XlsxWriter has no types
        form: Form,
        plans: dict[str, Plan],
        styles: Styles,
        lists: Lists,
    ) -> None:
        self.sheet, self.form, self.plans, self.styles, self.lists = sheet, form, plans, styles, lists
        needs = {row.need for placed in plans.values() for row in placed.sheet.questions}
        self.with_gates = "must" in needs and "asked" in needs
        self.row = 0

    def write(self) -> None:
        self.sheet.set_column(KEYS, KEYS, 8, None, {"hidden": True})
        for at, width in _WIDTHS.items():
            self.sheet.set_column(at, at, width)
        self._keys()
        self._title()
        self._instructions()
        if self.form.start.fields:
            self._fields(self.form.start.fields_title, "", self.form.start.fields)
        for section in self.form.start.further:
            self._fields(section.title, section.intro, section.fields)
        self._progress()
        self.sheet.print_area(0, 0, self.row, self._right)
        landscape(self.sheet, "&R&8&P / &N")
        self.sheet.protect("", PROTECTION)

    @property
    def size(self) -> tuple[int, int]:
        return self.row, self._right + 1

    @property
    def _right(self) -> int:
        return MUST if self.with_gates else OPEN

    def _line(self, points: float = 18) -> int:
        """The next free row, ``points`` high."""
        row, self.row = self.row, self.row + 1
        self.sheet.set_row(row, points)
        return row

    def _section(self, title: str) -> None:
        self._line(10)
        row = self._line(20)
        for at in range(LABEL, self._right + 1):
            self.sheet.write_blank(row, at, None, self.styles.get("section"))
        self.sheet.write_string(row, LABEL, title, self.styles.get("section"))
        self._line(4)

    def _keys(self) -> None:
        """The hidden first row, by which reading knows this sheet and finds the fields."""
        row = self._line()
        self.sheet.set_row(row, None, None, {"hidden": True})
        self.sheet.write_string(row, KEYS, KEY_PREFIX + FIELD_KEY, self.styles.get("hidden"))
        self.sheet.write_string(row, TEXT, KEY_PREFIX + VALUE_KEY, self.styles.get("hidden"))

    def _title(self) -> None:
        row = self._line(28)
        self.sheet.write_string(row, LABEL, clean(self.form.title), self.styles.get("title"))
        row = self._line(18)
        self.sheet.write_string(row, LABEL, clean(self.form.subtitle), self.styles.get("subtitle"))

    def _instructions(self) -> None:
        self._section("How to fill in this workbook")
        for label, text in self.form.start.lines:
            self._words(label, text)

    def _words(self, label: str, text: str) -> None:
        """A row to read."""
        lines = [wrapped(part, _WIDTHS[TEXT]) for part in clean(text).split("\n")]
        left = wrapped(clean(label), _WIDTHS[LABEL], bold=True)
        row = self._line(height(max(sum(map(len, lines)), len(left))))
        self.sheet.write_string(row, LABEL, clean(label), self.styles.get("label"))
        self.sheet.write_string(row, TEXT, clean(text), self.styles.get("plain"))

    def _fields(self, title: str, intro: str, fields: Sequence[Field]) -> None:
        self._section(title)
        if intro:
            self._words("", intro)
        for field in fields:
            label = "Your answer" if field.about else field.label
            if field.about:
                self._words(field.label, field.about)
            lines = wrapped(clean(label), _WIDTHS[LABEL], bold=True)
            row = self._line(max(20, height(len(lines))))
            self.sheet.write_string(row, KEYS, field.key, self.styles.get("hidden"))
            self.sheet.write_string(row, LABEL, clean(label), self.styles.get("label"))
            if field.value:
                self.sheet.write_string(row, TEXT, clean(field.value), self.styles.get("input"))
            else:
                self.sheet.write_blank(row, TEXT, None, self.styles.get("input"))
            options = validation(field.input, xl_rowcol_to_cell(row, TEXT), self.lists)
            if options:
                self.sheet.data_validation(row, TEXT, row, TEXT, options)

    def _progress(self) -> None:
        self._section("What is still open")
        noun = self.form.noun
        titles = {LABEL: "Sheet", TEXT: "What it is about", ALL: f"{noun}s".capitalize(), OPEN: "Open"}
        titles |= {MUST: "Open gates"} if self.with_gates else {}
        row = self._line(20)
        for at, title in titles.items():
            self.sheet.write_string(
                row, at, title, self.styles.get("header_right" if at >= ALL else "header")
            )
        first = self.row
        for name, placed in self.plans.items():
            self._sheet_line(name, placed)
        row = self._line(20)
        self.sheet.write_string(row, LABEL, "All sheets", self.styles.get("last_line"))
        self.sheet.write_blank(row, TEXT, None, self.styles.get("last_line"))
        for at in range(ALL, self._right + 1):
            column = xl_col_to_name(at)
            start = sum(self._counts(placed)[at - ALL] for placed in self.plans.values())
            formula = f"=SUM({column}{first + 1}:{column}{row})"
            self.sheet.write_formula(row, at, formula, self.styles.get("big_count"), start)
        self._optional()

    def _optional(self) -> None:
        """Says why fewer cells are open than there are in all."""
        counts = [self._counts(placed) for placed in self.plans.values()]
        count = sum(optional for *_, optional in counts)
        if not count:
            return
        what = (
            f"{count} of these {self.form.noun}s may" if count > 1 else f"One of these {self.form.noun}s may"
        )
        marked = " (marked “Information”)" if self.form.noun == "question" else ""
        text = f"{what} stay empty{marked} and {'are' if count > 1 else 'is'} not counted as open."
        row = self._line(height(len(wrapped(text, _WIDTHS[TEXT]))))
        self.sheet.write_string(row, TEXT, text, self.styles.get("plain"))

    def _sheet_line(self, name: str, placed: Plan) -> None:
        title = clean(placed.sheet.title)
        row = self._line(height(len(wrapped(title, _WIDTHS[TEXT]))))
        target = "internal:" + _sheet_ref(name) + "A1"
        self.sheet.write_url(row, LABEL, target, self.styles.get("link"), name)
        self.sheet.write_string(row, TEXT, title, self.styles.get("plain"))
        asked, open_, must, _ = self._counts(placed)
        self.sheet.write_number(row, ALL, asked, self.styles.get("count"))
        formulas: list[tuple[int, tuple[str, ...], int]] = [(OPEN, ("must", "asked"), open_)]
        formulas += [(MUST, ("must",), must)] if self.with_gates else []
        for at, needs, value in formulas:
            formula = _open_formula(name, placed, needs)
            self.sheet.write_formula(row, at, formula, self.styles.get("count"), value)

    def _counts(self, placed: Plan) -> tuple[int, int, int, int]:
        """Cells to fill in; of these what is open and must be filled in, as written; what may stay empty.

        LibreOffice shows these until it calculates, so they allow for what is filled in already.
        """
        keys = [c.key for c in placed.sheet.columns if c.counts]
        cells, still = Counter[str](), Counter[str]()
        for p in placed.placed:
            if isinstance(p.part, Row):
                there = [key for key in keys if key in p.part.inputs]
                cells[p.part.need] += len(there)
                still[p.part.need] += sum(p.part.given.get(key, "") == "" for key in there)
        return cells.total(), still["must"] + still["asked"], still["must"], cells["optional"]


def _sheet_ref(name: str) -> str:
    return "'" + name.replace("'", "''") + "'!"


def _open_formula(name: str, placed: Plan, needs: tuple[str, ...]) -> str:
    """How many cells of rows that need an answer are empty or blank; for Excel and LibreOffice."""
    last = max(placed.last_row, FIRST_ROW) + 1

    def area(at: int) -> str:
        letter = xl_col_to_name(at)
        return f"{_sheet_ref(name)}${letter}${FIRST_ROW + 1}:${letter}${last}"

    needed = "+".join(f'({area(placed.columns[NEED_KEY])}="{need}")' for need in needs)
    terms = [f"SUMPRODUCT(({needed})*(LEN(TRIM({area(at)}))=0))" for at in placed.counting()]
    return "=" + ("+".join(terms) or "0")
