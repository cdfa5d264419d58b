"""Numbers, days and moments as an RFP prints them: one way, whatever the machine's locale."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Literal
from zoneinfo import ZoneInfo

ANNOUNCED = "will be announced"
# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


def number(value: Decimal | float) -> str:
    """With thousands separators and without zeros at the end: ``1,250.5``."""
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.12g}")
    return f"{exact.normalize():,f}"


def fixed(value: float, decimals: int, mode: Literal["half_up", "half_even"] = "half_up") -> str:
    """So many decimals of what a person would write down, not of its binary neighbour."""
    how = ROUND_HALF_UP if mode == "half_up" else ROUND_HALF_EVEN
    return f"{Decimal(f'{value:.12g}').quantize(Decimal(1).scaleb(-decimals), rounding=how):,f}"


def percent(share: float) -> str:
    """A share of 1 in percent, exact to what a person wrote: ``62.5%``."""
    return f"{number(100 * share)}%"


def day(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime, timezone: str) -> str:
    """In the buyer's time zone, named and with its offset, so that nobody can be an hour late by it."""
    zone = ZoneInfo(timezone)
    local = when.astimezone(zone) if when.tzinfo else when.replace(tzinfo=zone)
    offset = local.strftime("%z")
    if timezone == "UTC":
        return f"{day(local)}, {local:%H:%M} (UTC)"
    return f"{day(local)}, {local:%H:%M} ({timezone}, UTC{offset[:3]}:{offset[3:]})"
