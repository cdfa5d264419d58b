"""Where each vendor earns its points, and what parts the first two."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.answers import answer_words
from vendor_eval.report.content.points import Points
from vendor_eval.report.format.numbers import Correction, Percent, Signed
from vendor_eval.report.format.rounding import Split, bar

MOST_CRITERIA = 10


@dataclass(frozen=True, slots=True)
class Share:
    """A vendor's points in a group; ``leads`` where no ranked vendor has more and not all have the same."""

    points: Decimal
    bar: float
    leads: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group at its depth in the tree (0 is the top), with a share for every ranked vendor by rank.

    ``top`` is the outermost group it lies in.
    """

    id: str
    title: str
    depth: int
    top: str
    weight: Percent
    possible: Decimal
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The rows of depth 0 add up to ``sums``, and these with ``corrections`` to ``scores``.

    ``corrections`` is empty where the published rounding of totals changes nothing. ``possible`` is what full
    marks add up to; with its own correction that is the maximum.
    """

    vendors: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    sums: tuple[Decimal, ...]
    corrections: tuple[Signed, ...]
    scores: tuple[Decimal, ...]
    possible: Decimal
    possible_correction: Signed


def profile(outcome: Outcome, points: Points, weights: Split) -> Profile:
    rows = tuple(
        _group_row(group.path, group.title, points, weights)
        for group in outcome.groups
        if group.path in points.possible.groups
    )
    corrections = tuple(points.corrections[name] for name in points.order)
    return Profile(
        vendors=points.order,
        rows=rows,
        sums=tuple(points.parts[name].whole for name in points.order),
        corrections=corrections if any(corrections) or points.maximum != points.possible.whole else (),
        scores=tuple(points.scores[name] for name in points.order),
        possible=points.possible.whole,
        possible_correction=points.maximum - points.possible.whole,
    )


def _group_row(path: tuple[str, ...], title: str, points: Points, weights: Split) -> GroupRow:
    possible = points.possible.groups[path]
    earned = [points.parts[name].groups[path] for name in points.order]
    most, differ = max(earned), len(set(earned)) > 1
    shares = tuple(Share(x, bar(x, possible), differ and x == most) for x in earned)
    return GroupRow(path[-1], title, len(path) - 1, path[0], weights.groups[path], possible, shares)


@dataclass(frozen=True, slots=True)
class Difference:
    """Points of the first minus the second. The bar runs from ``left`` over ``width`` percent of its track,
    whose middle is zero and whose right half belongs to the first.
    """

    id: str
    title: str
    points: Signed
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class CriterionDifference:
    id: str
    title: str
    weight: Percent
    answers: tuple[str, str]
    points: tuple[Decimal, Decimal]
    difference: Signed


@dataclass(frozen=True, slots=True)
class Why:
    """``groups`` and ``correction`` add up to ``lead``; so do ``criteria``, ``others`` and ``rest``.

    ``criteria`` is empty for an audience that does not see both vendors' points by criterion.
    """

    first: str
    second: str
    scores: tuple[Decimal, Decimal]
    lead: Signed
    correction: Correction
    groups: tuple[Difference, ...]
    criteria: tuple[CriterionDifference, ...]
    others: Signed
    others_count: int
    rest: Correction


def why(outcome: Outcome, points: Points, weights: Split) -> Why | None:
    """The first against the second; None where there is no second."""
    if len(points.order) < 2:
        return None
    first, second = points.order[:2]
    a, b = points.parts[first], points.parts[second]
    by_criterion = points.by_criterion
    differences = _criteria(outcome, points, weights) if by_criterion else ()
    shown, others = differences[:MOST_CRITERIA], differences[MOST_CRITERIA:]
    scores = points.scores[first], points.scores[second]
    return Why(
        first=first,
        second=second,
        scores=scores,
        lead=scores[0] - scores[1],
        correction=(scores[0] - scores[1]) - (a.whole - b.whole),
        groups=_groups(outcome, a, b),
        criteria=shown,
        others=sum((d.difference for d in others), Decimal(0)),
        others_count=len(others),
        rest=points.rest(first) - points.rest(second) if by_criterion else Decimal(0),
    )


def _groups(outcome: Outcome, a: Split, b: Split) -> tuple[Difference, ...]:
    """The top groups, what speaks most for the first first."""
    gaps = [(g.id, g.title, a.groups[g.path] - b.groups[g.path]) for g in outcome.groups if len(g.path) == 1]
    widest = max((abs(gap) for _, _, gap in gaps), default=Decimal(0))
    gaps.sort(key=lambda item: -item[2])
    rows = []
    for group, title, gap in gaps:
        width = bar(abs(gap), widest) / 2
        rows.append(Difference(group, title, gap, 50.0 if gap >= 0 else 50 - width, width))
    return tuple(rows)


def _criteria(outcome: Outcome, points: Points, weights: Split) -> tuple[CriterionDifference, ...]:
    """All criteria, what parts the two most first."""
    first, second = points.order[:2]
    cells = {(c.vendor, c.criterion): c for c in outcome.cells}
    rows = []
    for leaf in outcome.criteria:
        a, b = (points.parts[name].criteria[leaf.criterion] for name in (first, second))
        answers = [
            answer_words(cells.get((name, leaf.criterion)), outcome.rules, 100) for name in (first, second)
        ]
        rows.append(
            CriterionDifference(
                id=leaf.criterion,
                title=leaf.title,
                weight=weights.criteria[leaf.criterion],
                answers=(answers[0], answers[1]),
                points=(a, b),
                difference=a - b,
            )
        )
    rows.sort(key=lambda row: -abs(row.difference))
    return tuple(rows)
