"""Made-up bids before any is in."""

from __future__ import annotations

import numpy as np
import pytest
from make import MINI, case

from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.sensitivity.case.rehearse import rehearse
from vendor_eval.workspace.load import load_case


def with_formula(made, **rule):
    changed = PriceRule.model_validate({**made.procurement.price.model_dump(), **rule})
    return made.model_copy(update={"procurement": made.procurement.model_copy(update={"price": changed})})


def with_cost_weight(made, weight):
    weights = made.weights.model_copy(update={"groups": {**made.weights.groups, "cost": weight}})
    return made.model_copy(update={"weights": weights})


def test_it_needs_no_bid_and_no_vendor():
    found = rehearse(load_case(MINI))
    assert found.published.formula == "lowest_over_price"
    assert [f.formula for f in found.formulas] == ["lowest_over_price", "linear_min_max", "half_at_mean"]
    assert [g.group for g in found.groups] == ["tech", "people", "cost"]
    assert sum(g.weight for g in found.groups) == pytest.approx(1)
    assert sum(g.in_effect for g in found.groups) == pytest.approx(1)


def test_the_same_seed_gives_the_same_numbers_and_another_nearly_the_same():
    one, same, other = (rehearse(case(), seed=s) for s in (1, 1, 2))
    assert one == same != other
    for a, b in zip(one.formulas, other.formulas, strict=True):
        error = 0.5 / np.sqrt(one.draws)
        assert abs(a.cheapest_wins - b.cheapest_wins) < 6 * error
        assert abs(a.loser_decides - b.loser_decides) < 6 * error


def test_only_the_price_counts_where_it_has_all_the_weight():
    made = case()
    weights = made.weights.model_copy(update={"groups": {"tech": 0, "people": 0, "cost": 1}})
    found = rehearse(made.model_copy(update={"weights": weights})).published
    assert found.cheapest_wins == 1
    assert found.weight_in_effect == pytest.approx(1)
    assert found.loser_decides == 0


def test_no_price_formula_where_the_price_has_no_weight():
    found = rehearse(with_cost_weight(case(), 0))
    assert found.formulas == () and found.published is None
    assert found.groups[-1].in_effect == 0


def test_the_formula_that_only_looks_at_extremes_makes_the_price_heavier():
    effects = {f.formula: f for f in rehearse(case()).formulas}
    assert effects["linear_min_max"].weight_in_effect > effects["lowest_over_price"].weight_in_effect
    assert effects["lowest_over_price"].ten_percent == pytest.approx(100 * 0.3 * (1 - 1 / 1.1))
    assert effects["linear_min_max"].loser_decides > effects["lowest_over_price"].loser_decides


def test_a_formula_that_compares_with_a_budget_cannot_be_moved_by_a_losing_bid():
    found = rehearse(with_formula(case(), formula="fixed_budget", budget=5000)).published
    assert found.formula == "fixed_budget"
    assert found.loser_decides == 0
    assert 0 < found.cheapest_wins < 1


def test_two_bids_leave_nobody_to_take_out():
    assert all(f.loser_decides == 0 for f in rehearse(case(), bids=2).formulas)
