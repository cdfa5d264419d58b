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
from vendor_eval.model.buyer.procurement import PriceRule, Rounding, Rules
from vendor_eval.model.criteria.criterion import Kind, Stage
from vendor_eval.model.price_formulas import PRICE_FORMULAS
from vendor_eval.rfp.chapters.price_formula import example_prices, in_words, working
from vendor_eval.rfp.chapters.prices import RATE_BASES
from vendor_eval.rfp.chapters.requirements import KINDS, STAGES
from vendor_eval.rfp.chapters.rules import CONSENSUS, MODES, UNANSWERED, rules_in_words
from vendor_eval.rfp.chapters.weight_shares import percentages
from vendor_eval.rfp.wording import day, fixed, moment, number, percent
from vendor_eval.text import listed
from vendor_eval.weighting.tree import GlobalWeights


@pytest.mark.parametrize(
    ("words", "model", "field"),
    [
        (UNANSWERED, Rules, "unanswered"),
        (CONSENSUS, Rules, "consensus"),
        (MODES, Rounding, "mode"),
        (PRICE_FORMULAS, PriceRule, "formula"),
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


@pytest.mark.parametrize("formula", PRICE_FORMULAS)
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
    assert listed(["a", "b", "c"], word="or") == "a, b or c"


def test_rounding_is_that_of_the_rules():
    assert fixed(2.675, 2) == "2.68"
    assert fixed(0.125, 2, "half_even") == "0.12"
    assert fixed(1234.5, 0, "half_even") == "1,234"


@given(st.lists(st.integers(1, 60), min_size=6, max_size=6))
def test_equal_shares_look_equal_with_the_same_decimals_and_nearly_add_up(points):
    ids = [c.id for c in catalogue().leaves() if c.kind == "scored"][: len(points)]
    points = points[: len(ids)]
    shares = {i: p / sum(points) for i, p in zip(ids, points, strict=True)}
    shown = percentages(catalogue(), GlobalWeights(shares, {})).criteria
    assert all(len({shown[i] for i in ids if shares[i] == share}) == 1 for share in shares.values())
    assert len({len(text.partition(".")[2]) for text in shown.values()}) == 1
    decimals = len(next(iter(shown.values())).rstrip("%").partition(".")[2])
    total = sum(Decimal(text.rstrip("%")) for text in shown.values())
    assert abs(total - 100) <= len(ids) * Decimal(1).scaleb(-decimals) / 2


def test_a_third_each_is_said_to_be_rounded_and_quarters_are_not():
    ids = [c.id for c in catalogue().leaves() if c.kind == "scored"]
    thirds = percentages(catalogue(), GlobalWeights(dict.fromkeys(ids[:3], 1 / 3), {}))
    assert (set(thirds.criteria.values()), thirds.rounded) == ({"33.33%"}, True)
    quarters = percentages(catalogue(), GlobalWeights(dict.fromkeys(ids[:4], 0.25), {}))
    assert (set(quarters.criteria.values()), quarters.rounded) == ({"25%"}, False)


def test_a_small_weight_is_not_shown_as_nothing():
    leaves = {c.id: 0.0 for c in catalogue().leaves() if c.kind == "scored"}
    leaves |= {"SP-1": 0.0004, "CO-9": 0.9996}
    groups = {"archive": 0.0004, "speed": 0.0004, "deep": 0.0, "deepest": 0.0, "people": 0.0, "cost": 0.9996}
    shown = percentages(catalogue(), GlobalWeights(leaves, groups))
    assert shown.criteria["SP-1"] == shown.groups["archive"] == "0.04%"
    assert shown.criteria["CO-9"] == "99.96%"
    assert shown.criteria["PE-0"] == "0.00%"
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
