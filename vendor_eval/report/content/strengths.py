"""Each vendor's strengths and weaknesses, from the points alone, by a rule that the report prints.

A strength is a criterion in which a ranked vendor has more points than the ranked others have on average; a
weakness is one in which it has fewer than the best. Points hold the weight, so the largest differences are
those that matter most. Nothing is a matter of opinion but what the panel wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import VendorResult
from vendor_eval.report.content.answers import answer_words
from vendor_eval.report.content.points import Points
from vendor_eval.report.format.numbers import Signed
from vendor_eval.report.format.rounding import exact, shown
from vendor_eval.report.format.text import STATES, cut
from vendor_eval.text import listed

MOST, QUOTED = 5, 3
LEAST_SHARE = Decimal("0.001")
RULE = (
    f"Strengths: the up to {MOST} criteria in which a vendor has most points above the mean of the other "
    f"ranked vendors. Weaknesses: the up to {MOST} in which it is most points below the best ranked vendor. "
    "Groups: where it has most, or fewest, points of all ranked vendors, alone or level with others. Points "
    "hold the weights; a difference of less than a thousandth of all points is left out. Criteria with equal "
    "differences stand in the order in which they were published."
)
ALONE = (
    "There is nobody to compare with: the only vendor in the ranking has no strengths and no weaknesses here."
)
LOW = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Point:
    """``own`` points of the ``possible`` ones; ``other``: the others' mean, or the best; ``gap`` between.

    ``who`` names the best, all of them where several are level; ``said`` is the vendor's answer.
    """

    criterion: str
    title: str
    own: Decimal
    possible: Decimal
    other: Decimal
    gap: Signed
    who: str
    said: str
    source: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What the panel wrote of a low score, without the name of who wrote it."""

    criterion: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """``out`` says why a vendor without a rank has none; such a vendor has neither strengths nor weaknesses.

    ``leads`` and ``trails`` are titles of groups; ``missed`` are wishes answered with nothing, ``open`` what
    has no answer that counts.
    """

    vendor: str
    out: str
    leads: str
    trails: str
    strengths: tuple[Point, ...]
    weaknesses: tuple[Point, ...]
    missed: str
    open: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Portraits:
    """``alone``: a remark where only one vendor is ranked, else empty."""

    rule: str
    alone: str
    rows: tuple[Portrait, ...]


def portraits(outcome: Outcome, order: tuple[str, ...], points: Points | None) -> Portraits | None:
    """All vendors in the order given; None where there are no points to compare."""
    if points is None or not points.by_criterion or not outcome.cells:
        return None
    vendors = {v.name: v for v in outcome.vendors}
    cells = {(c.vendor, c.criterion): c for c in outcome.cells}
    rows = tuple(_portrait(outcome, vendors[name], points, cells) for name in order if name in vendors)
    return Portraits(RULE, ALONE if len(points.order) == 1 else "", rows)


def _portrait(
    outcome: Outcome, vendor: VendorResult, points: Points, cells: dict[tuple[str, str], Cell]
) -> Portrait:
    name = vendor.name
    ranked = name in points.parts
    compared = ranked and len(points.order) > 1
    up, down = _differences(outcome, name, points, cells) if compared else ((), ())
    mine = [c for leaf in outcome.criteria if (c := cells.get((name, leaf.criterion)))]
    return Portrait(
        vendor=name,
        out="" if ranked else cut(vendor.reason or "no ranking could be made", 300),
        leads=_groups(outcome, name, points, best=True) if compared else "",
        trails=_groups(outcome, name, points, best=False) if compared else "",
        strengths=up,
        weaknesses=down,
        missed=listed([c.criterion for c in mine if c.state == "answered" and c.value == 0.0], 20),
        open=listed([f"{o.criterion} ({STATES[o.state]})" for o in outcome.open if o.vendor == name], 20),
        quotes=_quotes(outcome, mine),
    )


def _differences(
    outcome: Outcome, name: str, points: Points, cells: dict[tuple[str, str], Cell]
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    others = [n for n in points.order if n != name]
    least = points.maximum * LEAST_SHARE
    up, down = [], []
    for leaf in outcome.criteria:
        earned = {n: points.parts[n].criteria[leaf.criterion] for n in points.order}
        own, best = earned[name], max(earned.values())
        mean = shown(sum((exact(earned[n]) for n in others), Decimal(0)) / len(others), -_exponent(own))
        cell = cells.get((name, leaf.criterion))
        if own - mean >= least:
            up.append(_point(outcome, leaf, cell, points, own, mean, ""))
        if best - own >= least:
            leaders = listed([n for n in points.order if earned[n] == best], 3)
            down.append(_point(outcome, leaf, cell, points, own, best, leaders))
    return _largest(up), _largest(down)


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _largest(found: Sequence[Point]) -> tuple[Point, ...]:
    """Python sorts stably: equal differences stay in the order of the catalogue."""
    return tuple(sorted(found, key=lambda point: -abs(point.gap))[:MOST])


def _point(
    outcome: Outcome, leaf: Leaf, cell: Cell | None, points: Points, own: Decimal, other: Decimal, who: str
) -> Point:
    return Point(
        criterion=leaf.criterion,
        title=leaf.title,
        own=own,
        possible=points.possible.criteria[leaf.criterion],
        other=other,
        gap=own - other,
        who=who,
        said=answer_words(cell, outcome.rules, 100),
        source=cell.source if cell else "",
    )


def _groups(outcome: Outcome, name: str, points: Points, *, best: bool) -> str:
    """Top groups in which the vendor has most, or fewest, points; none where all have the same."""
    found = []
    for group in outcome.groups:
        if len(group.path) == 1 and group.path in points.possible.groups:
            earned = {n: points.parts[n].groups[group.path] for n in points.order}
            end = max(earned.values()) if best else min(earned.values())
            if len(set(earned.values())) > 1 and earned[name] == end:
                level = sum(x == end for x in earned.values()) > 1
                found.append(f"{group.title} (level with others)" if level else group.title)
    return listed(found, 20)


def _quotes(outcome: Outcome, cells: Sequence[Cell]) -> tuple[Quote, ...]:
    """Reasons of the lowest panel scores, of at most half the value; a reason of the meeting goes first."""
    titles = {leaf.criterion: leaf.title for leaf in outcome.criteria}
    low = [c for c in cells if c.scores and c.value is not None and exact(c.value) <= LOW]
    found = []
    for cell in sorted(low, key=lambda c: c.value or 0.0):
        least = min(cell.scores.values())
        given = [cell.reasons.get(n, "") for n, score in cell.scores.items() if score == least]
        text = next((t for t in (cell.consensus_reason, *given) if t.strip()), "")
        if text:
            found.append(Quote(cell.criterion, titles.get(cell.criterion, ""), cut(text, 300)))
    return tuple(found[:QUOTED])
