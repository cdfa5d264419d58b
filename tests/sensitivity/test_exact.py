"""Awkward decisions: an answer or a reason, never a NaN, never a wait."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
from decision.ways import IDS, OVER_PRICE, WAYS, tables
from decision.ways import problem_of as any_problem
from hypothesis import given, settings
from hypothesis import strategies as st
from sensitivity.tables import problem_of, problems

from vendor_eval.decision.methods import METHODS
from vendor_eval.sensitivity.exact.every_answer import exact


def answer(problem, *way):
    found, findings = exact(problem, *way)
    assert found is not None, findings
    data = found.as_data()
    json.dumps(data, allow_nan=False)
    for row in data["weight_intervals"]:
        assert (row["winner"] is None) == (row["ranking"] is None) == bool(row["reason"])
    for change in data["smallest_change"].values():
        for near in (change, change["pair"]):
            assert (near["l1"] is None) == (near["weights_l2"] is None) == bool(near["reason"])
    for row in data["criticality"]["table"]:
        assert (row["relative_percent"] is None) == bool(row["reason"])
    for row in data["bounds"].values():
        assert (row["score"] is None) == bool(row["reason"])
    for row in data["reversal"]:
        assert (row["after"] is None) == bool(row["reason"])
    if data["dominance"] is None or data["maximin"] is None or data["minimax_regret"] is None:
        assert data["reason"]
    if data["criticality"]["most_critical_top"] is None:
        assert data["criticality"]["reason"]
    return data


@settings(max_examples=12)
@given(data=st.data())
@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE], **IDS)
def test_every_null_has_its_reason_under_every_method(way, data):
    problem = data.draw(tables(way, least=1))
    found = answer(problem, *way)
    assert found["method"] == way[0]
    assert (found["reason"] is None) == METHODS[way[0]].additive


@settings(max_examples=60)
@given(problems(least=1, ranged=True))
def test_any_table(problem):
    answer(problem)


def test_identical_vendors():
    data = answer(problem_of([[3, 4], [3, 4], [3, 4]], [2, 1]))
    assert all(x["winner"] == [0, 1] == x["ranking"] for x in data["weight_intervals"])
    assert {x["l1"] for x in data["smallest_change"].values()} == {0}
    assert data["criticality"]["table"] == []
    assert not any(x["order_changed"] for x in data["reversal"])


def test_two_identical_at_the_top():
    data = answer(problem_of([[3, 4], [3, 4], [5, 0]], [2, 1]))
    first = data["weight_intervals"][0]
    assert first["holder"] == "V0"
    assert first["winner"] == pytest.approx([0, 2 / 3])
    assert data["smallest_change"]["V1"]["l1"] == 0


def test_an_all_equal_criterion():
    data = answer(problem_of([[3, 7], [2, 7]], [1, 1]))
    assert all(x["winner"] == [0, 1] for x in data["weight_intervals"])
    assert data["smallest_change"]["V1"]["possible"] is True, (
        "all weight on the criterion in which they are equal"
    )
    assert data["smallest_change"]["V1"]["l1"] == pytest.approx(1)


def test_one_vendor():
    data = answer(problem_of([[3, 7]], [1, 1]))
    assert data["weight_intervals"][0]["winner"] == [0, 1]
    assert data["weight_intervals"][0]["takes_over"] == {"lo": None, "hi": None}
    assert data["smallest_change"] == {}
    assert data["bounds"]["V0"]["necessary_winner"] is True
    assert (data["maximin"], data["minimax_regret"], data["dominance"]) == (["V0"], ["V0"], [])


def test_two_vendors():
    data = answer(problem_of([[4, 0], [0, 4]], [3, 1]))
    assert data["weight_intervals"][0]["winner"] == [0.5, 1]
    assert data["weight_intervals"][0]["takes_over"] == {"lo": "V1", "hi": None}
    assert data["smallest_change"]["V1"]["l1"] == pytest.approx(0.5)


def test_a_vendor_that_leads_everywhere():
    data = answer(problem_of([[9, 9, 9], [1, 2, 3], [3, 2, 1]], [1, 1, 1]))
    assert all(x["winner"] == [0, 1] for x in data["weight_intervals"])
    assert {x["possible"] for x in data["smallest_change"].values()} == {False}
    assert data["bounds"]["V0"]["necessary_winner"] is True
    assert {x["possible_winner"] for n, x in data["bounds"].items() if n != "V0"} == {False}


def test_zero_weights_may_grow():
    data = answer(problem_of([[5, 0], [4, 9]], [1, 0]))
    assert data["weight_intervals"][0]["reason"]
    assert data["weight_intervals"][1]["winner"] == pytest.approx([0, 0.1])
    assert data["smallest_change"]["V1"]["weights_l1"] == pytest.approx({"c0": 0.9, "c1": 0.1})


def test_one_criterion():
    data = answer(problem_of([[5], [4]], [1]))
    assert data["weight_intervals"][0]["winner"] is None
    assert data["smallest_change"]["V1"]["possible"] is False
    assert data["criticality"]["most_critical_any"] is None


@pytest.mark.parametrize("size", [1e-40, 1e40])
def test_very_small_and_very_large_numbers(size):
    plain = answer(problem_of([[4, 0, 2], [0, 4, 1]], [3, 1, 1]))
    other = answer(problem_of((np.array([[4, 0, 2], [0, 4, 1]]) * size).tolist(), [3, 1, 1]))
    for a, b in zip(plain["weight_intervals"], other["weight_intervals"], strict=True):
        assert a["winner"] == pytest.approx(b["winner"])
    assert plain["smallest_change"]["V1"]["l2"] == pytest.approx(other["smallest_change"]["V1"]["l2"])


def test_three_hundred_criteria():
    random = np.random.default_rng(1)
    groups = [f"g{j % 7}/h{j % 3}/i{j % 2}" for j in range(300)]
    start = time.process_time()
    data = answer(problem_of(random.random((5, 300)), random.random(300), groups))
    assert time.process_time() - start < 60
    assert len(data["weight_intervals"]) > 300


def test_two_hundred_vendors():
    random = np.random.default_rng(1)
    start = time.process_time()
    data = answer(problem_of(random.random((200, 12)), random.random(12)))
    assert time.process_time() - start < 120
    assert len(data["smallest_change"]) == 199
    assert len(data["reversal"]) == 401


def test_ranges_that_cannot_be_are_an_error_and_the_rest_is_still_told():
    found, findings = exact(problem_of([[4, 0], [0, 4]], [3, 1], ranges=[(0, 0.3), (0, 0.3)]))
    assert [f.code for f in findings] == ["sensitivity.ranges"]
    data = found.as_data()
    assert data["weight_intervals"][0]["winner"] == [0.5, 1]
    assert data["smallest_change"]["V1"]["reason"] == data["bounds"]["V1"]["reason"] != ""


def test_promethee_is_solved_through_its_flows():
    """Visual: with the usual preference and three vendors, phi of a criterion is (wins - losses) / 2."""
    data = answer(any_problem([[3, 1], [2, 3], [1, 2]], weights=[3, 1], method="promethee2"))
    assert data["weight_intervals"][0]["holder"] == "V1"
    assert data["weight_intervals"][0]["winner"] == pytest.approx([2 / 3, 1])
    assert data["weight_intervals"][0]["takes_over"]["lo"] == "V2"
