"""Waterfall, profile by group and cost by year: for few and many vendors, with figures that are the facts'."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from report.conftest import make

from vendor_eval.report.charts import costs, groups, svg, waterfall
from vendor_eval.report.facts import facts
from vendor_eval.report.format.numbers import figure, signed

LONG = tuple(f"Consortium of Regional Enterprise Imaging Providers of the {x}, Ltd." for x in "ABCDEFGHIJKL")


def drawn(chart):
    return ElementTree.fromstring(svg(chart))


def words(chart):
    return [" ".join(e.itertext()) for e in drawn(chart).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("vendors", [2, 4, 12])
@pytest.mark.parametrize("names", [None, LONG])
def test_every_chart_is_complete_and_no_wider_than_a_page_can_show(vendors, names):
    more = {"names": names} if names else {}
    content = facts(make(vendors=vendors, excluded=0, **more))
    for chart in (waterfall(content.why), groups(content.profile), costs(content.money)):
        assert float(drawn(chart).get("width")) < 800
    told = [" ".join(words(chart)) for chart in (groups(content.profile), costs(content.money))]
    labels = [name[-8:] for name in content.vendors]
    assert all(label in text for label in labels for text in told)


@pytest.mark.parametrize("vendors", [2, 12])
def test_the_waterfall_tells_every_difference_and_both_scores(vendors):
    why = facts(make(vendors=vendors, excluded=0)).why
    told = words(waterfall(why))
    assert [signed(row.points) for row in why.groups if signed(row.points) not in told] == []
    assert figure(why.scores[0]) in told and figure(why.scores[1]) in told


def test_the_profile_names_each_vendor_and_share():
    profile = facts(make(vendors=12, excluded=1)).profile
    told = words(groups(profile))
    for name in profile.vendors:
        assert name in told
    shares = [f"{s.bar:.0f}" for row in profile.rows if row.depth == 0 for s in row.shares]
    assert sorted(x for x in told if x in shares) == sorted(shares)


def test_cost_has_a_panel_a_vendor_on_one_scale():
    content = facts(make(vendors=12, excluded=0)).money
    told = words(costs(content))
    assert all(row.vendor in told for row in content.rows)
    assert told.count("5") == 12
    highest = max(x for row in content.rows for x in row.by_year)
    assert f"{highest / 1000:,.1f}" in told


def test_nothing_to_draw():
    content = facts(make(vendors=2, excluded=0, prices=False))
    assert costs(content.money) is None
    alone = facts(make(vendors=1, excluded=0))
    assert alone.why is None and svg(groups(alone.profile))


def test_free_bids_have_a_scale():
    money = facts(make(vendors=2, excluded=0)).money
    rows = tuple(replace(row, by_year=(Decimal(0),) * 6) for row in money.rows)
    assert "0" in words(costs(replace(money, rows=rows)))


def test_the_same_facts_give_the_same_bytes():
    one, other = (facts(make(vendors=4)) for _ in range(2))
    assert svg(waterfall(one.why)) == svg(waterfall(other.why))
    assert svg(costs(one.money)) == svg(costs(other.money))
