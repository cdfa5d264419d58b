"""Steps 1 to 6: what goes in and what comes out, or where to write it."""

from __future__ import annotations

from vendor_eval.roadmap.overview.plan import Plan
from vendor_eval.roadmap.overview.step_items import PROCUREMENT, ROADMAP, Input, Items, Missing, Output


def needs(plan: Plan) -> Items:
    p = plan.case.procurement
    if not p.volumes:
        yield Missing("studies a year by modality", f"volumes: in {PROCUREMENT}")
    else:
        studies = sum(v.studies_per_year for v in p.volumes)
        yield Input("Studies a year", f"{studies:,} in {len(p.volumes)} modalities", f"{PROCUREMENT} volumes")
    if p.sizing.low == p.sizing.high:
        yield Missing("how far growth may depart from the expected", f"sizing: low:, high: in {PROCUREMENT}")
    if plan.roadmap.network is None:
        yield Missing("working days, the busiest hour, lines of the sites", f"network: in {ROADMAP}")
    if plan.needs is None:
        return
    for year in (1, 5, 10):
        tb = plan.needs.at(year).held_tb
        words = f"{tb['low']:,.0f} / {tb['expected']:,.0f} / {tb['high']:,.0f} TB"
        yield Output(
            f"Storage at the end of year {year}, low / expected / high", words, f"{PROCUREMENT} sizing"
        )
    if plan.needs.peaks:
        last = plan.needs.peaks[min(10, len(plan.needs.peaks) - 1)]
        for what, by, unit in (
            ("Line in the busiest hour", last.line_mbit, " Mbit/s"),
            ("Readers at the same time", last.readers, ""),
        ):
            words = f"{by['low']:,.0f} / {by['expected']:,.0f} / {by['high']:,.0f}{unit}"
            yield Output(f"{what}, year {last.year}, low / expected / high", words, f"{ROADMAP} network")
    typed = [x.id for x in plan.case.procurement.price.lines if x.kind == "quantity"]
    if typed:
        yield Output(
            "Price lines with typed quantities, which stay as they are when volumes change",
            ", ".join(typed),
            f"{PROCUREMENT} price",
        )
    for bound in plan.needs.bounds:
        yield Output(
            f"{bound.criterion}: 100 {bound.unit} means",
            f"{bound.amount['expected']:,.0f} {bound.what}",
            "criteria.yaml",
        )


def goals(plan: Plan) -> Items:
    goals = plan.roadmap.goals
    if not goals.goals:
        yield Missing("goals with measure and target", f"goals: goals: in {ROADMAP}")
    else:
        yield Input("Goals", str(len(goals.goals)), f"{ROADMAP} goals")
    if not goals.stakeholders:
        yield Missing("stakeholders, and their points for each goal", f"goals: stakeholders: in {ROADMAP}")
    else:
        yield Input("Stakeholders", ", ".join(s.title for s in goals.stakeholders), f"{ROADMAP} goals")
    m = plan.goals
    if m is None:
        return
    vague = [g.title for g in m.goals if not g.measurable]
    if vague:
        yield Missing(f"measure and target of {', '.join(vague)}", f"goals: in {ROADMAP}")
    if m.silent:
        yield Missing(f"points of {', '.join(m.silent)}", f"goals: points: in {ROADMAP}")
    for goal in m.unserved:
        yield Missing(
            f"a group of criteria that serves {goal.title}", f"goals: groups: in {ROADMAP}, or a criterion"
        )
    far = ", ".join(
        f"{g.title} {100 * g.proposed:.0f}% (agreed {100 * g.agreed:.0f}%)"
        for g in m.groups
        if g.proposed and g.apart
    )
    yield Output("Groups far from their agreed weight", far or "none", "weights.yaml")


def team(plan: Plan) -> Items:
    if not plan.team.roles:
        yield Missing("roles and their people", f"team: roles: in {ROADMAP}")
    else:
        yield Input("Roles", ", ".join(r.title for r in plan.team.roles), f"{ROADMAP} team")
    yield Input("Panel", ", ".join(m.name for m in plan.team.panel) or "nobody", f"{PROCUREMENT} panel")
    if not plan.team.raci:
        yield Missing("who is accountable, responsible, consulted, informed", f"team: raci: in {ROADMAP}")
    for row in plan.team.flaws:
        yield Missing(f"{row.title}: {row.flaw}", f"team: raci: {row.step}: in {ROADMAP}")
    if plan.team.raci and not plan.team.flaws:
        yield Output("RACI", "exactly one role is accountable for each step", f"{ROADMAP} team")
    if plan.team.roles and plan.team.missing:
        yield Missing(f"a role for {', '.join(plan.team.missing)}", f"team: roles: in {ROADMAP}")


def gaps(plan: Plan) -> Items:
    if plan.gaps is None:
        yield Missing("how today’s systems meet the criteria", f"today: in {ROADMAP}")
    else:
        yield Input("Criteria compared with today", str(len(plan.gaps.gaps)), f"{ROADMAP} today")
    if plan.gaps is None:
        return
    for vendor, count in plan.gaps.counts.items():
        words = ", ".join(f"{kind} {n}" for kind, n in count.items() if n)
        yield Output(vendor, words, "vendor-eval rank DIR")


def budget(plan: Plan) -> Items:
    p = plan.case.procurement
    if p.budget is None:
        yield Missing("the budget over the term", f"budget: in {PROCUREMENT}")
    else:
        yield Input("Budget", f"{p.budget.amount:,.0f} {p.currency.code}", f"{PROCUREMENT} budget")
    if not plan.budget.funds:
        yield Missing("funds by year", f"funding: in {ROADMAP}")
    if not plan.roadmap.tasks:
        yield Missing("tasks with days and what they wait for", f"tasks: in {ROADMAP}")
    if not plan.roadmap.holidays.country and not plan.roadmap.holidays.more:
        yield Missing("the country, for its public holidays", f"holidays: in {ROADMAP}")
    if all(period.least is None for period in plan.time.periods):
        yield Missing("the least days that law or policy leaves", f"minimum_days: in {ROADMAP}")
    for offer in plan.budget.offers:
        short = (
            f"short in year {', '.join(map(str, offer.short_in))}"
            if offer.short_in
            else "funded in every year"
        )
        if not plan.budget.available:
            short = "nothing is funded yet"
        over = f", {offer.over_budget:,.0f} over the budget" if offer.over_budget is not None else ""
        yield Output(
            f"Cost of {offer.vendor}{'' if offer.ranked else ' (not ranked)'}, sum of years",
            f"{offer.total:,.0f} {plan.budget.currency}; {short}{over}",
            "vendor-eval cost DIR",
        )
    for row in plan.budget.own.rows:
        total = f"{sum(row.by_year):,.0f} {plan.budget.currency}"
        yield Output(f"{row.what}, in no bid", total, f"{ROADMAP} training, migration")
    for lack in plan.budget.own.missing:
        yield Missing(f"not in the costs by year: {lack.what}", lack.fill)
    short_periods = [x for x in plan.time.periods if x.short]
    words = "; ".join(f"{x.what}: {x.days} days, least {x.least}" for x in short_periods)
    if any(x.least is not None for x in plan.time.periods):
        yield Output("Periods too short", words or "none", f"{PROCUREMENT} timetable")
    if plan.time.critical:
        yield Output(
            "Tasks without slack", ", ".join(t.task.title for t in plan.time.critical), f"{ROADMAP} tasks"
        )


def selection(plan: Plan) -> Items:
    responses = sum(bool(r) for r in plan.case.responses.values())
    if responses:
        yield Input("Bids", f"{responses} of {len(plan.case.vendors)} invited", "bids/")
    else:
        yield Missing("bids", "vendor-eval receive DIR FILE --vendor NAME")
    s = plan.selected
    if s.winner is None:
        yield Missing("a vendor that is first", "vendor-eval status DIR")
        return
    yield Output("Result", s.title, "vendor-eval report DIR")
    yield Output("Points", s.sentence, "vendor-eval rank DIR")
    if s.confidence:
        yield Output("How far it holds", s.confidence, "vendor-eval sensitivity DIR")
    yield Output("Conditions to settle", str(len(s.conditions)), "vendor-eval report DIR")
