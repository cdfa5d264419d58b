"""Price to value, between 0 and 1, for a procurement."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.model.price_formulas import PRICE_FORMULAS, Prices


def price_values(rule: PriceRule, prices: Mapping[str, Decimal]) -> dict[str, float]:
    """The value of each price by the formula of ``rule``, cut to 0..1; prices of ranked vendors only.

    All formulas but ``fixed_budget`` look at the other bids, so a bid that cannot win may move the values
    of those that can. Raises ValueError for a price of 0 or below.
    """
    if not prices:
        return {}
    low, high = min(prices.values()), max(prices.values())
    if low <= 0:
        raise ValueError("a price of zero or below has no value under any formula")
    mean = sum(prices.values(), Decimal(0)) / len(prices)
    value = PRICE_FORMULAS[rule.formula].value
    return {
        name: float(min(Decimal(1), max(Decimal(0), value(Prices(price, low, high, mean), rule))))
        for name, price in prices.items()
    }
