"""Values into pandoc's tree, and out of it all that a template may not contain.

The tree is rebuilt from a list of known kinds: whatever is not on it, raw code and pictures above all, is a
Finding, however it came about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from vendor_eval.documents.document import Heading
from vendor_eval.documents.figures import Figure, Placed, division
from vendor_eval.documents.template.fill import NO_ATTRIBUTES, Words, plain_text
from vendor_eval.documents.values import FILE_MARK, Node, Values, one_line, paragraphs
from vendor_eval.findings import Finding

BLOCKS = ("table", "figure", "cover", "notice", "landscape")

_MARK = re.compile(f"{FILE_MARK}([0-9]+){FILE_MARK}")


class Assembled(NamedTuple):
    """What became of the blocks of all files."""

    blocks: list[Node]
    headings: list[Heading]
    figures: list[Placed]
    findings: list[Finding]


def assemble(
    blocks: Sequence[Node],
    values: Values,
    files: Sequence[Path],
    figures: Mapping[str, Figure | None] | None = None,
) -> Assembled:
    """``blocks``, of which each file's begin with its mark, with values, headings and tables in order."""
    tree = _Tree(values, figures or {})
    out: list[Node] = []
    seen = 0
    for block in blocks:
        mark = _file_mark(block)
        if mark is None:
            out += tree.block(block)
        elif mark == seen:
            tree.words.file = files[mark]
            seen += 1
    if seen < len(files):
        message = "a block (:::) or code (```) that begins in this file does not end in it"
        tree.words.findings.append(
            Finding("template.unclosed", "error", str(files[max(0, seen - 1)]), message)
        )
    return Assembled(out, tree.headings, tree.figures, tree.words.findings)


def _file_mark(block: Node) -> int | None:
    if block["t"] != "Para" or len(block["c"]) != 1 or block["c"][0]["t"] != "Str":
        return None
    match = _MARK.fullmatch(block["c"][0]["c"])
    return int(match[1]) if match else None


class _Tree:
    """One walk through a document."""

    def __init__(self, values: Values, known: Mapping[str, Figure | None]) -> None:
        self.words = Words(values)
        self.headings: list[Heading] = []
        self.figures: list[Placed] = []
        self._drawable = known
        self._counted = [0] * 6
        self._labels: dict[str, int] = {}
        self._known: dict[str, Callable[[Node], list[Node]]] = {
            "Para": self._paragraph,
            "Plain": self._paragraph,
            "Header": self._heading,
            "Table": lambda node: [self._table(node, {})],
            "Div": self._division,
            "BulletList": lambda node: [{"t": "BulletList", "c": [self.blocks(i) for i in node["c"]]}],
            "OrderedList": lambda node: [
                {"t": "OrderedList", "c": [node["c"][0], [self.blocks(i) for i in node["c"][1]]]}
            ],
            "BlockQuote": lambda node: [{"t": "BlockQuote", "c": self.blocks(node["c"])}],
            "CodeBlock": lambda node: [
                {"t": "CodeBlock", "c": [NO_ATTRIBUTES, self.words.substituted(node["c"][1])]}
            ],
            "HorizontalRule": lambda node: [node],
        }

    def blocks(self, nodes: Sequence[Node]) -> list[Node]:
        return [out for node in nodes for out in self.block(node)]

    def block(self, node: Node) -> list[Node]:
        handle = self._known.get(node["t"])
        return handle(node) if handle else self.words.refused(node)

    def _paragraph(self, node: Node) -> list[Node]:
        """A paragraph; one into which values bring blank lines becomes several."""
        parts = paragraphs(self.words.inlines(node["c"]))
        return [{"t": "Para" if parts[1:] else node["t"], "c": part} for part in parts]

    def _heading(self, node: Node) -> list[Node]:
        level, (_, classes, _), content = node["c"]
        content = self.words.inlines(content, flat=True)
        text = plain_text(content)
        last = self.headings[-1].level if self.headings else 0
        if not text:
            self.words.wrong("empty-heading", "a heading is empty", "")
        elif level > last + 1:
            self.words.wrong(
                "heading-level", f"the heading {text!r} leaves out a level", "use one # less", text
            )
        number = "" if "unnumbered" in classes else self._number(level)
        anchor = f"section_{number.replace('.', '_')}" if number else f"heading_{len(self.headings) + 1}"
        self.headings.append(Heading(level, number, anchor, text))
        kept = [] if number else ["unnumbered"]
        return [{"t": "Header", "c": [level, [anchor, kept, []], content]}]

    def _number(self, level: int) -> str:
        self._counted[level - 1] += 1
        self._counted[level:] = [0] * (6 - level)
        return ".".join(str(n) for n in self._counted[:level])

    def _division(self, node: Node) -> list[Node]:
        (_, classes, pairs), content = node["c"]
        given = {key: self.words.substituted(value) for key, value in pairs}
        name = classes[0] if len(classes) == 1 and classes[0] in BLOCKS else ""
        if not name:
            said = " ".join(classes) or "without a name"
            self.words.wrong(
                "unknown-block", f"there is no block ::: {said}", f"known: {', '.join(BLOCKS)}", said
            )
            return []
        if name == "table":
            if len(content) == 1 and content[0]["t"] == "Table":
                return [self._table(content[0], given)]
            hint = "put blank lines around the table and ::: below it"
            self.words.wrong("no-table", "a block ::: table holds something else than one table", hint)
            return []
        if name == "figure":
            return self._figure(given, content)
        return [{"t": "Div", "c": [["", [name], []], self.blocks(content)]}]

    def _figure(self, given: dict[str, str], content: Sequence[Node]) -> list[Node]:
        """A picture by its name; what the block holds takes the place of its caption."""
        name = given.get("name", "")
        if name not in self._drawable:
            known = ", ".join(self._drawable) or "none in this document"
            self.words.wrong("unknown-figure", f"there is no figure {name!r}", f"known: {known}", name)
            return []
        figure = self._drawable[name]
        own = " ".join(plain_text(b["c"]) for b in self.blocks(content) if b["t"] in ("Para", "Plain"))
        if figure is None:
            return []
        alt, caption = one_line(given.get("alt") or figure.alt), own or figure.caption
        placed = Placed(figure, len(self.figures) + 1, alt, caption)
        self.figures.append(placed)
        return [division(placed)]

    def _table(self, node: Node, given: dict[str, str]) -> Node:
        _, (_, caption), columns, (_, head), bodies, _ = node["c"]
        widths = self._widths(columns, given)
        columns = [[align, width] for (align, _), width in zip(columns, widths, strict=True)]
        rows = [[NO_ATTRIBUTES, 0, [], self._rows(body)] for _, _, _, body in bodies]
        caption = self.blocks(caption)
        named = given.get("label") or " ".join(plain_text(b["c"]) for b in caption)
        content = [
            NO_ATTRIBUTES,
            [None, caption],
            columns,
            [NO_ATTRIBUTES, self._rows(head)],
            rows,
            [NO_ATTRIBUTES, []],
        ]
        label = [["label", self._label(one_line(named))]]
        if given.get("size") == "text":
            label.append(["size", "text"])
        return {"t": "Div", "c": [["", ["table"], label], [{"t": "Table", "c": content}]]}

    def _rows(self, rows: Sequence[list[Any]]) -> list[list[Any]]:
        return [[NO_ATTRIBUTES, [self._cell(*cell) for cell in cells]] for _, cells in rows]

    def _cell(self, _: object, align: Node, down: int, across: int, content: list[Node]) -> list[Any]:
        return [NO_ATTRIBUTES, align, down, across, self.blocks(content)]

    def _widths(self, columns: Sequence[list[Node]], given: dict[str, str]) -> list[Node]:
        """The columns' shares of the line: as given, or those of the dashes in the template."""
        if "widths" not in given:
            return [width for _, width in columns]
        try:
            shares = [float(x) for x in given["widths"].split(",")]
        except ValueError:
            shares = []
        if len(shares) != len(columns) or not all(0 < s < 1e6 for s in shares):
            said = given["widths"]
            hint = f'the table has {len(columns)} columns: widths="{",".join("1" * len(columns))}"'
            self.words.wrong("widths", f"widths={said!r} does not fit the table", hint, said)
            return [width for _, width in columns]
        return [{"t": "ColWidth", "c": s / sum(shares)} for s in shares]

    def _label(self, named: str) -> str:
        """A name for the table that no other one has."""
        name = named or (self.headings[-1].text if self.headings else "Table")
        self._labels[name] = count = self._labels.get(name, 0) + 1
        return name if count == 1 else f"{name} ({count})"
