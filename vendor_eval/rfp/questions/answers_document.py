"""The answers to bidders' questions as a document for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.clarification import Clarifications, Published
from vendor_eval.model.buyer.price_quantities import row_ids
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.rfp.letters.common import letter_files
from vendor_eval.rfp.wording import day

TEMPLATE = "letters/answers.md.j2"
VARIABLES: dict[str, str] = {
    "rfp.id": "your reference",
    "rfp.title": "what is bought",
    "publication.number": "the number of this publication",
    "publication.on": "its day",
    "parts[].number": "the number of a publication, the newest first",
    "parts[].on": "its day",
    "parts[].newest": "true for this one",
    "parts[].answers[].number": "the number of an answer",
    "parts[].answers[].question": "the number of its question, such as Q1",
    "parts[].answers[].criterion": "id and title of the criterion it is about, or empty",
    "parts[].answers[].asked": "the question as it is published, without names",
    "parts[].answers[].text": "the answer",
    "parts[].answers[].corrects": "the number of the answer it corrects, or empty",
    "parts[].answers[].corrected_by": "the number of the answer that corrects it, or empty",
}


def answer_documents(
    procurement: Procurement,
    catalogue: Catalogue,
    known: Clarifications,
    at: datetime,
    template_folders: Sequence[Path],
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``answers-1.docx`` and the like, with every answer published so far; or Findings on the template."""
    number = known.publications
    about = About(
        title=f"Questions and answers: {procurement.title}",
        reference=f"{procurement.id} · Answers {number}",
        author=procurement.buyer.name,
        dated=procurement.timetable.day(at),
        properties=(("rfp_id", procurement.id), ("rfp_answers", str(number))),
    )
    variables = context(procurement, catalogue, known, at)
    dress = dress or Dress(procurement.paper)
    return letter_files(template_folders, TEMPLATE, variables, about, f"answers-{number}", dress)


def context(
    procurement: Procurement, catalogue: Catalogue, known: Clarifications, at: datetime
) -> dict[str, object]:
    """The values of ``VARIABLES``, all ready to print."""
    newest = known.publications
    corrected, titles = known.corrected, askable(procurement, catalogue)
    parts = []
    for number in range(newest, 0, -1):
        inside = [p for p in known.published if p.publication == number]
        shown = [_shown(p, titles, corrected) for p in inside]
        parts.append(
            {
                "number": str(number),
                "on": day(procurement.timetable.day(inside[0].at)),
                "newest": number == newest,
                "answers": shown,
            }
        )
    return {
        "rfp": {"id": procurement.id, "title": procurement.title},
        "publication": {"number": str(newest), "on": day(procurement.timetable.day(at))},
        "parts": parts,
    }


def askable(procurement: Procurement, catalogue: Catalogue) -> dict[str, str]:
    """Id -> title of what bidders ask about: criteria, and the lines and tiers of the price workbook."""
    lines = {i: line.title for line in procurement.price.lines for i in (line.id, *row_ids(line))}
    return {**lines, **{c.id: c.title for c in catalogue.leaves()}}


def _shown(answer: Published, titles: Mapping[str, str], corrected: dict[int, int]) -> dict[str, str]:
    about = answer.question.criterion or ""
    return {
        "number": str(answer.number),
        "question": answer.question.question,
        "criterion": f"{about} {titles.get(about, '')}".strip(),
        "asked": answer.question.text,
        "text": answer.text,
        "corrects": str(answer.corrects or ""),
        "corrected_by": str(corrected.get(answer.number, "")),
    }
