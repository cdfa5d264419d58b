"""Risks that the figures show.

Probability and impact go from 1 (low) to 5 (high). What the program finds gets fixed marks, each with its
reason in ``why``; the team changes them under ``treatments:``.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.model.roadmap.roadmap import STEPS
from vendor_eval.roadmap.risks.risk import Known, RiskRow
from vendor_eval.roadmap.steps.migration import Migration

WEAK_GROUP, WEAK_WEIGHT = 0.5, 0.05
"""A group of at least so much weight in which the winner earns less than this share of the points is weak."""


def found_risks(known: Known) -> Iterator[RiskRow]:
    """The same risk has the same id as long as it is there."""
    yield from _of_the_winner(known)
    yield from _of_gaps(known)
    yield from _of_money(known)
    yield from _of_time(known)
    yield from _of_migration(known)
    yield from _of_people(known)


def _of_the_winner(known: Known) -> Iterator[RiskRow]:
    outcome, winner = known.outcome, known.winner
    if winner is None:
        return
    result = next(v for v in outcome.vendors if v.name == winner)
    for gate in result.gates:
        if gate.result != "passed":
            yield RiskRow(
                f"GATE-{gate.criterion}",
                f"{winner} has not met {gate.criterion} {gate.title}",
                "selection",
                5,
                5,
                mitigation="Settle it before the award.",
                condition=f"The supplier meets {gate.criterion} ({gate.rule}) before payment is due.",
                why=f"the gate is {gate.result}",
            )
    for entry in result.undeclared:
        yield RiskRow(
            f"DECL-{id_part(entry.title)}",
            f"{winner} did not declare: {entry.title}",
            "selection",
            3,
            4,
            mitigation="Have it declared and signed before the award.",
            condition=f"The supplier declares: {entry.title}.",
            why="it stands open in the bid",
        )
    for answer in outcome.open:
        if answer.vendor == winner:
            yield RiskRow(
                f"OPEN-{answer.criterion}",
                f"{winner} left {answer.criterion} {answer.title} open",
                "selection",
                4,
                3,
                mitigation="Ask, and write the answer into the contract.",
                condition=f"The supplier states {answer.criterion} in writing; until then it is not offered.",
                why="counted as zero",
            )
    yield from _contradictions(known, winner)
    for group in outcome.groups:
        got = group.scores.get(winner)
        weak = got is not None and group.points > 0 and got / group.points < WEAK_GROUP
        if len(group.path) == 1 and weak and group.weight >= WEAK_WEIGHT and got is not None:
            share = round(100 * got / group.points)
            yield RiskRow(
                f"WEAK-{group.id}",
                f"{winner} is weak in {group.title}",
                "selection",
                3,
                4,
                mitigation="Test this group first; agree on a plan of improvement with dates.",
                condition=f"The supplier gives a dated plan for {group.title}; missed dates cost credits.",
                why=f"{share} percent of the points of the group",
            )


def _contradictions(known: Known, winner: str) -> Iterator[RiskRow]:
    """What reading the bid found to contradict itself."""
    vendor = next(v for v in known.case.vendors if v.name == winner)
    for response in known.case.responses.get(vendor.id, ())[-1:]:
        for i, finding in enumerate((f for f in response.findings if "contradict" in f.code), 1):
            yield RiskRow(
                f"CONTRA-{i}",
                f"{winner} contradicts itself: {finding.message}",
                "selection",
                3,
                3,
                mitigation="Have it cleared up in writing.",
                condition="Where two statements of the bid differ, the one better for the buyer holds.",
                why=finding.where,
            )


def _of_gaps(known: Known) -> Iterator[RiskRow]:
    if known.gaps is None or known.winner is None:
        return
    for gap in known.gaps.gaps:
        did = gap.effects.get(known.winner)
        if did == "opens" or (did == "leaves" and gap.criticality >= 4):
            word = "is worse than today in" if did == "opens" else "leaves the gap in"
            yield RiskRow(
                f"GAP-{gap.criterion}",
                f"{known.winner} {word} {gap.criterion} {gap.title}",
                "gaps",
                4 if did == "opens" else 5,
                min(5, gap.criticality),
                mitigation="Decide on another system, another way of working, or a development with a date.",
                condition=f"The supplier closes {gap.criterion} by a date agreed on, at no extra charge.",
                why=f"today {gap.now}, criticality {gap.criticality}",
            )


def _of_money(known: Known) -> Iterator[RiskRow]:
    offer = next((o for o in known.budget.offers if o.vendor == known.winner), None)
    if offer is None:
        return
    if offer.over_budget is not None:
        yield RiskRow(
            "BUDGET",
            f"{offer.vendor} costs {offer.over_budget:,.0f} {known.budget.currency} more than the budget",
            "budget",
            5,
            5,
            mitigation="Raise the budget, or take options out before the award.",
            why="sum of years against budget: in procurement.yaml",
        )
    if offer.short_in:
        years = ", ".join(str(y) for y in offer.short_in)
        yield RiskRow(
            "FUNDS",
            f"Money for {offer.vendor} is short in year {years}",
            "budget",
            4,
            4,
            mitigation="Bring funds forward, or agree on other dates of payment.",
            condition="Payments follow the years in which funds are granted.",
            why="funds less costs fall below zero",
        )


def _of_time(known: Known) -> Iterator[RiskRow]:
    for n, period in enumerate((p for p in known.time.periods if p.short), 1):
        yield RiskRow(
            f"PERIOD-{n}",
            f"{period.days} days from {period.what}, {period.least} are the least",
            "budget",
            5,
            4,
            mitigation="Move the later date.",
            why=known.time.source or "minimum_days: in roadmap.yaml",
        )
    for n, text in enumerate(known.time.order, 1):
        yield RiskRow(
            f"ORDER-{n}",
            text[:1].upper() + text[1:],
            "budget",
            4,
            3,
            mitigation="Correct the dates.",
            why="dates",
        )
    carriers: dict[str, int] = {}
    for task in known.time.critical:
        if task.task.owner:
            carriers[task.task.owner] = carriers.get(task.task.owner, 0) + 1
    whole = len(known.time.critical)
    for owner, count in carriers.items():
        if whole >= 3 and count * 2 > whole:
            yield RiskRow(
                f"SPOF-{id_part(owner)}",
                f"{count} of {whole} tasks without slack hang on {owner}",
                "team",
                3,
                4,
                mitigation="Name a deputy who takes part from the beginning.",
                why="the critical path",
            )


def _of_migration(known: Known) -> Iterator[RiskRow]:
    m = known.migration
    if m is None:
        return
    if m.late_chance is not None and m.late_chance > 0.05:
        likely = 5 if m.late_chance > 0.5 else 4 if m.late_chance > 0.25 else 3 if m.late_chance > 0.1 else 2
        yield RiskRow(
            "MIG-LATE",
            f"The migration is late with a chance of {round(100 * m.late_chance)} percent",
            "migration",
            likely,
            4,
            mitigation="Widen the windows, move priors of booked patients first.",
            condition=_rate_words(m),
            why=f"simulated against {m.complete_by}",
        )
    if m.stock.private:
        yield RiskRow(
            "MIG-PRIVATE",
            f"{m.stock.private:,} studies hold private data of the old supplier",
            "migration",
            3,
            4,
            mitigation="Have the old supplier convert or document it before its contract ends.",
            condition="The supplier lists what of private data is carried over, and how.",
            why="inventory",
        )
    plan = known.roadmap.migration
    if plan is not None and not plan.fallback:
        yield RiskRow(
            "MIG-FALLBACK",
            "Nothing says how to go back if the cut-over fails",
            "migration",
            2,
            5,
            mitigation="Write the way back, with its last moment, before the cut-over.",
            why="migration: fallback:",
        )


def _rate_words(m: Migration) -> str:
    if not m.needed_per_hour:
        return ""
    rate = f"{m.needed_per_hour:,.0f} studies an hour in the windows agreed"
    return f"The supplier holds {rate}, or bears the cost of the old system."


def _of_people(known: Known) -> Iterator[RiskRow]:
    if known.deploy:
        for a, b in known.deploy.overlap:
            yield RiskRow(
                f"WAVE-{b}",
                f"Wave {b} goes live while wave {a} still needs help",
                "deployment",
                3,
                3,
                mitigation="Move the wave, or double the help.",
                why="hypercare_days",
            )
        for site in known.deploy.without_wave:
            yield RiskRow(
                f"SITE-{id_part(site)}",
                f"No wave reaches {site}",
                "deployment",
                3,
                3,
                why="deployment: waves:",
            )
    for row in known.team.flaws:
        yield RiskRow(
            f"RACI-{row.step}",
            f"{STEPS[row.step]}: {row.flaw}",
            "team",
            3,
            3,
            mitigation="Name exactly one accountable role.",
            why="team: raci:",
        )


def id_part(text: str) -> str:
    """Words as part of an id."""
    return "-".join("".join(ch if ch.isalnum() else " " for ch in text).split())[:24]
