"""The looks of our Word documents: pandoc's own reference file with our styles and numbered headings.

Made once a process and kept in memory. Arial is on every machine or has a twin of the same widths there.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import NamedTuple

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from vendor_eval.documents import pandoc
from vendor_eval.documents.word.wordxml import element

ACCENT, TINT, LINE, SOFT = "123F6B", "E9EFF5", "B7C2CE", "55616E"
HEADING_LIST = "77"


class Style(NamedTuple):
    """A paragraph style: its id and name, what it builds on, and the inside of ``w:pPr`` and ``w:rPr``."""

    id: str
    name: str
    base: str | None
    paragraph: str = ""
    run: str = ""


def _spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _font(half_points: int, *, bold: bool = False, color: str = "") -> str:
    tint = f'<w:color w:val="{color}"/>' if color else ""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return f"{'<w:b/><w:bCs/>' if bold else ''}{tint}{size}"


def _heading(level: int, before: int, half_points: int) -> Style:
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{HEADING_LIST}"/></w:numPr>'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    paragraph = f"<w:keepNext/><w:keepLines/>{number}{_spacing(before, 100)}{outline}"
    run = _font(half_points, bold=True, color=ACCENT)
    return Style(f"Heading{level}", f"heading {level}", "Normal", paragraph, run)


_HEADINGS = ((480, 34), (320, 25), (260, 21), (220, 20), (200, 20), (200, 20))
_BOX = (
    f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    f'{_spacing(80, 80, 264)}<w:ind w:left="227" w:right="113"/>'
)

_TOP = f"<w:pageBreakBefore/>{_spacing(0, 240)}"

_KEPT = f"<w:keepNext/>{_spacing(240, 80)}"

STYLES = (
    Style("Normal", "Normal", None),
    Style("BodyText", "Body Text", "Normal", _spacing(60, 100, 271)),
    Style("FirstParagraph", "First Paragraph", "BodyText"),
    Style("Compact", "Compact", "BodyText", _spacing(0, 50, 264)),
    Style("TableText", "Table Text", "Normal", _spacing(24, 24), _font(17)),
    Style("Title", "Title", "Normal", _spacing(2600, 240, 252), _font(60, bold=True, color=ACCENT)),
    Style("CoverText", "Cover Text", "Normal", _spacing(0, 160, 276), _font(23)),
    Style("Notice", "Notice", "Normal", _BOX),
    Style("FigureTitle", "Figure Title", "Normal", _KEPT, _font(19, bold=True, color=ACCENT)),
    Style("FigurePicture", "Figure Picture", "Normal", _spacing(0, 240)),
    Style("BlockText", "Block Text", "BodyText", '<w:ind w:left="400" w:right="400"/>'),
    Style("TOCHeading", "TOC Heading", "Normal", _TOP, _font(34, bold=True, color=ACCENT)),
    Style("TOC1", "toc 1", "Normal", _spacing(90, 10), _font(19, bold=True)),
    Style("TOC2", "toc 2", "Normal", _spacing(0, 0), _font(18)),
    Style("Header", "header", "Normal", "", _font(16, color=SOFT)),
    Style("Footer", "footer", "Normal", "", _font(16, color=SOFT)),
    *(_heading(level, *looks) for level, looks in enumerate(_HEADINGS, 1)),
)

_DEFAULTS = """<w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/>
<w:szCs w:val="20"/><w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>"""

_LINK = f"""<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="{ACCENT}"/><w:u w:val="single"/></w:rPr>
</w:style>"""

_CODE = """<w:style w:type="character" w:customStyle="1" w:styleId="VerbatimChar">
<w:name w:val="Verbatim Char"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"
w:cs="Courier New"/></w:rPr></w:style>"""

_TABLE = f"""<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>
<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>
<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr></w:style>"""


@cache
def reference() -> bytes:
    """A reference file for ``pandoc --reference-doc``."""
    word = docx.Document(BytesIO(pandoc.run(["--print-default-data-file", "reference.docx"], b"")))
    styles = word.styles.element
    styles.replace(styles.find(qn("w:docDefaults")), element(_DEFAULTS))
    for style in STYLES:
        _put_style(word, style.id, _style_xml(style))
    _put_style(word, "Hyperlink", _LINK)
    _put_style(word, "VerbatimChar", _CODE)
    _put_style(word, "Table", _TABLE)
    number_headings(word)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _style_xml(style: Style) -> str:
    based = f'<w:basedOn w:val="{style.base}"/>' if style.base else ""
    default = "" if style.base else ' w:default="1"'
    head = f'<w:style w:type="paragraph"{default} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
    looks = f"<w:pPr>{style.paragraph}</w:pPr><w:rPr>{style.run}</w:rPr>"
    return f"{head}{based}<w:qFormat/>{looks}</w:style>"


def _put_style(word: WordDocument, style_id: str, xml: str) -> None:
    styles, new = word.styles.element, element(xml)
    for old in styles.findall(qn("w:style")):
        if old.get(qn("w:styleId")) == style_id:
            styles.replace(old, new)
            return
    styles.append(new)


def number_headings(word: WordDocument) -> None:
    """One multilevel list, 1 / 1.1 / 1.1.1, each of its levels bound to a heading style."""
    levels = "".join(_level(i) for i in range(6))
    numbering = word.part.numbering_part.element
    abstract = element(
        f'<w:abstractNum w:abstractNumId="{HEADING_LIST}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    numbering.append(
        element(f'<w:num w:numId="{HEADING_LIST}"><w:abstractNumId w:val="{HEADING_LIST}"/></w:num>')
    )


def _level(index: int) -> str:
    number = ".".join(f"%{n + 1}" for n in range(index + 1))
    indent = (624, 737, 907, 1077, 1247, 1417)[index]
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{index + 1}"/><w:suff w:val="tab"/><w:lvlText w:val="{number}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
    )
