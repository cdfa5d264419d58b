"""How much room a text takes, so that no row cuts it; and names that Excel accepts for sheets.

Excel fits the height of a row only when a cell in it is edited, and no row can be higher than 409 points:
heights are estimated from the widths of Arial, and longer texts go on in the rows below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from vendor_eval.forms.spec import Line
from vendor_eval.forms.values.text import clean

FONT = "Arial"
LINE_POINTS = 12.75
PADDING_POINTS = 7.0
MAX_LINES = 30

_PIXELS_PER_UNIT = 7.0
# What the indent of a cell takes, and a share for rounding to whole pixels on a screen.
_INDENT_PIXELS, _ROUNDING = 10.0, 0.96
# Widths of Arial in thousandths of its size; Liberation Sans has the same.
_BY_WIDTH = {
    222: "'ijl",
    278: " !,./:;I[]\\ft|",
    333: "()-`r{}",
    389: '*"',
    500: "ckvsxyzJ^",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_EM = {char: width / 1000 for width, chars in _BY_WIDTH.items() for char in chars}


def _pixels(text: str, points: float, bold: bool) -> float:
    em = sum(_EM.get(c) or _other(c) for c in text)
    return em * points * 4 / 3 * (1.07 if bold else 1.0)


def _other(char: str) -> float:
    """Other characters of ASCII, mostly figures; those of East Asia and pictures are full squares."""
    if char.isascii():
        return 0.556
    return 1.15 if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0xFFFF else 0.75


def wrapped(text: str, width: float, *, points: float = 10, bold: bool = False) -> list[str]:
    """``text`` (one paragraph) in lines that fit a column of ``width``; joined they are the text again."""
    room = (width * _PIXELS_PER_UNIT - _INDENT_PIXELS) * _ROUNDING
    lines, line, used = [], "", 0.0
    for word in _words(text, room, points, bold):
        size = _pixels(word.rstrip(), points, bold)
        if line and used + size > room:
            lines.append(line)
            line, used = "", 0.0
        line += word
        used += _pixels(word, points, bold)
    return [*lines, line]


def _words(text: str, room: float, points: float, bold: bool) -> Iterator[str]:
    """Words with the spaces after them; one that is wider than the column comes in parts."""
    for word in re.findall(r"\S+\s*|\s+", text):
        if _pixels(word.rstrip(), points, bold) <= room:
            yield word
            continue
        part, used = "", 0.0
        for char in word:
            size = _pixels(char, points, bold)
            if part and used + size > room:
                yield part
                part, used = "", 0.0
            part += char
            used += size
        yield part


def pieces(lines: Iterable[Line], width: float, most: int = MAX_LINES) -> list[tuple[tuple[Line, ...], int]]:
    """``lines`` cut into pieces of at most ``most`` lines on the sheet, each with the lines it takes."""
    done: list[tuple[tuple[Line, ...], int]] = []
    piece: list[Line] = []
    taken = 0
    for line in lines:
        for paragraph in line.text.split("\n"):
            rows = wrapped(paragraph, width, bold=line.style == "bold")
            while taken + len(rows) > most:
                fits = [Line("".join(rows[: most - taken]), line.style)] if taken < most else []
                done.append(((*piece, *fits), most))
                rows, piece, taken = rows[most - taken :], [], 0
            piece.append(Line("".join(rows), line.style))
            taken += len(rows)
    return [*done, (tuple(piece), taken)]


def height(lines: int, points: float = 10) -> float:
    """Points that ``lines`` lines of text need."""
    return max(1, lines) * LINE_POINTS * points / 10 + PADDING_POINTS


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def sheet_name(title: str, taken: Iterable[str], most: int = 31) -> str:
    """A name for a sheet from ``title``: what Excel allows, and none of ``taken``."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", clean(title)).split()).strip("' ")
    plain = "Sheet" if not plain or plain.casefold() == "history" else plain
    used = {name.casefold() for name in taken}
    number, name = 1, _cut(plain, most)
    while name.casefold() in used:
        number += 1
        tail = f" ({number})"
        name = _cut(plain, most - len(tail)) + tail
    return name


def _cut(text: str, most: int) -> str:
    """The beginning of ``text``, at the end of a word where that leaves enough."""
    if utf16(text) <= most:
        return text
    short = text[:most]
    while utf16(short) > most:
        short = short[:-1]
    at_word = short.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > most // 2 else short).rstrip(" '")
