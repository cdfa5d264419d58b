"""The columns of an exported catalogue, left to right."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """``width`` in characters, for whoever opens the workbook."""

    key: str
    width: int


COLUMNS = (
    Column("kind", 13),
    Column("id", 12),
    Column("inside", 14),
    Column("title", 32),
    Column("text", 60),
    Column("why", 40),
    Column("answer", 10),
    Column("options", 26),
    Column("unit", 12),
    Column("min", 8),
    Column("max", 8),
    Column("value", 40),
    Column("gate", 30),
    Column("weight", 8),
    Column("evidence", 36),
    Column("standard", 30),
    Column("source", 14),
    Column("stage", 11),
    Column("step", 6),
    Column("tier", 10),
    Column("optional", 9),
    Column("needs", 16),
    Column("version", 10),
)
KEYS = tuple(column.key for column in COLUMNS)
NUMBERS = ("min", "max", "weight", "step")
CATALOGUE, GROUP = "catalogue", "group"
"""Under ``kind``: the row of the catalogue itself, and the row of a group; other rows are criteria."""
