"""letter clarification: what is open or unclear in each bid, asked before the decision."""

from __future__ import annotations

from datetime import datetime

from vendor_eval.findings import Finding
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
from vendor_eval.rfp.letters.clarification import Query, answer_queries, price_queries
from vendor_eval.rfp.letters.clarification import clarification as clarification_letter
from vendor_eval.rfp.letters.points_to_clarify import Point, points
from vendor_eval.scoring.bids import Bid, accepted_na, bids
from vendor_eval.scoring.stale_inputs import stale_price_findings
from vendor_eval.workspace.folder.templates import dress_of, folders_of

Queries = tuple[tuple[Query, ...], tuple[Query, ...], tuple[Point, ...]]
"""On answers, on prices, and on what is unclear in the workbooks."""


def clarification(folder: ProcurementFolder, request: LetterRequest) -> LettersResult:
    case, findings = folder.load()
    if case is None:
        return LettersResult(findings=tuple(findings))
    until, wrong = deadline(case, request.until, folder.clock())
    if wrong or until is None:
        return LettersResult(findings=(*findings, *wrong))
    counting, wrong = _counting(case, request.vendor)
    findings += wrong
    letters: list[Letter | None] = []
    for bid in counting:
        queries = _queries(case, bid)
        if not any(queries):
            message = "nothing is open in this bid: no letter was written"
            findings.append(Finding("letter.nothing-open", "note", bid.vendor.name, message, ""))
            continue
        letter, more = _write(folder, case, bid, queries, until, request.by)
        letters.append(letter)
        findings += more
    return results(letters, findings)


def _counting(case: Case, name: str | None) -> tuple[list[Bid], list[Finding]]:
    """The bids that count; Findings for one that was named and does not."""
    one, wrong = find_vendor(case.vendors, name)
    if wrong:
        return [], wrong
    chosen = [b for b in bids(case) if one in (None, b.vendor)]
    counting = [b for b in chosen if b.counts]
    if one is not None and not counting:
        message = f"{one.name} has no bid that counts: {chosen[0].reason}"
        hint = "vendor-eval status DIR lists the bids"
        return [], [Finding("letter.no-bid", "error", "bids", message, hint)]
    if not counting:
        hint = "take bids in first: vendor-eval receive DIR FILE --vendor NAME"
        return [], [Finding("letter.no-bid", "error", "bids", "no bid that counts came in yet", hint)]
    return counting, []


def _queries(case: Case, bid: Bid) -> Queries:
    received = [f for workbook in (bid.response, bid.price) if workbook for f in workbook.findings]
    return (
        answer_queries(case.catalogue, bid.answers, accepted_na(case)),
        price_queries(case.procurement, bid.price),
        points([*received, *stale_price_findings(case, bid)]),
    )


def _write(
    folder: ProcurementFolder, case: Case, bid: Bid, queries: Queries, until: datetime, by: str | None
) -> tuple[Letter | None, list[Finding]]:
    procurement, due = case.procurement, case.procurement.timetable.due

    def make(at: datetime, stem: str) -> Content:
        return clarification_letter(
            procurement,
            bid.vendor.name,
            queries[:2],
            until,
            at.date(),
            folders_of(folder.layout),
            points=queries[2],
            replace_until=due if due and at < due else None,
            dress=dress_of(folder.layout, procurement),
            stem=stem,
        )

    what = f"{sum(map(len, queries))} questions to {bid.vendor.name} on its bid"
    with folder.act("letter", by) as act:
        return compose(act, Envelope(procurement.timetable, bid.vendor, "clarification", what), make)
