"""Every rule and method of a small record is calculated again, and watched."""

from __future__ import annotations

from decimal import Decimal

import pytest
from make import EARLY, PRICES, case, panel_case, prices, sheet
from watched import as_data, calculated, changed, first, mini, named, other

from vendor_eval.decision.methods import METHODS
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.buyer.procurement import BuyerCost
from vendor_eval.model.problem import WEIGHTS_AS_WRITTEN
from vendor_eval.pipeline import Question, evaluate


def test_every_calculated_number_of_a_small_record_is_named_when_it_is_changed():
    data = mini(Question(confirmed=True))
    paths = calculated(data)
    assert len(paths) > 60
    assert not named(data)
    unnoticed = [path for path in paths if path not in named(changed(data, path, other))]
    assert not unnoticed


def test_a_result_is_official_only_as_it_follows():
    data = mini(rules={"unanswered": "refuse"}, borealis={"T-2": None})
    assert data["official"] is False
    assert not named(data)
    assert "$.official" in named(changed(data, "$.official", True))
    assert {"$.findings", "$.official"} <= named(changed(data, "$.findings", []) | {"official": True})
    assert "$.open" in named(changed(data, "$.open", []))


VARIANTS = {
    "half_even": (Question(), {"rounding": {"component": 1, "total": 0, "mode": "half_even"}}),
    "totals": (Question(), {"rounding": {"component": "none", "total": 1, "mode": "half_up"}}),
    "points": (Question(), {"points": 240}),
    "mean_of_ranks": (Question(), {"consensus": "mean_of_ranks"}),
    "median": (Question(), {"consensus": "median"}),
    "thresholds": (Question(), {"thresholds": [{"of": "people", "minimum": 0.65}]}),
    "what-if": (Question(weights={"T-1": 0.1, "T-2": 0.2, "U-1": 0.3, "P-1": 0.4}), {}),
    "shortlist": (Question(), {"shortlist": {"after": "written", "top": 1}}),
    **{name: (Question(methods=((name, {}),)), {}) for name in METHODS if name not in WEIGHTS_AS_WRITTEN},
    "all": (Question(methods=(("weighted_sum", {}), ("topsis", {}), ("vikor", {"v": 0.3}))), {}),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_every_rule_and_method_follows_and_is_watched(name):
    question, rules = VARIANTS[name]
    data = mini(question, rules, aurora={"T-1": "partly"}, borealis={"T-2": 99.8})
    assert data["rankings"]
    assert named(data) == set()
    paths = [p for p in calculated(data) if p.startswith(("$.rankings", "$.cells", "$.groups"))]
    unnoticed = [path for path in paths if path not in named(changed(data, path, other))]
    assert not unnoticed


@pytest.mark.parametrize("rule", ["T-1", "lowest_price", "earliest_bid", "lot"])
def test_a_tie_that_no_rule_breaks_is_followed(rule):
    tied = case({"ties": [rule]}, aurora={}, borealis={})
    tied = tied.model_copy(
        update={"sheets": tuple(sheet(who, {"aurora": 4, "borealis": 4}) for who in ("ann", "bob"))}
    )
    data = as_data(evaluate(tied))
    assert data["rankings"][0]["ranks"] == {"Aurora": 1, "Borealis": 1}
    assert named(data) == set()
    assert "$.rankings[0].ranks.Borealis" in named(changed(data, "$.rankings[0].ranks.Borealis", 2))
    assert "$.findings" in named(changed(data, "$.findings", []))


def test_what_breaks_a_tie_is_told_and_followed():
    drawn = Decision(act="lot", vendor="borealis", reason="drawn in public", at=EARLY, by="t")
    tied = case({"ties": ["lowest_price", "lot"]}).model_copy(
        update={
            "sheets": tuple(sheet(who, {"aurora": 4, "borealis": 4}) for who in ("ann", "bob")),
            "decisions": (drawn,),
        }
    )
    data = as_data(evaluate(tied))
    assert data["rankings"][0]["best"] == ["Borealis"]
    assert named(data) == set()
    assert "$.rankings[0].ranks.Aurora" in named(changed(data, "$.inputs.case.decisions", []))


def test_an_offer_in_another_currency_and_the_buyers_own_costs_follow():
    made = case()
    own = BuyerCost(
        id="OWN", title="Cabling", by_year=(Decimal(10),) * 3, vendors=("aurora",), condition="new rooms"
    )
    rule = made.procurement.price.model_copy(update={"buyer_costs": (own,)})
    made = made.model_copy(
        update={
            "procurement": made.procurement.model_copy(update={"price": rule}),
            "prices": {**made.prices, "borealis": (prices("borealis", PRICES, currency="EUR"),)},
        }
    )
    data = as_data(evaluate(made))
    assert data["prices"][1]["offered_in"] == "EUR"
    assert named(data) == set()
    at = "$.prices[0].lines[2].by_year[1]"
    assert {at} == named(changed(data, at, other))


def test_three_evaluators_and_an_agreed_score():
    scores = {"ann": (5, 3), "bob": (2, 3), "eva": (4, 1)}
    for kind in ("mean", "median", "mean_of_ranks"):
        assert named(as_data(evaluate(panel_case({"consensus": kind}, scores)))) == set()
    agreed = panel_case({"consensus": "negotiated"}, scores)
    met = sheet("consensus", {"aurora": 4, "borealis": 2}, reason="after the demonstration")
    data = as_data(evaluate(agreed.model_copy(update={"consensus": (met,)})))
    assert named(data) == set()
    i = first(data, lambda c: c["consensus"] == 4)
    assert f"$.cells[{i}].consensus" in named(changed(data, f"$.cells[{i}].consensus", 5.0))
    given = "$.inputs.case.consensus[0].scores[0].score"
    assert {f"$.cells[{i}].value", f"$.cells[{i}].consensus"} <= named(changed(data, given, 5.0))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.prices[0].lines[0].by_year[0]", "1E+999999"),
        ("$.prices[0].lines[0].by_year", []),
        ("$.rankings[0].method", "no such method"),
        ("$.rankings[0].parameters", {"normalisation": "sum", "x": [1]}),
        ("$.vendors[0].gates[0].criterion", "G-99"),
        ("$.cells[0].criterion", "T-99"),
        ("$.cells[0].vendor", "Nobody"),
        ("$.cells", []),
        ("$.criteria", []),
        ("$.vendors", []),
        ("$.rankings", []),
        ("$.inputs.case.issue", None),
        ("$.inputs.case.responses.aurora[0].answers", {}),
        ("$.inputs.case.vendors", []),
        ("$.inputs.methods", [["no such method", {}]]),
        ("$.inputs.weights", {"T-9": 1.0}),
    ],
)
def test_inputs_that_cannot_be_are_named_and_nothing_raises(path, value):
    data = mini()
    found = named(changed(data, path, value))
    assert found
    assert all(place.startswith("$") for place in found)
