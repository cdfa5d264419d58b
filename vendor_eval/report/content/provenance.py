"""What the report rests on: the independent check, the files that came in, the programs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.points import ranked_order
from vendor_eval.report.content.ranking import comparison_scores
from vendor_eval.report.format.text import cut, plain, sentence, when


@dataclass(frozen=True, slots=True)
class Check:
    """The confirmation by a second library. ``state`` none: it was not asked for."""

    state: Literal["agrees", "differs", "unknown", "none"]
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file that counts, as it was received."""

    vendor: str
    vendor_id: str
    kind: str
    version: int
    name: str
    received: str
    by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue of the request for proposals; ``after_bids`` where a bid had come in already."""

    number: int
    when: str
    addendum: str
    reason: str
    after_bids: bool


@dataclass(frozen=True, slots=True)
class MethodRow:
    """How a further method ranks one vendor."""

    vendor: str
    places: tuple[tuple[int | None, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class Methods:
    """Further methods side by side, the first ranking leading; ``names`` say which way is better."""

    names: tuple[str, ...]
    rows: tuple[MethodRow, ...]


def check(outcome: Outcome) -> Check:
    found = outcome.confirmation
    if found is None:
        return Check("none", "Not checked", "No independent library was asked to recalculate this ranking.")
    message = sentence(plain(found.message))
    if found.agrees:
        return Check("agrees", "Confirmed", message)
    if found.agrees is None:
        return Check("unknown", "Could not be confirmed", message)
    return Check("differs", "Check failed: an independent library comes to another result", message)


def further_methods(outcome: Outcome) -> Methods | None:
    """None where the outcome holds one ranking or none."""
    if len(outcome.rankings) < 2:
        return None
    scores = [comparison_scores(r) for r in outcome.rankings]
    rows = tuple(
        MethodRow(
            name,
            tuple((r.ranks.get(name), s.get(name)) for r, s in zip(outcome.rankings, scores, strict=True)),
        )
        for name in ranked_order(outcome.rankings[0])
    )
    names = tuple(
        f"{r.method} ({'lower' if r.lower_is_better else 'higher'} is better)" for r in outcome.rankings
    )
    return Methods(names, rows)


def issues(outcome: Outcome) -> tuple[IssueRow, ...]:
    """All that bidders were sent, oldest first, and why it was written again."""
    receipts = [r for v in outcome.vendors for r in (v.response, v.price) if r is not None]
    first = min((r.received_at for r in receipts), default=None)
    rows, before = [], 0
    for issue in outcome.issues:
        addendum = f"addendum {issue.addendum}" if issue.addendum > before else ""
        late = issue.number > 1 and first is not None and issue.issued_at > first
        rows.append(IssueRow(issue.number, when(issue.issued_at), addendum, cut(issue.reason, 1000), late))
        before = issue.addendum
    return tuple(rows)


def files(outcome: Outcome, order: tuple[str, ...]) -> tuple[FileRow, ...]:
    """The response and the price of every vendor; one without a bid has no row.

    None where letters stand for the vendors: the mark of a file is in the log, beside who sent it.
    """
    if outcome.blind:
        return ()
    vendors = {v.name: v for v in outcome.vendors}
    return tuple(
        _file(name, vendors[name].id, kind, receipt)
        for name in order
        for kind, receipt in (("answers", vendors[name].response), ("prices", vendors[name].price))
        if receipt is not None
    )


def _file(vendor: str, vendor_id: str, kind: str, receipt: Receipt) -> FileRow:
    return FileRow(
        vendor=vendor,
        vendor_id=vendor_id,
        kind=kind,
        version=receipt.version,
        name=plain(receipt.original_name),
        received=when(receipt.received_at),
        by=plain(receipt.received_by),
        sha256=receipt.sha256,
    )
