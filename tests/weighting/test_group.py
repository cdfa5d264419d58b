"""Several people: AIJ, AIP, mean, and the distance of each from the group."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighting.strategies import SCALE

from vendor_eval.model.criteria.weighting import Together
from vendor_eval.weighting.methods.group import distance
from vendor_eval.weighting.methods.registry import weigh as weigh_model

ANN = {"method": "ahp", "items": ["a", "b"], "matrix": [[1, 4], [None, 1]]}
BOB = {"method": "ahp", "items": ["b", "a"], "matrix": [[1, 1], [None, 1]]}
POINTS = {"method": "direct", "points": {"a": 1, "b": 1}}
TREE = {"alternatives": ["x", "y"], "alternative_matrices": {name: [[1, 2], [None, 1]] for name in "ab"}}


def group(aggregation, **members):
    return {"method": "group", "aggregation": aggregation, "members": members}


@pytest.mark.parametrize(
    ("aggregation", "a"),
    [
        ("aij", 2 / 3),  # a over b: sqrt(4 * 1) = 2
        ("aip", 2 / 3),  # sqrt(0.8 * 0.5) against sqrt(0.2 * 0.5): again 2 to 1
        ("mean", 0.65),
    ],
)
def test_by_hand(aggregation, a, weigh_file):
    found = weigh_file(group(aggregation, Ann=ANN, Bob=BOB)).data
    assert found["weights"] == pytest.approx({"a": a, "b": 1 - a})
    members = found["details"]["members"]
    assert members["Ann"]["weights"] == pytest.approx({"a": 0.8, "b": 0.2})
    assert members["Bob"]["weights"] == pytest.approx({"a": 0.5, "b": 0.5})
    assert members["Ann"]["distance"] == pytest.approx(0.8 - a)
    assert members["Bob"]["distance"] == pytest.approx(a - 0.5)


def test_aij_shows_the_consistency_of_the_group_and_fills_gaps_from_those_who_answered(weigh_file):
    full = {"method": "ahp", "items": ["a", "b", "c"], "matrix": [[1, 2, 4], [None, 1, 2], [None, None, 1]]}
    gap = {"method": "ahp", "items": ["a", "b", "c"], "matrix": [[1, 2, 4], [None, 1, None], [None, None, 1]]}
    found = weigh_file(group("aij", Ann=full, Bob=gap)).data
    assert found["weights"] == pytest.approx({"a": 4 / 7, "b": 2 / 7, "c": 1 / 7})
    assert found["details"]["cr"] == 0
    assert found["details"]["missing"] == []


def test_people_may_have_been_asked_in_different_ways(weigh_file):
    cleo = {"method": "swing", "points": {"b": 100, "a": 25}}
    dan = {"method": "roc", "order": ["a", "b"]}
    found = weigh_file(group("mean", Ann=ANN, Cleo=cleo, Dan=dan)).data
    assert found["weights"] == pytest.approx({"a": (0.8 + 0.2 + 0.75) / 3, "b": (0.2 + 0.8 + 0.25) / 3})


@given(
    st.lists(st.lists(SCALE, min_size=3, max_size=3), min_size=1, max_size=4),
    st.sampled_from(["aij", "aip", "mean"]),
    st.randoms(use_true_random=False),
)
@settings(max_examples=50, deadline=None, derandomize=True)
def test_order_of_members_does_not_matter_and_one_voice_is_kept(rows, aggregation, random):
    members = {
        f"P{i}": {"method": "ahp", "matrix": [[1, a, b], [None, 1, c], [None, None, 1]]}
        for i, (a, b, c) in enumerate(rows)
    }
    turned = list(members.items())
    random.shuffle(turned)
    one, two = (
        weigh_model(Together.model_validate(group(aggregation, **m)))[0] for m in (members, dict(turned))
    )
    assert one.weights == pytest.approx(two.weights, abs=1e-9)
    assert sum(one.weights.values()) == pytest.approx(1)
    alone, _ = weigh_model(Together.model_validate(group(aggregation, P0=members["P0"], P1=members["P0"])))
    assert alone.details["members"]["P0"]["distance"] == pytest.approx(0, abs=1e-9)


def test_distance_is_the_share_that_would_have_to_move():
    assert distance({"a": 1, "b": 0}, {"a": 0, "b": 1}) == 1
    assert distance({"a": 0.5, "b": 0.5}, {"a": 0.25, "b": 0.75}) == 0.25


def test_weights_taken_from_bids_stay_unfit_for_an_award_in_a_group(weigh_file):
    seen = {"method": "std", "items": ["a", "b"], "matrix": [[1, 2], [3, 1]]}
    ran = weigh_file(group("mean", Ann=ANN, Table=seen))
    assert ran.data["details"]["fit_for_award"] is False
    assert ran.finding("weigh.not-for-award")["where"] == "Table"


def test_a_weight_of_0_takes_an_item_out_of_the_geometric_mean(weigh_file):
    none = {"method": "direct", "points": {"a": 1, "b": 0}}
    ran = weigh_file(group("aip", Ann=ANN, Bob=none))
    assert ran.data["weights"] == {"a": 1, "b": 0}
    assert ran.finding("weigh.zero")["where"] == "Bob: b"


@pytest.mark.parametrize(
    ("body", "code", "where"),
    [
        (group("mean", Ann=ANN, Bob={"method": "direct", "points": {"a": 1, "c": 1}}), "items", "Bob"),
        (group("aij", Ann=ANN, Bob=POINTS), "aggregation", "aggregation"),
        (group("aij", Ann=ANN, Bob={**BOB, "priority": "column_mean"}), "aggregation", "aggregation"),
        (
            group(
                "aip",
                Ann={"method": "direct", "points": {"a": 1, "b": 0}},
                Bob={"method": "direct", "points": {"a": 0, "b": 1}},
            ),
            "all-zero",
            "members",
        ),
        (group("mean", Ann=ANN, Bob={"method": "direct", "points": {"a": -1, "b": 1}}), "negative", "Bob: a"),
        (
            group("mean", Ann={**ANN, **TREE}),
            "hierarchy",
            "Ann",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_joined(body, code, where, weigh_file):
    ran = weigh_file(body)
    assert ran.code == 1
    assert ran.data["weights"] == {}
    found = ran.finding(f"weigh.{code}")
    assert found["where"] == where
    assert found["hint"]
