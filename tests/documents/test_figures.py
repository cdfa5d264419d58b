"""A figure that a template places by its name: in every format, with words for who does not see it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from documents.reading import flat, page, paragraphs, part, styled
from documents.test_pdf import text_of

from vendor_eval.documents.document import About
from vendor_eval.documents.figures import Figure
from vendor_eval.documents.html import to_html
from vendor_eval.documents.pdf.render import to_pdf
from vendor_eval.documents.template.render import render
from vendor_eval.documents.word.docx import to_docx
from vendor_eval.report.charts import png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="60"><rect width="40" height="40"/>'
    '<text x="50" y="30" font-family="sans-serif">inside {more}</text></svg>'
)
SOURCE = (
    'Before.\n\n::: {.figure name="one"}\n:::\n\nAfter.\n\n::: {.figure name="two"}\nOur *own* words\n:::\n'
)
W = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def figure(width=300, more="&lt;b&gt;"):
    return Figure('What "it" shows', "A caption", lambda: SVG.format(width=width, more=more), png)


@pytest.fixture
def run(tmp_path):
    def run(source=SOURCE, **figures):
        (tmp_path / "a.md.j2").write_text(source, "utf-8")
        known = figures or {"one": figure(), "two": figure(2000)}
        return render([tmp_path], ["a.md.j2"], {"name": "two"}, About("T"), known)

    return run


def test_word_holds_pictures_with_words_in_their_place(run):
    document, findings = run()
    assert findings == []
    docx = to_docx(document)
    told = [flat(p) for p in paragraphs(docx) if p]
    assert told[1:5] == ["Before.", "Figure 1. A caption", "After.", "Figure 2. Our own words"]
    described = [e.get("descr") for e in part(docx).iter(f"{W}docPr")]
    assert described == ['What "it" shows'] * 2
    widths = [int(e.get("cx")) / 12700 for e in part(docx).iter(f"{W}extent")]
    assert widths[0] == pytest.approx(225, abs=1)
    assert widths[1] == pytest.approx(470, abs=5)
    assert len(styled(docx, "FigureTitle")) == 2
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        assert [n for n in archive.namelist() if n.endswith(".png")]
    assert to_docx(run()[0]) == docx


def test_pdf_holds_letters_and_stays_accessible(run):
    pdf, findings = to_pdf(run()[0])
    assert findings == []
    assert b"pdfuaid" in pdf and b"/Alt" in pdf
    text = flat(text_of(pdf))
    assert text.count("inside <b>") == 2
    assert "Figure 1. A caption" in text and "Figure 2. Our own words" in text
    assert to_pdf(run()[0])[0] == pdf


def test_a_letter_that_no_font_has_is_told_inside_a_figure(run):
    pdf, findings = to_pdf(run('::: {.figure name="one"}\n:::\n', one=figure(more="\u0378"))[0])
    assert [f.code for f in findings] == ["pdf.no-glyph"]
    assert "U+0378" in text_of(pdf)


def test_html_asks_nobody_for_it(run):
    text = to_html(run()[0])
    images = page(text).xpath("//img")
    assert [i.get("alt") for i in images] == ['What "it" shows'] * 2
    assert all(i.get("src").startswith("data:image/svg+xml;base64,") for i in images)
    assert re.search(r"default-src 'none'[^\"]*img-src data:", text)


@pytest.mark.parametrize("block", ['{.figure name="thre"}', "figure", '{.figure name="{{ name }}x"}'])
def test_a_name_that_is_not_known_is_told_by_its_line(run, block):
    document, findings = run(f"one\n\n::: {block}\n:::\n")
    assert document is None
    assert [f.code for f in findings] == ["template.unknown-figure"]
    assert "known: one, two" in findings[0].hint
    if "thre" in block:
        assert findings[0].where.endswith("a.md.j2:3")


def test_where_there_is_nothing_to_draw_nothing_is_left_behind(run):
    document, findings = run('One.\n\n::: {.figure name="one"}\nWords\n:::\n\nTwo.\n', one=None)
    assert findings == []
    assert [flat(p) for p in paragraphs(to_docx(document)) if p][1:] == ["One.", "Two."]


def test_a_letter_has_no_figures(tmp_path):
    (tmp_path / "a.md.j2").write_text('::: {.figure name="one"}\n:::\n', "utf-8")
    document, findings = render([tmp_path], ["a.md.j2"], {}, About("T"))
    assert document is None
    assert findings[0].hint == "known: none in this document"
