"""Step 10, after going live: what was promised against what is delivered, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.rfp_facts import Credit
from vendor_eval.model.case import Case
from vendor_eval.model.roadmap.after_selection import Kpi
from vendor_eval.model.roadmap.roadmap import Roadmap
from vendor_eval.roadmap.acceptance.tests import answers_of


@dataclass(frozen=True, slots=True)
class Measurement:
    """``month`` is written 2028-03; ``site`` is empty for all sites together."""

    month: str
    kpi: str
    value: Decimal
    site: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """``value`` is what the contract holds; None, and ``why``, where there is nothing to compare with."""

    kpi: Kpi
    value: Decimal | None
    source: str
    why: str = ""

    def kept(self, measured: Decimal) -> bool | None:
        if self.value is None:
            return None
        return measured >= self.value if self.kpi.better == "higher" else measured <= self.value


@dataclass(frozen=True, slots=True)
class MonthCell:
    """``kept`` is None without a promise; ``credit_percent`` is owed by the vendor for the month."""

    month: str
    kpi: str
    site: str
    value: Decimal
    kept: bool | None
    credit_percent: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class KpiScore:
    """``missing``: months between the first and the last measurement of all that it was not measured in."""

    promise: Promise
    measured: int
    kept: int
    worst: Decimal | None
    last: Decimal | None
    missing: tuple[str, ...]

    @property
    def share(self) -> float | None:
        return self.kept / self.measured if self.measured else None


@dataclass(frozen=True, slots=True)
class MonthScore:
    """Of all that was measured against a promise in a month, how much was kept."""

    month: str
    measured: int
    kept: int
    credit_percent: Decimal


@dataclass(frozen=True, slots=True)
class Monitoring:
    cells: tuple[MonthCell, ...]
    kpis: tuple[KpiScore, ...]
    months: tuple[MonthScore, ...]


def promises(case: Case, roadmap: Roadmap, winner: str | None) -> tuple[Promise, ...]:
    """What each KPI is compared with: the winner's own answer, or what roadmap.yaml says."""
    answers = answers_of(case, winner) if winner else {}
    found = []
    for kpi in roadmap.kpis:
        if kpi.criterion is None:
            found.append(Promise(kpi, kpi.promise, kpi.source or "roadmap.yaml"))
            continue
        answer, criterion = answers.get(kpi.criterion), case.catalogue.criterion(kpi.criterion)
        unit = criterion.answer.unit if criterion and criterion.answer else ""
        if winner is None:
            found.append(Promise(kpi, None, kpi.criterion, "no vendor has won yet"))
        elif answer is None or not isinstance(answer.value, float):
            found.append(Promise(kpi, None, kpi.criterion, f"{winner} promised no number"))
        elif unit != kpi.unit:
            why = f"{kpi.criterion} is promised in {unit or 'no unit'}, the KPI is in {kpi.unit}"
            found.append(Promise(kpi, None, kpi.criterion, why))
        else:
            value = Decimal(repr(answer.value))
            found.append(Promise(kpi, value, f"{winner}, {kpi.criterion}, {answer.where}"))
    return tuple(found)


def promise_findings(found: Sequence[Promise]) -> list[Finding]:
    """KPIs that cannot be compared."""
    hint = "under kpis: in roadmap.yaml write another criterion or unit, or promise: and the number"
    return [
        Finding("monitor.no-promise", "warning", f"roadmap.yaml {p.kpi.id}", p.why, hint)
        for p in found
        if p.value is None
    ]


def monitoring(
    measured: Sequence[Measurement], found: Sequence[Promise], credits: Sequence[Credit]
) -> Monitoring:
    """All figures. Every KPI of ``measured`` is among ``found``."""
    by_id = {p.kpi.id: p for p in found}
    cells = tuple(
        _cell(m, by_id[m.kpi], credits) for m in sorted(measured, key=lambda m: (m.month, m.kpi, m.site))
    )
    months = months_between(cells[0].month, cells[-1].month) if cells else ()
    return Monitoring(
        cells,
        tuple(_kpi(p, [c for c in cells if c.kpi == p.kpi.id], months) for p in found),
        tuple(_month(month, [c for c in cells if c.month == month]) for month in months),
    )


def credit_of(value: Decimal, credits: Sequence[Credit]) -> Decimal:
    """The largest credit of which the availability of the month fell below the bound."""
    return max((c.credit_percent for c in credits if value < c.below_percent), default=Decimal(0))


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from the first to the last, written 2028-03."""
    a, b = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in range(a, b + 1))


def _cell(m: Measurement, promise: Promise, credits: Sequence[Credit]) -> MonthCell:
    credit = credit_of(m.value, credits) if promise.kpi.credits else Decimal(0)
    return MonthCell(m.month, m.kpi, m.site, m.value, promise.kept(m.value), credit, m.note)


def _kpi(promise: Promise, cells: Sequence[MonthCell], months: Sequence[str]) -> KpiScore:
    values = [c.value for c in cells]
    worst = (min if promise.kpi.better == "higher" else max)(values, default=None)
    compared = [c for c in cells if c.kept is not None]
    there = {c.month for c in cells}
    return KpiScore(
        promise,
        len(compared),
        sum(bool(c.kept) for c in compared),
        worst,
        values[-1] if values else None,
        tuple(m for m in months if m not in there),
    )


def _month(month: str, cells: Sequence[MonthCell]) -> MonthScore:
    compared = [c for c in cells if c.kept is not None]
    credit = max((c.credit_percent for c in cells), default=Decimal(0))
    return MonthScore(month, len(compared), sum(bool(c.kept) for c in compared), credit)
