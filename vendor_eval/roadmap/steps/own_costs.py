"""Step 5: what the facility pays itself, whoever wins: hours of training, and the old system beside the new.

Year 0 ends the day before go-live, year 1 begins with it. A figure that nobody gave is named and counted
nowhere; it is never zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.roadmap.after_selection import MigrationPlan
from vendor_eval.roadmap.steps.migration import Migration
from vendor_eval.roadmap.steps.training import Training

COURSE = 0.5
"""The old system is paid until half of all courses of the migration are over, as the project plan has it."""


@dataclass(frozen=True, slots=True)
class OwnCost:
    """Money by year, year 0 before go-live, in the procurement's currency, nominal."""

    what: str
    by_year: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A cost that comes and of which no figure is known; ``fill`` says where to write it."""

    what: str
    fill: str


@dataclass(frozen=True, slots=True)
class OwnCosts:
    rows: tuple[OwnCost, ...] = ()
    missing: tuple[Unpriced, ...] = ()


def own_costs(
    p: Procurement, trained: Training | None, moved: Migration | None, plan: MigrationPlan | None
) -> OwnCosts:
    """Every row that can be calculated, and all that cannot."""
    rows = [*_trained(trained, p.timetable.go_live), *_waited(moved, plan, p.timetable.go_live)]
    return OwnCosts(tuple(rows), (*_untrained(trained), *_unwaited(moved, plan)))


def year_of(day: date, go_live: date | None) -> int:
    """0 before go-live, and everything where no go-live is known; year 1 begins on the day of go-live."""
    if go_live is None or day < go_live:
        return 0
    passed = day.year - go_live.year - ((day.month, day.day) < (go_live.month, go_live.day))
    return passed + 1


def by_month(start: date, months: int, a_month: Decimal, go_live: date | None) -> tuple[Decimal, ...]:
    """``months`` times ``a_month``, each month in the year in which it begins."""
    found: dict[int, Decimal] = {}
    for i in range(months):
        month = start.month - 1 + i
        day = date(start.year + month // 12, month % 12 + 1, min(start.day, 28))
        year = year_of(day, go_live)
        found[year] = found.get(year, Decimal(0)) + a_month
    return _filled(found)


def _filled(found: Mapping[int, Decimal]) -> tuple[Decimal, ...]:
    return tuple(found.get(year, Decimal(0)) for year in range(max(found, default=-1) + 1))


def _trained(trained: Training | None, go_live: date | None) -> Iterator[OwnCost]:
    priced = [g.cost for g in trained.groups if g.cost is not None] if trained else []
    if trained and priced:
        year = year_of(trained.start, go_live) if trained.start else 0
        amounts = _filled({year: sum(priced, Decimal(0))})
        yield OwnCost("Training, hours of the own staff", amounts)


def _untrained(trained: Training | None) -> Iterator[Unpriced]:
    if trained is None:
        yield Unpriced("the hours of training", "implementation: training: in procurement.yaml")
        return
    if trained.missing:
        yield Unpriced(
            f"training of {', '.join(trained.missing)}: head count or hours",
            "training: groups: in roadmap.yaml",
        )
    free = [g.who for g in trained.groups if g.cost is None]
    if free:
        yield Unpriced(
            f"training of {', '.join(free)}: cost of an hour",
            "training: groups: cost_per_hour: in roadmap.yaml",
        )


def _waited(moved: Migration | None, plan: MigrationPlan | None, go_live: date | None) -> Iterator[OwnCost]:
    if moved is None or moved.start is None or plan is None or plan.old_system_a_month is None:
        return
    if COURSE in moved.waiting_months:
        months = moved.waiting_months[COURSE]
        amounts = by_month(moved.start, months, plan.old_system_a_month, go_live)
        yield OwnCost(f"Old system until its data are moved, {months} months", amounts)


def _unwaited(moved: Migration | None, plan: MigrationPlan | None) -> Iterator[Unpriced]:
    lacking: Sequence[str] = ()
    if moved is None:
        lacking = ("how many studies move",)
    else:
        lacking = [
            what
            for what, there in (
                ("a month of it, old_system_a_month:", plan and plan.old_system_a_month is not None),
                ("the rate, studies_per_hour:", moved.duration is not None),
                ("the first day, start:", moved.start is not None),
                ("a rate at which it ends", not (moved.duration and moved.duration.endless)),
            )
            if not there
        ]
    if lacking:
        what = f"the old system until its data are moved: {', '.join(lacking)}"
        yield Unpriced(what, "migration: in roadmap.yaml")
