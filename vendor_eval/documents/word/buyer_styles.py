"""The Word file whose looks a document takes: ours, or the buyer's own with what it lacks put in."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from vendor_eval.documents.word.base_styles import HEADING_LIST, STYLES, number_headings, reference
from vendor_eval.documents.word.wordxml import Element, element
from vendor_eval.findings import Finding

MAX_BYTES, MAX_UNPACKED = 10_000_000, 100_000_000

_OURS = (*(style.id for style in STYLES), "Hyperlink", "VerbatimChar", "Table")
_WITHOUT_FONT = ("w:rFonts", "w:color", "w:sz", "w:szCs", "w:lang")


@dataclass(frozen=True, slots=True)
class Looks:
    """A reference file for pandoc. ``own``: the buyer's, whose pages, header and footer stay."""

    content: bytes
    own: bool = False


def looks_of(path: Path | None) -> tuple[Looks | None, list[Finding]]:
    """Our looks where there is no file at ``path``; else those of the file, or a Finding why not."""
    if path is None or not path.is_file():
        return Looks(reference()), []
    try:
        raw = path.read_bytes()
        flaw = _flaw(raw)
        if not flaw:
            return Looks(completed(raw), own=True), []
    except Exception as error:
        flaw = f"it cannot be read as a Word file ({type(error).__name__})"
    hint = "save it in Word as .docx, or take it away to use the program's own looks"
    return None, [Finding("docx.reference", "error", str(path), flaw, hint)]


def _flaw(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        return f"the file is larger than {MAX_BYTES // 1_000_000} MB"
    if not zipfile.is_zipfile(BytesIO(raw)):
        return "this is not a Word file (.docx)"
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            return "unpacked, the file is too large"
        if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
            return "the file contains macros"
    return ""


def completed(raw: bytes) -> bytes:
    """A buyer's file with the styles that pandoc asks for, in the buyer's fonts, and numbered headings.

    pandoc takes a style that is missing for the default one, without a word.
    """
    word, ours = docx.Document(BytesIO(raw)), docx.Document(BytesIO(reference()))
    have = {style.get(qn("w:styleId")) for style in word.styles.element.findall(qn("w:style"))}
    for style in ours.styles.element.findall(qn("w:style")):
        if style.get(qn("w:styleId")) in _OURS and style.get(qn("w:styleId")) not in have:
            word.styles.element.append(_adapted(style))
    if not _numbered(word):
        number_headings(word)
        for level, style in _headings(word):
            number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{HEADING_LIST}"/></w:numPr>'
            style.get_or_add_pPr()._insert_numPr(element(number))
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _adapted(style: Element) -> Element:
    """A style of ours in the font, size and colour of the one it builds on, but for small table text."""
    new = copy.deepcopy(style)
    new.attrib.pop(qn("w:default"), None)
    run = new.find(qn("w:rPr"))
    if run is not None and new.get(qn("w:type")) == "paragraph" and new.get(qn("w:styleId")) != "TableText":
        for name in _WITHOUT_FONT:
            for part in run.findall(qn(name)):
                run.remove(part)
    return new


def _headings(word: WordDocument) -> Iterator[tuple[int, Element]]:
    by_id = {style.get(qn("w:styleId")): style for style in word.styles.element.findall(qn("w:style"))}
    for level in range(1, 7):
        if f"Heading{level}" in by_id:
            yield level, by_id[f"Heading{level}"]


def _numbered(word: WordDocument) -> bool:
    """Whether the buyer's own first heading has a number of its own."""
    return any(
        level == 1 and style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        for level, style in _headings(word)
    )
