"""Price and quality of the demo, by hand and by the ranking."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.cost_quality import cost_quality
from vendor_eval.sensitivity.case.uncertain import Range


@pytest.fixture(scope="module")
def outcome(demo):
    return Outcome.model_validate_json((demo / "report" / "outcome.json").read_text("utf-8"))


def test_points_and_price_of_the_ranking(outcome):
    ranking, prices = outcome.rankings[0], {p.vendor: p.net_present_cost for p in outcome.prices}
    price = next(leaf.criterion for leaf in outcome.criteria if leaf.by == "price")
    places = cost_quality(outcome)
    assert [p.vendor for p in places] == sorted(ranking.ranks, key=ranking.ranks.get)
    assert [p.vendor for p in places if p.first] == list(ranking.best)
    for place in places:
        assert place.cost.figure == float(prices[place.vendor])
        expected = ranking.scores[place.vendor] - ranking.contributions[place.vendor][price]
        assert place.quality.figure == pytest.approx(expected, abs=0.01)
        assert place.quality.low == place.quality.high == place.quality.figure
        assert place.most == pytest.approx(70)


def test_a_range_moves_by_its_weight(outcome):
    leaf = next(x for x in outcome.criteria if x.by == "panel")
    price = next(x for x in outcome.criteria if x.by == "price")
    name = outcome.rankings[0].best[0]
    value = outcome.cell(name, leaf.criterion).value
    ranges = [
        Range(name, leaf.criterion, value - 0.25, value + 0.5, ""),
        Range(name, price.criterion, 1e6, 9e6, ""),
    ]
    place = cost_quality(outcome, ranges)[0]
    assert place.quality.figure - place.quality.low == pytest.approx(25 * leaf.weight)
    assert place.quality.high - place.quality.figure == pytest.approx(50 * leaf.weight)
    assert (place.cost.low, place.cost.high) == (1e6, 9e6)


def test_volumes_give_a_range_of_the_price(outcome):
    first = outcome.prices[0]
    scenarios = tuple(
        s.model_copy(update={"net_present_cost": first.net_present_cost + Decimal(k)})
        for k, s in zip((-5, 0, 7), first.scenarios, strict=False)
    )
    changed = outcome.model_copy(
        update={"prices": (first.model_copy(update={"scenarios": scenarios}), *outcome.prices[1:])}
    )
    place = next(p for p in cost_quality(changed) if p.vendor == first.vendor)
    ends = [float(s.net_present_cost) for s in scenarios] or [place.cost.figure]
    assert (place.cost.low, place.cost.high) == (min(ends), max(ends))


def test_nothing_without_prices_or_points(outcome):
    assert cost_quality(outcome.model_copy(update={"prices": ()})) == ()
    other = outcome.rankings[0].model_copy(update={"method": "topsis"})
    assert cost_quality(outcome.model_copy(update={"rankings": (other,)})) == ()
    assert cost_quality(outcome.model_copy(update={"rankings": ()})) == ()
