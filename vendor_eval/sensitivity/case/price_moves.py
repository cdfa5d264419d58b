"""By how much one price would have to move to move the award, to the cent.

A lower price never lowers a bid's own points and never raises another's, under every price formula of the
program; so the gap between two bids rises with one price, and halving finds the last cent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.cost.formulas import price_values
from vendor_eval.decision.procurement.published import published_method
from vendor_eval.decision.procurement.scored import METHOD
from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.model.case import Case
from vendor_eval.sensitivity.case.ranked_case import Decided, decided

CENT = Decimal("0.01")
_MOST = 1000
"""The winner's price is raised to at most this many times itself."""


class PriceMove(NamedTuple):
    """The evaluated price at which ``vendor`` wins (a rival) or loses (the winner), tied at the least.

    ``to`` is None where no price does it; ``reason`` says why.
    """

    vendor: str
    wins_now: bool
    now: Decimal
    to: Decimal | None
    change: Decimal | None
    percent: float | None
    reason: str


def price_moves(case: Case, now: Decided | None = None) -> tuple[list[PriceMove], str]:
    """One for every ranked bid, the winner's first, and why there is none. ``now``: the case as it is."""
    now = now or decided(case)
    price = case.catalogue.price
    if now.winner is None:
        return [], now.why_no_winner
    if published_method(case) != METHOD:
        return [], "the panel's ranks are averaged, and a price moves them by leaps"
    costs = {p.vendor: p.net_present_cost for p in now.scored.prices if p.vendor in now.scored.ranked}
    if price is None or len(costs) < 2 or len(costs) < len(now.scored.ranked):
        return [], "price is not scored here, or a bid has none"
    rest, weight = _without_price(now, price.id)
    if weight == 0:
        return [], "price weighs nothing here"
    found = [_move(name, now.winner, costs, rest, weight, case.procurement.price) for name in costs]
    return sorted(found, key=lambda m: not m.wins_now), ""


def _without_price(now: Decided, price: str) -> tuple[dict[str, float], float]:
    """Each vendor's weighted sum without the price, 0 to 1, and the price's weight."""
    weights = {leaf.criterion: leaf.weight for leaf in now.scored.leaves}
    values = {(c.vendor, c.criterion): c.value or 0.0 for c in now.scored.cells}
    rest = {v: sum(w * values[v, c] for c, w in weights.items() if c != price) for v in now.scored.ranked}
    return rest, weights[price]


def _move(
    vendor: str,
    winner: str,
    costs: Mapping[str, Decimal],
    rest: Mapping[str, float],
    weight: float,
    rule: PriceRule,
) -> PriceMove:
    wins_now, cost = vendor == winner, costs[vendor]

    def lead(price: Decimal) -> float:
        """By how much the vendor leads the best of the others at this price; rises as the price falls."""
        values = price_values(rule, {**costs, vendor: price})
        totals = {name: rest[name] + weight * values[name] for name in costs}
        return totals[vendor] - max(t for name, t in totals.items() if name != vendor)

    if wins_now:
        to, reason = _lowest_that_loses(lead, cost), "it stays first at any price"
    else:
        to, reason = _highest_that_wins(lead, cost), "it cannot win by price alone"
    if to is None:
        return PriceMove(vendor, wins_now, cost, None, None, None, reason)
    return PriceMove(vendor, wins_now, cost, to, to - cost, float((to - cost) / cost * 100), "")


_TIE = 1e-12


def _highest_that_wins(lead: Callable[[Decimal], float], cost: Decimal) -> Decimal | None:
    if lead(CENT) < -_TIE:
        return None
    low, high = 1, int(cost / CENT)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lead(middle * CENT) >= -_TIE else (low, middle - 1)
    return low * CENT


def _lowest_that_loses(lead: Callable[[Decimal], float], cost: Decimal) -> Decimal | None:
    low, high = int(cost / CENT), int(cost / CENT) * _MOST
    if lead(high * CENT) > _TIE:
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if lead(middle * CENT) <= _TIE else (middle + 1, high)
    return low * CENT
