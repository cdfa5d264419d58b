"""roadmap.yaml: what the ten steps around the selection need besides the procurement itself.

Every part may be left out; the roadmap then says what is missing. Bidders are told nothing of it, so it is in
no fingerprint. Volumes stand in procurement.yaml, for prices follow from them too.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.buyer.volumes import NotNegative, Positive
from vendor_eval.model.roadmap.after_selection import Date, Deployment, Kpi, MigrationPlan, TrainingPlan
from vendor_eval.model.roadmap.team import Raci, Role

StepId = Literal[
    "needs",
    "goals",
    "team",
    "gaps",
    "budget",
    "selection",
    "migration",
    "training",
    "acceptance",
    "deployment",
]
STEPS: dict[StepId, str] = {
    "needs": "Assess the needs",
    "goals": "Define the goals",
    "team": "Form the team",
    "gaps": "Analyse the gaps",
    "budget": "Set budget and timeline",
    "selection": "Select the vendor",
    "migration": "Migrate the data",
    "training": "Train the staff",
    "acceptance": "Test and validate",
    "deployment": "Deploy and monitor",
}
"""The steps in their order; step 1 is ``needs``."""

Share = Annotated[Decimal, Field(ge=0, le=100, allow_inf_nan=False)]
Percent = Annotated[Decimal, Field(gt=0, le=100, allow_inf_nan=False)]
Level = Annotated[int, Field(ge=1, le=5)]


class Step(Model):
    """Who answers for a step, from when to when, and how many hours of the own staff it takes."""

    owner: str = ""
    start: Date | None = None
    finish: Date | None = None
    hours: NotNegative | None = None
    status: Literal["open", "running", "done"] | None = None
    note: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.finish and self.finish < self.start:
            raise ValueError(f"finish ({self.finish}) lies before start ({self.start})")
        return self


class Task(Model):
    """A piece of work of the project plan: ``days`` working days, after the tasks named under ``after``."""

    id: Id
    title: Text
    step: StepId
    days: Annotated[int, Field(ge=0, le=5000)]
    start: Date | None = None
    after: tuple[Id, ...] = ()
    owner: str = ""


class Network(Model):
    """What the peak hour asks of the network.

    ``busiest_hour_percent``: share of a working day's studies in its busiest hour. ``reads_per_study``: how
    often the bytes of a study, priors included, are sent to a reader. ``utilisation_percent``: how much of a
    line may be in use on average in that hour. ``links_mbit``: site -> its line; ``site_percent``: site ->
    its share of the studies.
    """

    working_days: Annotated[int, Field(ge=1, le=366)] = 250
    busiest_hour_percent: Percent = Decimal(15)
    reads_per_study: NotNegative = Decimal(3)
    utilisation_percent: Percent = Decimal(50)
    minutes_per_reading: Positive = Decimal(6)
    minutes_by_modality: dict[Text, Positive] = {}
    site_percent: dict[Text, Share] = {}
    links_mbit: dict[Text, Positive] = {}

    @model_validator(mode="after")
    def _shares(self) -> Self:
        total = sum(self.site_percent.values(), Decimal(0))
        if self.site_percent and abs(total - 100) > Decimal("0.5"):
            raise ValueError(f"site_percent adds up to {total}, not to 100")
        return self


class Stakeholder(Model):
    """A group of people whose word counts for ``share`` (any scale) when goals are weighed."""

    id: Id
    title: Text
    share: Positive = Decimal(1)


class Goal(Model):
    """Something to reach, with the measure by which everyone will see whether it was.

    ``points``: stakeholder -> how much this goal matters to it, any scale. ``groups``: group of criteria ->
    how strongly it serves the goal: 1 weakly, 3 clearly, 9 decisively.
    """

    id: Id
    title: Text
    measure: str = ""
    baseline: str = ""
    target: str = ""
    by: Date | None = None
    points: dict[Id, NotNegative] = {}
    groups: dict[Id, Literal[1, 3, 9]] = {}


class Goals(Model):
    stakeholders: tuple[Stakeholder, ...] = ()
    goals: tuple[Goal, ...] = ()


class Team(Model):
    """``raci``: step -> who does what in it."""

    roles: tuple[Role, ...] = ()
    raci: dict[StepId, Raci] = {}


class Current(Model):
    """How today's systems meet a criterion, and how much it matters to close a gap (1 little to 5 vital)."""

    criterion: Id
    now: Literal["met", "partly", "missing"]
    criticality: Level = 3
    system: str = ""
    note: str = ""


class Fund(Model):
    """Money from one source, in the procurement's currency, year 0 (before go-live) first."""

    source: Text
    by_year: tuple[NotNegative, ...] = Field(min_length=1)


class MinimumDays(Model):
    """The least calendar days that law or policy leaves between two dates; ``source`` says which.

    ``decision_to_contract`` is the standstill in which a bidder may have the decision reviewed.
    """

    issue_to_bids: Annotated[int, Field(ge=0)] | None = None
    questions_to_bids: Annotated[int, Field(ge=0)] | None = None
    bids_to_decision: Annotated[int, Field(ge=0)] | None = None
    decision_to_contract: Annotated[int, Field(ge=0)] | None = None
    decision_to_go_live: Annotated[int, Field(ge=0)] | None = None
    source: str = ""


class Holidays(Model):
    """Public holidays of ``country`` (two letters) and its ``subdivision``; ``more``: days of one's own."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    subdivision: str = ""
    more: tuple[Date, ...] = ()


class Funding(Model):
    """``reserve_percent`` is kept for what nobody foresaw, and is no part of what a bid may cost."""

    funds: tuple[Fund, ...] = ()
    reserve_percent: Annotated[Decimal, Field(ge=0, lt=100)] = Decimal(0)
    carry_over: bool = True


class Test(Model):
    """What differs from the proposal of the acceptance plan for one criterion."""

    criterion: Id
    method: Literal["document", "demonstration", "measurement", "probe", "load test", "drill"] | None = None
    owner: str = ""
    how: str = ""
    pass_rule: str = ""


class Acceptance(Model):
    owner: str = ""
    tests: tuple[Test, ...] = ()


class Message(Model):
    """Something the project tells people: what, whom, when, and who writes it."""

    what: Text
    to: Text
    when: str = ""
    owner: str = ""


class Risk(Model):
    """A risk the program cannot know of. ``probability`` and ``impact`` 1 (low) to 5 (high)."""

    id: Id
    title: Text
    step: StepId = "selection"
    probability: Level
    impact: Level
    owner: str = ""
    mitigation: str = ""
    condition: str = ""


class Treatment(Model):
    """What the team decided on a risk that the program found; ``risk`` is the id the register shows."""

    risk: Text
    probability: Level | None = None
    impact: Level | None = None
    owner: str = ""
    mitigation: str = ""


class Roadmap(Model):
    """roadmap.yaml: owners, dates and figures of the ten steps around the selection.

    ``contract_on``: the day on which the contract is to be signed.
    """

    decimals_meant = frozenset(("promise", "share", "points"))

    steps: dict[StepId, Step] = {}
    tasks: tuple[Task, ...] = ()
    holidays: Holidays = Holidays()
    minimum_days: MinimumDays = MinimumDays()
    contract_on: Date | None = None
    network: Network | None = None
    goals: Goals = Goals()
    team: Team = Team()
    today: tuple[Current, ...] = ()
    funding: Funding = Funding()
    migration: MigrationPlan | None = None
    training: TrainingPlan = TrainingPlan()
    acceptance: Acceptance = Acceptance()
    deployment: Deployment = Deployment()
    kpis: tuple[Kpi, ...] = ()
    communication: tuple[Message, ...] = ()
    risks: tuple[Risk, ...] = ()
    treatments: tuple[Treatment, ...] = ()
