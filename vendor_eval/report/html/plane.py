"""The plane of cost and quality at the agreed weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.html.sliders import Sums, percent

MIDDLE = 55.0
"""Percent of the plane: names of dots further to the right stand to their left."""

STEPS = (0.0, -6.0, 6.0, -12.0, 12.0, -18.0, 18.0)
"""Percent up or down that a name may stand from its dot."""

NAMED = 3
"""So many of the best are named in the plane of cost and quality, beside those that nobody beats in both."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A vendor by cost and quality: percent of the plot from the left and from the top."""

    name: str
    x: float
    y: float
    label: float | None
    best: bool
    cost: Decimal
    quality: str


def dots(outcome: Outcome, sums: Sums) -> tuple[tuple[Dot, ...], tuple[str, str]]:
    costs = {p.vendor: p.net_present_cost for p in outcome.prices}
    cost = [float(costs[name]) for name in sums.names]
    quality = quality_of(sums)
    best = efficient(cost, quality)
    x = [4 + 88 * (c - min(cost)) / ((max(cost) - min(cost)) or 1) for c in cost]
    low, high = min(quality), max(quality)
    y = [6 + 86 * (high - q) / ((high - low) or 1) for q in quality]
    wanted = [v for v in range(len(cost)) if v < NAMED or best[v]]
    labels = beside(list(zip(x, y, strict=True)), sums.names, wanted)
    rendered = tuple(
        Dot(n, round(x[v], 2), round(y[v], 2), labels[v], best[v], costs[n], percent(quality[v]))
        for v, n in enumerate(sums.names)
    )
    return rendered, (percent(high), percent(low))


def beside(
    spots: Sequence[tuple[float, float]], names: Sequence[str], wanted: Sequence[int]
) -> list[float | None]:
    """How far from the top the name of each wanted dot stands: clear of dots and names, if it can be."""
    found: list[float | None] = [None] * len(spots)
    taken: list[tuple[float, float, float]] = []
    for v in wanted:
        x, y = spots[v]
        wide = min(34.0, 2 + 1.2 * len(names[v]))
        left, right = (x - wide, x - 1) if x > MIDDLE else (x + 1, x + wide)
        others = [(a, b) for u, (a, b) in enumerate(spots) if u != v and left - 1 <= a <= right + 1]
        names_near = [b for low, high, b in taken if low < right and left < high]

        def free(
            at: float, dots: Sequence[tuple[float, float]] = others, near: Sequence[float] = names_near
        ) -> bool:
            clear = all(abs(b - at) >= 4.5 for _, b in dots) and all(abs(b - at) >= 6 for b in near)
            return clear and 3 <= at <= 97

        at = next((y + step for step in STEPS if free(y + step)), y)
        taken.append((left, right, at))
        found[v] = round(at, 2)
    return found


def quality_of(sums: Sums) -> list[float]:
    """What each vendor earns of all that is not the price, as a share; 0 where all weight is the price's."""
    if sums.quality is None or sums.worth is None:
        return []
    most = float(sums.worth @ sums.weights)
    earned: list[Any] = (sums.quality @ sums.weights).tolist()
    return [x / most if most > 0 else 0.0 for x in earned]


def efficient(cost: Sequence[float], quality: Sequence[float]) -> list[bool]:
    """Nobody else is as cheap and as good, and better in one of the two."""

    def beats(u: int, v: int) -> bool:
        as_good = cost[u] <= cost[v] and quality[u] >= quality[v]
        return as_good and (cost[u] < cost[v] or quality[u] > quality[v])

    return [not any(beats(u, v) for u in range(len(cost))) for v in range(len(cost))]
