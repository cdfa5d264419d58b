"""The register of risks: what the figures show, and what the team added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vendor_eval.findings import Finding
from vendor_eval.model.roadmap.roadmap import Roadmap
from vendor_eval.roadmap.risks.delivery import delivery_risks
from vendor_eval.roadmap.risks.found import found_risks
from vendor_eval.roadmap.risks.risk import Known, RiskRow

_BY_TEAM = "named by the team"


def risks(known: Known) -> tuple[RiskRow, ...]:
    """The highest first; the same risk has the same id as long as it is there."""
    own = [
        RiskRow(r.id, r.title, r.step, r.probability, r.impact, r.owner, r.mitigation, r.condition, _BY_TEAM)
        for r in known.roadmap.risks
    ]
    treated = {t.risk: t for t in known.roadmap.treatments}
    rows = []
    shown = delivery_risks(known.winner, known.delivered, known.live)
    for row in (*found_risks(known), *shown, *own):
        t = treated.get(row.id)
        if t:
            row = replace(
                row,
                probability=t.probability or row.probability,
                impact=t.impact or row.impact,
                owner=t.owner or row.owner,
                mitigation=t.mitigation or row.mitigation,
            )
        step = known.roadmap.steps.get(row.step)
        rows.append(replace(row, owner=row.owner or (step.owner if step else "")))
    return tuple(sorted(rows, key=lambda r: (-r.level, -r.impact, r.id)))


def untreated(rows: Sequence[RiskRow], roadmap: Roadmap) -> list[Finding]:
    """Treatments of risks that are not, or no longer, in the register."""
    ids = {row.id for row in rows}
    hint = (
        f"ids of the register: {', '.join(sorted(ids)) or 'none'}; take the treatment out if the risk is over"
    )
    return [
        Finding("roadmap.treatment", "warning", "roadmap.yaml", f"there is no risk {t.risk!r} to treat", hint)
        for t in roadmap.treatments
        if t.risk not in ids
    ]
