"""Steps 7 to 10 as the templates print them."""

from __future__ import annotations

from typing import Any

from vendor_eval.report.format.text import cut
from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.step_items import owner_of


def after(plan: Plan) -> dict[str, Any]:
    """The variables of migration, training, acceptance and operation."""
    return {**_migration(plan), **_training(plan), **_acceptance(plan), **_live(plan)}


def _migration(plan: Plan) -> dict[str, Any]:
    m, given = plan.migration, plan.roadmap.migration
    courses, words = [], ""
    if m and m.duration:
        d = m.duration
        courses = [
            {
                "share": f"{100 * q:.0f}%",
                "weeks": f"{weeks:.1f}",
                "day": str(m.finish.get(q, "–")),
                "waiting": f"{m.waiting[q]:,.0f}" if q in m.waiting else "–",
            }
            for q, weeks in d.quantiles.items()
        ]
        words = (
            f"Calculated mean {d.mean:.1f} weeks, standard deviation {d.deviation:.1f}; {d.draws:,} drawn "
            f"courses (seed {d.seed}) have the mean {d.simulated_mean:.1f}. "
            f"{m.hours_a_week:.0f} hours a week at the full rate."
        )
        if m.late_chance is not None:
            words += f" Later than {m.complete_by} with a chance of {100 * m.late_chance:.0f} percent."
    return {
        "courses": courses,
        "stock": [
            {
                "what": s.what,
                "studies": f"{s.studies:,}",
                "tb": f"{s.tb:,.1f}",
                "format": s.format,
                "private": "yes" if s.private_tags else "no",
            }
            for s in (given.inventory if given else ())
        ],
        "rate_source": given.rate_source if given else "",
        "migration_words": words,
        "migration_order": list(given.order) if given else [],
        "cut_over": given.cut_over if given else "",
        "fallback": given.fallback if given else "",
    }


def _training(plan: Plan) -> dict[str, Any]:
    return {
        "training": [
            {
                "who": g.who,
                "people": f"{g.people:,}",
                "each": f"{g.hours_each.normalize():f}",
                "sessions": f"{g.sessions:,}",
                "supers": f"{g.super_users:,}",
                "hours": f"{g.hours:,.0f}",
                "cost": f"{g.cost:,.0f}" if g.cost is not None else "not known",
            }
            for g in (plan.training.groups if plan.training else ())
        ]
    }


def _acceptance(plan: Plan) -> dict[str, Any]:
    return {
        "tests": [
            {
                "id": row.test.criterion,
                "title": row.test.title,
                "promise": cut(row.test.promise, 300),
                "method": row.test.method,
                "standing": row.standing,
            }
            for row in (plan.acceptance.rows if plan.acceptance else ())
        ]
    }


def _live(plan: Plan) -> dict[str, Any]:
    scores = {k.promise.kpi.id: k for k in plan.monitoring.kpis} if plan.monitoring else {}
    kpis = []
    for promise in plan.promises:
        kpi, score = promise.kpi, scores.get(promise.kpi.id)
        sign = "at least" if kpi.better == "higher" else "at most"
        value = (
            f"{sign} {promise.value.normalize():f} {kpi.unit}" if promise.value is not None else promise.why
        )
        figures = (score.worst, score.last) if score else (None, None)
        worst, last = (f"{x.normalize():f}" if x is not None else "–" for x in figures)
        kept = f"{score.kept} of {score.measured}" if score and score.measured else "–"
        kpis.append({"title": kpi.title, "promise": value, "kept": kept, "worst": worst, "last": last})
    return {
        "waves": [
            {
                "id": w.wave.id,
                "site": w.wave.site,
                "go_live": str(w.wave.go_live),
                "until": str(w.hypercare_until),
                "verdict": w.verdict,
            }
            for w in (plan.deploy.waves if plan.deploy else ())
        ],
        "checks": [
            {
                "id": c.id,
                "title": c.title,
                "owner": owner_of(plan, c.owner),
                "waves": ", ".join(c.waves) or "all",
                "met": {True: "met", False: "not met", None: "not looked at"}[c.met],
            }
            for c in plan.roadmap.deployment.checks
        ],
        "messages": [
            {"what": m.what, "to": m.to, "when": m.when, "owner": owner_of(plan, m.owner)}
            for m in plan.roadmap.communication
        ],
        "kpis": kpis,
    }
