"""From where to where each weight may go: a bar a group, the one with least room on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.report.charts.style import (
    GREY,
    INK,
    PALE,
    TWO_LINES,
    cut_apart,
    cut_middle,
    finished,
    headed,
    percent,
    two_lines,
)
from vendor_eval.sensitivity.exact.results import Exact, WeightInterval

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

ROWS = 24
WIDTH, ROW = 300, 26
ANY = "first at any weight"


def room(x: WeightInterval) -> float:
    """How far the weight is from the nearer end; 2 where nothing changes."""
    if x.winner is None:
        return 2.0
    ends = [abs(x.weight - end) for end, who in zip(x.winner, (x.below, x.above), strict=True) if who]
    return min(ends, default=2.0)


def outermost(intervals: Sequence[WeightInterval]) -> list[WeightInterval]:
    """Outermost groups with an interval, those with least room first; criteria where there are no groups."""
    groups = [x for x in intervals if x.kind == "group" and "/" not in x.criterion]
    rows = groups or [x for x in intervals if x.kind == "criterion"]
    return sorted((x for x in rows if x.winner is not None), key=room)


def tornado(found: Exact, titles: Mapping[str, str] | None = None) -> Chart | None:
    """None where no weight has an interval (``reason`` of the intervals says why). ``titles`` by id."""
    rows = outermost(found.intervals)
    if not rows or found.holder is None:
        return None
    return _chart(found.holder, rows[:ROWS], len(rows) - len(rows[:ROWS]), titles or {})


def _chart(holder: str, rows: Sequence[WeightInterval], hidden: int, titles: Mapping[str, str]) -> Chart:
    import altair as alt

    names = [titles.get(x.criterion, x.criterion) for x in rows]
    labels = {title: two_lines(label, 36) for title, label in cut_apart(names, 64).items()}
    rivals = list(dict.fromkeys(who for x in rows for who in (holder, x.below, x.above) if who))
    values = [_row(x, labels[title], rivals) for x, title in zip(rows, names, strict=True)]
    base = alt.Chart(alt.InlineData(values=values))
    y = alt.Y("label:N", sort=[v["label"] for v in values], title=None, axis=alt.Axis(**TWO_LINES))
    bars = base.mark_bar(height=13, stroke=GREY, strokeWidth=0.6).encode(
        y=y,
        x=alt.X("low:Q", scale=alt.Scale(domain=[0, 100]), title="weight, percent of the whole"),
        x2="high:Q",
        color=alt.Color("shade:N", scale=None),
    )
    agreed = base.mark_tick(thickness=3, size=21, color=INK, opacity=1).encode(y=y, x="agreed:Q")
    words = base.mark_text(align="left", fontSize=11, color=INK).encode(
        y=y, x=alt.value(WIDTH + 10), text="words:N"
    )
    title = headed(
        f"How far one weight may go while {cut_middle(holder, 60)} stays first",
        [
            "Bar: weights at which it is first, all others keeping their proportions. Black mark: agreed "
            "weight. Pale bar: first at any weight. On the right: who is first beyond the bar.",
            *([f"{hidden} more with more room are not shown."] if hidden else []),
        ],
        640,
    )
    chart = alt.layer(bars, agreed, words).properties(width=WIDTH, height=ROW * len(values), title=title)
    return finished(chart, f"Weights at which {holder} stays first")


def _row(x: WeightInterval, label: str, rivals: Sequence[str]) -> dict[str, Any]:
    low, high = x.winner or (0.0, 1.0)
    short = cut_apart(rivals, 24 if x.below and x.above else 40)
    ends = [
        f"{word} {percent(end)}: {short[who]}"
        for word, end, who in (("below", low, x.below), ("above", high, x.above))
        if who is not None
    ]
    return {
        "label": label,
        "low": 100 * low,
        "high": 100 * high,
        "agreed": 100 * x.weight,
        "shade": "#a6a6a6" if ends else PALE,
        "words": "; ".join(ends) or ANY,
    }
