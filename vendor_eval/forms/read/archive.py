"""Is this file safe to open? Asked before any content of it is believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from vendor_eval.findings import Finding
from vendor_eval.forms.reading import FormReading, refused

MEGABYTE = 1_000_000
MAX_FILE, MAX_EXPANDED = 25 * MEGABYTE, 200 * MEGABYTE
MAX_ENTRIES, MAX_RATIO = 2_000, 200
# Below this size a part is harmless, however well it was packed.
_SMALL = 64_000
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
ASK = "ask the sender to save the workbook as Excel workbook (.xlsx) and to send it again"


class Refusal(Exception):  # noqa: N818  not an error of the program: the file is at fault
    """The file cannot be read at all."""

    def __init__(self, code: str, message: str, hint: str = ASK) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def first_look(path: Path) -> FormReading | None:
    """A refusal from name, size and first bytes alone."""
    if path.name.startswith("~$"):
        return refused(
            path.name,
            "form.lock-file",
            "this is the lock file that Excel keeps beside an open workbook, not the workbook",
            f"close Excel and take {path.name[2:]}",
        )
    size = path.stat().st_size
    if size > MAX_FILE:
        message = (
            f"the file has {size / MEGABYTE:.0f} MB; a filled workbook has less than {MAX_FILE // MEGABYTE}"
        )
        hint = "ask the sender to send pictures and documents as files of their own"
        return refused(path.name, "form.too-large", message, hint)
    with path.open("rb") as file:
        start = file.read(8)
    if start == _OLE:
        message = "the workbook is protected by a password for opening, or is an old .xls"
        hint = "ask the sender to save it without password as .xlsx and to send it again"
        return refused(path.name, "form.encrypted", message, hint)
    if not start.startswith(_ZIP):
        message = "the file is empty" if not size else "this is no Excel workbook (.xlsx)"
        return refused(path.name, "form.not-xlsx", message, ASK)
    return None


def check(archive: ZipFile) -> None:
    """Raises Refusal for an archive that is broken, too large, encrypted, or brings a document type."""
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise Refusal("form.too-large", f"the file has {len(infos)} parts; a workbook has a few dozen")
    names = [info.filename for info in infos]
    if len(set(names)) < len(names):
        raise Refusal("form.not-xlsx", "the file has two parts of the same name, so it is damaged or forged")
    for info in infos:
        _check_member(info)
    total = sum(info.file_size for info in infos)
    if total > MAX_EXPANDED:
        raise Refusal("form.expands", f"unpacked, the file would take {total / MEGABYTE:.0f} MB")
    if "mimetype" in names:
        raise Refusal("form.not-xlsx", "this is an OpenDocument file, not an Excel workbook (.xlsx)")
    for name in names:
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _no_doctype(archive, name)


def _check_member(info: ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise Refusal("form.encrypted", "the file is encrypted", "ask the sender to send it without password")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refusal(
            "form.not-xlsx", f"the part {info.filename!r} is packed in a way that workbooks are not"
        )
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > _SMALL and ratio > MAX_RATIO:
        raise Refusal(
            "form.expands",
            f"unpacked, the part {info.filename!r} would be {ratio:.0f} times as large, which no filled "
            f"workbook is",
        )


class _Stop(SAXException):
    """The first element has come: a document type can no longer follow."""


class _FirstElement(ContentHandler):
    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802  the name SAX calls
        raise _Stop(name)


def _no_doctype(archive: ZipFile, name: str) -> None:
    try:
        parse(archive, name, _FirstElement())
    except (_Stop, SAXParseException):
        return  # what cannot be parsed matters only where it is read


def parse(archive: ZipFile, name: str, handler: ContentHandler) -> None:
    """Stream one part. No document type, no entity, nothing from outside."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    part: IO[bytes]
    try:
        with archive.open(name) as part:
            parser.parse(part)
    except DefusedXmlException as error:
        message = (
            f"the part {name!r} declares a document type or entities, which no spreadsheet program writes"
        )
        hint = "do not open the file; ask the sender how it was made"
        raise Refusal("form.doctype", message, hint) from error


def ignored_parts(archive: ZipFile, file: str) -> Iterator[Finding]:
    """What is in the workbook and is not read."""
    names = archive.namelist()
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        message = "the workbook contains macros; the workbook that was sent out has none"
        hint = "do not open it in Excel with macros enabled; ask the sender for one without"
        yield Finding("form.macros", "error", file, message, hint)
    if any("/externalLinks/" in n for n in names):
        message = "cells refer to other files, which the buyer does not have"
        hint = "ask the sender to paste values in place of such formulas"
        yield Finding("form.external-links", "warning", file, message, hint)
    kinds = {
        "/embeddings/": "files",
        "/media/": "pictures",
        "/comments": "cell notes",
        "Comments/": "cell notes",
    }
    found = sorted({kind for part, kind in kinds.items() if any(part in n for n in names)})
    if found:
        message = f"the workbook contains {' and '.join(found)}; these are not read"
        hint = "look into them, and ask the sender for documents of their own where they matter"
        yield Finding("form.not-read", "warning", file, message, hint)
