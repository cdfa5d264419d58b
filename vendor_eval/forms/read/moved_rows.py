"""Rows that came back otherwise than they went out: moved, with another hidden id, from another workbook."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from vendor_eval.findings import Finding
from vendor_eval.forms.read.issued_facts import Facts, Issued
from vendor_eval.forms.read.tables import Table
from vendor_eval.forms.spec import ID_KEY, NUMBER_KEY
from vendor_eval.forms.values.text import folded, quoted
from vendor_eval.text import first_few

Place = tuple[Table, int]


def moved_row_findings(
    sheets: Sequence[Issued], found: Mapping[str, Sequence[Place]], file: str
) -> Iterator[Finding]:
    """One Finding for each sheet whose rows are in another order, or on another sheet; they are read."""
    for sheet in sheets:
        places = {i: found[i][0] for i in sheet.rows if len(found.get(i, ())) == 1}
        if not places:
            continue
        homes = Counter(id(table) for table, _ in places.values())
        home = max(homes, key=lambda name: homes[name])
        here = [i for i, (table, _) in places.items() if id(table) == home]
        in_order = {here[n] for n in _longest_rising([places[i][1] for i in here])}
        away = [f"{i} in {_where(*place)}" for i, place in places.items() if i not in in_order]
        if away:
            message = (
                f"rows of the sheet {sheet.name!r} do not stand where they stood when it was sent out: "
                f"{first_few(away)}; they are read by their hidden ids"
            )
            first = next(place for i, place in places.items() if i not in in_order)
            hint = "ask the sender why; rows are to stay in the order in which they were sent"
            yield Finding("form.row-moved", "warning", f"{file} {_where(*first)}", message, hint)


def _longest_rising(rows: Sequence[int]) -> list[int]:
    """The places of a longest rising run of ``rows``: what need not have moved to explain the order."""
    ends: list[int] = []
    last: list[int] = []
    before = [-1] * len(rows)
    for n, row in enumerate(rows):
        at = bisect_left(ends, row)
        ends[at:], last[at:] = [row, *ends[at + 1 :]], [n, *last[at + 1 :]]
        before[n] = last[at - 1] if at else -1
    run, n = [], last[-1] if last else -1
    while n >= 0:
        run.append(n)
        n = before[n]
    return run[::-1]


def shown_at(tables: Sequence[Table], row_id: str) -> Place | None:
    """The row that shows ``row_id`` as its number, under any hidden id."""
    for table in tables:
        column = table.keys.get(NUMBER_KEY)
        for (row, at), cell in table.grid.cells.items() if column else ():
            if at == column and row > table.key_row and folded(cell.text) == folded(row_id):
                return table, row
    return None


def id_changed(row_id: str, place: Place, file: str) -> tuple[str, Finding]:
    """Where a row is that no longer carries the id it went out with, and the Finding on it."""
    table, row = place
    now = table.cell(row, ID_KEY) if ID_KEY in table.keys else None
    state = f"now says {quoted(now.text, 40)}" if now is not None and not now.blank else "is gone"
    where = now.where if now is not None else _where(table, row)
    message = f"the hidden id of the row {row_id} {state} ({where}); the row is not read"
    hint = "ask the sender how it came about, and for the workbook filled in anew; the answer is unreadable"
    return where, Finding("form.id-changed", "error", f"{file} {where}", message, hint)


def marks_changed(
    facts: Facts | None, marks: Mapping[str, str], found: Mapping[str, Sequence[Place]], file: str
) -> Iterator[Finding]:
    """Rows whose hidden mark is not the one that went out with this file: pasted from another workbook."""
    issued = facts.rows if facts else {}
    other = [i for i, mark in marks.items() if i in issued and mark != issued[i]]
    if other:
        places = [f"{i} in {_where(*found[i][0])}" for i in other]
        message = (
            "rows carry the hidden mark of another workbook, as after pasting whole rows: "
            f"{first_few(places)}; an answer to another wording does not count"
        )
        hint = "ask the sender to answer in the workbook that was sent, cell by cell"
        where = f"{file} {_where(*found[other[0]][0])}"
        yield Finding("form.mark-changed", "warning", where, message, hint)


def place_of_deleted(sheet: Issued, row_id: str, found: Mapping[str, Sequence[Place]]) -> str:
    """``Sheet!D6``: where a deleted row would be, below the row that went out before it."""
    order = list(sheet.rows)
    above = [i for i in order[: order.index(row_id)] if i in found]
    if above:
        table, row = found[above[-1]][0]
        return _where(table, row + 1)
    below = next((found[i][0] for i in order if i in found), None)
    return _where(*below) if below else sheet.name


def _where(table: Table, row: int) -> str:
    return table.grid.where(row, table.keys.get(NUMBER_KEY, 1))
