"""From a case to an outcome: who is admitted, what counts, what is official."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import EARLY, GOOD, PRICES, case, prices, response, sheet

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.bids.response import Answer
from vendor_eval.pipeline import Question, evaluate


def decision(act: str, vendor: str = "borealis", **more: object) -> Decision:
    base = {"act": act, "vendor": vendor, "reason": "minutes", "at": EARLY + timedelta(days=3), "by": "t"}
    return Decision.model_validate(base | more)


def with_(c, **update):
    return c.model_copy(update=update)


def test_points_by_hand():
    c = case(borealis={"T-1": "partly", "T-2": 100})
    c = with_(
        c,
        prices={
            **c.prices,
            "borealis": (prices("borealis", {"LIC": ["50", None, None], "FEE": [None, "500", "500"]}),),
        },
    )
    o = evaluate(c)
    assert o.official
    # tech 50: T-1 3/5, T-2 2/5; people 20 x mean/5; cost 30 x lowest/price (half the price everywhere)
    assert o.rankings[0].scores["Aurora"] == pytest.approx(30 + 20 * 0.5 + 20 * 3.5 / 5 + 30 * 0.5)
    assert o.rankings[0].scores["Borealis"] == pytest.approx(15 + 20 + 20 * 3 / 5 + 30)
    assert o.rankings[0].best == ("Borealis",)
    for name, score in o.rankings[0].scores.items():
        assert sum(o.rankings[0].contributions[name].values()) == pytest.approx(score)
        assert sum(x.component for x in o.cells if x.vendor == name) == pytest.approx(score)
        assert sum(g.scores[name] for g in o.groups if len(g.path) == 1) == pytest.approx(score)


def test_net_present_cost_discounts_later_years_only():
    o = evaluate(case())
    assert float(o.prices[0].net_present_cost) == pytest.approx(1000 + 1000 / 1.1 + 1000 / 1.21, abs=0.005)


def test_failed_gate_excludes_and_says_why():
    o = evaluate(case(borealis={"G-1": "no"}))
    assert [(e.vendor, e.gate) for e in o.excluded] == [("Borealis", "G-1")]
    assert "no" in o.excluded[0].reason and "yes" in o.excluded[0].reason
    assert list(o.rankings[0].ranks) == ["Aurora"]
    assert o.official


@pytest.mark.parametrize(
    ("rule", "official", "ranked", "excluded"),
    [
        ("refuse", False, ["Aurora", "Borealis"], []),
        ("zero", True, ["Aurora", "Borealis"], []),
        ("disqualify", True, ["Aurora"], ["Borealis"]),
    ],
)
def test_unanswered_question(rule, official, ranked, excluded):
    o = evaluate(case({"unanswered": rule}, borealis={"T-2": None}))
    assert (o.official, list(o.rankings[0].ranks), [e.vendor for e in o.excluded]) == (
        official,
        ranked,
        excluded,
    )
    assert [(x.vendor, x.criterion, x.state) for x in o.open] == [("Borealis", "T-2", "unanswered")]
    assert ("rank.open" in [f.code for f in o.findings]) == (rule == "refuse")


@pytest.mark.parametrize(
    ("rule", "status"), [("refuse", "open"), ("zero", "excluded"), ("disqualify", "excluded")]
)
def test_unanswered_gate(rule, status):
    o = evaluate(case({"unanswered": rule}, borealis={"G-1": None}))
    assert {v.name: v.status for v in o.vendors} == {"Aurora": "admitted", "Borealis": status}
    assert list(o.rankings[0].ranks) == ["Aurora"]
    assert o.official == (rule != "refuse")


@pytest.mark.parametrize("state", ["unreadable", "declined", "not_applicable"])
def test_other_states_count_as_unanswered(state):
    o = evaluate(case({"unanswered": "zero"}, borealis={"T-2": Answer(state=state, raw="?", where="S!D4")}))
    assert o.cell("Borealis", "T-2").component == 0
    assert [(x.criterion, x.state) for x in o.open] == [("T-2", state)]


def test_changed_criterion_makes_the_answer_stale():
    c = case()
    old = c.responses["borealis"][0]
    answers = {**old.answers, "T-2": old.answers["T-2"].model_copy(update={"asked": "0" * 16})}
    c = with_(c, responses={**c.responses, "borealis": (old.model_copy(update={"answers": answers}),)})
    assert [(x.criterion, x.state) for x in evaluate(c).open] == [("T-2", "stale")]


def test_settled_reading_counts_and_the_workbook_stays():
    c = case(borealis={"T-2": Answer(state="unreadable", raw="about 100", where="S!D4")})
    c = with_(c, decisions=(decision("read", criterion="T-2", value=100.0),))
    o = evaluate(c)
    assert o.official
    assert o.cell("Borealis", "T-2").value == 1
    assert c.responses["borealis"][0].answers["T-2"].raw == "about 100"


def test_accepted_claim_drops_the_criterion_for_all_and_its_siblings_share_its_weight():
    c = case(borealis={"T-2": Answer(state="not_applicable", raw="N/A", where="S!D4")})
    o = evaluate(with_(c, decisions=(decision("accept_na", criterion="T-2"),)))
    assert o.official
    assert o.cell("Aurora", "T-2") is None
    assert {leaf.criterion: leaf.weight for leaf in o.criteria}["T-1"] == pytest.approx(0.5)


def test_late_bid_waits_for_the_buyer():
    c = case()
    late = response(c, "borealis", GOOD, at=EARLY + timedelta(days=2))
    c = with_(c, responses={**c.responses, "borealis": (late,)})
    o = evaluate(c)
    assert o.excluded[0].gate is None
    assert o.excluded[0].reason.startswith("late: received 2030-02-01 12:00")
    o = evaluate(with_(c, decisions=(decision("admit_late"),)))
    assert o.vendors[1].status == "admitted"


def test_the_newest_timely_version_counts():
    c = case()
    timely = response(c, "borealis", GOOD | {"T-2": 100}, version=2)
    late = response(c, "borealis", GOOD | {"T-2": 99}, at=EARLY + timedelta(days=2), version=3)
    c = with_(c, responses={**c.responses, "borealis": (*c.responses["borealis"], timely, late)})
    assert evaluate(c).cell("Borealis", "T-2").value == 1


def test_withdrawn_and_missing_bids():
    c = with_(case(), decisions=(decision("withdraw"),))
    assert evaluate(c).excluded[0].reason == "withdrawn: minutes"
    c = case()
    c = with_(c, responses={"aurora": c.responses["aurora"], "borealis": ()})
    assert evaluate(c).excluded[0].reason == "no bid received"


def test_missing_score_is_named_and_stops_the_ranking():
    c = with_(case(), sheets=(sheet("ann", {"aurora": 4, "borealis": None}),))
    o = evaluate(c)
    assert not o.rankings
    assert not o.official
    said = {f.where: f.message for f in o.findings if f.code == "score.missing"}
    assert "Borealis U-1" in said["ann"]
    assert "no score sheet" in said["bob"]


def test_median_and_mean():
    sheets = (sheet("ann", {"aurora": 5, "borealis": 3}), sheet("bob", {"aurora": 0, "borealis": 3}))
    c = with_(case({"consensus": "median"}), sheets=sheets)
    assert evaluate(c).cell("Aurora", "U-1").value == pytest.approx(0.5)


def test_threshold_excludes_before_price_opens():
    thresholds = [{"of": "technical", "minimum": 0.7}]
    c = case({"thresholds": thresholds}, borealis={"T-1": "not supported"})
    c = with_(
        c,
        prices={
            **c.prices,
            "borealis": (prices("borealis", {"LIC": ["1", None, None], "FEE": [None, "1", "1"]}),),
        },
    )
    o = evaluate(c)
    assert (o.excluded[0].vendor, o.excluded[0].gate) == ("Borealis", "technical")
    assert o.vendors[1].status == "excluded"
    assert o.cell("Aurora", "P-1").value == 1, "an excluded bid must not set the lowest price"


def test_rounding_of_components_and_totals():
    rules = {"rounding": {"component": 0, "total": "none", "mode": "half_up"}}
    o = evaluate(case(rules, borealis={"T-2": 99.125}))
    assert o.rankings[0].contributions["Borealis"]["T-2"] == 3  # 20 x 0.125 = 2.5, half up
    o = evaluate(
        case({"rounding": {"component": 0, "total": "none", "mode": "half_even"}}, borealis={"T-2": 99.125})
    )
    assert o.rankings[0].contributions["Borealis"]["T-2"] == 2


def test_tie_rules_in_order_and_no_winner_without_one():
    same = {"aurora": {"T-1": "full", "T-2": 99.25}, "borealis": {"T-1": "partly", "T-2": 100}}
    alike = (sheet("ann", {"aurora": 3, "borealis": 3}), sheet("bob", {"aurora": 3, "borealis": 3}))
    o = evaluate(with_(case({"ties": ["T-1"]}, **same), sheets=alike))
    assert o.rankings[0].scores["Aurora"] == pytest.approx(o.rankings[0].scores["Borealis"])
    assert o.rankings[0].ranks == {"Aurora": 1, "Borealis": 2}
    assert o.rankings[0].details["ties"] == [{"vendors": ["Aurora", "Borealis"], "rule": "T-1"}]
    o = evaluate(with_(case({"ties": []}, **same), sheets=alike))
    assert o.rankings[0].best == ("Aurora", "Borealis")
    assert "rank.tie" in [f.code for f in o.findings]
    assert not o.official
    c = with_(case({"ties": ["lot"]}, **same), sheets=alike, decisions=(decision("lot"),))
    assert evaluate(c).rankings[0].ranks == {"Aurora": 2, "Borealis": 1}


def test_foreign_currency_converts_at_the_dated_rate():
    c = case()
    c = with_(c, prices={**c.prices, "borealis": (prices("borealis", PRICES, currency="EUR"),)})
    o = evaluate(c)
    a, b = (p.net_present_cost for p in o.prices)
    assert float(b) == pytest.approx(float(a) * 1.25, abs=0.02)


def test_unreadable_price_is_no_gift():
    c = case()
    lines = {"LIC": ["?", None, None], "FEE": [None, "1000", "1000"]}
    c = with_(c, prices={**c.prices, "borealis": (prices("borealis", lines),)})
    o = evaluate(c)
    assert [(x.vendor, x.criterion, x.state) for x in o.open] == [("Borealis", "P-1", "unreadable")]
    assert not o.official
    c = with_(c, decisions=(decision("read", criterion="LIC:0", value="100"),))
    o = evaluate(c)
    assert o.official
    assert o.prices[0].net_present_cost == o.prices[1].net_present_cost


def test_a_price_of_nothing_is_refused():
    c = case()
    lines = {"LIC": ["0", None, None], "FEE": [None, "0", "included"]}
    o = evaluate(with_(c, prices={**c.prices, "borealis": (prices("borealis", lines),)}))
    assert "price.zero" in [f.code for f in o.findings]
    assert not o.rankings


def test_what_if_is_never_official():
    o = evaluate(case(), Question(weights={"T-1": 0.1, "T-2": 0.2, "U-1": 0.3, "P-1": 0.4}))
    assert o.what_if
    assert not o.official
    assert o.rankings[0].weights["P-1"] == pytest.approx(0.4)


def test_sole_admitted_vendor_is_ranked():
    o = evaluate(case(borealis={"G-1": "no"}))
    assert o.rankings[0].best == ("Aurora",)
    assert o.cell("Aurora", "P-1").value == 1


def test_confirmed_by_the_library():
    confirmation = evaluate(case(borealis={"T-2": 100}), Question(confirmed=True)).confirmation
    assert confirmation.agrees is True
    assert "same order" in confirmation.message


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["full", "partly", "not supported"]), min_size=2, max_size=2),
    st.lists(st.floats(90, 100), min_size=2, max_size=2),
)
def test_scores_stay_within_points_and_dominance_holds(queries, shares):
    a, b = ({"T-1": q, "T-2": s} for q, s in zip(queries, shares, strict=True))
    same = (sheet("ann", {"aurora": 3, "borealis": 3}), sheet("bob", {"aurora": 3, "borealis": 3}))
    r = evaluate(with_(case({"ties": []}, aurora=a, borealis=b), sheets=same)).rankings[0]
    assert all(0 <= s <= 100 for s in r.scores.values())
    order = ["not supported", "partly", "full"]
    if order.index(a["T-1"]) >= order.index(b["T-1"]) and a["T-2"] >= b["T-2"]:
        assert r.ranks["Aurora"] == 1


def test_a_reading_holds_for_the_content_that_was_read():
    c = case(borealis={"T-2": Answer(state="unreadable", raw="about 97", where="S!D4")})
    old = decision("read", criterion="T-2", value=99.9, raw="about 99.9")
    assert [x.state for x in evaluate(with_(c, decisions=(old,))).open] == ["unreadable"]
    new = decision("read", criterion="T-2", value=97.0, raw="about 97")
    assert evaluate(with_(c, decisions=(old, new))).cell("Borealis", "T-2").answer == "97 %"


def test_a_currency_without_a_rate_leaves_the_price_open():
    c = case()
    c = with_(c, prices={**c.prices, "borealis": (prices("borealis", PRICES, currency="CHF"),)})
    o = evaluate(c)
    assert [(x.vendor, x.criterion, x.state) for x in o.open] == [("Borealis", "P-1", "unreadable")]
    assert "CHF" in c.prices["borealis"][0].currency


def test_what_receipt_said_of_a_workbook_stays_with_the_bid():
    found = Finding("bid.price-in-response", "error", "S!H4", "a price stands here", "decide")
    c = case()
    marked = c.responses["aurora"][0].model_copy(update={"findings": (found,)})
    o = evaluate(with_(c, responses={**c.responses, "aurora": (marked,)}))
    assert [(f.code, f.severity, f.where) for f in o.findings] == [
        ("bid.price-in-response", "warning", "Aurora: S!H4")
    ]
    assert o.official


def test_terms_that_were_not_issued_are_not_official():
    c = case()
    heavier = c.weights.model_copy(update={"groups": {"tech": 10, "people": 20, "cost": 70}})
    assert not evaluate(with_(c, weights=heavier)).official
    assert not evaluate(with_(c, issue=None)).official
    assert not evaluate(c, Question(methods=(("weighted_sum", {"normalisation": "minmax"}),))).official
    assert evaluate(c, Question(methods=(("weighted_sum", {"normalisation": "none"}),))).official
