"""Dates of the timetable that lie behind the day on which the RFP goes out."""

from __future__ import annotations

from datetime import date, datetime, time

from vendor_eval.findings import Finding
from vendor_eval.model.procurement import Timetable

_STEPS = ("questions_until", "bids_due", "demonstrations", "decision", "go_live")


def past_dates(timetable: Timetable, now: datetime) -> list[Finding]:
    """One warning that names every step which is over; a day is over when it ends at the buyer's."""
    past = []
    for step in _STEPS:
        when = getattr(timetable, step)
        if when is not None and timetable.local(_end(when)) < timetable.local(now):
            shown = f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"{when}"
            past.append(f"{step} ({shown})")
    if not past:
        return []
    message = f"{', '.join(past)} {'lies' if len(past) == 1 else 'lie'} in the past"
    hint = "correct the timetable before bidders are sent the RFP; a bid that comes in after bids_due is late"
    return [Finding("rfp.past-date", "warning", "procurement.yaml", message, hint)]


def _end(when: date) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time.max)
