"""What is priced, how prices become one evaluated price, and that a value: in words and by example."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from vendor_eval.cost.formulas import price_values
from vendor_eval.forms.spec import INCLUDED
from vendor_eval.model.catalogue import Catalogue
from vendor_eval.model.procurement import Currency, PriceLine, PriceRule, Procurement
from vendor_eval.rfp.requirements import criterion
from vendor_eval.rfp.shares import Percentages
from vendor_eval.rfp.wording import day, fixed, listed, number

FORMULAS = {
    "lowest_over_price": (
        "value = lowest evaluated price ÷ evaluated price of the bid",
        "The lowest price has the value 1; a price twice as high has the value 0.5.",
    ),
    "linear_min_max": (
        "value = (highest evaluated price − evaluated price of the bid) ÷ "
        "(highest evaluated price − lowest evaluated price)",
        "The lowest price has the value 1 and the highest the value 0; where all prices are equal, each has "
        "the value 1.",
    ),
}
RATE_BASES = {
    "nominal": "The rate is nominal: prices are stated as they will be charged in each year.",
    "real": "The rate is real: prices are stated at the price level of the bid, without inflation.",
}
EXAMPLE = {
    "Bidder A": Decimal(800_000),
    "Bidder B": Decimal(1_000_000),
    "Bidder C": Decimal(1_250_000),
}


def prices(
    procurement: Procurement, catalogue: Catalogue, shares: Percentages, price_weight: float
) -> dict[str, object]:
    """The values of the variable ``price``; ``price_weight`` is the share of the whole that price has."""
    rule = procurement.price
    scored = catalogue.price
    formula, remark = FORMULAS[rule.formula]
    return {
        "criterion": criterion(scored, shares) if scored else None,
        "formula": formula,
        "formula_remark": remark,
        "example": _example(procurement, price_weight, shares.criteria[scored.id]) if scored else None,
        "lines": [_line(line) for line in rule.lines],
        "years": [str(year) for year in range(rule.years)],
        "last_year": str(rule.years - 1),
        "widths": _widths(rule.years),
        "discounted": rule.discount_percent > 0,
        "discount": number(rule.discount_percent),
        "rate_basis": RATE_BASES[rule.rate_basis],
        "include_tax": rule.include_tax,
        "included": INCLUDED,
        "currency": procurement.currency.code,
        "currencies": listed([procurement.currency.code, *_others(procurement.currency)], "or"),
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


def _line(line: PriceLine) -> dict[str, object]:
    return {
        "id": line.id,
        "title": line.title,
        "unit": line.unit,
        "covers": line.covers or "",
        "quantities": [number(q) if q else "–" for q in line.quantity],
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


def _example(procurement: Procurement, weight: float, share: str) -> dict[str, object]:
    """Three made-up prices through the formula that will be applied to the real ones."""
    formula, rounding = procurement.price.formula, procurement.rules.rounding
    values = price_values(formula, EXAMPLE)
    most = float(procurement.rules.points) * weight
    decimals = 2 if rounding.component == "none" else rounding.component
    return {
        "share": share,
        "points": fixed(most, decimals, rounding.mode),
        "rows": [
            {
                "bidder": bidder,
                "price": f"{number(price)} {procurement.currency.code}",
                "working": _working(formula, price),
                "value": fixed(values[bidder], 4),
                "points": fixed(most * values[bidder], decimals, rounding.mode),
            }
            for bidder, price in EXAMPLE.items()
        ],
    }


def _working(formula: str, price: Decimal) -> str:
    low, high = min(EXAMPLE.values()), max(EXAMPLE.values())
    ways: Mapping[str, str] = {
        "lowest_over_price": f"{number(low)} ÷ {number(price)}",
        "linear_min_max": (f"({number(high)} − {number(price)}) ÷ ({number(high)} − {number(low)})"),
    }
    return ways[formula]
