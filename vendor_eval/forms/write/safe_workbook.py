"""How every workbook of the program is opened for writing: text stays text, whoever wrote it."""

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
