"""Whether the dates of a release can have come in the order it tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from vendor_eval.report.ocds.walk import Flaw, Place, rows

PERIODS = (
    ("tender", "tenderPeriod"),
    ("tender", "enquiryPeriod"),
    ("tender", "awardPeriod"),
    ("tender", "contractPeriod"),
    ("tender", "lots", "contractPeriod"),
    ("awards", "contractPeriod"),
    ("contracts", "period"),
)
DOCUMENTS = (("tender",), ("bids", "details"), ("awards",), ("contracts",))


def periods(release: dict[str, Any]) -> Iterator[Flaw]:
    for path in PERIODS:
        for place, period in rows(release, *path):
            start, end = _moment(period.get("startDate")), _moment(period.get("endDate"))
            if start and end and end < start:
                yield place, "it ends before it begins", "correct startDate or endDate"


def dates(release: dict[str, Any]) -> Iterator[Flaw]:
    """Bids are due, then one is awarded, then a contract is signed; a text appears before it is changed."""
    closed = next((_moment(p.get("endDate")) for _, p in rows(release, "tender", "tenderPeriod")), None)
    awarded: dict[str, datetime | None] = {}
    for place, award in rows(release, "awards"):
        at = awarded[str(award.get("id"))] = _moment(award.get("date"))
        yield from _earlier(at, closed, (*place, "date"), "the award lies before bids were due")
    for place, contract in rows(release, "contracts"):
        of, at = awarded.get(str(contract.get("awardID"))), _moment(contract.get("dateSigned"))
        yield from _earlier(at, of, (*place, "dateSigned"), "it is signed before the award")
    for path in DOCUMENTS:
        for place, document in rows(release, *path, "documents"):
            changed, first = _moment(document.get("dateModified")), _moment(document.get("datePublished"))
            yield from _earlier(changed, first, (*place, "dateModified"), "it is changed before it appears")


def _earlier(at: datetime | None, before: datetime | None, place: Place, message: str) -> Iterator[Flaw]:
    if at and before and at < before:
        yield place, message, "correct one of the two dates"


def _moment(given: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
