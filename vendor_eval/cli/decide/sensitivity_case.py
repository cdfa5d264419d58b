"""What ``sensitivity`` asks of a procurement beyond its table: evaluators, scores, prices, other weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.output.printing import Table
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.cli.decide.sensitivity_request import Asked
    from vendor_eval.model.case import Case
    from vendor_eval.model.criteria.weights import Weights
    from vendor_eval.sensitivity.case.panel import Left, Wanted
    from vendor_eval.sensitivity.case.price_moves import PriceMove
    from vendor_eval.sensitivity.monte_carlo.blocks import Tables
    from vendor_eval.sensitivity.verdict import CaseDoubt
    from vendor_eval.workspace.folder.layout import Layout

SHOWN = 8


def doubt_of(asked: Asked) -> tuple[CaseDoubt | None, list[Finding]]:
    """None for a bare table, and where the method is not the published one."""
    from vendor_eval.sensitivity.case.one_score import score_flips
    from vendor_eval.sensitivity.case.panel import by_weights, leave_one_out
    from vendor_eval.sensitivity.case.price_moves import price_moves
    from vendor_eval.sensitivity.case.ranked_case import decided, ranked_by_rules
    from vendor_eval.sensitivity.verdict import CaseDoubt

    case = asked.case
    if case is None or asked.layout is None:
        return None, []
    others, findings = _other_weights(asked.layout, case)
    now = ranked_by_rules(case, asked.scored) if asked.scored else decided(case)
    moves, no_moves = price_moves(case, now)
    return CaseDoubt(
        left=leave_one_out(case, now),
        wanted=by_weights(case, others, now),
        flips=score_flips(case, now),
        moves=moves,
        no_moves=no_moves,
    ), findings


def _other_weights(layout: Layout, case: Case) -> tuple[dict[str, Mapping[str, float]], list[Finding]]:
    """Shares by whose they are: sets of weights in files ``weights-*.yaml``, and asked stakeholders."""
    from vendor_eval.model.criteria.weights import Weights
    from vendor_eval.scoring.bids import accepted_na
    from vendor_eval.weighting.tree import check_weights, global_weights
    from vendor_eval.workspace.yaml_files.load import read_model

    found: dict[str, Weights] = {}
    findings: list[Finding] = []
    for path in sorted(layout.root.glob("weights-*.yaml")):
        other, _, wrong = read_model(Weights, path)
        wrong = wrong or (check_weights(case.catalogue, other, path.name) if other else [])
        if other is not None and not wrong:
            found[path.name] = other
        findings += [_left_aside(f, path) for f in wrong]
    found |= _asked_stakeholders(layout, case)
    dropped = accepted_na(case)
    return {name: global_weights(case.catalogue, w, dropped).criteria for name, w in found.items()}, findings


def _left_aside(finding: Finding, path: Path) -> Finding:
    """What is wrong in a file beside the agreed weights stops nothing."""
    message = f"{finding.message}; {path.name} is left aside here"
    return Finding(finding.code, "warning", finding.where, message, finding.hint)


def _asked_stakeholders(layout: Layout, case: Case) -> dict[str, Weights]:
    """The agreed weights with each stakeholder's own on the levels that he or she answered in full."""
    from vendor_eval.weighting import ask
    from vendor_eval.weighting.levels import levels, with_shares
    from vendor_eval.weighting.methods.registry import weigh
    from vendor_eval.workspace.state.stakeholders import read_sittings

    found = {}
    for sitting in read_sittings(layout)[0]:
        own = {}
        for level in levels(case.catalogue, case.weights):
            answers = sitting.on(level.id)
            asked = ask.weighing(level, answers) if answers else None
            weighed = weigh(asked)[0] if asked else None
            if weighed is not None:
                own[level.id] = weighed.weights
        if own:
            found[sitting.stakeholder] = with_shares(case.weights, own, case.catalogue)
    return found


def as_data(doubt: CaseDoubt | None, open_values: Tables | None) -> dict[str, Any]:
    """The keys of the JSON; ``open_ranges`` are what ``--uncertain`` drew."""
    ranges = getattr(open_values, "ranges", ())
    if doubt is None:
        return {"panel": [], "stakeholders": [], "score_changes": [], "price_changes": []}
    return {
        "panel": [x._asdict() for x in doubt.left],
        "stakeholders": [x._asdict() for x in doubt.wanted],
        "score_changes": [x._asdict() | {"first": list(x.first)} for x in doubt.flips or ()],
        "price_changes": [_money(m) for m in doubt.moves],
        "price_changes_reason": doubt.no_moves,
        "open_ranges": [r._asdict() for r in ranges],
    }


def _money(move: PriceMove) -> dict[str, Any]:
    """Money as text, so that no cent is lost."""
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in move._asdict().items()}


def said(doubt: CaseDoubt | None) -> Iterator[str | Table]:
    if doubt is None:
        return
    if doubt.left:
        columns = ("without", "first", "another than now")
        yield Table("One evaluator less", columns, [_without(x) for x in doubt.left[:SHOWN]])
    if doubt.wanted:
        columns = ("weights of", "first", "another than now")
        yield Table("Other weights", columns, [_without(x) for x in doubt.wanted[:SHOWN]])
    yield from _scores(doubt)
    yield from _prices(doubt.moves, doubt.no_moves)


def _without(x: Left | Wanted) -> tuple[str, str, str]:
    changed = {True: "yes", False: "no", None: "cannot be told"}[x.changed]
    return x[0], x.winner or x.reason, changed


def _scores(doubt: CaseDoubt) -> Iterator[str | Table]:
    if not doubt.flips:
        yield "No score of a single evaluator, whatever it were, would move the award.\n"
        return
    columns = ("evaluator", "criterion", "vendor", "score now", "moves the award at", "first is then")
    rows = [
        (x.evaluator, x.criterion, x.vendor, f"{x.now:g}", f"{x.to:.3f} of {x.best}", " and ".join(x.first))
        for x in doubt.flips[:SHOWN]
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
