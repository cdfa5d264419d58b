"""How often one vendor is ahead of another: a table with shades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_eval.model.outcome.acceptability import Acceptability
from vendor_eval.report.charts.ranks import by_rank, sampling_words
from vendor_eval.report.charts.style import (
    GREY,
    INK,
    MANY,
    TWO_LINES,
    cut_apart,
    finished,
    headed,
    more,
    percent,
    two_lines,
)

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart


def pairs(found: Acceptability) -> Chart | None:
    """None where there are no two to compare."""
    names = by_rank(found)
    if len(names) < 2:
        return None
    return _chart(found, names[:MANY], len(names) - len(names[:MANY]))


def _chart(found: Acceptability, names: list[str], hidden: int) -> Chart:
    import altair as alt

    labels = {name: two_lines(label, 26) for name, label in cut_apart(names, 48).items()}
    shares = [(labels[a], labels[b], found.pairwise[a][b]) for a in names for b in names if a != b]
    values = [
        {"a": a, "b": b, "words": percent(p), "shade": _shade(p), "ink": "white" if p > 0.55 else INK}
        for a, b, p in shares
    ]
    values += [{"a": a, "b": a, "words": "–", "shade": "white", "ink": GREY} for a in labels.values()]
    side = 62 if len(names) <= 6 else 44
    order = list(labels.values())
    base = alt.Chart(alt.InlineData(values=values))
    y = alt.Y("a:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=_axis("left", 0))
    x = alt.X("b:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=_axis("top", -40))
    cells = base.mark_rect(stroke=GREY, strokeWidth=0.7).encode(
        x=x, y=y, color=alt.Color("shade:N", scale=None)
    )
    words = base.mark_text(fontSize=11).encode(x=x, y=y, text="words:N", color=alt.Color("ink:N", scale=None))
    title = headed(
        "How often one vendor is ahead of another, percent",
        [
            "The vendor on the left is ahead of the one above. Of a tie, half counts for each.",
            sampling_words(found),
            *more(hidden, "with lower ranks"),
        ],
        max(440, 190 + side * len(names)),
    )
    size = side * len(names)
    height = 34 * len(names)
    return finished(
        alt.layer(cells, words).properties(width=size, height=height, title=title), "Pairs of vendors"
    )


def _shade(share: float) -> str:
    """From white to nearly black."""
    level = round(255 - 213 * share)
    return f"#{level:02x}{level:02x}{level:02x}"


def _axis(orient: str, angle: int) -> Any:  # noqa: ANN401  altair's own type
    import altair as alt

    return alt.Axis(
        orient="top" if orient == "top" else "left",
        labelAngle=angle,
        labelAlign="left" if orient == "top" else "right",
        domain=False,
        **({"ticks": False, "labelExpr": "replace(datum.label, '\\n', ' ')"} if angle else TWO_LINES),
    )
