"""The whole roadmap as facts: ten steps, what feeds each and what it feeds, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.roadmap.acceptance import AcceptanceRecord
from vendor_eval.model.roadmap.roadmap import Roadmap
from vendor_eval.roadmap.acceptance.tests import Delivery, acceptance_tests, answers_of, delivery, winner_of
from vendor_eval.roadmap.overview.practices import Practice, Seen, practices
from vendor_eval.roadmap.risks.register import risks
from vendor_eval.roadmap.risks.risk import Known, RiskRow
from vendor_eval.roadmap.steps.budget import Budget, budget
from vendor_eval.roadmap.steps.deploy import DeployFacts, deploy_facts
from vendor_eval.roadmap.steps.gaps import GapAnalysis, gap_analysis
from vendor_eval.roadmap.steps.goals import GoalMatrix, goal_matrix
from vendor_eval.roadmap.steps.migration import Migration, migration
from vendor_eval.roadmap.steps.monitoring import Measurement, Monitoring, Promise, monitoring, promises
from vendor_eval.roadmap.steps.needs import Needs, needs
from vendor_eval.roadmap.steps.own_costs import own_costs
from vendor_eval.roadmap.steps.team import TeamFacts, team_facts
from vendor_eval.roadmap.steps.timeline import Timeline, days_off, project_years, timeline
from vendor_eval.roadmap.steps.training import Training, training


@dataclass(frozen=True, slots=True)
class Selected:
    """What the decision report says of the selection, in its own words.

    ``unopened``: prices are in and the panel still scores, so its members may not read them.
    """

    title: str
    sentence: str
    official: bool
    winner: str | None
    confidence: str
    conditions: tuple[str, ...]
    unopened: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the forms of the roadmap show. A part is None where nothing is known of it."""

    id: str
    title: str
    buyer: str
    roadmap: Roadmap
    needs: Needs | None
    goals: GoalMatrix | None
    team: TeamFacts
    gaps: GapAnalysis | None
    budget: Budget
    time: Timeline
    selected: Selected
    migration: Migration | None
    training: Training | None
    acceptance: Delivery | None
    deploy: DeployFacts | None
    promises: tuple[Promise, ...]
    monitoring: Monitoring | None
    practices: tuple[Practice, ...]
    risks: tuple[RiskRow, ...]
    case: Case


def plan(
    case: Case,
    outcome: Outcome,
    roadmap: Roadmap,
    selected: Selected,
    *,
    record: AcceptanceRecord | None = None,
    measured: Sequence[Measurement] = (),
    letters_due: Sequence[str] = (),
) -> Plan:
    """``record``: the newest results of acceptance; ``measured``: what the folder holds of measurements."""
    p = case.procurement
    winner = winner_of(outcome)
    team, wanted = team_facts(case, roadmap), needs(p, case.catalogue, roadmap.network)
    gaps, time = gap_analysis(roadmap, case.catalogue, outcome), timeline(p, roadmap)
    off = days_off(roadmap.holidays, project_years(p, roadmap))
    moved, trained = migration(p, roadmap.migration), training(p, roadmap.training, off)
    money = budget(p, roadmap.funding, outcome, own_costs(p, trained, moved, roadmap.migration))
    live = deploy_facts(p, roadmap.deployment)
    promised = promises(case, roadmap, winner)
    answers = dict(answers_of(case, winner)) if winner else {}
    tested = delivery(acceptance_tests(case, roadmap, winner), record) if winner else None
    scored = monitoring(measured, promised, p.service.credits) if measured else None
    known = Known(case, roadmap, outcome, winner, team, gaps, money, time, moved, live, tested, scored)
    return Plan(
        id=p.id,
        title=p.title,
        buyer=p.buyer.name,
        roadmap=roadmap,
        needs=wanted,
        goals=goal_matrix(roadmap.goals, case.catalogue, case.weights),
        team=team,
        gaps=gaps,
        budget=money,
        time=time,
        selected=selected,
        migration=moved,
        training=trained,
        acceptance=tested,
        deploy=live,
        promises=promised,
        monitoring=scored,
        practices=practices(Seen(case, roadmap, team, wanted, winner, answers, tuple(letters_due))),
        risks=risks(known),
        case=case,
    )
