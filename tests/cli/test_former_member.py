"""A member who was taken off the panel: what was declared stays on record, for those who may read it."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from typer.testing import CliRunner

from vendor_eval.cli import app

INTEREST = "my brother sells for one of the bidders"
GONE = "no longer on the panel; the sheet counts nothing"


def said(*words: object) -> str:
    done = CliRunner().invoke(app, [str(w) for w in words])
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


@pytest.fixture(scope="module")
def left(demo, tmp_path_factory):
    """The technologist declared a conflict and was taken off the panel."""
    path = tmp_path_factory.mktemp("left") / "left"
    shutil.copytree(demo, path)
    kept = path / "scores/technologist-v1.json"
    sheet = json.loads(kept.read_text("utf-8"))
    sheet["declaration"] |= {"answer": "no", "note": INTEREST}
    kept.write_text(json.dumps(sheet), "utf-8")
    file = path / "procurement.yaml"
    text = file.read_text("utf-8")
    short = re.sub(r"  - id: technologist\n(?:    .*\n)+", "", text)
    assert short != text
    file.write_text(short, "utf-8")
    return path


def test_check_names_the_former_member_and_who_scores_alone(left):
    text = said("check", left)
    assert f"Grace Lindqvist is {GONE}. Declared a conflict of interest: “{INTEREST}”" in text
    assert "scored by one person only since a member left the panel" in text
    assert "scored by one person only since a member left the panel" in said("agreement", left)


def test_nothing_of_it_is_said_of_a_panel_that_is_whole(demo):
    assert GONE not in said("check", demo)
    assert "since a member left" not in said("check", demo)


def test_the_report_keeps_the_declared_conflict_for_those_in_the_house(left):
    CliRunner().invoke(app, ["report", str(left)])
    record = json.loads((left / "report/outcome.json").read_text("utf-8"))
    mine = [d for d in record["declarations"] if d["former"]]
    assert [(d["evaluator"], d["answer"], d["interest"]) for d in mine] == [
        ("Grace Lindqvist", "no", INTEREST)
    ]
    page = (left / "report/report.html").read_text("utf-8")
    assert f"a conflict of interest ({GONE})" in page and INTEREST in page


@pytest.mark.parametrize(
    ("audience", "name", "label"),
    [("panel", True, False), ("board", False, True), ("public", False, False)],
)
def test_each_audience_reads_of_the_former_member_what_it_may(left, audience, name, label):
    CliRunner().invoke(app, ["report", str(left), "--audience", audience])
    page = (left / f"report/{audience}/report.html").read_text("utf-8")
    record = (left / f"report/{audience}/outcome.json").read_text("utf-8")
    for text in (page, record):
        assert ("Lindqvist" in text) is name
        assert ("Former evaluator" in text) is label
        assert (INTEREST in text) is (audience != "public")
