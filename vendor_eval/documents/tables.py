"""What every format asks of a row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SPLIT_ABOVE = 2_500
"""Characters of a row that might not fit on a page; such a row may break."""

WHOLE_ROWS, WHOLE_CHARACTERS = 16, 1_000
"""A table of no more rows and characters stays on one page."""


def stays_whole(rows: int, shown: int) -> bool:
    """Whether a table of so many rows and characters is kept on one page, for it fits on any."""
    return rows <= WHOLE_ROWS and shown <= WHOLE_CHARACTERS


def characters(content: Any) -> int:  # noqa: ANN401  any part of pandoc's tree
    """How many characters a part of the tree shows."""
    return sum(map(len, _texts(content)))


def is_empty(row: Any) -> bool:  # noqa: ANN401  a row of pandoc's
    """Whether no cell of ``row`` has anything in it: a head that only Markdown needed."""
    return not any(cell[4] for cell in row[1])


def _texts(content: Any) -> Iterator[str]:  # noqa: ANN401  any part of pandoc's tree
    if isinstance(content, dict):
        kind: str = content["t"]
        inner: Any = content.get("c")
        if kind == "Str":
            yield inner
        elif kind in ("Code", "CodeBlock"):
            yield inner[1]
        elif inner is not None:
            yield from _texts(inner)
    elif isinstance(content, list):
        for part in content:
            yield from _texts(part)
