"""What the price formula and the weights would do, before any bid is in."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.findings import Finding
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.sensitivity.case import rehearse as made_up_bids
from vendor_eval.sensitivity.case.rehearse import Rehearsal

FEWEST_BIDS = 3
OFTEN = 0.05
"""From this share on a losing bid that decides is worth a warning."""


@dataclass(frozen=True, kw_only=True)
class RehearsalResult(OperationResult):
    """``rehearsal`` is None where a file has an error."""

    rehearsal: Rehearsal | None = None


def rehearse(folder: ProcurementFolder, *, draws: int | None = None, seed: int = 1) -> RehearsalResult:
    """Decide made-up procurements with as many bids as vendors are named, three at the least."""
    case, findings = folder.load()
    if case is None:
        return RehearsalResult(findings=tuple(findings))
    bids = max(FEWEST_BIDS, len(case.procurement.vendors))
    found = made_up_bids.rehearse(case, bids=bids, draws=draws or made_up_bids.DRAWS, seed=seed)
    return RehearsalResult(findings=(*findings, *_warnings(found)), rehearsal=found)


def _warnings(found: Rehearsal) -> list[Finding]:
    p = found.published
    if p is None or p.loser_decides < OFTEN:
        return []
    message = (
        f"under {p.formula} a losing bid decided in {100 * p.loser_decides:.0f} of 100 made-up procurements "
        "who wins"
    )
    hint = "a formula that compares with a fixed budget cannot be moved by another bid"
    return [Finding("sensitivity.loser-decides", "warning", "price.formula", message, hint)]
