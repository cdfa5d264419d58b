"""From cells to rows, found by the hidden keys and ids at any place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vendor_eval.findings import Finding, Subject
from vendor_eval.forms.read.cells import LIMITS, Grid, letters
from vendor_eval.forms.read.issued_facts import Issued
from vendor_eval.forms.reading import CellReading, UnreadCell
from vendor_eval.forms.spec import (
    FIELD_KEY,
    ID_KEY,
    KEY_PREFIX,
    MARK_KEY,
    NEED_KEY,
    NUMBER_KEY,
    SHOWN_PREFIX,
    VALUE_KEY,
)
from vendor_eval.forms.values.text import folded
from vendor_eval.text import first_few

# How far from the top left the key row may be after rows and columns were inserted.
_KEY_ROWS, _KEY_COLUMNS = 200, 300
_MAX_ID = 120
_PREFIXES = (KEY_PREFIX, SHOWN_PREFIX)
_NOT_COMPARED = frozenset({ID_KEY, MARK_KEY, NEED_KEY, FIELD_KEY})
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
    key_row = _key_row(grid)
    if not key_row:
        return None
    keys: dict[str, int] = {}
    inputs, twice = set(), []
    for (row, column), cell in sorted(grid.cells.items()):
        prefix, colon, key = cell.text.strip().partition(":")
        if row != key_row or prefix + colon not in _PREFIXES:
            continue
        if key in keys:
            twice.append(key)
        elif prefix + colon == KEY_PREFIX and key not in _NOT_COMPARED:
            inputs.add(key)
        keys.setdefault(key, column)
    sound = {key: column for key, column in keys.items() if key not in twice}
    table = Table(grid, key_row, sound, frozenset(inputs), tuple(twice))
    names = sound.get(ID_KEY) or sound.get(FIELD_KEY)
    table.rows = [
        (cell.text.strip(), row)
        for (row, column), cell in sorted(grid.cells.items())
        if column == names and row > key_row and cell.kind == "text" and len(cell.text) <= _MAX_ID
    ]
    return table


def _key_row(grid: Grid) -> int:
    """The row with the most keys, since a title or an answer may look like one; 0 if there is none."""
    count = Counter(
        row
        for (row, column), cell in grid.cells.items()
        if row <= _KEY_ROWS and column <= _KEY_COLUMNS and cell.text.startswith(_PREFIXES)
    )
    return max(count, key=lambda row: (count[row], -row), default=0)


def cells_of(table: Table, row: int) -> dict[str, CellReading]:
    """The visible cells of one row by key; those in a merged area say so."""
    cells = {key: table.cell(row, key) for key in table.keys if key not in _NOT_COMPARED}
    for key in table.inputs & cells.keys():
        if merged(table.grid, row, table.keys[key]):
            cells[key] = replace(cells[key], kind="merged")
    return cells


def merged(grid: Grid, row: int, column: int) -> str:
    """The merged area of the cell, such as D7:E9; empty if there is none."""
    for top, left, bottom, right in grid.merges:
        if top <= row <= bottom and left <= column <= right:
            return f"{letters(left)}{top}:{letters(right)}{bottom}"
    return ""


def strays(table: Table, issued: Issued | None, file: str, start: tuple[int, int]) -> Iterator[Finding]:
    """Cells outside the form, or in it where no question is; one Finding for the sheet."""
    places = [f"{letters(column)}{row}" for row, column in stray_places(table, issued, start)]
    if places:
        yield _stray(table.grid.name, places, len(places), file)
    yield from far_away(table.grid, file)


def stray_places(table: Table, issued: Issued | None, start: tuple[int, int]) -> list[tuple[int, int]]:
    """(row, column) of each such cell."""
    right = max([*table.keys.values(), issued.width if issued else 1])
    last = max((row for _, row in table.rows), default=table.key_row + 1)
    bottom = last + (issued.tail if issued else _LOOSE_TAIL)
    if table.is_start:
        right, bottom = (
            (max(right, start[1]), start[0] + _LOOSE_TAIL) if any(start) else (LIMITS.columns, LIMITS.rows)
        )
    known = {row for _, row in table.rows} | _numbered(table, issued).keys()
    return [
        (row, column)
        for (row, column), cell in sorted(table.grid.cells.items())
        if row != table.key_row
        and (row > bottom or column > right or _between(table, row, column, cell, row in known))
    ]


def unread_cells(
    table: Table, issued: Issued | None, strays: Sequence[tuple[int, int]]
) -> Iterator[UnreadCell]:
    """Every cell of the sheet but the hidden ones, with its row and column of the form."""
    outside, keys = set(strays), {column: key for key, column in table.keys.items()}
    ids = {row: row_id for row_id, row in table.rows} | _numbered(table, issued)
    for (row, column), cell in sorted(table.grid.cells.items()):
        key = keys.get(column, "")
        if row != table.key_row and key not in _NOT_COMPARED:
            yield UnreadCell(cell, ids.get(row, ""), key, key in table.inputs, (row, column) in outside)


def _numbered(table: Table, issued: Issued | None) -> dict[int, str]:
    """Rows that show the number of a row that went out; without their id they have a Finding of their own."""
    column, numbers = table.keys.get(NUMBER_KEY), {folded(i): i for i in issued.rows} if issued else {}
    return {
        row: numbers[folded(cell.text)]
        for (row, at), cell in table.grid.cells.items()
        if at == column and folded(cell.text) in numbers
    }


def _between(table: Table, row: int, column: int, cell: CellReading, known: bool) -> bool:
    """True for words in a column that was added, or in a row without id in an answer column."""
    if table.is_start or row <= table.key_row + 1 or cell.formula:
        return False
    keys = [key for key, at in table.keys.items() if at == column]
    return not keys or (not known and keys[0] in table.inputs)


def _stray(sheet: str, places: list[str], count: int, file: str) -> Finding:
    return Finding(
        "form.stray-cell",
        "error",
        f"{file} {sheet}!{places[0]}",
        f"cells outside the form are filled in and are not read: {sheet} {first_few(places, count=count)}",
        "look at them; ask the sender to write into the coloured cells only",
        Subject(file=file, cell=f"{sheet}!{places[0]}"),
    )


def far_away(grid: Grid, file: str) -> Iterator[Finding]:
    """The same for a sheet without keys, of which nothing is read anyway."""
    if grid.far_count:
        yield _stray(grid.name, grid.far, grid.far_count, file)


def cell_findings(
    table: Table, rows: Mapping[int, Mapping[str, CellReading]], file: str
) -> Iterator[Finding]:
    """Merged areas and formulas where answers belong; ``rows``: row -> its cells by key."""
    areas, calculated = defaultdict(list), []
    for row, cells in rows.items():
        for key in sorted(table.inputs & cells.keys()):
            cell = cells[key]
            if cell.kind == "merged":
                areas[merged(table.grid, row, table.keys[key])].append(cell.where)
            elif cell.kind == "formula_without_value":
                message = (
                    f"{cell.where} has a formula without a calculated value, so there is nothing to read"
                )
                hint = "ask the sender to write the value itself"
                yield Finding("form.formula", "error", f"{file} {cell.where}", message, hint)
            elif cell.formula:
                calculated.append(cell.where)
    for area, places in areas.items():
        message = f"the area {area} is merged, so it is not clear what is answered: {first_few(places)}"
        hint = "ask the sender to undo the merge and to fill in each cell"
        yield Finding("form.merged", "error", f"{file} {places[0]}", message, hint)
    if calculated:
        message = f"formulas stand for values; read is what they showed when saved: {first_few(calculated)}"
        hint = "ask the sender to confirm the values"
        yield Finding("form.formula", "warning", f"{file} {calculated[0]}", message, hint)


def key_findings(table: Table, issued: Issued | None, file: str) -> Iterator[Finding]:
    """Columns that are gone or occur twice."""
    hint = "ask the sender for a workbook with all columns; answers there count as unreadable"
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
