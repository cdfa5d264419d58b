"""A document between its template and its file formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from vendor_eval.documents.figures import Placed
from vendor_eval.documents.values import Node

Paper = Literal["a4", "letter"]

UNDATED = date(1980, 1, 1)
"""The day of a file that names none."""
FEW_HEADINGS = 6
CLOSING = 3
"""So many last blocks of a letter stay on one page: what it ends with, room to sign, and who signs."""


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself, outside its text.

    ``reference`` stands on every page. ``properties`` become custom properties of a Word file. ``dated`` is
    the day the file claims to be made on, so that it is the same bytes whenever it is made. A ``letter`` has
    neither contents nor a title page, and its signature never stands alone on a page. A ``mark`` is a warning
    that stands first on every page.
    """

    title: str
    reference: str = ""
    author: str = ""
    language: str = "en-GB"
    dated: date | None = None
    properties: tuple[tuple[str, str], ...] = ()
    letter: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in reading order. ``number`` is empty for one that is not numbered."""

    level: int
    number: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """``blocks`` are pandoc's, with every value in its place as plain text. Two kinds are our own:

    a ``Div`` of class ``table`` holds one table, its name in the attribute ``label``, and ``size`` where
    its letters are those of the text; a ``Div`` of class
    ``cover``, ``notice`` or ``landscape`` is laid out by each format in its way. A ``Div`` of class
    ``figure`` is empty; its attribute ``number`` leads to one of ``figures``.
    """

    about: About
    blocks: tuple[Node, ...]
    headings: tuple[Heading, ...]
    figures: tuple[Placed, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether it has a title page of its own."""
        return any(b["t"] == "Div" and b["c"][0][1][:1] == ["cover"] for b in self.blocks)

    @property
    def with_contents(self) -> bool:
        """A letter, or a few pages without a title page, are read without a list of their headings."""
        if self.about.letter:
            return False
        return bool(self.headings) and (self.covered or len(self.headings) > FEW_HEADINGS)


class Division(NamedTuple):
    """One of our own blocks: its kind, a table's or figure's name, and what is in it.

    ``number`` is that of a figure, and 0 for all else; ``large`` tells a table in letters of the text.
    """

    kind: str
    label: str
    blocks: list[Node]
    number: int = 0
    large: bool = False


def with_divisions(blocks: Sequence[Node], written: Callable[[Division], list[Node]]) -> list[Node]:
    """``blocks`` with each of our own kinds as ``written`` makes it, the inner ones first."""
    out: list[Node] = []
    for block in blocks:
        kind = block["t"]
        if kind == "Div":
            (_, classes, pairs), inner = block["c"]
            given = dict(pairs)
            content = with_divisions(inner, written)
            number, large = int(given.get("number", 0)), given.get("size") == "text"
            out += written(Division(classes[0], given.get("label", ""), content, number, large))
        elif kind == "BlockQuote":
            out.append({"t": kind, "c": with_divisions(block["c"], written)})
        elif kind == "BulletList":
            out.append({"t": kind, "c": [with_divisions(item, written) for item in block["c"]]})
        elif kind == "OrderedList":
            start, items = block["c"]
            out.append({"t": kind, "c": [start, [with_divisions(item, written) for item in items]]})
        else:
            out.append(block)
    return out
