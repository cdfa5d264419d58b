"""Pieces of WordprocessingML as text; they become elements within a piece that declares ``w:``."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TAB = "<w:r><w:tab/></w:r>"
Element = Any
"""An element of lxml, which has no types."""


def element(xml: str) -> Element:
    """The element that ``xml`` is, with the prefix ``w:`` declared in it."""
    return parse_xml(re.sub(r"^<[^\s/>]+", lambda tag: f"{tag[0]} {nsdecls('w')}", xml))


def text(content: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(content)}</w:t></w:r>'


def opened(code: str) -> str:
    """A field up to where its result begins."""
    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return f"{_mark('begin')}{instruction}{_mark('separate')}"


def closed() -> str:
    return _mark("end")


def field(code: str, shown: str) -> str:
    """A field and what it shows until it is computed."""
    return f"{opened(code)}{text(shown) if shown else ''}{closed()}"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
