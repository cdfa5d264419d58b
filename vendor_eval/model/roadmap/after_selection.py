"""What follows the selection: moving the data, training, going live, and what is measured afterwards."""

from __future__ import annotations

import itertools
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.buyer.volumes import NotNegative, Positive

Percent = Annotated[Decimal, Field(ge=0, le=100, allow_inf_nan=False)]
Between = Annotated[Decimal, Field(gt=0, lt=100, allow_inf_nan=False)]
LAST_YEAR = 2200
Date = Annotated[date, Field(ge=date(1970, 1, 1), le=date(LAST_YEAR, 12, 31))]
"""A day of a plan; what is added to it, such as weeks of help, still ends in a year that exists."""
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Range(Model):
    """A figure nobody knows exactly: the least, the likeliest and the most it may be."""

    low: NotNegative
    likely: NotNegative
    high: NotNegative

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise ValueError(f"low, likely, high must rise: {self.low}, {self.likely}, {self.high}")
        return self


class Window(Model):
    """When data may be moved: on these days from one time to another; 00:00 as the end is midnight.

    ``speed_percent``: how much of the measured rate is allowed then, by day less than at night.
    """

    days: tuple[Day, ...] = DAYS
    begin: time = time(0)
    end: time = time(0)
    speed_percent: Annotated[Decimal, Field(gt=0, le=100)] = Decimal(100)

    @property
    def hours(self) -> Decimal:
        """Hours of one day, over midnight where the end is not after the beginning."""
        start, stop = (t.hour * 60 + t.minute for t in (self.begin, self.end))
        return Decimal((stop - start) % 1440 or 1440) / 60


class Stock(Model):
    """A part of the old archive. ``private_tags``: it holds data that only the old supplier can read."""

    what: Text
    studies: Annotated[int, Field(ge=0)]
    tb: NotNegative = Decimal(0)
    format: str = ""
    private_tags: bool = False


class Verification(Model):
    """Migrated studies are compared by a sample that would find an error rate with a confidence."""

    error_rate_percent: Between = Decimal("0.5")
    confidence_percent: Between = Decimal(95)


class MigrationPlan(Model):
    """How the old archive comes over. ``studies_per_hour``: measured in a trial, or contracted.

    ``rework_percent``: studies that have to be moved a second time. ``counted_on``: the day on which the
    inventory was counted; what is acquired until ``start`` is added by the volumes. ``old_system_a_month``:
    what it costs to keep the old system until everything is over.
    """

    start: Date | None = None
    counted_on: Date | None = None
    inventory: tuple[Stock, ...] = ()
    studies_per_hour: Range | None = None
    rate_source: str = ""
    rework_percent: Range = Range(low=Decimal(0), likely=Decimal(0), high=Decimal(0))
    windows: tuple[Window, ...] = ()
    order: tuple[Text, ...] = ()
    verification: Verification = Verification()
    cut_over: str = ""
    fallback: str = ""
    old_system_a_month: NotNegative | None = None
    minutes_per_check: Positive = Decimal(6)

    @model_validator(mode="after")
    def _positive_rate(self) -> Self:
        if self.studies_per_hour is not None and self.studies_per_hour.low <= 0:
            raise ValueError("studies_per_hour: the lowest rate must be above 0, or the migration never ends")
        for window in self.windows:
            if len(set(window.days)) < len(window.days):
                raise ValueError(f"windows: a day stands twice in {', '.join(window.days)}")
        for a, b in itertools.combinations(self.windows, 2):
            if _minutes(a) & _minutes(b):
                raise ValueError("windows: two of them overlap; an hour can be used once only")
        return self


def _minutes(window: Window) -> set[int]:
    """The quarter hours of the week that a window takes."""
    start = window.begin.hour * 4 + window.begin.minute // 15
    length = int(window.hours * 4)
    return {(DAYS.index(d) * 96 + start + i) % 672 for d in window.days for i in range(length)}


class TrainingGroup(Model):
    """People who learn together. People and hours left out are those of procurement.yaml of the same name."""

    who: Text
    role: Id | None = None
    people: Annotated[int, Field(ge=0)] | None = None
    hours: NotNegative | None = None
    group_size: Annotated[int, Field(ge=1)] = 8
    super_user_percent: Percent = Decimal(10)
    super_user_hours: NotNegative = Decimal(4)
    cost_per_hour: NotNegative | None = None


class TrainingPlan(Model):
    """``room_hours_a_day``: how long one room is used. ``session_hours``: the longest session."""

    groups: tuple[TrainingGroup, ...] = ()
    start: Date | None = None
    finish: Date | None = None
    session_hours: Positive = Decimal(2)
    room_hours_a_day: Positive = Decimal(6)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.finish and self.finish < self.start:
            raise ValueError(f"finish ({self.finish}) lies before start ({self.start})")
        return self


class Wave(Model):
    """A site, or a part of one, that goes live on a day, with help at hand for some days after."""

    id: Id
    site: Text
    go_live: Date
    users: Annotated[int, Field(ge=0)] = 0
    hypercare_days: Annotated[int, Field(ge=0, le=3650)] = 14


class GoNoGo(Model):
    """What has to be true before a wave goes live. ``met`` left out: nobody has looked yet."""

    id: Id
    title: Text
    owner: str = ""
    met: bool | None = None
    waves: tuple[Id, ...] = ()


class Deployment(Model):
    """``waves`` in the order of their dates; ``checks`` without waves hold for all of them."""

    waves: tuple[Wave, ...] = ()
    checks: tuple[GoNoGo, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        ids = [w.id for w in self.waves]
        for check in self.checks:
            for wave in check.waves:
                if wave not in ids:
                    raise ValueError(f"check {check.id}: there is no wave {wave!r}")
        for name in {i for i in ids if ids.count(i) > 1}:
            raise ValueError(f"two waves have the id {name}")
        return self


class Kpi(Model):
    """Something measured every month. Its promise is the winner's answer to ``criterion``, or ``promise``.

    ``credits``: the service credits of procurement.yaml are counted from it; it measures the availability.
    """

    id: Id
    title: Text
    unit: Text
    better: Literal["higher", "lower"]
    criterion: Id | None = None
    promise: Annotated[Decimal, Field(allow_inf_nan=False)] | None = None
    source: str = ""
    credits: bool = False

    @model_validator(mode="after")
    def _one_promise(self) -> Self:
        if (self.criterion is None) == (self.promise is None):
            raise ValueError(
                f"{self.id}: name the criterion that holds the promise, or write the promise itself"
            )
        return self
