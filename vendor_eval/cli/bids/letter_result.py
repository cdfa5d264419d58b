"""letter award and letter regret: who gets which, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vendor_eval.cli.bids.letter_files import Envelope, Letter, put, result_of
from vendor_eval.cli.output.printing import Output
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor, now, opened
from vendor_eval.workspace.folder.templates import dress_of, folders_of

if TYPE_CHECKING:
    from vendor_eval.model.buyer.procurement import Vendor
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.record import Outcome
    from vendor_eval.workspace.folder.layout import Layout


class Decided(NamedTuple):
    """A folder with an official winner."""

    layout: Layout
    case: Case
    outcome: Outcome
    winner: str


def award_letter(directory: Path, vendor: str | None, standstill: str | None, by: str | None) -> Output:
    decided, findings = _decided(directory)
    until, wrong = _day(standstill)
    if decided is None or wrong:
        return Output(findings=[*findings, *wrong])
    case = decided.case
    winner = next(v for v in case.vendors if v.name == decided.winner)
    if vendor is not None:
        asked, wrong = find_vendor(case.vendors, vendor)
        if asked is not None and asked != winner:
            message = f"{asked.name} is not first; the letter of award goes to {winner.name} alone"
            hint = f"vendor-eval letter regret DIR --vendor {asked.id}"
            wrong = [Finding("letter.not-winner", "error", "--vendor", message, hint)]
        if wrong:
            return Output(findings=[*findings, *wrong])
    letter, told = _write(decided, winner, "award", until, by)
    return result_of([letter] if letter else [], [*findings, *told])


def regret_letters(directory: Path, vendor: str | None, standstill: str | None, by: str | None) -> Output:
    decided, findings = _decided(directory)
    until, wrong = _day(standstill)
    if decided is None or wrong:
        return Output(findings=[*findings, *wrong])
    vendors, told = _losing(decided, vendor)
    findings += told
    if vendors and not decided.case.procurement.procedure.review:
        message = "nothing is known of who reviews the decision, so the letters have a place to fill in"
        hint = "write it under procedure: review: in procurement.yaml, then write the letters again"
        findings.append(Finding("letter.no-review", "warning", "procurement.yaml", message, hint))
    written: list[Letter] = []
    for one in vendors:
        letter, told = _write(decided, one, "regret", until, by)
        findings += told
        written += [letter] if letter else []
    return result_of(written, findings)


def _decided(directory: Path) -> tuple[Decided | None, list[Finding]]:
    """None, and why, as long as nobody may be told a result."""
    from vendor_eval.decision.procurement.release_dates import result_early
    from vendor_eval.pipeline import Question, evaluate

    layout, case, findings = opened(directory)
    if case is None:
        return None, findings
    at = now()
    outcome = evaluate(case, Question(confirmed=True, now=at))
    best = outcome.rankings[0].best if outcome.rankings else ()
    hint = "vendor-eval rank DIR says what is missing"
    if not outcome.official:
        message = "no result can be told: the ranking is not official"
        return None, [*findings, Finding("letter.not-official", "error", "rank", message, hint)]
    if len(best) != 1:
        message = "no result can be told: nobody has won"
        return None, [*findings, Finding("letter.no-winner", "error", "rank", message, hint)]
    if outcome.confirmation is not None and outcome.confirmation.agrees is False:
        message, hint = outcome.confirmation.message, "find out why before anybody is told a result"
        return None, [*findings, Finding("rank.not-confirmed", "error", "rank", message, hint)]
    findings += result_early(case, at, "letter", "the letter")
    return Decided(layout, case, outcome, best[0]), findings


def _losing(decided: Decided, name: str | None) -> tuple[list[Vendor], list[Finding]]:
    """Everybody with a bid that is not withdrawn, but for the winner."""
    from vendor_eval.model.outcome.vendor_status import BidState
    from vendor_eval.scoring.bids import bids

    case = decided.case
    one, wrong = find_vendor(case.vendors, name)
    if wrong:
        return [], wrong
    if one is not None and one.name == decided.winner:
        hint = "vendor-eval letter award DIR"
        message = f"{one.name} is first; a letter of regret goes to the others"
        return [], [Finding("letter.winner", "error", "--vendor", message, hint)]
    states = {b.vendor.id: b.state for b in bids(case)}
    asked = [v for v in case.vendors if one in (None, v) and v.name != decided.winner]
    said = [
        Finding("letter.withdrawn", "warning", v.name, "the bid is withdrawn: no letter was written", "")
        for v in asked
        if states[v.id] is BidState.WITHDRAWN
    ]
    losing = [v for v in asked if states[v.id] in (BidState.COUNTS, BidState.LATE)]
    if one is not None and not losing and not said:
        said = [Finding("letter.no-bid", "error", "bids", f"no bid of {one.name} came in", "")]
    return losing, said


def _write(
    decided: Decided, vendor: Vendor, kind: str, standstill: date | None, by: str | None
) -> tuple[Letter | None, list[Finding]]:
    from vendor_eval.report.audience.reduce import reduced, told_to
    from vendor_eval.report.letters.result import LateFile, Sent, award, regret
    from vendor_eval.scoring.bids import bids
    from vendor_eval.scoring.late import late_files

    layout, procurement = decided.layout, decided.case.procurement
    own = reduced(decided.outcome, f"vendor:{vendor.id}", procurement.panel, decided.case.vendors)
    said = told_to(decided.outcome, vendor.id, procurement.panel, decided.case.vendors)
    form = {"award": award, "regret": regret}[kind]

    bid = next(b for b in bids(decided.case) if b.vendor == vendor)
    late = tuple(
        LateFile(x.kind, procurement.timetable.local(x.newest.received_at), said(x.refused or ""))
        for x in late_files(decided.case, bid)
        if kind == "regret"
    )

    def make(at: datetime, stem: str) -> tuple[dict[str, bytes], list[Finding]]:
        sent = Sent(at.date(), standstill, late)
        return form(procurement, own, sent, folders_of(layout), dress_of(layout, procurement), stem)

    what = f"letter of {kind} to {vendor.name}"
    marks = decided.case.fingerprints()
    return put(Envelope(layout, procurement.timetable, vendor, kind, what, by, marks), make)


def _day(given: str | None) -> tuple[date | None, Sequence[Finding]]:
    if given is None:
        return None, []
    try:
        found = date.fromisoformat(given.strip())
    except ValueError:
        hint = "write a day such as 2027-04-30"
        return None, [Finding("usage.date", "error", "--standstill", f"{given!r} is no day", hint)]
    if found < now().date():
        hint = "the standstill begins when the letters go out; write its last day"
        return None, [Finding("usage.past", "error", "--standstill", f"{found} is over", hint)]
    return found, []
