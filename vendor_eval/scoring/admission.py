"""Who stays in: gates, late and withdrawn bids, thresholds; with the reason for everyone who does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from vendor_eval.forms.define.declarations import missing, refused, unsigned
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Answer, Response
from vendor_eval.model.buyer.procurement import Rules, Threshold
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.vendor_status import (
    Excluded,
    GateResult,
    Open,
    Status,
    Undeclared,
    VendorResult,
)
from vendor_eval.scoring.bids import Bid
from vendor_eval.scoring.gates import gate_result


class Admission(NamedTuple):
    """Whether one vendor is admitted; ``opened`` are its questions without an answer that counts."""

    result: VendorResult
    excluded: Excluded | None
    opened: tuple[Open, ...]


def admission_of(bid: Bid, catalogue: Catalogue, rules: Rules, dropped: Set[str]) -> Admission:
    """One vendor before any score. ``dropped`` criteria ask nothing of anybody."""
    asked = [c for c in catalogue.leaves() if c.id not in dropped]
    placed = [(path, c) for path, c in catalogue.placed() if c.id not in dropped and c.kind == "gate"]
    gates = tuple(gate_result(c, bid.answers[c.id], rules, path) for path, c in placed)
    opened = tuple(_open(bid, c) for c in asked if _is_open(bid, c))
    status, gate, reason = status_of(bid.reason, gates, opened, rules)
    result = VendorResult(
        id=bid.vendor.id,
        name=bid.vendor.name,
        status=status,
        reason=reason,
        product=bid.response.product if bid.response else "",
        gates=gates if bid.counts else (),
        undeclared=_undeclared(bid.response) if bid.response else (),
        response=bid.response.receipt if bid.response else None,
        price=bid.price.receipt if bid.price else None,
    )
    excluded = Excluded(vendor=bid.vendor.name, gate=gate, reason=reason) if status == "excluded" else None
    failed = any(g.result == "failed" and g.state == "answered" for g in gates)
    return Admission(result, excluded, opened if bid.counts and not failed else ())


def _undeclared(response: Response) -> tuple[Undeclared, ...]:
    """Declarations that are missing or refused, for the buyer to decide on; they exclude nobody here."""
    given = response.declared
    return (
        *(Undeclared(title=title) for title in missing(given)),
        *(Undeclared(title=title, said=answer) for title, answer in refused(given)),
        *((Undeclared(title="Name and date", unsigned=True),) if unsigned(given) else ()),
    )


def status_of(
    not_counting: str, gates: Sequence[GateResult], opened: Sequence[Open], rules: Rules
) -> tuple[Status, str | None, str]:
    """Status, the criterion that decides it, and the reason. ``not_counting``: why the bid does not."""
    if not_counting:
        return "excluded", None, not_counting
    failed = [g for g in gates if g.result == "failed"]
    if failed:
        return "excluded", failed[0].criterion, "; ".join(_failure(g) for g in failed)
    if rules.unanswered == "disqualify" and opened:
        first = opened[0]
        return "excluded", first.criterion, f"{first.criterion} {first.title}: {_words(first.state)}"
    waiting = [g for g in gates if g.result == "open"]
    if waiting:
        return (
            "open",
            waiting[0].criterion,
            "; ".join(f"{g.criterion} {g.title}: {_words(g.state)}" for g in waiting),
        )
    return "admitted", None, ""


def _failure(gate: GateResult) -> str:
    answer = f"answered “{gate.answer}”" if gate.state == "answered" else _words(gate.state)
    return f"{gate.criterion} {gate.title}: {answer}, {gate.rule}"


def _words(state: str) -> str:
    return "claimed not to apply" if state == "not_applicable" else state


def _is_open(bid: Bid, criterion: Criterion) -> bool:
    if criterion.is_price:
        return price_answer(bid.price).state != "answered"
    return criterion.kind in ("gate", "scored") and bid.answers[criterion.id].state != "answered"


def _open(bid: Bid, criterion: Criterion) -> Open:
    answer = price_answer(bid.price) if criterion.is_price else bid.answers[criterion.id]
    return Open(
        vendor=bid.vendor.name,
        criterion=criterion.id,
        title=criterion.title,
        state=answer.state,
        where=answer.where,
    )


def price_answer(schedule: PriceSchedule | None) -> Answer:
    """The price as an answer: unanswered without a workbook or a single price, unreadable with a bad cell.

    Optional lines do not count: they are no part of the evaluated price.
    """
    if schedule is None:
        return Answer(state="unanswered")
    cells = [cell for line, row in schedule.lines.items() if line not in schedule.optional for cell in row]
    bad = next((cell for cell in cells if cell.state == "unreadable"), None)
    if bad is not None:
        return Answer(state="unreadable", raw=bad.raw, where=bad.where)
    if not any(cell.state == "priced" for cell in cells):
        return Answer(state="unanswered")
    return Answer(state="answered")


def below_threshold(
    vendor: str, cells: Sequence[Cell], leaves: Sequence[Leaf], rules: Rules, titles: Mapping[str, str]
) -> Excluded | None:
    """The first published minimum that the vendor misses, on its share of what could be earned.

    ``titles``: of groups and criteria, by id.
    """
    values = {c.criterion: c.value or 0.0 for c in cells if c.vendor == vendor}
    weights = {leaf.criterion: leaf.weight for leaf in leaves}
    for threshold in rules.thresholds:
        inside = [c for c in tested_by(threshold, leaves) if c in values]
        whole = sum(weights[c] for c in inside)
        share = sum(weights[c] * values[c] for c in inside) / whole if whole else 0.0
        if share < threshold.minimum - 1e-12:
            title, least = titles.get(threshold.of, threshold.of), threshold.minimum
            reason = f"{title}: {share:.1%} of what could be earned, minimum {least:.1%}"
            return Excluded(vendor=vendor, gate=threshold.of, reason=reason)
    return None


def tested_by(threshold: Threshold, leaves: Sequence[Leaf]) -> list[str]:
    """The scored criteria, without price, that a threshold tests, by id."""
    scored = [leaf for leaf in leaves if leaf.by != "price"]
    if threshold.of == "technical":
        return [leaf.criterion for leaf in scored]
    return [leaf.criterion for leaf in scored if threshold.of in (leaf.criterion, *leaf.group)]
