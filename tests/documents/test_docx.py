"""The Word file: complete when opened, whole in its tables, and always the same bytes."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from datetime import date

import docx
import pytest
from documents.reading import W, part, styled, words_of

from vendor_eval.documents.document import About
from vendor_eval.documents.template.render import render
from vendor_eval.documents.word.docx import to_docx

ROWS = "\n".join(f"| {i} | row number {i} | x |" for i in range(120))
SOURCE = f"""\
::: cover

The Hospital

:::

# First

Before the table.

::: {{.table widths="10,60,30" label="Long & wide"}}

| No. | Word | Mark |
|----|----|---:|
{ROWS}
| 120 | {"long " * 800} | x |

:::

After the table.

## Inner

::: notice

Read this.

:::

### Deep

Text.

::: landscape

# On its side

::: {{.table widths="1,1" label="Wide"}}

| a | b |
|---|---|
| 1 | 2 |

:::

:::

# Last {{.unnumbered}}

The end.
"""
ABOUT = About(
    "A Title",
    "REF-1 · Issue 2",
    "The Hospital",
    dated=date(2027, 1, 11),
    properties=(("rfp_id", "REF-1"), ("rfp_issue", "2")),
)


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    folder = tmp_path_factory.mktemp("t")
    (folder / "a.md.j2").write_text(SOURCE)
    document, findings = render([folder], ["a.md.j2"], {}, ABOUT)
    assert findings == []
    return document


@pytest.fixture(scope="module")
def made(document):
    return to_docx(document)


@pytest.fixture(scope="module")
def root(made):
    return part(made)


def test_same_bytes_without_a_clock(document, made):
    assert to_docx(document) == made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_contents_are_a_field_with_its_entries_in_place(root):
    contents = root.find(f".//{W}sdt")
    codes = [i.text.strip() for i in contents.iter(f"{W}instrText")]
    assert codes[0] == r'TOC \o "1-2" \h \z \u'
    assert codes[1:] == [rf"PAGEREF {a} \h" for a in ("section_1", "section_1_1", "section_2", "heading_5")]
    kinds = [c.get(f"{W}fldCharType") for c in contents.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 5
    bookmarks = {b.get(f"{W}name") for b in root.iter(f"{W}bookmarkStart")}
    links = [h.get(f"{W}anchor") for h in contents.iter(f"{W}hyperlink")]
    assert set(links) <= bookmarks
    assert [words_of(p).strip().split("\t") for p in contents.iter(f"{W}p")] == [
        ["Contents"],
        ["1", "First"],
        ["1.1", "Inner"],
        ["2", "On its side"],
        ["Last"],
    ]


def test_fields_are_brought_up_to_date_when_opened(made):
    settings = [child.tag.removeprefix(W) for child in part(made, "word/settings.xml")]
    assert settings.count("updateFields") == settings.count("compat") == 1
    assert settings.index("updateFields") < settings.index("compat") < settings.index("rsids")


def test_heading_styles_hold_the_numbers(made):
    styles, numbering = part(made, "word/styles.xml"), part(made, "word/numbering.xml")
    for level in (1, 2, 3):
        style = styles.find(f".//{W}style[@{W}styleId='Heading{level}']")
        assert style.find(f".//{W}numId").get(f"{W}val") == "77"
        assert style.find(f".//{W}ilvl").get(f"{W}val") == str(level - 1)
    levels = numbering.findall(f"{W}abstractNum[@{W}abstractNumId='77']/{W}lvl")
    assert [x.find(f"{W}pStyle").get(f"{W}val") for x in levels][:3] == ["Heading1", "Heading2", "Heading3"]
    assert levels[2].find(f"{W}lvlText").get(f"{W}val") == "%1.%2.%3"


def test_an_unnumbered_heading_has_no_number(root):
    heads = [
        p
        for p in root.iter(f"{W}p")
        if (s := p.find(f"{W}pPr/{W}pStyle")) is not None and s.get(f"{W}val").startswith("Heading")
    ]
    off = [
        words_of(p)
        for p in heads
        if (n := p.find(f"{W}pPr/{W}numPr/{W}numId")) is not None and n.get(f"{W}val") == "0"
    ]
    assert off == ["Last"]


def test_tables_repeat_heads_keep_rows_and_widths(root):
    long, wide = root.iter(f"{W}tbl")
    rows = long.findall(f"{W}tr")
    assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows[:3]] == [True, False, False]
    assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows[:-1])
    assert rows[-1].find(f"{W}trPr/{W}cantSplit") is None  # higher than a page may be
    assert [int(c.get(f"{W}w")) for c in long.iter(f"{W}gridCol")] == [941, 5647, 2823]
    assert sum(int(c.get(f"{W}w")) for c in wide.iter(f"{W}gridCol")) == 16838 - 2 * 1247
    assert [t.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for t in (long, wide)] == ["Long & wide", "Wide"]
    assert {p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in long.iter(f"{W}p")} == {"TableText"}


def test_pages_headers_and_footers(made, root):
    sizes = [(s.get(f"{W}w"), s.get(f"{W}h"), s.get(f"{W}orient")) for s in root.iter(f"{W}pgSz")]
    assert sizes == [("11906", "16838", None), ("16838", "11906", "landscape"), ("11906", "16838", None)]
    word = docx.Document(io.BytesIO(made))
    for section in word.sections:
        assert section.header.paragraphs[0].text == "A Title"
        footer = section.footer.paragraphs[0]
        assert footer.text == "REF-1 · Issue 2\tPage 1 of 1"
        codes = [i.text.strip() for i in footer._p.iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]
    assert word.sections[0].different_first_page_header_footer
    assert word.sections[0].first_page_footer.paragraphs[0].text.startswith("REF-1")


def test_letter_paper(document):
    sizes = [(s.get(f"{W}w"), s.get(f"{W}h")) for s in part(to_docx(document, "letter")).iter(f"{W}pgSz")]
    assert sizes == [("12240", "15840"), ("15840", "12240"), ("12240", "15840")]


def test_properties(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        custom = archive.read("docProps/custom.xml").decode()
        core = archive.read("docProps/core.xml").decode()
    assert re.search(r'name="rfp_id"><vt:lpwstr>REF-1<', custom)
    assert re.search(r'name="rfp_issue"><vt:lpwstr>2<', custom)
    assert "<dc:creator>The Hospital<" in core
    assert core.count("2027-01-11T00:00:00Z") == 2
    assert "<dc:title>A Title<" in core


def test_cover_and_notice_have_their_styles(made):
    assert styled(made, "CoverText") == ["The Hospital"]
    assert styled(made, "Notice") == ["Read this."]
    assert styled(made, "Title") == ["A Title"]


def test_the_line_above_a_table_stays_with_it(root):
    table = next(root.iter(f"{W}tbl"))
    assert table.getprevious().find(f"{W}pPr/{W}keepNext") is not None
    assert table.getnext().find(f"{W}pPr/{W}spacing") is not None


def test_libreoffice_opens_it(made, tmp_path, soffice):
    (tmp_path / "a.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        tmp_path,
        tmp_path / "a.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert "1.1\tInner" in text
    assert "row number 119" in text
