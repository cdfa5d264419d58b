"""What each bid costs, by year and scenario, and what to look at before comparing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from vendor_eval.cost.comparable import comparable
from vendor_eval.decision.procurement.release_dates import prices_early
from vendor_eval.decision.procurement.scored import score
from vendor_eval.findings import Finding
from vendor_eval.intake.completeness import completeness
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.scoring.admission import price_answer
from vendor_eval.scoring.bids import Bid


@dataclass(frozen=True, kw_only=True)
class CostResult(OperationResult):
    """``prices`` of every bid that has one that counts; ``ranked``: the vendors that are ranked.

    ``without_sum``: vendors whose price workbook counts and adds up to nothing -> why. ``currency``: a code,
    empty where the folder cannot be read. ``discount_percent``: a year's.
    """

    currency: str = ""
    discount_percent: Decimal = Decimal(0)
    prices: tuple[PriceResult, ...] = ()
    ranked: tuple[str, ...] = ()
    without_sum: Mapping[str, str] = field(default_factory=dict)


def cost(folder: ProcurementFolder) -> CostResult:
    case, findings = folder.load()
    if case is None:
        return CostResult(findings=tuple(findings))
    scored = score(case)
    early = prices_early(case, scored, folder.clock()) if scored.prices else []
    return CostResult(
        findings=(*findings, *_comparability(case, scored.bids), *early),
        currency=case.procurement.currency.code,
        discount_percent=case.procurement.price.discount_percent,
        prices=scored.prices,
        ranked=scored.ranked,
        without_sum=_without_sum(scored.bids),
    )


def _without_sum(every: Sequence[Bid]) -> dict[str, str]:
    states = {b.vendor.name: price_answer(b.price).state for b in every if b.price}
    words = {"unreadable": "price cannot be read", "unanswered": "the price workbook holds no price"}
    return {name: words[state] for name, state in states.items() if state in words}


def _comparability(case: Case, every: Sequence[Bid]) -> list[Finding]:
    prices = {b.vendor: b.price for b in every if b.price}
    found = completeness(case.procurement, case.catalogue, {}, prices)
    return found + comparable(case.procurement, prices)
