"""What is found while a record is recomputed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_PLAIN = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)
# What an impossible number may raise: in a sum, as a key, outside of a range.
CALCULATION = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Wrong(NamedTuple):
    """An input that cannot be right, or a result that does not follow, by its JSON path."""

    path: str
    message: str
    rests_on: str = ""


class Unknown(NamedTuple):
    """What cannot be recomputed, and why."""

    what: str
    why: str


class Recomputed(NamedTuple):
    """``checked`` counts the numbers that were recomputed and compared; None where only some could be."""

    wrong: tuple[Wrong, ...]
    unknown: tuple[Unknown, ...]
    checked: int | None


def attempt(wrong: list[Wrong], path: str, calculate: Callable[[], T], otherwise: T) -> T:
    """The result of ``calculate``; ``otherwise`` where the inputs allow no calculation, which is noted."""
    try:
        return calculate()
    except CALCULATION as error:
        reason = str(error) or type(error).__name__
        wrong.append(Wrong(path, f"cannot be calculated from the inputs in the file ({reason:.120})"))
        return otherwise


def unequal(path: str, found: Iterable[str], expected: Iterable[str], basis: str) -> list[Wrong]:
    """One entry where two lists of names are not the same set, or a name is in ``found`` twice."""
    names, wanted = list(found), set(expected)
    twice = {name for name in names if names.count(name) > 1}
    problems: Mapping[str, set[str]] = {
        "missing": wanted - set(names),
        "unknown": set(names) - wanted,
        "there more than once": twice,
    }
    words = [f"{what}: {', '.join(sorted(which)[:20])}" for what, which in problems.items() if which]
    return [Wrong(path, "; ".join(words), basis)] if words else []


def step(key: str | int) -> str:
    """One step of a JSON path: ``.name``, ``[3]`` or ``['a name']``."""
    if isinstance(key, int):
        return f"[{key}]"
    if _PLAIN.match(key):
        return f".{key}"
    quoted = key.replace("\\", "\\\\").replace("'", "\\'")
    return f"['{quoted}']"
