"""Step 5, time: is there enough of it, in the right order, on days when people work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vendor_eval.model.buyer.procurement import Procurement, Timetable
from vendor_eval.model.roadmap.roadmap import STEPS, Holidays, MinimumDays, Roadmap, StepId
from vendor_eval.roadmap.calculations.critical_path import Planned, schedule


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days between two dates of the timetable; ``least`` is None where no rule was stated."""

    what: str
    begin: date
    end: date
    days: int
    least: int | None

    @property
    def short(self) -> bool:
        return self.least is not None and self.days < self.least


@dataclass(frozen=True, slots=True)
class DayOff:
    """A date of the timetable on which nobody works, and why."""

    what: str
    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """``order``: sentences about steps or dates that come in the wrong order."""

    periods: tuple[Period, ...]
    days_off: tuple[DayOff, ...]
    order: tuple[str, ...]
    tasks: tuple[Planned, ...]
    source: str

    @property
    def critical(self) -> tuple[Planned, ...]:
        return tuple(t for t in self.tasks if t.critical)


def timeline(p: Procurement, roadmap: Roadmap) -> Timeline:
    """Everything about time. Tasks without a date begin on the day of the issue, or of the first step."""
    times = p.timetable
    off = days_off(roadmap.holidays, project_years(p, roadmap))
    begin = times.issue or min((s.start for s in roadmap.steps.values() if s.start), default=None)
    return Timeline(
        periods=tuple(periods(times, roadmap.minimum_days, roadmap.contract_on)),
        days_off=tuple(_on_days_off(p, roadmap, off)),
        order=tuple(_order(p, roadmap)),
        tasks=schedule(roadmap.tasks, begin, lambda day: day.weekday() < 5 and day not in off),
        source=roadmap.minimum_days.source,
    )


def periods(times: Timetable, least: MinimumDays, contract: date | None = None) -> Iterator[Period]:
    """The stretches that procurement law sets a minimum for: days from the first date to the second.

    A standstill has to be over before the contract is signed, so neither of its two dates counts.
    """
    pairs = (
        ("issue of the RFP to the closing time", times.issue, times.bids_due, least.issue_to_bids),
        (
            "last questions to the closing time",
            times.questions_until,
            times.bids_due,
            least.questions_to_bids,
        ),
        ("closing time to the decision", times.bids_due, times.decision, least.bids_to_decision),
        ("decision to go-live", times.decision, times.go_live, least.decision_to_go_live),
    )
    for what, a, b, days in pairs:
        if a is not None and b is not None:
            begin, end = day_of(a), day_of(b)
            yield Period(what, begin, end, (end - begin).days, days)
    if times.decision is not None and contract is not None:
        between = (contract - times.decision).days - 1
        what = "whole days between decision and signature"
        yield Period(what, times.decision, contract, max(between, 0), least.decision_to_contract)


def days_off(given: Holidays, years: Sequence[int]) -> dict[date, str]:
    """Public holidays of the country in those years, and the buyer's own.

    A country or subdivision that the library does not know has none; ``holiday_flaw`` says so.
    """
    found = dict.fromkeys(given.more, "a day off of the buyer’s own")
    if given.country is None or not years or holiday_flaw(given):
        return found
    import holidays

    known = holidays.country_holidays(given.country, subdiv=given.subdivision or None, years=list(years))
    return {**{day: str(name) for day, name in known.items()}, **found}


def holiday_flaw(given: Holidays) -> str:
    """Why the public holidays are not known; empty if they are, or nobody asked."""
    if given.country is None:
        return ""
    import holidays

    known = holidays.list_supported_countries()
    if given.country not in known:
        return f"no public holidays are known for {given.country}"
    if given.subdivision and given.subdivision not in known[given.country]:
        return f"{given.country} has no part {given.subdivision!r}; known: {', '.join(known[given.country])}"
    return ""


def _order(p: Procurement, roadmap: Roadmap) -> Iterator[str]:
    """Steps that end after a later one that needs them; dates of the roadmap against the timetable."""
    steps = list(STEPS)
    known: list[tuple[StepId, date, date]] = []
    for name in steps:
        step = roadmap.steps.get(name)
        if step and step.start and step.finish:
            known.append((name, step.start, step.finish))
    # Steps 1 to 5 feed the selection; those after it overlap each other in practice.
    chosen = next((s for s in known if s[0] == "selection"), None)
    if chosen:
        for name, start, finish in known:
            early = steps.index(name) < steps.index("selection")
            if early and finish > chosen[2]:
                yield f"{STEPS[name]} ends on {finish}, after the selection that rests on it ({chosen[2]})"
            if not early and name != "selection" and start < chosen[1]:
                yield f"{STEPS[name]} begins on {start}, before the selection begins ({chosen[1]})"
    signed = roadmap.contract_on
    if signed and p.timetable.decision and signed < p.timetable.decision:
        yield f"the contract is signed on {signed}, before the decision ({p.timetable.decision})"
    waves = sorted(roadmap.deployment.waves, key=lambda w: w.go_live)
    live = waves[0].go_live if waves else p.timetable.go_live
    training = roadmap.training
    if live and training.finish and training.finish > live:
        yield f"training ends on {training.finish}, after the first site goes live ({live})"
    if waves and p.timetable.go_live and waves[0].go_live != p.timetable.go_live:
        yield f"the first wave goes live on {waves[0].go_live}, the timetable says {p.timetable.go_live}"
    for wave in waves:
        if p.timetable.decision and wave.go_live < p.timetable.decision:
            yield f"wave {wave.id} goes live on {wave.go_live}, before the decision ({p.timetable.decision})"


def _on_days_off(p: Procurement, roadmap: Roadmap, off: Mapping[date, str]) -> Iterator[DayOff]:
    fields = ("issue", "questions_until", "bids_due", "demonstrations", "decision", "go_live")
    dates = [(n.replace("_", " "), getattr(p.timetable, n)) for n in fields]
    dates.append(("signing of the contract", roadmap.contract_on))
    dates += [(f"go-live of {w.site}", w.go_live) for w in roadmap.deployment.waves]
    for what, moment in dates:
        if moment is None:
            continue
        day = day_of(moment)
        if day in off or day.weekday() >= 5:
            yield DayOff(what, day, off.get(day) or f"a {day:%A}")


def project_years(p: Procurement, roadmap: Roadmap) -> list[int]:
    """The years of the project, with room for what takes longer than planned."""
    times = p.timetable
    dates = [day_of(d) for d in (times.issue, times.bids_due, times.decision, times.go_live) if d]
    dates += [d for s in roadmap.steps.values() for d in (s.start, s.finish) if d]
    dates += [w.go_live for w in roadmap.deployment.waves] + [t.start for t in roadmap.tasks if t.start]
    if not dates:
        return []
    return list(range(min(dates).year, max(dates).year + 4))


def day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
