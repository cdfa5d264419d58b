"""Compares a filled workbook with the one that was sent: changed cells, and cells that are not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vendor_eval.findings import Finding
from vendor_eval.forms.reading import CellReading, FormReading, UnreadCell
from vendor_eval.forms.spec import NOTHING_NEEDED
from vendor_eval.forms.values.text import folded, quoted

# As many cells as one message names, each with this much of its text.
_NAMED, _LENGTH = 40, 50


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the workbooks that went out show: by row and column of the form, and elsewhere."""

    cells: dict[tuple[str, str], list[CellReading]]
    rows: frozenset[str]
    elsewhere: frozenset[str]
    places: frozenset[str]
    sums: frozenset[str]


def compared_with(
    came: FormReading, sent: Sequence[FormReading], withheld: Callable[[str], str], *, words_may_differ: bool
) -> FormReading:
    """``came`` with Findings that name each cell with its content, in place of those that name rows; new
    cells on its sheets are strays.

    ``sent``: the workbooks of the same fingerprint. ``withheld``: a text as it may be shown.
    ``words_may_differ``: one that went out under the same number was replaced by one with other words.
    """
    if came.refused or not sent:
        return came
    known = _sent(sent)
    new = [b for b in came.beside if _new(b, came, known, words_may_differ)]
    changed = [b for b in new if b.row and b.key and not (b.input or b.stray)]
    written = [b for b in new if b not in changed]
    if words_may_differ and "form.text-changed" not in {f.code for f in came.findings}:
        changed = []  # the rows show what this very file went out with
    else:
        changed += _emptied(came, known)
    said = {b.cell.where for b in came.beside if b.stray}
    kept = [f for f in came.findings if not _replaced(f, said, bool(changed))]
    shown = _Findings(came, known, withheld)
    places = {b.cell.where for b in new}
    beside = tuple(replace(b, stray=b.cell.where in places) for b in came.beside)
    return replace(came, beside=beside, findings=(*kept, *shown.changed(changed), *shown.written(written)))


def _sent(sent: Sequence[FormReading]) -> _Sent:
    cells: dict[tuple[str, str], list[CellReading]] = defaultdict(list)
    every = [b for reading in sent for b in reading.beside]
    for b in every:
        if b.row and b.key:
            cells[b.row, b.key].append(b.cell)
    return _Sent(
        cells,
        frozenset(row for row, _ in cells),
        frozenset(folded(b.cell.text) for b in every if not (b.row and b.key)),
        frozenset(b.cell.where for b in every),
        frozenset(b.key for b in every if b.cell.formula),
    )


def _new(b: UnreadCell, came: FormReading, known: _Sent, words_may_differ: bool) -> bool:
    """Whether the cell is neither an answer nor as it was sent."""
    if b.stray:
        return True
    if b.row and b.key:
        was = known.cells.get((b.row, b.key), [])
        closed = any(cell.text == NOTHING_NEEDED for cell in was)
        if b.row in came.lost or b.row not in known.rows or (b.input and not closed):
            return False
        return not any(_same(b.cell, cell) for cell in was)
    if b.cell.formula and b.key in known.sums:
        return False
    if words_may_differ and b.cell.where in known.places:
        return False
    return folded(b.cell.text) not in known.elsewhere


def _same(one: CellReading, other: CellReading) -> bool:
    return folded(one.text) == folded(other.text) or (one.formula and other.formula)


def _emptied(came: FormReading, known: _Sent) -> Iterator[UnreadCell]:
    """Cells that showed something and are empty now."""
    inputs = {b.key for b in came.beside if b.input}
    for (row, key), was in known.cells.items():
        cell = came.rows.get(row, {}).get(key)
        shown = any(c.text.strip() and c.text != NOTHING_NEEDED and not c.formula for c in was)
        if cell is not None and cell.blank and shown and row not in came.lost and key not in inputs:
            yield UnreadCell(cell, row, key)


def _replaced(finding: Finding, strays: set[str], changed: bool) -> bool:
    if finding.code == "form.text-changed":
        return changed
    return bool(finding.code == "form.stray-cell" and finding.subject and finding.subject.cell in strays)


class _Findings:
    """Findings, one for each sheet."""

    def __init__(self, came: FormReading, known: _Sent, withheld: Callable[[str], str]) -> None:
        self.came, self.known, self.withheld = came, known, withheld

    def changed(self, cells: Sequence[UnreadCell]) -> Iterator[Finding]:
        for sheet, here in _by_sheet(cells).items():
            message = (
                f"the sheet {sheet!r} no longer shows what was issued: {_listed(map(self._change, here))}"
            )
            hint = "compare it with what was sent out: that counts; ask the sender why it was changed"
            where = f"{self.came.file} {here[0].cell.where}"
            yield Finding("form.text-changed", "warning", where, message, hint)

    def written(self, cells: Sequence[UnreadCell]) -> Iterator[Finding]:
        for sheet, here in _by_sheet(cells).items():
            said = _listed(f"{b.cell.where} {self._quoted(b.cell)}" for b in here)
            message = (
                f"cells of the sheet {sheet!r} that are not to be filled in are, and are not read: {said}"
            )
            hint = "look at them; ask the sender to write into the coloured cells only"
            where = f"{self.came.file} {here[0].cell.where}"
            yield Finding("form.stray-cell", "error", where, message, hint)

    def _change(self, b: UnreadCell) -> str:
        was = self.known.cells.get((b.row, b.key), [])
        instead = f", sent was {self._quoted(was[-1])}" if was else ""
        return f"{b.row} in {b.cell.where} says {self._quoted(b.cell)}{instead}"

    def _quoted(self, cell: CellReading) -> str:
        if cell.blank:
            return "nothing"
        if not cell.text:
            return "a formula without a calculated value"
        return quoted(self.withheld(cell.seen), _LENGTH)


def _by_sheet(cells: Sequence[UnreadCell]) -> dict[str, list[UnreadCell]]:
    sheets: dict[str, list[UnreadCell]] = defaultdict(list)
    for b in cells:
        sheets[b.cell.where.rpartition("!")[0]].append(b)
    return sheets


def _listed(parts: Iterator[str]) -> str:
    every = list(parts)
    more = f"; and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return "; ".join(every[:_NAMED]) + more
