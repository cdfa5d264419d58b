"""A document as a Word file that opens complete: contents filled in, heads repeated, no row cut in two."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from vendor_eval.documents import pandoc
from vendor_eval.documents.document import Division, Document, Paper, with_divisions
from vendor_eval.documents.values import Node, inlines
from vendor_eval.documents.word.base_styles import reference
from vendor_eval.documents.word.buyer_styles import Looks
from vendor_eval.documents.word.finish import Named, finish
from vendor_eval.documents.word.pages import section_end
from vendor_eval.documents.word.pictures import FIGURE_PLACE

_STYLE_OF = {"cover": "Cover Text", "notice": "Notice"}
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def to_docx(document: Document, paper: Paper = "a4", looks: Looks | None = None) -> bytes:
    """The bytes of a .docx, the same whenever and wherever they are made from the same document.

    With ``looks`` of the buyer's own the size and margins of the page are theirs, not those of ``paper``.
    """
    dress = looks or Looks(reference())
    labels: list[Named] = []
    blocks = with_divisions(document.blocks, lambda division: _written(division, labels))
    with TemporaryDirectory(prefix="vendor_eval-") as folder:
        example = Path(folder) / "reference.docx"
        example.write_bytes(dress.content)
        raw = pandoc.write(document, blocks, ["--to=docx", f"--reference-doc={example}", "--output=-"])
    return _packed(finish(raw, document, labels, paper, own_pages=dress.own))


def _written(division: Division, labels: list[Named]) -> list[Node]:
    """One of our own blocks as pandoc writes it to Word; a table's name goes to ``labels``."""
    kind, blocks = division.kind, division.blocks
    if kind == "table":
        labels.append(Named(division.label, division.large))
        return blocks
    if kind == "figure":
        title = {"t": "Para", "c": inlines(division.label)}
        return [
            {"t": "Div", "c": [["", [], [["custom-style", "Figure Title"]]], [title]]},
            _raw(FIGURE_PLACE),
        ]
    if kind == "landscape":
        return [_raw(section_end("portrait")), *blocks, _raw(section_end("landscape"))]
    return [_styled(_STYLE_OF[kind], blocks)]


def _styled(style: str, blocks: list[Node]) -> Node:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], blocks]}


def _raw(xml: str) -> Node:
    return {"t": "RawBlock", "c": ["openxml", xml]}


def _packed(archive: bytes) -> bytes:
    """The same files in the same order, without the clock that zip writes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            made.writestr(entry, given.read(name))
    return out.getvalue()
