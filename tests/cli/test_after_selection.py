"""The sample after its selection: every promise tested once, delivery against it, a month of misses."""

from __future__ import annotations

import json
import shutil

import docx
import pytest
from typer.testing import CliRunner

from vendor_eval.cli import app
from vendor_eval.forms.define.response import ANSWER
from vendor_eval.forms.read.form import read_form
from vendor_eval.workspace.load import load_case


@pytest.fixture(scope="module")
def after(demo, tmp_path_factory):
    return shutil.copytree(demo, tmp_path_factory.mktemp("after") / "demo")


def run(*words):
    ran = CliRunner().invoke(app, [*map(str, words), "--format", "json"])
    return json.loads(ran.stdout)


def said(*words):
    return CliRunner().invoke(app, [*map(str, words)], env={"COLUMNS": "160"}).stdout


@pytest.fixture(scope="module")
def plan(after):
    return run("acceptance", after)


def test_every_gate_and_scored_criterion_that_the_winner_answered_is_tested_once_in_its_words(plan, after):
    case = load_case(after)
    vendor = next(v for v in case.vendors if v.name == plan["vendor"])
    response = case.responses[vendor.id][-1]
    asked = [c for c in case.catalogue.leaves() if c.kind in ("gate", "scored")]
    answered = [
        c.id for c in asked if c.id in response.answers and response.answers[c.id].state == "answered"
    ]
    tests = [t["criterion"] for t in plan["tests"]]
    assert sorted(tests) == sorted(answered) and len(set(tests)) == len(tests) >= 60
    written = read_form(after / "inbox" / f"{vendor.id}-response.xlsx").rows
    for test in plan["tests"]:
        said_by_vendor = written[test["criterion"]][ANSWER].seen
        number = test["least"] is not None or test["most"] is not None
        assert test["promise"].startswith(said_by_vendor) or (
            number and said_by_vendor[:2] in test["promise"]
        )


def test_the_workbook_holds_every_promise_once_word_for_word(plan, after):
    rows = read_form(after / "acceptance" / "plan.xlsx").rows
    assert sorted(rows) == sorted(t["criterion"] for t in plan["tests"])


def test_promised_against_delivered(plan, after):
    assert plan["counts"] == {"delivered": 61, "with a condition": 1, "broken": 1, "open": 1}
    assert plan["verdict"] == "not accepted yet: one promise is broken"
    shown = said("acceptance", after)
    for word in ("13000 studies/day", "12890 studies/day", "broken", "with a condition", "Not accepted yet"):
        assert word in shown
    text = "\n".join(
        c.text
        for t in docx.Document(str(after / "acceptance/plan.docx")).tables
        for r in t.rows
        for c in r.cells
    )
    assert "12890 studies/day over four weeks" in text and "For the supplier" in text


def test_a_month_of_misses(after):
    told = run("monitor", after, after / "measurements.csv")
    assert {m["month"]: (m["kept"], m["credit_percent"]) for m in told["months"]} == {
        "2028-03": (4, 0), "2028-04": (1, 5), "2028-05": (5, 0),
    }  # fmt: skip


def test_status_names_the_next_open_step(after):
    shutil.rmtree(after / "roadmap", ignore_errors=True)
    assert "Roadmap: not written yet; vendor-eval roadmap" in said("status", after)
    whole = run("roadmap", after)
    risks = {r["id"]: r for r in whole["risks"]}
    assert risks["TEST-MIG-02"]["why"].startswith("promised 13000 studies/day, found 12890")
    assert (
        risks["KPI-availability"]["title"]
        == "Availability of the month missed its promise once in 3 measurements"
    )
    assert [s["number"] for s in whole["steps"] if s["missing"]] == [9]
    line = next(x for x in said("status", after).splitlines() if x.startswith("Roadmap: "))
    assert "9 of 10 steps done; next open: step 9, Test and validate, incomplete" in line
    assert f"missing: the result of one test (vendor-eval acceptance {after} --record FILE.xlsx)" in line
    for broken in ("{", "[]", '{"steps": 5}', '{"steps": [1]}'):
        (after / "roadmap" / "roadmap.json").write_text(broken)
        assert "Roadmap: not written yet" in said("status", after)
