"""letter final: the invitation to a best and final offer, and the deadline that then counts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.cli.bids.letter_clarify import until_when
from vendor_eval.cli.bids.letter_files import Envelope, Letter, put, result_of
from vendor_eval.cli.output.printing import Output
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor, now, opened
from vendor_eval.workspace.folder.templates import dress_of, folders_of

if TYPE_CHECKING:
    from vendor_eval.model.bids.buyer_decision import Decision
    from vendor_eval.model.buyer.procurement import Vendor
    from vendor_eval.model.case import Case
    from vendor_eval.workspace.folder.layout import Layout


def final_letters(
    directory: Path, vendor: str | None, until: str | None, about: str, by: str | None
) -> Output:
    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    at, wrong = until_when(case, until)
    wrong = [*wrong, *_too_early(case)]
    invited, told = _invited(case, vendor)
    if wrong or at is None or not invited:
        return Output(findings=[*findings, *wrong, *told])
    findings += [*told, *_unannounced(case)]
    written: list[Letter] = []
    for one in invited:
        letter, told = _write(layout, case, one, at, about, by)
        findings += told
        if letter is not None:
            written.append(letter)
            _record(layout, case, one, at, about, by)
    return result_of(written, findings)


def _too_early(case: Case) -> list[Finding]:
    """Until bids are due, everybody may replace a bid anyway, and nobody may know of another's."""
    due = case.procurement.timetable.due
    if case.issue is not None and (due is None or now() > due):
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
    """Who is still in, and what stands in the way of asking exactly these."""
    from vendor_eval.decision.procurement.scored import score

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
    if one is None:
        return still, []
    asked = {d.vendor for d in _standing(case)} | {one.id}
    left = [v.name for v in still if v.id not in asked]
    if not left:
        return [one], []
    message = f"{', '.join(left)} {'is' if len(left) == 1 else 'are'} still in and not invited"
    hint = "all bidders still in have to be asked alike: leave --vendor out"
    return [one], [Finding("final.not-all", "warning", "--vendor", message, hint)]


def _standing(case: Case) -> list[Decision]:
    from vendor_eval.model.bids.buyer_decision import in_force

    return [d for d in in_force(case.decisions) if d.act == "invite_final"]


def _write(
    layout: Layout, case: Case, vendor: Vendor, until: datetime, about: str, by: str | None
) -> tuple[Letter | None, list[Finding]]:
    from vendor_eval.rfp.letters.final_offer import final_offer

    procurement, issue = case.procurement, case.issue.number if case.issue else 0

    def make(at: datetime, stem: str) -> tuple[dict[str, bytes], list[Finding]]:
        return final_offer(
            procurement,
            vendor.name,
            until,
            about,
            issue,
            at.date(),
            folders_of(layout),
            dress=dress_of(layout, procurement),
            stem=stem,
        )

    what = f"{vendor.name} invited to a best and final offer until {until:%Y-%m-%d %H:%M %Z}"
    return put(Envelope(layout, procurement.timetable, vendor, "final", what, by), make)


def _record(layout: Layout, case: Case, vendor: Vendor, until: datetime, about: str, by: str | None) -> None:
    """From now until the deadline, a new version of this vendor counts."""
    from vendor_eval.model.bids.buyer_decision import Decision
    from vendor_eval.workspace.folder import log
    from vendor_eval.workspace.folder.versions import add_decision, alone

    if any(d.vendor == vendor.id and d.until == until for d in _standing(case)):
        return
    decision = Decision(
        act="invite_final",
        vendor=vendor.id,
        until=until,
        reason=about.strip() or "best and final offers",
        at=now(),
        by=log.who(by),
    )
    with alone(layout):
        add_decision(layout, decision)
