"""The roadmap as its templates print it: texts and lists, every figure rounded here and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from vendor_eval.report.format.text import counted, cut, plain
from vendor_eval.roadmap.documents.context_after import after
from vendor_eval.roadmap.documents.context_money import money, whole
from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.step_items import owner_of
from vendor_eval.roadmap.overview.ten_steps import StepFacts

LONGEST = 300
TIER_YEARS = (1, 5, 10)
ABREAST = 5
"""So many vendors stand side by side in a table."""


def context(plan: Plan, steps: tuple[StepFacts, ...]) -> dict[str, Any]:
    """The variables of the templates. What vendors and buyers wrote stays text."""
    missing = [{"number": str(s.number), "what": m.what, "fill": m.fill} for s in steps for m in s.missing]
    worst = plan.risks[0] if plan.risks else None
    found = {
        "buyer": plan.buyer,
        "id": plan.id,
        "currency": plan.budget.currency,
        "selected": {
            "title": plan.selected.title,
            "conditions": list(plan.selected.conditions),
            "unopened": "yes" if plan.selected.unopened else "",
        },
        "done": str(sum(s.status == "done" for s in steps)),
        "missing_count": counted(len(missing), "thing"),
        "worst": f"{worst.title} ({worst.probability} x {worst.impact})" if worst else "",
        "steps": [_step(s) for s in steps],
        "missing": missing,
        **_needs(plan),
        **_goals(plan),
        **_team(plan),
        **_gaps(plan),
        **money(plan),
        **after(plan),
        "practices": [
            {
                "title": p.title,
                "standing": p.standing,
                "checks": [
                    {
                        "mark": _mark(c.holds),
                        "said": c.said,
                        "mend": c.mend if not c.holds else "–",
                    }
                    for c in p.checks
                ],
            }
            for p in plan.practices
        ],
        "risks": [
            {
                "id": r.id,
                "title": r.title,
                "why": r.why,
                "level": f"{r.probability} x {r.impact}",
                "owner": owner_of(plan, r.owner),
                "mitigation": r.mitigation,
                "condition": r.condition,
            }
            for r in plan.risks
        ],
    }
    return {key: _texts(value) for key, value in found.items()}


def _mark(holds: bool | None) -> str:
    return "open" if holds is None else "yes" if holds else "no"


def _texts(value: Any) -> Any:  # noqa: ANN401  as deep as the facts are
    if isinstance(value, str):
        return cut(plain(value), LONGEST * 4)
    if isinstance(value, Mapping):
        return {key: _texts(part) for key, part in value.items()}
    return [_texts(part) for part in value] if isinstance(value, list | tuple) else value


def _step(s: StepFacts) -> dict[str, Any]:
    return {
        "number": str(s.number),
        "id": s.id,
        "title": s.title,
        "status": s.status,
        "owner": s.owner,
        "start": str(s.start or ""),
        "finish": str(s.finish or ""),
        "hours": whole(s.hours) if s.hours is not None else "",
        "note": s.note,
        "inputs": [{"what": i.what, "value": i.value, "where": i.where} for i in s.inputs],
        "outputs": [{"what": i.what, "value": i.value, "where": i.where} for i in s.outputs],
        "missing": [{"what": m.what, "how": _how(m.fill), "fill": m.fill} for m in s.missing],
    }


def _how(fill: str) -> str:
    return "type" if fill.startswith("vendor-eval ") else "write it in"


def _needs(plan: Plan) -> dict[str, Any]:
    needs = plan.needs
    enough = {True: "yes", False: "no", None: "not stated"}
    return {
        "years": [
            {
                "year": str(y.year),
                "studies": whole(y.studies["expected"]),
                "added": f"{y.added_tb['expected']:,.1f}",
                **{s: f"{y.held_tb[s]:,.1f}" for s in y.held_tb},
            }
            for y in (needs.years if needs else ())
        ],
        "tiers": [
            {"year": str(y.year), "tier": tier, **{s: f"{tb:,.1f}" for s, tb in held.items()}}
            for y in (needs.years if needs else ())
            if y.year in TIER_YEARS
            for tier, held in y.tiers.items()
        ],
        "links": [
            {
                "site": link.site,
                "needs": whole(link.needs_mbit),
                "has": whole(link.has_mbit) if link.has_mbit is not None else "–",
                "enough": enough[link.enough],
            }
            for link in (needs.links if needs else ())
        ],
    }


def _goals(plan: Plan) -> dict[str, Any]:
    m = plan.goals
    if m is None:
        return {"goals": [], "groups": []}
    return {
        "goals": [
            {
                "id": g.id,
                "title": g.title,
                "measure": g.measure,
                "baseline": g.baseline,
                "target": g.target,
                "share": f"{100 * g.share:.0f}%",
            }
            for g in m.goals
        ],
        "groups": [
            {
                "title": g.title,
                "proposed": f"{100 * (g.proposed or 0):.0f}%",
                "agreed": f"{100 * g.agreed:.0f}%",
                "remark": "serves no goal" if g in m.idle else "far apart" if g.apart else "–",
            }
            for g in m.groups
        ],
    }


def _team(plan: Plan) -> dict[str, Any]:
    team = plan.team
    return {
        "step_numbers": [str(n) for n in range(1, len(team.raci) + 1)],
        "raci": [
            {"role": r.title, "cells": [row.cells.get(r.id, "") for row in team.raci]} for r in team.roles
        ]
        if team.raci
        else [],
        "panel": [
            {
                "name": m.name,
                "roles": ", ".join(m.roles),
                "scores": "; ".join(f"{group}: {n}" for group, n in m.scores),
                "declared": m.declared,
            }
            for m in team.panel
        ],
    }


def _gaps(plan: Plan) -> dict[str, Any]:
    """A table for so many vendors each as fit on a page beside the criteria."""
    gaps = plan.gaps
    if gaps is None:
        return {"gap_tables": []}
    parts = max(1, math.ceil(len(gaps.vendors) / ABREAST))
    each = math.ceil(len(gaps.vendors) / parts) or 1
    chunks = [gaps.vendors[i : i + each] for i in range(0, len(gaps.vendors), each)] or [()]
    return {
        "gap_tables": [
            {
                "label": f"Gaps, and what each offer does to them{f', part {n}' if parts > 1 else ''}",
                "vendors": list(vendors),
                "rows": [
                    {
                        "title": f"{g.criterion} {g.title}",
                        "now": g.now,
                        "criticality": str(g.criticality),
                        "effects": [g.effects[v] for v in vendors],
                    }
                    for g in gaps.gaps
                ],
            }
            for n, vendors in enumerate(chunks, 1)
        ]
    }
