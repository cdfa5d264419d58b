"""letter final: the invitation to a best and final offer, and the deadline that then counts."""

from __future__ import annotations

from datetime import datetime

from vendor_eval.decision.procurement.scored import score
from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Decision, in_force
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.operations.arguments import find_vendor
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.letters.deadline import deadline
from vendor_eval.operations.letters.files import (
    Content,
    Envelope,
    Letter,
    LetterRequest,
    LettersResult,
    compose,
    results,
)
from vendor_eval.rfp.letters.final_offer import final_offer as final_offer_letter
from vendor_eval.workspace.additions import add_decision
from vendor_eval.workspace.folder.templates import dress_of, folders_of
from vendor_eval.workspace.journal import Act


def final_offer(folder: ProcurementFolder, request: LetterRequest) -> LettersResult:
    case, findings = folder.load()
    if case is None:
        return LettersResult(findings=tuple(findings))
    until, wrong = deadline(case, request.until, folder.clock())
    wrong = [*wrong, *_too_early(case, folder.clock())]
    invited, more = _invited(case, request.vendor)
    if wrong or until is None or not invited:
        return LettersResult(findings=(*findings, *wrong, *more))
    findings += [*more, *_unannounced(case)]
    letters: list[Letter | None] = []
    for vendor in invited:
        letter, more = _write(folder, case, vendor, until, request)
        letters.append(letter)
        findings += more
    return results(letters, findings)


def _too_early(case: Case, now: datetime) -> list[Finding]:
    """Until bids are due, everybody may replace a bid anyway, and nobody may know of another's."""
    due = case.procurement.timetable.due
    if case.issue is not None and (due is None or now > due):
        return []
    message = "best and final offers are asked for after the evaluation of the bids"
    hint = f"bids are due {due:%Y-%m-%d %H:%M %Z}; until then they may be replaced" if due else ""
    return [Finding("final.too-early", "error", "procurement.yaml", message, hint)]


def _unannounced(case: Case) -> list[Finding]:
    if case.procurement.procedure.best_and_final:
        return []
    message = (
        "the RFP does not announce best and final offers; whether they are allowed is for your law to say"
    )
    hint = "before an RFP goes out: procedure: {best_and_final: true} in procurement.yaml"
    return [Finding("final.unannounced", "warning", "procurement.yaml", message, hint)]


def _invited(case: Case, name: str | None) -> tuple[list[Vendor], list[Finding]]:
    """The vendors still in, or the one that is named; and what speaks against asking exactly these."""
    one, wrong = find_vendor(case.vendors, name)
    if wrong:
        return [], wrong
    scored = score(case)
    if any(p.on is None for p in scored.places):
        hint = "see what is missing with: vendor-eval shortlist DIR"
        message = "the short list cannot be made yet, so it is not known who is still in"
        return [], [Finding("final.no-shortlist", "error", "", message, hint)]
    out = {e.vendor: e.reason for e in scored.excluded}
    still = [v for v in case.vendors if v.name not in out]
    if one is not None and one not in still:
        message = f"{one.name} is not in the evaluation any more: {out[one.name]}"
        hint = "only bidders still in are invited"
        return [], [Finding("final.excluded", "error", "--vendor", message, hint)]
    if not still:
        hint = "see why with: vendor-eval check DIR"
        return [], [Finding("final.nobody", "error", "", "no vendor is in the evaluation", hint)]
    return (still, []) if one is None else ([one], _not_invited(case, one, still))


def _not_invited(case: Case, one: Vendor, still: list[Vendor]) -> list[Finding]:
    """A warning where ``one`` is invited and others are not."""
    invited = {d.vendor for d in _invitations(case)} | {one.id}
    others = [v.name for v in still if v.id not in invited]
    if not others:
        return []
    message = f"{', '.join(others)} {'is' if len(others) == 1 else 'are'} still in and not invited"
    hint = "all bidders still in have to be asked alike: leave --vendor out"
    return [Finding("final.not-all", "warning", "--vendor", message, hint)]


def _invitations(case: Case) -> list[Decision]:
    return [d for d in in_force(case.decisions) if d.act == "invite_final"]


def _write(
    folder: ProcurementFolder, case: Case, vendor: Vendor, until: datetime, request: LetterRequest
) -> tuple[Letter | None, list[Finding]]:
    procurement, issue = case.procurement, case.issue.number if case.issue else 0

    def make(at: datetime, stem: str) -> Content:
        return final_offer_letter(
            procurement,
            vendor.name,
            until,
            request.about,
            issue,
            at.date(),
            folders_of(folder.layout),
            dress=dress_of(folder.layout, procurement),
            stem=stem,
        )

    what = f"{vendor.name} invited to a best and final offer until {until:%Y-%m-%d %H:%M %Z}"
    with folder.act("letter", request.by) as act:
        letter, findings = compose(act, Envelope(procurement.timetable, vendor, "final", what), make)
        if letter is not None:
            _record(act, case, vendor, until, request.about)
    return letter, findings


def _record(act: Act, case: Case, vendor: Vendor, until: datetime, about: str) -> None:
    """From now until the deadline, a new version of this vendor counts."""
    if any(d.vendor == vendor.id and d.until == until for d in _invitations(case)):
        return
    reason = about.strip() or "best and final offers"
    decision = Decision(
        act="invite_final", vendor=vendor.id, until=until, reason=reason, at=act.at, by=act.by
    )
    add_decision(act, decision)
