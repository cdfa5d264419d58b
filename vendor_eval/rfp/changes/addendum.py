"""The addendum to an RFP: what one issue changes in the one before, side by side, for every bidder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.rfp.changes.compare_issues import Changed, Changes, ids
from vendor_eval.rfp.letters.common import letter_files
from vendor_eval.rfp.wording import day, moment

TEMPLATE = "letters/addendum.md.j2"
_ROW = {
    "what": "what differs",
    "old": "what it was until now, or a dash",
    "new": "what it is from now on, or a dash",
}


def _rows(table: str) -> dict[str, str]:
    return {f"{table}[].{name}": meaning for name, meaning in _ROW.items()}


VARIABLES: dict[str, str] = {
    "rfp.id": "your reference",
    "rfp.title": "what is bought",
    "addendum.number": "the number of the addendum",
    "addendum.on": "its day",
    "addendum.reason": "why (`--addendum`)",
    "addendum.old_issue": "the issue that bidders have",
    "addendum.new_issue": "the issue that takes its place",
    "bids_due": "the moment bids are due now; empty if it is not fixed",
    "again[]": "ids of requirements to answer anew",
    "new[]": "ids of requirements that are new",
    "lines[]": "ids of price lines that are new or ask for another price",
    "criteria[].id": "a requirement that changed, came in or went out",
    "criteria[].title": "its title",
    "criteria[].words": "what happened to it, and why it was dropped",
    **_rows("criteria[].rows"),
    "price_lines[].id": "a line of the price workbook that changed, came in or went out",
    "price_lines[].title": "its title",
    "price_lines[].words": "what happened to it",
    **_rows("price_lines[].rows"),
    **_rows("weights"),
    **_rows("rules"),
    **_rows("prices"),
    **_rows("dates"),
    **_rows("others"),
}
_CRITERION = {
    "new": "This requirement is new.",
    "again": "What is asked has changed. Answers that were given before no longer count.",
    "told": "What is asked is the same. Answers that were given before stand.",
    "dropped": "This requirement is dropped. Answers to it are no longer read.",
}
_LINE = {
    "new": "This line is new.",
    "again": "This line has changed; its price may have to change with it.",
    "dropped": "This line is dropped.",
}


class Addendum(NamedTuple):
    """Which addendum it is: between which issues, when, and why; why each criterion in it was dropped."""

    number: int
    old_issue: int
    new_issue: int
    at: datetime
    reason: str
    dropped: Mapping[str, str] = MappingProxyType({})


def addendum_documents(
    procurement: Procurement,
    changes: Changes,
    addendum: Addendum,
    template_folders: Sequence[Path],
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``addendum-1.docx`` and the like; none, and Findings that say why, if its template is wrong."""
    about = About(
        title=f"Addendum {addendum.number}: {procurement.title}",
        reference=f"{procurement.id} · Addendum {addendum.number}",
        author=procurement.buyer.name,
        dated=procurement.timetable.day(addendum.at),
        properties=(("rfp_id", procurement.id), ("rfp_addendum", str(addendum.number))),
    )
    variables = context(procurement, changes, addendum)
    stem = f"addendum-{addendum.number}"
    return letter_files(template_folders, TEMPLATE, variables, about, stem, dress or Dress(procurement.paper))


def context(procurement: Procurement, changes: Changes, addendum: Addendum) -> dict[str, object]:
    """The values of ``VARIABLES``, all ready to print."""
    due, zone = procurement.timetable.bids_due, procurement.timetable.timezone
    return {
        "rfp": {"id": procurement.id, "title": procurement.title},
        "addendum": {
            "number": str(addendum.number),
            "on": day(procurement.timetable.day(addendum.at)),
            "reason": addendum.reason,
            "old_issue": str(addendum.old_issue),
            "new_issue": str(addendum.new_issue),
        },
        "bids_due": moment(due, zone) if due else "",
        "again": ids(changes.criteria, "again"),
        "new": ids(changes.criteria, "new"),
        "lines": [*ids(changes.lines, "new"), *ids(changes.lines, "again")],
        "criteria": [_shown(c, _CRITERION, addendum.dropped) for c in changes.criteria],
        "price_lines": [_shown(c, _LINE, {}) for c in changes.lines],
        "weights": [row._asdict() for row in changes.weights],
        "rules": [row._asdict() for row in changes.rules],
        "prices": [row._asdict() for row in changes.prices],
        "dates": [row._asdict() for row in changes.dates],
        "others": [row._asdict() for row in changes.others],
    }


def _shown(changed: Changed, words: dict[str, str], dropped: Mapping[str, str]) -> dict[str, object]:
    why = dropped.get(changed.id, "") if changed.kind == "dropped" else ""
    return {
        "id": changed.id,
        "title": changed.title,
        "words": f"{words[changed.kind]} Reason: {why}" if why else words[changed.kind],
        "rows": [row._asdict() for row in changed.rows],
    }
