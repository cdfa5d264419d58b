"""Price to value, between 0 and 1. Only admitted bids enter a lowest price, a highest one or a mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from vendor_eval.model.buyer.pricing import PriceRule

T = TypeVar("T")
Value = Callable[[Decimal, Sequence[Decimal], PriceRule], Decimal]


def _lowest_over_price(price: Decimal, prices: Sequence[Decimal], _: PriceRule) -> Decimal:
    return min(prices) / price


def _linear_min_max(price: Decimal, prices: Sequence[Decimal], _: PriceRule) -> Decimal:
    low, high = min(prices), max(prices)
    return Decimal(1) if high == low else (high - price) / (high - low)


def _linear_to_cap(price: Decimal, prices: Sequence[Decimal], rule: PriceRule) -> Decimal:
    low, k = min(prices), _needed(rule.k)
    return (k * low - price) / ((k - 1) * low)


def _half_at_mean(price: Decimal, prices: Sequence[Decimal], _: PriceRule) -> Decimal:
    return 1 - price * len(prices) / (2 * sum(prices))


def _banded(price: Decimal, prices: Sequence[Decimal], rule: PriceRule) -> Decimal:
    low = min(prices)
    return next((value for end, value in _needed(rule.bands) if price <= end * low), Decimal(0))


FORMULAS: dict[str, Value] = {
    "lowest_over_price": _lowest_over_price,
    "squared_lowest_over_price": lambda price, prices, rule: _lowest_over_price(price, prices, rule) ** 2,
    "linear_min_max": _linear_min_max,
    "linear_to_cap": _linear_to_cap,
    "half_at_mean": _half_at_mean,
    "fixed_budget": lambda price, _, rule: 1 - price / _needed(rule.budget),
    "banded": _banded,
}


def price_values(rule: PriceRule, prices: Mapping[str, Decimal]) -> dict[str, float]:
    """The value of each price by the formula of ``rule``, clipped to 0..1; prices of ranked vendors only.

    All formulas but ``fixed_budget`` look at the other bids, so a bid that cannot win may move the values
    of those that can. Raises ValueError for a price of 0 or below.
    """
    if not prices:
        return {}
    if min(prices.values()) <= 0:
        raise ValueError("a price of zero or below has no value under any formula")
    value, given = FORMULAS[rule.formula], list(prices.values())
    return {
        name: float(min(Decimal(1), max(Decimal(0), value(price, given, rule))))
        for name, price in prices.items()
    }


def _needed(setting: T | None) -> T:
    """A parameter that the model has made sure of."""
    if setting is None:
        raise ValueError("the price formula lacks what it needs")
    return setting
