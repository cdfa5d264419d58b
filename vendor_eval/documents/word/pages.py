"""Paper, sections, and the lines that run along every page of a Word file."""

from __future__ import annotations

import copy
from typing import Literal

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section, _Footer

from vendor_eval.documents.document import About, Paper
from vendor_eval.documents.word.wordxml import TAB, Element, element, field, text

SIZES = {"a4": (11906, 16838), "letter": (12240, 15840)}
MARGIN = 1247


def section_end(turn: Literal["portrait", "landscape"]) -> str:
    """A paragraph that ends a section with pages of this turn; ``lay_out`` gives it its size."""
    return f'<w:p><w:pPr><w:sectPr><w:pgSz w:orient="{turn}"/></w:sectPr></w:pPr></w:p>'


def lay_out(word: WordDocument, about: About, paper: Paper | None) -> None:
    """The same margins, header and footer in all sections; the title page goes without the header.

    Without ``paper`` the file has pages of its own: they stay, with what runs along them.
    """
    last = word.element.body.get_or_add_sectPr()
    if paper is not None:
        _ours(last, paper)
    _complete(last)
    _running_lines(word, about, text_width(last))
    for section in [s for s in word.element.body.iter(qn("w:sectPr")) if s is not last]:
        _as_last(section, last)
    if paper is not None:
        for turned in word.sections:
            if turned._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape":
                _own_footer(turned, word, about)
        first = next(iter(word.element.body.iter(qn("w:sectPr"))))
        first.append(element("<w:titlePg/>"))


def _ours(section: Element, paper: Paper) -> None:
    for old in [e for name in ("w:pgSz", "w:pgMar", "w:titlePg") for e in section.findall(qn(name))]:
        section.remove(old)
    width, height = SIZES[paper]
    section.append(element(f'<w:pgSz w:w="{width}" w:h="{height}"/>'))
    sides = f'w:right="{MARGIN}" w:left="{MARGIN}" w:top="1474" w:bottom="1304"'
    section.append(element(f'<w:pgMar {sides} w:header="680" w:footer="567" w:gutter="0"/>'))


def _complete(section: Element) -> None:
    """A buyer's file may leave size and margins to the program that opens it."""
    if section.find(qn("w:pgSz")) is None or section.find(qn("w:pgMar")) is None:
        _ours(section, "a4")


def text_width(section: Element) -> int:
    """From margin to margin, in twentieths of a point."""
    margins = section.find(qn("w:pgMar"))
    sides = sum(int(float(margins.get(qn(side)) or 0)) for side in ("w:left", "w:right"))
    return int(section.find(qn("w:pgSz")).get(qn("w:w"))) - sides


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
    """Title, reference and page numbers, but not over a header or page number that is there already."""
    section = word.sections[-1]
    if section.header.is_linked_to_previous:
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].style = word.styles["header"]
        section.header.paragraphs[0].text = about.title
    if about.mark:
        _mark(word, section, about.mark)
    for footer in (section.footer, section.first_page_footer):
        if not _counts_pages(footer):
            _fill(footer, word, about, width)


def _mark(word: WordDocument, section: Section, mark: str) -> None:
    """``mark`` above whatever heads the pages, on the first and on even ones as well."""
    for header in (section.header, section.first_page_header, section.even_page_header):
        header.is_linked_to_previous = False
        line = header.paragraphs[0].insert_paragraph_before(style=word.styles["header"])
        line.add_run(mark).bold = True


def _counts_pages(footer: _Footer) -> bool:
    codes = [code.text or "" for code in footer._element.iter(qn("w:instrText"))]
    codes += [field.get(qn("w:instr")) or "" for field in footer._element.iter(qn("w:fldSimple"))]
    return not footer.is_linked_to_previous and any("PAGE" in code for code in codes)


def _fill(footer: _Footer, word: WordDocument, about: About, width: int) -> None:
    fresh = footer.is_linked_to_previous
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0] if fresh else footer.add_paragraph()
    line.style = word.styles["footer"]
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    line._p.get_or_add_pPr()._insert_tabs(element(tabs))
    pages = f"{text('Page ')}{field('PAGE', '1')}{text(' of ')}{field('NUMPAGES', '1')}"
    for run in list(element(f"<w:p>{text(about.reference)}{TAB}{pages}</w:p>")):
        line._p.append(run)
