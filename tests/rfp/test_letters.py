"""Letters: what they say, who must not be in them, and a buyer's own text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from documents.reading import W, flat, paragraphs, part, styled
from documents.test_looks import buyers_file
from rfp.small import TEMPLATES, full, minimal
from rfp.test_variables import DOCS

from vendor_eval.documents.files import Dress
from vendor_eval.rfp import letters
from vendor_eval.rfp.letters import Answer, Change, Desk, Received, addendum, answers, thanks

LETTERS = TEMPLATES.parent / "letters"
DESK = Desk(full()[0], date(2027, 1, 20), [LETTERS])
CHANGES = [
    Change("SP-1", "First image", "It shall open.", "It shall open within 3 s."),
    Change("SP-9", "New one", None, "It shall be new."),
    Change("SP-8", "Old one", "It shall be old.", None),
]
RECEIVED = [
    Received("response.xlsx", datetime(2027, 6, 30, 11, tzinfo=UTC), "ab" * 32),
    Received("price.xlsx", datetime(2027, 7, 2, 11, tzinfo=UTC), "cd" * 32, late=True),
]


def said(made):
    file, findings = made
    assert findings == []
    return flat(" ".join(paragraphs(file)))


def test_an_addendum_shows_old_and_new_side_by_side():
    text = said(addendum(DESK, 3, 4, "A site was added.", CHANGES, mark="5a" * 32, notes=["One week more."]))
    for words in (
        "Addendum 3 to the request for proposal P-2",
        "Issue 4 of the documents",
        "its mark is 5a5a5a5a5a5a5a5a.",
        "Reason. A site was added.",
        "SP-1 First image It shall open. It shall open within 3 s.",
        "SP-9 New one not asked until now It shall be new.",
        "SP-8 Old one It shall be old. no longer asked",
        "One week more.",
        "1 July 2027, 12:00 (Europe/Berlin, UTC+02:00)",
        "20 January 2027",
        "Ann Buyer",
    ):
        assert words in text, words


def test_answers_lie_together_by_what_they_are_about():
    entries = [
        Answer("1", "Q one?", "A one.", "Prices"),
        Answer("2", "Q two?", "A two."),
        Answer("3", "Q?", "A.", "Prices"),
    ]
    text = said(answers(DESK, entries, number=2))
    assert "Answers to questions (2): request for proposal P-2" in text
    assert (
        "Prices No. Question Answer 1 Q one? A one. 3 Q? A. In general No. Question Answer 2 Q two? A two."
        in text
    )
    assert "Further questions are taken until" in text
    assert "Further questions" not in said(answers(DESK, entries, closed=True))


def test_thanks_names_what_came_in_and_when():
    text = said(thanks(DESK, "Star <b>", RECEIVED, next_step="Demonstrations follow."))
    for words in (
        "To Star <b>",
        "response.xlsx 30 June 2027, 13:00 (Europe/Berlin, UTC+02:00) " + "ab" * 32,
        "price.xlsx after the closing time 2 July 2027",
        "Demonstrations follow.",
        "A file that came in after the closing time is kept and not evaluated",
    ):
        assert words in text, words
    assert "after the closing time" not in said(thanks(DESK, "Star", RECEIVED[:1]))


@pytest.mark.parametrize(
    "made",
    [
        lambda d: addendum(d, 1, 2, "", [], notes=["A note."]),
        lambda d: answers(d, [Answer("1", "Q", "A")]),
        lambda d: thanks(d, "V", RECEIVED[:1]),
    ],
)
def test_a_letter_is_a_letter_and_says_nothing_empty(made):
    file, findings = made(DESK._replace(procurement=minimal()[0]))
    assert findings == []
    assert part(file).find(f".//{W}sdt") is None  # no table of contents
    assert styled(file, "Title") == []
    text = flat(" ".join(paragraphs(file)))
    assert not re.search(r"[\ue000-\ue002\ufffd]|\{\{|\bNone\b| ,|\(\)|Reason\.", text)
    assert made(DESK._replace(procurement=minimal()[0]))[0] == file


def test_a_buyers_own_text_and_looks(tmp_path):
    (tmp_path / "thanks.md.j2").write_text("# Danke {.unnumbered}\n\nAn {{ thanks.vendor }}.\n", "utf-8")
    reference = buyers_file(tmp_path / "reference.docx")
    desk = DESK._replace(folders=[tmp_path, LETTERS], dress=Dress(reference=reference))
    file, findings = thanks(desk, "Star", RECEIVED)
    assert findings == []
    assert paragraphs(file)[:2] == ["Danke", "An Star."]


def test_an_unknown_name_is_a_finding(tmp_path):
    (tmp_path / "thanks.md.j2").write_text("# Danke {.unnumbered}\n\n{{ thanks.vender }}\n", "utf-8")
    file, findings = thanks(DESK._replace(folders=[tmp_path, LETTERS]), "Star", RECEIVED)
    assert file is None
    assert [(f.code, f.where) for f in findings] == [("template.unknown", f"{tmp_path / 'thanks.md.j2'}:3")]


def test_every_variable_is_written_down():
    text = DOCS.read_text("utf-8")
    for name, meaning in letters.VARIABLES.items():
        assert f"| `{name}` | {meaning} |" in text, name
