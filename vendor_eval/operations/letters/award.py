"""letter award: the winner is told the result, what is still open, and what comes next."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.letters.announced_result import (
    AnnouncedResult,
    announced_result,
    write_result_letter,
)
from vendor_eval.operations.letters.files import LetterRequest, LettersResult, results


def award(folder: ProcurementFolder, request: LetterRequest) -> LettersResult:
    """Refused as long as the ranking is not official."""
    result, findings = announced_result(folder, request)
    if result is None:
        return LettersResult(findings=tuple(findings))
    wrong = _not_the_winner(result, request.vendor)
    if wrong:
        return LettersResult(findings=(*findings, *wrong))
    letter, more = write_result_letter(folder, result, result.winner, "award", request)
    return results([letter], [*findings, *more])


def _not_the_winner(result: AnnouncedResult, name: str | None) -> list[Finding]:
    vendor, wrong = find_vendor(result.case.vendors, name)
    if vendor is None or vendor == result.winner:
        return wrong
    message = f"{vendor.name} is not first; the letter of award goes to {result.winner.name} alone"
    hint = f"vendor-eval letter regret DIR --vendor {vendor.id}"
    return [Finding("letter.not-winner", "error", "--vendor", message, hint)]
