"""The result that letters of award and regret announce, and how one of them is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from vendor_eval.decision.procurement.release_dates import result_early
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.letters.files import Content, Envelope, Letter, LetterRequest, compose
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.report.audience.reduce import reduced, told_to
from vendor_eval.report.letters.result import LateFile, Sent, award, regret
from vendor_eval.scoring.bids import bids
from vendor_eval.scoring.late import late_files
from vendor_eval.workspace.folder.templates import dress_of, folders_of

Kind = Literal["award", "regret"]


@dataclass(frozen=True)
class AnnouncedResult:
    """An official ranking with one winner."""

    case: Case
    outcome: Outcome
    winner: Vendor


def announced_result(
    folder: ProcurementFolder, request: LetterRequest
) -> tuple[AnnouncedResult | None, list[Finding]]:
    """None, and why, as long as no result may be announced."""
    case, findings = folder.load()
    if case is None:
        return None, findings
    now = folder.clock()
    outcome = evaluate(case, Question(confirmed=True, now=now))
    refused = _not_official(outcome)
    findings += refused or result_early(case, now, "letter", "the letter")
    past = _past(request.standstill, now.date())
    if refused or past:
        return None, [*findings, *past]
    winner = next(v for v in case.vendors if v.name == outcome.rankings[0].best[0])
    return AnnouncedResult(case, outcome, winner), findings


def _not_official(outcome: Outcome) -> list[Finding]:
    best = outcome.rankings[0].best if outcome.rankings else ()
    hint = "vendor-eval rank DIR says what is missing"
    if not outcome.official:
        message = "no result can be told: the ranking is not official"
        return [Finding("letter.not-official", "error", "rank", message, hint)]
    if len(best) != 1:
        message = "no result can be told: nobody has won"
        return [Finding("letter.no-winner", "error", "rank", message, hint)]
    if outcome.confirmation is not None and outcome.confirmation.agrees is False:
        message, hint = outcome.confirmation.message, "find out why before anybody is told a result"
        return [Finding("rank.not-confirmed", "error", "rank", message, hint)]
    return []


def _past(standstill: date | None, today: date) -> list[Finding]:
    if standstill is None or standstill >= today:
        return []
    hint = "the standstill begins when the letters go out; write its last day"
    return [Finding("usage.past", "error", "--standstill", f"{standstill} is over", hint)]


def write_result_letter(
    folder: ProcurementFolder, result: AnnouncedResult, vendor: Vendor, kind: Kind, request: LetterRequest
) -> tuple[Letter | None, list[Finding]]:
    """The letter with what this vendor may know."""
    case, procurement, layout = result.case, result.case.procurement, folder.layout
    own = reduced(result.outcome, f"vendor:{vendor.id}", procurement.panel, case.vendors)
    letter = award if kind == "award" else regret
    late = _late_files(result, vendor) if kind == "regret" else ()

    def make(at: datetime, stem: str) -> Content:
        sent = Sent(at.date(), request.standstill, late)
        return letter(procurement, own, sent, folders_of(layout), dress_of(layout, procurement), stem)

    what = f"letter of {kind} to {vendor.name}"
    envelope = Envelope(procurement.timetable, vendor, kind, what, case.fingerprints())
    with folder.act("letter", request.by) as act:
        return compose(act, envelope, make)


def _late_files(result: AnnouncedResult, vendor: Vendor) -> tuple[LateFile, ...]:
    """What came late from the vendor, with the reason why it was not admitted, as it may read it."""
    case = result.case
    readable: Callable[[str], str] = told_to(result.outcome, vendor.id, case.procurement.panel, case.vendors)
    bid = next(b for b in bids(case) if b.vendor == vendor)
    local = case.procurement.timetable.local
    return tuple(
        LateFile(x.kind, local(x.newest.received_at), readable(x.refused or ""))
        for x in late_files(case, bid)
    )
