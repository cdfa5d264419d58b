"""How far evaluators agree: those of a procurement, or the raters of a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.scoring.agreement.panel import Agreement
from vendor_eval.scoring.agreement.panel import agreement as agreement_of
from vendor_eval.scoring.agreement.ratings import Level, ratings_of
from vendor_eval.scoring.conflicts import single_scorer_findings
from vendor_eval.workspace.tables.ratings import read_ratings


@dataclass(frozen=True, kw_only=True)
class AgreementResult(OperationResult):
    """``agreement`` is None as long as there are no scores."""

    agreement: Agreement | None = None


def agreement(folder: ProcurementFolder, level: Level = "interval", seed: int = 0) -> AgreementResult:
    """Krippendorff's alpha with its interval, Kendall's W, and severity, variation and lone scores of each
    evaluator. ``level``: nominal, ordinal, interval or ratio. ``seed``: of the draws for the interval.
    """
    case, findings = folder.load()
    if case is None:
        return AgreementResult(findings=tuple(findings))
    ratings = ratings_of(case)
    if not ratings.items:
        hint = "take score sheets back first: vendor-eval collect DIR FILE..."
        wrong = Finding("agreement.no-scores", "error", "", "there are no scores yet", hint)
        return AgreementResult(findings=(*findings, wrong))
    found = agreement_of(ratings, level, seed=seed)
    return AgreementResult(
        findings=(*findings, *single_scorer_findings(case), *found.findings), agreement=found
    )


def table_agreement(path: Path, level: Level = "interval", seed: int = 0) -> AgreementResult:
    """As ``agreement``, of a csv file: items in the first row, raters in the first column, blanks missing."""
    ratings, findings = read_ratings(path)
    if ratings is None:
        return AgreementResult(findings=tuple(findings))
    found = agreement_of(ratings, level, seed=seed)
    return AgreementResult(findings=(*findings, *found.findings), agreement=found)
