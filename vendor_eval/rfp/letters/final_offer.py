"""The invitation to a best and final offer: one letter, with one deadline, to every bidder still in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from vendor_eval.documents.files import Dress
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.rfp.letters.common import COMMON, letter_about, letter_files, opening
from vendor_eval.rfp.wording import moment

TEMPLATE = "letters/final.md.j2"
VARIABLES: dict[str, str] = {
    **COMMON,
    "final.vendor": "the bidder",
    "final.until": "until when a new version counts",
    "final.about": "what the offers should be about (`--about`), or empty",
    "final.prices": "true if there is a price workbook",
    "final.issue": "number of the issue of the RFP whose workbooks are to be used",
}


def final_offer(
    procurement: Procurement,
    vendor: str,
    until: datetime,
    about: str,
    issue: int,
    dated: date,
    template_folders: Sequence[Path],
    *,
    dress: Dress | None = None,
    stem: str = "final",
) -> tuple[dict[str, bytes], list[Finding]]:
    """``final.docx`` and the like for one bidder; none, and the reasons, if its template is wrong."""
    variables = {
        **opening(procurement, dated),
        "final": {
            "vendor": vendor,
            "until": moment(until, procurement.timetable.timezone),
            "about": about.strip(),
            "prices": bool(procurement.price.lines),
            "issue": str(issue),
        },
    }
    head = letter_about(procurement, "Best and final offer", dated)
    return letter_files(template_folders, TEMPLATE, variables, head, stem, dress or Dress(procurement.paper))
