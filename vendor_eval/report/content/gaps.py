"""What was not answered, what the buyer settled by hand, and what else a reader should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from vendor_eval.findings import Finding, Severity
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.bids.response import AnswerState
from vendor_eval.model.outcome.record import Outcome, Settled
from vendor_eval.model.outcome.vendor_status import Open, VendorResult
from vendor_eval.report.content.ranking import with_bid
from vendor_eval.report.format.text import STATES, cut, plain, when
from vendor_eval.report.format.titles import titles

MISSING_STATES: tuple[AnswerState, ...] = ("unanswered", "unreadable", "declined", "not_applicable", "stale")


@dataclass(frozen=True, slots=True)
class GapRow:
    """One question without an answer that counts; ``said`` is what stood in the cell."""

    vendor: str
    criterion: str
    title: str
    state: str
    said: str
    where: str
    effect: str


@dataclass(frozen=True, slots=True)
class GapCount:
    """How many questions of a vendor are in each of ``Gaps.states``, and in all."""

    vendor: str
    numbers: tuple[int, ...]
    total: int


UNDECLARED, REFUSED, UNSIGNED = "not declared", "answered otherwise", "no name or no date"


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """A declaration of the bidder that is not a yes; ``said`` is what stood there."""

    vendor: str
    title: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Gaps:
    states: tuple[str, ...]
    counts: tuple[GapCount, ...]
    rows: tuple[GapRow, ...]
    declarations: tuple[DeclarationRow, ...]


def gaps(outcome: Outcome, order: tuple[str, ...]) -> Gaps:
    """Vendors in the order given, questions as asked. Every vendor with a bid is counted."""
    by_vendor: dict[str, list[Open]] = {name: [] for name in order}
    for opened in outcome.open:
        by_vendor.setdefault(opened.vendor, []).append(opened)
    bidders = {v.name for v in with_bid(outcome)} | {o.vendor for o in outcome.open}
    counts = []
    for name, opened_here in by_vendor.items():
        if name in bidders:
            states = Counter(o.state for o in opened_here)
            counts.append(GapCount(name, tuple(states[s] for s in MISSING_STATES), len(opened_here)))
    answers = _said(outcome)
    gates = {g.criterion for v in outcome.vendors for g in v.gates}
    rows = tuple(_row(o, outcome, answers, gates) for opened in by_vendor.values() for o in opened)
    vendors = {v.name: v for v in outcome.vendors}
    undeclared = tuple(row for name in order if name in vendors for row in declarations(vendors[name]))
    return Gaps(tuple(STATES[s] for s in MISSING_STATES), tuple(counts), rows, undeclared)


def declarations(vendor: VendorResult) -> tuple[DeclarationRow, ...]:
    """What this bidder did not declare, in the order of the workbook."""
    return tuple(
        DeclarationRow(
            vendor.name,
            u.title,
            UNSIGNED if u.unsigned else REFUSED if u.said else UNDECLARED,
            cut(u.said, 200),
        )
        for u in vendor.undeclared
    )


def _said(outcome: Outcome) -> dict[tuple[str, str], str]:
    answers = {(c.vendor, c.criterion): c.answer for c in outcome.cells}
    return answers | {(v.name, g.criterion): g.answer for v in outcome.vendors for g in v.gates}


def _row(opened: Open, outcome: Outcome, answers: dict[tuple[str, str], str], gates: set[str]) -> GapRow:
    text = answers.get((opened.vendor, opened.criterion), "")
    return GapRow(
        vendor=opened.vendor,
        criterion=opened.criterion,
        title=opened.title,
        state=STATES[opened.state],
        said=cut(text, 200) if opened.state != "unanswered" else "",
        where=opened.where,
        effect=_effect(outcome.rules.unanswered, opened.criterion in gates),
    )


def _effect(rule: str, gate: bool) -> str:
    if rule == "disqualify":
        return "excludes the vendor"
    if rule == "zero":
        return "gate failed" if gate else "counts as zero"
    return "gate open" if gate else "counts as zero until settled"


@dataclass(frozen=True, slots=True)
class Settlement:
    """``replaced`` where a later decision on the same matter is in force instead.

    ``lapsed``: why it no longer applies, if so.
    """

    when: str
    by: str
    vendor: str
    act: str
    matter: str
    reason: str
    replaced: bool
    undone: bool = False
    lapsed: str = ""

    @property
    def in_force(self) -> bool:
        return not (self.replaced or self.undone or self.lapsed)


def settlements(outcome: Outcome) -> tuple[Settlement, ...]:
    """The buyer's decisions in the order they were made."""
    names = {v.id: v.name for v in outcome.vendors}
    more = {d.criterion.partition(":")[0]: s.title for d, s in _pairs(outcome) if d.criterion and s.title}
    known = {**titles(outcome), **more, **{line.id: line.title for line in outcome.price_rule.lines}}
    lapsed = {i: s.lapsed for i, (_, s) in enumerate(_pairs(outcome))}
    return tuple(
        Settlement(
            when=when(d.at),
            by=plain(d.by),
            vendor=names.get(d.vendor, d.vendor),
            act=act_words(d),
            matter=_matter_words(d, known),
            reason=cut(d.reason, 1000),
            replaced=any(map(partial(_replaces, d), outcome.decisions[i + 1 :])),
            undone=d.undone,
            lapsed=plain(lapsed.get(i, "")),
        )
        for i, d in enumerate(outcome.decisions)
    )


def _replaces(earlier: Decision, later: Decision) -> bool:
    """A second admission of a late bid lets more of it in; what was let in before stays."""
    both_admit = earlier.act == later.act == "admit_late" and not (earlier.undone or later.undone)
    return earlier.matter == later.matter and not both_admit


def _pairs(outcome: Outcome) -> list[tuple[Decision, Settled]]:
    """Outcomes of earlier programs know nothing more of their decisions."""
    return list(zip(outcome.decisions, outcome.settled, strict=False))


def _matter_words(decision: Decision, known: Mapping[str, str]) -> str:
    """The question, or the price of a line in a year, which is written ``LINE:YEAR``."""
    if not decision.criterion:
        return "the bid"
    subject, _, year = decision.criterion.partition(":")
    title = f"{subject} {known.get(subject, '')}".strip()
    return f"{title}, year {year}" if year else title


UNDONE = {
    "read": "the reading of the cell",
    "accept_na": "that the question does not apply; it counts again for all vendors",
    "admit_late": "the admission of the bid",
    "refuse_late": "the refusal of what came late",
    "invite_final": "the invitation to a best and final offer",
    "withdraw": "the withdrawal of the bid",
    "lot": "the lot",
    "received_at": "the time of receipt",
    "misfiled": "that the file does not belong in this bid; it counts again",
}


def act_words(decision: Decision) -> str:
    if decision.undone:
        return f"taken back: {UNDONE[decision.act]}"
    if decision.act == "read" and decision.value is None:
        return "said how it is to be read"
    if decision.act == "read":
        read = f"{decision.value:.10g}" if isinstance(decision.value, float) else str(decision.value)
        found = f"“{cut(decision.raw, 200)}” " if decision.raw else ""
        return f"{found}read as “{cut(read, 200)}”"
    if decision.act == "received_at" and decision.until is not None:
        return f"came in {when(decision.until)}; at receipt {cut(decision.raw or '', 60)} was typed"
    if decision.act == "admit_late" and decision.until is not None:
        return f"admitted although late, as it had come in by {when(decision.until)}"
    if decision.act == "refuse_late" and decision.until is not None:
        return f"not admitted what had come in late by {when(decision.until)}"
    if decision.act == "invite_final" and decision.until is not None:
        return f"invited to a best and final offer until {when(decision.until)}"
    return {
        "accept_na": "accepted that the question does not apply; it drops out for all vendors",
        "admit_late": "admitted although late",
        "refuse_late": "not admitted what came late",
        "invite_final": "invited to a best and final offer",
        "withdraw": "recorded as withdrawn",
        "lot": "drawn by lot",
        "misfiled": "set aside, as it does not belong in this bid; it is kept and counts for nothing",
    }[decision.act]


def sorted_findings(outcome: Outcome, least: Severity = "note") -> tuple[Finding, ...]:
    """Errors first, then warnings, then notes, down to ``least``."""
    order: list[Severity] = ["error", "warning", "note"]
    listed = [f for f in outcome.findings if order.index(f.severity) <= order.index(least)]
    return tuple(sorted(listed, key=lambda f: order.index(f.severity)))
