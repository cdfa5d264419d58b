"""Step 5 as the templates print it: money by year and vendor, periods and dates."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.steps.budget import Budget

WIDE = 9
"""With more years than this the table lies on its side."""


def whole(number: Decimal) -> str:
    return f"{number:,.0f}"


def money(plan: Plan) -> dict[str, Any]:
    """The variables of step 5."""
    found, time = plan.budget, plan.time
    remarks = [f"{t[:1].upper()}{t[1:]}." for t in time.order]
    remarks += [f"{d.what[:1].upper()}{d.what[1:]} falls on {d.day}: {d.why}." for d in time.days_off]
    return {
        "offers": [
            {
                "vendor": o.vendor if o.ranked else f"{o.vendor} (not ranked)",
                "total": whole(o.total),
                "short": (", ".join(map(str, o.short_in)) or "in none")
                if found.available
                else "nothing funded",
                "over": whole(o.over_budget) if o.over_budget is not None else "–",
            }
            for o in found.offers
        ],
        "periods": [
            {
                "what": p.what,
                "begin": str(p.begin),
                "end": str(p.end),
                "days": str(p.days),
                "least": (f"{p.least}, too short" if p.short else str(p.least))
                if p.least is not None
                else "–",
            }
            for p in time.periods
        ],
        "remarks": remarks,
        **_by_year(found),
    }


def _by_year(found: Budget) -> dict[str, Any]:
    """A line for the funds, one for each own cost, and for each offer what it costs and what is left."""
    if not found.offers and not found.own.rows and not found.available:
        nothing: dict[str, Any] = dict.fromkeys(("money_wide", "money_unit", "carry"), "")
        return nothing | {"money_years": [], "money": [], "money_missing": []}
    unit, word = (1000, "thousand ") if _largest(found) >= 100_000 else (1, "")
    lines = [("Funds less the reserve", found.available)] if found.available else []
    lines += [(row.what, row.by_year) for row in found.own.rows]
    for offer in found.offers:
        lines.append((f"{offer.vendor}, the bid", offer.costs))
        if offer.left:
            lines.append((f"{offer.vendor}, left", offer.left))
    return {
        "money_years": [str(year) for year in range(found.years)],
        "money": [{"what": what, "cells": _cells(row, found.years, unit)} for what, row in lines],
        "money_wide": "yes" if found.years > WIDE else "",
        "money_unit": f"{word}{found.currency}",
        "money_missing": [lack.what for lack in found.own.missing],
        "carry": "It adds up from year to year." if found.carry_over else "Nothing carries over.",
    }


def _largest(found: Budget) -> Decimal:
    rows = (found.available, found.own_by_year, *(o.costs for o in found.offers))
    return max((amount for row in rows for amount in row), default=Decimal(0))


def _cells(row: Sequence[Decimal], years: int, unit: int) -> list[str]:
    """A year after the last has nothing in it; a small amount is not printed as nothing."""
    cells = [row[t] if t < len(row) else Decimal(0) for t in range(years)]
    return ["–" if not x else f"{x / unit:,.1f}" if abs(x) < unit else whole(x / unit) for x in cells]
