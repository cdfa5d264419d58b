"""How often each vendor has which rank: a stacked bar a vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_eval.model.outcome.acceptability import Acceptability
from vendor_eval.report.charts.style import (
    GREY,
    INK,
    MANY,
    SHADES,
    TWO_LINES,
    cut_apart,
    finished,
    headed,
    more,
    percent,
    two_lines,
)
from vendor_eval.sensitivity.verdict import share_words

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

WIDTH, ROW = 460, 28
LEAST = 0.055
"""The share of a bar that has room for its label."""
PLACES = ("1st", "2nd", "3rd", "4th", "5th")


def by_rank(found: Acceptability) -> list[str]:
    """Vendors, those who are first most often first; equals as in the table."""
    return sorted(found.ranks, key=lambda name: found.ranks[name], reverse=True)


def sampling_words(found: Acceptability) -> str:
    error = max((e for row in found.standard_error.values() for e in row), default=0.0)
    stopped = "" if found.complete else " (stopped early)"
    most = f"at most {100 * error:.2f}" if error >= 5e-5 else "below 0.01"
    return (
        f"{found.draws:,} weightings {share_words(found)}{stopped}; standard error {most} percentage points."
    )


def rank_bars(found: Acceptability) -> Chart | None:
    """None where no weightings were sampled."""
    names = by_rank(found)
    if not names:
        return None
    return _chart(found, names[:MANY], len(names) - len(names[:MANY]))


def _chart(found: Acceptability, names: list[str], hidden: int) -> Chart:
    import altair as alt

    labels = {name: two_lines(label, 32) for name, label in cut_apart(names, 58).items()}
    places = _places(len(found.ranks))
    values = [part for name in names for part in _parts(labels[name], found.ranks[name], places)]
    base = alt.Chart(alt.InlineData(values=values))
    y = alt.Y("vendor:N", sort=list(labels.values()), title=None, axis=alt.Axis(**TWO_LINES))
    bars = base.mark_bar(height=19, stroke=GREY, strokeWidth=0.7).encode(
        y=y,
        x=alt.X("from:Q", scale=alt.Scale(domain=[0, 100]), title="share of the weightings, percent"),
        x2="to:Q",
        color=alt.Color(
            "place:N",
            scale=alt.Scale(domain=places, range=list(SHADES[: len(places)])),
            legend=alt.Legend(
                title="rank", symbolStrokeColor=GREY, symbolStrokeWidth=0.7, symbolType="square"
            ),
        ),
    )
    words = base.mark_text(fontSize=10.5).encode(
        y=y, x="middle:Q", text="words:N", color=alt.Color("ink:N", scale=None)
    )
    title = headed(
        "How often each vendor has which rank",
        [sampling_words(found), *more(hidden, "with lower ranks")],
        600,
    )
    chart = alt.layer(bars, words).properties(width=WIDTH, height=ROW * len(names), title=title)
    return finished(chart, "Shares of ranks by vendor")


def _places(vendors: int) -> list[str]:
    return list(PLACES[:vendors]) if vendors <= len(PLACES) else [*PLACES[:4], "5th or lower"]


def _parts(vendor: str, shares: tuple[float, ...], places: list[str]) -> list[dict[str, Any]]:
    """One part for each place; the last takes all that is left of the bar."""
    found, at = [], 0.0
    for k, place in enumerate(places):
        to = min(1.0, at + shares[k]) if k < len(places) - 1 else 1.0
        if to - at > 0:
            found.append(
                {
                    "vendor": vendor,
                    "place": place,
                    "from": 100 * at,
                    "to": 100 * to,
                    "middle": 50 * (at + to),
                    "words": percent(to - at) if to - at >= LEAST else "",
                    "ink": "white" if k < 2 else INK,
                }
            )
        at = to
    return found
