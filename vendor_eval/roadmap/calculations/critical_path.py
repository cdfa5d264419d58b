"""Tasks laid out by the critical path method.

Kelley and Walker, Critical-path planning and scheduling (1959): forward for the earliest dates, backward for
the latest; a task without slack moves the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vendor_eval.model.roadmap.roadmap import Task

_DAY = timedelta(days=1)
Works = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Planned:
    """A task with its earliest dates and the working days it may slip. ``waits``: its start was set later."""

    task: Task
    start: date
    finish: date
    slack: int

    @property
    def critical(self) -> bool:
        return self.slack == 0


def schedule(tasks: Sequence[Task], begin: date | None, works: Works) -> tuple[Planned, ...]:
    """Earliest dates and slack of each task, in the order given; empty without a first day.

    A task begins on the first working day after those it waits for, and not before its own ``start``. Tasks
    that wait for each other have no dates (the file is refused before that).
    """
    ids = {t.id: t for t in tasks}
    after = {t.id: [b for b in t.after if b in ids] for t in tasks}
    first = begin or min((t.start for t in tasks if t.start), default=None)
    if first is None or not tasks or cycle(after):
        return ()
    early: dict[str, tuple[date, date]] = {}
    ordered = in_order(after)
    for name in ordered:
        task = ids[name]
        ready = [_next(early[b][1] + _DAY if ids[b].days else early[b][1], works) for b in after[name]]
        start = _next(max([task.start or first, *ready]), works)
        early[name] = (start, _end(start, task.days, works))
    slack = _slack(ids, after, ordered, early, works)
    return tuple(Planned(t, *early[t.id], slack[t.id]) for t in tasks)


def _slack(
    ids: Mapping[str, Task],
    after: Mapping[str, Sequence[str]],
    ordered: Sequence[str],
    early: Mapping[str, tuple[date, date]],
    works: Works,
) -> dict[str, int]:
    """Working days from the earliest finish to the latest that moves no later task and not the end."""
    end = max(finish for _, finish in early.values())
    free: dict[str, int] = {}
    for name in reversed(ordered):
        later = [n for n in ids if name in after[n]]
        finish = early[name][1]
        gaps = [free[n] + _between(finish, early[n][0], works) - (1 if ids[name].days else 0) for n in later]
        free[name] = max(0, min(gaps, default=_between(finish, end, works)))
    return free


def in_order(after: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The names so that each comes after those it waits for."""
    from graphlib import TopologicalSorter

    return tuple(TopologicalSorter(after).static_order())


def cycle(after: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Names that wait for each other in a circle, the first again at the end; empty if none do."""
    from graphlib import CycleError, TopologicalSorter

    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def _next(day: date, works: Works) -> date:
    while not works(day):
        day += _DAY
    return day


def _end(start: date, days: int, works: Works) -> date:
    """The last of ``days`` working days from ``start`` on; a milestone ends when it begins."""
    day = start
    for _ in range(days - 1):
        day = _next(day + _DAY, works)
    return day


def _between(a: date, b: date, works: Works) -> int:
    """Working days after ``a`` up to ``b``."""
    days, day = 0, a
    while day < b:
        day += _DAY
        days += works(day)
    return days
