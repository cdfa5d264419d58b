"""A record that was cut for its readers: what is left is calculated, what is not is said."""

from __future__ import annotations

import pytest
from make import case, panel_case
from watched import as_data, changed, named

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.recompute.recalculate import recompute
from vendor_eval.report.audience.anonymise import blinded
from vendor_eval.report.audience.reduce import reduced

CASE = panel_case({"points": 100}, {"ann": (5, 3), "bob": (2, 3)}, borealis={"T-2": 99.8})
FULL = evaluate(CASE, Question(confirmed=True))
AUDIENCES = ("panel", "board", "public", "vendor:borealis", "vendor:aurora")


def seen_by(audience):
    return reduced(FULL, audience, CASE.procurement.panel)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_left_follows_and_what_is_not_is_said(cli, tmp_path, audience):
    path = tmp_path / "outcome.json"
    path.write_text(seen_by(audience).model_dump_json(), "utf-8")
    ran = cli("recompute", path, "--format", "json")
    assert (ran.code, ran.data["differences"]) == (0, [])
    assert ran.data["not_recomputed"]
    assert all(u["what"] and u["why"] for u in ran.data["not_recomputed"])
    assert ran.data["not_recomputed"][0]["what"] in cli("recompute", path).out


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_left_is_still_watched(audience):
    data = as_data(seen_by(audience))
    total = "$.rankings[0].scores.Borealis"
    assert total in named(changed(data, total, lambda x: x + 1))
    assert "$.groups[0].points" in named(changed(data, "$.groups[0].points", lambda x: x + 1))


def test_a_board_can_have_every_value_calculated_again():
    data = as_data(seen_by("board"))
    i = next(i for i, c in enumerate(data["cells"]) if c["criterion"] == "T-2")
    assert f"$.cells[{i}].value" in named(changed(data, f"$.cells[{i}].value", 0.25))


def test_ranks_of_a_public_record_follow_from_its_totals():
    data = as_data(seen_by("public"))
    assert "$.rankings[0].ranks.Aurora" in named(changed(data, "$.rankings[0].ranks.Aurora", 7))


@pytest.mark.parametrize("audience", ["public", "vendor:aurora"])
def test_points_of_groups_add_up_where_nothing_else_is_left_of_them(audience):
    data = as_data(seen_by(audience))
    for i, group in enumerate(data["groups"]):
        path = f"$.groups[{i}].scores.Borealis"
        assert group["scores"]["Borealis"] >= 0
        assert named(changed(data, path, lambda x: x + 0.5)), group["id"]


def test_letters_in_place_of_names_change_no_number():
    data = as_data(blinded(FULL))
    found = recompute(Outcome.model_validate(data))
    assert not found.wrong


def test_a_gap_in_a_full_record_is_a_mistake_and_no_gap():
    data = as_data(evaluate(case()))
    del data["cells"][0]
    assert "$.cells" in named(data)
