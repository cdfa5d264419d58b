"""Who signs a letter never stands alone on its last page."""

from __future__ import annotations

import pytest
from documents.reading import part
from documents.test_pdf import document, text_of

from vendor_eval.documents.document import About
from vendor_eval.documents.pdf.render import to_pdf
from vendor_eval.documents.word.docx import to_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTER = About("T", letter=True)
END = "What it ends with.\n\n{% set room = '\u00a0' %}\n{{ room }}\n\nSomebody\n"


def letter(folder, lines, about=LETTER):
    return document(folder, "".join(f"Line {n}.\n\n" for n in range(lines)) + END, about)


def pages(made):
    pdf, _ = to_pdf(made)
    return text_of(pdf, "-layout").rstrip("\f").split("\f")


@pytest.mark.parametrize("about", [LETTER, About("T", letter=False)], ids=["letter", "other"])
def test_in_a_pdf_whatever_its_length(tmp_path, about):
    fit = pages(letter(tmp_path, 90, about))[0].count("Line")
    alone = 0
    for lines in range(fit - 5, fit + 2):
        last = pages(letter(tmp_path, lines, about))[-1]
        alone += "Somebody" in last and "What it ends with." not in last
    assert bool(alone) is not about.letter


def test_in_word(tmp_path):
    body = part(to_docx(letter(tmp_path, 3))).find(f"{W}body")
    rules = [
        (
            "".join(t.text or "" for t in p.iter(f"{W}t")),
            p.find(f"{W}pPr/{W}keepNext"),
            p.find(f"{W}pPr/{W}keepLines"),
        )
        for p in body.findall(f"{W}p")
    ]
    kept = [(words.strip("\u00a0"), n is not None, whole is not None) for words, n, whole in rules]
    assert kept[-4:] == [
        ("Line 2.", False, False),
        ("What it ends with.", True, True),
        ("", True, True),
        ("Somebody", False, True),
    ]
