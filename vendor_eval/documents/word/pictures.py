"""Figures in a Word file: a picture under its title, with words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph

from vendor_eval.documents.figures import Placed
from vendor_eval.documents.word.pages import text_width

PLACE = "FigurePicture"
"""The style of the empty paragraphs that wait for a picture."""
FIGURE_PLACE = f'<w:p><w:pPr><w:pStyle w:val="{PLACE}"/></w:pPr></w:p>'


def add_pictures(word: WordDocument, figures: Sequence[Placed]) -> None:
    """The figures in the places made for them, in order; none is wider than a page that stands."""
    most = Twips(text_width(word.element.body.sectPr))
    places = [p for p in word.element.body.iter(qn("w:p")) if p.style == PLACE]
    for place, placed in zip(places, figures, strict=True):
        run = Paragraph(place, word._body).add_run()
        width = min(Pt(placed.figure.points), most) if placed.figure.points else most
        run.add_picture(BytesIO(placed.figure.png), width=width)
        for described in run._r.iter(qn("wp:docPr")):
            described.set("descr", placed.alt)
            described.set("name", f"Figure {placed.number}")
