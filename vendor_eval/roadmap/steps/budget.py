"""Step 5, money: what is funded in each year against what each offer costs in it, at nominal prices.

The budget of procurement.yaml is what a bid may cost; the funds by year also pay what the facility spends
itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.roadmap.roadmap import Funding
from vendor_eval.roadmap.steps.own_costs import OwnCosts


@dataclass(frozen=True, slots=True)
class VendorBudget:
    """One offer. ``costs`` by year are those of the bid. ``left``: funds less these and less the own costs by
    year, added up where funds carry over.

    ``short_in``: the years in which money is missing; ``over_budget``: by how much the sum of years exceeds
    the budget of procurement.yaml, None where none is stated or it does not. ``ranked`` is False for a bid
    that is not in the ranking.
    """

    vendor: str
    costs: tuple[Decimal, ...]
    total: Decimal
    left: tuple[Decimal, ...]
    short_in: tuple[int, ...]
    over_budget: Decimal | None
    ranked: bool = True


@dataclass(frozen=True, slots=True)
class Budget:
    """``available`` by year is what the funds hold after the reserve; empty where nothing is funded.

    ``own`` comes with every offer and is in no bid.
    """

    currency: str
    available: tuple[Decimal, ...]
    funds: tuple[tuple[str, tuple[Decimal, ...]], ...]
    reserve_percent: Decimal
    carry_over: bool
    limit: Decimal | None
    offers: tuple[VendorBudget, ...]
    own: OwnCosts

    @property
    def own_by_year(self) -> tuple[Decimal, ...]:
        return added(*(row.by_year for row in self.own.rows))

    @property
    def years(self) -> int:
        """As many as anything is funded or paid in."""
        rows = (self.available, self.own_by_year, *(o.costs for o in self.offers))
        return max(len(row) for row in rows)


def budget(p: Procurement, funding: Funding, outcome: Outcome | None, own: OwnCosts | None = None) -> Budget:
    """``own``: costs that come with every offer and are in no bid."""
    own = own or OwnCosts()
    extra = added(*(row.by_year for row in own.rows))
    available = _available(funding)
    limit = p.budget.amount if p.budget else None
    order = outcome.rankings[0].ranks if outcome and outcome.rankings else {}
    prices = sorted(outcome.prices if outcome else (), key=lambda x: order.get(x.vendor) or len(order) + 1)
    return Budget(
        currency=p.currency.code,
        available=available,
        funds=tuple((f.source, f.by_year) for f in funding.funds),
        reserve_percent=funding.reserve_percent,
        carry_over=funding.carry_over,
        limit=limit,
        offers=tuple(
            replace(
                _offer(x.vendor, x.by_year, available, funding.carry_over, limit, extra),
                ranked=not order or order.get(x.vendor) is not None,
            )
            for x in prices
        ),
        own=own,
    )


def unaffordable(money: Budget, winner: str | None) -> list[Finding]:
    """What the offer that is first costs and nobody grants. It decides nothing: that is for a criterion."""
    found = []
    for offer in money.offers:
        if offer.vendor != winner:
            continue
        if offer.over_budget is not None:
            message = f"{winner} costs {offer.over_budget:,.2f} {money.currency} more than the budget"
            hint = "raise budget:, or take options out; only the price formula fixed_budget ranks by it"
            found.append(Finding("roadmap.over-budget", "warning", "procurement.yaml", message, hint))
        if offer.short_in:
            years = ", ".join(map(str, offer.short_in))
            message = f"with {winner} money is short in year {years}, own costs included"
            hint = "bring funds forward, or agree on other dates of payment"
            found.append(Finding("roadmap.short", "warning", "roadmap.yaml", message, hint))
    return found


def added(*rows: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Year by year; a shorter row has nothing in later years."""
    return tuple(sum(year, Decimal(0)) for year in itertools.zip_longest(*rows, fillvalue=Decimal(0)))


def _available(funding: Funding) -> tuple[Decimal, ...]:
    keep = 1 - funding.reserve_percent / 100
    return tuple(amount * keep for amount in added(*(f.by_year for f in funding.funds)))


def _offer(
    vendor: str,
    costs: tuple[Decimal, ...],
    available: tuple[Decimal, ...],
    carry: bool,
    limit: Decimal | None,
    extra: Sequence[Decimal] = (),
) -> VendorBudget:
    total = sum(costs, Decimal(0))
    over = total - limit if limit is not None and total > limit else None
    if not available:
        return VendorBudget(vendor, costs, total, (), (), over)
    gaps = added(available, tuple(-c for c in costs), tuple(-c for c in extra))
    left = tuple(itertools.accumulate(gaps)) if carry else gaps
    short = tuple(year for year, amount in enumerate(left) if amount < 0)
    return VendorBudget(vendor, costs, total, left, short, over)
