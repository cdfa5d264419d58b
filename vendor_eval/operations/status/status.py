"""Where a procurement is: what is done, what is missing, and the next command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.clarification import Clarifications
from vendor_eval.model.case import Case
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.operations.stale_reports import stale
from vendor_eval.operations.status.panel import outdated, panel_progress
from vendor_eval.operations.status.roadmap import roadmap_line
from vendor_eval.operations.status.stage import Stage
from vendor_eval.operations.status.stages import stages
from vendor_eval.operations.status.terms import older_text
from vendor_eval.rfp.checks.dates import past_dates
from vendor_eval.rfp.checks.readiness import not_ready
from vendor_eval.scoring.bids import bids
from vendor_eval.scoring.expired_readings import lapsed_findings
from vendor_eval.scoring.late import not_counting_findings
from vendor_eval.weighting.tree import sum_note
from vendor_eval.workspace.folder.layout import WEIGHTS
from vendor_eval.workspace.folder.sent_sheets import sent_sheets
from vendor_eval.workspace.state.questions import read_questions


@dataclass(frozen=True, kw_only=True)
class StatusResult(OperationResult):
    """``case`` is None, and there are no stages, where a file has an error.

    ``unanswered`` and ``unpublished``: questions that wait for an answer, answers that no bidder has seen.
    ``roadmap``: one sentence on the steps around the selection. In commands DIR stands for the folder.
    """

    case: Case | None = None
    stages: tuple[Stage, ...] = ()
    unanswered: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()
    roadmap: str = ""

    @property
    def next_stage(self) -> Stage | None:
        """The first stage that is not done."""
        return next((stage for stage in self.stages if not stage.done), None)


def status(folder: ProcurementFolder) -> StatusResult:
    """Which stage the procurement is in, what is missing, and the next command."""
    case, findings = folder.load()
    if case is None:
        return StatusResult(findings=tuple(findings))
    layout, now = folder.layout, folder.clock()
    progress = panel_progress(case, sent_sheets(layout, case.procurement.panel))
    questions = read_questions(layout)
    findings += sum_note(case.catalogue, case.weights, WEIGHTS)
    findings += _about_bids(case)
    findings += past_dates(case.procurement.timetable, now) if case.issue is None else []
    if not any(case.responses.values()):
        findings += not_ready(case.procurement, case.vendors)
    findings += [*older_text(case), *outdated(progress), *stale(layout, case)]
    return StatusResult(
        findings=(*findings, *_about_questions(questions)),
        case=case,
        stages=tuple(stages(layout, progress, now)),
        unanswered=tuple(questions.unanswered),
        unpublished=tuple(questions.waiting),
        roadmap=roadmap_line(layout),
    )


def _about_bids(case: Case) -> Sequence[Finding]:
    each = bids(case)
    ignored = [f for bid in each for f in not_counting_findings(case, bid) if f.severity == "warning"]
    return [*lapsed_findings(case, each), *ignored]


def _about_questions(questions: Clarifications) -> list[Finding]:
    """Bidders wait for an answer, or answers wait to be published."""
    found = []
    if questions.unanswered:
        message = f"questions without an answer: {', '.join(questions.unanswered)}"
        hint = f"vendor-eval qa answer DIR {questions.unanswered[0]} --text TEXT"
        found.append(Finding("qa.unanswered", "warning", "qa.yaml", message, hint))
    if questions.waiting:
        message = f"answers that no bidder has seen yet: {', '.join(questions.waiting)}"
        found.append(Finding("qa.unpublished", "warning", "qa.yaml", message, "vendor-eval qa publish DIR"))
    return found
