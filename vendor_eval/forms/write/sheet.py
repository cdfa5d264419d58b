"""One sheet of questions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from vendor_eval.forms.spec import (
    ID_KEY,
    KEY_PREFIX,
    MARK_KEY,
    NEED_KEY,
    NOTHING_NEEDED,
    SHOWN_PREFIX,
    Column,
    Formula,
    Heading,
    Input,
    Line,
    Number,
    Row,
    Shown,
    Total,
)
from vendor_eval.forms.values.text import clean
from vendor_eval.forms.write.layout import height, wrapped
from vendor_eval.forms.write.sheet_plan import (
    FIRST_ROW,
    HEADER_ROW,
    HIDDEN_KEYS,
    KEY_ROW,
    LEFT,
    TITLE_ROW,
    PlacedRow,
    Plan,
)
from vendor_eval.forms.write.styles import Styles
from vendor_eval.forms.write.validation import Lists, validation

# Whoever fills in may make rows and columns larger, and nothing else.
PROTECTION = {"format_rows": True, "format_columns": True}


class SheetWriter:
    """Puts a plan on a worksheet of XlsxWriter."""

    def __init__(
        self,
        sheet: Any,  # noqa: ANN401  XlsxWriter has no types
        name: str,
        placed: Plan,
        styles: Styles,
        lists: Lists,
    ) -> None:
        self.sheet, self.name, self.plan = sheet, name, placed
        self.styles, self.lists = styles, lists

    def write(self, footer: str) -> None:
        self._head()
        for placed in self.plan.placed:
            self.sheet.set_row(placed.row, placed.points)
            if isinstance(placed.part, Heading):
                self._heading(placed)
            else:
                self._row(placed)
        self._colours()
        self._page(footer)

    def _head(self) -> None:
        columns = self.plan.sheet.columns
        self.sheet.set_row(TITLE_ROW, 26)
        self.sheet.write_string(TITLE_ROW, LEFT, clean(self.plan.sheet.title), self.styles.get("title"))
        self.sheet.set_row(KEY_ROW, None, None, {"hidden": True})
        shown = {c.key for c in columns if c.role == "shown"}
        for key, at in self.plan.columns.items():
            prefix = SHOWN_PREFIX if key in shown else KEY_PREFIX
            self.sheet.write_string(KEY_ROW, at, prefix + key, self.styles.get("hidden"))
        self.sheet.set_column(0, LEFT - 1, 8, None, {"hidden": True})
        for column in columns:
            at = self.plan.columns[column.key]
            self.sheet.set_column(at, at, column.width)
            self.sheet.write_string(HEADER_ROW, at, clean(column.title), self.styles.get("header"))
        deepest = max((_header_lines(c) for c in columns), default=1)
        self.sheet.set_row(HEADER_ROW, height(deepest) + 4)

    def _heading(self, placed: PlacedRow) -> None:
        ((_, shown),) = placed.shown.items()
        lines = shown if isinstance(shown, tuple) else ()
        bold = any(line.style == "bold" for line in lines)
        text = "\n".join(line.text for line in lines)
        style = self.styles.get("heading" if bold else "intro")
        if self.plan.right > LEFT:
            self.sheet.merge_range(placed.row, LEFT, placed.row, self.plan.right, "", style)
        self.sheet.write_string(placed.row, LEFT, text, style)

    def _row(self, placed: PlacedRow) -> None:
        part = placed.part
        if isinstance(part, Row):
            hidden = {ID_KEY: part.id, MARK_KEY: part.mark, NEED_KEY: part.need}
            for at, key in enumerate(HIDDEN_KEYS):
                self.sheet.write_string(placed.row, at, hidden[key], self.styles.get("hidden"))
        for column in self.plan.sheet.columns:
            at = self.plan.columns[column.key]
            asked = part.inputs.get(column.key) if isinstance(part, Row) else None
            if isinstance(part, Row) and asked is not None:
                self._input(placed.row, at, column, asked, part.given.get(column.key, ""))
            else:
                self._shown(placed, at, column)

    def _input(self, row: int, at: int, column: Column, asked: Input, given: str | float) -> None:
        if isinstance(asked, Number):
            amount = asked.number_format != "General"
            style = self.styles.get("input_amount" if amount else "input_number", asked.number_format)
        else:
            style = self.styles.get("input" if column.counts else "input_aside")
        if given == "":
            self.sheet.write_blank(row, at, None, style)
        elif isinstance(given, str):
            self.sheet.write_string(row, at, clean(given), style)
        else:
            self.sheet.write_number(row, at, given, style)
        options = validation(asked, xl_rowcol_to_cell(row, at), self.lists)
        if options:
            self.sheet.data_validation(row, at, row, at, options)

    def _shown(self, placed: PlacedRow, at: int, column: Column) -> None:
        shown = placed.shown.get(column.key, "")
        total = isinstance(placed.part, Total)
        if isinstance(shown, Decimal):
            style = self.styles.get("whole" if shown == shown.to_integral() else "number")
            self.sheet.write_number(placed.row, at, float(shown), style)
        elif isinstance(shown, Formula):
            style = self.styles.get("total" if total else "sum", shown.number_format)
            self.sheet.write_formula(placed.row, at, self._formula(shown, placed.row), style, 0)
        elif isinstance(placed.part, Row) and column.role == "input":
            self.sheet.write_string(placed.row, at, NOTHING_NEEDED, self.styles.get("closed"))
        else:
            self._text(placed.row, at, shown, "total" if total else "text")

    def _text(self, row: int, at: int, shown: Shown, style_name: str) -> None:
        """A string, or a rich string where paragraphs differ; never a formula, whatever it looks like."""
        lines = shown if isinstance(shown, tuple) else (Line(str(shown)),)
        style = self.styles.get(style_name)
        runs: list[Any] = []
        for n, line in enumerate(lines):
            text = line.text + ("\n" if n < len(lines) - 1 else "")
            if text:
                runs += [self.styles.get(f"line_{line.style}"), text]
        text = "\n".join(line.text for line in lines)
        if len(runs) > 2 and any(line.style != "plain" for line in lines):
            self.sheet.write_rich_string(row, at, *runs, style)
        elif text:
            bold = lines[0].style in ("bold", "alert")
            self.sheet.write_string(
                row, at, text, self.styles.get(f"{style_name}_bold" if bold else style_name)
            )
        else:
            self.sheet.write_blank(row, at, None, style)

    def _formula(self, formula: Formula, row: int) -> str:
        places: dict[str, str] = {}
        for key, at in self.plan.columns.items():
            letter = xl_col_to_name(at)
            places[key] = f"{letter}{row + 1}"
            places[f"{key}_all"] = f"{letter}${FIRST_ROW + 1}:{letter}${self.plan.last_row + 1}"
        return formula.template.format_map(places)

    def _colours(self) -> None:
        first, last = FIRST_ROW, self.plan.last_row
        if last < first:
            return
        need = f"${xl_col_to_name(self.plan.columns[NEED_KEY])}{first + 1}"
        for at in self.plan.counting():
            cell = xl_rowcol_to_cell(first, at)
            tests = {
                "must_open": f'=AND({need}="must",LEN(TRIM({cell}))=0)',
                "filled": f'=AND({need}<>"",LEN(TRIM({cell}))>0,{cell}<>"{NOTHING_NEEDED}")',
            }
            for style, test in tests.items():
                rule = {"type": "formula", "criteria": test, "format": self.styles.get(style)}
                self.sheet.conditional_format(first, at, last, at, rule)

    def _page(self, footer: str) -> None:
        sheet, columns = self.sheet, self.plan.sheet
        sheet.freeze_panes(FIRST_ROW, LEFT + columns.frozen)
        sheet.repeat_rows(TITLE_ROW, HEADER_ROW)
        sheet.print_area(0, 0, self.plan.bottom, self.plan.right)
        landscape(sheet, footer)
        sheet.protect("", PROTECTION)


def landscape(sheet: Any, footer: str) -> None:  # noqa: ANN401  no types
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(footer)
    sheet.hide_gridlines(2)


def _header_lines(column: Column) -> int:
    return sum(len(wrapped(line, column.width, bold=True)) for line in column.title.split("\n"))
