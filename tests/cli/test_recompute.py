"""recompute: what does not follow from the inputs of a record is named by its place."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from watched import calculated, changed, first, named, other

from vendor_eval.cli import app
from vendor_eval.workspace.yaml_files.schemas import schema


@pytest.fixture(scope="session")
def record(demo):
    """outcome.json of the sample, as report writes it. Only to be read."""
    path = demo / "report" / "outcome.json"
    if not path.exists():
        assert CliRunner().invoke(app, ["report", str(demo)]).exit_code == 0
    return path


@pytest.fixture(scope="session")
def data(record):
    return json.loads(record.read_text("utf-8"))


def test_the_sample_follows_from_its_inputs(cli, record):
    ran = cli("recompute", record, "--format", "json")
    assert ran.code == 0
    assert ran.data["follows"] is True
    assert ran.data["checked"] > 500
    assert ran.data["differences"] == ran.data["not_recomputed"] == []
    said = cli("recompute", record)
    assert "follow from the inputs in the file" in said.out


def test_a_changed_result_is_named_with_both_numbers(cli, data, tmp_path):
    path = tmp_path / "outcome.json"
    path.write_text(json.dumps(changed(data, "$.cells[12].component", 4.5)), "utf-8")
    ran = cli("recompute", path, "--format", "json")
    assert ran.code == 1
    assert [d["path"] for d in ran.data["differences"]] == ["$.cells[12].component"]
    assert "4.5 in the file" in ran.data["differences"][0]["message"]
    assert "$.criteria[12].weight" in ran.data["differences"][0]["rests_on"]


def test_the_written_record_fits_the_published_schema(data):
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(data, json.loads(schema("outcome")))


@given(st.data())
@settings(max_examples=60)
def test_any_calculated_number_of_the_sample_is_named_when_it_is_changed(data, drawn):
    path = drawn.draw(st.sampled_from(calculated(data)))
    assert path in named(
        changed({**data, "confirmation": None}, path, other)
        if "confirm" not in path
        else changed(data, path, other)
    )


@pytest.mark.parametrize("path", ["$.criteria[3].weight", "$.rules.points", "$.price_rule.discount_percent"])
def test_a_changed_input_shows_in_the_results_that_rest_on_it(data, path):
    assert named(changed(data, path, lambda x: str(Decimal(x) * 2) if isinstance(x, str) else x * 2))


def answered(data, i):
    """Where the inputs hold the answer of cell ``i``."""
    ids = {v["name"]: v["id"] for v in data["vendors"]}
    cell = data["cells"][i]
    return f"$.inputs.case.responses.{ids[cell['vendor']]}[0].answers['{cell['criterion']}'].value"


def test_a_changed_answer_is_named_with_the_value_that_it_would_earn(data):
    rules = {c["criterion"]: c["value_rule"] for c in data["criteria"]}
    i = first(data, lambda c: rules[c["criterion"]]["rule"] == "levels" and c["value"] == 1)
    levels = rules[data["cells"][i]["criterion"]]["levels"]
    worst = min(levels, key=levels.get)
    cell = f"$.cells[{i}]"
    assert named(changed(data, f"{cell}.answer", worst)) == {f"{cell}.answer"}
    assert {f"{cell}.answer", f"{cell}.value"} <= named(changed(data, answered(data, i), worst))
    assert named(changed(data, answered(data, i), "no such level")) == {"$.inputs"}


def test_a_number_and_the_answer_as_shown_are_one_answer(data):
    i = first(data, lambda c: isinstance(c["given"], float))
    cell = f"$.cells[{i}]"
    found = named(changed(data, answered(data, i), lambda x: x / 2))
    assert {f"{cell}.given", f"{cell}.answer", f"{cell}.value"} <= found
    assert named(changed(data, f"{cell}.given", lambda x: x / 2)) == {f"{cell}.given"}
    assert named(changed(data, f"{cell}.answer", "1 hour")) == {f"{cell}.answer"}


def test_a_changed_score_of_an_evaluator_is_named(data):
    i = first(data, lambda c: len(c["scores"]) > 1)
    cell, name = f"$.cells[{i}]", next(iter(data["cells"][i]["scores"]))
    shown = f"{cell}.scores['{name}']"
    assert named(changed(data, shown, lambda x: x - 1)) == {shown}
    ids = {v["name"]: v["id"] for v in data["vendors"]}
    asked = (ids[data["cells"][i]["vendor"]], data["cells"][i]["criterion"])
    sheet, row = next(
        (n, m)
        for n, s in enumerate(data["inputs"]["case"]["sheets"])
        for m, x in enumerate(s["scores"])
        if (x["vendor"], x["criterion"]) == asked and x["score"] is not None
    )
    given = f"$.inputs.case.sheets[{sheet}].scores[{row}].score"
    found = named(changed(data, given, lambda x: x - 1))
    assert {f"{cell}.value", f"{cell}.component"} <= found
    assert f"{cell}.value" in named(changed(data, given, None))


def test_a_changed_price_line_is_named(data):
    line = "$.prices[0].lines[0].by_year[0]"
    assert named(changed(data, line, other)) == {line}
    vendor = {v["name"]: v["id"] for v in data["vendors"]}[data["prices"][0]["vendor"]]
    given = f"$.inputs.case.prices.{vendor}[0].lines['{data['prices'][0]['lines'][0]['line']}'][0].amount"
    found = named(changed(data, given, lambda x: str(Decimal(x) * 2)))
    assert {line, "$.prices[0].by_year[0]", "$.prices[0].net_present_cost", "$.prices[0].one_off"} <= found


def test_a_gate_is_tested_again(data):
    gate = "$.vendors[0].gates[0]"
    assert f"{gate}.answer" in named(changed(data, f"{gate}.answer", "no"))
    vendor, criterion = data["vendors"][0]["id"], data["vendors"][0]["gates"][0]["criterion"]
    given = f"$.inputs.case.responses.{vendor}[0].answers['{criterion}'].value"
    assert {f"{gate}.result", "$.vendors[0].status"} <= named(changed(data, given, "no"))
    excluded = next(i for i, v in enumerate(data["vendors"]) if v["status"] == "excluded")
    assert f"$.vendors[{excluded}].status" in named(
        changed(data, f"$.vendors[{excluded}].status", "admitted")
    )


def test_a_record_of_the_first_format_is_read_and_compared_with_itself(cli, tmp_path):
    """As the release before wrote it, without inputs."""
    first_format = Path(__file__).parents[1] / "recompute" / "first_format.json"
    ran = cli("recompute", first_format, "--format", "json")
    assert (ran.code, ran.data["differences"], ran.data["checked"]) == (0, [], None)
    assert "an earlier version" in ran.data["not_recomputed"][0]["why"]
    old = json.loads(first_format.read_text("utf-8"))
    for path in ("$.cells[0].value", "$.prices[0].net_present_cost", "$.rankings[0].scores.Aurora"):
        assert path in named(changed(old, path, other))


BROKEN = {
    "empty": (b"", "recompute.not-json"),
    "no JSON": (b"hello", "recompute.not-json"),
    "binary": (b"\xff\xfe\x00\x01", "recompute.not-json"),
    "deep": (b"[" * 100_000, "recompute.not-json"),
    "list": (b"[1]", "recompute.format"),
    "another format": (b'{"format": "other 2"}', "recompute.format"),
    "half a record": (b'{"format": "vendor_eval outcome 1"}', "recompute.form"),
    "twice": (b'{"format": "a", "format": "vendor_eval outcome 1"}', "recompute.not-json"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_record_is_refused_with_a_reason(cli, tmp_path, name):
    raw, code = BROKEN[name]
    path = tmp_path / "outcome.json"
    path.write_bytes(raw)
    ran = cli("recompute", path, "--format", "json")
    assert ran.code == 1
    assert ran.finding(code)["hint"]


def test_an_editor_may_have_put_a_mark_in_front(cli, tmp_path, record):
    path = tmp_path / "outcome.json"
    path.write_bytes(b"\xef\xbb\xbf" + record.read_bytes())
    assert cli("recompute", path).code == 0


def test_a_record_that_breaks_off_or_holds_what_no_record_holds(cli, tmp_path, data, record):
    path = tmp_path / "outcome.json"
    whole = record.read_text("utf-8")
    for text, code in (
        (whole[: len(whole) // 2], "recompute.not-json"),
        (json.dumps({**data, "extra": 1}), "recompute.form"),
        (json.dumps(changed(data, "$.cells[0].value", float("nan"))), "recompute.not-json"),
        (
            json.dumps(data).replace('"official": true', '"official": true, "large": 1e999'),
            "recompute.not-json",
        ),
        (json.dumps(changed(data, "$.prices[0].net_present_cost", "NaN")), "recompute.form"),
        (json.dumps(changed(data, "$.cells[0].value", "0.5")), "recompute.form"),
    ):
        path.write_text(text, "utf-8")
        ran = cli("recompute", path, "--format", "json")
        assert (ran.code, [f["code"] for f in ran.findings]) == (1, [code])
    assert cli("recompute", tmp_path).code == 1
    assert cli("recompute", tmp_path / "nothing.json").code == 1
