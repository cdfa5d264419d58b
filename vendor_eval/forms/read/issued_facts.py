"""The hidden sheet that lists what was issued, written by ``write``; ignored unless it has the right form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendor_eval.forms.read.cells import Grid
from vendor_eval.forms.spec import FACTS_TITLE


@dataclass(frozen=True, slots=True)
class Issued:
    """One sheet as it went out. ``tail``: rows of its own below the last question."""

    name: str
    columns: dict[str, str]
    rows: dict[str, str]
    seals: dict[str, str]
    width: int = 0
    tail: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    properties: dict[str, str] = field(default_factory=dict)
    sheets: tuple[Issued, ...] = ()
    start: tuple[int, int] = (0, 0)

    @property
    def rows(self) -> dict[str, str]:
        """Every row id that went out, with its mark."""
        return {row: mark for sheet in self.sheets for row, mark in sheet.rows.items()}

    @property
    def seals(self) -> dict[str, str]:
        """Every row id that went out, with the seal of what it showed."""
        return {row: seal for sheet in self.sheets for row, seal in sheet.seals.items()}


def facts_from(grids: Iterable[Grid]) -> Facts | None:
    """None where the hidden sheet is gone or does not say what it should."""
    grid = next((g for g in grids if g.text(1, 1) == FACTS_TITLE), None)
    if grid is None:
        return None
    chunks = [cell.text for (row, column), cell in sorted(grid.cells.items()) if column == 1 and row > 1]
    try:
        given = json.loads("".join(chunks))
        sheets = tuple(_issued(sheet) for sheet in given["sheets"])
        rows, columns = given["start"]["size"]
        return Facts(_texts(given["properties"]), sheets, (int(rows), int(columns)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _issued(sheet: Mapping[str, Any]) -> Issued:
    rows, columns = sheet["size"]
    last = int(sheet["last"])
    return Issued(
        str(sheet["name"]),
        _texts(sheet["columns"]),
        {str(row): str(mark) for row, (mark, _) in sheet["rows"].items()},
        {str(row): str(seal) for row, (_, seal) in sheet["rows"].items()},
        int(columns),
        max(0, int(rows) - last),
    )


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in given.items()}
