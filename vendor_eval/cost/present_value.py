"""Present value: what a cost in a later year weighs today.

Year 0 counts in full; every later year is paid at its end: c_t / (1 + r)^t (HM Treasury, The Green Book,
annex on discounting; any annuity table rests on the same convention).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def factors(rate: Decimal, years: int) -> tuple[Decimal, ...]:
    """1 / (1 + rate)^t for t = 0 .. years - 1. ``rate`` is a share, 0.035 for 3.5 percent, above -1.

    Raises ValueError for a rate of -1 or below, under which no later year has a weight.
    """
    if rate <= -1:
        raise ValueError("a rate of -1 or below leaves no weight for later years")
    return tuple((1 + rate) ** -t for t in range(years))


def present_value(flows: Sequence[Decimal], rate: Decimal) -> Decimal:
    """The sum of ``flows``, year 0 first, each divided by (1 + rate)^t; not rounded."""
    return sum((cost / (1 + rate) ** year for year, cost in enumerate(flows)), Decimal(0))
