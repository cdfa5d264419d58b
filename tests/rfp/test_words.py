"""Numbers, dates, shares and rules as the RFP writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rfp.small import catalogue

from vendor_eval.cost.formulas import price_values
from vendor_eval.model.criterion import Kind, Stage
from vendor_eval.model.procurement import PriceRule, Rounding, Rules
from vendor_eval.rfp.formulas import FORMULAS, example_prices, in_words, working
from vendor_eval.rfp.prices import RATE_BASES
from vendor_eval.rfp.requirements import KINDS, STAGES
from vendor_eval.rfp.rules import CONSENSUS, MODES, UNANSWERED, rules_in_words
from vendor_eval.rfp.shares import apportion, percentages
from vendor_eval.rfp.wording import day, fixed, listed, moment, number, percent
from vendor_eval.weighting.tree import GlobalWeights


@pytest.mark.parametrize(
    ("words", "model", "field"),
    [
        (UNANSWERED, Rules, "unanswered"),
        (CONSENSUS, Rules, "consensus"),
        (MODES, Rounding, "mode"),
        (FORMULAS, PriceRule, "formula"),
        (RATE_BASES, PriceRule, "rate_basis"),
    ],
)
def test_every_choice_of_a_rule_has_its_words(words, model, field):
    assert set(words) == set(get_args(model.model_fields[field].annotation))


def test_every_kind_and_stage_has_its_words():
    assert set(KINDS) == set(get_args(Kind))
    assert set(STAGES) == set(get_args(Stage))


NEEDED = {
    "linear_to_cap": {"k": 2},
    "fixed_budget": {"budget": 4000000},
    "banded": {"bands": [[1, 1], [1.3, "0.5"]]},
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_price_formula_has_words_a_warning_and_a_worked_example(formula):
    rule = PriceRule.model_validate({"formula": formula, **NEEDED.get(formula, {})})
    words = in_words(rule, "EUR")
    assert not any("{" in text for text in words)
    assert ("other bids" in words.warning) == (formula == "fixed_budget")
    made_up = example_prices(rule)
    assert all(working(rule, price, made_up) for price in made_up.values())
    assert max(price_values(rule, made_up).values()) > 0


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1000, "1,000"), (1234567.5, "1,234,567.5"), (0.1 + 0.2, "0.3"), (Decimal("1.50"), "1.5"),
     (Decimal("1E+3"), "1,000"), (1e-7, "0.0000001"), (-5, "-5")],
)  # fmt: skip
def test_numbers(value, text):
    assert number(value) == text


def test_shares_and_days():
    assert percent(0.625) == "62.5%"
    assert percent(1 / 3) == "33.3333333333%"
    assert day(date(2027, 3, 1)) == "1 March 2027"
    assert (
        moment(datetime(2027, 3, 1, 12), "America/Chicago")
        == "1 March 2027, 12:00 (America/Chicago, UTC-06:00)"
    )
    aware = datetime(2027, 7, 1, 22, 30, tzinfo=UTC)
    assert moment(aware, "Asia/Kolkata") == "2 July 2027, 04:00 (Asia/Kolkata, UTC+05:30)"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"


def test_rounding_is_that_of_the_rules():
    assert fixed(2.675, 2) == "2.68"
    assert fixed(0.125, 2, "half_even") == "0.12"
    assert fixed(1234.5, 0, "half_even") == "1,234"


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40), st.integers(1, 10**5))
def test_apportioned_parts_sum_and_stay_near(parts, whole):
    total = sum(parts)
    if not total:
        return
    exact = [Decimal(p) * whole / total for p in parts]
    units = apportion(whole, exact)
    assert sum(units) == whole
    assert all(abs(u - e) < 1 for u, e in zip(units, exact, strict=True))


def test_a_small_weight_is_not_shown_as_nothing():
    leaves = {c.id: 0.0 for c in catalogue().leaves() if c.kind == "scored"}
    leaves |= {"SP-1": 0.0004, "CO-9": 0.9996}
    groups = {"archive": 0.0004, "speed": 0.0004, "deep": 0.0, "deepest": 0.0, "people": 0.0, "cost": 0.9996}
    shown = percentages(catalogue(), GlobalWeights(leaves, groups))
    assert shown.criteria["SP-1"] == shown.groups["archive"] == "0.04%"
    assert shown.criteria["CO-9"] == "99.96%"
    assert shown.criteria["PE-0"] == "0%"
    assert shown.whole == "100%"


def test_rounding_in_words():
    none = rules_in_words(Rules(), catalogue())["rounding"]
    assert none == [
        "The points of a criterion are not rounded.",
        "The total is not rounded before the ranking.",
    ]
    whole = Rules(rounding=Rounding(component=0, total=1))
    assert rules_in_words(whole, catalogue())["rounding"] == [
        "The points of each criterion are rounded to whole points.",
        "The total is rounded to one decimal before the ranking.",
        "In rounding, a half is rounded up.",
    ]
