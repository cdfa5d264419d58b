"""What a bidder is asked before the decision: which cells, and what belongs there."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from documents.hostile import HOSTILE
from documents.reading import flat, page, paragraphs
from rfp.small import TEMPLATES, YES_NO, full
from rfp.test_variables import DOCS, paths

from vendor_eval.documents.values import clean
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Answer, Receipt
from vendor_eval.model.buyer.price_quantities import asked_rows
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels
from vendor_eval.rfp.letters import clarification as queries
from vendor_eval.rfp.letters.clarification import (
    VARIABLES,
    Query,
    answer_queries,
    clarification,
    price_queries,
)
from vendor_eval.rfp.letters.points_to_clarify import Point

SHIPPED = TEMPLATES.parent
UNTIL = datetime(2027, 7, 30, 10, tzinfo=UTC)
RECEIPT = Receipt(
    vendor="a", version=1, file="a.xlsx", original_name="a.xlsx", sha256="0" * 64, received_at=UNTIL,
    received_by="x", rfp_id="P", rfp_fingerprint="0" * 64,
)  # fmt: skip


def questions():
    return [c for c in full()[1].leaves() if c.is_question and c.kind in ("gate", "scored")]


def answered(**changes: Answer) -> dict[str, Answer]:
    """All answered with something that claims nothing to be proved, but for ``changes``."""
    given = {
        c.id: Answer(state="answered", value="x", raw="x", where=f"S!H{n}", evidence="Manual, p. 3")
        for n, c in enumerate(full()[1].leaves())
        if c.is_question
    }
    return given | changes


@pytest.mark.parametrize(
    ("state", "matter"),
    [
        ("unanswered", "not answered"),
        ("unreadable", "cannot be read as an answer"),
        ("declined", "declined; do you stay with that?"),
        ("not_applicable", "you claim that this does not apply: why does it not?"),
        ("stale", "answered before the question changed"),
    ],
)
def test_every_state_that_is_no_answer_is_asked_for_with_its_place(state, matter):
    criterion = questions()[0]
    given = answered(**{criterion.id: Answer(state=state, raw="?!", where="Tech!H9")})
    (query,) = answer_queries(full()[1], given)
    assert (query.id, query.where, query.said, query.matter) == (criterion.id, "Tech!H9", "?!", matter)
    assert query.form
    assert answer_queries(full()[1], given, accepted_na={criterion.id}) == ()


def test_a_claim_about_the_future_and_one_without_proof_are_asked_for():
    value = Levels(rule="levels", levels={"yes": 1, "no": 0})
    one = Criterion(
        id="Q-1", title="Only", requirement="It works.", kind="scored", answer=YES_NO, value=value,
        evidence=("the manual, with page",),
    )  # fmt: skip
    catalogue = Catalogue(id="one", title="One", groups=(Group(id="g", title="All", criteria=(one,)),))
    good = Answer(state="answered", value="yes", raw="yes", where="T!H1", evidence="Manual, p. 3")
    assert answer_queries(catalogue, {"Q-1": good}) == ()
    later = good.model_copy(update={"comment": "planned for next year"})
    (query,) = answer_queries(catalogue, {"Q-1": later})
    assert "the remark says “planned”" in query.matter
    assert query.said == "yes\nplanned for next year"
    (query,) = answer_queries(catalogue, {"Q-1": good.model_copy(update={"evidence": "on request"})})
    assert query.matter == queries.UNPROVED
    assert "the manual, with page" in query.form
    no = good.model_copy(update={"value": "no", "evidence": "", "comment": "planned"})
    assert answer_queries(catalogue, {"Q-1": no}) == ()


def schedule(state: str, **more) -> PriceSchedule:
    cells = {
        row.id: tuple(PriceCell(state=state, where=f"Prices!F{y}", **more) for y, _ in enumerate(row.asked))
        for row in asked_rows(full()[0])
    }
    return PriceSchedule(receipt=RECEIPT, currency="CHF", lines=cells)


def test_empty_and_unreadable_prices_are_asked_for_by_year():
    rows = asked_rows(full()[0])
    due = [(r.id, str(y)) for r in rows for y, needed in enumerate(r.asked) if needed and not r.line.optional]
    assert due
    found = price_queries(full()[0], schedule("empty"))
    assert [(q.id, year) for q in found for year in q.year.split(", ")] == due
    assert len({q.id for q in found}) == len(found)
    assert {q.matter for q in found} == {"no price"}
    assert all("A unit price in CHF" in q.form and q.where.startswith("Prices!F") for q in found)
    odd = price_queries(full()[0], schedule("unreadable", raw="about 5"))
    assert {(q.matter, q.said) for q in odd} == {("cannot be read as a price", "about 5")}
    assert price_queries(full()[0], schedule("included")) == ()
    assert price_queries(full()[0], None) == ()


def letter(answers=(), prices=(), **more):
    return clarification(full()[0], "Star", (answers, prices), UNTIL, date(2027, 7, 20), [SHIPPED], **more)


def test_the_letter_asks_says_by_when_and_in_which_form():
    one = Query(
        "T-1", "Viewer", "Tech!H9", "maybe", "cannot be read as an answer", "Choose one:\n• yes\n• no"
    )
    two = Query("FEE", "Yearly fee", "Prices!F4", "", "no price", "A unit price in CHF", year="2")
    files, findings = letter([one], [two])
    assert findings == []
    said = flat(" ".join(paragraphs(files["clarification.docx"])))
    for words in (
        "Please answer by 30 July 2027, 12:00 (Europe/Berlin, UTC+02:00)", "T-1 Viewer Tech!H9 maybe",
        "• yes • no", "FEE Yearly fee Prices!F4 2 nothing no price A unit price in CHF",
        "does not change it", "is no statement on the result",
    ):  # fmt: skip
        assert words in said, words
    early = letter([one], replace_until=UNTIL)[0]["clarification.docx"]
    assert "send new versions of your workbooks" in flat(" ".join(paragraphs(early)))


def test_what_a_bidder_wrote_is_text():
    words = [w for w in HOSTILE if clean(w).strip() and len(w) < 400]
    hostile = [Query(f"T-{n}", "T", "S!H1", w, "m", "f") for n, w in enumerate(words)]
    files, findings = letter(hostile, points=[Point(w, w, "m") for w in words])
    assert [f for f in findings if f.severity == "error"] == []
    said = "".join(flat(" ".join(paragraphs(files["clarification.docx"]))).split())
    assert [w for w in words if "".join(clean(w).split()) not in said] == []
    html = page(files["clarification.html"].decode())
    assert html.xpath("//main//script | //main//img | //main//svg | //main//i | //main//blockquote") == []
    assert [a for a in html.xpath("//main//a/@href") if not a.startswith(("#", "mailto:"))] == []


def test_every_variable_is_written_down_and_there(monkeypatch):
    text = DOCS.read_text("utf-8")
    for name, meaning in VARIABLES.items():
        assert f"| `{name}` | {meaning} |" in text, name
    seen = {}
    monkeypatch.setattr(
        queries, "letter_files", lambda folders, name, variables, *_: seen.update(variables) or ({}, [])
    )
    asked = ([Query("T-1", "T", "S!H1", "", "m", "f")], [Query("L", "L", "P!F1", "", "m", "f", year="1")])
    letter(*asked, points=[Point("r.xlsx S!B2", "a sheet was added", "What for?")])
    assert set(paths(seen)) == set(VARIABLES) - {"buyer.contact"}
