"""Step 3: who is responsible for what, who scores, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.model.case import Case
from vendor_eval.model.roadmap.roadmap import STEPS, Roadmap, StepId, Team
from vendor_eval.model.roadmap.team import KINDS, Raci
from vendor_eval.scoring.consensus import evaluators_by_criterion


@dataclass(frozen=True, slots=True)
class RaciRow:
    """``cells``: role id -> its letters in this step. ``flaw`` says what is wrong, or is empty."""

    step: StepId
    title: str
    cells: dict[str, str]
    flaw: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """``scores``: what its members score. ``steps``: how many steps it takes part in."""

    id: str
    title: str
    kind: str
    people: tuple[str, ...]
    scores: tuple[str, ...]
    steps: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the panel, for which roles it speaks, and what it declared about conflicts of interest.

    ``scores``: title of a group of criteria -> how many of them it scores.
    """

    name: str
    roles: tuple[str, ...]
    criteria: int
    scores: tuple[tuple[str, int], ...]
    declared: str


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """``missing``: kinds of people whom a PACS touches and who have no role."""

    roles: tuple[RoleRow, ...]
    raci: tuple[RaciRow, ...]
    panel: tuple[Member, ...]
    missing: tuple[str, ...]
    without_scorer: tuple[str, ...]

    @property
    def flaws(self) -> tuple[RaciRow, ...]:
        return tuple(row for row in self.raci if row.flaw)


def team_facts(case: Case, roadmap: Roadmap) -> TeamFacts:
    """All of it; empty parts where nothing was written."""
    team = roadmap.team
    panel = {e.id: e for e in case.procurement.panel}
    has = {r.kind for r in team.roles}
    roles = tuple(
        RoleRow(
            id=role.id,
            title=role.title,
            kind=role.kind,
            people=role.people,
            scores=tuple(panel[e].name for e in role.evaluators if e in panel),
            steps=sum(role.id in _everyone(raci) for raci in team.raci.values()),
        )
        for role in team.roles
    )
    return TeamFacts(
        roles=roles,
        raci=tuple(_raci_row(step, team) for step in STEPS) if team.raci else (),
        panel=tuple(_members(case, team)),
        missing=tuple(kind for kind in KINDS if kind not in has),
        without_scorer=tuple(
            r.title
            for r in roles
            if r.kind in ("radiology", "technologists", "it", "security", "clinicians") and not r.scores
        ),
    )


def raci_flaw(raci: Raci | None) -> str:
    """Exactly one role is accountable, and somebody does the work; no role is both consulted and informed."""
    if raci is None:
        return "nobody is named"
    if not raci.accountable:
        return "nobody is accountable"
    if len(raci.accountable) > 1:
        return f"{len(raci.accountable)} roles are accountable; one has to answer for the step"
    if not raci.responsible:
        return "nobody is responsible for the work"
    both = sorted(set(raci.consulted) & set(raci.informed))
    return f"both consulted and informed: {', '.join(both)}" if both else ""


def _raci_row(step: StepId, team: Team) -> RaciRow:
    raci = team.raci.get(step)
    cells: dict[str, str] = {}
    for letter, part in (("R", "responsible"), ("A", "accountable"), ("C", "consulted"), ("I", "informed")):
        for role in getattr(raci, part, ()):
            cells[role] = f"{cells[role]}, {letter}" if role in cells else letter
    return RaciRow(step, STEPS[step], cells, raci_flaw(raci))


def _everyone(raci: Raci) -> set[str]:
    return {*raci.accountable, *raci.responsible, *raci.consulted, *raci.informed}


def _members(case: Case, team: Team) -> Iterator[Member]:
    duty = evaluators_by_criterion(case.catalogue, case.procurement.panel)
    groups = {g.id: g.title for _, g in case.catalogue.walk()}
    titles = {c.id: groups[path[0]] for path, c in case.catalogue.placed()}
    for member in case.procurement.panel:
        sheets = [s for s in case.sheets if s.evaluator == member.id and s.declaration]
        declaration = max(sheets, key=lambda s: s.version).declaration if sheets else None
        words = {
            "yes": "no conflict",
            "no": f"a conflict: {declaration.note}" if declaration and declaration.note else "a conflict",
        }
        yield Member(
            name=member.name,
            roles=tuple(r.title for r in team.roles if member.id in r.evaluators),
            criteria=sum(member in who for who in duty.values()),
            scores=tuple(Counter(titles[c] for c, who in duty.items() if member in who).items()),
            declared=words.get(declaration.answer, "not declared") if declaration else "no sheet yet",
        )
