"""Variables of every letter to a bidder, and the letter that thanks for a bid.

Letters that rest on the result are in ``report/letters.py``, the one that asks for clarification in
``queries.py``. An addendum (addendum.py) and answers to questions (clarification.py) go to all bidders and
have more to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress, files
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.rfp.wording import day, moment

THANKS = "letters/thanks.md.j2"
COMMON: dict[str, str] = {
    "letter.date": "the day of the letter",
    "rfp.id": "your reference",
    "rfp.title": "what is bought",
    "buyer.name": "the buyer",
    "buyer.address": "its address",
    "buyer.contact": "None, or",
    "buyer.contact.name": "who answers for this procurement",
    "buyer.contact.email": "e-mail address",
    "buyer.contact.phone": "telephone",
}
VARIABLES: dict[str, str] = {
    **COMMON,
    "thanks.vendor": "the bidder",
    "thanks.files[].name": "a file that came in",
    "thanks.files[].received": "when",
    "thanks.files[].sha256": "its checksum",
    "thanks.files[].late": "true if after the closing time",
    "thanks.late": "true if any was late",
    "thanks.next": "what happens next, or empty",
}


class ReceivedFile(NamedTuple):
    """A file of a bid as it came in."""

    name: str
    at: datetime
    sha256: str
    late: bool = False


def thanks(
    procurement: Procurement,
    vendor: str,
    received: Sequence[ReceivedFile],
    dated: date,
    template_folders: Sequence[Path],
    *,
    next_step: str = "",
    dress: Dress | None = None,
    stem: str = "thanks",
) -> tuple[dict[str, bytes], list[Finding]]:
    """``thanks.docx`` and the like for one bidder; none, and the reasons, if its template is wrong."""
    about = letter_about(procurement, "Your bid", dated)
    variables = _context(procurement, vendor, received, dated, next_step)
    return letter_files(template_folders, THANKS, variables, about, stem, dress or Dress(procurement.paper))


def letter_about(procurement: Procurement, subject: str, dated: date) -> About:
    """What the files of a letter say of themselves."""
    return About(
        title=f"{subject}: {procurement.title}",
        reference=procurement.id,
        author=procurement.buyer.name,
        dated=dated,
        properties=(("rfp_id", procurement.id),),
        letter=True,
    )


def opening(procurement: Procurement, dated: date) -> dict[str, object]:
    """The variables ``COMMON``, which every letter has."""
    buyer = procurement.buyer
    return {
        "letter": {"date": day(dated)},
        "rfp": {"id": procurement.id, "title": procurement.title},
        "buyer": {
            "name": buyer.name,
            "address": buyer.address,
            "contact": buyer.contact.model_dump() if buyer.contact else None,
        },
    }


def _context(
    procurement: Procurement, vendor: str, received: Sequence[ReceivedFile], dated: date, next_step: str
) -> dict[str, object]:
    zone = procurement.timetable.timezone
    return {
        **opening(procurement, dated),
        "thanks": {
            "vendor": vendor,
            "files": [
                {"name": r.name, "received": moment(r.at, zone), "sha256": r.sha256, "late": r.late}
                for r in received
            ],
            "late": any(r.late for r in received),
            "next": next_step,
        },
    }


def letter_files(
    folders: Sequence[Path],
    template: str,
    variables: Mapping[str, object],
    about: About,
    stem: str,
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``STEM.docx``, ``.html`` and ``.pdf``; none, and Findings that say why, if the template is wrong."""
    from vendor_eval.documents.template.render import render

    document, findings = render(folders, (template,), variables, about)
    if document is None:
        return {}, findings
    made, wrong = files(document, stem, dress)
    return made, [*findings, *wrong]
