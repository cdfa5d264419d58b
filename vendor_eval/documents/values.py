"""What a template prints, kept away from the Markdown parser: a token in the text, the value in a list.

A token is a number between two private-use characters. Markdown sees an ordinary word; once the text has
become a tree, the value takes the token's place there as plain text and nothing in it can mean anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

Node = dict[str, Any]
"""One block or inline of pandoc's tree: ``{"t": kind, "c": content}``."""

TOKEN = re.compile("\ue000([0-9]+)\ue001")
PRIVATE = re.compile("[\ue000-\ue002]")
FILE_MARK = "\ue002"

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue002\ufdd0-\ufdef\ufffe\uffff]")
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_END_OVERRIDE, _END_ISOLATE = "\u202c", "\u2069"
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", _END_OVERRIDE),
    **dict.fromkeys("\u2066\u2067\u2068", _END_ISOLATE),
}


class Printed(NamedTuple):
    """A value and the template line that printed it."""

    text: str
    where: str


class Values:
    """The values of one document in the order they were printed."""

    def __init__(self) -> None:
        self._printed: list[Printed] = []

    def token(self, text: str, where: str) -> str:
        self._printed.append(Printed(clean(text), where))
        return f"\ue000{len(self._printed) - 1}\ue001"

    def get(self, number: str) -> Printed | None:
        """The value of a token's digits; None if no value has that number."""
        index = int(number) if len(number) < 10 else -1
        return self._printed[index] if 0 <= index < len(self._printed) else None


def clean(text: str) -> str:
    """``text`` with one kind of line break and without what XML or our tokens cannot carry.

    A character that cannot be shown becomes U+FFFD, so that a reader sees that something was there.
    """
    text = _BREAK.sub("\n", text).replace("\t", " ")
    text = _UNPRINTABLE.sub("\ufffd", text)
    return "\n".join(map(_closed, text.split("\n"))) if _TURN.search(text) else text


def one_line(text: str) -> str:
    """For places that hold one line: headings, titles, labels, link targets."""
    return " ".join(clean(text).split())


def inlines(text: str) -> list[Node]:
    """Plain text as inlines; a line break stays one, and spaces stay as many as they were."""
    out: list[Node] = []
    for i, line in enumerate(text.split("\n")):
        if i:
            out.append({"t": "LineBreak"})
        if line.strip(" "):
            out.append({"t": "Str", "c": line})
    return out


def paragraphs(content: Sequence[Node]) -> list[list[Node]]:
    """Inlines cut where a line is blank, since two breaks in a row mean a new paragraph; at least one."""
    parts: list[list[Node]] = [[]]
    for node in content:
        if node["t"] == "LineBreak" and parts[-1] and parts[-1][-1]["t"] == "LineBreak":
            parts[-1].pop()
            parts.append([])
        elif node["t"] != "LineBreak" or parts[-1]:
            parts[-1].append(node)
    while parts[-1] and parts[-1][-1]["t"] == "LineBreak":
        parts[-1].pop()
    return [part for part in parts if part] or [[]]


def _closed(line: str) -> str:
    """Directional overrides and isolates closed where the line ends, so that what follows is not turned."""
    stack: list[str] = []
    for character in line:
        if character in _CLOSED_BY:
            stack.append(_CLOSED_BY[character])
        elif character in stack:
            while stack.pop() != character:
                pass
    return line + "".join(reversed(stack))
