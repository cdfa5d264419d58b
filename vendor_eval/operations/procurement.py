"""A procurement from Python: one object, with the acts of the command line as methods."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.operations.folder import ProcurementFolder

if TYPE_CHECKING:
    from vendor_eval.operations.receive import ReceiveResult


class Procurement(ProcurementFolder):
    """What can be done with a procurement folder. Each method returns a frozen result with its Findings.

    ``Procurement("our-pacs", clock=..., by="Anna")``; see ``ProcurementFolder`` for the arguments, and each
    operation's own module for what it takes and returns.
    """

    def receive(
        self,
        file: Path | str,
        vendor: str,
        *,
        new: bool = False,
        at: datetime | None = None,
        by: str | None = None,
    ) -> ReceiveResult:
        """Store a vendor's filled workbook as the next version of its bid."""
        from vendor_eval.operations.receive import receive

        return receive(self, file, vendor, new=new, at=at, by=by)
