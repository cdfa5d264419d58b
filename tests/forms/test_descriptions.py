from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from forms.samples import AURORA, BOREAL, FINGERPRINT, catalogue, procurement, response

from vendor_eval.errors import VendorEvalError
from vendor_eval.forms.define.meeting import PanelScores as MeetingScores
from vendor_eval.forms.define.meeting import meeting_form
from vendor_eval.forms.define.price import price_form
from vendor_eval.forms.define.response import how_to_answer, response_form
from vendor_eval.forms.define.score_sheet import score_form
from vendor_eval.forms.spec import Choice, FreeText, Heading, Number
from vendor_eval.model.bids.response import Answer
from vendor_eval.model.bids.score_sheet import Score
from vendor_eval.model.buyer.procurement import Evaluator, PriceRule, Rules
from vendor_eval.model.content_hashes import answer_hash, question_hash
from vendor_eval.model.criteria.criterion import AnswerForm


def text_of(shown):
    return shown if isinstance(shown, str) else "\n".join(line.text for line in shown)


def rows_of(form):
    return {row.id: row for sheet in form.sheets for row in sheet.questions}


def instructions(form):
    return " ".join(text for line in form.start.lines for text in line)


def test_response_has_a_row_for_each_question_and_none_for_prices():
    form = response_form(procurement(), catalogue(), FINGERPRINT)
    rows = rows_of(form)
    assert list(rows) == ["DICOM-01", "DICOM-02", "WEB-01", "PERF-01", "PERF-02", "SERV-01", "SERV-02"]
    assert [s.name for s in form.sheets] == ["Interoperability", "Performance / service [24/7]"]
    assert rows["DICOM-01"].mark == question_hash(catalogue().criterion("DICOM-01"))
    assert {r: row.need for r, row in rows.items()}["SERV-02"] == "optional"
    assert rows["DICOM-01"].need == "must"
    assert rows["PERF-01"].need == "asked"
    assert "must be “yes”" in text_of(rows["DICOM-01"].cells["mark"])
    assert form.properties["fingerprint"] == FINGERPRINT


def test_nested_groups_are_headings():
    form = response_form(procurement(), catalogue(), FINGERPRINT)
    (heading,) = [r for r in form.sheets[0].rows if isinstance(r, Heading)]
    assert (heading.text, heading.intro) == ("DICOMweb", "Access over HTTP, for the portal and for research.")


def test_each_kind_of_answer_has_its_input():
    inputs = {
        r: row.inputs["answer"] for r, row in rows_of(response_form(procurement(), catalogue(), "x")).items()
    }
    assert inputs["DICOM-01"] == Choice(("yes", "no"), ("N/A", "declined"))
    assert inputs["PERF-01"] == Number("%", 0, 100, ("N/A", "declined"))
    assert isinstance(inputs["SERV-01"], FreeText)
    assert isinstance(inputs["SERV-02"], FreeText)


@pytest.mark.parametrize("word", ["No price", "N/A", "declined", "claim", "formulas", "05 March 2027, 12:00"])
def test_response_says_how_to_fill_it_in(word):
    assert word in instructions(response_form(procurement(), catalogue(), "x"))


def test_how_to_answer():
    assert how_to_answer(AnswerForm(type="yes_no")) == "Answer: yes | no"
    assert how_to_answer(AnswerForm(type="number", unit="h", min=1)) == "Answer: a number (h), 1 or more"
    assert how_to_answer(AnswerForm(type="number", max=9)) == "Answer: a number, 9 or less"
    assert how_to_answer(AnswerForm(type="number")) == "Answer: a number"
    assert "enclose" in how_to_answer(AnswerForm(type="file"))


def test_price_has_quantities_and_asks_only_where_something_is_bought():
    form = price_form(procurement(), catalogue(), FINGERPRINT)
    rows = rows_of(form)
    assert set(rows["LIC"].inputs) == {"price1", "price2", "price3"}
    assert rows["LIC"].cells["quantity1"] == Decimal(180000)
    assert set(rows["MIG"].inputs) == {"price0"}
    currency = next(f for f in form.start.fields if f.key == "currency")
    assert (currency.value, currency.input.options) == ("CHF", ("CHF", "EUR"))


@pytest.mark.parametrize(
    "word", ["excluding", "included", "not priced", "Year 0", "0.94 CHF", "negative", "grey"]
)
def test_price_says_how_to_fill_it_in(word):
    assert word in instructions(price_form(procurement(), catalogue(), "x"))


def test_price_says_so_when_tax_is_included():
    rule = PriceRule(include_tax=True, lines=procurement().price.lines)
    assert "including" in instructions(price_form(procurement(price=rule), catalogue(), "x"))


def test_nothing_to_price():
    with pytest.raises(VendorEvalError, match="no price lines"):
        price_form(procurement(price=PriceRule()), catalogue(), "x")


def scores(evaluator=None, answers=None, vendors=(AURORA, BOREAL)):
    who = evaluator or procurement().panel[0]
    responses = {AURORA.id: response(AURORA, {"SERV-01": answers})} if answers else {}
    return score_form(procurement(), catalogue(), who, vendors, responses, FINGERPRINT)


def test_scores_have_a_row_for_each_criterion_and_vendor():
    form = scores()
    rows = rows_of(form)
    assert list(rows) == [f"SERV-01|{AURORA.id}", "SERV-01|boreal"]
    first, second = rows.values()
    assert "5: A plan with dates, every study reconciled" in text_of(first.cells["anchors"])
    assert "Describe how 80 TB" in text_of(first.cells["criterion"])
    assert text_of(second.cells["vendor"]) == "Boreal PACS AG"
    assert first.inputs["score"] == Number("0 to 5", 0, 5)
    assert form.properties["evaluator"] == "ruiz"


@pytest.mark.parametrize(
    ("names", "count"), [(None, 2), (("service",), 2), (("SERV-01",), 2), (("interop",), 0), ((), 0)]
)
def test_an_evaluator_scores_what_was_assigned(names, count):
    who = Evaluator(id="x", name="X", role="IT", scores=names)
    assert len(rows_of(scores(who))) == count


def test_an_evaluator_reads_answers_without_prices():
    given = Answer(
        state="answered", value="In waves, for USD 1.2m", comment="or CHF 900'000.-", evidence="Plan.pdf, 3 €"
    )
    offer = text_of(next(iter(rows_of(scores(answers=given)).values())).cells["offer"])
    assert "In waves, for [amount withheld]" in offer
    assert "Evidence: Plan.pdf" in offer
    assert not any(sign in offer for sign in ("1.2", "900", "3 €"))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(state="unanswered"), "Not answered"),
        (Answer(state="declined", raw="declined"), "Declined"),
        (Answer(state="not_applicable", raw="N/A", comment="we host"), "does not apply\nComment: we host"),
        (Answer(state="unreadable", raw="so-so"), "Could not be read\nso-so"),
        (Answer(state="stale", raw="old"), "before the question was changed\nold"),
        (None, "No answer was received"),
    ],
)
def test_what_is_no_answer_is_said_as_such(answer, words):
    assert words in text_of(next(iter(rows_of(scores(answers=answer)).values())).cells["offer"])


def test_a_score_sheet_asks_for_a_declaration_first():
    form = scores()
    assert [f.key for f in form.start.fields] == ["declaration", "conflict", "declared_by", "declared_on"]
    assert form.start.fields[0].input.options == ("yes", "no")
    assert "do not count" in instructions(form)


def test_a_score_sheet_of_one_stage():
    who = procurement().panel[0]
    for part, count in (("written", 2), ("demo", 0), ("final", 2), ("", 2)):
        form = score_form(procurement(), catalogue(), who, (AURORA, BOREAL), {}, "x", part=part)
        assert len(rows_of(form)) == count, part
        assert form.properties.get("part", "") == part


def test_scores_so_far_stand_beside_best_and_final_ones():
    who, row = procurement().panel[0], f"SERV-01|{AURORA.id}"
    said = {row: Score(vendor=AURORA.id, criterion="SERV-01", score=3.5, reason="well shown")}
    form = score_form(procurement(), catalogue(), who, (AURORA, BOREAL), {}, "x", part="final", earlier=said)
    first, second = rows_of(form).values()
    assert text_of(first.cells["earlier"]) == "3.5\nwell shown"
    assert text_of(second.cells["earlier"]) == "not scored yet"
    assert (first.given, second.given) == ({"score": 3.5, "reason": "well shown"}, {})


def answered(text):
    answers = {"SERV-01": Answer(state="answered", value=text, raw=text, where="x")}
    return {AURORA.id: response(AURORA, answers)}


@pytest.mark.parametrize("part", ["", "final"])
def test_a_score_is_filled_in_again_only_where_the_answer_is_still_the_same(part):
    who, row = procurement().panel[0], f"SERV-01|{AURORA.id}"
    now = answered("24 hours")
    mark = answer_hash(now[AURORA.id].answers["SERV-01"])
    score = Score(vendor=AURORA.id, criterion="SERV-01", score=3.5, reason="well shown", given_to=mark)
    make = partial(score_form, procurement(), catalogue(), who, (AURORA, BOREAL))
    form = make(now, "x", part=part, earlier={row: score})
    assert rows_of(form)[row].given == {"score": 3.5, "reason": "well shown"}
    form = make(answered("48 hours"), "x", part=part, earlier={row: score})
    assert rows_of(form)[row].given == {}
    assert text_of(rows_of(form)[row].cells["earlier"]).startswith("3.5\nThe answer has changed")
    other = make(now, "x", part=part).properties
    assert other[f"bid-{AURORA.id}"] != form.properties[f"bid-{AURORA.id}"]
    assert other[f"bid-{BOREAL.id}"] == form.properties[f"bid-{BOREAL.id}"]


def test_the_meeting_has_only_the_rows_it_can_speak_about():
    row = f"SERV-01|{BOREAL.id}"
    form = meeting({"ruiz": {row: 4}}, rows={row}, part="written")
    assert list(rows_of(form)) == [row]
    assert form.properties["part"] == "written"
    assert "written bids" in form.subtitle


def meeting(own, agreed=None, rows=None, part="", **rules):
    panel = (*procurement().panel, Evaluator(id="bob", name="Bob", role="IT"))
    changed = procurement(panel=panel, rules=Rules(**rules))
    given = {
        who: {row: Score(vendor="", criterion="", score=s, reason="so") for row, s in rows.items()}
        for who, rows in own.items()
    }
    every = {f"SERV-01|{v.id}" for v in (AURORA, BOREAL)} if rows is None else rows
    scores = MeetingScores(given, agreed or {}, every)
    return meeting_form(changed, catalogue(), (AURORA, BOREAL), {}, scores, "x", part)


@pytest.mark.parametrize(
    ("scores_", "limit", "words", "marked"),
    [
        ((5, 2), 40, "3 of 5 (60 %)", True),
        ((5, 3), 40, "2 of 5 (40 %)", False),
        ((4.2, 2.2), 40, "2 of 5 (40 %)", False),
        ((5, 3), 39, "2 of 5 (40 %)", True),
    ],
)
def test_the_meeting_sees_the_spread(scores_, limit, words, marked):
    row = f"SERV-01|{AURORA.id}"
    form = meeting({"ruiz": {row: scores_[0]}, "bob": {row: scores_[1]}}, spread_percent=limit)
    first, second = rows_of(form).values()
    assert words in text_of(first.cells["spread"])
    assert ("Speak about this" in text_of(first.cells["spread"])) == marked
    assert text_of(first.cells["own-bob"]) == f"{scores_[1]:g}\nso"
    assert text_of(second.cells["own-bob"]) == "no score"
    assert set(first.inputs) == {"score", "reason"}
    assert form.properties["evaluator"] == "consensus"


def test_the_meeting_is_told_what_counts_and_what_was_agreed_before():
    row = f"SERV-01|{AURORA.id}"
    before = {row: Score(vendor=AURORA.id, criterion="SERV-01", score=3, reason="first meeting")}
    form = meeting({}, before, consensus="negotiated")
    assert "Agreed before: 3\nfirst meeting" in text_of(next(iter(rows_of(form).values())).cells["spread"])
    assert "is the score of the panel" in instructions(form)
    assert "does not count" in instructions(meeting({}))
