"""Letters to bidders as Word files: an addendum, answers to questions, thanks for a bid.

Each takes facts that are ready and gives ``(file or None, findings)``. The buyer's own text lies in
``templates/letters`` under the same name. Numbers, versions and who may know what are the caller's matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress, files
from vendor_eval.findings import Finding
from vendor_eval.model.procurement import Procurement
from vendor_eval.rfp.wording import day, moment

Made = tuple[bytes | None, list[Finding]]

VARIABLES: dict[str, str] = {
    "letter.date": "the day of the letter",
    "rfp.id": "your reference",
    "rfp.title": "what is bought",
    "buyer.name": "the buyer",
    "buyer.address": "its address",
    "buyer.contact": "None, or",
    "buyer.contact.name": "who answers for this procurement",
    "buyer.contact.email": "e-mail address",
    "buyer.contact.phone": "telephone",
    "timetable.bids_due": "closing time; empty if there is none yet",
    "timetable.questions_until": "last moment for questions",
    "addendum.number": "in an addendum: its number",
    "addendum.issue": "the issue of the RFP that it brings",
    "addendum.mark": "the mark of that issue",
    "addendum.reason": "why",
    "addendum.changes[].id": "a criterion that changed",
    "addendum.changes[].title": "its title",
    "addendum.changes[].old": "what was asked; empty if it is new",
    "addendum.changes[].new": "what is asked now; empty if it is dropped",
    "addendum.notes[]": "other changes, sentences",
    "answers.number": "in answers: the number of the letter, or empty",
    "answers.closed": "true if no more questions are taken",
    "answers.groups[].about": "what the questions are about, or empty",
    "answers.groups[].entries[].number": "the number of a question",
    "answers.groups[].entries[].question": "the question",
    "answers.groups[].entries[].answer": "the answer",
    "thanks.vendor": "in thanks: the bidder",
    "thanks.files[].name": "a file that came in",
    "thanks.files[].received": "when",
    "thanks.files[].sha256": "its checksum",
    "thanks.files[].late": "true if after the closing time",
    "thanks.late": "true if any was late",
    "thanks.next": "what happens next, or empty",
}
"""As for the RFP: a name that ends in ``[]`` is a list."""


class Change(NamedTuple):
    """A criterion before and after; ``old`` is None for a new one, ``new`` for one that is dropped."""

    id: str
    title: str
    old: str | None
    new: str | None


class Answer(NamedTuple):
    """A question without its asker, and its answer; ``about`` is a chapter or a group, or empty."""

    number: str
    question: str
    answer: str
    about: str = ""


class Received(NamedTuple):
    """A file of a bid as it came in."""

    name: str
    at: datetime
    sha256: str
    late: bool = False


class Desk(NamedTuple):
    """Who writes, on which day, with which texts and looks; ``folders`` hold templates, the first wins."""

    procurement: Procurement
    dated: date
    folders: Sequence[Path]
    dress: Dress | None = None


def addendum(
    desk: Desk,
    number: int,
    issue: int,
    reason: str,
    changes: Sequence[Change],
    *,
    mark: str = "",
    notes: Sequence[str] = (),
) -> Made:
    """Addendum ``number``, which brings ``issue`` of the RFP; ``notes`` are changes of no criterion."""
    said = {
        "number": str(number),
        "issue": str(issue),
        "mark": mark[:16],
        "reason": reason,
        "changes": [{"id": c.id, "title": c.title, "old": c.old or "", "new": c.new or ""} for c in changes],
        "notes": list(notes),
    }
    return _letter(desk, "addendum", f"Addendum {number}", {"addendum": said})


def answers(
    desk: Desk, entries: Sequence[Answer], *, number: int | None = None, closed: bool = False
) -> Made:
    """Answers to all bidders, those about one thing together, in the order they come."""
    groups: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        fact = {"number": entry.number, "question": entry.question, "answer": entry.answer}
        groups.setdefault(entry.about, []).append(fact)
    said = {
        "number": "" if number is None else str(number),
        "closed": closed,
        "groups": [{"about": about, "entries": listed} for about, listed in groups.items()],
    }
    return _letter(desk, "answers", "Answers to questions", {"answers": said})


def thanks(desk: Desk, vendor: str, received: Sequence[Received], *, next_step: str = "") -> Made:
    """To one bidder: what came in when."""
    zone = desk.procurement.timetable.timezone
    said = {
        "vendor": vendor,
        "files": [
            {"name": r.name, "received": moment(r.at, zone), "sha256": r.sha256, "late": r.late}
            for r in received
        ],
        "late": any(r.late for r in received),
        "next": next_step,
    }
    return _letter(desk, "thanks", "Your bid", {"thanks": said})


def _letter(desk: Desk, name: str, title: str, facts: Mapping[str, object]) -> Made:
    from vendor_eval.documents.template import render

    p = desk.procurement
    about = About(
        title=f"{title}: {p.title}",
        reference=p.id,
        author=p.buyer.name,
        dated=desk.dated,
        properties=(("rfp_id", p.id),),
        letter=True,
    )
    document, findings = render(desk.folders, [f"{name}.md.j2"], {**_common(desk), **facts}, about)
    if document is None:
        return None, findings
    made, wrong = files(document, name, desk.dress or Dress(p.paper), ["docx"])
    return made.get(f"{name}.docx"), [*findings, *wrong]


def _common(desk: Desk) -> dict[str, object]:
    buyer, table = desk.procurement.buyer, desk.procurement.timetable
    return {
        "letter": {"date": day(desk.dated)},
        "rfp": {"id": desk.procurement.id, "title": desk.procurement.title},
        "buyer": {
            "name": buyer.name,
            "address": buyer.address,
            "contact": buyer.contact.model_dump() if buyer.contact else None,
        },
        "timetable": {
            name: moment(when, table.timezone) if (when := getattr(table, name)) else ""
            for name in ("bids_due", "questions_until")
        },
    }
