"""What pandoc leaves to be done in a Word file: pages, tables, contents, properties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import NamedTuple

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from vendor_eval.documents.document import CLOSING, UNDATED, About, Document, Paper
from vendor_eval.documents.tables import SPLIT_ABOVE, stays_whole
from vendor_eval.documents.word.contents import add_contents, heading_paragraphs
from vendor_eval.documents.word.pages import lay_out, text_width
from vendor_eval.documents.word.pictures import add_pictures
from vendor_eval.documents.word.wordxml import Element, element


class Named(NamedTuple):
    """A table's name for the ear; ``large`` in letters of the text."""

    label: str
    large: bool


def finish(
    raw: bytes, document: Document, labels: Sequence[Named], paper: Paper, *, own_pages: bool = False
) -> bytes:
    """``raw`` as pandoc wrote it, complete. ``labels`` name its tables in order.

    With ``own_pages`` the size of the pages, their margins and what runs along them are those of ``raw``.
    """
    word = docx.Document(BytesIO(raw))
    lay_out(word, document.about, None if own_pages else paper)
    _tables(word, labels)
    _lists(word)
    add_pictures(word, document.figures)
    for heading, paragraph in zip(document.headings, heading_paragraphs(word), strict=True):
        if not heading.number:
            _without_number(paragraph)
    if document.about.letter:
        _as_letter(word)
    elif not document.covered and not own_pages:
        _plain_title(word)
    if document.with_contents:
        add_contents(word, document.headings, text_width(word.element.body.sectPr))
    _settings(word.settings.element)
    _properties(word, document.about)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _as_letter(word: WordDocument) -> None:
    """Without the large title; its headings are lines of the size of the text."""
    for paragraph in word.element.body.findall(qn("w:p")):
        if paragraph.style == "Title":
            word.element.body.remove(paragraph)
        elif (paragraph.style or "").startswith("Heading"):
            for run in paragraph.iter(qn("w:r")):
                size = 24 if paragraph.style == "Heading1" else 21
                run.get_or_add_rPr().append(element(f'<w:sz w:val="{size}"/>'))
    *closing, last = word.element.body.findall(qn("w:p"))[-CLOSING:]
    for paragraph in (*closing, last):
        paragraph.get_or_add_pPr().get_or_add_keepLines()
    for paragraph in closing:
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def _plain_title(word: WordDocument) -> None:
    """Above the text, not on a page of its own."""
    for paragraph in word.element.body.findall(qn("w:p")):
        if paragraph.style == "Title":
            paragraph.get_or_add_pPr()._insert_spacing(element('<w:spacing w:before="0" w:after="200"/>'))
            for run in paragraph.iter(qn("w:r")):
                run.get_or_add_rPr().append(element('<w:sz w:val="40"/>'))


def _settings(settings: Element) -> None:
    """Fields are computed when the file is opened; pages are laid out as by Word since 2013."""
    modern = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    _put_before(settings, element(f"<w:compat><w:compatSetting {modern}/></w:compat>"), _AFTER_COMPAT)
    _put_before(settings, element('<w:updateFields w:val="true"/>'), _AFTER_UPDATE)


_AFTER_COMPAT = ("w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")
_AFTER_UPDATE = ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat")


def _put_before(parent: Element, new: Element, names: Sequence[str]) -> None:
    """``new`` before the first child of these names, since the schema wants an order."""
    for old in parent.findall(new.tag):
        parent.remove(old)
    tags = [qn(name) for name in names]
    following = next((child for child in parent if child.tag in tags), None)
    if following is None:
        parent.append(new)
    else:
        following.addprevious(new)


def _properties(word: WordDocument, about: About) -> None:
    moment = datetime.combine(about.dated or UNDATED, time())
    core = word.core_properties
    core.author = core.last_modified_by = about.author
    core.created = core.modified = moment


def _without_number(paragraph: Element) -> None:
    properties = paragraph.get_or_add_pPr()
    properties._insert_numPr(element('<w:numPr><w:numId w:val="0"/></w:numPr>'))
    properties._insert_ind(element('<w:ind w:left="0" w:firstLine="0"/>'))


def _tables(word: WordDocument, labels: Sequence[Named]) -> None:
    waiting: list[tuple[Element, Named]] = []
    names = iter(labels)
    for part in list(word.element.body.iter(qn("w:tbl"), qn("w:sectPr"))):
        if part.tag == qn("w:tbl"):
            waiting.append((part, next(names)))
            continue
        for table, name in waiting:
            _table(table, name, text_width(part))
            _set_off(table)
        waiting = []


def _table(table: Element, name: Named, width: int) -> None:
    """A name for the ear, rows that stay whole, widths in full."""
    caption = element("<w:tblCaption/>")
    caption.set(qn("w:val"), name.label)
    table.tblPr.append(caption)
    _widen(table, width)
    rows = table.findall(qn("w:tr"))
    whole = stays_whole(len(rows), sum(map(_length, rows)))
    for i, row in enumerate(rows, 1):
        _keep_whole(row)
        head = row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None
        for paragraph in row.iter(qn("w:p")):
            paragraph.style = "TableText" if not name.large else "Compact"
            if head or (whole and i < len(rows)):
                paragraph.get_or_add_pPr()._insert_keepNext(element("<w:keepNext/>"))


def _lists(word: WordDocument) -> None:
    """The line before a list stays with its first item."""
    before: Element | None = None
    for paragraph in word.element.body.findall(qn("w:p")):
        listed = paragraph.pPr is not None and paragraph.pPr.numPr is not None
        if listed and before is not None and before.getnext() is paragraph:
            before.get_or_add_pPr()._insert_keepNext(element("<w:keepNext/>"))
        before = None if listed else paragraph


def _set_off(table: Element) -> None:
    """The line before a table stays with it, the text after it keeps its distance."""
    before, after = table.getprevious(), table.getnext()
    if before is not None and before.tag == qn("w:p") and before.pPr is not None:
        before.pPr._insert_keepNext(element("<w:keepNext/>"))
    if after is None or after.tag != qn("w:p") or after.pPr is None:
        return
    if not (after.style or "").startswith("Heading"):
        after.pPr._insert_spacing(element('<w:spacing w:before="200"/>'))


def _widen(table: Element, width: int) -> None:
    """The columns' shares in units of length, since not every program reads shares."""
    columns = table.find(qn("w:tblGrid")).findall(qn("w:gridCol"))
    shares = [int(c.get(qn("w:w")) or 0) for c in columns]
    if not sum(shares):
        return
    lengths = [width * share // sum(shares) for share in shares]
    for column, length in zip(columns, lengths, strict=True):
        column.set(qn("w:w"), str(length))
    whole = table.tblPr.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(sum(lengths)))
    for row in table.findall(qn("w:tr")):
        for cell, length in zip(row.findall(qn("w:tc")), lengths, strict=False):
            properties = cell.get_or_add_tcPr()
            for old in properties.findall(qn("w:tcW")):
                properties.remove(old)
            properties.insert(0, element(f'<w:tcW w:w="{length}" w:type="dxa"/>'))


def _length(row: Element) -> int:
    return sum(len(t.text or "") for t in row.iter(qn("w:t")))


def _keep_whole(row: Element) -> None:
    properties = row.get_or_add_trPr()
    if _length(row) <= SPLIT_ABOVE and properties.find(qn("w:cantSplit")) is None:
        properties.insert(0, element("<w:cantSplit/>"))
