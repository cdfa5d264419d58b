"""Price to value, between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal


def _lowest_over_price(price: Decimal, lowest: Decimal, _highest: Decimal) -> Decimal:
    return lowest / price


def _linear_min_max(price: Decimal, lowest: Decimal, highest: Decimal) -> Decimal:
    return Decimal(1) if highest == lowest else (highest - price) / (highest - lowest)


FORMULAS: dict[str, Callable[[Decimal, Decimal, Decimal], Decimal]] = {
    "lowest_over_price": _lowest_over_price,
    "linear_min_max": _linear_min_max,
}


def price_values(formula: str, prices: Mapping[str, Decimal]) -> dict[str, float]:
    """The value of each price by ``formula``; all prices above 0, of admitted vendors only.

    Both formulas look at the other bids, so a bid that cannot win may move the values of those that can.
    Raises ValueError for a price of 0 or below.
    """
    if not prices:
        return {}
    if min(prices.values()) <= 0:
        raise ValueError("a price of zero or below has no value under any formula")
    value = FORMULAS[formula]
    low, high = min(prices.values()), max(prices.values())
    return {name: float(min(Decimal(1), max(Decimal(0), value(p, low, high)))) for name, p in prices.items()}
