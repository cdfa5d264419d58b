"""Warnings where sheets, prices or a result are released earlier than the RFP promises."""

from __future__ import annotations

from datetime import datetime

from vendor_eval.decision.procurement.scored import Scored
from vendor_eval.decision.procurement.stages import stage_states
from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.scoring.bids import times_of

_REPLACED = (
    "the RFP promises (Instructions to bidders, “Handing in the bid”) that a bidder may replace a workbook "
    "until the closing time"
)
_UNKNOWN = (
    "the RFP promises (Instructions to bidders, “No prices in the response workbook”) that evaluators work "
    "before they know what a bid costs"
)
_KEEP = "nothing is refused; until then keep what you see here from everybody who scores"
_SHORTLIST = "the RFP promises (Evaluation, “Short list”) that it is made before any price is opened"


def sheets_early(case: Case, now: datetime) -> list[Finding]:
    """Score sheets are written while bids may still change; ``now`` has an offset."""
    due = case.procurement.timetable.due
    ends = [end for v in case.vendors for _, end in times_of(case, v.id).final if now <= end]
    if due is not None and now <= due:
        message = f"bids are due {due:%Y-%m-%d %H:%M %Z}, and {_REPLACED}"
    elif due is not None and ends:
        until = max(ends).astimezone(due.tzinfo)
        message = (
            f"best and final offers may come in until {until:%Y-%m-%d %H:%M %Z}: so bidders were invited"
        )
    else:
        return []
    hint = "send no sheet before; write them again then: vendor-eval sheets DIR"
    return [Finding("sheets.early", "warning", "procurement.yaml", message, hint)]


def result_early(case: Case, now: datetime, kind: str, what: str) -> list[Finding]:
    """A result goes out while bids may still come in and change it. ``kind``: the head of the code."""
    due = case.procurement.timetable.due
    if due is None or now > due:
        return []
    message = (
        f"bids may still come in until {due:%Y-%m-%d %H:%M %Z} and change the result, and {what} tells it now"
    )
    hint = (
        "wait until bids are due; if the time is wrong, correct bids_due in procurement.yaml and tell all "
        "bidders by an addendum"
    )
    return [Finding(f"{kind}.before-due", "warning", "procurement.yaml", message, hint)]


def prices_early(case: Case, scored: Scored, now: datetime) -> list[Finding]:
    """Prices are shown before what the RFP puts first: the closing time, the short list, the scores."""
    due = case.procurement.timetable.due
    found = []
    if due is not None and now <= due:
        found.append(f"bids are due {due:%Y-%m-%d %H:%M %Z}, and {_REPLACED}")
    owing = [s.stage for s in stage_states(case, scored) if s.waits or s.missing or s.to_agree]
    if owing:
        found.append(f"scores of the panel are still open ({', '.join(owing)}), and {_UNKNOWN}")
    if any(p.on is None for p in scored.places):
        found.append(f"the short list is not made yet, and {_SHORTLIST}")
    return [Finding("prices.early", "warning", "", message, _KEEP) for message in found]
