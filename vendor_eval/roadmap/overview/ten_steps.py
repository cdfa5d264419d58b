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
from vendor_eval.roadmap.overview.step_items import Item, Missing, Told, owner_of


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
        inputs, outputs = (tuple(part(plan)) for part in _PARTS[name])
        own = plan.roadmap.steps.get(name)
        missing = tuple(x for x in (*inputs, *outputs) if isinstance(x, Missing))
        there = [x for x in (*inputs, *outputs) if isinstance(x, Item)]
        derived = "complete" if not missing else "incomplete" if there else "nothing known"
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
                inputs=tuple(x for x in inputs if isinstance(x, Item)),
                outputs=tuple(x for x in outputs if isinstance(x, Item)),
                missing=missing,
            )
        )
    return tuple(found)


_Part = Callable[[Plan], Told]
_PARTS: dict[StepId, tuple[_Part, _Part]] = {
    "needs": (before.needs_in, before.needs_out),
    "goals": (before.goals_in, before.goals_out),
    "team": (before.team_in, before.team_out),
    "gaps": (before.gaps_in, before.gaps_out),
    "budget": (before.budget_in, before.budget_out),
    "selection": (before.selection_in, before.selection_out),
    "migration": (after.migration_in, after.migration_out),
    "training": (after.training_in, after.training_out),
    "acceptance": (after.acceptance_in, after.acceptance_out),
    "deployment": (after.deployment_in, after.deployment_out),
}
