"""Write the decision report and the selection record, for the buyer or for another audience."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from vendor_eval.decision.procurement.scored import score
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Confirmation, Outcome
from vendor_eval.operations.background_confirmation import BackgroundConfirmation
from vendor_eval.operations.decide.sensitivity_request import ScoredCase
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.publish.report_audience import (
    BUYER,
    Audience,
    find_audience,
    for_audience,
    undecided,
)
from vendor_eval.operations.publish.report_formats import ReportInput, render, unknown_formats
from vendor_eval.operations.publish.report_sensitivity import report_robustness
from vendor_eval.operations.result import OperationResult
from vendor_eval.pipeline import Question, outcome_of, to_confirm
from vendor_eval.sensitivity.verdict import Robustness


@dataclass(frozen=True, kw_only=True)
class ReportResult(OperationResult):
    """``files`` were written, or were there already (not ``changed``); ``outcome`` is None on an error.

    The outcome is the whole record, with the confirmation by scikit-criteria, whatever the audience sees.
    """

    outcome: Outcome | None = None
    audience: Audience = BUYER
    files: tuple[Path, ...] = ()
    changed: bool = False

    @property
    def confirmation(self) -> Confirmation | None:
        return self.outcome.confirmation if self.outcome else None


def report(
    folder: ProcurementFolder,
    formats: Collection[str] = (),
    *,
    audience: str | None = None,
    vendor: str | None = None,
    blind: bool = False,
) -> ReportResult:
    """Write the report in ``formats`` (html, docx, pdf, xlsx, json, md; all if empty).

    ``audience``: panel, board, public, or vendor with the name or id of the ``vendor``; None for the buyer.
    ``blind``: letters in place of the vendors' names.
    """
    with BackgroundConfirmation() as confirmation:
        case, findings = folder.load()
        if case is None:
            return ReportResult(findings=tuple(findings))
        readers, wrong = find_audience(case, audience, vendor, blind)
        wrong += unknown_formats(formats)
        if readers is None or wrong:
            return ReportResult(findings=tuple(wrong))
        outcome, robustness, wrong = _decided(folder, case, confirmation)
    roles = {e.name: e.role for e in case.procurement.panel}
    full = ReportInput(folder.layout, case.procurement, outcome, roles, robustness)
    files, more = render(for_audience(full, readers, case), formats)
    findings = [*outcome.findings, *undecided(outcome, readers)]
    findings += [f for f in (*wrong, *more) if f not in findings]
    if has_errors(wrong) or has_errors(more):
        return ReportResult(findings=tuple(findings))
    where = folder.layout.report / readers.folder
    paths = {where / name: content for name, content in files.items()}
    return ReportResult(
        findings=(*findings, *_not_confirmed(outcome.confirmation)),
        outcome=outcome,
        audience=readers,
        files=tuple(paths),
        changed=folder.write("report", _what(outcome, readers), paths),
    )


def _decided(
    folder: ProcurementFolder, case: Case, confirmation: BackgroundConfirmation
) -> tuple[Outcome, Robustness | None, list[Finding]]:
    """The result and its robustness, which is calculated while the library confirms the ranking."""
    scored = score(case)
    outcome = outcome_of(case, scored, Question(now=folder.clock()))
    question = to_confirm(outcome)
    if question is not None:
        confirmation.start(*question)
    robustness, findings = report_robustness(ScoredCase(folder.layout, case, scored, outcome))
    return outcome.model_copy(update={"confirmation": confirmation.result()}), robustness, findings


def _what(outcome: Outcome, audience: Audience) -> str:
    readers = f" for {audience.name}" if audience.name else ""
    letters = ", with letters for vendors" if audience.blind else ""
    return f"decision report{readers}{letters}{'' if outcome.official else ', not official'}"


def _not_confirmed(confirmation: Confirmation | None) -> list[Finding]:
    if confirmation is None or confirmation.agrees is not False:
        return []
    hint = "do not use this ranking; report it as a defect of the program"
    return [Finding("rank.not-confirmed", "error", confirmation.method, confirmation.message, hint)]
