"""All charts of one decision, by the name of their file, and why one is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendor_eval.model.outcome.acceptability import Acceptability
from vendor_eval.report.charts.lines import one_way
from vendor_eval.report.charts.pairs import pairs
from vendor_eval.report.charts.plane import plane
from vendor_eval.report.charts.ranks import rank_bars
from vendor_eval.report.charts.tornado import outermost, room, tornado
from vendor_eval.report.content.cost_quality import Place
from vendor_eval.sensitivity.exact.results import Exact, ScoreLines

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart

LINES = 6
"""So many weights have lines of their own: those with least room."""


@dataclass(frozen=True)
class Drawable:
    """What is known of one decision. ``titles`` by id of group or criterion; ``points`` is a score of 1."""

    exact: Exact
    drawn: Acceptability | None = None
    places: Sequence[Place] = ()
    currency: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    points: float = 1.0
    not_drawn: str = "no weightings were drawn"


def every(known: Drawable) -> tuple[dict[str, Chart], dict[str, str]]:
    """Charts by name, and by name the reason why one cannot be drawn."""
    found = {
        "weights": tornado(known.exact, known.titles),
        "ranks": rank_bars(known.drawn) if known.drawn else None,
        "pairs": pairs(known.drawn) if known.drawn else None,
        "price-quality": plane(known.places, known.currency),
        **dict(_lines(known)),
    }
    charts = {name: chart for name, chart in found.items() if chart is not None}
    return charts, {name: why for name, why in _reasons(known) if name not in charts}


def _lines(known: Drawable) -> Iterator[tuple[str, Chart | None]]:
    """The weights with least room first; where nothing changes, the heaviest."""
    rooms = {x.criterion: room(x) for x in outermost(known.exact.intervals)}
    lines = [x for x in known.exact.lines if x.criterion in rooms or x.changes]

    def nearest(x: ScoreLines) -> tuple[float, float]:
        return rooms.get(x.criterion, 2.0), -x.weight

    lines.sort(key=nearest)
    moving = [x for x in lines if x.changes]
    names = _file_names([x.criterion for x in known.exact.lines])
    for x in moving[:LINES] or lines[:1]:
        yield names[x.criterion], one_way(x, known.titles.get(x.criterion, ""), known.points)


def _file_names(ids: Sequence[str]) -> dict[str, str]:
    """Letters that every disk takes; ids that would share a file get a number."""
    found: dict[str, str] = {}
    for label in ids:
        plain = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:40] or "weight"
        name, k = f"one-weight-{plain}", 1
        while name in found.values():
            k += 1
            name = f"one-weight-{plain}-{k}"
        found[label] = name
    return found


def _reasons(known: Drawable) -> Iterator[tuple[str, str]]:
    why = known.exact.reason or next((x.reason for x in known.exact.intervals if x.reason), None)
    yield "weights", why or "no weight has an interval"
    if not known.exact.lines:
        yield "one-weight", why or "no weight has an interval"
    yield "ranks", known.not_drawn
    yield "pairs", known.not_drawn if known.drawn is None else "there are no two vendors to compare"
    yield "price-quality", "there are no vendors with both points and an evaluated price"
