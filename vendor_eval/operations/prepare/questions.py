"""Questions of bidders: stored without names, answered once for all bidders, published."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.buyer.clarification import Clarifications, Published, QaEntry
from vendor_eval.model.case import Case
from vendor_eval.operations.arguments import find_vendor
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.rfp.questions.answers_document import answer_documents, askable
from vendor_eval.rfp.questions.remove_names import anonymous
from vendor_eval.workspace.folder.templates import dress_of, folders_of
from vendor_eval.workspace.state.questions import add_entry, questions_in, read_questions


@dataclass(frozen=True, kw_only=True)
class QuestionResult(OperationResult):
    """``question``: its number, such as Q3; ``text``: question or answer as it will be published.

    ``new`` is false where the same was there already. ``corrects``: the number of the published answer that
    this one corrects.
    """

    question: str = ""
    text: str = ""
    new: bool = False
    corrects: int | None = None


@dataclass(frozen=True, kw_only=True)
class PublicationResult(OperationResult):
    """``answers``: question -> number of its answer; ``to``: the names of all bidders."""

    publication: int = 0
    answers: Mapping[str, int] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    to: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionsResult(OperationResult):
    """All questions with their answers; None where a file has an error."""

    questions: Clarifications | None = None


def add_question(
    folder: ProcurementFolder,
    text: str,
    *,
    vendor: str | None = None,
    criterion: str | None = None,
    hide: Sequence[str] = (),
    at: datetime | None = None,
    by: str | None = None,
) -> QuestionResult:
    """Store a question. Names of bidders and products are replaced; only the log names ``vendor``, who asked.

    ``criterion``: the criterion or price line it is about. ``hide``: further words that would identify the
    bidder. ``at``: when it came in (default: now).
    """
    case, findings = folder.load()
    if case is None:
        return QuestionResult(findings=tuple(findings))
    bidder, wrong = find_vendor(case.vendors, vendor)
    wrong = [*wrong, *_empty(text, "--question"), *_unknown_criterion(case, criterion)]
    if wrong:
        return QuestionResult(findings=tuple(wrong))
    asked_at = case.procurement.timetable.local(at or folder.clock())
    published, noticed = _without_names(case, text, hide)
    with folder.act("qa", by) as act:
        known = questions_in(act)
        same = [q for q, e in known.questions.items() if (e.text, e.criterion) == (published, criterion)]
        if same:
            return QuestionResult(findings=tuple(noticed), question=same[0], text=published)
        number = f"Q{len(known.questions) + 1}"
        entry = QaEntry(
            act="question", question=number, text=published, criterion=criterion, at=asked_at, by=act.by
        )
        add_entry(act, entry)
        sender = bidder.name if bidder else "a bidder who is not named"
        act.what = f"question {number} from {sender}: {text.strip()}"
    noticed += _late(case, asked_at)
    return QuestionResult(findings=tuple(noticed), question=number, text=published, new=True)


def answer_question(
    folder: ProcurementFolder,
    question: str,
    text: str,
    *,
    hide: Sequence[str] = (),
    by: str | None = None,
) -> QuestionResult:
    """Answer a question. An answer that is published already stays, and the new one is its correction."""
    case, findings = folder.load()
    if case is None:
        return QuestionResult(findings=tuple(findings))
    name = question.strip().upper()
    with folder.act("qa", by) as act:
        known = questions_in(act)
        wrong = [*_empty(text, "--text"), *_unknown_question(known, name)]
        if wrong:
            return QuestionResult(findings=tuple(wrong))
        answer, noticed = _without_names(case, text, hide)
        before = known.last(name)
        if known.waiting.get(name, before.text if before else None) == answer:
            return QuestionResult(findings=tuple(noticed), question=name, text=answer)
        add_entry(act, QaEntry(act="answer", question=name, text=answer, at=act.at, by=act.by))
        act.what = f"answer to {name}: {answer}"
    corrects = before.number if before else None
    return QuestionResult(findings=tuple(noticed), question=name, text=answer, new=True, corrects=corrects)


def publish_answers(folder: ProcurementFolder, by: str | None = None) -> PublicationResult:
    """Write the answers for all bidders (docx, html, pdf). What is published never changes."""
    case, findings = folder.load()
    if case is None:
        return PublicationResult(findings=tuple(findings))
    with folder.act("qa", by) as act:
        known = questions_in(act)
        if not known.waiting:
            return PublicationResult(publication=known.publications)
        first = len(known.published) + 1
        order = [q for q in known.questions if q in known.waiting]
        entry = QaEntry(
            act="publish",
            publication=known.publications + 1,
            answers={q: first + n for n, q in enumerate(order)},
            at=act.at,
            by=act.by,
        )
        documents, wrong = _documents(folder, case, known, entry)
        if has_errors(wrong) or not documents:
            return PublicationResult(findings=tuple(wrong))
        files = {folder.layout.rfp / name: content for name, content in documents.items()}
        for path, content in files.items():
            act.write(path, content)
        add_entry(act, entry)
        listed = ", ".join(f"{number} to {q}" for q, number in entry.answers.items())
        act.what = f"publication {entry.publication}: answers {listed}"
    return PublicationResult(
        findings=(*wrong, *_after_due(case, entry.at)),
        publication=entry.publication,
        answers=entry.answers,
        files=tuple(files),
        to=tuple(v.name for v in case.vendors),
    )


def questions(folder: ProcurementFolder) -> QuestionsResult:
    """All questions, their answers, and what is published."""
    case, findings = folder.load()
    known = read_questions(folder.layout) if case else None
    return QuestionsResult(findings=tuple(findings), questions=known)


def _documents(
    folder: ProcurementFolder, case: Case, known: Clarifications, entry: QaEntry
) -> tuple[dict[str, bytes], list[Finding]]:
    """The documents as they are once ``entry`` is stored."""
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
    p, layout = case.procurement, folder.layout
    return answer_documents(p, case.catalogue, then, entry.at, folders_of(layout), dress_of(layout, p))


def _without_names(case: Case, text: str, hide: Sequence[str]) -> tuple[str, list[Finding]]:
    offered = [r.product for versions in case.responses.values() for r in versions if r.product]
    published, replaced = anonymous(text.strip(), case.vendors, [*offered, *hide])
    if not replaced:
        return published, []
    message = f"replaced, so that nobody learns who asked: {', '.join(replaced)}"
    hint = "read what will be published; name other telling words with --hide"
    return published, [Finding("qa.anonymised", "note", "", message, hint)]


def _unknown_criterion(case: Case, name: str | None) -> list[Finding]:
    known = askable(case.procurement, case.catalogue)
    if name is None or name in known:
        return []
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}?" if close else "see the ids with: vendor-eval criteria show DIR"
    message = f"there is no criterion and no price line {name!r}"
    return [Finding("qa.criterion", "error", "--criterion", message, hint)]


def _unknown_question(known: Clarifications, name: str) -> list[Finding]:
    if name in known.questions:
        return []
    hint = f"questions: {', '.join(known.questions)}" if known.questions else "nobody has asked yet: qa add"
    return [Finding("qa.unknown", "error", "QUESTION", f"there is no question {name!r}", hint)]


def _empty(text: str, option: str) -> list[Finding]:
    if text.strip():
        return []
    return [Finding("qa.empty", "error", option, "there is no text", "write it in quotes")]


def _late(case: Case, asked_at: datetime) -> list[Finding]:
    table = case.procurement.timetable
    if table.questions_until is None or asked_at <= table.local(table.questions_until):
        return []
    message = (
        f"asked after the last moment for questions, {table.local(table.questions_until):%Y-%m-%d %H:%M %Z}"
    )
    hint = "it is stored; whether you answer it is for your rules to decide, and an answer goes to all"
    return [Finding("qa.late", "warning", "", message, hint)]


def _after_due(case: Case, at: datetime) -> list[Finding]:
    due = case.procurement.timetable.due
    if due is None or at <= due:
        return []
    message = f"bids were due on {due:%Y-%m-%d %H:%M %Z}: no bidder can act on these answers any more"
    hint = "if they matter, move bids_due with an addendum"
    return [Finding("qa.after-due", "warning", "", message, hint)]
