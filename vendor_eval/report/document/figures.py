"""The figures that a template of the report may place, by name: each with words for who does not see it.

Rendered from the facts, each beside a table with the same figures. What no template places is not rendered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from vendor_eval.documents.figures import Figure
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.cost_quality import cost_quality
from vendor_eval.report.facts import Facts
from vendor_eval.report.format.numbers import figure, money, signed
from vendor_eval.sensitivity.verdict import Robustness
from vendor_eval.text import listed

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

Made = tuple["Chart | None", str, str]
"""A chart, its caption, and what it shows in words."""


def figures(outcome: Outcome, content: Facts, found: Robustness | None) -> dict[str, Figure | None]:
    """By the names that ``::: {.figure name="..."}`` knows; None where there is nothing to draw."""
    from vendor_eval.report.charts.render import unchecked

    made: dict[str, Callable[[], Made]] = {
        "waterfall": lambda: _waterfall(content),
        "groups": lambda: _groups(content),
        "weights": lambda: _weights(content, found),
        "ranks": lambda: _ranks(found),
        "pairs": lambda: _pairs(found),
        "cost": lambda: _cost(content),
        "price-quality": lambda: _price_quality(outcome, content),
    }
    with unchecked():
        return {name: figure_of(*make()) for name, make in made.items()}


def figure_of(chart: Chart | None, caption: str, alt: str) -> Figure | None:
    """A chart that is rendered once it is placed; None where there is none."""
    from vendor_eval.report.charts.render import png, svg

    if chart is None:
        return None
    return Figure(alt, caption, partial(svg, chart), png)


def _waterfall(content: Facts) -> Made:
    from vendor_eval.report.charts.waterfall import waterfall

    why = content.why
    if why is None or content.points is None:
        return None, "", ""
    rounding = "Rounding" if content.points.as_scored else "Rounded as published"
    steps = [f"{row.title} {signed(row.points)}" for row in why.groups]
    alt = (
        f"From {why.second} with {figure(why.scores[1])} to {why.first} with {figure(why.scores[0])} points: "
        f"{listed(steps, 40)}. The table below holds the same figures."
    )
    return waterfall(why, rounding), f"What parts {why.first} and {why.second}, group by group", alt


def _groups(content: Facts) -> Made:
    from vendor_eval.report.charts.groups import groups

    if content.profile is None:
        return None, "", ""
    who = content.profile.vendors
    best = [
        (row.title, [v for v, s in zip(who, row.shares, strict=True) if s.leads])
        for row in content.profile.rows
        if row.depth == 0
    ]
    leads = [f"{title}: {listed(names, 8)}" for title, names in best if names]
    alt = (
        f"Most points in each group. {'; '.join(leads) or 'All have the same'}. The table holds all figures."
    )
    return groups(content.profile), "Profile by group, in percent of what the group can give", alt


def _weights(content: Facts, found: Robustness | None) -> Made:
    from vendor_eval.report.charts.tornado import tornado

    if found is None or content.robustness is None:
        return None, "", ""
    rooms = [
        f"{row.title} from {row.low} to {row.high} (agreed {row.agreed})" for row in content.robustness.groups
    ]
    alt = f"Weights in percent at which the first stays first: {'; '.join(rooms)}. The table holds the same."
    return tornado(found.exact, found.titles), "How far one weight may go before the award moves", alt


def _ranks(found: Robustness | None) -> Made:
    from vendor_eval.report.charts.ranks import rank_bars

    if found is None or found.drawn is None:
        return None, "", ""
    shares = [f"{name} {100 * row[0]:.1f} percent" for name, row in found.drawn.ranks.items()]
    alt = f"Share of the drawn weightings in which each vendor is first: {listed(shares, 40)}."
    return rank_bars(found.drawn), "How often each vendor has which rank under other weights", alt


def _pairs(found: Robustness | None) -> Made:
    from vendor_eval.report.charts.pairs import pairs

    if found is None or found.drawn is None:
        return None, "", ""
    alt = "For every two vendors the share of the drawn weightings in which one is ahead of the other."
    return pairs(found.drawn), "How often one vendor is ahead of another under other weights", alt


def _cost(content: Facts) -> Made:
    from vendor_eval.report.charts.costs import costs

    totals = [f"{row.vendor} {money(row.total, content.money.cents)}" for row in content.money.rows]
    alt = (
        f"Columns by year. Sums of all years in {content.money.currency}: {listed(totals, 40)}. "
        "The table holds every year."
    )
    return costs(content.money), "Cost by year", alt


def _price_quality(outcome: Outcome, content: Facts) -> Made:
    from vendor_eval.report.charts.plane import plane

    places, cents = cost_quality(outcome) if content.plane else (), content.money.cents
    where = [f"{p.vendor} {figure(p.quality)} points at {money(p.cost, cents)}" for p in content.plane]
    alt = f"Points apart from price against the evaluated price in {outcome.currency}: {listed(where, 40)}."
    return plane(places, outcome.currency), "Cost against quality", alt
