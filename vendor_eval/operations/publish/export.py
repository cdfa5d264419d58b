"""Write one tidy table of a procurement for a spreadsheet or an analyst."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.report.frames.tables import TABLES, to_csv, to_xlsx
from vendor_eval.workspace.folder.atomic import write_bytes


@dataclass(frozen=True, kw_only=True)
class TableExport(OperationResult):
    """``file`` is None where nothing was written; ``rows`` without the header."""

    file: Path | None = None
    rows: int = 0


def export(folder: ProcurementFolder, table: str, file: Path) -> TableExport:
    """Write ``table`` (a name of ``report.frames.tables.TABLES``) to a .csv or .xlsx file anywhere."""
    kind = file.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        message, hint = f"{file.name!r} is neither CSV nor Excel", "end the file name with .csv or .xlsx"
        return TableExport(findings=(Finding("usage.output", "error", "--output", message, hint),))
    case, findings = folder.load()
    if case is None:
        return TableExport(findings=tuple(findings))
    outcome = evaluate(case, Question(now=folder.clock()))
    frame = TABLES[table](outcome)
    write_bytes(file, to_csv(frame) if kind == ".csv" else to_xlsx(frame, table))
    return TableExport(findings=outcome.findings, file=file, rows=len(frame))
