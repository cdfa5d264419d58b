"""The look of a form: one dictionary, so that all workbooks to fill in are of one family."""

from __future__ import annotations

from typing import Any

from vendor_eval.forms.write.layout import FONT

INK, NAVY, BAND, GRID = "#1B2733", "#1F3B57", "#DFE8F0", "#AEBAC5"
OPEN, MUST, FILLED, CLOSED, OFFERED = "#FFF6D5", "#FAD9C3", "#E6F2E4", "#ECEEF0", "#FFFCF0"

_CELL = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True}
_BOXED = {**_CELL, "border": 1, "border_color": GRID, "align": "left", "indent": 1}
_FIGURE = {**_BOXED, "align": "right", "text_wrap": False}
_INPUT = {**_BOXED, "locked": False, "bg_color": OPEN}

STYLES: dict[str, dict[str, Any]] = {
    "title": {**_CELL, "font_size": 16, "bold": True, "font_color": NAVY, "text_wrap": False},
    "subtitle": {**_CELL, "font_color": "#55636F", "text_wrap": False},
    "section": {
        **_CELL,
        "font_size": 12,
        "bold": True,
        "font_color": NAVY,
        "bottom": 2,
        "bottom_color": NAVY,
        "text_wrap": False,
    },
    "label": {**_CELL, "bold": True},
    "plain": _CELL,
    "count": {**_CELL, "align": "right", "num_format": "0", "indent": 1},
    "big_count": {**_CELL, "bold": True, "align": "right", "num_format": "0", "indent": 1, "top": 1},
    "last_line": {**_CELL, "bold": True, "top": 1},
    "link": {**_CELL, "font_color": "#1A5FA8", "underline": 1},
    "header": {**_BOXED, "bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "valign": "vcenter"},
    "header_right": {
        **_BOXED,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "valign": "vcenter",
        "align": "right",
    },
    "heading": {**_BOXED, "bold": True, "font_color": NAVY, "bg_color": BAND, "valign": "vcenter"},
    "intro": {**_BOXED, "bg_color": "#F4F7FA"},
    "text": _BOXED,
    "text_bold": {**_BOXED, "bold": True},
    "number": {**_FIGURE, "num_format": "#,##0.0###"},
    "whole": {**_FIGURE, "num_format": "#,##0"},
    "sum": {**_FIGURE, "bold": True, "bg_color": "#F4F7FA"},
    "total": {**_FIGURE, "bold": True, "bg_color": BAND},
    "total_bold": {**_BOXED, "bold": True, "bg_color": BAND},
    "closed": {**_BOXED, "bg_color": CLOSED, "align": "center", "indent": 0, "font_color": "#808A94"},
    "input": {**_INPUT, "num_format": "@"},
    "input_number": _INPUT,
    "input_amount": {**_INPUT, "align": "right"},
    "input_aside": {**_INPUT, "bg_color": OFFERED, "num_format": "@"},
    "hidden": {"font_name": FONT, "font_size": 8, "font_color": "#999999", "num_format": "@"},
    "must_open": {"bg_color": MUST},
    "filled": {"bg_color": FILLED},
    "line_plain": {"font_name": FONT, "font_size": 10, "font_color": INK},
    "line_bold": {"font_name": FONT, "font_size": 10, "font_color": INK, "bold": True},
    "line_faint": {"font_name": FONT, "font_size": 10, "font_color": "#66727D"},
    "line_alert": {"font_name": FONT, "font_size": 10, "font_color": "#9C2A12", "bold": True},
}


class Styles:
    """Formats by name; each exists once in the workbook."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401  XlsxWriter has no types
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}

    def get(self, name: str, num_format: str = "") -> Any:  # noqa: ANN401  as above
        key = (name, num_format)
        if key not in self._made:
            extra = {"num_format": num_format} if num_format else {}
            self._made[key] = self._workbook.add_format({**STYLES[name], **extra})
        return self._made[key]
