"""A sheet of cells, from CSV or a workbook, as a draft of a decision table.

Row 1: ``id`` and the criterion ids. Then rows named ``direction``, ``weight`` and perhaps ``group``, and a
row an alternative, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.model.problem import Problem
from vendor_eval.workspace.tables.problem_checks import settle
from vendor_eval.workspace.tables.problem_draft import REPORTED, Draft, Spot, bad, label

ROWS = ("direction", "weight", "group")
EXAMPLE = {"direction": "direction, max, min, ...", "weight": "weight, 40, 60, ..."}

Row = Sequence[Spot]


class Sheet(NamedTuple):
    """``rows`` may differ in length; ``too_long`` says how a row comes to have too many cells."""

    where: str
    rows: Sequence[Row]
    too_long: str


def kind(row: Row) -> str:
    """``direction``, ``weight`` or ``group``; nothing for an alternative."""
    name = (label(row[0].value) or "").casefold() if row else ""
    return name if name in ROWS else ""


def problem_in(sheet: Sheet) -> tuple[Problem | None, list[Finding]]:
    """The problem on a sheet, or all that is wrong with it."""
    rows = [row for row in sheet.rows if not _blank(row)]
    if not rows:
        return None, [bad("empty", sheet.where, "the table is empty", "row 1 holds id and the criterion ids")]
    header, body = _trimmed(rows[0]), rows[1:]
    findings = list(_header_flaws(header))
    width = len(header)
    cells = [_fitted(row, width, sheet, findings) for row in body]
    named: dict[str, Row] = {}
    for row in cells:
        if kind(row) in named:
            message = f"a second row {kind(row)}; the first is at {named[kind(row)][0].where}"
            findings.append(bad("duplicate", row[0].where, message, "take one of the two out"))
        elif kind(row):
            named[kind(row)] = row[1:] or row
    alternatives = [row for row in cells if not kind(row)]
    findings += _missing(named, alternatives, sheet.where)
    reported = [Spot(REPORTED, sheet.where)] * (width - 1)
    draft = Draft(
        where=sheet.where,
        alternatives=[row[0] for row in alternatives],
        criteria=header[1:],
        directions=named.get("direction", reported),
        weights=named.get("weight", reported),
        groups=named.get("group", [Spot(None, sheet.where)] * (width - 1)),
        rows=[row[1:] for row in alternatives],
    )
    return settle(draft, findings) if width > 1 else (None, findings)


def _header_flaws(header: Row) -> Iterator[Finding]:
    if (label(header[0].value) or "").casefold() != "id":
        message = f"the first cell is {header[0].value!r}, not id"
        yield bad("header", header[0].where, message, "row 1 holds the word id, then the criterion ids")
    if len(header) == 1:
        yield bad("header", header[0].where, "row 1 names no criterion", "write the criterion ids after id")


def _fitted(row: Row, width: int, sheet: Sheet, findings: list[Finding]) -> Row:
    """The row at the header's width; one that is too long is reported, and its cells are not believed."""
    where = row[0].where
    if len(_trimmed(row)) > width:
        message = f"{label(row[0].value)}: {len(_trimmed(row)) - 1} values for {width - 1} criteria"
        findings.append(bad("ragged", where, message, sheet.too_long))
        return [row[0], *[Spot(REPORTED, where)] * (width - 1)]
    return [*row[:width], *[Spot(None, where)] * (width - len(row))]


def _missing(named: dict[str, Row], alternatives: Sequence[Row], where: str) -> Iterator[Finding]:
    for name, example in EXAMPLE.items():
        if name not in named:
            yield bad("missing-row", where, f"there is no row {name}", f"add one, for example: {example}")
    if not alternatives:
        yield bad("missing-row", where, "there is no alternative", "add a row with a name and its values")


def _trimmed(row: Row) -> Row:
    """Without the empty cells at the end, which spreadsheets like to leave behind."""
    end = len(row)
    while end > 1 and _blank(row[end - 1 : end]):
        end -= 1
    return row[:end]


def _blank(row: Row) -> bool:
    return all(spot.value is None or (isinstance(spot.value, str) and not spot.value.strip()) for spot in row)
