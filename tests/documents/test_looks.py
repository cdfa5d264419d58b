"""A buyer's own reference.docx: its looks stay, what it lacks comes in, and a bad one is a Finding."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from documents.reading import W, part, styled
from documents.test_docx import ABOUT, SOURCE
from docx.shared import Mm, Pt

from vendor_eval.documents.files import Dress, files
from vendor_eval.documents.template.render import render


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    folder = tmp_path_factory.mktemp("t")
    (folder / "a.md.j2").write_text(SOURCE)
    made, findings = render([folder], ["a.md.j2"], {}, ABOUT)
    assert findings == []
    return made


def buyers_file(path, *, header="Letterhead of the county", numbered=False):
    """As Word writes one: without pandoc's styles, with a font, a page and a header of its own."""
    word = docx.Document()
    word.styles["Normal"].font.name = "Georgia"
    word.styles["Normal"].font.size = Pt(12)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(216), Mm(279)
    section.left_margin = section.right_margin = Mm(30)
    if header:
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = header
    word.save(path)
    return path


@pytest.fixture
def dressed(document, tmp_path):
    made, findings = files(document, "x", Dress(reference=buyers_file(tmp_path / "r.docx")), ["docx"])
    assert findings == []
    return made["x.docx"]


def test_the_buyers_font_page_and_header_stay(dressed):
    word = docx.Document(io.BytesIO(dressed))
    assert word.styles["Normal"].font.name == "Georgia"
    assert round(word.sections[0].page_width.mm) == 216
    assert round(word.sections[0].left_margin.mm) == 30
    assert {s.header.paragraphs[0].text for s in word.sections} == {"Letterhead of the county"}


def test_pages_are_counted_and_the_reference_stands_below(dressed):
    for section in docx.Document(io.BytesIO(dressed)).sections:
        assert "REF-1 · Issue 2\tPage 1 of 1" in [p.text for p in section.footer.paragraphs]


def test_what_the_file_lacks_comes_in_without_a_font(dressed):
    styles = part(dressed, "word/styles.xml")
    for name in (
        "FirstParagraph",
        "Compact",
        "TableText",
        "Notice",
        "CoverText",
        "TOC1",
        "TOCHeading",
        "Table",
    ):
        style = styles.find(f".//{W}style[@{W}styleId='{name}']")
        assert style is not None, name
        assert style.find(f"{W}rPr/{W}rFonts") is None
    assert styled(dressed, "Notice") == ["Read this."]


def test_headings_get_numbers_if_they_have_none(dressed):
    styles = part(dressed, "word/styles.xml")
    for level in (1, 2, 3):
        style = styles.find(f".//{W}style[@{W}styleId='Heading{level}']")
        assert style.find(f".//{W}numId").get(f"{W}val") == "77"


def test_tables_are_as_wide_as_the_buyers_page(dressed):
    table = next(part(dressed).iter(f"{W}tbl"))
    assert sum(int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")) == pytest.approx(
        (216 - 60) / 25.4 * 1440, abs=5
    )


def test_the_same_bytes_again(document, tmp_path, dressed):
    made, _ = files(document, "x", Dress(reference=tmp_path / "r.docx"), ["docx"])
    assert made["x.docx"] == dressed


def _macro(path):
    buyers_file(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (lambda p: p.write_bytes(b"not a file of Word"), "not a Word file"),
        (lambda p: zipfile.ZipFile(p, "w").writestr("a.txt", "x"), "cannot be read"),
        (_macro, "macros"),
    ],
)
def test_a_file_that_is_no_use_is_a_finding(document, tmp_path, written, said):
    path = tmp_path / "reference.docx"
    written(path)
    made, findings = files(document, "x", Dress(reference=path))
    assert made == {}
    (found,) = findings
    assert (found.code, found.severity, found.where) == ("docx.reference", "error", str(path))
    assert said in found.message


def test_without_a_file_the_looks_are_ours(document, tmp_path):
    made, findings = files(document, "x", Dress(reference=tmp_path / "none.docx"), ["docx"])
    assert findings == []
    assert made == files(document, "x", None, ["docx"])[0]
