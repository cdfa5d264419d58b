"""The interactive page at the agreed weights, before anybody moves a slider: every mark and figure of it.

The script in ``rfp_templates/report/live`` draws the same again under moved weights, by the same rules; what
is written here in words is what it shows at the agreed weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.points import Points
from vendor_eval.report.format.numbers import figure, signed
from vendor_eval.report.format.rounding import shown
from vendor_eval.report.html.plane import NAMED, Dot
from vendor_eval.report.html.plane import dots as plane_dots
from vendor_eval.report.html.sliders import (
    Sums,
    agreed_of,
    model_of,
    percent,
    rounding_note,
    sums_of,
    written_model,
)
from vendor_eval.sensitivity.exact.results import ScoreLines, WeightInterval
from vendor_eval.sensitivity.verdict import Robustness, share_words


@dataclass(frozen=True, slots=True)
class Slider:
    """One group. Numbers without a unit are in percent of the track or as the range input takes them."""

    title: str
    weight: str
    now: str
    tick: float
    band: tuple[float, float]
    span: tuple[float, float]
    agreed: float
    low: str
    high: str
    below: str
    above: str

    @property
    def words(self) -> str:
        return f"{self.weight}. Agreed {self.weight}."


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the waterfall, from ``left`` over ``width`` percent of its track."""

    index: int
    title: str
    points: str
    left: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A vendor's score as the weight of one group goes from nothing to the whole; ``y`` from the top."""

    name: str
    kind: str
    y: tuple[float, float]
    label: float | None
    scores: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Doubt:
    """How often a vendor has which place in drawn weightings, in percent."""

    name: str
    parts: tuple[float, ...]
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Live:
    """``steps`` end with the rounding, if there is any; ``zero`` is where their bars begin.

    ``focus`` is the group whose lines are drawn, ``crossings`` where they meet (percent from left and top).
    ``of`` gives the slider of a criterion, ``groups`` that of a group.
    ``unseats`` says which single weight puts another first; None where several are first.
    """

    id: str
    model: str
    max: int
    note: str
    names: tuple[str, ...]
    of: dict[str, int]
    groups: dict[str, int]
    sliders: tuple[Slider, ...]
    steps: tuple[Step, ...]
    correction: str
    zero: float
    focus: int
    sentence: str
    lines: tuple[Line, ...]
    ends: tuple[str, str]
    crossings: tuple[tuple[float, float] | None, tuple[float, float] | None]
    dots: tuple[Dot, ...]
    qualities: tuple[str, str]
    unseats: tuple[str, str] | None
    first_share: tuple[str, str] | None


def live(outcome: Outcome, points: Points | None, found: Robustness | None) -> Live | str:
    """Everything drawn at the agreed weights, or the sentence that says why nothing can be moved."""
    sums = sums_of(outcome, points)
    if isinstance(sums, str) or points is None:
        return sums if isinstance(sums, str) else ""
    intervals = sums.intervals()
    focus = _nearest(intervals)
    most = int(min(100, max(40, math.ceil(20 * float(sums.weights.max())) * 10)))
    model = model_of(outcome, points, sums, focus, most)
    steps, zero, correction = _steps(outcome, points, sums)
    lines, ends, crossings = _lines(sums, points, sums.lines()[focus], intervals[focus])
    dots, qualities = plane_dots(outcome, sums) if model["q"] else ((), ("", ""))
    at = {group: g for g, group in enumerate(sums.groups)}
    return Live(
        id=model["id"],
        model=written_model(model),
        max=most,
        note=rounding_note(outcome, sums),
        names=sums.names,
        of={leaf.criterion: at[leaf.group[0]] for leaf in outcome.criteria if leaf.group[0] in at},
        groups=at,
        sliders=tuple(_slider(t, x, most) for t, x in zip(sums.titles, intervals, strict=True)),
        steps=steps,
        correction=correction,
        zero=zero,
        focus=focus,
        sentence=focus_words(sums.titles[focus], intervals[focus]),
        lines=lines,
        ends=ends,
        crossings=crossings,
        dots=dots,
        qualities=qualities,
        unseats=None if len(outcome.rankings[0].best) > 1 else _unseats(sums.titles[focus], intervals[focus]),
        first_share=_first_share(found, sums.names[0]),
    )


def _ends(x: WeightInterval) -> tuple[float, float]:
    return x.winner or (0.0, 1.0)


def _nearest(intervals: Sequence[WeightInterval]) -> int:
    """The group that has to move least for another to be first."""

    def distance(x: WeightInterval) -> float:
        ends = zip(_ends(x), (x.below, x.above), strict=True)
        return min((abs(end - x.weight) for end, who in ends if who), default=2.0)

    return min(range(len(intervals)), key=lambda i: distance(intervals[i]))


def _nearer_end(x: WeightInterval) -> tuple[float, str | None]:
    ends = [(end, who) for end, who in zip(_ends(x), (x.below, x.above), strict=True) if who]
    return min(ends, key=lambda e: abs(e[0] - x.weight), default=(x.weight, None))


def _unseats(title: str, x: WeightInterval) -> tuple[str, str]:
    end, who = _nearer_end(x)
    if who is None:
        return "No single weight", "can put another vendor first, whatever it is set to"
    side = "above" if end >= x.weight else "below"
    return f"{title} {side} {percent(end)}", f"would put {who} first (agreed: {percent(x.weight)})"


def _first_share(found: Robustness | None, first: str) -> tuple[str, str] | None:
    """``83.1 in 100`` and of which weightings; None where none were drawn."""
    sampled = found.drawn if found else None
    if sampled is None or first not in sampled.ranks:
        return None
    share = 100 * sampled.ranks[first][0]
    often = "More than 99.9" if 99.95 <= share < 100 else f"{shown(share, 1)}"
    return f"{often} in 100", f"weightings {share_words(sampled)} keep {first} first"


def _slider(title: str, x: WeightInterval, most: int) -> Slider:
    low, high = _ends(x)
    track = [round(min(1.0, 100 * end / most) * 100, 2) for end in (x.weight, low, high)]
    return Slider(
        title=title,
        weight=percent(x.weight),
        now=f"{shown(200 * x.weight, 0) / 2:f}",
        tick=track[0],
        band=(track[1], track[2]),
        span=(round(100 * low, 2), round(100 * high, 2)),
        agreed=round(100 * x.weight, 2),
        low=percent(low),
        high=percent(high),
        below=x.below or "",
        above=x.above or "",
    )


def focus_words(title: str, x: WeightInterval) -> str:
    """One sentence for the lines, the same as the script's."""
    low, high = map(percent, _ends(x))
    words = f"{x.holder} stays first while {title} weighs {low} to {high} (now {percent(x.weight)})."
    words += f" Below that, {x.below} is first." if x.below else ""
    return words + (f" Above that, {x.above} is first." if x.above else "")


def _steps(outcome: Outcome, points: Points, sums: Sums) -> tuple[tuple[Step, ...], float, str]:
    """The bars from what speaks most for the first; the figures are differences of what is shown."""
    agreed = agreed_of(outcome, points, sums)
    gaps = [a - b for a, b in zip(agreed.parts[0], agreed.parts[1], strict=True)]
    order = sorted(range(len(gaps)), key=lambda g: -gaps[g])
    runs = np.cumsum([0, *(gaps[g] for g in order)])
    least, width = min(runs), (max(runs) - min(runs)) or 1
    unit = Decimal(1).scaleb(-agreed.part_decimals)
    steps = tuple(
        Step(
            g,
            sums.titles[g],
            signed(gaps[g] * unit),
            round(100 * float(min(a, b) - least) / width, 2),
            round(100 * abs(float(b - a)) / width, 2),
            "pos" if b >= a else "neg",
        )
        for g, a, b in zip(order, runs, runs[1:], strict=False)
    )
    lead = points.scores[sums.names[0]] - points.scores[sums.names[1]]
    rest = lead - int(runs[-1]) * unit
    return steps, round(-100 * float(least) / width, 2), signed(rest) if rest else ""


Crossing = tuple[float, float] | None


def _lines(
    sums: Sums, points: Points, lines: ScoreLines, x: WeightInterval
) -> tuple[tuple[Line, ...], tuple[str, str], tuple[Crossing, Crossing]]:
    none, full = ([at[name] for name in sums.names] for at in (lines.none, lines.full))
    low, high = min(*none, *full), max(*none, *full)

    def y(score: float) -> float:
        return 98 - 96 * (score - low) / ((high - low) or 1)

    def crossing(at: float, who: str | None) -> Crossing:
        return (round(100 * at, 2), round(y(none[0] + (full[0] - none[0]) * at), 2)) if who else None

    rival = _nearer_end(x)[1]
    labelled = {sums.names[0], x.below, x.above, *sums.names[:NAMED]}
    at = [(100.0, y(full[v])) if sums.names[v] in labelled else None for v in range(len(full))]
    labels = apart(at, gap=7, reach=1)
    kinds = ["top" if v == 0 else "rival" if n == rival else "" for v, n in enumerate(sums.names)]

    def score(number: float) -> str:
        return figure(shown(float(points.maximum) * number, points.decimals))

    rendered = tuple(
        Line(n, kinds[v], (round(y(none[v]), 2), round(y(full[v]), 2)), labels[v],
             (score(none[v]), figure(points.scores[n]), score(full[v])))
        for v, n in enumerate(sums.names)
    )  # fmt: skip
    ends = _ends(x)
    return rendered, (score(high), score(low)), (crossing(ends[0], x.below), crossing(ends[1], x.above))


def apart(places: Sequence[tuple[float, float] | None], gap: float, reach: float) -> list[float | None]:
    """How far from the top each label stands, so that none within ``reach`` is nearer than ``gap``."""
    found: list[float | None] = [None] * len(places)
    taken: list[tuple[float, float]] = []
    order = sorted((p[1], i) for i, p in enumerate(places) if p is not None)
    for y, i in order:
        x = (places[i] or (0.0, 0.0))[0]
        at = y
        for left, above in taken:
            if abs(left - x) < reach and at - above < gap:
                at = above + gap
        taken.append((x, at))
        found[i] = round(at, 2)
    return found


def doubts(found: Robustness | None, order: Sequence[str]) -> tuple[Doubt, ...]:
    """In the order of the ranking; empty where no weightings were drawn."""
    sampled = found.drawn if found else None
    if sampled is None or not set(order) <= sampled.ranks.keys():
        return ()
    return tuple(
        Doubt(
            name,
            tuple(round(100 * s, 2) for s in sampled.ranks[name]),
            tuple(f"{shown(100 * s, 1)}" for s in sampled.ranks[name]),
        )
        for name in order
    )
