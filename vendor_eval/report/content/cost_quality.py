"""Each ranked vendor by its evaluated price and its points apart from price, with what is open in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.outcome.cells import Leaf
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.points import Points, points_of
from vendor_eval.report.format.numbers import Amount
from vendor_eval.sensitivity.case.uncertain import Range


@dataclass(frozen=True, slots=True)
class Span:
    """A figure and from where to where it may lie; both ends equal it where nothing is open."""

    figure: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Place:
    """``cost`` is a net present cost, ``quality`` points of the ``most`` that all but the price can give."""

    vendor: str
    first: bool
    cost: Span
    quality: Span
    most: float


@dataclass(frozen=True, slots=True)
class PlaneRow:
    """The same in figures as they are shown: ``quality`` and the points of the price make up the score."""

    vendor: str
    quality: Decimal
    cost: Amount


def plane_rows(outcome: Outcome, points: Points | None) -> tuple[PlaneRow, ...]:
    """Where ``cost_quality`` has places."""
    prices = {p.vendor: p.net_present_cost for p in outcome.prices}
    priced = [leaf.criterion for leaf in outcome.criteria if leaf.by == "price"]
    if points is None or not points.by_criterion or not cost_quality(outcome):
        return ()
    return tuple(
        PlaneRow(name, points.scores[name] - _of(points, name, priced), prices[name]) for name in points.order
    )


def _of(points: Points, name: str, criteria: Sequence[str]) -> Decimal:
    return sum((points.parts[name].criteria[c] for c in criteria), Decimal(0))


def cost_quality(outcome: Outcome, ranges: Sequence[Range] = ()) -> tuple[Place, ...]:
    """In the order of the ranking; empty where there are no points or a ranked vendor has no price.

    ``ranges`` are what ``uncertain`` found open. Without a range of a price, its volumes give one.
    """
    points, prices = points_of(outcome), {p.vendor: p for p in outcome.prices}
    others = {x.criterion: x for x in outcome.criteria if x.by != "price"}
    priced = len(others) < len(outcome.criteria)
    if points is None or not priced or not set(points.order) <= prices.keys():
        return ()
    most = float(outcome.rules.points) * sum(x.weight for x in others.values())
    open_of = {name: [r for r in ranges if r.vendor == name] for name in points.order}
    return tuple(
        Place(
            vendor=name,
            first=name in outcome.rankings[0].best,
            cost=_cost(prices[name], [r for r in open_of[name] if r.criterion not in others]),
            quality=_quality(outcome, name, others, [r for r in open_of[name] if r.criterion in others]),
            most=most,
        )
        for name in points.order
    )


def _cost(price: PriceResult, known: Sequence[Range]) -> Span:
    figure = float(price.net_present_cost)
    ends = [end for r in known for end in (r.low, r.high)]
    ends = ends or [float(s.net_present_cost) for s in price.scenarios]
    return Span(figure, min([figure, *ends]), max([figure, *ends]))


def _quality(outcome: Outcome, name: str, others: Mapping[str, Leaf], known: Sequence[Range]) -> Span:
    """What may be missing or added is weight times the distance to the ends of each range."""
    earned = outcome.rankings[0].contributions[name]
    figure = sum(earned[c] for c in others)
    values = {c.criterion: c.value or 0.0 for c in outcome.cells if c.vendor == name}
    less = more = 0.0
    for span in known:
        worth, value = float(outcome.rules.points) * others[span.criterion].weight, values[span.criterion]
        less += worth * max(0.0, value - span.low)
        more += worth * max(0.0, span.high - value)
    return Span(figure, figure - less, figure + more)
