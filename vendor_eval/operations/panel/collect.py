"""Take the evaluators' filled score sheets back; each is stored as it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vendor_eval.decision.procurement.scored import score
from vendor_eval.decision.procurement.stages import vendors_to_score
from vendor_eval.findings import Finding
from vendor_eval.forms.read.form import FormReading, read_form
from vendor_eval.model.bids.score_sheet import CONSENSUS, ScoreSheet
from vendor_eval.model.buyer.procurement import Evaluator
from vendor_eval.model.case import Case
from vendor_eval.operations.arguments import no_file
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.scoring.score_sheets import score_sheet_of
from vendor_eval.scoring.stale_sheets import returned_sheet_findings
from vendor_eval.workspace.additions import add_version, version_of
from vendor_eval.workspace.folder.atomic import sha256


@dataclass(frozen=True)
class CollectedSheet:
    """``source``: the file that was taken back. ``evaluator`` is None for the sheet of the panel's meeting.

    ``sheet`` is None where the same bytes were the newest version already.
    """

    source: Path
    evaluator: Evaluator | None
    version: int
    sheet: ScoreSheet | None = None

    @property
    def stem(self) -> str:
        """The id under which the sheets of one evaluator, or of the meeting, are stored."""
        return self.evaluator.id if self.evaluator else CONSENSUS

    @property
    def owner(self) -> str:
        return self.evaluator.name if self.evaluator else "the consensus meeting"


@dataclass(frozen=True, kw_only=True)
class CollectResult(OperationResult):
    """The sheets that were taken back. With errors, the sheets that the errors do not concern."""

    sheets: tuple[CollectedSheet, ...] = ()


def collect(
    folder: ProcurementFolder, files: Sequence[Path | str], *, by: str | None = None
) -> CollectResult:
    """Store each sheet as the next version of its evaluator's scores. A file that is no sheet is left out."""
    case, findings = folder.load()
    if case is None:
        return CollectResult(findings=tuple(findings))
    sheets = []
    for file in files:
        sheet, wrong = _take_back(folder, case, Path(file), by)
        findings = [*findings, *wrong]
        sheets += [sheet] if sheet else []
    return CollectResult(sheets=tuple(sheets), findings=tuple(findings))


def _take_back(
    folder: ProcurementFolder, case: Case, file: Path, by: str | None
) -> tuple[CollectedSheet | None, list[Finding]]:
    """One sheet; None if it is no score sheet of this procurement."""
    missing = no_file(file)
    if missing:
        return None, missing
    reading = read_form(file)
    refused = [] if reading.refused else _refusal(reading, case, file)
    if reading.refused or refused:
        return None, [*reading.findings, *refused]
    owner = reading.properties.get("vendor_eval_evaluator", "")
    evaluator = next((e for e in case.procurement.panel if e.id == owner), None)
    return _store(folder, case, file, reading, evaluator, by)


def _store(
    folder: ProcurementFolder,
    case: Case,
    file: Path,
    reading: FormReading,
    evaluator: Evaluator | None,
    by: str | None,
) -> tuple[CollectedSheet, list[Finding]]:
    content, where = file.read_bytes(), folder.layout.scores
    with folder.act("collect", by) as act:
        collected = CollectedSheet(file, evaluator, 0)
        version, there = version_of(where, collected.stem, content)
        if there:
            return CollectedSheet(file, evaluator, version), []
        sheet = score_sheet_of(
            reading,
            case.procurement,
            case.catalogue,
            evaluator,
            case.vendors,
            version=version,
            file=f"scores/{collected.stem}-v{version}.xlsx",
            sha256=sha256(content),
            received_at=act.at,
            received_by=act.by,
        )
        add_version(act, where, collected.stem, version, content, sheet)
        act.what = f"scores of {collected.owner}, version {version}"
    return CollectedSheet(file, evaluator, version, sheet), [*sheet.findings, *_older(case, sheet)]


def _older(case: Case, sheet: ScoreSheet) -> list[Finding]:
    """Bids that were admitted, or answers that changed, since the sheet was written."""
    scored = score(case)
    vendors, nobody = vendors_to_score(case, scored, sheet.part)
    responses = {b.vendor.id: b.response for b in scored.bids if b.response}
    return returned_sheet_findings(case, sheet, () if nobody else vendors, responses)


def _refusal(reading: FormReading, case: Case, file: Path) -> list[Finding]:
    """Why a readable workbook is no score sheet of this procurement."""
    theirs, ours = reading.properties.get("vendor_eval_rfp", ""), case.procurement.id
    if reading.kind != "scores":
        hint = "vendors' workbooks are taken in with: vendor-eval receive DIR FILE --vendor NAME"
        message = f"this is a workbook of the kind {reading.kind}"
        return [Finding("form.other-kind", "error", file.name, message, hint)]
    if theirs != ours:
        message = f"this sheet belongs to the RFP {theirs!r}, not to {ours!r}"
        return [Finding("form.other-rfp", "error", file.name, message, "nothing was taken in")]
    owner, panel = reading.properties.get("vendor_eval_evaluator", ""), [e.id for e in case.procurement.panel]
    if owner in (CONSENSUS, *panel):
        return []
    hint = f"the panel is: {', '.join(panel)}"
    return [Finding("panel.unknown", "error", file.name, f"{owner!r} is not on the panel", hint)]
