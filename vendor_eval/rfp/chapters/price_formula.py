"""The price formula in words, what it does to the competition, and an example by the real function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.cost.formulas import price_values
from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.rfp.wording import fixed, listed, number


class Words(NamedTuple):
    """The formula, what it gives in plain words, and what a bidder and the panel should know of it."""

    formula: str
    remark: str
    warning: str


_RELATIVE = (
    "This formula compares the bids with one another, so a bid that cannot win itself can change which of "
    "the others wins. "
)
FORMULAS: Mapping[str, Words] = {
    "lowest_over_price": Words(
        "value = lowest evaluated price ÷ evaluated price of the bid",
        "The lowest price has the value 1; a price twice as high has the value 0.5.",
        _RELATIVE + "A very low price brings the values of all the others closer together.",
    ),
    "squared_lowest_over_price": Words(
        "value = (lowest evaluated price ÷ evaluated price of the bid)²",
        "The lowest price has the value 1; a price twice as high has the value 0.25.",
        _RELATIVE + "Differences near the lowest price count about double; a very low price leaves little to "
        "all the others.",
    ),
    "linear_min_max": Words(
        "value = (highest evaluated price − evaluated price of the bid) ÷ "
        "(highest evaluated price − lowest evaluated price)",
        "The lowest price has the value 1 and the highest the value 0; where all prices are equal, each has "
        "the value 1.",
        _RELATIVE + "One very high price brings the others closer together. Between two bids the smallest "
        "difference in price counts as much as the largest.",
    ),
    "linear_to_cap": Words(
        "value = ({k} × lowest evaluated price − evaluated price of the bid) ÷ "
        "(({k} − 1) × lowest evaluated price), but not below 0",
        "The lowest price has the value 1; a price of {k} times the lowest, or more, has the value 0.",
        _RELATIVE + "Prices of {k} times the lowest and above are all worth nothing, however far they lie "
        "apart.",
    ),
    "half_at_mean": Words(
        "value = 1 − evaluated price of the bid ÷ (2 × mean of the evaluated prices), but not below 0",
        "A price at the mean of all bids has the value 0.5, one of twice the mean or more the value 0.",
        _RELATIVE + "Every single price moves the mean. The lowest price does not reach the value 1, so the "
        "weight of price is never earned in full.",
    ),
    "fixed_budget": Words(
        "value = 1 − evaluated price of the bid ÷ {budget}, but not below 0",
        "A price of half that amount has the value 0.5; a price of {budget} or more has the value 0.",
        "The value of a bid does not depend on the other bids. The lowest price does not reach the value 1, "
        "so the weight of price is never earned in full; prices at or above {budget} are all worth nothing.",
    ),
    "banded": Words(
        "value by the ratio of the evaluated price to the lowest evaluated price: {bands}; above, 0",
        "Within a band all prices have the same value.",
        _RELATIVE + "At the end of a band a single cent counts as much as the whole step to the next.",
    ),
}

EXAMPLE: Mapping[str, Decimal] = {
    "Bidder A": Decimal(800_000),
    "Bidder B": Decimal(1_000_000),
    "Bidder C": Decimal(1_250_000),
}


def in_words(rule: PriceRule, currency: str) -> Words:
    """The words for the formula of ``rule``, with its parameters filled in."""
    bands = [f"up to {number(end)} times: {number(value)}" for end, value in rule.bands or ()]
    given = {
        "k": number(rule.k) if rule.k else "",
        "budget": f"{number(rule.budget)} {currency}" if rule.budget else "",
        "bands": listed(bands),
    }
    return Words(*(text.format_map(given) for text in FORMULAS[rule.formula]))


def example_prices(rule: PriceRule) -> dict[str, Decimal]:
    """Three made-up prices; under a fixed budget they are shares of it, for else all might be worth 0."""
    if rule.budget is None:
        return dict(EXAMPLE)
    unit = rule.budget / 2_000_000
    return {bidder: (price * unit).quantize(Decimal(1)) or price * unit for bidder, price in EXAMPLE.items()}


def example(procurement: Procurement, weight: float, share: str) -> dict[str, object]:
    """Three made-up prices through the formula that will be applied to the real ones."""
    rule, rounding = procurement.price, procurement.rules.rounding
    made_up = example_prices(rule)
    values = price_values(rule, made_up)
    most = float(procurement.rules.points) * weight
    decimals = 2 if rounding.component == "none" else rounding.component
    return {
        "share": share,
        "points": fixed(most, decimals, rounding.mode),
        "rows": [
            {
                "bidder": bidder,
                "price": f"{number(price)} {procurement.currency.code}",
                "working": working(rule, price, made_up),
                "value": fixed(values[bidder], 4),
                "points": fixed(most * values[bidder], decimals, rounding.mode),
            }
            for bidder, price in made_up.items()
        ],
    }


def working(rule: PriceRule, price: Decimal, prices: Mapping[str, Decimal]) -> str:
    """How the value of one price comes about, as a person would write it down."""
    low, high = min(prices.values()), max(prices.values())
    mean = sum(prices.values(), Decimal(0)) / len(prices)
    k, budget, times = rule.k or 0, rule.budget or 0, number(round(price / low, 4))
    ways: Mapping[str, Callable[[], str]] = {
        "lowest_over_price": lambda: f"{number(low)} ÷ {number(price)}",
        "squared_lowest_over_price": lambda: f"({number(low)} ÷ {number(price)})²",
        "linear_min_max": lambda: f"({number(high)} − {number(price)}) ÷ ({number(high)} − {number(low)})",
        "linear_to_cap": lambda: (
            f"({number(k)} × {number(low)} − {number(price)}) ÷ ({number(k - 1)} × {number(low)})"
        ),
        "half_at_mean": lambda: f"1 − {number(price)} ÷ (2 × {number(round(mean, 2))})",
        "fixed_budget": lambda: f"1 − {number(price)} ÷ {number(budget)}",
        "banded": lambda: f"{times} times the lowest",
    }
    return ways[rule.formula]()
