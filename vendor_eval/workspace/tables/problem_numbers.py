"""Numbers in text: 1.5 or 1,5, 1,200,000 or 1.200.000. Read where they can mean one thing only.

A misread mark is off by a factor of ten to a thousand and nobody sees it in a ranking; so what could be
read in two ways is a Flaw, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from vendor_eval.workspace.tables.problem_draft import Flaw

_INTEGER = re.compile(r"[+-]?[0-9]+(?:[eE][+-]?[0-9]+)?")
_ONE_MARK = re.compile(r"[+-]?(?P<whole>[0-9]*)(?P<mark>[.,])(?P<part>[0-9]+)(?P<power>[eE][+-]?[0-9]+)?")
_GROUPED = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(?P<group>[.,'’ \u00a0\u202f])[0-9]{3}(?:(?P=group)[0-9]{3})*"
    r"(?:(?P<mark>[.,])[0-9]+)?"
)


class Notation(NamedTuple):
    """How a file writes numbers: the column separator, and the marks that can only be decimal or grouping."""

    separator: str
    decimal: frozenset[str]
    grouping: frozenset[str]


def notation(texts: Iterable[str], separator: str) -> Notation:
    """What the unmistakable numbers of a file tell about the others."""
    decimal: set[str] = {"."} if separator == "," else set()
    grouping: set[str] = set()
    for text in texts:
        one, many = _ONE_MARK.fullmatch(text), _GROUPED.fullmatch(text)
        if one and not _could_be_thousands(one):
            decimal.add(one["mark"])
        elif many and not one:
            grouping.add(many["group"])
            decimal.update([many["mark"]] if many["mark"] else [])
    return Notation(separator, frozenset(decimal), frozenset(grouping))


def number(text: str, file: Notation) -> float | str | Flaw:
    """``text`` as a number, or a Flaw where it can be read in two ways; the text itself where it is none."""
    plain = text.replace("−", "-")
    if _INTEGER.fullmatch(plain):
        return float(plain)
    one = _ONE_MARK.fullmatch(plain)
    if one:
        return _with_one_mark(plain, one, file)
    many = _GROUPED.fullmatch(plain)
    if many and many["mark"] != many["group"]:
        return float(plain.replace(many["group"], "").replace(",", "."))
    return text


def _with_one_mark(text: str, found: re.Match[str], file: Notation) -> float | Flaw:
    mark = found["mark"]
    if mark == "," == file.separator:
        return Flaw(
            f'"{text}" has a comma inside, and commas separate the columns of this file',
            f'write {text.replace(",", ".")} if that is meant, or save the file with the separator ";"',
        )
    decimal = float(text.replace(",", "."))
    if not _could_be_thousands(found):
        return decimal
    other = "." if mark == "," else ","
    if mark in file.decimal and mark not in file.grouping and other not in file.decimal:
        return decimal
    thousands = text.replace(mark, "")
    shown = "a tab" if file.separator == "\t" else f'"{file.separator}"'
    also = f', where "{other}" is a decimal mark elsewhere' if other in file.decimal else ""
    return Flaw(
        f'"{text}" can mean {thousands} or {decimal:g} in this file with {shown} between the columns{also}',
        f"write {thousands}, or {text}0 if it is the decimal",
    )


def _could_be_thousands(found: re.Match[str]) -> bool:
    """As in 1.200: one to three digits, not starting with 0, then exactly three."""
    whole = found["whole"]
    return bool(re.fullmatch(r"[1-9][0-9]{0,2}", whole)) and len(found["part"]) == 3 and not found["power"]
