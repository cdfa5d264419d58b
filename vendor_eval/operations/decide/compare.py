"""Two vendors of a procurement side by side."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.report.compare import Comparison
from vendor_eval.report.compare import compare as side_by_side


@dataclass(frozen=True, kw_only=True)
class CompareResult(OperationResult):
    """``comparison`` is None where a file has an error or a vendor is not found."""

    comparison: Comparison | None = None


def compare(folder: ProcurementFolder, first: str, second: str) -> CompareResult:
    """Answers, values and points of two vendors (names, ids or the beginning of a name). Writes nothing."""
    case, findings = folder.load()
    if case is None:
        return CompareResult(findings=tuple(findings))
    a, wrong_a = find_vendor(case.vendors, first)
    b, wrong_b = find_vendor(case.vendors, second)
    if a is None or b is None:
        return CompareResult(findings=(*wrong_a, *wrong_b))
    if a == b:
        wrong = Finding("vendor.same", "error", "B", f"{a.name} is named twice", "name two vendors")
        return CompareResult(findings=(wrong,))
    outcome = evaluate(case, Question(now=folder.clock()))
    return CompareResult(findings=outcome.findings, comparison=side_by_side(outcome, a.name, b.name))
