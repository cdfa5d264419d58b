"""From cells to rows: found by the hidden keys and ids, wherever they stand now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from vendor_eval.findings import Finding
from vendor_eval.forms.cells import MAX_COLUMN, MAX_ROW, Grid, letters
from vendor_eval.forms.facts import Issued
from vendor_eval.forms.reading import CellReading
from vendor_eval.forms.spec import FIELD_KEY, ID_KEY, KEY_PREFIX, MARK_KEY, NEED_KEY, SHOWN_PREFIX, VALUE_KEY
from vendor_eval.forms.text import listed

# How far from the top left the key row may be after rows and columns were inserted.
_KEY_ROWS, _KEY_COLUMNS = 200, 300
_MAX_ID = 120
_LOOSE_TAIL = 30


@dataclass(slots=True)
class Table:
    """A sheet that carries keys. ``keys``: key -> column; ``inputs``: those a vendor fills in."""

    grid: Grid
    key_row: int
    keys: dict[str, int]
    inputs: frozenset[str]
    twice: tuple[str, ...] = ()
    rows: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_start(self) -> bool:
        return FIELD_KEY in self.keys

    def cell(self, row: int, key: str) -> CellReading:
        column = self.keys[key]
        found = self.grid.cells.get((row, column))
        return found or CellReading(self.grid.where(row, column))


def table_of(grid: Grid) -> Table | None:
    """None for a sheet without keys, so that nothing in it is read."""
    key_row = min(
        (
            row
            for (row, column), cell in grid.cells.items()
            if row <= _KEY_ROWS
            and column <= _KEY_COLUMNS
            and cell.text.startswith((KEY_PREFIX, SHOWN_PREFIX))
        ),
        default=0,
    )
    if not key_row:
        return None
    keys: dict[str, int] = {}
    inputs, twice = set(), []
    for (row, column), cell in sorted(grid.cells.items()):
        prefix, _, key = cell.text.strip().partition(":")
        if row != key_row or f"{prefix}:" not in (KEY_PREFIX, SHOWN_PREFIX) or not key:
            continue
        if key in keys:
            twice.append(key)
            continue
        keys[key] = column
        if f"{prefix}:" == KEY_PREFIX and key not in (ID_KEY, MARK_KEY, NEED_KEY, FIELD_KEY):
            inputs.add(key)
    table = Table(
        grid, key_row, {k: v for k, v in keys.items() if k not in twice}, frozenset(inputs), tuple(twice)
    )
    names = table.keys.get(ID_KEY) or table.keys.get(FIELD_KEY)
    if names:
        table.rows = [
            (cell.text.strip(), row)
            for (row, column), cell in sorted(grid.cells.items())
            if column == names and row > key_row and cell.kind == "text" and len(cell.text) <= _MAX_ID
        ]
    return table


def cells_of(table: Table, row: int) -> dict[str, CellReading]:
    """The visible cells of one row by key; those in a merged area say so."""
    aside = {ID_KEY, MARK_KEY, NEED_KEY, FIELD_KEY}
    cells = {key: table.cell(row, key) for key in table.keys if key not in aside}
    for key in table.inputs & cells.keys():
        if merged(table.grid, row, table.keys[key]):
            cells[key] = replace(cells[key], kind="merged")
    return cells


def merged(grid: Grid, row: int, column: int) -> str:
    """The merged area that holds the cell, such as D7:E9; empty if none does."""
    for top, left, bottom, right in grid.merges:
        if top <= row <= bottom and left <= column <= right:
            return f"{letters(left)}{top}:{letters(right)}{bottom}"
    return ""


def strays(table: Table, issued: Issued | None, file: str, start: tuple[int, int]) -> Iterator[Finding]:
    """What stands outside the form, or in it where no question is; one Finding for the sheet."""
    right = max([*table.keys.values(), issued.width if issued else 1])
    last = max((row for _, row in table.rows), default=table.key_row + 1)
    bottom = last + (issued.tail if issued else _LOOSE_TAIL)
    if table.is_start:
        right, bottom = (
            (max(right, start[1]), start[0] + _LOOSE_TAIL) if any(start) else (MAX_COLUMN, MAX_ROW)
        )
    known, places = {row for _, row in table.rows}, []
    for (row, column), cell in sorted(table.grid.cells.items()):
        if row == table.key_row:
            continue
        if row > bottom or column > right or _between(table, row, column, cell, row in known):
            places.append(f"{letters(column)}{row}")
    count = len(places) + table.grid.far_count
    if count:
        yield _stray(table.grid.name, [*places, *table.grid.far], count, file)


def _between(table: Table, row: int, column: int, cell: CellReading, known: bool) -> bool:
    """True for words in a column that was added, or in a row without id where an answer would stand."""
    if table.is_start or row <= table.key_row + 1 or cell.formula:
        return False
    keys = [key for key, at in table.keys.items() if at == column]
    return not keys or (not known and keys[0] in table.inputs)


def _stray(sheet: str, places: list[str], count: int, file: str) -> Finding:
    return Finding(
        "form.stray-cell",
        "warning",
        f"{file} {sheet}!{places[0]}",
        f"cells outside the form are filled in and are not read: {sheet} {listed(places, count)}",
        "look at them; ask the vendor to write into the coloured cells only",
    )


def far_away(grid: Grid, file: str) -> Iterator[Finding]:
    """The same for a sheet without keys, of which nothing is read anyway."""
    if grid.far_count:
        yield _stray(grid.name, grid.far, grid.far_count, file)


def cell_findings(table: Table, cells: dict[str, CellReading], row: int, file: str) -> Iterator[Finding]:
    """Merged areas and formulas where an answer belongs."""
    for key in table.inputs & cells.keys():
        cell = cells[key]
        where = f"{file} {cell.where}"
        if cell.kind == "merged":
            area = merged(table.grid, row, table.keys[key])
            message = (
                f"{cell.where} is part of the merged area {area}: which question it answers is not clear"
            )
            yield Finding(
                "form.merged",
                "error",
                where,
                message,
                "ask the vendor to undo the merge and to answer each row",
            )
        elif cell.kind == "formula_without_value":
            message = f"{cell.where} holds a formula without a calculated value; nothing can be read from it"
            yield Finding("form.formula", "error", where, message, "ask the vendor to write the value itself")
        elif cell.formula:
            message = f"{cell.where} holds a formula; read is the value it had when the workbook was saved"
            yield Finding("form.formula", "warning", where, message, "ask the vendor to confirm the value")


def key_findings(table: Table, issued: Issued | None, file: str) -> Iterator[Finding]:
    """Columns that are gone or occur twice."""
    hint = "ask the vendor for a workbook with all columns; answers there count as unreadable"
    where = f"{file} {table.grid.name}"
    expected = {**(issued.columns if issued else {}), **({} if table.is_start else _hidden())}
    if table.is_start:
        expected = {VALUE_KEY: "details"}
    for key, title in expected.items():
        if key in table.twice:
            message = f"the column {title!r} of the sheet {table.grid.name!r} occurs twice"
            yield Finding("form.column-twice", "error", where, message, hint)
        elif key not in table.keys:
            message = f"the column {title!r} of the sheet {table.grid.name!r} is missing"
            yield Finding("form.column-missing", "error", where, message, hint)


def _hidden() -> dict[str, str]:
    return {ID_KEY: "hidden row ids", MARK_KEY: "hidden marks of the questions"}
