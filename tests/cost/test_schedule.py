"""The evaluated price of a bid: kinds, tiers, rises, options, the buyer's own costs, scenarios."""

from __future__ import annotations

from decimal import Decimal

import pytest
from cost.conftest import amounts, offer, procurement
from rfp.small import minimal_catalogue

from vendor_eval.cost.comparable import comparable
from vendor_eval.cost.evaluated_price import evaluated_price
from vendor_eval.intake.completeness import completeness
from vendor_eval.scoring.admission import price_answer

NOTHING = minimal_catalogue()


def priced(p, lines, vendor="aurora", **more):
    return evaluated_price(vendor.title(), offer(lines, vendor, **more), p)


def test_every_kind_by_hand(kinds):
    cost = priced(
        kinds,
        {
            "SETUP": ["1000", None, None, "500"],
            "CARE": [None, "100", "100", "100"],
            "STUDY": [None, "10", "10", "10"],
            "STORE": [None, "2", "2", "2"],
            "USER": [None, None, "1", "included"],
            "LINK": ["50", None, None, None],
            "EXIT": [None, None, None, "700"],
            "DAYS": ["10", "10", None, None],
        },
    )
    by_year = (
        Decimal(2000 + 300 + 200),
        Decimal(100 + 110 + 122 + 50),
        100 + 121 + Decimal("146.20") + 100,
        1000 + 100 + Decimal("133.10") + Decimal("172.82") + 700,
    )
    assert cost.by_year == by_year
    present = sum(c / Decimal("1.1") ** t for t, c in enumerate(by_year))
    assert cost.net_present_cost == present.quantize(Decimal("0.01"))
    # set-up twice, exit, and what interfaces and days cost before go-live
    assert cost.one_off == 2000 + 1000 + 700 + 300 + 200
    assert cost.one_off + cost.running == sum(by_year)
    assert not any(line.empty_years for line in cost.lines)


def test_scenarios_and_the_cost_of_a_study():
    p = procurement([{"id": "STUDY", "kind": "per_study"}, {"id": "CARE", "kind": "yearly"}])
    cost = priced(p, {"STUDY": [None, "2", "2", "2"], "CARE": [None, "1000", "1000", "1000"]})
    low, expected, high = cost.scenarios
    assert [s.scenario for s in cost.scenarios] == ["low", "expected", "high"]
    assert low.by_year == amounts(0, 21000, 21000, 21000)
    assert expected.by_year == cost.by_year == amounts(0, 23000, 25200, 27620)
    assert expected.net_present_cost == cost.net_present_cost
    assert low.net_present_cost < cost.net_present_cost < high.net_present_cost
    assert expected.studies == 11000 + 12100 + 13310
    assert expected.cost_per_study == (Decimal(75820) / 36410).quantize(Decimal("0.01"))
    assert low.cost_per_study == Decimal("2.10")


def test_without_volumes_there_is_no_cost_of_a_study():
    p = procurement([{"id": "CARE", "kind": "yearly"}], volumes=[])
    assert {s.cost_per_study for s in priced(p, {"CARE": [None, "1", "1", "1"]}).scenarios} == {None}


def test_graduated_and_whole_tiers():
    line = {"id": "S", "kind": "per_study", "tiers": [12000], "to_year": 2}
    prices = {"S.1": [None, "3", "3", None], "S.2": [None, "1", "1", None]}
    assert priced(procurement([line]), prices).by_year == amounts(0, 33000, 36000 + 100, 0)
    whole = procurement([{**line, "tiering": "whole"}])
    assert priced(whole, prices).by_year == amounts(0, 33000, 12100, 0)


def test_indexed_prices_rise_to_the_cap():
    line = {"id": "CARE", "kind": "yearly", "index": {"percent": 5, "cap": 3}}
    cost = priced(procurement([line]), {"CARE": [None, "1000", None, None]})
    assert cost.by_year == amounts(0, 1000, 1030, "1060.90")
    assert cost.lines[0].empty_years == ()
    unpriced = priced(procurement([line]), {"CARE": [None] * 4})
    assert unpriced.lines[0].empty_years == (1, 2, 3)


def test_options_stand_outside_every_sum():
    lines = [{"id": "CARE", "kind": "yearly"}, {"id": "MORE", "kind": "yearly", "optional": True}]
    p = procurement(lines)
    cost = priced(p, {"CARE": [None, "1", "1", "1"], "MORE": [None, "9", "9", "9"]})
    assert cost.by_year == cost.scenarios[1].by_year == amounts(0, 1, 1, 1)
    assert [x.line for x in cost.lines] == ["CARE"]
    assert [(x.line, sum(x.by_year)) for x in cost.optional] == [("MORE", 27)]


def test_an_unreadable_option_does_not_open_the_price():
    schedule = offer({"CARE": ["1"], "MORE": ["?"]})
    assert price_answer(schedule).state == "unreadable"
    assert price_answer(schedule.model_copy(update={"optional": ("MORE",)})).state == "answered"


def test_the_buyers_own_costs_are_added_to_the_bids_they_belong_to():
    costs = [
        {"id": "STAFF", "title": "Project team", "by_year": [100, 50, 0, 0]},
        {"id": "OLD", "title": "Old", "by_year": [7, 0, 0, 0], "vendors": ["borealis"], "condition": "new"},
    ]
    p = procurement([{"id": "CARE", "kind": "yearly"}], price={"buyer_costs": costs})
    prices = {"CARE": [None, "10", "10", "10"]}
    aurora, borealis = priced(p, prices), priced(p, prices, "borealis", currency="EUR")
    assert aurora.by_year == amounts(100, 60, 10, 10)
    assert borealis.by_year == amounts(107, "62.5", "12.5", "12.5"), "the buyer's costs are not converted"
    assert [(x.line, x.by) for x in borealis.lines] == [
        ("CARE", "vendor"),
        ("STAFF", "buyer"),
        ("OLD", "buyer"),
    ]


@pytest.fixture
def two():
    lines = [
        {"id": "CARE", "kind": "yearly"},
        {"id": "MORE", "kind": "yearly", "optional": True},
        {"id": "KIT", "kind": "one_off"},
    ]
    return procurement(lines)


def offers(p, aurora, borealis):
    a, b = p.vendors
    return {a: offer(aurora), b: offer(borealis, "borealis", currency="EUR")}


def test_what_others_priced_is_told(two):
    full = {"CARE": [None, "1", "1", "1"], "MORE": [None, "1", "1", "1"], "KIT": ["5", None, None, None]}
    found = completeness(two, NOTHING, {}, offers(two, full, {"CARE": [None, "1", None, "1"]}))
    assert [(f.code, f.severity) for f in found] == [
        ("price.empty", "warning"),
        ("price.option", "note"),
        ("price.empty", "warning"),
    ]
    assert found[0].message == "CARE CARE has no price in year 2; priced by Aurora"
    assert found[0].where.startswith("Borealis")
    assert "does not offer the option MORE" in found[1].message


def test_included_by_one_and_charged_by_another(two):
    found = comparable(two, offers(two, {"KIT": ["included"]}, {"KIT": ["5"]}))
    assert [(f.code, f.severity) for f in found] == [("price.included", "note")]
    assert "included by Aurora and charged by Borealis" in found[0].message


def test_a_price_for_another_unit(two):
    near = comparable(two, offers(two, {"KIT": ["100"]}, {"KIT": ["1600"]}))
    assert near == [], "16 times as dear, 20 after conversion"
    (finding,) = comparable(two, offers(two, {"KIT": ["100"]}, {"KIT": ["1601"]}))
    assert (finding.code, finding.where) == ("price.spread", "KIT")
    assert "2,001.25 with Borealis and 100.00 with Aurora" in finding.message
