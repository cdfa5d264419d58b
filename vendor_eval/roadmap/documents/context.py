"""The variables of the roadmap's templates: the facts of the plan, and tables cut for the room of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vendor_eval.documents.template.variables import number, variables
from vendor_eval.report.document.page_tables import blocks
from vendor_eval.report.format.text import cut, opening
from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.ten_steps import StepFacts
from vendor_eval.roadmap.steps.budget import Budget

LONGEST, LONGEST_PROMISE = 1200, 300
TIER_YEARS = (1, 5, 10)
SIDE_BY_SIDE = 5
"""So many vendors have columns in one table."""
WIDE = 9
"""With more years than this the table lies on its side."""


def context(plan: Plan, steps: tuple[StepFacts, ...]) -> dict[str, Any]:
    """What vendors and buyers wrote stays text, and is cut where it is too long for a table."""
    inputs = plan.roadmap
    found = {
        "buyer": plan.buyer,
        "id": plan.id,
        "currency": plan.budget.currency,
        "selected": plan.selected,
        "steps": steps,
        "tier_years": TIER_YEARS,
        "needs": plan.needs,
        "goals": plan.goals,
        "team": plan.team,
        "gaps": plan.gaps,
        "gap_tables": (blocks(len(plan.gaps.vendors), SIDE_BY_SIDE) or [[]]) if plan.gaps else (),
        "budget": plan.budget,
        "money": money_by_year(plan.budget),
        "periods": plan.time.periods,
        "remarks": [
            *(f"{opening(words)}." for words in plan.time.order),
            *(f"{opening(d.what)} falls on {d.day}: {d.why}." for d in plan.time.days_off),
        ],
        "migration": plan.migration,
        "migration_plan": inputs.migration,
        "training": plan.training,
        "acceptance": variables(plan.acceptance, lambda text: cut(text, LONGEST_PROMISE)),
        "deploy": plan.deploy,
        "checks": inputs.deployment.checks,
        "promises": plan.promises,
        "scores": {k.promise.kpi.id: k for k in plan.monitoring.kpis} if plan.monitoring else {},
        "practices": plan.practices,
        "risks": plan.risks,
        "messages": inputs.communication,
        "owners": {role.id: role.title for role in inputs.team.roles},
    }
    return dict(variables(found, lambda text: cut(text, LONGEST)))


@dataclass(frozen=True, slots=True)
class MoneyRow:
    what: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """Years side by side in ``unit``, which is as large as the largest amount asks for."""

    unit: str
    years: int
    wide: bool
    rows: tuple[MoneyRow, ...]


def money_by_year(found: Budget) -> MoneyTable | None:
    """The funds, each own cost, and for each offer what it costs and what is left; None without amounts."""
    rows = [("Funds less the reserve", found.available)] if found.available else []
    rows += [(row.what, row.by_year) for row in found.own.rows]
    for offer in found.offers:
        rows.append((f"{offer.vendor}, the bid", offer.costs))
        if offer.left:
            rows.append((f"{offer.vendor}, left", offer.left))
    if not rows:
        return None
    amounts = (found.available, found.own_by_year, *(o.costs for o in found.offers))
    large = max((x for row in amounts for x in row), default=Decimal(0)) >= 100_000
    unit, word = (1000, "thousand ") if large else (1, "")
    return MoneyTable(
        f"{word}{found.currency}",
        found.years,
        found.years > WIDE,
        tuple(MoneyRow(what, _cells(row, found.years, unit)) for what, row in rows),
    )


def _cells(row: Sequence[Decimal], years: int, unit: int) -> tuple[str, ...]:
    """A year after the last has nothing in it; a small amount is not printed as nothing."""
    filled = [*row[:years], *[Decimal(0)] * (years - len(row))]
    return tuple("–" if not x else number(x / unit, 1 if abs(x) < unit else 0) for x in filled)
