"""Whatever stands in a criterion or a letter stands in every file that goes out, as that and nothing else."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

import pytest
from documents.hostile import HOSTILE
from documents.reading import cells, page, paragraphs
from documents.test_pdf import INVISIBLE, text_of
from openpyxl import load_workbook
from rfp.small import FINGERPRINT, TEMPLATES, YES_NO, minimal

from vendor_eval.documents.values import clean
from vendor_eval.forms.define.response import response_form
from vendor_eval.forms.write.form import write
from vendor_eval.model.buyer.clarification import Clarifications, Published, QaEntry
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.rfp.changes.addendum import Addendum, addendum_documents
from vendor_eval.rfp.changes.compare_issues import Changed, Changes, Difference
from vendor_eval.rfp.chapters.outline import rfp_documents
from vendor_eval.rfp.letters.common import ReceivedFile, thanks
from vendor_eval.rfp.questions.answers_document import answer_documents

LEFT_TO_RIGHT = re.compile("[^\u0590-\u06ff\u200f\u202b\u202e\u2067]*")
WORDS = [w for w in dict.fromkeys(h.strip() for h in HOSTILE) if w and len(w) < 400]
SHIPPED = TEMPLATES.parent


def bare(text: str) -> str:
    """Without what a page does not show, and without the spaces that a line end may take."""
    return INVISIBLE.sub("", clean(text))


def catalogue() -> Catalogue:
    value = Levels(rule="levels", levels={"yes": 1, "no": 0})
    criteria = tuple(
        Criterion(
            id=f"H-{n}", title=f"T{n} {word}", requirement=f"R{n} {word}", why=f"W{n} {word}", kind="scored",
            answer=YES_NO, value=value, evidence=(f"E{n} {word}",), standard=f"S{n} {word}",
        )
        for n, word in enumerate(WORDS)
    )  # fmt: skip
    return Catalogue(id="h", title="H", groups=(Group(id="g", title="All", criteria=criteria),))


@pytest.fixture(scope="module")
def made():
    procurement, _, _ = minimal()
    documents, findings = rfp_documents(
        procurement, catalogue(), Weights(groups={"g": 1}), 1, FINGERPRINT, [TEMPLATES]
    )
    assert {f.code for f in findings} <= {"pdf.no-glyph"}
    return documents, findings


def test_there_are_enough():
    assert len(WORDS) >= 80


def test_docx(made):
    text = bare("".join(paragraphs(made[0]["rfp.docx"])))
    for n, word in enumerate(WORDS):
        for mark in "TRWES":
            assert bare(f"{mark}{n} {word}") in text, word


def test_html(made):
    web = page(made[0]["rfp.html"].decode())
    text = bare("".join(web.xpath("//main")[0].itertext()))
    for n, word in enumerate(WORDS):
        for mark in "TRWES":
            assert bare(f"{mark}{n} {word}") in text, word
    assert not web.xpath("//script | //img | //iframe | //main//a")


def test_pdf(made):
    documents, findings = made
    absent = {chr(int(n, 16)) for f in findings for n in re.findall(r"U\+([0-9A-F]+)", f.message)}
    text = bare(text_of(documents["rfp.pdf"]))
    for n, word in enumerate(WORDS):
        if not LEFT_TO_RIGHT.fullmatch(word):
            continue  # pdftotext has an order of its own
        shown = "".join(f"[U+{ord(c):04X}]" if c in absent else c for c in word)
        assert bare(f"T{n} {shown}") in text, word
        assert bare(f"R{n} {shown}") in text, word


def test_xlsx():
    procurement, _, _ = minimal()
    book = load_workbook(io.BytesIO(write(response_form(procurement, catalogue(), FINGERPRINT))))
    values = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [v for v in values if isinstance(v, str) and v.startswith("=") and "H-" in v]
    text = printable("".join(str(v) for v in values))
    for n, word in enumerate(WORDS):
        assert printable(f"T{n} {word}") in text, word
        assert printable(f"R{n} {word}") in text, word


def printable(text: str) -> str:
    """``bare``, and without what XML cannot carry: a workbook has nothing in its place."""
    return bare(text).replace("\ufffd", "")


NOW = datetime(2027, 1, 20, 12, tzinfo=UTC)
BUYER = minimal()[0]


def an_addendum():
    rows = tuple(Difference(w, w, w) for w in WORDS)
    changes = Changes((Changed("H-1", "Title", "again", rows),), (), (), (), (), (), ())
    made, findings = addendum_documents(BUYER, changes, Addendum(1, 1, 2, NOW, "why"), [SHIPPED])
    return made["addendum-1.docx"], findings


def some_answers():
    asked = [QaEntry(act="question", question=f"Q{n}", text=w, at=NOW, by="x") for n, w in enumerate(WORDS)]
    published = tuple(Published(n, q, q.text, 1, NOW, 0) for n, q in enumerate(asked, 1))
    known = Clarifications({}, {}, published)
    made, findings = answer_documents(BUYER, catalogue(), known, NOW, [SHIPPED])
    return made["answers-1.docx"], findings


def a_thank_you():
    received = [ReceivedFile(w, NOW, "ab" * 32) for w in WORDS]
    made, findings = thanks(BUYER, "Vendor", received, date(2027, 1, 20), [SHIPPED])
    return made["thanks.docx"], findings


@pytest.mark.parametrize("letter", [an_addendum, some_answers, a_thank_you])
def test_letters(letter):
    made, findings = letter()
    assert {f.code for f in findings} <= {"pdf.no-glyph"}
    found = {bare(cell) for cell in cells(made)}
    for word in WORDS:
        assert bare(word) in found, word
