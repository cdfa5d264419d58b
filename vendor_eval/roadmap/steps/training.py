"""Step 8: hours, sessions, rooms and super-users, from head counts."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.roadmap.after_selection import TrainingGroup, TrainingPlan


@dataclass(frozen=True, slots=True)
class GroupTraining:
    """``sessions`` in all; ``room_hours`` they take; ``hours`` of the staff, super-users' own included.

    ``cost`` is None where nobody said what an hour costs.
    """

    who: str
    role: str
    people: int
    hours_each: Decimal
    sessions: int
    room_hours: Decimal
    super_users: int
    hours: Decimal
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Training:
    """``rooms`` are None where no dates say how many days there are; ``missing``: groups without figures."""

    groups: tuple[GroupTraining, ...]
    missing: tuple[str, ...]
    start: date | None
    finish: date | None
    days: int | None
    rooms: int | None

    @property
    def hours(self) -> Decimal:
        return sum((g.hours for g in self.groups), Decimal(0))

    @property
    def cost(self) -> Decimal | None:
        """Of the groups whose hours have a price; None where none has."""
        known = [g.cost for g in self.groups if g.cost is not None]
        return sum(known, Decimal(0)) if known else None


def training(p: Procurement, plan: TrainingPlan, off: Collection[date] = ()) -> Training | None:
    """None where nobody said who is to be trained.

    Sessions = ceil(people / group size) x ceil(hours / longest session); rooms = ceil(room hours / (working
    days x hours a room is used)); super-users = ceil(people x percent).
    """
    known = {t.who: t for t in p.implementation.training}
    planned = {g.who: g for g in plan.groups}
    groups, missing = [], []
    for who in dict.fromkeys((*known, *planned)):
        published, group = known.get(who), planned.get(who) or TrainingGroup(who=who)
        people = group.people if group.people is not None else published.people if published else None
        hours = group.hours if group.hours is not None else published.hours if published else None
        if people is None or hours is None:
            missing.append(who)
            continue
        groups.append(group_training(group, people, hours, plan.session_hours))
    if not groups and not missing:
        return None
    days = working_days(plan.start, plan.finish, off)
    room_hours = sum((g.room_hours for g in groups), Decimal(0))
    rooms = math.ceil(room_hours / (days * plan.room_hours_a_day)) if days else None
    return Training(tuple(groups), tuple(missing), plan.start, plan.finish, days, rooms)


def group_training(group: TrainingGroup, people: int, hours: Decimal, session: Decimal) -> GroupTraining:
    sessions = math.ceil(people / group.group_size) * math.ceil(hours / session)
    supers = math.ceil(people * group.super_user_percent / 100)
    whole = people * hours + supers * group.super_user_hours
    return GroupTraining(
        who=group.who,
        role=group.role or "",
        people=people,
        hours_each=hours,
        sessions=sessions,
        room_hours=math.ceil(people / group.group_size) * hours,
        super_users=supers,
        hours=whole,
        cost=None if group.cost_per_hour is None else whole * group.cost_per_hour,
    )


def working_days(start: date | None, finish: date | None, off: Collection[date] = ()) -> int | None:
    """Days from Monday to Friday, both ends included, without those off; None without both ends."""
    if start is None or finish is None:
        return None
    days = (start + timedelta(days=i) for i in range((finish - start).days + 1))
    return sum(day.weekday() < 5 and day not in off for day in days)
