"""The project plan as rows: steps, tasks, dates and waves; as CSV for MS Project and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vendor_eval.model.roadmap.roadmap import STEPS, StepId
from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.step_items import owner_of
from vendor_eval.roadmap.steps.timeline import day_of
from vendor_eval.roadmap.steps.training import working_days
from vendor_eval.text import without_formula

# The names by which the import of MS Project knows its own columns.
COLUMNS = (
    "ID",
    "Name",
    "Outline Level",
    "Start",
    "Finish",
    "Duration",
    "Predecessors",
    "Resource Names",
    "Critical",
)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """``level`` 1 is a step, 2 what belongs to it; ``days`` are working days, None without dates."""

    number: int
    name: str
    level: int
    step: StepId
    start: date | None
    finish: date | None
    days: int | None
    before: tuple[int, ...]
    owner: str
    critical: bool = False

    @property
    def milestone(self) -> bool:
        return self.days == 0


@dataclass(frozen=True, slots=True)
class _Draft:
    key: str
    name: str
    step: StepId
    start: date
    finish: date
    days: int
    after: tuple[str, ...] = ()
    owner: str = ""
    critical: bool = False


def project_rows(plan: Plan) -> tuple[ProjectRow, ...]:
    """Each step, and below it milestones and tasks by date. A step without dates spans what is below it."""
    drafts = [*_milestones(plan), *_tasks(plan)]
    numbers: dict[str, int] = {}
    order: list[tuple[StepId, list[_Draft]]] = []
    n = 0
    for step in STEPS:
        n += 1
        inside = sorted((d for d in drafts if d.step == step), key=lambda d: (d.start, d.finish, d.name))
        for draft in inside:
            n += 1
            numbers[draft.key] = n
        order.append((step, inside))
    return tuple(_rows(plan, order, numbers))


def _rows(
    plan: Plan, order: list[tuple[StepId, list[_Draft]]], numbers: dict[str, int]
) -> Iterator[ProjectRow]:
    n = 0
    for step, inside in order:
        n += 1
        own = plan.roadmap.steps.get(step)
        start = (own.start if own else None) or min((d.start for d in inside), default=None)
        finish = (own.finish if own else None) or max((d.finish for d in inside), default=None)
        days = working_days(start, finish)
        owner = owner_of(plan, own.owner) if own else ""
        yield ProjectRow(n, STEPS[step], 1, step, start, finish, days, (), owner)
        for d in inside:
            n += 1
            before = tuple(sorted(numbers[a] for a in d.after if a in numbers))
            yield ProjectRow(n, d.name, 2, step, d.start, d.finish, d.days, before, d.owner, d.critical)


def _milestones(plan: Plan) -> Iterator[_Draft]:
    p = plan.case.procurement
    dates: tuple[tuple[str, str, StepId], ...] = (
        ("issue", "RFP issued", "selection"),
        ("questions_until", "Last questions", "selection"),
        ("bids_due", "Bids due", "selection"),
        ("demonstrations", "Demonstrations", "selection"),
        ("decision", "Decision", "selection"),
    )
    for field, name, step in dates:
        day = day_of(getattr(p.timetable, field))
        if day:
            yield _Draft(f"time:{field}", name, step, day, day, 0)
    signed = plan.roadmap.contract_on
    if signed:
        yield _Draft("time:contract", "Contract signed", "selection", signed, signed, 0)
    if p.timetable.go_live and not plan.deploy:
        yield _Draft("time:go_live", "Go-live", "deployment", p.timetable.go_live, p.timetable.go_live, 0)
    for wave in plan.deploy.waves if plan.deploy else ():
        day = wave.wave.go_live
        yield _Draft(f"wave:{wave.wave.id}", f"Go-live of {wave.wave.site}", "deployment", day, day, 0)
        end = wave.hypercare_until
        days = working_days(day, end) or 0
        yield _Draft(
            f"care:{wave.wave.id}",
            f"Help at hand, {wave.wave.site}",
            "deployment",
            day,
            end,
            days,
            (f"wave:{wave.wave.id}",),
        )
    for i, phase in enumerate(p.implementation.phases):
        if phase.until:
            yield _Draft(f"phase:{i}", f"{phase.name}: end", "deployment", phase.until, phase.until, 0)
    m = plan.migration
    if m and m.start and m.finish:
        days = working_days(m.start, m.finish[0.5]) or 0
        yield _Draft(
            "migration", "Bulk migration (half of all courses)", "migration", m.start, m.finish[0.5], days
        )


def _tasks(plan: Plan) -> Iterator[_Draft]:
    for t in plan.time.tasks:
        yield _Draft(
            t.task.id, t.task.title, t.task.step, t.start, t.finish, t.task.days, t.task.after,
            owner_of(plan, t.task.owner), t.critical,
        )  # fmt: skip


def project_csv(rows: tuple[ProjectRow, ...]) -> str:
    """With a header; dates as 2027-03-01, durations as ``5 days``. No cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for r in rows:
        days = "" if r.days is None else f"{r.days} days"
        # A spreadsheet reads 3,4 as thirty-four; 3FS,4FS says the same to MS Project and is no number.
        before = ",".join(f"{n}FS" for n in r.before) if len(r.before) > 1 else "".join(map(str, r.before))
        cells = (
            r.number,
            r.name,
            r.level,
            r.start or "",
            r.finish or "",
            days,
            before,
            _one_name(r.owner),
            "Yes" if r.critical else "No",
        )
        writer.writerow([without_formula(str(c)) for c in cells])
    return out.getvalue()


def _one_name(owner: str) -> str:
    """In a list of resources a comma or semicolon parts two of them, and brackets hold a share."""
    return " ".join(owner.translate(dict.fromkeys(map(ord, ",;[]"), " ")).split())
