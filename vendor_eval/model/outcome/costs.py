"""What each bid costs: by line and year, under each scenario, and in all.

Money is in the procurement's currency; ``by_year`` begins with year 0.
"""

from decimal import Decimal
from typing import Literal

from vendor_eval.model.base import Model
from vendor_eval.model.buyer.volumes import Scenario


class PriceLineCost(Model):
    """One line by year, in the procurement's currency. ``by`` buyer: its own cost, not part of the offer.

    ``empty_years`` have no price although some is needed; in ``included_years`` the vendor wrote that
    the line costs nothing of its own.
    """

    line: str
    title: str
    by_year: tuple[Decimal, ...]
    empty_years: tuple[int, ...] = ()
    included_years: tuple[int, ...] = ()
    optional: bool = False
    by: Literal["vendor", "buyer"] = "vendor"


class ScenarioCost(Model):
    """The bid under low, expected or high volumes.

    ``studies`` are those of the years of operation; ``cost_per_study`` is the sum of all years, without
    discount, divided by them, and None where no volumes are known.
    """

    scenario: Scenario
    net_present_cost: Decimal
    by_year: tuple[Decimal, ...]
    studies: Decimal = Decimal(0)
    cost_per_study: Decimal | None = None


class EarlierPrice(Model):
    """What a bid cost at the closing time, by the price workbook ``version`` that counted then."""

    version: int
    by_year: tuple[Decimal, ...]
    net_present_cost: Decimal


class PriceResult(Model):
    """Evaluated price of one vendor, in the procurement's currency.

    ``by_year`` is the sum of ``lines``, the buyer's own costs among them; ``optional`` lines are in no sum.
    ``one_off`` and ``running`` add up to the sum of all years. ``before`` is None unless a later
    workbook counts now: a late one that was admitted, or a best and final offer.
    """

    vendor: str
    net_present_cost: Decimal
    currency: str
    offered_in: str
    by_year: tuple[Decimal, ...]
    lines: tuple[PriceLineCost, ...]
    optional: tuple[PriceLineCost, ...] = ()
    scenarios: tuple[ScenarioCost, ...] = ()
    one_off: Decimal = Decimal(0)
    running: Decimal = Decimal(0)
    before: EarlierPrice | None = None
