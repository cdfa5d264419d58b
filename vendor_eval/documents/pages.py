"""Paper, sections, and the lines that run along every page of a Word file."""

from __future__ import annotations

import copy
from typing import Literal

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section, _Footer

from vendor_eval.documents.document import About
from vendor_eval.documents.wordxml import TAB, Element, element, field, text

Paper = Literal["a4", "letter"]

SIZES = {"a4": (11906, 16838), "letter": (12240, 15840)}
MARGIN = 1247


def section_end(turn: Literal["portrait", "landscape"]) -> str:
    """A paragraph that ends a section with pages of this turn; ``lay_out`` gives it its size."""
    return f'<w:p><w:pPr><w:sectPr><w:pgSz w:orient="{turn}"/></w:sectPr></w:pPr></w:p>'


def lay_out(word: WordDocument, about: About, paper: Paper) -> None:
    """The same margins, header and footer in all sections; the title page goes without the header."""
    width, height = SIZES[paper]
    last = word.element.body.get_or_add_sectPr()
    for old in [e for name in ("w:pgSz", "w:pgMar", "w:titlePg") for e in last.findall(qn(name))]:
        last.remove(old)
    last.append(element(f'<w:pgSz w:w="{width}" w:h="{height}"/>'))
    sides = f'w:right="{MARGIN}" w:left="{MARGIN}" w:top="1474" w:bottom="1304"'
    last.append(element(f'<w:pgMar {sides} w:header="680" w:footer="567" w:gutter="0"/>'))
    _running_lines(word, about, width - 2 * MARGIN)
    for section in [s for s in word.element.body.iter(qn("w:sectPr")) if s is not last]:
        _as_last(section, last)
    for turned in word.sections:
        if turned._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape":
            _own_footer(turned, word, about)
    first = next(iter(word.element.body.iter(qn("w:sectPr"))))
    first.append(element("<w:titlePg/>"))


def text_width(section: Element) -> int:
    return int(section.find(qn("w:pgSz")).get(qn("w:w"))) - 2 * MARGIN


def _as_last(section: Element, last: Element) -> None:
    """``section`` with all that the last one has, on its side if it was to be so."""
    new = copy.deepcopy(last)
    if section.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape":
        size = new.find(qn("w:pgSz"))
        across, down = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), down)
        size.set(qn("w:h"), across)
        size.set(qn("w:orient"), "landscape")
    section.getparent().replace(section, new)


def _own_footer(section: Section, word: WordDocument, about: About) -> None:
    """The right edge of a page on its side is further out."""
    properties = section._sectPr
    for reference in properties.findall(qn("w:footerReference")):
        if reference.get(qn("w:type")) == "default":
            properties.remove(reference)
    _fill(section.footer, word, about, text_width(properties))


def _running_lines(word: WordDocument, about: About, width: int) -> None:
    section = word.sections[-1]
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].style = word.styles["header"]
    section.header.paragraphs[0].text = about.title
    for footer in (section.footer, section.first_page_footer):
        _fill(footer, word, about, width)


def _fill(footer: _Footer, word: WordDocument, about: About, width: int) -> None:
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style = word.styles["footer"]
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    line._p.get_or_add_pPr()._insert_tabs(element(tabs))
    pages = f"{text('Page ')}{field('PAGE', '1')}{text(' of ')}{field('NUMPAGES', '1')}"
    for run in list(element(f"<w:p>{text(about.reference)}{TAB}{pages}</w:p>")):
        line._p.append(run)
