"""Price to value: exact cases, the agreement with the formulas of bare tables, what none can do."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from vendor_eval.cost.formulas import price_values
from vendor_eval.decision.table import prices as bare
from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.model.price_formulas import PRICE_FORMULAS
from vendor_eval.model.problem import ProblemCriterion

BIDS = {name: Decimal(x) for name, x in zip("ABCD", (100, 120, 150, 200), strict=True)}
SETTINGS = {
    "linear_to_cap": {"k": 2},
    "fixed_budget": {"budget": 250},
    "banded": {"bands": [[1, 1], [1.2, 0.8], [1.5, 0.3]]},
}
# By hand, as fractions, for bids of 100, 120, 150 and 200.
EXACT = {
    "lowest_over_price": ("1", "5/6", "2/3", "1/2"),
    "squared_lowest_over_price": ("1", "25/36", "4/9", "1/4"),
    "linear_min_max": ("1", "4/5", "1/2", "0"),
    "linear_to_cap": ("1", "4/5", "1/2", "0"),
    "half_at_mean": ("37/57", "11/19", "9/19", "17/57"),
    "fixed_budget": ("3/5", "13/25", "2/5", "1/5"),
    "banded": ("1", "4/5", "3/10", "0"),
}


def rule(formula):
    return PriceRule.model_validate({"formula": formula, **SETTINGS.get(formula, {})})


@pytest.mark.parametrize("formula", EXACT)
def test_by_hand(formula):
    expected = [float(Fraction(x)) for x in EXACT[formula]]
    assert list(price_values(rule(formula), BIDS).values()) == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_every_formula_is_there():
    assert set(PRICE_FORMULAS) == set(EXACT)


@pytest.mark.parametrize("formula", EXACT)
@given(prices=st.lists(st.integers(1, 10**9), min_size=1, max_size=8))
def test_bare_tables_and_procurements_agree(formula, prices):
    settings = SETTINGS.get(formula, {})
    column = ProblemCriterion.model_validate(
        {"id": "price", "direction": "min", "weight": 1, "formula": formula, **settings}
    )
    ours = price_values(rule(formula), {str(i): Decimal(x) for i, x in enumerate(prices)})
    theirs = bare.price_values(column, np.array(prices, dtype=float))
    assert list(ours.values()) == pytest.approx(theirs.tolist(), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("formula", EXACT)
@given(prices=st.lists(st.integers(1, 10**6), min_size=2, max_size=6), scale=st.integers(2, 9))
def test_dearer_is_never_better_and_values_stay_within_bounds(formula, prices, scale):
    given_prices = {str(i): Decimal(x) for i, x in enumerate(prices)}
    values = price_values(rule(formula), given_prices)
    assert all(0 <= v <= 1 for v in values.values())
    order = sorted(values, key=lambda name: given_prices[name])
    assert all(values[a] >= values[b] for a, b in itertools.pairwise(order))
    if formula != "fixed_budget":
        scaled = price_values(rule(formula), {k: scale * x for k, x in given_prices.items()})
        assert scaled == pytest.approx(values)


@pytest.mark.parametrize("formula", EXACT)
def test_no_value_without_a_price(formula):
    assert price_values(rule(formula), {}) == {}
    with pytest.raises(ValueError, match="zero or below"):
        price_values(rule(formula), {"A": Decimal(0)})


@pytest.mark.parametrize(
    ("given_rule", "words"),
    [
        ({"formula": "linear_to_cap"}, "needs k"),
        ({"formula": "fixed_budget"}, "needs budget"),
        ({"formula": "banded"}, "needs bands"),
        ({"formula": "banded", "bands": []}, "first band"),
        ({"formula": "banded", "bands": [[0.9, 1]]}, "first band"),
        ({"formula": "banded", "bands": [[1.2, 1], [1.1, 0.5]]}, "must rise"),
        ({"formula": "banded", "bands": [[1, 0.5], [1.1, 0.6]]}, "worth more"),
        ({"formula": "lowest_over_price", "k": 2}, "k belongs to formula: linear_to_cap"),
        ({"formula": "linear_to_cap", "k": 1}, "greater than 1"),
        ({"formula": "fixed_budget", "budget": 0}, "greater than 0"),
    ],
)
def test_what_a_formula_needs(given_rule, words):
    with pytest.raises(ValidationError, match=words):
        PriceRule.model_validate(given_rule)
