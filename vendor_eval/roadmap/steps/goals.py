"""Step 2: goals weighed by those who want them, and what they say of the weights of groups of criteria.

The matrix is that of quality function deployment (Akao, Quality Function Deployment, 1990): a group serves a
goal weakly (1), clearly (3) or decisively (9).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.roadmap.roadmap import Goal, Goals

APART = 2.0
"""An agreed weight that is so many times the proposed one, or the reverse, is worth a word."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """``share`` of all goals, 0 to 1; ``groups``: group -> strength. ``measurable``: one will see."""

    id: str
    title: str
    measure: str
    baseline: str
    target: str
    by: date | None
    share: float
    groups: dict[str, int]

    @property
    def measurable(self) -> bool:
        return bool(self.measure and self.target)


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A top-level group: its share by the goals (None where no goal says anything) and as agreed."""

    id: str
    title: str
    proposed: float | None
    agreed: float

    @property
    def apart(self) -> bool:
        if not self.proposed or not self.agreed:
            return bool(self.proposed) != bool(self.agreed) and self.proposed is not None
        return not 1 / APART <= self.agreed / self.proposed <= APART

    @property
    def idle(self) -> bool:
        """It carries weight and serves no goal."""
        return bool(self.agreed and not self.proposed)


@dataclass(frozen=True, slots=True)
class GoalMatrix:
    """``silent``: stakeholders who gave no points; ``unserved``: goals that no scored group serves."""

    goals: tuple[GoalRow, ...]
    groups: tuple[GroupShare, ...]
    silent: tuple[str, ...]

    @property
    def unserved(self) -> tuple[GoalRow, ...]:
        return tuple(g for g in self.goals if not g.groups)


def goal_matrix(goals: Goals, catalogue: Catalogue, weights: Weights) -> GoalMatrix | None:
    """None where there is no goal.

    Weight of a goal: sum over stakeholders of share x points of the goal / all points of the stakeholder; one
    who gave no points is left out and named; without any points all goals weigh the same. Proposed share of
    a group: sum over served goals of weight x strength / all strengths of the goal, divided by their sum.
    """
    if not goals.goals:
        return None
    top = {g.id: path[0] for path, g in catalogue.walk()}
    scored = {g.id for _, g in catalogue.walk() if g.scored}
    shares, silent = goal_shares(goals)
    rows = tuple(_row(goal, shares[goal.id], scored) for goal in goals.goals)
    proposed = _proposed(rows, top)
    agreed = _agreed(catalogue, weights)
    columns = tuple(
        GroupShare(g.id, g.title, proposed.get(g.id, 0.0) if proposed else None, agreed[g.id])
        for g in catalogue.groups
        if g.scored
    )
    return GoalMatrix(rows, columns, silent)


def goal_shares(goals: Goals) -> tuple[dict[str, float], tuple[str, ...]]:
    """The share of each goal, which add up to 1, and the titles of stakeholders who gave no points."""
    found = dict.fromkeys((g.id for g in goals.goals), 0.0)
    silent = []
    for person in goals.stakeholders:
        given = {g.id: float(g.points.get(person.id, 0)) for g in goals.goals}
        whole = sum(given.values())
        if not whole:
            silent.append(person.title)
            continue
        for goal, points in given.items():
            found[goal] += float(person.share) * points / whole
    whole = sum(found.values())
    if not whole:
        return dict.fromkeys(found, 1 / len(found)), tuple(silent)
    return {goal: share / whole for goal, share in found.items()}, tuple(silent)


def _row(goal: Goal, share: float, scored: set[str]) -> GoalRow:
    groups = {g: int(strength) for g, strength in goal.groups.items() if g in scored}
    return GoalRow(goal.id, goal.title, goal.measure, goal.baseline, goal.target, goal.by, share, groups)


def _proposed(rows: Sequence[GoalRow], top: Mapping[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in rows:
        whole = sum(row.groups.values())
        for group, strength in row.groups.items():
            found[top[group]] = found.get(top[group], 0.0) + row.share * strength / whole
    whole_share = sum(found.values())
    return {g: s / whole_share for g, s in found.items()} if whole_share else {}


def _agreed(catalogue: Catalogue, weights: Weights) -> dict[str, float]:
    given = {g.id: weights.groups.get(g.id, 0.0) for g in catalogue.groups if g.scored}
    whole = sum(given.values())
    return {g: w / whole if whole else 0.0 for g, w in given.items()}
