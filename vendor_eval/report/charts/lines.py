"""Scores as one weight goes from nothing to the whole, with the points where another comes first."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from vendor_eval.report.charts.style import (
    DASHES,
    GREY,
    INK,
    cut,
    cut_apart,
    finished,
    headed,
    more,
    padded,
    percent,
    scaled,
    spread,
    two_lines,
)
from vendor_eval.sensitivity.exact.results import Overtaking, ScoreLines

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

WIDTH, HEIGHT, GAP = 430, 320, 14
SHOWN = 14
"""So many lines; those who are never first and rank lower are left out."""


def one_way(lines: ScoreLines, title: str = "", points: float = 1.0) -> Chart | None:
    """``title`` of the group or criterion; ``points``: a score of 1 as it is shown. None without lines."""
    if not lines.none:
        return None
    names = _shown(lines)
    heights = {name: (points * lines.none[name], points * lines.full[name]) for name in names}
    low, high = padded([y for pair in heights.values() for y in pair])
    return _layers(lines, title or lines.criterion, points, heights, (low, high))


def _shown(lines: ScoreLines) -> list[str]:
    """In the order of the ranking."""
    firsts = {who for change in lines.changes for who in (change.below, change.above)}
    others = [name for name in lines.none if name not in firsts]
    keep = {*firsts, *others[: max(0, SHOWN - len(firsts))]}
    return [name for name in lines.none if name in keep]


def _layers(
    lines: ScoreLines,
    title: str,
    points: float,
    heights: Mapping[str, tuple[float, float]],
    ends: tuple[float, float],
) -> Chart:
    import altair as alt

    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=list(ends), nice=False, zero=False),
        title="points" if points != 1 else "score",
    )
    x = alt.X(
        "x:Q", scale=alt.Scale(domain=[0, 100]), title=f"weight of {cut(title, 48)}, percent of the whole"
    )
    chart = alt.layer(
        *_agreed(lines.weight),
        *(line.encode(x=x, y=y) for line in _strokes(lines, heights)),
        *(mark.encode(x=x, y=y) for change in lines.changes for mark in _ring(change, points)),
        *_names(heights, ends),
    ).properties(width=WIDTH, height=HEIGHT, title=_title(lines, title, len(heights)))
    return finished(chart, f"Scores as the weight of {title} changes")


def _agreed(weight: float) -> list[Any]:
    import altair as alt

    values = [{"x": 100 * weight, "words": f"agreed: {percent(weight)}"}]
    base = alt.Chart(alt.InlineData(values=values))
    words = base.mark_text(align=_align(weight), baseline="bottom", dy=-3, fontSize=11, color=INK)
    return [
        base.mark_rule(color=GREY, strokeWidth=1.5).encode(x="x:Q"),
        words.encode(x="x:Q", y=alt.value(0), text="words:N"),
    ]


def _strokes(lines: ScoreLines, heights: Mapping[str, tuple[float, float]]) -> Iterator[Any]:
    """Those who are first somewhere heavy and black; no two of a kind share dashes while these last."""
    import altair as alt

    firsts = {next(iter(heights)), *(who for c in lines.changes for who in (c.below, c.above))}
    dashes = {True: itertools.cycle(DASHES), False: itertools.cycle(DASHES[::-1])}
    for name, (left, right) in heights.items():
        heavy = name in firsts
        yield alt.Chart(alt.InlineData(values=[{"x": 0, "y": left}, {"x": 100, "y": right}])).mark_line(
            color=INK if heavy else GREY,
            strokeWidth=2.4 if heavy else 1.3,
            strokeDash=list(next(dashes[heavy])),
        )


def _ring(change: Overtaking, points: float) -> list[Any]:
    import altair as alt

    values = [{"x": 100 * change.at, "y": points * change.score, "words": percent(change.at)}]
    base = alt.Chart(alt.InlineData(values=values))
    words = base.mark_text(align=_align(change.at), dy=-14, fontSize=11, fontWeight="bold", color=INK)
    ring: dict[str, Any] = {"filled": True, "fill": "white", "stroke": INK, "strokeWidth": 2, "opacity": 1}
    return [base.mark_point(shape="circle", size=90, **ring), words.encode(text="words:N")]


def _align(at: float) -> Literal["left", "center", "right"]:
    """So that words at the edge stay on the chart."""
    if at < 0.06:
        return "left"
    return "right" if at > 0.94 else "center"


def _names(heights: Mapping[str, tuple[float, float]], ends: tuple[float, float]) -> list[Any]:
    """At the right ends of the lines, moved apart, with a thin stroke from line to name."""
    import altair as alt

    to_pixels = scaled(*ends, HEIGHT)
    at = [to_pixels(right) for _, right in heights.values()]
    labels = {name: two_lines(label, 30) for name, label in cut_apart(list(heights), 54).items()}
    long = any("\n" in label for label in labels.values()) and len(labels) * 2 * GAP <= HEIGHT
    places = spread(at, 2 * GAP if long else GAP, 0, HEIGHT)
    labels = labels if long else cut_apart(list(heights), 30)
    found = []
    for name, here, place in zip(heights, at, places, strict=True):
        one = alt.Chart(alt.InlineData(values=[{"words": labels[name]}]))
        found += [
            one.mark_rule(color=GREY, strokeWidth=0.7).encode(
                x=alt.value(WIDTH + 2), x2=alt.value(WIDTH + 16), y=alt.value(here), y2=alt.value(place)
            ),
            one.mark_text(
                align="left",
                baseline="middle",
                fontSize=11,
                color=INK,
                lineBreak="\n",
                lineHeight=12,
                dy=-6 if "\n" in labels[name] else 0,
            ).encode(x=alt.value(WIDTH + 19), y=alt.value(place), text="words:N"),
        ]
    return found


def _title(lines: ScoreLines, title: str, shown: int) -> Any:  # noqa: ANN401  altair's own type
    short = cut_apart(list(lines.none), 40)
    changes = [
        f"above {percent(c.at)} percent {short[c.above]} is first instead of {short[c.below]}"
        for c in lines.changes
    ]
    words = "; ".join(changes) or f"{cut(next(iter(lines.none)), 60)} is first at any weight"
    hidden = len(lines.none) - shown
    return headed(
        f"If {cut(title, 60)} weighed more or less",
        [
            words[0].upper() + words[1:] + ".",
            "Other weights keep their proportions. A ring marks where the first place changes.",
            *more(hidden, "with lower ranks and never first"),
        ],
        620,
    )
