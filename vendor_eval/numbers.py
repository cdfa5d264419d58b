"""Numbers that a person wrote; where a text can mean two numbers, both are named and none is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

_WRITTEN = re.compile(
    r"[+-]?(?P<whole>[1-9][0-9]{0,2}(?P<group>[.,'’ \u00a0\u202f])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]*)"
    r"(?:(?P<mark>[.,])(?P<decimals>[0-9]+))?(?P<power>[eE][+-]?[0-9]+)?"
)
_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,12})?")
_ANY = re.compile(r"[+-]?\d[\d.,'’]*(?<=\d)")
_PERCENT_UNIT = re.compile(r"%|per ?cent\b", re.IGNORECASE)


class Flaw(NamedTuple):
    """Why a cell cannot be taken for a number, and how to correct it."""

    message: str
    hint: str


class Notation(NamedTuple):
    """How a file writes numbers: the column separator, and the marks that can only be decimal or grouping."""

    separator: str
    decimal: frozenset[str]
    grouping: frozenset[str]


class _Reading(NamedTuple):
    """``meant``: as a decimal, as thousands, or both in this order. ``mark``: the decimal mark, if any."""

    found: re.Match[str]
    mark: str
    meant: tuple[str, ...]


def plain(number: Decimal) -> str:
    """Without exponent and without zeros at the end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def typed_number(text: str) -> Decimal | None:
    """A number that the buyer typed, with a point as decimal sign."""
    return Decimal(text.strip()) if _PLAIN.fullmatch(text.strip()) else None


def is_percent(unit: str) -> bool:
    return _PERCENT_UNIT.match(unit.strip()) is not None


def possible_numbers(text: str) -> tuple[str, ...]:
    """The numbers that ``text`` can mean, with a point as decimal sign: two for 150.000, which is 150 where
    a point is the decimal sign and 150000 where it groups thousands; none for what is no number.
    """
    reading = _read(text.strip())
    if reading is None:
        return ()
    whole, group, decimals, power = reading.found.group("whole", "group", "decimals", "power")
    if power or not whole or len(decimals or "") > 12 or (group is None and len(whole) > 15):
        return ()
    return tuple(plain(Decimal(x)) for x in reading.meant) if group else reading.meant


def probable_number(text: str) -> str:
    """The number a text most likely means, or nothing where it may mean two."""
    found = _ANY.findall(text)
    meant = possible_numbers(found[0]) if len(found) == 1 else ()
    return meant[0] if len(meant) == 1 else ""


def both_meanings(text: str) -> str:
    """``150 or 150000`` for 150.000, perhaps with a percent sign; empty where there are no two meanings."""
    meant = possible_numbers(text.strip().rstrip("%"))
    return " or ".join(meant) if len(meant) > 1 else ""


def notation(texts: Iterable[str], separator: str) -> Notation:
    """What the unmistakable numbers of a file tell about the others."""
    decimal: set[str] = {"."} if separator == "," else set()
    grouping: set[str] = set()
    for reading in filter(None, map(_read, texts)):
        group, mark = reading.found.group("group", "mark")
        if len(reading.meant) == 1:
            decimal.update(filter(None, [reading.mark or mark]))
            grouping.update(filter(None, [group if not reading.mark else None]))
    return Notation(separator, frozenset(decimal), frozenset(grouping))


def number_in(text: str, file: Notation) -> float | str | Flaw:
    """``text`` as a number, or a Flaw where it can be read in two ways; the text itself where it is none.

    A misread mark is off by a factor of ten to a thousand, which nobody sees in a ranking.
    """
    written = text.replace("−", "-")
    reading = _read(written)
    if reading is None:
        return text
    mark, meant = reading.mark, reading.meant
    if mark == "," == file.separator:
        return Flaw(
            f'"{written}" has a comma inside, and commas separate the columns of this file',
            f'write {written.replace(",", ".")} if that is meant, or save the file with the separator ";"',
        )
    other = "." if mark == "," else ","
    known = mark in file.decimal and mark not in file.grouping and other not in file.decimal
    if len(meant) == 1 or known:
        return float(meant[0])
    separator = "a tab" if file.separator == "\t" else f'"{file.separator}"'
    also = f', where "{other}" is a decimal mark elsewhere' if other in file.decimal else ""
    return Flaw(
        f'"{written}" can mean {meant[1]} or {float(meant[0]):g} in this file with {separator} between the '
        f"columns{also}",
        f"write {meant[1]}, or {written}0 if it is the decimal",
    )


def _read(text: str) -> _Reading | None:
    found = _WRITTEN.fullmatch(text)
    if found is None or not (found["whole"] or found["mark"]):
        return None
    group, mark, power = found.group("group", "mark", "power")
    decimal = text.replace(",", ".").lstrip("+")
    if group is None:
        return _Reading(found, mark or "", (decimal,))
    if mark is None and group in ".," and found["whole"].count(group) == 1:
        thousands = text.replace(group, "").lstrip("+")
        return _Reading(found, group, (decimal,) if power else (decimal, thousands))
    if mark == group or power:
        return None
    return _Reading(found, "", (text.replace(group, "").replace(",", ".").lstrip("+"),))
