"""check: is everything there, and can it be compared?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table, findings_table, findings_text
from vendor_eval.cli.output.verb import addressed, verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import opened, waiting_for

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.vendor_status import VendorResult


@verb
def check(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """Completeness, gates, contradictions, comparability of prices, and whether the log is whole.

    Example: vendor-eval check our-pacs
    """
    from vendor_eval.decision.procurement.scored import score, with_thresholds
    from vendor_eval.model.outcome.vendor_status import BidState
    from vendor_eval.operations.stale_reports import stale
    from vendor_eval.operations.status.panel import outdated, panel_progress
    from vendor_eval.rfp.checks.inventories import check_needs
    from vendor_eval.scoring.bids import workbook_findings
    from vendor_eval.scoring.conflicts import former_evaluator_findings, single_scorer_findings
    from vendor_eval.scoring.expired_readings import lapsed_findings
    from vendor_eval.scoring.late import not_counting_findings
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.log_check import kept_findings
    from vendor_eval.workspace.folder.sent_sheets import sent_sheets

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    scored = score(case)
    results = [s.result for s in with_thresholds(scored)]
    late = [f for bid in scored.bids if not bid.counts for f in not_counting_findings(case, bid)]
    broken = audit.verify(layout.log)
    findings = [
        *findings,
        *(broken or kept_findings(layout)),
        *late,
        *_bids(case),
        *_gates(results),
    ]
    findings += lapsed_findings(case, scored.bids)
    findings += outdated(panel_progress(case, sent_sheets(layout, case.procurement.panel)))
    findings += [*former_evaluator_findings(case), *single_scorer_findings(case), *stale(layout, case)]
    said = [f for bid in scored.bids for f in workbook_findings(bid, "warning")]
    findings += check_needs(case.procurement, case.catalogue)
    softer = [_softer(f) for f in scored.findings]
    findings = addressed([*findings, *said, *(f for f in softer if f not in said)], directory)
    data = {
        "vendors": [
            {"vendor": r.name, "status": r.status, "reason": r.reason, "gates": _count(r)} for r in results
        ],
        "open": [o.model_dump(mode="json") for s in scored.admissions for o in s.opened],
    }
    waiting = waiting_for(case)
    rows = [
        (r.name, "waiting", _in_words(r), waiting)
        if r.bid_state is BidState.MISSING and waiting
        else (r.name, str(r.status), _in_words(r), r.reason)
        for r in results
    ]
    vendors = Table("Vendors", ("vendor", "status", "gates", "reason"), rows)
    listed = findings_table(findings, "Findings")
    shown: list[str | Table] = [vendors, findings_text(findings) or "Nothing to mend."]
    return Output(data, findings, shown, csv=listed, findings_in_text=True)


def _bids(case: Case) -> list[Finding]:
    """What each counting bid leaves open, claims, contradicts, or leaves unpriced."""
    from vendor_eval.intake.completeness import completeness
    from vendor_eval.intake.contradictions import contradictions
    from vendor_eval.intake.declarations import declaration_findings
    from vendor_eval.scoring.bids import accepted_na, bids

    standing = [b for b in bids(case) if b.response or b.price]
    answers = {b.vendor: b.answers for b in standing if b.response}
    prices = {b.vendor: b.price for b in standing if b.price}
    found = completeness(case.procurement, case.catalogue, answers, prices, accepted_na=accepted_na(case))
    signed = [f for b in standing if b.response for f in declaration_findings(b.vendor, b.response)]
    return found + signed + contradictions(case.catalogue, answers)


def _gates(results: list[VendorResult]) -> list[Finding]:
    """A gate failure is a warning: it is the vendor's answer, not an error in a file."""
    return [
        Finding(
            "gate.failed",
            "warning",
            f"{r.name} {g.source}".strip(),
            f"{g.criterion} {g.title}: {g.answer or g.state}, {g.rule}",
            "the vendor is not admitted; only a new version of its workbook can change the answer",
        )
        for r in results
        for g in r.gates
        if g.result == "failed" and g.state == "answered"
    ]


def _softer(finding: Finding) -> Finding:
    """What rank refuses is, while the procurement runs, only still to be done."""
    severity = "warning" if finding.severity == "error" else finding.severity
    return Finding(finding.code, severity, finding.where, finding.message, finding.hint)


def _count(result: VendorResult) -> dict[str, int]:
    return {word: sum(g.result == word for g in result.gates) for word in ("passed", "failed", "open")}


def _in_words(result: VendorResult) -> str:
    return ", ".join(f"{n} {word}" for word, n in _count(result).items() if n)
