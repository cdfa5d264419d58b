"""Text on its way into and out of a cell."""

from __future__ import annotations

import re
import unicodedata

# Not allowed in XML, or made to deceive the eye (bidirectional overrides); a tab and a line end may stay.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
# Without width, so that nobody sees them between the letters of a word.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# How a workbook writes a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# As many places as a message names.
NAMED = 10


def clean(text: str) -> str:
    """``text`` with line feeds as its only line ends and without control characters."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def unescape(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def folded(text: str) -> str:
    """``text`` for comparing words: case, spaces and compatibility forms do not count."""
    seen = _UNSEEN.sub("", clean(text))
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())


def quoted(text: str, most: int = 60) -> str:
    """``text`` on one line, short enough for a message."""
    flat = " ".join(clean(text).split())
    return f"“{flat if len(flat) <= most else flat[: most - 1] + '…'}”"
