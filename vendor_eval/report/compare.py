"""Two vendors side by side: what each answered, what it earned, and what decides between them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.errors import VendorEvalError
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.answers import LONGEST_ANSWER, panel_score
from vendor_eval.report.content.points import Points, percentages, points_of
from vendor_eval.report.format.rounding import Split
from vendor_eval.report.format.text import STATES, cut


@dataclass(frozen=True, slots=True)
class Side:
    """One vendor on one criterion: its answer, the panel's common score of a free answer, and its worth.

    ``points`` is None for a vendor that is not ranked.
    """

    answer: str
    state: str
    panel: Decimal | None
    value: float | None
    points: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """``weight`` is in percent; ``difference`` is the first's points minus the second's."""

    criterion: str
    title: str
    group: str
    weight: Decimal
    a: Side
    b: Side
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class Totals:
    """The rows' points and ``correction`` (what rounding totals by the rules adds) sum up to these."""

    a: Decimal
    b: Decimal
    difference: Decimal
    correction: tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``rows``: what decides most comes first. ``totals`` is None unless both are ranked in points."""

    a: str
    b: str
    rows: tuple[CompareRow, ...]
    totals: Totals | None


def compare(outcome: Outcome, a: str, b: str) -> Comparison:
    """``a`` and ``b`` are vendors' names or ids; capitals do not matter.

    Points are as the report shows them; ``correction`` is what rounding leaves between rows and totals.
    Raises VendorEvalError for a vendor that is not in the outcome, and for one vendor against itself.
    """
    first, second = _known(outcome, a), _known(outcome, b)
    if first == second:
        raise VendorEvalError(
            f"{first} cannot be compared with itself", hint=_names(outcome), code="compare.same-vendor"
        )
    points, weights = points_of(outcome), percentages(outcome)
    cells = {(c.vendor, c.criterion): c for c in outcome.cells}
    rows = []
    for leaf in outcome.criteria:
        sides = [_side(outcome, cells.get((v, leaf.criterion)), points, v) for v in (first, second)]
        rows.append(_row(outcome, leaf, weights, sides[0], sides[1]))
    rows.sort(key=lambda row: (row.difference is None, -abs(row.difference or Decimal(0))))
    return Comparison(first, second, tuple(rows), _totals(points, first, second))


def _row(outcome: Outcome, leaf: Leaf, weights: Split, a: Side, b: Side) -> CompareRow:
    titles = {group.path: group.title for group in outcome.groups}
    return CompareRow(
        criterion=leaf.criterion,
        title=leaf.title,
        group=titles.get(leaf.group, "/".join(leaf.group)),
        weight=weights.criteria[leaf.criterion],
        a=a,
        b=b,
        difference=None if a.points is None or b.points is None else a.points - b.points,
    )


def _side(outcome: Outcome, cell: Cell | None, points: Points | None, vendor: str) -> Side:
    if cell is None:
        return Side("", "no bid", None, None, None, "")
    earned = points.parts.get(vendor) if points else None
    return Side(
        answer=cut(cell.answer, LONGEST_ANSWER),
        state=STATES[cell.state],
        panel=panel_score(cell, outcome.rules),
        value=cell.value,
        points=earned.criteria[cell.criterion] if earned else None,
        source=cell.source,
    )


def _totals(points: Points | None, first: str, second: str) -> Totals | None:
    if points is None or first not in points.scores or second not in points.scores:
        return None
    a, b = points.scores[first], points.scores[second]
    of_a, of_b = points.rest(first), points.rest(second)
    return Totals(a, b, a - b, (of_a, of_b, of_a - of_b))


def _known(outcome: Outcome, word: str) -> str:
    wanted = word.strip().casefold()
    for vendor in outcome.vendors:
        if word in (vendor.name, vendor.id):
            return vendor.name
    alike = [v.name for v in outcome.vendors if wanted in (v.name.casefold(), v.id.casefold())]
    if len(alike) == 1:
        return alike[0]
    raise VendorEvalError(
        f"there is no vendor {word!r}", hint=_guess(outcome, wanted), code="compare.unknown-vendor"
    )


def _guess(outcome: Outcome, wanted: str) -> str:
    by_fold = {word.casefold(): v.name for v in outcome.vendors for word in (v.name, v.id)}
    near = difflib.get_close_matches(wanted, list(by_fold), n=1, cutoff=0.7)
    return (f"did you mean {by_fold[near[0]]}? " if near else "") + _names(outcome)


def _names(outcome: Outcome) -> str:
    return "vendors: " + ", ".join(v.name for v in outcome.vendors)
