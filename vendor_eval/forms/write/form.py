"""A form as the bytes of an xlsx file. The same form gives the same bytes."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from vendor_eval.forms.row_hash import hash_of_shown
from vendor_eval.forms.spec import FACTS_TITLE, PROPERTY_PREFIX, Form, Row, Sheet, Shown
from vendor_eval.forms.values.text import clean
from vendor_eval.forms.write.layout import FONT, sheet_name
from vendor_eval.forms.write.safe_workbook import workbook_options
from vendor_eval.forms.write.sheet import SheetWriter
from vendor_eval.forms.write.sheet_plan import PlacedRow, Plan, plan
from vendor_eval.forms.write.start_sheet import StartWriter
from vendor_eval.forms.write.styles import Styles
from vendor_eval.forms.write.validation import Lists

FORMAT = "1"
START = "Start"
# A fixed day, so that bytes depend on the content alone.
_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001  the file format knows no time zone
_CHUNK = 30_000


class _FittingSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Rows with a height that Excel and LibreOffice may change when a cell is filled in.

    XlsxWriter marks every given height as set by hand, and a long comment would then be cut.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        if tag == "row" and attributes:
            attributes = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


def write(form: Form) -> bytes:
    """The workbook to send out; nothing is written to disk."""
    target = BytesIO()
    properties = {"form": form.kind, "format": FORMAT, **form.properties}
    options = workbook_options(default_format_properties={"font_name": FONT, "font_size": 10})
    with xlsxwriter.Workbook(target, options) as workbook:
        _describe(workbook, form, properties)
        styles, lists = Styles(workbook), Lists()
        first = workbook.add_worksheet(START, _FittingSheet)
        plans = _named(form)
        for name, placed in plans.items():
            sheet = workbook.add_worksheet(name, _FittingSheet)
            SheetWriter(sheet, name, placed, styles, lists).write(_footer(form))
        start = StartWriter(first, form, plans, styles, lists)
        start.write()
        lists.write(workbook, [START, *plans], styles.get("hidden"))
        facts = _facts(form, plans, properties, start.size)
        _write_facts(workbook, facts, [START, *plans, "lists"], styles)
    return target.getvalue()


def _named(form: Form) -> dict[str, Plan]:
    plans: dict[str, Plan] = {}
    for sheet in form.sheets:
        plans[sheet_name(sheet.name, [START, *plans])] = plan(sheet)
    return plans


def _describe(workbook: Any, form: Form, properties: dict[str, str]) -> None:  # noqa: ANN401  no types
    workbook.set_properties(
        {"title": clean(form.title), "subject": clean(form.subtitle), "created": _CREATED}
    )
    for name, value in properties.items():
        workbook.set_custom_property(PROPERTY_PREFIX + name, clean(value)[:255])


def _footer(form: Form) -> str:
    """Which procurement and which issue a printed page belongs to."""
    rfp, issue = form.properties.get("rfp", ""), form.properties.get("fingerprint", "")[:12]
    left = clean(f"{rfp}  {issue}".strip()).replace("&", "&&")
    return f"&L&8{left}&C&8&A&R&8&P / &N"


def _facts(
    form: Form, plans: dict[str, Plan], properties: dict[str, str], start: tuple[int, int]
) -> dict[str, Any]:
    """What was issued, for a program that drops the document properties, and to see what was changed."""
    return {
        "properties": {k: clean(v) for k, v in properties.items()},
        "sheets": [_sheet_facts(name, placed) for name, placed in plans.items()],
        "start": {"size": list(start), "fields": {f.key: clean(f.label) for f in form.start.every_field}},
    }


def _write_facts(
    workbook: Any,  # noqa: ANN401  XlsxWriter has no types
    facts: dict[str, Any],
    taken: list[str],
    styles: Styles,
) -> None:
    sheet = workbook.add_worksheet(sheet_name("vendor_eval", taken))
    sheet.write_string(0, 0, FACTS_TITLE, styles.get("hidden"))
    # ASCII, so that no program can alter a character on its way.
    text = json.dumps(facts, separators=(",", ":"))
    for row, start in enumerate(range(0, len(text), _CHUNK), start=1):
        sheet.write_string(row, 0, text[start : start + _CHUNK], styles.get("hidden"))
    sheet.protect()
    sheet.very_hidden()


def _shown(sheet: Sheet, placed: PlacedRow) -> dict[str, Shown]:
    return {c.key: placed.shown[c.key] for c in sheet.columns if c.role == "shown" and c.key in placed.shown}


def _sheet_facts(name: str, placed: Plan) -> dict[str, Any]:
    sheet: Sheet = placed.sheet
    return {
        "name": name,
        "columns": {c.key: clean(c.title).replace("\n", " ") for c in sheet.columns if c.role == "input"},
        "rows": {
            p.part.id: [p.part.mark, hash_of_shown(_shown(sheet, p))]
            for p in placed.placed
            if isinstance(p.part, Row)
        },
        "size": [placed.bottom + 1, placed.right + 1],
        "last": placed.last_row + 1,
    }
