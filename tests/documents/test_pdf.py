"""The PDF file: accessible, numbered like the others, literal, and silent about no character."""

from __future__ import annotations

import re
import subprocess

import pytest
from conftest import need
from documents.hostile import HOSTILE
from documents.test_docx import ABOUT, SOURCE
from documents.test_hostile import EXPECTED, TEMPLATE

from vendor_eval.documents.document import About
from vendor_eval.documents.pdf.render import to_pdf
from vendor_eval.documents.template.render import render

INVISIBLE = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def text_of(pdf: bytes, *how: str) -> str:
    command = [need("pdftotext"), *(how or ["-raw"]), "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60).stdout.decode()


def document(folder, source, about=ABOUT, **context):
    (folder / "a.md.j2").write_text(source, "utf-8")
    made, findings = render([folder], ["a.md.j2"], context, about)
    assert findings == []
    return made


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    return document(tmp_path_factory.mktemp("usual"), SOURCE)


@pytest.fixture(scope="module")
def made(usual):
    pdf, findings = to_pdf(usual)
    assert findings == []
    return pdf


def test_it_says_that_it_is_accessible_and_archivable(made):
    for mark in (b"pdfuaid:part>1<", b"pdfaid:part>2<", b"/MarkInfo", b"/Lang(en-GB)", b"/StructTreeRoot"):
        assert mark in made.replace(b"/Lang (", b"/Lang("), mark


def test_same_bytes_whenever_it_is_made(usual, made):
    assert to_pdf(usual)[0] == made


def test_contents_have_numbers_titles_and_pages(made):
    page = next(page for page in text_of(made, "-layout").split("\f") if "Contents" in page)
    entries = [re.sub("[. \u2060]+", " ", line).strip() for line in page.splitlines()[2:]]
    entries = [e for e in entries if e and e != "Contents"][:4]
    assert [re.sub(r" \d+$", "", e) for e in entries] == ["1 First", "1 1 Inner", "2 On its side", "Last"]
    numbers = [int(e.rsplit(" ", 1)[1]) for e in entries]
    assert numbers[0] == 3
    assert numbers == sorted(numbers)


def test_a_few_pages_without_a_cover_begin_with_their_title_and_have_no_contents(tmp_path):
    short = document(tmp_path, "# One\n\nText.\n\n# Two\n\nText.\n")
    text = text_of(to_pdf(short)[0])
    assert text.startswith(ABOUT.title)
    assert "Contents" not in text
    long = document(tmp_path, "# One\n\nText.\n\n" * 7)
    assert "Contents" in text_of(to_pdf(long)[0])


def test_headings_are_numbered_and_the_unnumbered_is_not(made):
    lines = text_of(made).splitlines()
    for heading in ("1 First", "1.1 Inner", "1.1.1 Deep", "2 On its side", "Last"):
        assert heading in lines


def test_heads_of_tables_are_repeated_and_pages_are_counted(made):
    text = text_of(made)
    pages = text.split("\f")[:-1]
    with_rows = [page for page in pages if "row number" in page]
    assert len(with_rows) > 2
    assert all("No. Word Mark" in page for page in with_rows)
    for number, page in enumerate(pages, 1):
        assert f"REF-1 · Issue 2 Page {number} of {len(pages)}" in page
        assert ("A Title" in page.split("\n")[:2]) == (number > 1) or number == 1


def test_a_page_lies_on_its_side(made):
    sizes = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", made)
    turned = [float(width) > float(height) for width, height in sizes]
    assert turned.count(True) == 1


def test_letter_paper(usual):
    pdf, _ = to_pdf(usual, "letter")
    assert re.search(rb"/MediaBox\s*\[0 0 612 792\]", pdf)


def test_a_character_without_a_font_is_told_with_its_place(tmp_path):
    rare = "\u0378"  # no character has this number yet, so no font can have it
    pdf, findings = to_pdf(
        document(tmp_path, "# One\n\nA.\n\n# Two\n\nName: {{ name }}.\n", name=f"a{rare}b")
    )
    (found,) = findings
    assert (found.code, found.severity, found.where) == ("pdf.no-glyph", "warning", "pdf, 2 Two")
    assert "U+0378" in found.message
    assert "Name: a[U+0378]b." in text_of(pdf)
    assert b"pdfuaid:part>1<" in pdf


def test_words_are_literal(tmp_path):
    pdf, findings = to_pdf(document(tmp_path, TEMPLATE, About("T", "R"), words=list(HOSTILE)))
    assert {f.code for f in findings} <= {"pdf.no-glyph"}
    absent = {chr(int(n, 16)) for f in findings for n in re.findall(r"U\+([0-9A-F]+)", f.message)}
    pages = text_of(pdf).split("\f")
    found = _bare("".join(re.sub(r"\A T\n|\nR Page \d+ of \d+\n*\Z", "", " " + page) for page in pages))
    for number, word in enumerate(EXPECTED, 1):
        shown = "".join(f"[U+{ord(c):04X}]" if c in absent else c for c in word)
        for prefix in ("H", "P", "L"):
            wanted = _bare(f"{prefix}{number}: {shown}")
            if re.search("[\u0590-\u06ff\u202e\u202b]", word):
                continue  # right to left: pdftotext has an order of its own
            assert wanted in found, (prefix, word[:60])


def _bare(text: str) -> str:
    return INVISIBLE.sub("", text)
