"""Dates of the timetable that are over when the RFP goes out, or leave bidders too little time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Timetable

AT_LEAST = timedelta(days=7)
"""A closing time that was moved and is nearer than this gives bidders no time to answer anew."""

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
    message = f"{', '.join(past)} {'is' if len(past) == 1 else 'are'} in the past"
    hint = "correct the timetable before bidders are sent the RFP; a bid that comes in after bids_due is late"
    return [Finding("rfp.past-date", "warning", "procurement.yaml", message, hint)]


def shortened(was: Timetable, new: Timetable, bidders: Sequence[str], now: datetime) -> list[Finding]:
    """A warning where an addendum takes time from bidders. ``bidders``: who has sent a bid already."""
    if was.due is None or new.due is None or was.due == new.due or new.due <= now:
        return []
    earlier, near = new.due < was.due, new.due - now < AT_LEAST
    if not earlier and not near:
        return []
    how = "earlier than the date that bidders know" if earlier else "less than a week from now"
    message = (
        f"bids_due moves from {was.due:%Y-%m-%d %H:%M %Z} to {new.due:%Y-%m-%d %H:%M %Z}, {how}; "
        f"bids that are in already: {', '.join(bidders) or 'none'}"
    )
    hint = (
        "make sure that every bidder knows it and has time left to replace its bid, and that the law "
        "allows it; otherwise move bids_due to a later day with another addendum"
    )
    return [Finding("addendum.less-time", "warning", "procurement.yaml", message, hint)]


def _end(when: date) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time.max)
