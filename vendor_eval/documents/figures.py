"""A picture that Python draws and a template places by its name: it can bring none of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from vendor_eval.documents.values import Node, one_line

POINTS_A_PIXEL = 0.75
_WIDTH = re.compile(r'<svg[^>]*?\swidth="([0-9.]+)')


@dataclass(frozen=True)
class Figure:
    """``alt`` says what the picture shows to those who do not see it; the figures stand in a table as well.

    ``draw_svg`` is called only where the picture is shown; ``draw_png`` makes points of its lines.
    """

    alt: str
    caption: str
    draw_svg: Callable[[], str]
    draw_png: Callable[[str], bytes]

    @cached_property
    def svg(self) -> str:
        return self.draw_svg()

    @cached_property
    def png(self) -> bytes:
        return self.draw_png(self.svg)

    @cached_property
    def points(self) -> float:
        """The width at which its letters have the size they were drawn for, in points."""
        found = _WIDTH.search(self.svg)
        return POINTS_A_PIXEL * float(found[1]) if found else 0.0


@dataclass(frozen=True)
class Placed:
    """A figure where a template wants it, with its number and the caption as it is printed there."""

    figure: Figure
    number: int
    alt: str
    caption: str

    @property
    def title(self) -> str:
        return one_line(f"Figure {self.number}. {self.caption}")


def division(placed: Placed) -> Node:
    """In the tree of a document a figure is a division without content; its number leads to it."""
    named = [["number", str(placed.number)], ["label", placed.title]]
    return {"t": "Div", "c": [["", ["figure"], named], []]}
