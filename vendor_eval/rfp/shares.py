"""Weights as percentages that add up at every level (largest remainder, from the top down)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.model.catalogue import Catalogue, Group
from vendor_eval.weighting.tree import GlobalWeights


class Percentages(NamedTuple):
    """Texts such as ``12.5%``, by the id of the scored criterion or of the group that holds one."""

    criteria: dict[str, str]
    groups: dict[str, str]
    whole: str


def percentages(catalogue: Catalogue, weights: GlobalWeights) -> Percentages:
    """The weights as shown. The smallest has a digit left; the evaluation itself does not round them."""
    decimals = _decimals(list(weights.criteria.values()))
    units: dict[str, int] = {}

    def descend(groups: Sequence[Group], criteria: Sequence[str], whole: int) -> None:
        inner = [g for g in groups if g.id in weights.groups]
        ids = [*criteria, *(g.id for g in inner)]
        shares = [_exact(weights.criteria.get(i, weights.groups.get(i, 0.0)), decimals) for i in ids]
        units.update(zip(ids, apportion(whole, shares), strict=True))
        for group in inner:
            own = [c.id for c in group.criteria if c.id in weights.criteria]
            descend(group.groups, own, units[group.id])

    descend(catalogue.groups, (), 100 * 10**decimals)
    shown = {i: _short(Decimal(n).scaleb(-decimals)) for i, n in units.items()}
    return Percentages(
        {c: shown[c] for c in weights.criteria},
        {g: shown[g] for g in weights.groups},
        "100%",
    )


def _short(percent: Decimal) -> str:
    """Without zeros at the end: ``7%``, not ``7.000%``."""
    return f"{percent:f}".rstrip("0").rstrip(".") + "%" if percent % 1 else f"{percent:.0f}%"


def apportion(whole: int, parts: Sequence[Decimal]) -> list[int]:
    """``parts`` as whole numbers that sum to ``whole``, none moved by one or more if that can be."""
    floors = [math.floor(part) for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda i: (floors[i] - parts[i], i))
    missing = whole - sum(floors)
    step = 1 if missing > 0 else -1
    for turn in range(abs(missing)):
        place = turn % len(parts)
        floors[by_rest[place] if step > 0 else by_rest[-1 - place]] += step
    return floors


def _exact(share: float, decimals: int) -> Decimal:
    """A share in units of the last digit shown, without the binary tail."""
    return Decimal(f"{share:.12g}").scaleb(2 + decimals)


def _decimals(shares: Sequence[float]) -> int:
    """As many as it takes to write every share exactly, at most 3: equal weights should look equal."""
    for decimals in (1, 2):
        if all(_exact(share, decimals) % 1 == 0 for share in shares):
            return decimals
    return 3
