"""Scores given to an answer, and prices given to terms, that have changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from vendor_eval.findings import Finding
from vendor_eval.model.bids.score_sheet import CONSENSUS, ScoreSheet
from vendor_eval.model.case import Case
from vendor_eval.model.content_hashes import answer_hash
from vendor_eval.scoring.bids import Bid
from vendor_eval.scoring.values import Panel
from vendor_eval.text import first_few


def stale_score_findings(case: Case, all_bids: Sequence[Bid], panel: Panel, out: Set[str]) -> list[Finding]:
    """A warning for each evaluator, or the meeting, whose score that counts was given to an older answer.

    No error: whoever keeps the score after reading the new answer confirms it on a new sheet. Until then the
    score counts, and every report shows what it was given to.
    """
    bids = {b.vendor.id: b for b in all_bids if b.response and b.vendor.name not in out}
    negotiated = case.procurement.rules.consensus == "negotiated"
    sheets: Mapping[str, ScoreSheet] = panel.sheets
    if negotiated:
        sheets = {CONSENSUS: panel.meeting} if panel.meeting else {}
    names = {e.id: e.name for e in case.procurement.panel} | {CONSENSUS: "the meeting"}
    wanted = {c.id for c in case.catalogue.leaves() if c.by_panel}
    found = []
    for evaluator, sheet in sheets.items():
        rows = list(_rows(sheet, bids, wanted)) if evaluator in names else []
        if rows:
            found.append(_finding(evaluator, names[evaluator], rows))
    return found


def _rows(sheet: ScoreSheet, bids: Mapping[str, Bid], wanted: Set[str]) -> Iterator[str]:
    for score in sheet.scores:
        bid = bids.get(score.vendor)
        if bid is None or score.score is None or not score.given_to or score.criterion not in wanted:
            continue
        if score.given_to != answer_hash(bid.answers.get(score.criterion)):
            yield f"{bid.vendor.name} {score.criterion}"


def _finding(evaluator: str, name: str, rows: Sequence[str]) -> Finding:
    message = f"{name} scored an older answer of {first_few(rows, 5)}; the vendor has changed it since"
    part = " --consensus" if evaluator == CONSENSUS else ""
    hint = (
        f"write the sheet anew and have these rows scored again, even where the score stays: "
        f"vendor-eval sheets DIR{part}"
    )
    return Finding("score.older-answer", "warning", evaluator, message, hint)


def stale_price_findings(case: Case, bid: Bid) -> list[Finding]:
    """The price lines that changed after the issue which the counting price workbook answers: a warning."""
    if bid.price is None or case.issue is None:
        return []
    # Addenda that change dates alone share a fingerprint with the issue before; the newest of them counts.
    seen = {i.fingerprint: i.addendum for i in (*case.earlier_issues, case.issue)}
    known = seen.get(bid.price.receipt.rfp_fingerprint)
    lines = [] if known is None else _changed_lines(case, bid, known)
    if not lines:
        return []
    message = f"{bid.vendor.name}: priced before addendum {case.issue.addendum} changed {', '.join(lines)}"
    hint = (
        "the prices count as they stand; ask the vendor for the present price workbook, then: "
        f"vendor-eval receive DIR FILE --vendor {bid.vendor.id}"
    )
    return [Finding("price.older-terms", "warning", bid.price.receipt.file, message, hint)]


def _changed_lines(case: Case, bid: Bid, addendum: int) -> list[str]:
    changes = case.issue.changes if case.issue else {}
    lines = bid.price.lines if bid.price else {}
    return [i for i, c in changes.items() if i in lines and c.addendum > addendum and c.kind != "told"]
