"""letter clarification: what is open in each bid, asked before the decision."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.cli.bids.letter_files import Envelope, Letter, put, result_of
from vendor_eval.cli.output.printing import Output
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor, moment, now, opened
from vendor_eval.workspace.folder.templates import dress_of, folders_of

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.rfp.letters.clarification import Query
    from vendor_eval.rfp.letters.points_to_clarify import Point
    from vendor_eval.scoring.bids import Bid
    from vendor_eval.workspace.folder.layout import Layout

Queries = tuple[tuple["Query", ...], tuple["Query", ...], tuple["Point", ...]]


def clarification_letters(directory: Path, vendor: str | None, until: str | None, by: str | None) -> Output:
    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    at, wrong = until_when(case, until)
    bids, told = _asked(case, vendor)
    if wrong or at is None:
        return Output(findings=[*findings, *wrong])
    findings += told
    written: list[Letter] = []
    for bid in bids:
        queries = _queries(case, bid)
        if not any(queries):
            message = "nothing is open in this bid: no letter was written"
            findings.append(Finding("letter.nothing-open", "note", bid.vendor.name, message, ""))
            continue
        letter, told = _write(layout, case, bid, queries, at, by)
        findings += told
        written += [letter] if letter else []
    return result_of(written, findings)


def until_when(case: Case, given: str | None) -> tuple[datetime | None, list[Finding]]:
    """By when to answer: nobody but the buyer can say."""
    if given is None:
        hint = "add --until with day and time, such as --until 2027-03-10T12:00"
        message = "the letter has to say by when to answer"
        return None, [Finding("letter.until", "error", "--until", message, hint)]
    at, wrong = moment(given, case.procurement.timetable)
    wrong = [Finding(f.code, f.severity, "--until", f.message, f.hint) for f in wrong]
    if not wrong and at <= now():
        wrong = [Finding("usage.past", "error", "--until", f"{given} is over", "write a time to come")]
    return at, wrong


def _asked(case: Case, name: str | None) -> tuple[list[Bid], list[Finding]]:
    """The bids that count; Findings for one that was asked for and does not."""
    from vendor_eval.scoring.bids import bids

    one, wrong = find_vendor(case.vendors, name)
    if wrong:
        return [], wrong
    mine = [b for b in bids(case) if one in (None, b.vendor)]
    found = [b for b in mine if b.counts]
    if one is not None and not found:
        message = f"{one.name} has no bid that counts: {mine[0].reason}"
        hint = "vendor-eval status DIR lists the bids"
        return [], [Finding("letter.no-bid", "error", "bids", message, hint)]
    if not found:
        hint = "take bids in first: vendor-eval receive DIR FILE --vendor NAME"
        return [], [Finding("letter.no-bid", "error", "bids", "no bid that counts came in yet", hint)]
    return found, []


def _queries(case: Case, bid: Bid) -> Queries:
    from vendor_eval.rfp.letters.clarification import answer_queries, price_queries
    from vendor_eval.rfp.letters.points_to_clarify import points
    from vendor_eval.scoring.bids import accepted_na
    from vendor_eval.scoring.stale_inputs import stale_price_findings

    received = [f for kept in (bid.response, bid.price) if kept for f in kept.findings]
    return (
        answer_queries(case.catalogue, bid.answers, accepted_na(case)),
        price_queries(case.procurement, bid.price),
        points([*received, *stale_price_findings(case, bid)]),
    )


def _write(
    layout: Layout, case: Case, bid: Bid, queries: Queries, until: datetime, by: str | None
) -> tuple[Letter | None, list[Finding]]:
    from vendor_eval.rfp.letters.clarification import clarification

    procurement, due = case.procurement, case.procurement.timetable.due

    def make(at: datetime, stem: str) -> tuple[dict[str, bytes], list[Finding]]:
        return clarification(
            procurement,
            bid.vendor.name,
            queries[:2],
            until,
            at.date(),
            folders_of(layout),
            points=queries[2],
            replace_until=due if due and at < due else None,
            dress=dress_of(layout, procurement),
            stem=stem,
        )

    count = sum(map(len, queries))
    what = f"{count} questions to {bid.vendor.name} on its bid"
    return put(Envelope(layout, procurement.timetable, bid.vendor, "clarification", what, by), make)
