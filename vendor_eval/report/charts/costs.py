"""What each vendor costs in every year: small columns on one scale, a panel a vendor."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vendor_eval.report.charts.style import INK, MANY, cut_apart, finished, headed, more
from vendor_eval.report.content.money import CostRow, Money

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

HEIGHT, WIDE, NARROW, TWO, LABELLED = 84, 245, 158, 4, 6
UNITS = ((Decimal(1_000_000), "million"), (Decimal(1_000), "thousand"), (Decimal(1), ""))


def costs(money: Money) -> Chart | None:
    """All in one currency, not discounted. None where there are no prices."""
    rows = money.rows[:MANY]
    if not rows or not money.years:
        return None
    highest = max(x for row in rows for x in row.by_year)
    unit, name = next(((u, n) for u, n in UNITS if highest >= 10 * u), UNITS[-1])
    return _chart(rows, money, (unit, name), float(highest / unit) or 1.0)


def _chart(rows: tuple[CostRow, ...], money: Money, unit: tuple[Decimal, str], highest: float) -> Chart:
    import altair as alt

    across = min(len(rows), 2 if len(rows) <= TWO else 3)
    width = WIDE if across < 3 else NARROW
    names = cut_apart([row.vendor for row in rows], 34 if across < 3 else 23)
    panels = [_panel(row, names[row.vendor], unit[0], highest, width) for row in rows]
    unit_words = f"In {unit[1]} {money.currency}".replace("  ", " ")
    title = headed(
        "Cost by year",
        [
            f"{unit_words}, not discounted, all panels on one scale; the highest year of each is written in.",
            *more(len(money.rows) - len(rows), "with lower ranks"),
        ],
        600,
    )
    chart = alt.concat(*panels, columns=across, spacing=18).properties(title=title)
    return finished(chart, "Cost by year and vendor")


def _panel(row: CostRow, name: str, unit: Decimal, highest: float, width: int) -> Any:  # noqa: ANN401  altair's
    import altair as alt

    amounts = [float(x / unit) for x in row.by_year]
    most = max(amounts)
    few = len(amounts) <= LABELLED and width == WIDE
    values = [
        {"year": year, "amount": x, "words": f"{x:,.1f}" if (few and x) or (x == most and x) else ""}
        for year, x in enumerate(amounts)
    ]
    base = alt.Chart(alt.InlineData(values=values))
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, ticks=False))
    y = alt.Y(
        "amount:Q", title=None, scale=alt.Scale(domain=[0, 1.18 * highest], nice=False),
        axis=alt.Axis(tickCount=3),
    )  # fmt: skip
    bars = base.mark_bar(color="#9a9a9a", stroke=INK, strokeWidth=0.7).encode(x=x, y=y)
    words = base.mark_text(baseline="bottom", dy=-2, fontSize=10, color=INK).encode(x=x, y=y, text="words:N")
    heading = alt.TitleParams(text=name, fontSize=11, anchor="start", frame="bounds", offset=4, color=INK)
    return alt.layer(bars, words).properties(width=width, height=HEIGHT, title=heading)
