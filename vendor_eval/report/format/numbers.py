"""Figures as every form of the report writes them, and the kinds of figures that facts declare."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

MINUS = "\N{MINUS SIGN}"


def figure(number: Decimal | None) -> str:
    """With its decimals and thousands apart; a dash where there is no figure."""
    return "–" if number is None else f"{number:,}".replace("-", MINUS)


def percent(number: Decimal) -> str:
    """A weight without zeros at the end: ``7 %``, not ``7.000 %``."""
    return f"{number:.0f}" if not number % 1 else f"{number:f}".rstrip("0")


def signed(number: Decimal) -> str:
    return f"+{number:,}" if number > 0 else figure(abs(number)) if not number else figure(number)


def correction(number: Decimal) -> str:
    """Signed; empty where there is nothing to correct."""
    return signed(number) if number else ""


def money(amount: Decimal | None, cents: bool = True) -> str:
    """Exact to the cent; without cents only where the caller knows that there are none."""
    return "–" if amount is None else f"{amount:,.{2 if cents else 0}f}".replace("-", MINUS)


def with_cents(amount: Decimal) -> str:
    return money(amount)


Percent = Annotated[Decimal, percent]
Signed = Annotated[Decimal, signed]
Correction = Annotated[Decimal, correction]
Cents = Annotated[Decimal, with_cents]
Amount = Annotated[Decimal, money]
"""Money of the procurement's currency; with cents if any amount of the report has some."""
