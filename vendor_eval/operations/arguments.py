"""Checks of what operations are given: the name of a vendor, a file, a moment."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.buyer.procurement import Vendor
    from vendor_eval.model.case import Case


def find_vendor(
    vendors: Sequence[Vendor], name: str | None, *, whole: bool = False
) -> tuple[Vendor | None, list[Finding]]:
    """The vendor of that name or id, or the only one whose name begins so; upper or lower case.

    Nobody where nobody is named; nobody, and a Finding that says who there is, where no vendor is meant.
    ``whole``: a beginning is not enough, since what is written is for this vendor's eyes alone.
    """
    if name is None:
        return None, []
    for vendor in vendors:
        if name.strip().casefold() in (vendor.name.casefold(), vendor.id.casefold()):
            return vendor, []
    begun = [v for v in vendors if v.name.casefold().startswith(name.strip().casefold())]
    if len(begun) == 1 and name.strip() and not whole:
        return begun[0], []
    if whole and vendors:
        hint = f"write the whole name, or the id: {', '.join(f'{v.name} ({v.id})' for v in vendors)}"
        return None, [Finding("vendor.unknown", "error", "--vendor", f"there is no vendor {name!r}", hint)]
    names = [v.name for v in vendors]
    close = difflib.get_close_matches(name, [*names, *(v.id for v in vendors)], n=1, cutoff=0.5)
    if close:
        hint = f"did you mean {close[0]!r}? Vendors: {', '.join(names)}"
    elif names:
        hint = f"vendors: {', '.join(names)}; or take in a new one with: vendor-eval receive --new"
    else:
        hint = (
            "add the vendor under vendors: in procurement.yaml, or take it in with: vendor-eval receive --new"
        )
    return None, [Finding("vendor.unknown", "error", "--vendor", f"there is no vendor {name!r}", hint)]


def no_file(file: Path) -> list[Finding]:
    """Why ``file`` cannot be opened at all; empty if it can."""
    if file.is_file():
        return []
    what = "this is a folder" if file.is_dir() else "there is no such file"
    hint = "give the path of the workbook; in quotes if it holds a space"
    return [Finding("file.missing", "error", str(file), what, hint)]


def waiting_for(case: Case, now: datetime) -> str:
    """The words for a vendor without a bid while bids can still come in; empty once they are due."""
    due = case.procurement.timetable.due
    if due is None or now > due:
        return ""
    return f"no bid yet; bids are due {due:%Y-%m-%d %H:%M}"


def not_in_future(at: datetime, now: datetime) -> list[Finding]:
    """A bid cannot have come in later than now: the time is mistyped."""
    if at <= now:
        return []
    message = f"{at:%Y-%m-%d %H:%M %Z} lies in the future"
    hint = "write when the file came in; leave --at out if it comes in now"
    return [Finding("usage.future", "error", "--at", message, hint)]
