"""What roadmap.yaml says of things that stand elsewhere, or says twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from vendor_eval.findings import Finding, Severity
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.case import Case
from vendor_eval.model.roadmap.after_selection import LAST_YEAR
from vendor_eval.model.roadmap.roadmap import Roadmap
from vendor_eval.roadmap.calculations.critical_path import cycle
from vendor_eval.workspace.yaml_files.load import Lines

MOST_DAYS = 20_000
"""Of all tasks one after the other: some eighty years."""
Place = tuple[str | int, ...]


def roadmap_checks(roadmap: Roadmap, case: Case, lines: Lines, name: str) -> list[Finding]:
    """Ids that nothing has, ids that stand twice, tasks that wait for each other."""
    told = _Told(lines, name)
    catalogue, team = case.catalogue, roadmap.team
    criteria = {c.id for c in catalogue.leaves()}
    groups = {g.id for _, g in catalogue.walk()}
    roles = {r.id for r in team.roles}
    for place, criterion in _criteria_named(roadmap):
        told.known("criterion", criterion, criteria, place, "see: vendor-eval criteria show DIR")
    people = {s.id for s in roadmap.goals.stakeholders}
    for i, goal in enumerate(roadmap.goals.goals):
        at: Place = ("goals", "goals", i)
        for group in goal.groups:
            told.known("group", group, groups, (*at, "groups", group), "see: vendor-eval criteria show DIR")
        for person in goal.points:
            told.known(
                "stakeholder", person, people, (*at, "points", person), "add it under goals: stakeholders:"
            )
    for place, role in _roles_named(roadmap):
        told.known("role", role, roles, place, "add it under team: roles:, or write an id that stands there")
    panel = {e.id for e in case.procurement.panel}
    for i, one in enumerate(team.roles):
        for j, member in enumerate(one.evaluators):
            place = ("team", "roles", i, "evaluators", j)
            told.known("evaluator", member, panel, place, "the panel stands in procurement.yaml")
    _places_named(roadmap, case, told)
    _twice(roadmap, told)
    _tasks(roadmap, told)
    return [*told.findings, *_dates(case.procurement)]


class _Told:
    """Findings with the line of what they speak of."""

    def __init__(self, lines: Lines, name: str) -> None:
        self.lines, self.name = lines, name
        self.findings: list[Finding] = []

    def known(self, what: str, given: str, among: set[str], place: Place, hint: str) -> None:
        if given not in among:
            some = f"; known: {', '.join(sorted(among))}" if 0 < len(among) <= 12 else ""
            self.bad(f"unknown-{what}", f"there is no {what} {given!r}", place, hint + some)

    def bad(self, code: str, message: str, place: Place, hint: str, severity: Severity = "error") -> None:
        where = f"{self.name}:{self.lines.get(place, self.lines.get(place[:-1], 1))}"
        self.findings.append(Finding(f"roadmap.{code}", severity, where, message, hint))


def _criteria_named(r: Roadmap) -> Iterator[tuple[Place, str]]:
    for i, current in enumerate(r.today):
        yield ("today", i, "criterion"), current.criterion
    for i, test in enumerate(r.acceptance.tests):
        yield ("acceptance", "tests", i, "criterion"), test.criterion
    for i, kpi in enumerate(r.kpis):
        if kpi.criterion:
            yield ("kpis", i, "criterion"), kpi.criterion


def _roles_named(r: Roadmap) -> Iterator[tuple[Place, str]]:
    """Every owner and role; owners are role ids where roles were named, else any name will do."""
    for step, raci in r.team.raci.items():
        for part in ("accountable", "responsible", "consulted", "informed"):
            for role in getattr(raci, part):
                yield ("team", "raci", step, part), role
    for i, group in enumerate(r.training.groups):
        if group.role:
            yield ("training", "groups", i, "role"), group.role
    if r.team.roles:
        yield from ((place, owner) for place, owner in _owners(r) if owner)


def _owners(r: Roadmap) -> Iterator[tuple[Place, str]]:
    for step, said in r.steps.items():
        yield ("steps", step, "owner"), said.owner
    yield ("acceptance", "owner"), r.acceptance.owner
    listed: list[tuple[Place, Sequence[object]]] = [
        (("tasks",), r.tasks),
        (("acceptance", "tests"), r.acceptance.tests),
        (("deployment", "checks"), r.deployment.checks),
        (("communication",), r.communication),
        (("risks",), r.risks),
        (("treatments",), r.treatments),
    ]
    for place, entries in listed:
        for i, entry in enumerate(entries):
            yield (*place, i, "owner"), getattr(entry, "owner")  # noqa: B009  the entries have no common type


def _places_named(r: Roadmap, case: Case, told: _Told) -> None:
    sites = {s.name for s in case.procurement.sites}
    hint = "write the name as under sites: in procurement.yaml"
    if sites:
        for i, wave in enumerate(r.deployment.waves):
            told.known("site", wave.site, sites, ("deployment", "waves", i, "site"), hint)
    if r.network is None:
        return
    for part in ("site_percent", "links_mbit"):
        for site in getattr(r.network, part):
            told.known("site", site, sites, ("network", part, site), hint)
    modalities = {v.modality for v in case.procurement.volumes}
    for modality in r.network.minutes_by_modality:
        place = ("network", "minutes_by_modality", modality)
        told.known("modality", modality, modalities, place, "write it as under volumes: in procurement.yaml")


def _twice(r: Roadmap, told: _Told) -> None:
    ids: list[tuple[Place, list[str]]] = [
        (("tasks",), [t.id for t in r.tasks]),
        (("goals", "goals"), [g.id for g in r.goals.goals]),
        (("goals", "stakeholders"), [s.id for s in r.goals.stakeholders]),
        (("team", "roles"), [x.id for x in r.team.roles]),
        (("today",), [c.criterion for c in r.today]),
        (("acceptance", "tests"), [t.criterion for t in r.acceptance.tests]),
        (("deployment", "checks"), [c.id for c in r.deployment.checks]),
        (("training", "groups"), [g.who for g in r.training.groups]),
        (("kpis",), [k.id for k in r.kpis]),
        (("risks",), [x.id for x in r.risks]),
        (("treatments",), [t.risk for t in r.treatments]),
    ]
    for place, names in ids:
        count = Counter(names)
        for i, given in enumerate(names):
            if count[given] > 1:
                told.bad(
                    "twice", f"{given!r} stands twice under {place[-1]}:", (*place, i), "keep one of them"
                )


def _dates(p: Procurement) -> Iterator[Finding]:
    """What the roadmap adds weeks and years to ends in a year that exists."""
    dates = {
        f"timetable: {n}:": getattr(p.timetable, n) for n in ("issue", "bids_due", "decision", "go_live")
    }
    if p.migration:
        dates["migration: complete_by:"] = p.migration.complete_by
    for place, day in dates.items():
        if day is not None and day.year > LAST_YEAR:
            message = f"{place} the year {day.year} lies after {LAST_YEAR}, too late for a roadmap"
            yield Finding("roadmap.date", "error", "procurement.yaml", message, "is there a digit too many?")


def _tasks(r: Roadmap, told: _Told) -> None:
    whole = sum(t.days for t in r.tasks)
    if whole > MOST_DAYS:
        message = f"all tasks together take {whole:,} working days; {MOST_DAYS:,} is the most"
        told.bad("too-long", message, ("tasks",), "write days, not hours or minutes")
        return
    ids = {t.id for t in r.tasks}
    for i, task in enumerate(r.tasks):
        for before in task.after:
            told.known("task", before, ids, ("tasks", i, "after"), "add that task, or take it out of after:")
    circle = cycle({t.id: [b for b in t.after if b in ids] for t in r.tasks})
    if circle:
        i = next(i for i, t in enumerate(r.tasks) if t.id == circle[0])
        way = " after ".join(circle)
        told.bad(
            "cycle", f"these tasks wait for each other: {way}", ("tasks", i), "take one of them out of after:"
        )
