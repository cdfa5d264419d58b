"""Which column of a buyer's list means what: ``--map``, by letters or by the list's own headings."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.forms.read.cells import place
from vendor_eval.lists.table import Table

FIELDS = ("id", "text", "title", "group", "kind", "weight", "options", "unit", "why", "evidence", "standard")
HEADINGS_WITHIN = 30
"""Rows from the top in which headings are looked for, if none of those above the first row matches."""


def mapping(given: str, table: Table, first: int = 2) -> tuple[dict[str, int], list[Finding]]:
    """``id=A,text=C`` as columns by field. A column is a letter, or the words of a row above ``first``."""
    header = _headings(table, first)
    found: dict[str, int] = {}
    findings = []
    for part in filter(None, (p.strip() for p in given.split(","))):
        name, _, column = (x.strip() for x in part.partition("="))
        at = header.get(_folded(column)) or _by_letter(column, table)
        if name not in FIELDS:
            hint = f"the fields are {', '.join(FIELDS)}"
            findings.append(_bad(f"{name!r} is no field of a criterion", hint))
        elif not at:
            findings.append(_bad(f"{column!r} is no column of {table.file}", _near(table, column, first)))
        else:
            found[name] = at
    if not findings and "text" not in found:
        hint = "add the column of the requirements, such as text=C"
        findings.append(_bad("no column is named for text", hint))
    return found, findings


def _by_letter(column: str, table: Table) -> int:
    """0 for what is no column with content: Art is a word of a heading, though a sheet has a column ART."""
    _, at = place(f"{column.upper()}1") or (0, 0)
    return at if at <= max((c for _, c in table.sheet.cells), default=0) else 0


def _headings(table: Table, first: int) -> dict[str, int]:
    """All words above ``first`` with their column; those nearest to it count."""
    found: dict[str, int] = {}
    for row in range(1, max(2, first)):
        found |= {_folded(word): column for word, column in table.header(row).items()}
    return found


def _near(table: Table, column: str, first: int) -> str:
    """Headings found further below, or which headings there are."""
    for row in range(max(2, first), min(table.last_row, HEADINGS_WITHIN) + 1):
        if _folded(column) in map(_folded, table.header(row)):
            return f"these words stand in row {row}: add --from {row + 1}"
    rows = range(max(1, first - 1), 0, -1)
    best = max(rows, key=lambda row: len(table.header(row)))
    words = [table.text(best, at) for at in sorted(table.header(best).values())]
    if not words:
        return "name it by its letter; headings are looked for in the rows above --from"
    shown = ", ".join(" ".join(word.split())[:40] for word in words[:15])
    return f"name it by its letter, or by a heading; row {best} has: {shown}"


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _bad(message: str, hint: str) -> Finding:
    return Finding("import.map", "error", "--map", message, hint)
