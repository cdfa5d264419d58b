"""What a reader finds in a docx or html file, by place."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(docx: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


_SIGNS = {"br": "\n", "tab": "\t", "softHyphen": "\u00ad", "noBreakHyphen": "-"}


def words_of(paragraph: Any) -> str:
    """The text of a Word paragraph; a line break is a line end. Codes of fields are no text."""
    nodes = [node for run in paragraph.iter(f"{W}r") for node in run]
    kinds = [(node.tag.removeprefix(W), node.text or "") for node in nodes]
    return "".join(text if kind == "t" else _SIGNS.get(kind, "") for kind, text in kinds)


def paragraphs(docx: bytes, within: str = "") -> list[str]:
    root = part(docx)
    found = root.iter(f"{W}p") if not within else (p for w in root.iter(W + within) for p in w.iter(f"{W}p"))
    return [words_of(p) for p in found]


def styled(docx: bytes, prefix: str) -> list[str]:
    """The paragraphs whose style's id begins with ``prefix``."""
    found = []
    for p in part(docx).iter(f"{W}p"):
        style = p.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val").startswith(prefix):
            found.append(words_of(p))
    return found


def cells(docx: bytes) -> list[str]:
    """Table cells in order; the paragraphs of one are parted by a blank line."""
    return ["\n\n".join(words_of(p) for p in c.iter(f"{W}p")) for c in part(docx).iter(f"{W}tc")]


def page(text: str) -> Any:
    return html.document_fromstring(text)


def shown(node: Any) -> str:
    """The text of an html element; ``br`` is a line end, a new ``p`` a blank line."""
    out: list[str] = [node.text or ""]
    for i, child in enumerate(node):
        if child.tag == "br":
            out.append("\n")
        elif child.tag == "p":
            out.append(("\n\n" if i else "") + shown(child))
        else:
            out.append(shown(child))
        out.append((child.tail or "").strip("\n") if child.tag in ("br", "p") else child.tail or "")
    return "".join(out)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
