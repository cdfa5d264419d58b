"""The price formula in words, what it does to the competition, and an example by the real function."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.cost.formulas import price_values
from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.price_formulas import PRICE_FORMULAS
from vendor_eval.rfp.wording import fixed, number
from vendor_eval.text import listed


class Words(NamedTuple):
    """The formula, what it gives in plain words, and what a bidder and the panel should know of it."""

    formula: str
    remark: str
    warning: str


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
    found = PRICE_FORMULAS[rule.formula]
    return Words(*(text.format_map(given) for text in (found.statement, found.remark, found.warning)))


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
    figures = {
        "price": price,
        "low": low,
        "high": high,
        "mean": round(sum(prices.values(), Decimal(0)) / len(prices), 2),
        "times": round(price / low, 4),
        "k": rule.k or 0,
        "k_less_1": (rule.k or 1) - 1,
        "budget": rule.budget or 0,
    }
    words = {name: number(x) for name, x in figures.items()}
    return PRICE_FORMULAS[rule.formula].working.format_map(words)
