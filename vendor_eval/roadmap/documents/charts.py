"""The figures of the roadmap, in the looks of all others: read in black and white, each beside a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from vendor_eval.report.charts.style import GREY, INK, PALE, cut, cut_apart, finished, headed
from vendor_eval.roadmap.documents.project_plan import ProjectRow
from vendor_eval.roadmap.risks.risk import RiskRow
from vendor_eval.roadmap.steps.budget import Budget
from vendor_eval.roadmap.steps.migration import Migration
from vendor_eval.roadmap.steps.needs import Needs

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

WIDTH, ROW, MANY = 620, 17, 60
IN_A_FIELD = 4
"""So many lines fit into a field of the risk matrix."""


def gantt(rows: Sequence[ProjectRow]) -> Chart | None:
    """Steps as dark bars, tasks below them, those without slack darker, milestones as diamonds."""
    import altair as alt

    every = [r for r in rows if r.start and r.finish]
    dated = every[:MANY]
    if not dated:
        return None
    values = [
        {
            "n": i,
            "name": ("" if r.level == 1 else "\u00a0" * 3) + cut(r.name, 54),
            "start": f"{r.start}T00:00:00",
            "finish": f"{r.finish + timedelta(days=1)}T00:00:00" if r.finish else "",
            "kind": _kind(r),
        }
        for i, r in enumerate(dated)
    ]
    # Two rows may have the same name, so the axis counts and its labels are looked up.
    label = "+".join(f"(datum.value=={v['n']}?{_quoted(str(v['name']))}:'')" for v in values)
    steps = f"indexof({[i for i, r in enumerate(dated) if r.level == 1]}, datum.value)>=0"
    axis = alt.Axis(
        labelExpr=label, ticks=False, domain=False, labelAlign="left", labelPadding=262, labelFontSize=10,
        labelLimit=262, minExtent=268, maxExtent=268,
        labelFontWeight={"condition": {"test": steps, "value": "bold"}, "value": "normal"},
    )  # fmt: skip
    y = alt.Y("n:O", title=None, axis=axis)
    x = alt.X(
        "start:T", title=None, axis=alt.Axis(format="%b %Y", grid=True, labelAngle=0, labelOverlap=True)
    )
    base = alt.Chart(alt.InlineData(values=values))
    shade = alt.Scale(domain=["step", "critical", "task"], range=[INK, "#707070", "#c8c8c8"])
    bars = base.transform_filter("datum.kind!='milestone'").mark_bar(height=10, stroke=INK, strokeWidth=0.5)
    bars_by_row = bars.encode(
        x=x, x2="finish:T", y=y, color=alt.Color("kind:N", scale=shade, legend=alt.Legend(title=None))
    )
    marks = base.transform_filter("datum.kind=='milestone'").mark_point(
        shape="diamond", size=70, filled=True, color=INK
    )
    chart = alt.layer(bars_by_row, marks.encode(x=x, y=y)).properties(
        width=WIDTH - 260, height=ROW * len(values)
    )
    notes = ["Black: a step. Grey: a task without slack. Light: another task. Diamond: a date."]
    if len(every) > MANY:
        notes.append(f"The first {MANY} of {len(every)} rows; plan.csv holds them all.")
    return finished(
        chart.properties(title=headed("Project plan", notes, WIDTH)), "Project plan by step and task"
    )


def _kind(row: ProjectRow) -> str:
    if row.milestone:
        return "milestone"
    return "step" if row.level == 1 else "critical" if row.critical else "task"


def _quoted(text: str) -> str:
    """A text as Vega's expressions write it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def storage(needs: Needs) -> Chart:
    """Terabytes held at the end of each year, between low and high volumes."""
    import altair as alt

    values = [
        {"year": y.year, **{s: float(tb) for s, tb in y.held_tb.items()}} for y in needs.years if y.year >= 0
    ]
    base = alt.Chart(alt.InlineData(values=values))
    x = alt.X("year:O", title="Year of operation", axis=alt.Axis(labelAngle=0))
    band = base.mark_area(color="#d4d4d4").encode(x=x, y=alt.Y("low:Q", title="TB"), y2="high:Q")
    edges = [
        base.mark_line(color=GREY, strokeDash=[4, 3], strokeWidth=1).encode(x=x, y=f"{s}:Q")
        for s in ("low", "high")
    ]
    line = base.mark_line(color=INK, point=alt.OverlayMarkDef(color=INK, size=22)).encode(x=x, y="expected:Q")
    words = base.mark_text(dy=-10, color=INK, fontSize=10).encode(
        x=x, y="expected:Q", text=alt.Text("expected:Q", format=",.0f")
    )
    chart = alt.layer(band, *edges, line, words).properties(width=WIDTH - 70, height=240)
    count = "1 copy" if needs.copies == 1 else f"{needs.copies} copies"
    copies = f"{count}, compression {needs.compression.normalize():f}:1"
    notes = [f"Line: expected volumes. Band: from low to high volumes. {copies}."]
    return finished(
        chart.properties(title=headed("Storage held at the end of the year", notes, WIDTH)), "Storage by year"
    )


def migration_fan(m: Migration) -> Chart | None:
    """The share of studies moved by week: the dark band holds half of all courses, the light 90 percent."""
    import altair as alt

    if not m.fan:
        return None
    # A course that is slower than 95 of 100 has moved the least by then.
    edges = {"q5": 0.95, "q25": 0.75, "q50": 0.5, "q75": 0.25, "q95": 0.05}
    values = [{"week": p.week, **{k: 100 * p.done[q] for k, q in edges.items()}} for p in m.fan]
    base = alt.Chart(alt.InlineData(values=values))
    x = alt.X("week:Q", title="Weeks from the start")
    y_title = "Studies moved, percent"
    wide = base.mark_area(color=PALE).encode(x=x, y=alt.Y("q5:Q", title=y_title), y2="q95:Q")
    narrow = base.mark_area(color="#bdbdbd").encode(x=x, y="q25:Q", y2="q75:Q")
    line = base.mark_line(color=INK).encode(x=x, y="q50:Q")
    parts: list[Any] = [wide, narrow, line]
    notes = ["Line: half of all courses are faster. Dark band: half of them. Light band: nine in ten."]
    if m.complete_by and m.start:
        weeks = (m.complete_by - m.start).days / 7
        rule = alt.Chart(alt.InlineData(values=[{"week": weeks}])).mark_rule(color=INK, strokeDash=[6, 3])
        parts.append(rule.encode(x="week:Q"))
        notes.append(f"Dashed: the day by which it has to be over, {m.complete_by}.")
    chart = alt.layer(*parts).properties(width=WIDTH - 70, height=220)
    return finished(
        chart.properties(title=headed("Course of the migration", notes, WIDTH)), "Studies moved by week"
    )


def budget_years(money: Budget, vendor: str) -> Chart | None:
    """What the offer and the own costs come to in each year, what is funded beside them."""
    import altair as alt

    offer = next((o for o in money.offers if o.vendor == vendor), None)
    if offer is None:
        return None
    sides = (("bid", 0, offer.costs), ("own costs", 0, money.own_by_year), ("funds", 1, money.available))
    there = [(what, side, row) for what, side, row in sides if any(row)]
    largest = max((amount for _, _, row in there for amount in row), default=0)
    unit, word = (1_000_000, "million ") if largest >= 1_000_000 else (1_000, "thousand ")
    values = [
        {"year": str(t), "what": what, "side": side, "n": n, "amount": float(row[t]) / unit}
        for n, (what, side, row) in enumerate(there)
        for t in range(len(row))
    ]
    shades = {"bid": "#5c5c5c", "own costs": "#a8a8a8", "funds": "#f0f0f0"}
    names = [what for what, _, _ in there]
    shade = alt.Scale(domain=names, range=[shades[what] for what in names])
    base = alt.Chart(alt.InlineData(values=values))
    x = alt.X("year:O", title="Year", axis=alt.Axis(labelAngle=0), sort=None)
    y = alt.Y("amount:Q", title=f"{word}{money.currency}", stack="zero")
    bars = base.mark_bar(stroke=INK, strokeWidth=0.5).encode(
        x=x,
        xOffset="side:N",
        y=y,
        order="n:Q",
        color=alt.Color("what:N", scale=shade, legend=alt.Legend(title=None)),
    )
    chart = alt.layer(bars).properties(width=WIDTH - 70, height=200)
    notes = [f"{cut(vendor, 60)}, nominal, against the funds less the reserve. Year 0 is before go-live."]
    if "own costs" in names:
        notes.append("On the bid stand the own costs, which no bid contains: training, and the old system.")
    return finished(
        chart.properties(title=headed("Cost and funds by year", notes, WIDTH)), "Cost and funds by year"
    )


def risk_matrix(rows: Sequence[RiskRow]) -> Chart | None:
    """How many risks have which probability and impact; their ids are written in."""
    import altair as alt

    if not rows:
        return None
    short = cut_apart([r.id for r in rows], 18)
    cells: list[dict[str, int]] = []
    written: list[dict[str, Any]] = []
    for p in range(1, 6):
        for i in range(1, 6):
            ids = [short[r.id] for r in rows if (r.probability, r.impact) == (p, i)]
            lines = ids if len(ids) <= IN_A_FIELD else [*ids[: IN_A_FIELD - 1], f"and {len(ids) - 3} more"]
            cells.append({"p": p, "i": i, "level": p * i})
            # A line above or below the middle of the field: 11 pixels each, so that the block is centred.
            written += [
                {"p": p, "i": i, "word": line, "down": 11 * n - 5.5 * (len(lines) - 1)}
                for n, line in enumerate(lines)
            ]
    base, text = (alt.Chart(alt.InlineData(values=v)) for v in (cells, written))
    x = alt.X("i:O", title="Impact", axis=alt.Axis(labelAngle=0))
    y = alt.Y("p:O", title="Probability", sort="descending")
    shade = alt.Scale(domain=[1, 25], range=["#ffffff", "#b8b8b8"])
    fields = base.mark_rect(stroke=GREY).encode(
        x=x, y=y, color=alt.Color("level:Q", scale=shade, legend=None)
    )
    words = [
        text.transform_filter(f"datum.down=={down}")
        .mark_text(fontSize=9, color=INK, baseline="middle", dy=down)
        .encode(x=x, y=y, text="word:N")
        for down in sorted({float(w["down"]) for w in written})
    ]
    chart = alt.layer(fields, *words).properties(width=WIDTH - 90, height=260)
    notes = ["From 1 (low) to 5 (high); the darker, the higher the product of both."]
    return finished(
        chart.properties(title=headed("Risks by probability and impact", notes, WIDTH)), "Risk matrix"
    )
