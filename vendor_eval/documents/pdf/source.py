"""A document as a typst source. Every text is a string literal in it, so no text can be taken for markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from vendor_eval.documents.document import CLOSING, Document, Heading
from vendor_eval.documents.figures import Placed
from vendor_eval.documents.tables import SPLIT_ABOVE, characters, is_empty, stays_whole
from vendor_eval.documents.values import Node

DEPTH = 2
LINE = 95
"""Letters that fit on a line of a table. A word too long for its column may break anywhere."""

TEXT_WIDTH = 470
"""Points from margin to margin of a page that stands."""

_ALIGN = {"AlignRight": "right", "AlignCenter": "center"}
_WIDE = re.compile("[WMmw@%\u2e80-\uffff]")


class Source:
    """The lines of a typst file after its preamble, and for each the heading it stands under."""

    def __init__(self, document: Document, missing: Collection[str] = ()) -> None:
        self.lines: list[str] = []
        self.places: list[str] = []
        self._missing = frozenset(missing)
        self._headings = iter(document.headings)
        self._place = ""
        self._line_length = self._fits = LINE
        self._text_width: float = TEXT_WIDTH
        self._contents = document.with_contents
        self._figures = {placed.number: placed for placed in document.figures}
        self._write: dict[str, Callable[[Any], None]] = {
            "Header": self._heading,
            "Para": self._paragraph,
            "Plain": self._paragraph,
            "Div": self._division,
            "BulletList": lambda items: self._list("list(", items),
            "OrderedList": lambda c: self._list(f"enum(start: {c[0][0]}, ", c[1]),
            "BlockQuote": lambda inner: self._block("quote(block: true)", inner),
            "CodeBlock": self._code,
            "HorizontalRule": lambda _: self._line("#line(length: 100%)"),
        }
        if not document.about.letter and not document.covered:
            self._line("#plain-title()")
        closing = _closing(document.blocks) if document.about.letter else 0
        self.blocks(document.blocks[: len(document.blocks) - closing])
        if closing:
            self._block("block(breakable: false)", document.blocks[-closing:])

    def blocks(self, nodes: Sequence[Node]) -> None:
        for node, following in pairwise([*nodes, None]):
            leads = node is not None and node["t"] == "Para" and _is_led_to(following)
            if node is not None:
                self._line("#block(sticky: true)[") if leads else None
                self._write[node["t"]](node.get("c"))
                self._line("]") if leads else None

    def _line(self, text: str) -> None:
        self.lines.append(text)
        self.places.append(self._place)

    def _block(self, opened: str, inner: Sequence[Node]) -> None:
        self._line(f"#{opened}[")
        self.blocks(inner)
        self._line("]")

    def _heading(self, content: Any) -> None:  # noqa: ANN401  pandoc's
        heading: Heading = next(self._headings)
        self._place = f"{heading.number} {heading.text}".strip()
        if self._contents:
            self._line(f"#contents({DEPTH})")
            self._contents = False
        numbering = '"1.1"' if heading.number else "none"
        self._line(f"#heading(level: {heading.level}, numbering: {numbering})[{self.inlines(content[2])}]")

    def _paragraph(self, content: Sequence[Node]) -> None:
        self._line(self.inlines(content))
        self._line("")

    def _list(self, opened: str, items: Sequence[Sequence[Node]]) -> None:
        self._line(f"#{opened}")
        for item in items:
            self._line("[")
            self.blocks(item)
            self._line("],")
        self._line(")")

    def _code(self, content: Any) -> None:  # noqa: ANN401  pandoc's
        lines = content[1].split("\n")
        self._line(f"#block(mono[{'#linebreak()'.join(self.text(x) for x in lines)}])")

    def _division(self, content: Any) -> None:  # noqa: ANN401  pandoc's
        (_, (kind,), pairs), inner = content
        if kind == "figure":
            self._figure(self._figures[int(dict(pairs)["number"])])
        elif kind == "table":
            large = dict(pairs).get("size") == "text"
            self._line("#large[") if large else None
            self._table(inner[0]["c"])
            self._line("]") if large else None
        elif kind == "landscape":
            self._line_length, self._text_width = LINE * 3 // 2, 1.5 * TEXT_WIDTH
            self._block("page(flipped: true)", inner)
            self._line_length, self._text_width = LINE, TEXT_WIDTH
        else:
            self._block(kind, inner)

    def _figure(self, placed: Placed) -> None:
        """Lines and letters as they are; a letter that no font has stands there by its number."""
        drawn = self._shown(placed.figure.svg).replace("\n", " ")
        points = placed.figure.points
        width = "100%" if points > self._text_width else f"{points:.1f}pt"
        picture = f'image(bytes({literal(drawn)}), format: "svg", width: {width}, alt: {literal(placed.alt)})'
        self._line(f"#picture({picture}, [{self.text(placed.title)}])")

    def _table(self, content: Any) -> None:  # noqa: ANN401  pandoc's
        _, _, columns, (_, head), bodies, _ = content
        widths = [width.get("c") or 1 / len(columns) for _, width in columns]
        shares = ", ".join(f"{round(w * 1000)}fr" for w in widths)
        aligned = ", ".join(f"{_ALIGN.get(a['t'], 'left')} + top" for a, _ in columns)
        rows = [row for row in head if not is_empty(row)]
        count = len(rows) + sum(len(body) for _, _, _, body in bodies)
        whole = stays_whole(count, characters([head, bodies]))
        self._line(f"#block(breakable: {str(not whole).lower()})[")
        self._line(f"#table(columns: ({shares},), align: ({aligned},),")
        if rows:
            self._line("table.header(")
            for _, cells in rows:
                self._cells(cells, widths, "head")
            self._line("),")
        for _, _, _, body in bodies:
            for row in body:
                self._row(row, widths)
        self._line(")]")

    def _row(self, row: Any, widths: Sequence[float]) -> None:  # noqa: ANN401  pandoc's
        breaks = str(characters(row) > SPLIT_ABOVE).lower()
        self._cells(row[1], widths, f"table.cell(breakable: {breaks})")

    def _cells(self, cells: Sequence[Any], widths: Sequence[float], opened: str) -> None:
        for (_, _, _, _, inner), width in zip(cells, widths, strict=True):
            self._fits = int(width * self._line_length) - 2
            self._line(f"{opened}[")
            self.blocks(inner)
            self._line("],")
        self._fits = LINE

    def inlines(self, nodes: Sequence[Node]) -> str:
        return "".join(self._inline(nodes))

    def _inline(self, nodes: Sequence[Node]) -> Iterator[str]:
        words = ""
        for node in nodes:
            kind: str = node["t"]
            content: Any = node.get("c")
            if kind in ("Str", "Space", "SoftBreak"):
                words += content if kind == "Str" else " "
                continue
            yield self.text(words)
            words = ""
            yield self._marked(kind, content)
        yield self.text(words)

    def _marked(self, kind: str, content: Any) -> str:  # noqa: ANN401  pandoc's
        if kind == "LineBreak":
            return "#linebreak()"
        if kind == "Code":
            return f"#mono[{self.text(content[1])}]"
        if kind == "Link":
            return f"#link({literal(content[2][0])})[{self.inlines(content[1])}]"
        return f"#{'emph' if kind == 'Emph' else 'strong'}[{self.inlines(content)}]"

    def text(self, words: str) -> str:
        """Words as literals; ``;`` ends the code, so that what follows is text again."""
        words = self._shown(words)
        parts = re.split("( )", " ".join(re.split("[ \t\n]+", words)))
        runs = ((long, "".join(run)) for long, run in groupby(parts, self._is_too_long))
        return "".join(
            f"#breakable({literal(run)});" if long else f"#{literal(run)};" for long, run in runs if run
        )

    def _shown(self, words: str) -> str:
        if not self._missing:
            return words
        return "".join(f"[U+{ord(c):04X}]" if c in self._missing else c for c in words)

    def _is_too_long(self, word: str) -> bool:
        """Whether ``word`` may need a line end within it."""
        return len(word) > self._fits // 2 and len(word) + len(_WIDE.findall(word)) > self._fits


def _closing(blocks: Sequence[Node]) -> int:
    """How many of the last blocks of a letter stay on one page: paragraphs only."""
    others = (n for n, node in enumerate(reversed(blocks)) if n == CLOSING or node["t"] != "Para")
    return next(others, len(blocks))


def literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_led_to(node: Node | None) -> bool:
    """Whether the line before stays on the page where ``node`` begins: a table or a list."""
    if node is None or node["t"] != "Div":
        return node is not None and node["t"] in ("BulletList", "OrderedList")
    return bool(node["c"][0][1] == ["table"])
