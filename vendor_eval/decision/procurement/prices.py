"""What the bids cost, and what their prices are worth beside those of the others that are ranked."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.cost.evaluated_price import evaluated_price
from vendor_eval.cost.formulas import price_values
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.model.outcome.costs import EarlierPrice, PriceResult
from vendor_eval.scoring.admission import price_answer
from vendor_eval.scoring.bids import Bid


def priced(
    case: Case, all_bids: Sequence[Bid], ranked: Sequence[str], cells: Sequence[Cell]
) -> tuple[tuple[PriceResult, ...], list[Cell], list[Finding]]:
    """Net present cost of every bid with a price; values only among the vendors that are ranked.

    With it ``cells``, those of the price filled in, and what is wrong: a price of zero leaves them unfilled.
    """
    p = case.procurement
    results = {
        bid.vendor.name: _with_before(bid, evaluated_price(bid.vendor.name, bid.price, p), p)
        for bid in all_bids
        if bid.price and price_answer(bid.price).state == "answered"
    }
    costs = {name: results[name].net_present_cost for name in ranked if name in results}
    free = [name for name, cost in costs.items() if cost <= 0]
    if free:
        hint = "ask the vendor: an offer that costs nothing cannot be compared by a price formula"
        findings = [
            Finding("price.zero", "error", name, "the evaluated price is zero", hint) for name in free
        ]
        return tuple(results.values()), list(cells), findings
    findings = [_unpriced(results[name]) for name in costs if any(x.empty_years for x in results[name].lines)]
    values = price_values(p.price, costs)
    price = case.catalogue.price
    done = []
    for c in cells:
        if price is None or c.criterion != price.id:
            done.append(c)
            continue
        shown = f"{results[c.vendor].net_present_cost:,} {p.currency.code}" if c.vendor in results else ""
        value = values.get(c.vendor, 0.0 if c.vendor in ranked else None)
        done.append(
            c.model_copy(update={"value": value, "answer": shown, "source": c.source or "price workbook"})
        )
    return tuple(results.values()), done, findings


def _with_before(bid: Bid, now: PriceResult, p: Procurement) -> PriceResult:
    """The price beside the one that counted at the closing time, if that was another."""
    if bid.price_before is None or price_answer(bid.price_before).state != "answered":
        return now
    then = evaluated_price(bid.vendor.name, bid.price_before, p)
    before = EarlierPrice(
        version=bid.price_before.receipt.version, by_year=then.by_year, net_present_cost=then.net_present_cost
    )
    return now.model_copy(update={"before": before})


def _unpriced(result: PriceResult) -> Finding:
    """An empty price counts as free of charge; nobody may overlook that."""
    lines = ", ".join(line.line for line in result.lines if line.empty_years)
    message = f"prices left empty ({lines}) count as no charge in the evaluated price"
    hint = "ask the vendor whether these are included, and take a complete price workbook in"
    return Finding("price.empty", "warning", result.vendor, message, hint)
