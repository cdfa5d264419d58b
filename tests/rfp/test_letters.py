"""The letter of thanks: what it says, and a buyer's own text and looks."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from documents.reading import W, flat, paragraphs, part, styled
from documents.test_looks import buyers_file
from rfp.small import TEMPLATES, full, minimal
from rfp.test_variables import DOCS

from vendor_eval.documents.files import Dress
from vendor_eval.rfp.letters.common import VARIABLES, ReceivedFile, thanks

SHIPPED = TEMPLATES.parent
DAY = date(2027, 7, 20)
RECEIVED = [
    ReceivedFile("response.xlsx", datetime(2027, 6, 30, 11, tzinfo=UTC), "ab" * 32),
    ReceivedFile("price.xlsx", datetime(2027, 7, 2, 11, tzinfo=UTC), "cd" * 32, late=True),
]


def said(made):
    files, findings = made
    assert findings == []
    return flat(" ".join(paragraphs(files["thanks.docx"])))


def test_thanks_names_what_came_in_and_when():
    made = thanks(full()[0], "Star <b>", RECEIVED, DAY, [SHIPPED], next_step="Demonstrations follow.")
    text = said(made)
    for words in (
        "20 July 2027 To Star <b> Your bid for the request for proposal P-2",
        "response.xlsx 30 June 2027, 13:00 (Europe/Berlin, UTC+02:00)",
        "response.xlsx " + "ab" * 32,
        "price.xlsx after the closing time 2 July 2027",
        "Demonstrations follow.",
        "A file that came in after the closing time is kept and not evaluated",
        "Ann Buyer",
    ):
        assert words in text, words


def test_a_letter_is_a_letter_and_says_nothing_empty():
    files, findings = thanks(minimal()[0], "Star", RECEIVED[:1], DAY, [SHIPPED])
    assert (sorted(files), findings) == (["thanks.docx", "thanks.html", "thanks.pdf"], [])
    file = files["thanks.docx"]
    assert part(file).find(f".//{W}sdt") is None  # no table of contents
    assert styled(file, "Title") == []
    text = flat(" ".join(paragraphs(file)))
    assert "after the closing time" not in text
    assert not re.search(r"[\ue000-\ue002\ufffd]|\{\{|\bNone\b| ,|\(\)", text)
    assert thanks(minimal()[0], "Star", RECEIVED[:1], DAY, [SHIPPED])[0] == files


def test_a_buyers_own_text_and_looks(tmp_path):
    own = tmp_path / "letters" / "thanks.md.j2"
    own.parent.mkdir()
    own.write_text("# Danke {.unnumbered}\n\nAn {{ thanks.vendor }}.\n", "utf-8")
    dress = Dress(reference=buyers_file(tmp_path / "reference.docx"))
    files, findings = thanks(full()[0], "Star", RECEIVED, DAY, [tmp_path, SHIPPED], dress=dress)
    assert findings == []
    assert paragraphs(files["thanks.docx"])[:2] == ["Danke", "An Star."]


def test_an_unknown_name_is_a_finding(tmp_path):
    own = tmp_path / "letters" / "thanks.md.j2"
    own.parent.mkdir()
    own.write_text("# Danke {.unnumbered}\n\n{{ thanks.vender }}\n", "utf-8")
    files, findings = thanks(full()[0], "Star", RECEIVED, DAY, [tmp_path, SHIPPED])
    assert files == {}
    assert [(f.code, f.where) for f in findings] == [("template.unknown", f"{own}:3")]


def test_every_variable_is_written_down():
    text = DOCS.read_text("utf-8")
    for name, meaning in VARIABLES.items():
        assert f"| `{name}` | {meaning} |" in text, name
