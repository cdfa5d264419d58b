from __future__ import annotations

from datetime import datetime

import pytest
from forms.samples import catalogue, procurement

from vendor_eval.intake.workbook_checks import Issues
from vendor_eval.model.content_hashes import question_hash


def codes(response):
    return [f.code for f in response.findings]


def test_every_question_has_an_answer(respond):
    response = respond()
    assert {i: a.state for i, a in response.answers.items()} == dict.fromkeys(
        ["DICOM-01", "DICOM-02", "WEB-01", "PERF-01", "PERF-02", "SERV-01", "SERV-02"], "unanswered"
    )
    assert response.findings == ()
    assert response.answers["DICOM-01"].asked == question_hash(catalogue().criterion("DICOM-01"))


def test_a_complete_answer(respond):
    def fill(f):
        f.put("DICOM-01", "comment", "since release 8")
        f.put("DICOM-01", "evidence", "CS.pdf p. 4")
        f.put("product", "value", "Aurora PACS")
        f.put("version", "value", 8.1)
        f.put("vendor", "value", "aurora imaging systems Inc.")

    response = respond({"DICOM-01": "Yes", "PERF-01": 99.9}, fill)
    answer = response.answers["DICOM-01"]
    assert (answer.value, answer.raw, answer.where) == ("yes", "Yes", "Interoperability!H5")
    assert (answer.comment, answer.evidence) == ("since release 8", "CS.pdf p. 4")
    assert response.answers["PERF-01"].value == 99.9
    assert response.product == "Aurora PACS 8.1"
    assert response.findings == ()


def test_an_unreadable_cell_says_where_what_is_allowed_and_how_to_mend(respond):
    response = respond({"DICOM-01": "nein"})
    (finding,) = response.findings
    assert (finding.code, finding.severity) == ("bid.unreadable", "error")
    assert finding.where == "response.xlsx Interoperability!H5"
    for word in (
        "Aurora Imaging Systems",
        "DICOM-01 Answers C-ECHO",
        "“nein”",
        "yes, no",
        "probably means no",
    ):
        assert word in finding.message
    assert "ask the vendor" in finding.hint
    command = "vendor-eval settle read DIR --vendor aurora-imaging-systems --criterion DICOM-01 --value no --reason TEXT"
    assert command in finding.hint


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (datetime(2027, 1, 5), "yyyy-mm-dd", "the date 2027-01-05"),
        (140, "General", "the number 140"),
        (1.4, "0%", "the percentage 140%"),
        (True, "General", "TRUE"),
        ("x" * 500, "General", "…"),
    ],
)
def test_what_was_read_is_said(respond, value, number_format, words):
    def fill(f):
        f.put("PERF-01", "answer", value).number_format = number_format

    (finding,) = respond(fill=fill).findings
    assert words in finding.message
    assert "a number (%) from 0 to 100" in finding.message
    assert len(finding.message) < 300


def test_a_number_as_text_is_read_and_noted(respond):
    response = respond({"PERF-02": "4"})
    assert response.answers["PERF-02"].value == 4.0
    assert [(f.code, f.severity) for f in response.findings] == [("bid.number-as-text", "note")]


def test_all_that_is_wrong_is_said_at_once(respond):
    response = respond({"DICOM-01": "nein", "DICOM-02": "maybe", "PERF-01": "high", "PERF-02": "fast"})
    assert codes(response) == ["bid.unreadable"] * 4


def test_a_deleted_row_is_unreadable_and_named_once(respond):
    response = respond(fill=lambda f: f.sheet_of("PERF-02").delete_rows(5))
    assert response.answers["PERF-02"].state == "unreadable"
    assert codes(response) == ["form.row-missing"]


def test_a_missing_sheet_is_one_finding(respond):
    response = respond(fill=lambda f: f.book.remove(f.sheet_of("PERF-02")))
    assert {response.answers[i].state for i in ("PERF-01", "PERF-02", "SERV-01", "SERV-02")} == {"unreadable"}
    assert codes(response) == ["form.sheet-missing"]


def test_a_missing_column_is_one_finding(respond):
    response = respond({"PERF-02": 4}, lambda f: f.sheet_of("PERF-02").delete_cols(8))
    assert response.answers["PERF-02"].state == "unreadable"
    assert codes(response) == ["form.column-missing"]


def test_rows_missing_from_a_workbook_that_forgot_what_was_issued(respond):
    def fill(f):
        f.sheet_of("PERF-02").delete_rows(5)
        f.book.remove(f.book.worksheets[-1])

    response = respond(fill=fill)
    assert response.answers["PERF-02"].state == "unreadable"
    assert codes(response) == ["form.facts-missing", "form.row-missing"]


def test_a_renamed_sheet_is_read(respond):
    def fill(f):
        f.sheet_of("DICOM-01").title = "Ours"

    response = respond({"DICOM-01": "yes"}, fill)
    assert (response.answers["DICOM-01"].value, codes(response)) == ("yes", ["form.sheet-renamed"])


def test_an_unknown_row(respond):
    def fill(f):
        sheet = f.sheet_of("PERF-02")
        sheet["A8"], sheet["D8"], sheet["H8"] = "EXTRA-1", "EXTRA-1", "yes"

    response = respond(fill=fill)
    assert codes(response) == ["form.row-unknown"]
    assert "EXTRA-1" in response.findings[0].message


@pytest.mark.parametrize(
    ("row", "key", "value", "number_format"),
    [
        ("SERV-01", "comment", "all in for 1.2m USD", "General"),
        ("SERV-01", "answer", "we charge € 500 a day", "General"),
        ("DICOM-01", "evidence", "Offer.pdf (CHF 12'000)", "General"),
        ("PERF-02", "answer", 4, '"$"#,##0'),
        ("PERF-02", "answer", "USD 4", "General"),
        ("contact", "value", "Ms Lee, from $99", "General"),
    ],
)
def test_a_price_in_the_response(respond, row, key, value, number_format):
    def fill(f):
        f.put(row, key, value).number_format = number_format

    response = respond(fill=fill)
    (finding,) = [f for f in response.findings if f.code == "bid.price-in-response"]
    assert finding.severity == "error"
    for f in response.findings:
        assert not any(amount in f.message + f.hint for amount in ("1.2m", "500", "12'000", "$99", "USD 4"))


def test_a_question_that_asks_for_an_amount_may_be_answered_with_one(respond):
    cat = catalogue().model_dump(mode="json")
    cat["groups"][1]["criteria"][1]["answer"] = {"type": "number", "unit": "CHF a year", "min": 0}
    cat = type(catalogue()).model_validate(cat)
    response = respond(
        fill=lambda f: setattr(f.put("PERF-02", "answer", 4), "number_format", '"CHF" 0'), cat=cat
    )
    assert "bid.price-in-response" not in codes(response)


def test_another_vendors_name(respond):
    response = respond(fill=lambda f: f.put("vendor", "value", "Boreal PACS AG"))
    (finding,) = response.findings
    assert (finding.code, finding.severity) == ("bid.other-vendor", "warning")
    assert "Aurora Imaging Systems" in finding.message
    assert "Boreal PACS AG" in finding.message


def changed(requirement="The archive answers C-ECHO within a second."):
    cat = catalogue().model_dump(mode="json")
    cat["groups"][0]["criteria"][0]["requirement"] = requirement
    return type(catalogue()).model_validate(cat)


def test_an_answer_to_a_question_that_changed_is_stale(respond):
    response = respond({"DICOM-01": "yes", "DICOM-02": "none"}, cat=changed())
    answer = response.answers["DICOM-01"]
    assert (answer.state, answer.value, answer.raw) == ("stale", None, "yes")
    assert answer.asked == question_hash(catalogue().criterion("DICOM-01"))
    assert response.answers["DICOM-02"].state == "answered"
    (finding,) = response.findings
    assert (finding.code, finding.severity) == ("bid.older-rfp", "warning")
    assert "DICOM-01" in finding.message
    assert "DICOM-02" not in finding.message


def test_a_blank_stays_unanswered_whatever_changed(respond):
    assert respond(cat=changed()).answers["DICOM-01"].state == "unanswered"


def test_questions_that_came_and_went_since_the_workbook_was_issued(respond):
    cat = catalogue().model_dump(mode="json")
    cat["groups"][0]["criteria"][0]["id"] = "NEW-01"
    response = respond({"DICOM-01": "yes"}, cat=type(catalogue()).model_validate(cat))
    assert response.answers["NEW-01"].state == "unanswered"
    (finding,) = response.findings
    assert finding.code == "bid.older-rfp"
    assert "not asked yet: NEW-01" in finding.message
    assert "no longer asked: DICOM-01" in finding.message


def test_an_older_issue_without_changed_questions(respond):
    assert codes(respond(issues=Issues("ab" * 32))) == ["bid.older-rfp"]


def test_a_vendor_that_came_in_later_is_named_by_its_id(respond):
    response = respond({"DICOM-01": "x"}, proc=procurement(vendors=()))
    assert "aurora-imaging-systems, DICOM-01" in response.findings[0].message
