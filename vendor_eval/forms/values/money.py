"""Finds amounts of money where none belong: in answers, and in what the panel reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_SYMBOLS = "$€£¥₹₩₽₺₫฿"
# No CAD: in imaging that is computer-aided detection, and it carries version numbers.
_COMMON = ("USD", "EUR", "GBP", "CHF", "JPY")
_AMOUNT = r"\d(?:[\d.,'’\s]*\d)?"
_SCALE = r"(?:\s*(?:k|m|mn|mio|bn|million|billion|thousand)\b\.?)?"
WITHHELD = "[amount withheld]"

# A currency in a number format: [$€-407], [$CHF], "€", $; but not the bare locale [$-409].
_IN_FORMAT = re.compile(rf'\[\$([^\]\-]+)|([{_SYMBOLS}](?![^\[]*\]))|"\s*([A-Z]{{3}})\s*"')
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD")
_BY_SYMBOL = {"$": _DOLLARS, "€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY"), "₹": ("INR",)}


@lru_cache(maxsize=8)
def _pattern(codes: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted({*_COMMON, *codes}))
    unit = rf"(?:[{_SYMBOLS}]|\b(?:US|C|A|S)\$|\b(?:{names})\b)"
    after = rf"(?:[{_SYMBOLS}]|(?:{names}|dollars?|euros?|(?:Swiss )?francs?)\b)"
    return re.compile(
        rf"{unit}\s?{_AMOUNT}{_SCALE}|{_AMOUNT}(?:[.,]?[-–—]+)?{_SCALE}\s?{after}", re.IGNORECASE
    )


def mentions_money(text: str, codes: Iterable[str] = ()) -> bool:
    """True where a number stands next to a currency; ``codes`` are looked for besides the common ones."""
    return _pattern(tuple(codes)).search(text) is not None


def without_money(text: str, codes: Iterable[str] = ()) -> str:
    """``text`` with every amount of money replaced."""
    return _pattern(tuple(codes)).sub(WITHHELD, text)


def currencies_of_format(number_format: str) -> tuple[str, ...]:
    """The currencies that a cell shown in ``number_format`` may be in; empty if it names none."""
    found = _IN_FORMAT.search(number_format)
    if not found:
        return ()
    name = next(group for group in found.groups() if group).strip()
    return _BY_SYMBOL.get(name, (name.upper(),))
