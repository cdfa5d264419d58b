"""Place and content of an answer whose row could not be found by its hidden id."""

from __future__ import annotations

from vendor_eval.forms.reading import CellReading, FormReading
from vendor_eval.forms.values.numbers import content_in_words


def content_of(cell: CellReading) -> str:
    """The cell's own text; in words where a formula left none."""
    return content_in_words(cell) if cell.kind == "formula_without_value" else cell.seen


def lost_cell(reading: FormReading, row: str, key: str) -> tuple[str, str]:
    """``sheet!cell`` and text of the column ``key`` in a lost row; of all of them where it occurs twice.

    Where that column is empty, the place follows from the row's.
    """
    cells = [b.cell for b in reading.beside if (b.row, b.key) == (row, key)]
    if cells:
        return cells[0].where, " | ".join(dict.fromkeys(map(content_of, cells)))
    sheet, mark, place = reading.lost[row].rpartition("!")
    number = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    here = (b.cell.where.rpartition("!") for b in reading.beside if b.key == key)
    column = next((p.rstrip("0123456789") for s, _, p in here if s == sheet), "")
    return (f"{sheet}!{column}{number}" if mark and column and number else reading.lost[row]), ""
