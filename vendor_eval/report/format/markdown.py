"""Text as Markdown that shows exactly that text, in CommonMark and as GitHub reads it: no link, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vendor_eval.report.format.text import plain

# A pipe ends a cell even behind a backslash, to some readers.
_PIPE = "&#124;"
_MARKS = re.compile(r"[\\`*_{}\[\]<>#~&^$!=]")
_FIRST = re.compile(r"^(?:[-+:%]|\d+(?=[.)](?:\s|$)))")
# GitHub makes links of bare addresses and pictures of :words:, and no backslash keeps it from that.
# A mark that has no width and allows no line end stands between.
_JOIN = "\N{WORD JOINER}"
_ALIVE = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)|(?<=@)|(?<=:)(?=[\w+-]+:)", re.IGNORECASE)


def escaped(text: str) -> str:
    """``text`` on one line; what Markdown would read as more than text is escaped."""
    line = " ".join(plain(text).split())
    line = _MARKS.sub(lambda m: "\\" + m.group(), line)
    line = _FIRST.sub(_escaped_start, line)
    return _ALIVE.sub(_JOIN, line).replace("|", _PIPE)


def _escaped_start(found: re.Match[str]) -> str:
    """A list begins with a sign, or a number and what follows it."""
    sign = found.group()
    return f"{sign}{_JOIN}" if sign.isdigit() else f"\\{sign}"


def listing(items: Iterable[str]) -> list[str]:
    return [f"- {escaped(item)}" for item in items]


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> list[str]:
    """Cells are text; ``right`` names the columns of figures."""
    marks = ["---:" if name in right else "---" for name in head]
    lines = [head, *rows]
    cells = [f"| {' | '.join(escaped(cell) for cell in line)} |" for line in lines]
    return [cells[0], f"| {' | '.join(marks)} |", *cells[1:]]
