"""Write each evaluator's score sheet, or the one workbook of the panel's meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vendor_eval.decision.procurement.release_dates import sheets_early
from vendor_eval.findings import Finding
from vendor_eval.model.bids.score_sheet import FINAL
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.panel.evaluator_sheets import evaluator_sheets, rows_to_score_again
from vendor_eval.operations.panel.meeting_sheet import meeting_sheet
from vendor_eval.operations.result import OperationResult


@dataclass(frozen=True, kw_only=True)
class SheetsResult(OperationResult):
    """``changed`` is false where the same sheets were there already.

    ``again``: after final offers, evaluator -> ``CRITERION vendor`` to score again, since the answer changed.
    ``flagged``: of the meeting, ``CRITERION vendor`` where scores differ by more than ``limit`` percent of
    the scale.
    """

    files: tuple[Path, ...] = ()
    changed: bool = False
    again: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flagged: tuple[str, ...] = ()
    limit: float = 0.0


def score_sheets(
    folder: ProcurementFolder,
    stage: str = "",
    *,
    final: bool = False,
    consensus: bool = False,
    by: str | None = None,
) -> SheetsResult:
    """Sheets for one stage, or for all criteria; ``consensus``: that of the meeting instead.

    ``final``: for best and final offers, with the scores so far filled in.
    """
    case, findings = folder.load()
    if case is None:
        return SheetsResult(findings=tuple(findings))
    part = FINAL if final else stage
    flagged: tuple[str, ...] = ()
    wrong: list[Finding]
    if consensus:
        files, flagged, wrong = meeting_sheet(case, part)
        what = f"sheet of the meeting{f', {part}' if part else ''}"
    else:
        files, wrong = evaluator_sheets(case, part)
        what = f"{len(files)} score sheets{f', {part}' if part else ''}"
    if not files:
        return SheetsResult(findings=(*findings, *wrong))
    with folder.act("sheets", by, what) as act:
        for name, content in files.items():
            act.write(folder.layout.sheets / name, content)
    return SheetsResult(
        findings=(*findings, *wrong, *sheets_early(case, folder.clock())),
        files=tuple(folder.layout.sheets / name for name in files),
        changed=bool(act.changed),
        again=rows_to_score_again(case) if final else {},
        flagged=flagged,
        limit=case.procurement.rules.spread_percent,
    )
