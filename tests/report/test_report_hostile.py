"""Every hostile text that is known here, in answers, names, comments and reasons: text in every form."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import lxml.html
import pytest
from documents.hostile import HOSTILE
from documents.reading import cells, flat
from documents.test_pdf import text_of

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.format.text import plain
from vendor_eval.report.html.page import decision_html

from .test_document import made

Make = Callable[..., Outcome]
SPREADSHEET = ("=1+1", "+SUM(A1:A9)", "@cmd", '=HYPERLINK("https://evil.example","x")', "-2+3")
TEXTS = [
    text for text in (*HOSTILE, *SPREADSHEET) if plain(text) == text and text.strip() and len(text) < 400
]
DROPPED = re.compile("[\u00ad\ue000-\ue002]")
"""Soft hyphens have a mark of their own in Word; private characters become U+FFFD."""


def filled(outcome: Make) -> Outcome:
    """One of the texts in each answer, comment and reason, and five as vendors' names."""
    names = tuple(f"{text} {i}" for i, text in enumerate(TEXTS[:5]))
    o = outcome(vendors=5, criteria=60, excluded=1, names=names)
    turn = itertools.cycle(TEXTS)
    changed = [
        c.model_copy(
            update={
                "answer": next(turn) if c.state == "answered" else c.answer,
                "comment": next(turn),
                "evidence": next(turn),
                "reasons": {name: next(turn) for name in c.scores},
            }
        )
        for c in o.cells
    ]
    return o.model_copy(update={"cells": tuple(changed), "title": TEXTS[0]})


@pytest.fixture(scope="module")
def hostile() -> Outcome:
    from .conftest import make

    return filled(make)


@pytest.fixture(scope="module")
def files(hostile: Outcome) -> dict[str, bytes]:
    return made(hostile, strict=False)


def test_word(files: dict[str, bytes]) -> None:
    text = flat(" ".join(cells(files["report.docx"])))
    lost = [t for t in TEXTS if flat(t) not in text and not DROPPED.search(t)]
    assert lost == []
    with zipfile.ZipFile(BytesIO(files["report.docx"])) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name)
        document = archive.read("word/document.xml").decode()
    codes = set(re.findall(r"<w:instrText[^>]*>\s*(\w+)", document))
    assert codes <= {"TOC", "PAGEREF", "PAGE", "NUMPAGES"}


def test_pdf(files: dict[str, bytes]) -> None:
    pdf = files["report.pdf"]
    text = re.sub(r"[\s\u00ad\u200b-\u200f\u2060-\u2064]+", "", text_of(pdf))
    wanted = [t for t in TEXTS if t.isascii()]
    lost = [t for t in wanted if re.sub(r"\s+", "", t) not in text]
    assert len(wanted) > 90 and lost == []
    for alive in (b"/JavaScript", b"/URI", b"/Launch", b"/EmbeddedFile"):
        assert alive not in pdf


def test_html(hostile: Outcome, outcome: Make) -> None:
    """No element is there that a harmless report does not have."""
    tree = lxml.html.document_fromstring(decision_html(hostile))
    harmless = lxml.html.document_fromstring(decision_html(outcome(vendors=5, criteria=60)))
    kinds = [{e.tag for e in page.iter() if isinstance(e.tag, str)} for page in (tree, harmless)]
    assert kinds[0] <= kinds[1] | {"br"}
    assert len(tree.xpath("//script")) == len(harmless.xpath("//script"))
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "#").startswith("#")
    text = flat(tree.text_content())
    assert [t for t in TEXTS if flat(t) not in text] == []
