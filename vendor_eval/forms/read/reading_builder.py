"""Builds one reading of all tables of a workbook, compared with what was issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

from vendor_eval.findings import Finding
from vendor_eval.forms.read import archive, cells, issued_facts, moved_rows, tables
from vendor_eval.forms.read.archive import Refusal
from vendor_eval.forms.read.archive_parts import read_book
from vendor_eval.forms.read.issued_facts import Facts
from vendor_eval.forms.read.tables import Table
from vendor_eval.forms.reading import CellReading, FormReading, UnreadCell
from vendor_eval.forms.row_hash import hash_of_cells
from vendor_eval.forms.spec import (
    FACTS_TITLE,
    ID_KEY,
    LISTS_TITLE,
    MARK_KEY,
    NUMBER_KEY,
    PROPERTY_PREFIX,
    VALUE_KEY,
)
from vendor_eval.forms.values.text import folded
from vendor_eval.text import first_few

# Cells that are not read and yet compared with what was sent: more than any form of ours has.
MAX_UNREAD_CELLS = 20_000
KINDS = ("response", "price", "scores", "acceptance")


def build_reading(path: Path) -> FormReading:
    """Read the workbook in this process. Raises Refusal; ``read_form`` is what others call."""
    with ZipFile(path) as zipped:
        archive.check(zipped)
        book = read_book(zipped)
        grids = [cells.read_grid(zipped, name, part, book) for name, part in book.sheets]
        asides = tuple(archive.ignored_parts(zipped, path.name))
    issued = issued_facts.facts_from(grids)
    properties = _properties(book.properties, issued)
    kind = properties.get(f"{PROPERTY_PREFIX}form", "")
    if kind not in KINDS:
        raise Refusal(
            "form.not-ours",
            "this workbook was not written by vendor-eval, or lost what it is known by",
            "ask the sender to fill in the workbook that came with the RFP",
        )
    assembly = _Builder(path.name, issued)
    assembly.add(grids)
    findings = [*asides, *_tampered(book.properties, issued, path.name), *assembly.findings]
    return FormReading(
        file=path.name,
        kind=kind,
        properties=properties,
        fields=assembly.fields,
        rows=assembly.rows,
        marks=assembly.marks,
        lost=assembly.lost,
        issued=issued.rows if issued else {},
        beside=tuple(assembly.beside[:MAX_UNREAD_CELLS]),
        unread=tuple(assembly.unread[:MAX_UNREAD_CELLS]),
        findings=tuple(findings),
    )


def _properties(found: dict[str, str], issued: Facts | None) -> dict[str, str]:
    own = {name: value for name, value in found.items() if name.startswith(PROPERTY_PREFIX)}
    spare = issued.properties if issued else {}
    return {**{PROPERTY_PREFIX + name: value for name, value in spare.items()}, **own}


def _tampered(found: dict[str, str], issued: Facts | None, file: str) -> list[Finding]:
    if issued is None:
        message = (
            "the hidden sheet that says what was issued is gone, so deleted rows are noticed less precisely"
        )
        return [
            Finding("form.facts-missing", "warning", file, message, "ask the sender how the file was made")
        ]
    differing = [
        name
        for name, value in issued.properties.items()
        if found.get(PROPERTY_PREFIX + name, value[:255]) != value[:255]
    ]
    if not differing:
        return []
    message = f"the file says two things about itself: {', '.join(sorted(differing))}"
    return [Finding("form.facts-differ", "error", file, message, "ask the sender how the file was made")]


class _Builder:
    def __init__(self, file: str, issued: Facts | None) -> None:
        self.file, self.facts = file, issued
        self.fields: dict[str, CellReading] = {}
        self.rows: dict[str, dict[str, CellReading]] = {}
        self.marks: dict[str, str] = {}
        self.lost: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.beside: list[UnreadCell] = []
        self.unread: list[CellReading] = []
        self.found: dict[str, list[tuple[Table, int]]] = defaultdict(list)

    def add(self, grids: Sequence[cells.Grid]) -> None:
        read: list[Table] = []
        for grid in grids:
            if grid.text(1, 1) in (FACTS_TITLE, LISTS_TITLE):  # option lists hold any words
                self.findings += tables.far_away(grid, self.file)
                continue
            table = tables.table_of(grid)
            if table is not None:
                read.append(table)
            elif grid.cells or grid.far_count:
                self._unknown(grid)
        for table in read:
            if not table.is_start:
                for row_id, row in table.rows:
                    self.found[row_id].append((table, row))
        for table in read:
            self._sheet(table)
        self._rows()
        for table in read:
            if not table.is_start:
                there = {row: self.rows[i] for i, row in table.rows if i in self.rows}
                self.findings += tables.cell_findings(table, there, self.file)
        sheets = self.facts.sheets if self.facts else ()
        sound = {i: places for i, places in self.found.items() if i not in self.lost}
        self.findings += moved_rows.moved_row_findings(sheets, sound, self.file)
        self.findings += moved_rows.marks_changed(self.facts, self.marks, self.found, self.file)
        self._missing(read)

    def _unknown(self, grid: cells.Grid) -> None:
        message = (
            f"the sheet {grid.name!r} is not part of the form, or lost its hidden key row; it is not read"
        )
        hint = "look into it; ask the sender to answer in the sheets that were sent"
        self.findings.append(
            Finding("form.sheet-added", "warning", f"{self.file} {grid.name}", message, hint)
        )
        self.findings += tables.far_away(grid, self.file)
        self.unread += grid.cells.values()

    def _sheet(self, table: Table) -> None:
        issued = self._issued(table)
        self.findings += tables.key_findings(table, issued, self.file)
        start = self.facts.start if self.facts else (0, 0)
        self.findings += tables.strays(table, issued, self.file, start)
        self.beside += tables.unread_cells(table, issued, tables.stray_places(table, issued, start))
        if table.is_start:
            self._fields(table)
        elif issued and issued.name != table.grid.name:
            message = (
                f"the sheet {issued.name!r} is now called {table.grid.name!r}; its rows are read by their ids"
            )
            hint = "ask the sender why; sheets are to stay as they were sent"
            where = f"{self.file} {table.grid.name}"
            self.findings.append(Finding("form.sheet-renamed", "error", where, message, hint))

    def _issued(self, table: Table) -> issued_facts.Issued | None:
        """The sheet that went out with most of the ids of ``table``."""
        ids = {row_id for row_id, _ in table.rows}
        sheets = self.facts.sheets if self.facts and not table.is_start else ()
        best = max(
            sheets,
            key=lambda sheet: (len(ids & sheet.rows.keys()), sheet.name == table.grid.name),
            default=None,
        )
        same = best is not None and (ids & best.rows.keys() or best.name == table.grid.name)
        return best if same else None

    def _fields(self, table: Table) -> None:
        if VALUE_KEY not in table.keys:
            return
        read = {row: tables.cells_of(table, row) for _, row in table.rows}
        for key, row in table.rows:
            self.fields.setdefault(key, read[row][VALUE_KEY])
        self.findings += tables.cell_findings(table, read, self.file)

    def _rows(self) -> None:
        mixed, altered = defaultdict(list), defaultdict(list)
        seals = self.facts.seals if self.facts else {}
        for row_id, places in self.found.items():
            table, row = places[0]
            if len(places) > 1:
                self._twice(row_id, [t.grid.where(r, t.keys[ID_KEY]) for t, r in places])
                continue
            read = tables.cells_of(table, row)
            number = read.get(NUMBER_KEY)
            if number is not None and self._other_id(row_id, number.text):
                continue
            if number is not None and not number.blank and folded(number.text) != folded(row_id):
                self.lost[row_id] = number.where
                mixed[table.grid.name].append(f"{number.text.strip()[:40]} for {row_id} in {number.where}")
                continue
            self._row(table, row_id, row, read)
            shown = {key: cell for key, cell in read.items() if key not in table.inputs}
            if row_id in seals and hash_of_cells(shown) != seals[row_id]:
                longest = max(shown.values(), key=lambda cell: len(cell.text))
                altered[table.grid.name].append(f"{row_id} in {longest.where}")
        self._said_of_sheets(mixed, altered)

    def _other_id(self, row_id: str, number: str) -> bool:
        """True for an id that nobody issued, on a row that shows one which was; reported as missing."""
        issued = self.facts.rows if self.facts else {}
        return row_id not in issued and any(folded(number) == folded(i) for i in issued)

    def _row(self, table: Table, row_id: str, row: int, read: dict[str, CellReading]) -> None:
        self.rows[row_id] = read
        if MARK_KEY in table.keys:
            self.marks[row_id] = table.cell(row, MARK_KEY).text.strip()
        elif self.facts and row_id in self.facts.rows:
            self.marks[row_id] = self.facts.rows[row_id]

    def _said_of_sheets(self, mixed: dict[str, list[str]], altered: dict[str, list[str]]) -> None:
        for sheet, rows in mixed.items():
            message = (
                f"rows of the sheet {sheet!r} show another number than their hidden id says, as after "
                f"sorting a part of the columns; they are not read: {first_few(rows)}"
            )
            hint = "ask the sender to fill in the workbook anew, without sorting"
            where = f"{self.file} {rows[0].rpartition(' in ')[2]}"
            self.findings.append(Finding("form.row-mixed", "error", where, message, hint))
        for sheet, rows in altered.items():
            message = f"the sheet {sheet!r} no longer shows what was issued: {first_few(rows)}"
            hint = "compare it with what was sent out: that counts; ask the sender why it was changed"
            where = f"{self.file} {rows[0].rpartition(' in ')[2]}"
            self.findings.append(Finding("form.text-changed", "warning", where, message, hint))

    def _twice(self, row_id: str, places: list[str]) -> None:
        self.lost[row_id] = places[0]
        message = f"the row {row_id} occurs {len(places)} times, so none of them is read: {first_few(places)}"
        hint = "ask the sender which one counts, and for a workbook with one row for each question"
        self.findings.append(Finding("form.row-twice", "error", f"{self.file} {places[0]}", message, hint))

    def _missing(self, read: Sequence[Table]) -> None:
        """Rows that went out and did not come back: one Finding for a sheet, or one for each row."""
        if self.facts and not any(table.is_start for table in read):
            message = "the first sheet, with the details of who filled in the workbook, is missing"
            hint = "ask the sender for the complete workbook"
            self.findings.append(Finding("form.sheet-missing", "error", self.file, message, hint))
        for sheet in self.facts.sheets if self.facts else ():
            gone = [row_id for row_id in sheet.rows if row_id not in self.found]
            if not gone:
                continue
            self.lost.update(dict.fromkeys(gone, sheet.name))
            if len(gone) == len(sheet.rows):
                self._sheet_missing(sheet, read)
                continue
            for row_id in gone:
                self._row_missing(sheet, row_id, read)

    def _row_missing(self, sheet: issued_facts.Issued, row_id: str, read: Sequence[Table]) -> None:
        """A row that is there under another hidden id is not deleted."""
        shown = moved_rows.shown_at(read, row_id)
        if shown is not None:
            self.lost[row_id], finding = moved_rows.id_changed(row_id, shown, self.file)
            self.findings.append(finding)
            return
        place = moved_rows.place_of_deleted(sheet, row_id, self.found)
        message = f"the row {row_id} of the sheet {sheet.name!r} was deleted; it would stand at {place}"
        hint = "ask the sender for a workbook with all rows; the answer counts as unreadable"
        self.findings.append(Finding("form.row-missing", "error", f"{self.file} {place}", message, hint))

    def _sheet_missing(self, sheet: issued_facts.Issued, read: Sequence[Table]) -> None:
        there = any(t.grid.name == sheet.name for t in read)
        what = "lost its hidden ids" if there else "is missing"
        message = f"the sheet {sheet.name!r} {what}; its {len(sheet.rows)} rows cannot be read"
        hint = "ask the sender for the complete workbook"
        where = f"{self.file} {sheet.name}"
        self.findings.append(Finding("form.sheet-missing", "error", where, message, hint))
