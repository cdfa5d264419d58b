"""A table of contents that is there when the file is opened, and that Word can bring up to date."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from vendor_eval.documents.document import Heading
from vendor_eval.documents.word.wordxml import TAB, Element, closed, element, field, opened, text

DEPTH = 2
_NO_HEADING = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>'
"""In a buyer's file the style may be made from a numbered heading."""
_FIELD = rf'TOC \o "1-{DEPTH}" \h \z \u'


def heading_paragraphs(word: WordDocument) -> list[Element]:
    """The paragraphs of the headings, in order."""
    return [p for p in word.element.body.iter(qn("w:p")) if (p.style or "").startswith("Heading")]


def add_contents(word: WordDocument, headings: Sequence[Heading], width: int) -> None:
    """The contents on pages of their own before the first heading; without headings there are none.

    The entries stand inside a real TOC field. Their page numbers are empty until a program that lays out
    pages fills them: Word does so when it opens the file, LibreOffice on Tools > Update.
    """
    listed = [h for h in headings if h.level <= DEPTH]
    if not listed:
        return
    first = heading_paragraphs(word)[0]
    first.get_or_add_pPr()._insert_pageBreakBefore(element("<w:pageBreakBefore/>"))
    before = first.getprevious()
    target = before if before is not None and before.tag == qn("w:bookmarkStart") else first
    target.addprevious(element(_contents(listed, width)))


def _contents(headings: Sequence[Heading], width: int) -> str:
    last = len(headings) - 1
    entries = [
        _entry(heading, width, opened(_FIELD) if i == 0 else "", closed() if i == last else "")
        for i, heading in enumerate(headings)
    ]
    title = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/>{_NO_HEADING}</w:pPr>{text("Contents")}</w:p>'
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    content = f"<w:sdtContent>{title}{''.join(entries)}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>{content}</w:sdt>"


def _entry(heading: Heading, width: int, start: str, end: str) -> str:
    """One line. The tab to the page number has no dots while there is no number."""
    indent, hanging = (0, 510) if heading.level == 1 else (510, 680)
    left = indent + hanging
    tabs = f'<w:tab w:val="left" w:pos="{left}"/><w:tab w:val="right" w:pos="{width}"/>'
    lines = f'<w:ind w:left="{left}" w:right="567" w:hanging="{hanging}"/>'
    style = f'<w:pStyle w:val="TOC{heading.level}"/>'
    number = f"{text(heading.number)}{TAB}" if heading.number else ""
    page = field(rf"PAGEREF {heading.anchor} \h", "")
    link = f'<w:hyperlink w:anchor="{heading.anchor}" w:history="1">{number}{text(heading.text)}{TAB}{page}'
    return f"<w:p><w:pPr>{style}<w:tabs>{tabs}</w:tabs>{lines}</w:pPr>{start}{link}</w:hyperlink>{end}</w:p>"
