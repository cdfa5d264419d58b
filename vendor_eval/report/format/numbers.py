"""Figures as every form of the report writes them."""

from __future__ import annotations

from decimal import Decimal

MINUS = "\N{MINUS SIGN}"


def figure(number: Decimal | None) -> str:
    """With its decimals and thousands apart; a dash where there is no figure."""
    return "–" if number is None else f"{number:,}".replace("-", MINUS)


def percent(number: Decimal) -> str:
    """A weight without zeros at the end: ``7 %``, not ``7.000 %``."""
    return f"{number:.0f}" if not number % 1 else f"{number:f}".rstrip("0")


def signed(number: Decimal) -> str:
    return f"+{number:,}" if number > 0 else figure(abs(number)) if not number else figure(number)


def money(amount: Decimal | None, cents: bool) -> str:
    """Exact to the cent; without cents only where the caller knows that there are none."""
    return "–" if amount is None else f"{amount:,.{2 if cents else 0}f}".replace("-", MINUS)
