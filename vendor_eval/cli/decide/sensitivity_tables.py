"""Answers of ``sensitivity`` as tables for a terminal, and as one table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from vendor_eval.cli.output.printing import Table

if TYPE_CHECKING:
    from vendor_eval.operations.decide.sensitivity_request import Units
    from vendor_eval.sensitivity.exact.results import (
        Bounds,
        Exact,
        Interval,
        Nearest,
        Reversal,
        SmallestChange,
        WeightInterval,
    )

SHOWN = 12
"""So many rows of a table are read; the rest is counted."""


def text(found: Exact, units: Units) -> list[str | Table]:
    """The whole answer, what a panel asks first on top."""
    parts: list[str | Table] = [_headline(found)]
    if found.reason is None or (found.changes and found.changes[0].over_all.possible is not None):
        parts += _intervals(found, units)
        parts += _changes(found, units)
        parts += [_critical(found)]
        parts += _bounds(found.bounds, units)
    parts += _reversals(found)
    return parts


def _headline(found: Exact) -> str:
    if found.holder is None:
        return f"{found.method}: nobody is first."
    shared = [name for name in found.best if name != found.holder]
    with_whom = f"; {' and '.join(shared)} too, and what follows is of {found.holder}" if shared else ""
    lines = [f"{found.holder} is first by {found.method}{with_whom}."]
    if found.reason:
        lines.append(found.reason[0].upper() + found.reason[1:] + ".")
    return "\n".join(lines)


def _intervals(found: Exact, units: Units) -> Iterator[str | Table]:
    """Outermost groups, then the criteria whose weight has least room."""
    for kind, title in (
        ("group", "How far the weight of one group may go, all others keeping their proportions"),
        ("criterion", "The same for criteria, those with least room first"),
    ):
        rows = [x for x in found.intervals if x.kind == kind and "/" not in x.criterion]
        if kind == "criterion":
            rows = sorted((x for x in found.intervals if x.kind == kind), key=_room)
        live = [x for x in rows if x.winner is not None and x.winner != (0.0, 1.0)]
        shown = (
            live[:SHOWN] if kind == "criterion" else [x for x in rows if x.winner is not None][: 2 * SHOWN]
        )
        if shown:
            yield _interval_table(shown, title, units)
        yield from _uncounted(rows, live, shown, kind, found.holder or "")


def _room(x: WeightInterval) -> float:
    """The least that the weight must change for another to be first."""
    if x.winner is None:
        return 2.0
    low = x.weight - x.winner[0] if x.winner[0] > 0 else 1.0
    high = x.winner[1] - x.weight if x.winner[1] < 1 else 1.0
    return min(low, high)


def _uncounted(
    rows: Sequence[WeightInterval],
    live: Sequence[WeightInterval],
    shown: Sequence[WeightInterval],
    kind: str,
    holder: str,
) -> Iterator[str]:
    fixed = sum(x.winner == (0.0, 1.0) for x in rows)
    many = "criteria" if kind == "criterion" else "groups"
    if kind == "criterion" and fixed:
        one = "1 criterion" if fixed == 1 else f"{fixed} criteria"
        yield f"{holder} stays first whatever the weight of {one} {'more' if live else ''}".rstrip() + ".\n"
    if len(live) > len(shown) and kind == "criterion":
        yield f"{len(live) - len(shown)} {many} with more room are not shown; --format csv has all.\n"
    for x in rows:
        if x.reason and kind == "group":
            yield f"{x.criterion}: no interval, {x.reason}.\n"


def _interval_table(rows: Sequence[WeightInterval], title: str, units: Units) -> Table:
    columns = ("weight of", "agreed", "first from", "to", "below that", "above that")
    body = [
        (
            x.criterion,
            _weight(x.weight, units),
            _weight(x.winner[0], units),
            _weight(x.winner[1], units),
            x.below or "-",
            x.above or "-",
        )
        for x in rows
        if x.winner is not None
    ]
    return Table(f"{title} ({_unit(units)})", columns, body, right=columns[1:4])


def _changes(found: Exact, units: Units) -> Iterator[str | Table]:
    if not found.changes:
        return
    columns = ("rival", "weight to shift", "largest single change", "one way to do it")
    rows = [(x.rival, *_distance(x.over_all, found, units)) for x in found.changes[: 2 * SHOWN]]
    title = f"The smallest change of the weights that puts a rival first ({_unit(units)})"
    yield Table(title, columns, rows, right=columns[1:3])
    hidden = len(found.changes) - len(rows)
    if hidden > 0:
        yield f"{hidden} more rivals are not shown; --format json has all.\n"
    for x in found.changes[: 2 * SHOWN]:
        if x.over_all.possible is False and x.over_all.reason:
            yield f"{x.rival} cannot be first: {_proof(x)}.\n"


def _proof(x: SmallestChange) -> str:
    return x.over_all.reason or ""


def _distance(near: Nearest, found: Exact, units: Units) -> tuple[str, str, str]:
    if near.l1 is None or near.linf is None or near.weights_l1 is None:
        return "-", "-", near.reason if near.possible is None and near.reason else "cannot be first"
    moves = sorted(
        ((abs(w - found.weights[c]), c, w) for c, w in near.weights_l1.items()), key=lambda move: -move[0]
    )
    moved = [f"{c} {_weight(found.weights[c], units)} → {_weight(w, units)}" for d, c, w in moves if d > 1e-9]
    more = f" and {len(moved) - 4} more" if len(moved) > 4 else ""
    shift, single = _weight(near.l1 / 2, units, 2), _weight(near.linf, units, 2)
    return shift, single, ", ".join(moved[:4]) + more or "level now"


def _critical(found: Exact) -> str:
    c = found.criticality
    if c.most_critical_any is None:
        return f"No single weight is critical: {c.reason}.\n"
    top = [r for r in c.table if r.criterion == c.most_critical_top and r.better == found.holder]
    least = min((abs(r.relative_percent) for r in top if r.relative_percent is not None), default=None)
    if c.most_critical_top is None or least is None:
        return (
            f"Most critical weight for any two vendors: {c.most_critical_any}; for the first place: none.\n"
        )
    return (
        f"Most critical weight for the first place: {c.most_critical_top} "
        f"(a change of {least:.1f} % of it makes a tie). For any two vendors: {c.most_critical_any}.\n"
    )


def _bounds(found: Bounds, units: Units) -> Iterator[str | Table]:
    if found.reason:
        yield f"No bounds of the scores: {found.reason}.\n"
        return
    columns = ("vendor", "least", "most", "can be first", "always first", "largest regret")
    rows = [
        (
            name,
            _score(x.score[0], units),
            _score(x.score[1], units),
            _yes(x.possible_winner),
            _yes(x.necessary_winner),
            _score(x.regret or 0.0, units),
        )
        for name, x in list(found.vendors.items())[: 2 * SHOWN]
        if x.score is not None
    ]
    yield Table(
        f"Scores when only this is known: {found.known}", columns, rows, right=(*columns[1:3], columns[5])
    )
    if found.dominance and len(found.vendors) <= SHOWN:
        pairs = "; ".join(f"{a} over {b}" for a, b in found.dominance)
        yield f"Always ahead or level, and sometimes ahead: {pairs}.\n"
    cautious = " and ".join(found.maximin or ())
    regret = " and ".join(found.minimax_regret or ())
    yield f"Best at its worst: {cautious}. Smallest regret: {regret}.\n"


def _reversals(found: Exact) -> Iterator[str | Table]:
    if not found.reversals:
        return
    live = [x for x in found.reversals if x.order_changed]
    failed = [x for x in found.reversals if x.ranks_after is None]
    for x in failed[:SHOWN]:
        yield f"{_event(x)}: {x.reason}.\n"
    if not live:
        if not failed:
            yield "No bid that leaves, comes twice or is hopeless changes the order of the others.\n"
        return
    rows = [
        (_event(x), _list(x.ranks_before), _list(x.ranks_after or {}), "yes" if x.winner_changed else "no")
        for x in sorted(live, key=lambda x: not x.winner_changed)[:SHOWN]
    ]
    columns = ("if", "order of the others now", "then", "other winner")
    yield Table("What changes the order of the others without changing any of them", columns, rows)
    if len(live) > SHOWN:
        yield f"{len(live) - SHOWN} more are not shown; --format json has all.\n"


def _event(x: Reversal) -> str:
    words = {
        "withdraw": f"{x.vendor} withdraws",
        "copy": f"{x.vendor} bids twice",
        "hopeless": f"{x.vendor} joins",
    }
    return words[x.change]


def _list(ranks: Mapping[str, int | None]) -> str:
    """Best first; equals are joined."""
    places: dict[int | None, list[str]] = {}
    last = len(ranks) + 1
    for name in sorted(ranks, key=lambda name: ranks[name] or last):
        places.setdefault(ranks[name], []).append(name)
    order = [" = ".join(names) for names in places.values()]
    return ", ".join(order[:4]) + (f" and {len(order) - 4} more" if len(order) > 4 else "")


def _yes(fact: bool | None) -> str:
    return {True: "yes", False: "no", None: "-"}[fact]


def _unit(units: Units) -> str:
    if units.weights in (1.0, 100.0):
        return "percent of the whole"
    return f"percent of the whole, and points out of {units.weights:g}"


def _weight(share: float, units: Units, decimals: int = 1) -> str:
    if units.weights in (1.0, 100.0):
        return f"{100 * share:.{decimals}f}"
    return f"{100 * share:.{decimals}f} % ({units.weights * share:.4g})"


def _score(score: float, units: Units) -> str:
    return f"{units.scores * score:.2f}" if units.scores > 1 else f"{score:.4f}"


def long_table(found: Exact) -> Table:
    """A row an interval; ``table`` says what a row is of, so that further tables can stand below."""
    columns = (
        "table",
        "criterion",
        "kind",
        "weight",
        "holder",
        "winner_lo",
        "winner_hi",
        "ranking_lo",
        "ranking_hi",
        "takes_over_lo",
        "takes_over_hi",
        "reason",
    )
    rows = [
        (
            "weight_intervals",
            x.criterion,
            x.kind,
            repr(x.weight),
            x.holder,
            *_ends(x.winner),
            *_ends(x.ranking),
            _text(x.below),
            _text(x.above),
            _text(x.reason),
        )
        for x in found.intervals
    ]
    return Table("", columns, rows)


def _ends(interval: Interval | None) -> tuple[str, str]:
    return ("", "") if interval is None else (repr(interval[0]), repr(interval[1]))


def _text(value: str | None) -> str:
    return value or ""
