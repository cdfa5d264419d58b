"""Numbers as they are shown: points each by itself, halves upwards; weights so that they add up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

Path = tuple[str, ...]


def exact(number: float | Decimal) -> Decimal:
    """``number`` as a person would write it down, without its binary tail."""
    return number if isinstance(number, Decimal) else Decimal(f"{number:.12g}")


def shown(number: float | Decimal, decimals: int) -> Decimal:
    """``number`` to so many decimals, halves upwards."""
    return exact(number).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def apportion(whole: Decimal, parts: Sequence[Decimal], decimals: int) -> list[Decimal]:
    """``parts`` rounded down or up so that they sum to ``whole`` (largest remainder).

    A part that needs no rounding is left as it is.
    """
    unit = Decimal(1).scaleb(-decimals)
    units = [math.floor(part / unit) for part in parts]
    rests = [part / unit - n for part, n in zip(parts, units, strict=True)]
    order = sorted(range(len(parts)), key=lambda i: (rests[i] == 0, -rests[i], i))
    missing = int((whole / unit).to_integral_value()) - sum(units)
    step = 1 if missing > 0 else -1
    for turn in range(abs(missing)):
        units[order[turn % len(order)] if step > 0 else order[-1 - turn % len(order)]] += step
    return [(n * unit).quantize(unit) for n in units]


class Split(NamedTuple):
    """A whole, its groups and its criteria. The top groups add up to the whole."""

    whole: Decimal
    groups: dict[Path, Decimal]
    criteria: dict[str, Decimal]


def each(parts: Mapping[str, float | Decimal], paths: Mapping[str, Path], decimals: int) -> Split:
    """Criteria and groups rounded each by itself; the whole is the sum of the top groups as shown."""
    sums: dict[Path, Decimal] = {}
    for criterion, path in paths.items():
        for depth in range(1, len(path) + 1):
            above = path[:depth]
            sums[above] = sums.get(above, Decimal(0)) + exact(parts[criterion])
    groups = {path: shown(amount, decimals) for path, amount in sums.items()}
    whole = sum((x for path, x in groups.items() if len(path) == 1), Decimal(0))
    return Split(whole, groups, {c: shown(parts[c], decimals) for c in paths})


def split(
    whole: Decimal, parts: Mapping[str, float | Decimal], paths: Mapping[str, Path], decimals: int
) -> Split:
    """Share ``whole`` out from the top down over the groups, then their criteria; every level adds up.

    ``paths`` gives the groups above each criterion, in reading order.
    """
    found = Split(whole, {}, {})
    given = {criterion: exact(parts[criterion]) for criterion in paths}

    def descend(above: Path, share: Decimal, members: list[str]) -> None:
        children = _children(above, members, paths)
        sums = [sum((given[c] for c in inside), Decimal(0)) for inside in children.values()]
        for (key, inside), amount in zip(children.items(), apportion(share, sums, decimals), strict=True):
            if isinstance(key, str):
                found.criteria[key] = amount
            else:
                found.groups[key] = amount
                descend(key, amount, inside)

    if paths:
        descend((), whole, list(paths))
    return found


def _children(above: Path, members: list[str], paths: Mapping[str, Path]) -> dict[str | Path, list[str]]:
    """The groups and criteria right below ``above``, each with the criteria in it."""
    children: dict[str | Path, list[str]] = {}
    for criterion in members:
        path = paths[criterion]
        key = path[: len(above) + 1] if len(path) > len(above) else criterion
        children.setdefault(key, []).append(criterion)
    return children


def bar(part: float | Decimal, whole: float | Decimal) -> float:
    """The length of a bar in percent of its track, 0 to 100."""
    return round(min(100.0, max(0.0, 100 * float(part) / float(whole))), 2) if whole else 0.0
