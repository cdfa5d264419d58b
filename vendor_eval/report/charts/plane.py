"""Price against quality: a mark a vendor, with strokes for what is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from vendor_eval.report.charts.style import GREY, INK, LETTER, cut_apart, finished, headed, padded, scaled
from vendor_eval.report.content.cost_quality import Place

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

WIDTH, HEIGHT, LINE = 520, 340, 14
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
SIDES = ((10, -10), (-10, -10), (10, 12), (-10, 12))
"""Pixels from a mark to its name: to the right or left, above or below."""


class Box(NamedTuple):
    """Pixels that a label or mark takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        apart = self.right < other.left or other.right < self.left
        return not (apart or self.bottom < other.top or other.bottom < self.top)


class Side(NamedTuple):
    """Where a name stands, from its mark, and what it takes."""

    dx: float
    dy: float
    box: Box


def plane(places: Sequence[Place], currency: str) -> Chart | None:
    """None where there is no vendor with price and points."""
    return _chart(places, currency) if places else None


def _chart(places: Sequence[Place], currency: str) -> Chart:
    import altair as alt

    unit, name = _unit(max(p.cost.high for p in places))
    costs = padded([end / unit for p in places for end in (p.cost.low, p.cost.high)], 0.1)
    points = padded([end for p in places for end in (p.quality.low, p.quality.high)], 0.12)
    values = [_mark(p, k, unit) for k, p in enumerate(places)]
    base = alt.Chart(alt.InlineData(values=values))
    x_title, y_title = (
        f"evaluated price, {name}{currency}",
        f"points apart from price, of {places[0].most:.4g}",
    )
    x = alt.X(
        "cost:Q", scale=alt.Scale(domain=list(costs), nice=False, zero=False),
        title=x_title,
    )  # fmt: skip
    y = alt.Y(
        "quality:Q", scale=alt.Scale(domain=list(points), nice=False, zero=False),
        title=y_title,
    )  # fmt: skip
    stroke: dict[str, Any] = {"color": GREY, "strokeWidth": 1.4}
    layers: list[Any] = [
        base.mark_rule(**stroke).encode(x=alt.X("cost_low:Q", title=x_title), x2="cost_high:Q", y=y),
        base.mark_rule(**stroke).encode(x=x, y=alt.Y("quality_low:Q", title=y_title), y2="quality_high:Q"),
        base.mark_point(size=110, filled=True, opacity=1, stroke=INK, strokeWidth=1.8).encode(
            x=x,
            y=y,
            shape=alt.Shape("shape:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES)), legend=None),
            fill=alt.Fill("fill:N", scale=None),
        ),
        *_labels(places, values, costs, points),
    ]
    title = headed(
        "Price and quality",
        [
            "Further up is better, further left is cheaper. Filled: first in the ranking.",
            "Strokes: what is open. Price: low to high volumes and empty price lines. Points: lowest to "
            "highest score of the evaluators, and open answers from nothing to the best.",
        ],
        WIDTH + 40,
    )
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=title)
    return finished(chart, "Evaluated price and points apart from price by vendor")


def _unit(highest: float) -> tuple[float, str]:
    if highest >= 1e6:
        return 1e6, "million "
    return (1e3, "thousand ") if highest >= 1e4 else (1.0, "")


def _mark(place: Place, k: int, unit: float) -> dict[str, Any]:
    return {
        "cost": place.cost.figure / unit,
        "cost_low": place.cost.low / unit,
        "cost_high": place.cost.high / unit,
        "quality": place.quality.figure,
        "quality_low": place.quality.low,
        "quality_high": place.quality.high,
        "shape": SHAPES[k % len(SHAPES)],
        "fill": INK if place.first else "white",
    }


def _labels(
    places: Sequence[Place],
    values: Sequence[dict[str, Any]],
    costs: tuple[float, float],
    points: tuple[float, float],
) -> list[Any]:
    """Beside each mark where there is room; further off, with a thin stroke, where there is none."""
    right, down = scaled(costs[1], costs[0], WIDTH), scaled(*points, HEIGHT)
    at = [(right(v["cost"]), down(v["quality"])) for v in values]
    marks = [Box(x - 7, y - 7, x + 7, y + 7) for x, y in at]
    strokes = [
        box
        for (x, y), v in zip(at, values, strict=True)
        for box in (
            Box(right(v["cost_low"]), y, right(v["cost_high"]), y),
            Box(x, down(v["quality_high"]), x, down(v["quality_low"])),
        )
    ]
    names = cut_apart([p.vendor for p in places], 30)
    found: list[Any] = []
    for place, here in zip(places, at, strict=True):
        side = _side(here, len(names[place.vendor]), marks, strokes)
        marks.append(side.box)
        found += _label(names[place.vendor], here, side, place.first)
    return found


def _label(words: str, at: tuple[float, float], side: Side, first: bool) -> list[Any]:
    """The name over a white edge, so that strokes below it do not cross its letters."""
    import altair as alt

    x, y = at
    one = alt.Chart(alt.InlineData(values=[{"words": words}]))
    to = {"x": alt.value(x + side.dx), "y": alt.value(y + side.dy), "text": "words:N"}
    style: dict[str, Any] = {
        "align": "left" if side.dx > 0 else "right",
        "baseline": "middle",
        "fontSize": 11,
        "fontWeight": "bold" if first else "normal",
    }
    text = [
        one.mark_text(stroke="white", strokeWidth=3, color="white", **style).encode(**to),
        one.mark_text(color=INK, **style).encode(**to),
    ]
    if abs(side.dy) <= LINE:
        return text
    stroke = one.mark_rule(color=GREY, strokeWidth=0.6).encode(
        x=alt.value(x), y=alt.value(y), x2=alt.value(x + 0.8 * side.dx), y2=alt.value(y + side.dy)
    )
    return [stroke, *text]


def _side(at: tuple[float, float], letters: int, marks: Sequence[Box], strokes: Sequence[Box]) -> Side:
    """Where the fewest things are covered, near before far; marks and names weigh more than strokes."""
    (x, y), width = at, letters * LETTER
    found: list[tuple[float, int, Side]] = []
    for away in range(8):
        for dx, near in SIDES:
            dy = near + (LINE * away if near > 0 else -LINE * away)
            left = x + dx if dx > 0 else x + dx - width
            box = Box(left, y + dy - LINE / 2, left + width, y + dy + LINE / 2)
            off = box.left < 0 or box.right > WIDTH + 120 or box.top < 0 or box.bottom > HEIGHT
            cost = 2.0 * away + 3 * sum(box.meets(s) for s in strokes)
            cost += 100 * (off + sum(box.meets(m) for m in marks))
            found.append((cost, len(found), Side(dx, dy, box)))
    return min(found)[2]
