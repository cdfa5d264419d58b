"""How much of each group's points every vendor earns: a grid of shades with the shares written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_eval.report.charts.style import LETTER, LONG, MANY, SMALL, cut_apart, finished, headed, more
from vendor_eval.report.content.profile import Profile

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

ROW, MOST, WIDE = 22, 420, 150
DARK = 77
"""From this share on the letters are white: both kinds have a contrast of 4.5 or more."""


def groups(profile: Profile) -> Chart | None:
    """The top groups; None where there are none."""
    rows = [row for row in profile.rows if row.depth == 0]
    if not rows or not profile.vendors:
        return None
    vendors = profile.vendors[:MANY]
    names = cut_apart(list(vendors), 26)
    labels = cut_apart([row.title for row in rows], LONG)
    cells = [
        {
            "group": labels[row.title],
            "vendor": names[name],
            "share": share.bar,
            "words": f"{share.bar:.0f}",
            "best": share.leads,
            "ink": "white" if share.bar >= DARK else "black",
        }
        for row in rows
        for name, share in zip(vendors, row.shares, strict=False)
    ]
    column = min(WIDE, MOST / len(vendors))
    flat = LETTER * max(map(len, names.values())) <= column
    size = (round(column * len(vendors)), ROW * len(rows))
    return _chart(cells, size, len(profile.vendors) - len(vendors), flat=flat)


def _chart(cells: list[dict[str, Any]], size: tuple[int, int], hidden: int, *, flat: bool) -> Chart:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=cells))
    axis = alt.Axis(
        orient="top", ticks=False, domain=False, labelAngle=0 if flat else -45,
        labelAlign="center" if flat else "left", labelLimit=WIDE if flat else 160, labelPadding=4,
    )  # fmt: skip
    y = alt.Y("group:N", sort=None, title=None, axis=alt.Axis(domain=False, **SMALL))
    x = alt.X("vendor:N", sort=None, title=None, axis=axis)
    shade = alt.Fill("share:Q", scale=alt.Scale(domain=[0, 100], range=["#ffffff", "#4a4a4a"]), legend=None)
    grid = base.mark_rect(stroke="#9a9a9a", strokeWidth=0.6).encode(y=y, x=x, fill=shade)
    ink = alt.Color("ink:N", scale=None)
    words = [
        base.transform_filter(f"datum.best == {str(best).lower()}")
        .mark_text(fontSize=11, fontWeight="bold" if best else "normal")
        .encode(y=y, x=x, text="words:N", color=ink)
        for best in (False, True)
    ]
    title = headed(
        "Share of each group's points that every vendor earned",
        [
            "Percent of the points that the group can give; the darker, the more. Bold: most of all.",
            *more(hidden, "with lower ranks"),
        ],
        600,
    )
    chart = alt.layer(grid, *words).properties(width=size[0], height=size[1], title=title)
    return finished(chart, "Shares of the points of each group by vendor")
