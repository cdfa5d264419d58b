"""Tables as text for a terminal.

Drawn here and not by the library that draws the help: loading it takes a sixth of the time of a ranking.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

GAP = 3
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def drawn(
    columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str], width: int, rule: str
) -> str:
    """A head, a line of ``rule`` and the rows, at most ``width`` wide where that can be; long cells wrap.

    ``right`` names the columns whose cells stand at the right. Control characters are left out.
    """
    cells = [[_CONTROL.sub(" ", cell) for cell in row] for row in (columns, *rows)]
    widths = _fitted([max(map(_longest, column)) for column in zip(*cells, strict=True)], width)
    to_right = [name in right for name in columns]
    head, *body = [_row(row, widths, to_right) for row in cells]
    line = " " + rule * (sum(widths) + GAP * (len(widths) - 1) + 2)
    return "\n".join(text.rstrip() for text in (*head, line, *(part for row in body for part in row)))


def _longest(cell: str) -> int:
    return max(map(columns_of, cell.split("\n")))


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of_one, text))


def _columns_of_one(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitted(widths: list[int], width: int) -> list[int]:
    """The widest columns give way, one and all down to the next widest, until the row fits."""
    over = sum(widths) + GAP * (len(widths) - 1) + 4 - width
    widths = [max(w, 1) for w in widths]
    while over > 0 and max(widths) > 1:
        top = max(widths)
        widest = [i for i, w in enumerate(widths) if w == top]
        below = max((w for w in widths if w < top), default=1)
        step = min(top - below, -(-over // len(widest))) or 1
        for i in widest:
            cut = min(step, over)
            widths[i] -= cut
            over -= cut
    return widths


def _row(row: Sequence[str], widths: Sequence[int], to_right: Sequence[bool]) -> list[str]:
    wrapped = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, wrapped))
    lines = []
    for i in range(height):
        parts = [lines_of[i] if i < len(lines_of) else "" for lines_of in wrapped]
        padded = [_padded(*one) for one in zip(parts, widths, to_right, strict=True)]
        lines.append("  " + (" " * GAP).join(padded))
    return lines


def _padded(text: str, width: int, right: bool) -> str:
    room = " " * (width - columns_of(text))
    return room + text if right else text + room


def _wrapped(cell: str, width: int) -> list[str]:
    """The cell in lines of at most ``width``, broken between words; a longer word is folded."""
    lines: list[str] = []
    for paragraph in cell.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            joined = f"{line} {word}" if line else word
            if columns_of(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            *full, line = _folded(word, width)
            lines += full
        lines.append(line)
    return lines


def _folded(word: str, width: int) -> list[str]:
    parts, part, taken = [], "", 0
    for character in word:
        size = _columns_of_one(character)
        if part and taken + size > width:
            parts.append(part)
            part, taken = "", 0
        part, taken = part + character, taken + size
    return [*parts, part]
