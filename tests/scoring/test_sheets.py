from __future__ import annotations

from datetime import UTC, datetime

import pytest
from forms.samples import AURORA, BOREAL, FINGERPRINT, Filled, catalogue, procurement

from vendor_eval.forms.define.score_sheet import score_form
from vendor_eval.forms.read._child import read
from vendor_eval.forms.write.form import write
from vendor_eval.model.buyer.procurement import Evaluator, Vendor
from vendor_eval.scoring.score_sheets import score_sheet_of, scores_from

RUIZ = Evaluator(id="ruiz", name="Dr. Ana Ruiz", role="Radiology")
FIRST, SECOND = f"SERV-01|{AURORA.id}", "SERV-01|boreal"


@pytest.fixture
def scored(tmp_path):
    """The score sheet read from a workbook with ``scores``: row -> value, each with a reason."""

    def scored(scores=None, fill=None, evaluator=RUIZ, vendors=(AURORA, BOREAL), proc=None, cat=None):
        form = score_form(procurement(), catalogue(), RUIZ, (AURORA, BOREAL), {}, FINGERPRINT)
        filled = Filled(write(form))
        for row, value in ({FIRST: 5, SECOND: 3} | (scores or {})).items():
            filled.put(row, "score", value)
            filled.put(row, "reason", "because")
        for key, value in {"declaration": "yes", "declared_by": "Ana Ruiz", "declared_on": "1 April"}.items():
            filled.put(key, "value", value)
        if fill:
            fill(filled)
        return score_sheet_of(
            read(filled.save(tmp_path / "ruiz.xlsx")),
            proc or procurement(),
            cat or catalogue(),
            evaluator,
            vendors,
            version=1,
            file="scores/ruiz-v1.xlsx",
            sha256="0",
            received_at=datetime(2027, 4, 1, tzinfo=UTC),
            received_by="me",
        )

    return scored


def codes(sheet):
    return [f.code for f in sheet.findings]


def test_scores_with_reasons(scored):
    sheet = scored({SECOND: 2.5})
    assert sheet.findings == ()
    assert [(s.vendor, s.criterion, s.score, s.reason) for s in sheet.scores] == [
        (AURORA.id, "SERV-01", 5.0, "because"),
        ("boreal", "SERV-01", 2.5, "because"),
    ]
    assert sheet.scores[0].where == "Performance service 24 7!H4"


def test_a_blank_is_missing_and_not_zero(scored):
    sheet = scored({FIRST: None, SECOND: None})
    assert [s.score for s in sheet.scores] == [None, None]
    (finding,) = sheet.findings
    assert (finding.code, finding.severity) == ("score.missing", "error")
    assert "H4, H5" in finding.message


def test_zero_is_a_score(scored):
    assert scored({FIRST: 0}).scores[0].score == 0


@pytest.mark.parametrize("value", ["good", 6, -1, True, "4,5", datetime(2027, 1, 4)])
def test_what_is_no_score(scored, value):
    sheet = scored({FIRST: value})
    assert sheet.scores[0].score is None
    (finding,) = sheet.findings
    assert (finding.code, finding.severity) == ("score.unreadable", "error")
    assert "a number from 0 to 5" in finding.message
    assert AURORA.name in finding.message


def test_a_percentage_is_no_score(scored):
    sheet = scored(fill=lambda f: setattr(f.put(FIRST, "score", 0.8), "number_format", "0%"))
    assert (sheet.scores[0].score, codes(sheet)) == (None, ["score.unreadable"])


def test_scores_without_reasons(scored):
    sheet = scored(fill=lambda f: f.put(FIRST, "reason", None))
    assert sheet.scores[0].score == 5
    assert [(f.code, f.severity) for f in sheet.findings] == [("score.no-reason", "warning")]


def test_a_deleted_row_is_missing(scored):
    sheet = scored(fill=lambda f: f.sheet_of(SECOND).delete_rows(5))
    assert [s.score for s in sheet.scores] == [5, None]
    assert codes(sheet) == ["form.row-missing"]


def test_a_vendor_who_is_not_on_the_sheet_gets_no_score(scored):
    sheet = scored(vendors=(AURORA, BOREAL, Vendor(name="Cirrus")))
    assert len(sheet.scores) == 2
    assert sheet.findings == ()


def test_a_vendor_who_is_out_is_left_out(scored):
    sheet = scored(vendors=(AURORA,))
    assert [s.vendor for s in sheet.scores] == [AURORA.id]
    assert codes(sheet) == ["form.row-unknown"]


def test_somebody_elses_sheet(scored):
    sheet = scored(evaluator=Evaluator(id="bob", name="Bob", role="IT"))
    assert codes(sheet) == ["score.other-evaluator"]


def test_a_sheet_of_another_procurement(scored):
    assert codes(scored(proc=procurement(id="other"))) == ["form.other-rfp"]


def test_a_question_that_changed(scored):
    cat = catalogue().model_dump(mode="json")
    cat["groups"][1]["criteria"][2]["requirement"] = "Describe how."
    assert codes(scored(cat=type(catalogue()).model_validate(cat))) == ["score.older-rfp"]


def test_scores_alone(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(write(score_form(procurement(), catalogue(), RUIZ, (AURORA,), {}, "x")))
    scores, findings = scores_from(read(path), catalogue(), RUIZ, (AURORA,))
    assert [s.score for s in scores] == [None]
    assert [f.code for f in findings] == ["score.missing"]


def test_many_missing_places_are_counted(tmp_path):
    many = [Vendor(name=f"Vendor {n}") for n in range(15)]
    path = tmp_path / "x.xlsx"
    path.write_bytes(write(score_form(procurement(), catalogue(), RUIZ, many, {}, "x")))
    _, (finding,) = scores_from(read(path), catalogue(), RUIZ, many)
    assert "and 5 more" in finding.message


@pytest.mark.parametrize(
    ("answer", "words", "counts"),
    [("yes", "", True), ("YES", "", True), ("no", "shares in Aurora", False), (None, "not declared", False)],
)
def test_only_a_declared_sheet_counts(scored, answer, words, counts):
    def fill(filled):
        filled.put("declaration", "value", answer)
        filled.put("conflict", "value", "shares in Aurora" if answer == "no" else None)

    sheet = scored(fill=fill)
    assert sheet.counts is counts
    assert [s.score for s in sheet.scores] == [5, 3], "it is kept all the same"
    assert codes(sheet) == ([] if counts else ["panel.declaration"])
    assert all(words in f.message for f in sheet.findings)


def test_a_declaration_without_name_or_date_is_asked_for(scored):
    sheet = scored(fill=lambda f: f.put("declared_on", "value", None))
    assert sheet.counts
    assert [(f.code, f.severity) for f in sheet.findings] == [("panel.declaration-unsigned", "warning")]


def test_a_merged_declaration_is_none(scored):
    def fill(filled):
        cell = filled.cell("declaration", "value")
        cell.parent.merge_cells(start_row=cell.row, end_row=cell.row, start_column=3, end_column=4)

    assert not scored(fill=fill).counts
