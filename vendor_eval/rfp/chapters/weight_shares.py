"""Weights as percentages: equal ones look equal, all with the same decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.weighting.tree import GlobalWeights


class Percentages(NamedTuple):
    """Texts such as ``12.5%``, by the id of the scored criterion, or of a group with one."""

    criteria: dict[str, str]
    groups: dict[str, str]
    whole: str
    rounded: bool = False


def percentages(catalogue: Catalogue, weights: GlobalWeights) -> Percentages:
    """The weights as shown, all with the same decimals; the evaluation itself does not round them.

    Each is rounded by itself: equal weights have to look equal. ``rounded``: whether anything was lost by
    it, so that a sum may differ from its parts in the last digit.
    """
    everything = {**weights.criteria, **weights.groups}
    decimals = _decimals(list(everything.values()))
    exact = all(_exact(share, decimals) % 1 == 0 for share in everything.values())
    shown = {i: f"{_exact(share, 0):.{decimals}f}%" for i, share in everything.items()}
    return Percentages(
        {c: shown[c] for c in weights.criteria if c in shown},
        {g: shown[g] for g in weights.groups},
        "100%",
        not exact,
    )


def _exact(share: float, decimals: int) -> Decimal:
    """A share in units of the last digit shown, without the binary tail."""
    return Decimal(f"{share:.12g}").scaleb(2 + decimals)


def _decimals(shares: Sequence[float]) -> int:
    """As many as write every share exactly; else 2, or as many as leave a digit of the smallest."""
    for decimals in (0, 1, 2):
        if all(_exact(share, decimals) % 1 == 0 for share in shares):
            return decimals
    smallest = min((share for share in shares if share > 0), default=1.0)
    return next((d for d in (2, 3, 4) if _exact(smallest, d) >= 5), 5)
