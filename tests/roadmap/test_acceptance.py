"""The winner's promises as tests: each once, in its own words, and back again with what was found."""

from __future__ import annotations

import json

import docx
import openpyxl
import pytest
from filling import BID, cell, fill

from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.roadmap.acceptance.test_methods import bounds, pass_rule, way_of

ALL = {"G-1": "passed", "T-1": "passed", "T-2": "passed", "U-1": "passed"}


def planned(cli, folder, *more):
    return cli("acceptance", folder, *more, "--format", "json")


def filled(folder, out, results, **others):
    """``results``: criterion -> result, or (criterion, column) -> text."""
    book = openpyxl.load_workbook(folder / "acceptance/plan.xlsx")
    for row, said in results.items():
        name, key = row if isinstance(row, tuple) else (row, "result")
        cell(book, name, key).value = said
        if key == "result" and said is not None:
            cell(book, name, "observed").value = others.get("observed", "seen")
    book.save(out)
    return out


def test_every_answered_gate_and_scored_criterion_once_in_the_winners_words(cli, bid):
    ran = planned(cli, bid)
    assert ran.code == 0 and ran.data["vendor"] == "Aurora"
    tests = {t["criterion"]: t for t in ran.data["tests"]}
    assert len(tests) == len(ran.data["tests"]) and set(tests) == set(ALL)
    assert {i: t["promise"] for i, t in tests.items()} == {
        "G-1": "yes",
        "T-1": "full",
        "T-2": "99.5 %",
        "U-1": "One list for each subspecialty.",
    }
    assert tests["T-2"]["pass_rule"] == "Passed if the value is at least 99.5 %."
    assert "“full”" in tests["T-1"]["pass_rule"]
    assert ran.data["verdict"].startswith("open: 4 of 4")
    assert ran.finding("acceptance.owner")


def test_the_workbook_shows_what_was_promised_and_a_second_run_changes_nothing(cli, bid):
    planned(cli, bid)
    book = openpyxl.load_workbook(bid / "acceptance/plan.xlsx")
    assert "“99.5 %”" in _text(book, "T-2")
    assert planned(cli, bid).data["changed"] is False
    lines = (bid / "log.jsonl").read_text().splitlines()
    assert [json.loads(x)["verb"] for x in lines].count("acceptance") == 1


def test_the_plan_in_word_and_pdf_quotes_every_promise(cli, bid):
    planned(cli, bid)
    document = docx.Document(str(bid / "acceptance/plan.docx"))
    text = "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)
    for promise in ("“yes”", "“full”", "“99.5 %”", "“One list for each subspecialty.”"):
        assert promise in text
    assert (bid / "acceptance/plan.pdf").read_bytes().startswith(b"%PDF")


def _text(book, row):
    found = next(r for sheet in book for r in sheet.iter_rows() if r[0].value == row)
    return " ".join(str(c.value) for c in found)


def test_an_unanswered_question_is_no_promise(cli, bid):
    change(bid, "criteria.yaml", "catalogue: mini", "catalogue: mini\ndrop: {T-1: not asked after all}")
    change(bid, "procurement.yaml", "ties: [T-1, lowest_price]", "ties: [lowest_price]")
    ran = planned(cli, bid)
    assert "T-1" not in {t["criterion"] for t in ran.data.get("tests", [])}


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_owners_methods_and_rules_of_the_buyer_take_the_place_of_the_proposal(cli, bid):
    (bid / "roadmap.yaml").write_text(
        "acceptance:\n  owner: Ann\n  tests:\n"
        "    - {criterion: T-2, method: measurement, owner: Bob, how: By our own probe., pass_rule: Above 99.9.}\n"
    )
    tests = {t["criterion"]: t for t in planned(cli, bid).data["tests"]}
    assert tests["T-1"]["owner"] == "Ann"
    t = tests["T-2"]
    assert (t["method"], t["owner"], t["how"], t["pass_rule"]) == (
        "measurement",
        "Bob",
        "By our own probe.",
        "Above 99.9.",
    )


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        (ALL, "accepted"),
        (ALL | {"G-1": "failed"}, "not accepted: G-1 had to be met and is not"),
        (ALL | {"T-1": "failed"}, "not accepted yet: one promise is broken"),
        (ALL | {"T-1": None}, "open: 1 of 4 tests have no result"),
        (ALL | {"T-1": "not tested"}, "open: 1 of 4 tests have no result"),
        (
            ALL | {"T-1": "Passed with condition", ("T-1", "condition"): "by May"},
            "accepted with conditions: 1 to be settled",
        ),
    ],
)
def test_results_come_back(cli, bid, tmp_path, results, verdict):
    planned(cli, bid)
    file = filled(bid, tmp_path / "back.xlsx", results)
    ran = planned(cli, bid, "--record", file)
    assert ran.code == 0, ran.out
    assert ran.data["verdict"] == verdict
    assert (bid / "acceptance/results-v1.xlsx").read_bytes() == file.read_bytes()
    again = planned(cli, bid, "--record", file)
    assert (again.data["new"], again.data["verdict"]) == (False, verdict)
    assert planned(cli, bid).data["verdict"] == verdict


@pytest.mark.parametrize(
    ("results", "code", "recorded"),
    [
        (ALL | {"T-1": "fine"}, "acceptance.result", False),
        (ALL | {("T-2", "observed"): "98.2 %"}, "acceptance.contradiction", True),
        (ALL | {("T-2", "observed"): "98,2"}, "acceptance.contradiction", True),
        (ALL | {("T-2", "observed"): None}, "acceptance.unobserved", True),
        (ALL | {"T-1": "passed with condition"}, "acceptance.condition", True),
    ],
)
def test_what_cannot_be_a_result_is_told(cli, bid, tmp_path, results, code, recorded):
    planned(cli, bid)
    ran = planned(cli, bid, "--record", filled(bid, tmp_path / "back.xlsx", results))
    assert ran.finding(code)["where"].startswith("back.xlsx")
    assert ran.data["recorded"] is recorded
    assert (bid / "acceptance/results-v1.xlsx").exists() is recorded


@pytest.mark.parametrize("seen", ["99.7 %", "99,7 %", "100"])
def test_what_keeps_the_promise_is_no_contradiction(cli, bid, tmp_path, seen):
    planned(cli, bid)
    file = filled(bid, tmp_path / "back.xlsx", ALL | {("T-2", "observed"): seen})
    assert planned(cli, bid, "--record", file).findings == []


@pytest.mark.parametrize("seen", ["99,500 %", "98 weeks of 100", "none", "98,2 Prozent"])
def test_what_cannot_be_compared_is_told(cli, bid, tmp_path, seen):
    """Silence would read as if it had been compared."""
    planned(cli, bid)
    file = filled(bid, tmp_path / "back.xlsx", ALL | {("T-2", "observed"): seen})
    ran = planned(cli, bid, "--record", file)
    assert [f["code"] for f in ran.findings] == ["acceptance.not-compared"]
    assert seen in ran.finding("acceptance.not-compared")["message"]
    assert ran.data["recorded"] is True


def test_results_that_are_gone_are_told_and_the_workbook_before_is_kept(cli, bid, tmp_path):
    planned(cli, bid)
    planned(cli, bid, "--record", filled(bid, tmp_path / "a.xlsx", ALL))
    ran = planned(cli, bid, "--record", filled(bid, tmp_path / "b.xlsx", {"G-1": "passed"}))
    told = ran.finding("acceptance.emptied")
    assert told["message"].startswith("T-1, T-2, U-1: version 1") and "results-v1.xlsx" in told["hint"]
    assert (bid / "acceptance/results-v1.xlsx").read_bytes() == (tmp_path / "a.xlsx").read_bytes()


def test_a_result_given_to_another_promise_does_not_count(cli, bid, tmp_path):
    planned(cli, bid)
    file = filled(bid, tmp_path / "back.xlsx", ALL)
    again = fill(bid / "rfp/response.xlsx", tmp_path / "again.xlsx", BID | {"T-2": 99.9})
    assert cli("receive", bid, again, "--vendor", "aurora", "--at", "2030-01-31T10:00").code == 0
    ran = planned(cli, bid, "--record", file)
    assert ran.finding("acceptance.stale")["message"].startswith("T-2")
    assert ran.data["counts"] == {"delivered": 3, "with a condition": 0, "broken": 0, "open": 1}


def test_workbooks_that_are_no_plan_of_this_procurement(cli, bid, tmp_path):
    planned(cli, bid)
    assert planned(cli, bid, "--record", bid / "rfp/response.xlsx").finding("form.other-kind")
    (tmp_path / "x.xlsx").write_text("no workbook")
    refused = planned(cli, bid, "--record", tmp_path / "x.xlsx")
    assert refused.code == 1 and not (bid / "acceptance/results-v1.xlsx").exists()
    assert planned(cli, bid, "--record", tmp_path / "none.xlsx").finding("file.missing")
    change(bid, "procurement.yaml", "id: MINI-1", "id: MINI-2")
    assert planned(cli, bid, "--record", bid / "acceptance/plan.xlsx").findings


def test_without_a_winner_there_is_nothing_to_test(cli, folder):
    ran = planned(cli, folder)
    assert ran.code == 1 and ran.finding("acceptance.no-winner")
    assert not (folder / "acceptance").exists()


def asks(**more):
    given = {"id": "X", "title": "X", "requirement": "The system does it.", "kind": "scored", **more}
    return Criterion.model_validate(given)


NUMBER = {"answer": {"type": "number", "unit": "s"}, "value": {"rule": "linear", "worst": 9, "best": 1}}
WORD = {
    "answer": {"type": "choice", "options": ["a", "b"]},
    "value": {"rule": "levels", "levels": {"a": 1, "b": 0}},
}


@pytest.mark.parametrize(
    ("criterion", "method"),
    [
        (asks(**NUMBER, stage="demo"), "measurement"),
        (asks(**NUMBER, title="Recovery after site loss"), "drill"),
        (asks(**NUMBER | {"answer": {"type": "number", "unit": "% of forecast peak"}}), "load test"),
        (asks(**WORD, source="dicom_cs"), "probe"),
        (asks(**WORD, source="mds2"), "document"),
        (asks(**WORD, stage="demo"), "demonstration"),
        (asks(**WORD), "document"),
        (asks(kind="gate", answer={"type": "file"}, gate={"provided": True}), "document"),
    ],
)
def test_the_method_follows_from_the_kind_of_claim(criterion, method):
    assert way_of(criterion).method == method


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"rule": "linear", "worst": 9, "best": 1}, (None, 4.0)),
        ({"rule": "linear", "worst": 1, "best": 9}, (4.0, None)),
        ({"rule": "piecewise", "points": [[1, 1], [9, 0]]}, (None, 4.0)),
        ({"rule": "target", "target": 5, "zero_at": 4}, (4.0, 6.0)),
    ],
)
def test_what_may_be_measured_goes_the_way_of_the_value(rule, found):
    c = asks(answer={"type": "number", "unit": "s"}, value=rule)
    assert bounds(c, 4.0) == found
    assert "4" in pass_rule(c, "4 s", *found)
