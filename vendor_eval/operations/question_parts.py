"""What the verbs of qa have in common: names taken out, Findings, documents, the line in the log."""

from __future__ import annotations

import difflib
from datetime import datetime
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import now
from vendor_eval.workspace.folder.templates import dress_of, folders_of

if TYPE_CHECKING:
    from vendor_eval.model.buyer.clarification import Clarifications, QaEntry
    from vendor_eval.model.buyer.procurement import Vendor
    from vendor_eval.model.case import Case
    from vendor_eval.workspace.folder.layout import Layout


def documents(
    layout: Layout, case: Case, known: Clarifications, entry: QaEntry
) -> tuple[dict[str, bytes], list[Finding]]:
    """The documents as they will be once ``entry`` is in the log."""
    from vendor_eval.model.buyer.clarification import Published
    from vendor_eval.rfp.questions.answers_document import answer_documents

    added = [
        Published(
            number,
            known.questions[q],
            known.waiting[q],
            entry.publication,
            entry.at,
            before.number if (before := known.last(q)) else 0,
        )
        for q, number in entry.answers.items()
    ]
    then = known._replace(waiting={}, published=(*known.published, *added))
    p, dress = case.procurement, dress_of(layout, case.procurement)
    return answer_documents(p, case.catalogue, then, entry.at, folders_of(layout), dress)


def without_names(case: Case, text: str, hide: list[str] | None) -> tuple[str, list[Finding]]:
    from vendor_eval.rfp.questions.remove_names import anonymous

    offered = [r.product for versions in case.responses.values() for r in versions if r.product]
    said, replaced = anonymous(text.strip(), case.vendors, [*offered, *(hide or ())])
    if not replaced:
        return said, []
    message = f"replaced, so that nobody learns who asked: {', '.join(replaced)}"
    hint = "read what will be published; name other telling words with --hide"
    return said, [Finding("qa.anonymised", "note", "", message, hint)]


def criterion_known(case: Case, name: str | None) -> list[Finding]:
    from vendor_eval.rfp.questions.answers_document import askable

    known = askable(case.procurement, case.catalogue)
    if name is None or name in known:
        return []
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}?" if close else "see the ids with: vendor-eval criteria show DIR"
    message = f"there is no criterion and no price line {name!r}"
    return [Finding("qa.criterion", "error", "--criterion", message, hint)]


def question_known(known: Clarifications, name: str) -> list[Finding]:
    if name in known.questions:
        return []
    hint = f"questions: {', '.join(known.questions)}" if known.questions else "nobody has asked yet: qa add"
    return [Finding("qa.unknown", "error", "QUESTION", f"there is no question {name!r}", hint)]


def no_text(text: str, option: str) -> list[Finding]:
    if text.strip():
        return []
    return [Finding("qa.empty", "error", option, "there is no text", "write it in quotes")]


def late_question(case: Case, asked_at: datetime) -> list[Finding]:
    table = case.procurement.timetable
    if table.questions_until is None or asked_at <= table.local(table.questions_until):
        return []
    message = (
        f"asked after the last moment for questions, {table.local(table.questions_until):%Y-%m-%d %H:%M %Z}"
    )
    hint = "it is kept; whether you answer it is for your rules to say, and an answer goes to all"
    return [Finding("qa.late", "warning", "", message, hint)]


def after_due(case: Case, at: datetime) -> list[Finding]:
    due = case.procurement.timetable.due
    if due is None or at <= due:
        return []
    message = f"bids were due on {due:%Y-%m-%d %H:%M %Z}: no bidder can act on these answers any more"
    hint = "if they matter, move bids_due with an addendum"
    return [Finding("qa.after-due", "warning", "", message, hint)]


def whom(vendor: Vendor | None) -> str:
    return vendor.name if vendor else "a bidder who is not named"


def log(layout: Layout, by: str, what: str, files: dict[str, str] | None = None) -> None:
    from vendor_eval.workspace.folder import log as audit

    audit.append(layout.log, by=by, at=now(), verb="qa", what=what, files=files)
