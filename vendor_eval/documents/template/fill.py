"""The words of a document: values put in, links checked, everything unknown refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vendor_eval.documents.values import PRIVATE, TOKEN, Node, Printed, Values, inlines, one_line
from vendor_eval.findings import Finding

NO_ATTRIBUTES: list[object] = ["", [], []]

_FENCES = (":::", "```", "~~~")
_HEADING, _TABLE = re.compile("##{1,5}"), re.compile(r"\|:?-{2}")
_LINK = re.compile(r"(?:https?://|mailto:)[!-~]+")


def plain_text(nodes: Sequence[Node]) -> str:
    """What a reader sees of inlines, on one line."""
    return " ".join("".join(_visible(nodes)).split())


def _visible(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        kind = node["t"]
        if kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind == "Str":
            yield node["c"]
        elif kind == "Code":
            yield node["c"][1]
        else:
            yield from _visible(node["c"][1] if kind == "Link" else node["c"])


class Words:
    """``file`` is the template that the present block comes from."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.file = Path("template")
        self.findings: list[Finding] = []

    def inlines(self, nodes: Sequence[Node], *, flat: bool = False) -> list[Node]:
        """Inlines with values in them; ``flat`` keeps all on one line."""
        out: list[Node] = []
        for node in nodes:
            kind = node["t"]
            if kind == "Str":
                out += self._words(node["c"], flat)
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                out.append({"t": "Space"} if flat else node)
            elif kind in ("Emph", "Strong"):
                out.append({"t": kind, "c": self.inlines(node["c"], flat=flat)})
            elif kind == "Code":
                out.append({"t": "Code", "c": [NO_ATTRIBUTES, one_line(self.substituted(node["c"][1]))]})
            elif kind == "Link":
                out += self._link(node["c"])
            else:
                out += self.refused(node)
        return out

    def _words(self, text: str, flat: bool) -> Iterator[Node]:
        self._check_left_over(text)
        for part in self._parts(text):
            if isinstance(part, str):
                yield {"t": "Str", "c": part}
            else:
                yield from inlines(one_line(part.text) if flat else part.text)

    def _check_left_over(self, text: str) -> None:
        """Marks of Markdown that are still there as words did not do what their author meant."""
        if text.startswith(_FENCES):
            hint = "each block begins and ends with ::: or with ```, on lines of their own"
            self.wrong("unclosed", f"a line {text[:3]} has no partner", hint, text)
        elif _HEADING.fullmatch(text) or _TABLE.match(text):
            what = "heading" if text.startswith("#") else "table"
            hint = "put a blank line before it; a tag {% ... %} at the end of a line swallows that line's end"
            self.wrong("left-over", f"{text} is text here, not the mark of a {what}", hint, text)

    def _link(self, content: list[Any]) -> list[Node]:
        text: list[Node] = content[1]
        target: str = content[2][0]
        address = one_line(self.substituted(target))
        if not _LINK.fullmatch(address):
            message = f"a link leads to {address[:80]!r}"
            parts = [p.where for p in self._parts(target) if isinstance(p, Printed)]
            self.wrong("link", message, "links begin with https://, http:// or mailto:", target, *parts)
            return []
        return [{"t": "Link", "c": [NO_ATTRIBUTES, self.inlines(text), [address, ""]]}]

    def substituted(self, text: str) -> str:
        return "".join(p if isinstance(p, str) else p.text for p in self._parts(text))

    def _parts(self, text: str) -> list[str | Printed]:
        """The template's own words and the values in ``text``, in order."""
        parts: list[str | Printed] = []
        for i, piece in enumerate(TOKEN.split(text)):
            printed = self.values.get(piece) if i % 2 else None
            if printed is not None:
                parts.append(printed)
            elif i % 2 or PRIVATE.search(piece):
                self.wrong("cut", "a value was cut in two", "cut and filter values before they are printed")
            elif piece:
                parts.append(piece)
        return parts

    def refused(self, node: Node) -> list[Node]:
        kind = node["t"]
        names = {"Image": "a picture", "RawBlock": "raw code", "RawInline": "raw code"}
        message = f"{names.get(kind, kind)} is not allowed in a template"
        target = node["c"][2][0] if kind in ("Image", "Link") else ""
        self.wrong("not-allowed", message, "use text, lists, tables and links", target)
        return []

    def wrong(self, code: str, message: str, hint: str, snippet: str = "", *where: str) -> None:
        """A Finding at the first of ``where``, or at the line of the file that holds ``snippet``."""
        place = where[0] if where else _line(self.file, snippet)
        self.findings.append(Finding(f"template.{code}", "error", place, message, hint))


def _line(file: Path, snippet: str) -> str:
    if snippet and file.is_file():
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
            if snippet in line:
                return f"{file}:{number}"
    return str(file)
