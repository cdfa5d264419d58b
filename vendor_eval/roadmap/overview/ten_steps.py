"""The ten steps as a reader meets them: inputs, outputs, and for all that is missing where to write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_eval.model.roadmap.roadmap import STEPS, StepId
from vendor_eval.roadmap.overview import after_selection as after
from vendor_eval.roadmap.overview import before_selection as before
from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.step_items import Input, Item, Items, Missing, Output, owner_of


@dataclass(frozen=True, slots=True)
class StepFacts:
    number: int
    id: StepId
    title: str
    status: str
    owner: str
    start: date | None
    finish: date | None
    hours: Decimal | None
    note: str
    inputs: tuple[Item, ...]
    outputs: tuple[Item, ...]
    missing: tuple[Missing, ...]


def step_facts(plan: Plan) -> tuple[StepFacts, ...]:
    """All ten, whatever is known. ``status`` is the team's word, else what the data says."""
    found = []
    for number, (name, title) in enumerate(STEPS.items(), 1):
        items = tuple(_ITEMS[name](plan))
        own = plan.roadmap.steps.get(name)
        missing = tuple(x for x in items if isinstance(x, Missing))
        derived = (
            "complete" if not missing else "incomplete" if len(missing) < len(items) else "nothing known"
        )
        found.append(
            StepFacts(
                number=number,
                id=name,
                title=title,
                status=(own.status if own else None) or derived,
                owner=owner_of(plan, own.owner) if own else "",
                start=own.start if own else None,
                finish=own.finish if own else None,
                hours=own.hours if own else None,
                note=own.note if own else "",
                inputs=tuple(x for x in items if isinstance(x, Input)),
                outputs=tuple(x for x in items if isinstance(x, Output)),
                missing=missing,
            )
        )
    return tuple(found)


_ITEMS: dict[StepId, Callable[[Plan], Items]] = {
    "needs": before.needs,
    "goals": before.goals,
    "team": before.team,
    "gaps": before.gaps,
    "budget": before.budget,
    "selection": before.selection,
    "migration": after.migration,
    "training": after.training,
    "acceptance": after.acceptance,
    "deployment": after.deployment,
}
