"""From the score of the second to that of the first, group by group: what each adds and takes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vendor_eval.report.charts.style import GREY, INK, LONG, SMALL, cut_apart, finished, headed, padded
from vendor_eval.report.content.profile import Why
from vendor_eval.report.format.numbers import figure, signed

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

WIDTH, ROW = 330, 22
GIVES, TAKES = "#8c8c8c", "#ffffff"


def waterfall(why: Why, rounding: str = "Rounding") -> Chart | None:
    """``rounding`` names the row of ``Why.correction``. None where there are no groups."""
    if not why.groups:
        return None
    rows = list(_steps(why, rounding))
    return _chart(why, rows)


def _steps(why: Why, rounding: str) -> Iterator[dict[str, Any]]:
    """Exact in decimals: the last step ends where the first vendor's score stands."""
    at = why.scores[1]
    second, first = cut_apart([why.second, why.first], LONG - 9).values()
    yield _end(f"{second} (second)", at)
    parts = [(row.title, row.points) for row in why.groups]
    parts += [(rounding, why.correction)] if why.correction else []
    labels = cut_apart([title for title, _ in parts], LONG)
    for title, points in parts:
        yield {
            "label": labels[title],
            "from": float(at),
            "to": float(at + points),
            "words": signed(points),
            "fill": GIVES if points >= 0 else TAKES,
        }
        at += points
    yield _end(f"{first} (first)", at)


def _end(label: str, score: Decimal) -> dict[str, Any]:
    return {"label": label, "score": float(score), "words": figure(score)}


def _chart(why: Why, rows: list[dict[str, Any]]) -> Chart:
    import altair as alt

    ends = [x for row in rows for x in (row.get("from"), row.get("to"), row.get("score")) if x is not None]
    domain = alt.Scale(domain=list(padded(ends, 0.08)), nice=False, zero=False)
    y = alt.Y("label:N", sort=[row["label"] for row in rows], title=None, axis=alt.Axis(**SMALL))
    steps = alt.Chart(alt.InlineData(values=[row for row in rows if "to" in row]))
    totals = alt.Chart(alt.InlineData(values=[row for row in rows if "score" in row]))
    every = alt.Chart(alt.InlineData(values=rows))
    bars = steps.mark_bar(height=13, stroke=INK, strokeWidth=1.1).encode(
        y=y, x=alt.X("from:Q", scale=domain, title="points"), x2="to:Q", fill=alt.Fill("fill:N", scale=None)
    )
    marks = totals.mark_tick(thickness=4, size=20, color=INK, opacity=1).encode(
        y=y, x=alt.X("score:Q", scale=domain)
    )
    words = every.mark_text(align="right", fontSize=11, color=INK).encode(
        y=y, x=alt.value(WIDTH + 52), text="words:N"
    )
    guide = steps.mark_tick(thickness=1, size=20, color=GREY, opacity=1).encode(
        y=y, x=alt.X("to:Q", scale=domain)
    )
    second, first = cut_apart([why.second, why.first], LONG).values()
    title = headed(
        f"From {second} to {first}",
        [
            "Grey bar: the group is in favour of the first. White bar: of the second. "
            "Black marks: the scores. The axis does not begin at zero.",
        ],
        620,
    )
    chart = alt.layer(bars, guide, marks, words).properties(width=WIDTH, height=ROW * len(rows), title=title)
    return finished(chart, f"Points from {why.second} to {why.first} by group")
