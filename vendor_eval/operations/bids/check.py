"""Completeness, gates, contradictions, comparability of prices, and whether the log is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from vendor_eval.decision.procurement.scored import Scored, score, with_thresholds
from vendor_eval.findings import Finding
from vendor_eval.intake.completeness import completeness
from vendor_eval.intake.contradictions import contradictions
from vendor_eval.intake.declarations import declaration_findings
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.vendor_status import BidState, Open, VendorResult
from vendor_eval.operations.arguments import waiting_for
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.operations.stale_reports import stale
from vendor_eval.operations.status.panel import outdated, panel_progress
from vendor_eval.rfp.checks.inventories import check_needs
from vendor_eval.scoring.bids import Bid, accepted_na, workbook_findings
from vendor_eval.scoring.conflicts import former_evaluator_findings, single_scorer_findings
from vendor_eval.scoring.expired_readings import lapsed_findings
from vendor_eval.scoring.late import not_counting_findings
from vendor_eval.workspace.folder import log
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.log_check import kept_findings
from vendor_eval.workspace.folder.sent_sheets import sent_sheets


@dataclass(frozen=True, kw_only=True)
class CheckResult(OperationResult):
    """``vendors``: with their gates, None where the folder cannot be read. ``opened``: answers that are open.

    ``waiting``: vendor's name -> why it has no bid yet, while bids can still come in.
    """

    vendors: tuple[VendorResult, ...] | None = None
    opened: tuple[Open, ...] = ()
    waiting: Mapping[str, str] = field(default_factory=dict)


def check(folder: ProcurementFolder) -> CheckResult:
    """Look at everything in the folder; nothing is written."""
    case, findings = folder.load()
    if case is None:
        return CheckResult(findings=tuple(findings))
    scored = score(case)
    vendors = tuple(s.result for s in with_thresholds(scored))
    waiting = waiting_for(case, folder.clock())
    return CheckResult(
        findings=(*findings, *_findings(folder.layout, case, scored, vendors)),
        vendors=vendors,
        opened=tuple(o for s in scored.admissions for o in s.opened),
        waiting={r.name: waiting for r in vendors if waiting and r.bid_state is BidState.MISSING},
    )


def _findings(layout: Layout, case: Case, scored: Scored, vendors: Sequence[VendorResult]) -> list[Finding]:
    receipt = [f for bid in scored.bids for f in workbook_findings(bid, "warning")]
    ranking = [_as_warning(f) for f in scored.findings]
    return [
        *(log.verify(layout.log) or kept_findings(layout)),
        *(f for bid in scored.bids if not bid.counts for f in not_counting_findings(case, bid)),
        *_bids(case, scored.bids),
        *_failed_gates(vendors),
        *lapsed_findings(case, scored.bids),
        *outdated(panel_progress(case, sent_sheets(layout, case.procurement.panel))),
        *former_evaluator_findings(case),
        *single_scorer_findings(case),
        *stale(layout, case),
        *check_needs(case.procurement, case.catalogue),
        *receipt,
        *(f for f in ranking if f not in receipt),
    ]


def _bids(case: Case, every: Sequence[Bid]) -> list[Finding]:
    """What each counting bid leaves open, claims, contradicts, or leaves unpriced."""
    answers = {b.vendor: b.answers for b in every if b.response}
    prices = {b.vendor: b.price for b in every if b.price}
    found = completeness(case.procurement, case.catalogue, answers, prices, accepted_na=accepted_na(case))
    signed = [f for b in every if b.response for f in declaration_findings(b.vendor, b.response)]
    return found + signed + contradictions(case.catalogue, answers)


def _failed_gates(vendors: Sequence[VendorResult]) -> list[Finding]:
    """A gate failure is a warning: it is the vendor's answer, not an error in a file."""
    return [
        Finding(
            "gate.failed",
            "warning",
            f"{r.name} {g.source}".strip(),
            f"{g.criterion} {g.title}: {g.answer or g.state}, {g.rule}",
            "the vendor is not admitted; only a new version of its workbook can change the answer",
        )
        for r in vendors
        for g in r.gates
        if g.result == "failed" and g.state == "answered"
    ]


def _as_warning(finding: Finding) -> Finding:
    """What rank refuses is, while the procurement runs, only still to be done."""
    return replace(finding, severity="warning") if finding.severity == "error" else finding
