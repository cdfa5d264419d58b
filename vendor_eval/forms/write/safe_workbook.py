"""XlsxWriter options of every workbook, so that text stays text."""

from __future__ import annotations

from typing import Any


def workbook_options(**more: object) -> dict[str, Any]:
    """Options for ``xlsxwriter.Workbook``, and ``more``: no text becomes a formula, a link or a number.

    A new dict at each call, since XlsxWriter adds to what it is given: a second workbook would differ from
    the first.
    """
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        **more,
    }
