"""A document as one web page that loads nothing: readable on a phone, by keyboard, by ear and on paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from vendor_eval.documents import pandoc
from vendor_eval.documents.document import Division, Document, with_divisions
from vendor_eval.documents.figures import Placed
from vendor_eval.documents.values import Node, inlines

PAGE = Path(__file__).with_name("page.html")

_ARGUMENTS = (
    "--to=html5",
    "--standalone",
    "--wrap=none",
    "--number-sections",
    "--section-divs",
    "--shift-heading-level-by=1",
    f"--template={PAGE}",
)


def to_html(document: Document) -> str:
    """A whole page: no script, no request to anywhere, every table in a region that scrolls by itself."""
    contents = () if document.about.letter else ("--toc", "--toc-depth=3")
    figures = {placed.number: placed for placed in document.figures}
    blocks = with_divisions(document.blocks, lambda division: _written(division, figures))
    return pandoc.write(document, blocks, (*_ARGUMENTS, *contents)).decode()


def _written(division: Division, figures: Mapping[int, Placed]) -> list[Node]:
    if division.kind == "figure":
        return _figure(figures[division.number])
    if division.kind != "table":
        return [{"t": "Div", "c": [["", [division.kind], []], division.blocks]}]
    region = [["role", "region"], ["tabindex", "0"], ["aria-label", division.label]]
    return [{"t": "Div", "c": [["", ["table"], region], [_headed(t) for t in division.blocks]]}]


def _figure(placed: Placed) -> list[Node]:
    """The picture within the page itself, below its title."""
    address = f"data:image/svg+xml;base64,{b64encode(placed.figure.svg.encode()).decode()}"
    image = {"t": "Image", "c": [["", [], []], inlines(placed.alt), [address, ""]]}
    title = {"t": "Para", "c": [{"t": "Strong", "c": inlines(placed.title)}]}
    return [{"t": "Div", "c": [["", ["figure"], []], [title, {"t": "Para", "c": [image]}]]}]


def _headed(table: Node) -> Node:
    """The first cell of each row as the row's heading."""
    attributes, caption, columns, head, bodies, foot = table["c"]
    headed = [[a, 1, first, rows] for a, _, first, rows in bodies]
    return {"t": "Table", "c": [attributes, caption, columns, head, headed, foot]}
