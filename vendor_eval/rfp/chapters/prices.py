"""What is priced, how prices become one evaluated price, and that a value: in words and by example."""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.forms.spec import INCLUDED
from vendor_eval.model.buyer.price_quantities import AskedRow, asked_rows
from vendor_eval.model.buyer.procurement import BuyerCost, Currency, PriceRule, Procurement
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.rfp.chapters.price_formula import example, in_words
from vendor_eval.rfp.chapters.price_lines import line_notes, scenarios_in_words
from vendor_eval.rfp.chapters.requirements import criterion
from vendor_eval.rfp.chapters.storage import storage_in_words
from vendor_eval.rfp.chapters.weight_shares import Percentages
from vendor_eval.rfp.wording import day, number
from vendor_eval.text import listed

RATE_BASES = {
    "nominal": "The rate is nominal: prices are stated as they will be charged in each year.",
    "real": "The rate is real: prices are stated at the price level of the bid, without inflation.",
}


def prices(
    procurement: Procurement, catalogue: Catalogue, shares: Percentages, price_weight: float
) -> dict[str, object]:
    """The values of the variable ``price``; ``price_weight`` is the share of the whole that price has."""
    rule = procurement.price
    scored = catalogue.price
    words, rows = in_words(rule, procurement.currency.code), asked_rows(procurement)
    return {
        "criterion": criterion(scored, shares) if scored else None,
        "formula": words.formula,
        "formula_remark": words.remark,
        "formula_warning": words.warning,
        "example": example(procurement, price_weight, shares.criteria[scored.id]) if scored else None,
        "lines": [_line(row) for row in rows if not row.line.optional],
        "options": [_line(row) for row in rows if row.line.optional],
        "notes": line_notes(rule.lines),
        "buyer_costs": [_buyer_cost(cost, procurement.currency.code) for cost in rule.buyer_costs],
        "scenarios": scenarios_in_words(procurement),
        "storage": storage_in_words(procurement),
        "years": [str(year) for year in range(rule.years)],
        "last_year": str(rule.years - 1),
        "widths": _widths(rule.years),
        "discounted": rule.discount_percent > 0,
        "discount": number(rule.discount_percent),
        "rate_basis": RATE_BASES[rule.rate_basis],
        "include_tax": rule.include_tax,
        "included": INCLUDED,
        "currency": procurement.currency.code,
        "currencies": listed([procurement.currency.code, *_others(procurement.currency)], word="or"),
        "rates": _rates(procurement.currency),
        "cost_criteria": _cost_criteria(rule, catalogue, shares),
    }


def _others(currency: Currency) -> list[str]:
    return [code for code in currency.rates if code != currency.code]


def _rates(currency: Currency) -> list[dict[str, str]]:
    return [
        {"code": code, "rate": number(rate.rate), "on": day(rate.on), "source": rate.source}
        for code, rate in currency.rates.items()
        if code != currency.code
    ]


def _line(row: AskedRow) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "unit": row.line.unit,
        "covers": row.line.covers or "",
        "quantities": [number(q) if q else "–" for q in row.expected],
    }


def _buyer_cost(cost: BuyerCost, currency: str) -> dict[str, object]:
    return {
        "id": cost.id,
        "title": cost.title,
        "condition": cost.condition.strip() or "every bid",
        "source": cost.source,
        "total": f"{number(sum(cost.by_year, Decimal(0)))} {currency}",
        "by_year": [number(x) if x else "–" for x in cost.by_year],
    }


def _widths(years: int) -> str:
    """Shares of the columns: three for the line, one for each year."""
    return ",".join(["13", "30", "14", *(["8"] * years)])


def _cost_criteria(rule: PriceRule, catalogue: Catalogue, shares: Percentages) -> list[dict[str, object]]:
    return [
        {**criterion(c, shares), "lines": listed([line.id for line in rule.lines if line.covers == c.id])}
        for c in catalogue.leaves()
        if c.kind == "cost"
    ]
