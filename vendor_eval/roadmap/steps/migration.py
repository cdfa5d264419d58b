"""Step 7: how long the old archive takes to come over, how it is checked, and what waiting costs.

duration = studies x (1 + rework) / (rate x hours a week in the windows). Published rates to compare with:
5.8 TB a week sustained, 9.1 TB a week at the peak, 1.8 TB a week out of a cloud archive, at 35 MB a study
(Cypher IT, How to speed up PACS data migrations, 2016); a migration over DICOM takes 20 to 30 percent of
the time it took to acquire the data, a year to 18 months for five years (Laitek, Migration methods).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from vendor_eval.model.buyer.price_quantities import outlooks
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.roadmap.after_selection import MigrationPlan, Range
from vendor_eval.roadmap.calculations.sample_size import zero_defect_sample
from vendor_eval.roadmap.calculations.triangular import Triangular

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
DRAWS, SEED = 100_000, 1
_WEEK, _YEAR = Decimal(7 * 24), Decimal("365.25")
MONTH_DAYS = 30.4375
ENDLESS = 5_200.0
"""Weeks, a hundred years: a migration that takes longer has no end that could be dated."""


@dataclass(frozen=True, slots=True)
class Stocktake:
    """What has to move: as it was counted, and what is acquired until the migration starts.

    ``private`` of the studies hold private data that only the old supplier reads.
    """

    counted: int
    counted_tb: Decimal
    added: int
    added_tb: Decimal
    private: int

    @property
    def studies(self) -> int:
        return self.counted + self.added

    @property
    def tb(self) -> Decimal:
        return self.counted_tb + self.added_tb


@dataclass(frozen=True, slots=True)
class Duration:
    """Weeks. ``quantiles``: share of the simulated courses that are over by then -> weeks.

    ``mean`` and ``deviation`` are calculated, not drawn; ``simulated_mean`` is what the draws give.
    """

    mean: float
    deviation: float
    quantiles: dict[float, float]
    simulated_mean: float
    draws: int
    seed: int

    @property
    def endless(self) -> bool:
        return self.quantiles[QUANTILES[-1]] > ENDLESS


@dataclass(frozen=True, slots=True)
class FanPoint:
    """After so many weeks: the share of all studies that is over, at each of the quantiles of the course."""

    week: float
    done: dict[float, float]


@dataclass(frozen=True, slots=True)
class Course:
    """``share`` of all courses are over after so many weeks; None where no date or cost is known."""

    share: float
    weeks: float
    finish: date | None
    waiting: Decimal | None


@dataclass(frozen=True, slots=True)
class Check:
    """The sample that is compared with the originals, in staff hours."""

    sample: int
    error_rate_percent: Decimal
    confidence_percent: Decimal
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Migration:
    """``finish`` by quantile of the course; ``late_chance``: that it is not over by ``complete_by``.

    ``waiting``: what the old system costs until the end, by quantile, in the procurement's currency.
    ``waiting_months``: how many months of it are paid, begun months counted whole. ``needed_per_hour``: the
    rate that would just do.
    """

    stock: Stocktake
    hours_a_week: Decimal
    duration: Duration | None
    fan: tuple[FanPoint, ...]
    start: date | None
    finish: dict[float, date]
    complete_by: date | None
    late_chance: float | None
    needed_per_hour: Decimal | None
    check: Check | None
    waiting: dict[float, Decimal]
    waiting_months: dict[float, int]

    @property
    def courses(self) -> tuple[Course, ...]:
        weeks = self.duration.quantiles if self.duration else {}
        return tuple(Course(q, weeks[q], self.finish.get(q), self.waiting.get(q)) for q in weeks)


def stocktake(p: Procurement, plan: MigrationPlan | None) -> Stocktake | None:
    """The inventory of roadmap.yaml, else that of procurement.yaml; None if neither says how many studies.

    From the day of the count to the start of the migration, studies of year 0 are added by the volumes.
    """
    stock = plan.inventory if plan else ()
    counted = sum(s.studies for s in stock) or (p.migration.studies if p.migration else 0)
    tb = sum((s.tb for s in stock), Decimal(0)) or (p.migration.tb if p.migration else Decimal(0))
    if not counted:
        return None
    years = _years_until_start(p, plan)
    expected = outlooks(p)["expected"]
    return Stocktake(
        counted=counted,
        counted_tb=tb,
        added=int((expected.studies(0) * years).quantize(Decimal(1), ROUND_HALF_UP)),
        added_tb=expected.acquired_mb(0) * years / 1_000_000,
        private=sum(s.studies for s in stock if s.private_tags),
    )


def _years_until_start(p: Procurement, plan: MigrationPlan | None) -> Decimal:
    start = _start(p, plan)
    if plan is None or plan.counted_on is None or start is None or start < plan.counted_on:
        return Decimal(0)
    return Decimal((start - plan.counted_on).days) / _YEAR


def _start(p: Procurement, plan: MigrationPlan | None) -> date | None:
    return (plan.start if plan else None) or p.timetable.go_live


def hours_a_week(plan: MigrationPlan) -> Decimal:
    """Hours at the full rate that the windows leave; without windows every hour of the week."""
    if not plan.windows:
        return _WEEK
    return sum((w.hours * len(w.days) * w.speed_percent / 100 for w in plan.windows), Decimal(0))


def duration(studies: int, rate: Range, rework: Range, hours: Decimal) -> Duration:
    """Weeks for ``studies`` at a rate an hour that is triangular, independent of the triangular rework.

    T = N (1 + x) / (r h): E[T] = N/h (1 + E[x]) E[1/r] and E[T^2] likewise are exact; the quantiles come
    from seeded draws.
    """
    import numpy as np

    r, x = _triangular(rate), _triangular(rework, 100)
    scale = studies / float(hours)
    mean = scale * (1 + x.mean) * r.mean_of_inverse
    square = scale**2 * ((1 + x.mean) ** 2 + x.variance) * r.mean_of_inverse_square
    generator = np.random.default_rng(SEED)
    sampled = scale * (1 + x.draw(generator, DRAWS)) / r.draw(generator, DRAWS)
    found = {q: float(np.quantile(sampled, q)) for q in QUANTILES}
    deviation = math.sqrt(max(square - mean**2, 0.0))
    return Duration(mean, deviation, found, float(sampled.mean()), DRAWS, SEED)


def late_chance(studies: int, rate: Range, rework: Range, hours: Decimal, weeks: float) -> float:
    """The share of the simulated courses that take longer than ``weeks``."""
    import numpy as np

    r, x = _triangular(rate), _triangular(rework, 100)
    generator = np.random.default_rng(SEED)
    sampled = studies / float(hours) * (1 + x.draw(generator, DRAWS)) / r.draw(generator, DRAWS)
    return float((sampled > weeks).mean())


def fan(found: Duration, points: int = 24) -> tuple[FanPoint, ...]:
    """A course goes on at its own rate: after w of T weeks the share w/T is over."""
    longest = found.quantiles[QUANTILES[-1]]
    weeks = [longest * i / points for i in range(points + 1)]
    return tuple(FanPoint(w, {q: min(1.0, w / t) for q, t in found.quantiles.items()}) for w in weeks)


def migration(p: Procurement, plan: MigrationPlan | None) -> Migration | None:
    """All figures that what is known allows; None where nobody knows how many studies there are."""
    stock = stocktake(p, plan)
    if stock is None:
        return None
    plan = plan or MigrationPlan()
    hours, start = hours_a_week(plan), _start(p, plan)
    due = p.migration.complete_by if p.migration else None
    rate, rework = plan.studies_per_hour, plan.rework_percent
    found = duration(stock.studies, rate, rework, hours) if rate else None
    months, a_month = _months(found), plan.old_system_a_month
    weeks = (due - start).days / 7 if due and start and due > start else None
    return Migration(
        stock=stock,
        hours_a_week=hours,
        duration=found,
        fan=fan(found) if found else (),
        start=start,
        finish=_finish(found, start),
        complete_by=due,
        late_chance=late_chance(stock.studies, rate, rework, hours, weeks) if rate and weeks else None,
        needed_per_hour=Decimal(stock.studies) / (Decimal(str(weeks)) * hours) if weeks else None,
        check=_check(stock, plan),
        waiting={} if a_month is None else {q: a_month * n for q, n in months.items()},
        waiting_months=months,
    )


def _finish(found: Duration | None, start: date | None) -> dict[float, date]:
    if found is None or start is None or found.endless:
        return {}
    return {q: start + timedelta(days=math.ceil(weeks * 7)) for q, weeks in found.quantiles.items()}


def _check(stock: Stocktake, plan: MigrationPlan) -> Check:
    rule = plan.verification
    n = zero_defect_sample(
        stock.studies, float(rule.error_rate_percent) / 100, float(rule.confidence_percent) / 100
    )
    return Check(n, rule.error_rate_percent, rule.confidence_percent, n * plan.minutes_per_check / 60)


def _months(found: Duration | None) -> dict[float, int]:
    if found is None or found.endless:
        return {}
    return {q: math.ceil(weeks * 7 / MONTH_DAYS) for q, weeks in found.quantiles.items()}


def _triangular(given: Range, per: float = 1) -> Triangular:
    return Triangular(float(given.low) / per, float(given.likely) / per, float(given.high) / per)
