"""Step 4: what today's systems lack, and what each offer would close, leave or open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.roadmap.roadmap import Roadmap

Level = Literal["met", "partly", "missing"]
Effect = Literal["closes", "narrows", "leaves", "opens", "keeps", "unknown"]
MET, PARTLY = 0.75, 0.25
"""A scored answer worth at least so much of what can be earned meets the criterion, or meets it partly."""
_RANK: dict[Level, int] = {"missing": 0, "partly": 1, "met": 2}


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion. ``effects``: vendor -> what its offer does to it; ``answers``: what it said."""

    criterion: str
    title: str
    now: Level
    criticality: int
    system: str
    note: str
    effects: dict[str, Effect]
    answers: dict[str, str]

    @property
    def open(self) -> bool:
        return self.now != "met"


@dataclass(frozen=True, slots=True)
class GapAnalysis:
    """``unknown``: criteria with an answer that nobody compared with today. ``vendors`` in order of rank."""

    gaps: tuple[Gap, ...]
    vendors: tuple[str, ...]
    unknown: int
    counts: dict[str, dict[Effect, int]]


def gap_analysis(roadmap: Roadmap, catalogue: Catalogue, outcome: Outcome | None) -> GapAnalysis | None:
    """The most critical first, then in the order of the catalogue. None where nothing was said of today."""
    if not roadmap.today:
        return None
    criteria = {c.id: c for c in catalogue.leaves()}
    vendors = offering(outcome) if outcome else ()
    place = {c: i for i, c in enumerate(criteria)}
    rows = []
    for current in sorted(roadmap.today, key=lambda c: (-c.criticality, place.get(c.criterion, 0))):
        criterion = criteria.get(current.criterion)
        found = {v: offered(outcome, v, current.criterion) for v in vendors} if outcome else {}
        rows.append(
            Gap(
                criterion=current.criterion,
                title=criterion.title if criterion else current.criterion,
                now=current.now,
                criticality=current.criticality,
                system=current.system,
                note=current.note,
                effects={v: effect(current.now, level) for v, (level, _) in found.items()},
                answers={v: answer for v, (_, answer) in found.items()},
            )
        )
    scored = sum(c.kind in ("gate", "scored") and not c.is_price for c in criteria.values())
    counts = {v: _count(rows, v) for v in vendors}
    return GapAnalysis(tuple(rows), vendors, scored - len(rows), counts)


def offering(outcome: Outcome) -> tuple[str, ...]:
    """Admitted vendors, ranked ones first."""
    ranks = outcome.rankings[0].ranks if outcome.rankings else {}
    names = [v.name for v in outcome.vendors if v.status != "excluded"]
    return tuple(sorted(names, key=lambda n: ranks.get(n) or len(names) + 1))


def offered(outcome: Outcome, vendor: str, criterion: str) -> tuple[Level | None, str]:
    """How far the answer meets the criterion, and the answer; None where there is none."""
    for v in outcome.vendors:
        for gate in v.gates if v.name == vendor else ():
            if gate.criterion == criterion:
                known = gate.state == "answered"
                return ("met" if gate.result == "passed" else "missing") if known else None, gate.answer
    cell = outcome.cell(vendor, criterion)
    if cell is None or cell.value is None or cell.state != "answered":
        return None, cell.answer if cell else ""
    return "met" if cell.value >= MET else "partly" if cell.value >= PARTLY else "missing", cell.answer


def effect(now: Level, offer: Level | None) -> Effect:
    """``opens``: worse than today; ``narrows``: better than today and still not met."""
    if offer is None:
        return "unknown"
    if _RANK[offer] < _RANK[now]:
        return "opens"
    if now == "met":
        return "keeps"
    if offer == "met":
        return "closes"
    return "narrows" if _RANK[offer] > _RANK[now] else "leaves"


def _count(rows: list[Gap], vendor: str) -> dict[Effect, int]:
    kinds: tuple[Effect, ...] = ("closes", "narrows", "leaves", "opens", "keeps", "unknown")
    return {kind: sum(row.effects[vendor] == kind for row in rows) for kind in kinds}
