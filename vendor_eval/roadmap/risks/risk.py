"""One line of the register of risks, and all that such lines are read from."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.roadmap.roadmap import Roadmap, StepId
from vendor_eval.roadmap.acceptance.tests import Delivery
from vendor_eval.roadmap.steps.budget import Budget
from vendor_eval.roadmap.steps.deploy import DeployFacts
from vendor_eval.roadmap.steps.gaps import GapAnalysis
from vendor_eval.roadmap.steps.migration import Migration
from vendor_eval.roadmap.steps.monitoring import Monitoring
from vendor_eval.roadmap.steps.team import TeamFacts
from vendor_eval.roadmap.steps.timeline import Timeline


@dataclass(frozen=True, slots=True)
class RiskRow:
    """``condition``: what the contract could say of it; empty where it does not concern the winner."""

    id: str
    title: str
    step: StepId
    probability: int
    impact: int
    owner: str = ""
    mitigation: str = ""
    condition: str = ""
    why: str = ""

    @property
    def level(self) -> int:
        return self.probability * self.impact


@dataclass(frozen=True, slots=True)
class Known:
    """All that risks are read from."""

    case: Case
    roadmap: Roadmap
    outcome: Outcome
    winner: str | None
    team: TeamFacts
    gaps: GapAnalysis | None
    budget: Budget
    time: Timeline
    migration: Migration | None
    deploy: DeployFacts | None
    delivered: Delivery | None = None
    live: Monitoring | None = None
