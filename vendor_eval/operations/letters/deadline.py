"""The deadline that a letter names."""

from __future__ import annotations

from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.model.case import Case


def deadline(case: Case, until: datetime | None, now: datetime) -> tuple[datetime | None, list[Finding]]:
    """By when to answer, in the buyer's time zone: nobody but the buyer can say."""
    if until is None:
        hint = "add --until with day and time, such as --until 2027-03-10T12:00"
        message = "the letter has to say by when to answer"
        return None, [Finding("letter.until", "error", "--until", message, hint)]
    local = case.procurement.timetable.local(until)
    if local > now:
        return local, []
    message = f"{local:%Y-%m-%d %H:%M} is over"
    return local, [Finding("usage.past", "error", "--until", message, "write a time to come")]
