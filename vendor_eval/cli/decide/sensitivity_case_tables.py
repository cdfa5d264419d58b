"""Sensitivity of a procurement as tables and for scripts: evaluators, scores, prices, other weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.output.printing import Table

if TYPE_CHECKING:
    from vendor_eval.operations.decide.sensitivity import SensitivityResult
    from vendor_eval.sensitivity.case.panel import Left, Wanted
    from vendor_eval.sensitivity.case.price_moves import PriceMove
    from vendor_eval.sensitivity.verdict import CaseRobustness

SHOWN = 8


def data(result: SensitivityResult) -> dict[str, Any]:
    """For scripts; ``open_ranges`` are what ``--uncertain`` sampled."""
    found = result.robustness.case if result.robustness else None
    if found is None:
        return {"panel": [], "stakeholders": [], "score_changes": [], "price_changes": []}
    return {
        "panel": [x._asdict() for x in found.left],
        "stakeholders": [x._asdict() for x in found.wanted],
        "score_changes": [x._asdict() | {"first": list(x.first)} for x in found.flips or ()],
        "price_changes": [_money(m) for m in found.moves],
        "price_changes_reason": found.no_moves,
        "open_ranges": [r._asdict() for r in result.open_ranges],
    }


def _money(move: PriceMove) -> dict[str, Any]:
    """Money as text, so that no cent is lost."""
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in move._asdict().items()}


def text(found: CaseRobustness | None) -> Iterator[str | Table]:
    if found is None:
        return
    if found.left:
        columns = ("without", "first", "another than now")
        yield Table("One evaluator less", columns, [_without(x) for x in found.left[:SHOWN]])
    if found.wanted:
        columns = ("weights of", "first", "another than now")
        yield Table("Other weights", columns, [_without(x) for x in found.wanted[:SHOWN]])
    yield from _scores(found)
    yield from _prices(found.moves, found.no_moves)


def _without(x: Left | Wanted) -> tuple[str, str, str]:
    changed = {True: "yes", False: "no", None: "cannot be told"}[x.changed]
    return x[0], x.winner or x.reason, changed


def _scores(found: CaseRobustness) -> Iterator[str | Table]:
    if not found.flips:
        yield "No score of a single evaluator, whatever it were, would move the award.\n"
        return
    columns = ("evaluator", "criterion", "vendor", "score now", "moves the award at", "first is then")
    rows = [
        (x.evaluator, x.criterion, x.vendor, f"{x.now:g}", f"{x.to:.3f} of {x.best}", " and ".join(x.first))
        for x in found.flips[:SHOWN]
    ]
    yield Table("The smallest change of one score that moves the award", columns, rows, right=columns[3:5])


def _prices(moves: Sequence[PriceMove], reason: str) -> Iterator[str | Table]:
    if reason:
        yield f"No price is asked for: {reason}.\n"
        return
    columns = ("vendor", "evaluated price now", "at", "change", "then")
    rows = [
        (
            m.vendor,
            f"{m.now:,}",
            "-" if m.to is None else f"{m.to:,}",
            "-" if m.percent is None else f"{m.percent:+.1f} %",
            m.reason or ("no longer first alone" if m.wins_now else "first, or level with the first"),
        )
        for m in moves[:SHOWN]
    ]
    title = "The price that moves the award, all other prices as they are"
    yield Table(title, columns, rows, right=columns[1:4])
