"""Steps 7 to 10: what goes in and what comes out, or where to write it."""

from __future__ import annotations

from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.step_items import PROCUREMENT, ROADMAP, Input, Items, Missing, Output


def migration(plan: Plan) -> Items:
    m, given = plan.migration, plan.roadmap.migration
    if m is None:
        yield Missing("how many studies move", f"migration: in {PROCUREMENT}, or inventory: in {ROADMAP}")
        return
    yield Input(
        "Studies to move",
        f"{m.stock.studies:,} ({m.stock.added:,} of them acquired until the start)",
        f"{PROCUREMENT} migration",
    )
    yield Input("Terabytes to move", f"{m.stock.tb:,.0f}", f"{PROCUREMENT} migration")
    if given is None or given.studies_per_hour is None:
        yield Missing("the rate, measured or contracted", f"migration: studies_per_hour: in {ROADMAP}")
    if m.duration and m.duration.endless:
        yield Missing(
            "a rate at which it ends within a hundred years", f"migration: studies_per_hour: in {ROADMAP}"
        )
    if given is None or not given.windows:
        yield Missing("the hours in which data may move", f"migration: windows: in {ROADMAP}")
    for what, field in (
        ("the order of priors", "order"),
        ("the cut-over", "cut_over"),
        ("the way back", "fallback"),
    ):
        if given is None or not getattr(given, field):
            yield Missing(what, f"migration: {field}: in {ROADMAP}")
    if m.duration:
        q = m.duration.quantiles
        yield Output(
            "Weeks, half of all courses / 95 percent", f"{q[0.5]:.0f} / {q[0.95]:.0f}", f"{ROADMAP} migration"
        )
    if m.finish:
        yield Output(
            "Over by, half / 95 percent", f"{m.finish[0.5]} / {m.finish[0.95]}", f"{ROADMAP} migration"
        )
    if m.late_chance is not None:
        yield Output(
            f"Chance to be later than {m.complete_by}",
            f"{100 * m.late_chance:.0f}%",
            f"{PROCUREMENT} migration",
        )
    if m.check:
        rate, sure = (f"{x.normalize():f}%" for x in (m.check.error_rate_percent, m.check.confidence_percent))
        words = f"{m.check.sample:,}; with none wrong, fewer than {rate} are wrong at {sure} confidence"
        yield Output("Studies compared with the original", words, f"{ROADMAP} migration")
    if m.waiting:
        yield Output(
            "Cost of the old system until then, half / 95 percent",
            f"{m.waiting[0.5]:,.0f} / {m.waiting[0.95]:,.0f} {plan.budget.currency}",
            f"{ROADMAP} migration",
        )


def training(plan: Plan) -> Items:
    t = plan.training
    if t is None:
        yield Missing("who is trained, how many, how long", f"implementation: training: in {PROCUREMENT}")
        return
    yield Input(
        "People",
        f"{sum(g.people for g in t.groups):,} in {len(t.groups)} groups",
        f"{PROCUREMENT} implementation",
    )
    for who in t.missing:
        yield Missing(f"hours or head count of {who}", f"training: groups: in {ROADMAP}")
    if t.days is None:
        yield Missing("first and last day of training", f"training: start:, finish: in {ROADMAP}")
    if not t.groups:
        return
    yield Output("Hours of the own staff", f"{t.hours:,.0f}", f"{ROADMAP} training")
    yield Output("Sessions", f"{sum(g.sessions for g in t.groups):,}", f"{ROADMAP} training")
    yield Output("Super-users", f"{sum(g.super_users for g in t.groups):,}", f"{ROADMAP} training")
    if t.rooms is not None:
        yield Output("Rooms at the same time", str(t.rooms), f"{ROADMAP} training")
    if t.cost is not None:
        yield Output("Cost of the hours", f"{t.cost:,.0f} {plan.budget.currency}", f"{ROADMAP} training")


def acceptance(plan: Plan) -> Items:
    if plan.acceptance is None:
        yield Missing("a winner whose promises can be tested", "vendor-eval rank DIR")
        return
    yield Input("Promises of the winner", str(len(plan.acceptance.rows)), "vendor-eval acceptance DIR")
    unnamed = sum(not row.test.owner for row in plan.acceptance.rows)
    if unnamed:
        yield Missing(f"owners of {unnamed} tests", f"acceptance: owner: in {ROADMAP}")
    yield Output("Standing", plan.acceptance.verdict, "vendor-eval acceptance DIR")
    if plan.acceptance.counts["open"]:
        count = plan.acceptance.counts["open"]
        yield Missing(
            "the result of one test" if count == 1 else f"results of {count} tests",
            "vendor-eval acceptance DIR --record FILE.xlsx",
        )


def deployment(plan: Plan) -> Items:
    if plan.deploy is None:
        yield Missing("waves by site", f"deployment: waves: in {ROADMAP}")
    else:
        yield Input(
            "Waves",
            ", ".join(f"{w.wave.site} {w.wave.go_live}" for w in plan.deploy.waves),
            f"{ROADMAP} deployment",
        )
        if plan.deploy.without_wave:
            yield Missing(
                f"a wave for {', '.join(plan.deploy.without_wave)}", f"deployment: waves: in {ROADMAP}"
            )
    if not plan.roadmap.deployment.checks:
        yield Missing("what has to be true before going live", f"deployment: checks: in {ROADMAP}")
    if not plan.promises:
        yield Missing("what is measured every month", f"kpis: in {ROADMAP}")
    if plan.deploy:
        yield Output(
            "Go or no go",
            ", ".join(f"{w.wave.id}: {w.verdict}" for w in plan.deploy.waves),
            f"{ROADMAP} deployment",
        )
    if plan.monitoring:
        kept, measured = (sum(getattr(m, x) for m in plan.monitoring.months) for x in ("kept", "measured"))
        yield Output("Promises kept", f"{kept} of {measured} measured", "vendor-eval monitor DIR FILE.csv")
    elif plan.promises:
        yield Missing("measurements", "vendor-eval monitor DIR measurements.csv")
