"""What verbs are given on the command line, as operations take it: the folder, and moments."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.cli.output.printing import progress
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.operations.procurement import Procurement


def clock() -> datetime:
    """The time of this machine, for every verb. Looked up at each call, so that tests can set another."""
    from vendor_eval.operations.folder import machine_clock

    return machine_clock()


def procurement(directory: Path, by: str | None = None) -> Procurement:
    """The folder, with the clock of this machine."""
    from vendor_eval.operations.procurement import Procurement

    return Procurement(directory, clock=lambda: clock(), by=by, notice=progress)


def parse_time(given: str | None, option: str = "--at") -> tuple[datetime | None, list[Finding]]:
    """The moment; without an offset it is meant in the buyer's time zone. None where nothing is given.

    A day alone is refused: it would count as its first minute.
    """
    if given is None:
        return None, []
    try:
        if not re.search(r"[T ]\d\d", given.strip().upper()):
            raise ValueError(given)
        return datetime.fromisoformat(given.strip()), []
    except ValueError:
        hint = "write it like 2027-03-01T11:58, in the procurement's time zone, or 2027-03-01T11:58-06:00"
        return None, [Finding("usage.time", "error", option, f"{given!r} is no date and time", hint)]
