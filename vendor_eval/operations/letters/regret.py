"""letter regret: every other bidder is told the result, with its own scores and reasons."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.outcome.vendor_status import BidState
from vendor_eval.operations.arguments import find_vendor
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.letters.announced_result import (
    AnnouncedResult,
    announced_result,
    write_result_letter,
)
from vendor_eval.operations.letters.files import Letter, LetterRequest, LettersResult, results
from vendor_eval.scoring.bids import bids


def regret(folder: ProcurementFolder, request: LetterRequest) -> LettersResult:
    """Refused as long as the ranking is not official."""
    result, findings = announced_result(folder, request)
    if result is None:
        return LettersResult(findings=tuple(findings))
    vendors, wrong = _losing(result, request.vendor)
    findings += wrong
    if vendors and not result.case.procurement.procedure.review:
        message = "nothing is known of who reviews the decision, so the letters have a place to fill in"
        hint = "write it under procedure: review: in procurement.yaml, then write the letters again"
        findings.append(Finding("letter.no-review", "warning", "procurement.yaml", message, hint))
    letters: list[Letter | None] = []
    for vendor in vendors:
        letter, more = write_result_letter(folder, result, vendor, "regret", request)
        letters.append(letter)
        findings += more
    return results(letters, findings)


def _losing(result: AnnouncedResult, name: str | None) -> tuple[list[Vendor], list[Finding]]:
    """Everybody with a bid that is not withdrawn, but for the winner."""
    one, wrong = find_vendor(result.case.vendors, name)
    if wrong:
        return [], wrong
    if one is not None and one == result.winner:
        hint = "vendor-eval letter award DIR"
        message = f"{one.name} is first; a letter of regret goes to the others"
        return [], [Finding("letter.winner", "error", "--vendor", message, hint)]
    states = {b.vendor.id: b.state for b in bids(result.case)}
    chosen = [v for v in result.case.vendors if one in (None, v) and v != result.winner]
    withdrawn = [v for v in chosen if states[v.id] is BidState.WITHDRAWN]
    losing = [v for v in chosen if states[v.id] in (BidState.COUNTS, BidState.LATE)]
    findings = [
        Finding("letter.withdrawn", "warning", v.name, "the bid is withdrawn: no letter was written", "")
        for v in withdrawn
    ]
    if one is not None and not losing and not withdrawn:
        findings = [Finding("letter.no-bid", "error", "bids", f"no bid of {one.name} came in", "")]
    return losing, findings
