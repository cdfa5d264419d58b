"""The parts of an xlsx archive that say what a cell means: sheets, strings, number formats, properties."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from vendor_eval.forms.read.archive import MEGABYTE, Refusal, parse
from vendor_eval.forms.values.text import clean, unescape

MAX_TEXT = 40 * MEGABYTE
_TOO_MUCH = f"the workbook contains more than {MAX_TEXT // MEGABYTE} MB of text"
# Formats that have a number instead of a text (ECMA-376 part 1, 18.8.30); the rest are of no concern here.
_BUILT_IN = {
    **dict.fromkeys((5, 6, 7, 8, 42, 44), '"$"#,##0.00'),
    **dict.fromkeys((9, 10), "0.00%"),
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "yyyy-mm-dd"),
    49: "@",
}


def local(name: str) -> str:
    """The name without its prefix, which differs from program to program."""
    return name.rpartition(":")[2]


@dataclass(slots=True)
class Book:
    """``sheets``: name and part, in the order of the tabs."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    from_1904: bool = False
    characters: int = 0

    def count(self, text: str) -> str:
        """``text`` of one more cell; a single string may be in very many."""
        self.characters += len(text)
        if self.characters > MAX_TEXT:
            raise Refusal("form.too-large", _TOO_MUCH)
        return text


def read_book(archive: ZipFile) -> Book:
    """Raises Refusal where there is no workbook in the archive."""
    top = _relations(archive, "")
    main = _target(top, "officeDocument")
    if not main or main not in archive.namelist():
        raise Refusal("form.not-xlsx", "this is a zip archive, but no Excel workbook (.xlsx)")
    if main.endswith(".bin"):
        raise Refusal("form.not-xlsx", "this is a binary workbook (.xlsb), not an .xlsx")
    book = Book()
    related = _relations(archive, main)
    _sheets(archive, main, related, book)
    parts = archive.namelist()
    strings, styles = _target(related, "sharedStrings"), _target(related, "styles")
    if strings in parts:
        parse(archive, strings, _Strings(book.strings))
    if styles in parts:
        parse(archive, styles, _Formats(book.formats))
    custom = _target(top, "custom-properties")
    if custom in parts:
        parse(archive, custom, _Properties(book.properties))
    return book


class _Each(ContentHandler):
    """Calls ``take`` with the plain name and attributes of each element."""

    def __init__(self, take: Callable[[str, dict[str, str]], None]) -> None:
        super().__init__()
        self.take = take

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name SAX calls
        self.take(local(name), {local(k): v for k, v in attrs.items()})


def _relations(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id -> (type, part) of what ``part`` refers to inside the archive."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def take(element: str, given: dict[str, str]) -> None:
        if element == "Relationship" and given.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/")
            found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], target)

    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels in archive.namelist():
        parse(archive, rels, _Each(take))
    return found


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((target for of, target in relations.values() if of == kind), "")


def _sheets(archive: ZipFile, main: str, related: dict[str, tuple[str, str]], book: Book) -> None:
    def take(element: str, given: dict[str, str]) -> None:
        if element == "sheet":
            kind, part = related.get(given.get("id", ""), ("", ""))
            if kind == "worksheet":
                book.sheets.append((clean(given.get("name", "")), part))
        elif element == "workbookPr":
            book.from_1904 = given.get("date1904") in ("1", "true")

    parse(archive, main, _Each(take))
    if any(part not in archive.namelist() for _, part in book.sheets):
        raise Refusal("form.not-xlsx", "the workbook is damaged: a sheet is listed that is not there")


class TextHandler(ContentHandler):
    """Collects the characters between the elements that a subclass opens and closes."""

    def __init__(self) -> None:
        super().__init__()
        self.collecting = False
        self.caught: list[str] = []
        self.total = 0

    def characters(self, content: str) -> None:
        if self.collecting:
            self.total += len(content)
            if self.total > MAX_TEXT:
                raise Refusal("form.too-large", _TOO_MUCH)
            self.caught.append(content)

    def collected(self) -> str:
        text = "".join(self.caught)
        self.caught.clear()
        return text


class _Strings(TextHandler):
    """Shared strings: all text runs of an item in one, without the reading aids of East Asian text."""

    def __init__(self, into: list[str]) -> None:
        super().__init__()
        self.into = into
        self.aside = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name SAX calls
        self.aside = self.aside or local(name) == "rPh"
        self.collecting = local(name) == "t" and not self.aside

    def endElement(self, name: str) -> None:  # noqa: N802  the name SAX calls
        self.collecting = False
        if local(name) == "rPh":
            self.aside = False
        elif local(name) == "si":
            self.into.append(clean(unescape(self.collected())))


class _Formats(ContentHandler):
    """The number format of each cell style."""

    def __init__(self, into: list[str]) -> None:
        super().__init__()
        self.into = into
        self.own: dict[str, str] = {}
        self.inside = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name SAX calls
        element, given = local(name), {local(k): v for k, v in attrs.items()}
        if element in ("numFmts", "cellXfs", "cellStyleXfs", "dxfs"):
            self.inside = element
        elif element == "numFmt" and self.inside == "numFmts":
            self.own[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif element == "xf" and self.inside == "cellXfs":
            number = given.get("numFmtId", "0")
            built_in = _BUILT_IN.get(int(number), "") if number.isdecimal() and len(number) < 9 else ""
            self.into.append(self.own.get(number, built_in))


class _Properties(TextHandler):
    """Custom document properties, by name."""

    def __init__(self, into: dict[str, str]) -> None:
        super().__init__()
        self.into = into
        self.name = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name SAX calls
        if local(name) == "property":
            self.name = attrs.get("name", "")
        self.collecting = local(name) != "property" and bool(self.name)

    def endElement(self, name: str) -> None:  # noqa: N802  the name SAX calls
        self.collecting = False
        if local(name) == "property":
            self.into[self.name] = clean(unescape(self.collected()))
            self.name = ""
