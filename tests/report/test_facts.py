"""Every figure of the report once: the sums a reader will check, and the words around them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.buyer.procurement import Rounding
from vendor_eval.model.buyer.rules import Threshold
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import Excluded
from vendor_eval.report.audience.reduce import reduced
from vendor_eval.report.facts import Facts, facts
from vendor_eval.report.letters import result

Make = Callable[..., Outcome]
ROUNDINGS = [
    Rounding(),
    Rounding(component=2),
    Rounding(total=1),
    Rounding(total=4),
    Rounding(component=0, total=0),
    Rounding(component=2, total=1, mode="half_even"),
    Rounding(component=1, total=3),
]


def adds_up(f: Facts) -> None:
    """All that a reader can add with a pencil."""
    assert f.points is not None
    assert f.profile is not None
    p, top = f.profile, [row for row in f.profile.rows if row.depth == 0]
    corrections = p.corrections or (Decimal(0),) * len(p.vendors)
    for i, name in enumerate(p.vendors):
        assert sum(row.shares[i].points for row in top) == p.sums[i]
        assert p.sums[i] + corrections[i] == p.scores[i] == f.points.scores[name]
        questions = [q for chapter in f.chapters if chapter.scored for q in chapter.questions]
        earned = [row.points for q in questions for row in q.rows if row.vendor == name]
        assert sum(earned) + f.points.rest(name) == p.scores[i]
        assert all(r.points <= q.possible for q in questions for r in q.rows if r.points is not None)
    assert sum(row.possible for row in top) == p.possible
    assert p.possible + p.possible_correction == f.points.maximum
    assert sum(row.weight for row in f.weights if row.depth == 0) == f.weight_sum == 100
    for row in f.ranking:
        assert row.score + row.behind == f.ranking[0].score
    if f.why:
        w = f.why
        assert w.scores[0] - w.scores[1] == w.lead
        assert sum(d.points for d in w.groups) + w.correction == w.lead
        assert sum(d.difference for d in w.criteria) + w.others + w.rest == w.lead
        assert all(d.points[0] - d.points[1] == d.difference for d in w.criteria)
    for row in f.money.rows:
        assert sum(row.by_year) == row.total
    for i, total in enumerate(f.money.totals):
        assert sum(line.cells[i].total for line in f.money.lines) == total


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("points", ["100", "240", "12.5", "1000"])
def test_what_is_shown_adds_up(outcome: Make, rounding: Rounding, points: str) -> None:
    adds_up(facts(outcome(rounding=rounding, points=Decimal(points), criteria=37, nested=True)))


@pytest.mark.parametrize(("vendors", "criteria"), [(1, 1), (1, 9), (2, 2), (4, 40), (12, 200)])
def test_for_any_number_of_vendors_and_criteria(outcome: Make, vendors: int, criteria: int) -> None:
    adds_up(facts(outcome(vendors=vendors, criteria=criteria, excluded=min(1, vendors - 1))))


def test_nested_groups_add_up_to_the_group_above(outcome: Make) -> None:
    f = facts(outcome(nested=True))
    depths = [row.depth for row in f.weights if not row.rule]
    assert set(depths) == {0, 1}
    for i, row in enumerate(f.weights):
        below = itertools.takewhile(lambda other, d=row.depth: other.depth > d, f.weights[i + 1 :])
        children = [other.weight for other in below if other.depth == row.depth + 1]
        assert not children or sum(children) == row.weight


def test_scores_that_differ_do_not_look_the_same(outcome: Make) -> None:
    values = {"Aldermoor Imaging": [0.5, 0.50002], "Beacon PACS": [0.5, 0.5]}
    f = facts(outcome(vendors=2, excluded=0, criteria=2, prices=False, values=values))
    assert [str(row.score) for row in f.ranking] == ["50.001", "50.000"]
    assert f.headline.verdict == "Close call"


@pytest.mark.parametrize(
    ("lead", "word"), [(0.05, "Clear"), (0.049, "Leaning"), (0.02, "Leaning"), (0.019, "Close call")]
)
def test_the_verdict_is_the_lead_as_a_share_of_the_points(outcome: Make, lead: float, word: str) -> None:
    values = {"Aldermoor Imaging": [0.5 + lead], "Beacon PACS": [0.5]}
    o = outcome(vendors=2, excluded=0, criteria=1, prices=False, values=values, points=Decimal(240))
    assert facts(o).headline.verdict == word


def test_every_number_has_its_source(outcome: Make) -> None:
    o = outcome()
    f = facts(o)
    rows = [row for chapter in f.chapters for q in chapter.questions for row in q.rows]
    assert len(rows) == len(o.cells) + sum(len(v.gates) for v in o.vendors)
    assert all(row.source for row in rows)
    assert {row.sha256 for row in f.files} == {o.vendors[0].response.sha256}
    assert f.files[0].received == "30 Sep 2026, 09:12 UTC+01:00"
    assert f.fingerprints == o.fingerprints
    assert f.versions == o.versions


def test_a_shared_rank_says_so(outcome: Make) -> None:
    names = ("Aldermoor Imaging", "Beacon PACS", "Corvane Health")
    values = {name: [0.5] * 4 for name in names}
    f = facts(outcome(vendors=3, excluded=0, criteria=4, prices=False, values=values))
    assert [(row.rank, row.shared) for row in f.ranking] == [(1, True)] * 3
    assert f.headline.kind == "tie"
    assert f.headline.title == "No winner: Aldermoor Imaging, Beacon PACS and Corvane Health are all first"


def test_a_broken_tie_names_the_rule(outcome: Make) -> None:
    values = {"Aldermoor Imaging": [0.5], "Beacon PACS": [0.5]}
    o = outcome(vendors=2, excluded=0, criteria=1, prices=False, values=values, ties=("lowest_price",))
    decided = {"ties": [{"vendors": ["Aldermoor Imaging", "Beacon PACS"], "rule": "lowest_price"}]}
    ranks = {"Aldermoor Imaging": 1, "Beacon PACS": 2}
    ranking = o.rankings[0].model_copy(
        update={"ranks": ranks, "best": ("Aldermoor Imaging",), "details": decided}
    )
    f = facts(o.model_copy(update={"rankings": (ranking,), "official": True, "findings": ()}))
    assert f.headline.title == "Recommended: Aldermoor Imaging"
    assert f.headline.sentence == "Aldermoor Imaging has 50.00 of 100 points, as many as Beacon PACS."
    assert "the published tie rule decided: the lowest net present cost" in f.conditions[0]


def test_rounding_that_makes_a_tie_is_told(outcome: Make) -> None:
    values = {"Aldermoor Imaging": [0.501], "Beacon PACS": [0.5]}
    o = outcome(vendors=2, excluded=0, criteria=1, prices=False, values=values, rounding=Rounding(total=0))
    ranking = o.rankings[0].model_copy(update={"best": ("Aldermoor Imaging",)})
    f = facts(o.model_copy(update={"rankings": (ranking,)}))
    assert f.conditions == (
        "Rounding by the published rules makes a tie: before rounding Aldermoor Imaging had most points.",
    )


def test_conditions_of_the_first(outcome: Make) -> None:
    f = facts(outcome())
    assert f.conditions == (
        "1 price line left empty (Support): counted as free of charge, to be confirmed in writing.",
    )
    assert f.cost is not None
    assert (f.cost.relation, f.cost.second) == ("less", "Beacon PACS")
    assert f.money.lines[3].cells[0].empty == "no price in years 4 and 5"


def test_a_promise_of_the_first_is_a_condition_and_no_other_remark_is(outcome: Make) -> None:
    o = outcome()
    first, second = o.rankings[0].best[0], "Beacon PACS"
    mine = [c for c in o.cells if c.vendor == first and c.value and not c.scores]
    mine = [c for c in mine if any(x.criterion == c.criterion and x.by == "answer" for x in o.criteria)]

    def remarked(name: str, criterion: str, remark: str) -> Outcome:
        cells = [
            c.model_copy(update={"comment": remark}) if (c.vendor, c.criterion) == (name, criterion) else c
            for c in o.cells
        ]
        return o.model_copy(update={"cells": tuple(cells)})

    planned = remarked(first, mine[0].criterion, "Planned for release 12; delivered next year.")
    (said,) = [c for c in facts(planned).conditions if "future" in c]
    title = next(x.title for x in o.criteria if x.criterion == mine[0].criterion)
    assert said.startswith(
        f"1 answer with a remark that speaks of the future ({mine[0].criterion} {title}: “Planned”)"
    )
    own = reduced(planned, f"vendor:{first}")
    assert any(f"{mine[0].criterion} {title} (“Planned”)" in line for line in result.conditions(own))
    for other in (
        remarked(second, mine[0].criterion, "Planned."),
        remarked(first, mine[0].criterion, "As built."),
    ):
        assert facts(other).conditions == facts(o).conditions


def test_what_the_buyer_settled(outcome: Make) -> None:
    at = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
    late = Decision(act="admit_late", vendor="vendor-2", reason="portal was down", at=at, by="m.hartley")
    read = Decision(
        act="read", vendor="vendor-1", criterion="FUN-02", value=2.4, reason="comma", at=at, by="x"
    )
    price = read.model_copy(update={"criterion": "L1:3", "value": "included"})
    out = late.model_copy(update={"act": "withdraw"})
    rows = facts(outcome(decisions=(late, read, price, out))).settlements
    assert [row.replaced for row in rows] == [True, False, False, False]
    assert [row.act for row in rows][:2] == ["admitted although late", "read as “2.4”"]
    assert rows[1].matter == "FUN-02 Priors older than two years open within three seconds"
    assert rows[2].matter == "L1, year 3"
    assert rows[0].vendor == "Beacon PACS"
    assert (rows[0].when, rows[0].by) == ("12 Oct 2026, 09:30 UTC", "m.hartley")


def test_missing_answers_are_counted_by_state_and_told_apart(outcome: Make) -> None:
    o = outcome(criteria=40, missing=6)
    f = facts(o)
    assert sum(row.total for row in f.gaps.counts) == len(o.open) == len(f.gaps.rows)
    for row in f.gaps.counts:
        assert sum(row.numbers) == row.total
    assert {row.effect for row in f.gaps.rows} == {"counts as zero"}


def test_of_a_bid_that_did_not_come_nothing_is_unanswered(outcome: Make) -> None:
    o = outcome(missing=0)
    gone = o.vendors[3].model_copy(update={"response": None, "reason": "late: received 2026-10-02 09:00"})
    o = o.model_copy(
        update={
            "vendors": (*o.vendors[:3], gone),
            "cells": tuple(c for c in o.cells if c.vendor != gone.name),
            "excluded": (Excluded(vendor=gone.name, gate=None, reason=gone.reason),),
        }
    )
    f = facts(o)
    assert all(row.cells[3] is None for row in f.gates)
    assert f.gate_words == "3 of 3 vendors passed all 5 gates."
    assert gone.name not in {row.vendor for row in f.gaps.counts}
    assert (f.out[0].gate, f.out[0].reason) == ("", "late: received 2026-10-02 09:00")


def test_a_published_minimum_is_named(outcome: Make) -> None:
    o = outcome()
    rules = o.rules.model_copy(update={"thresholds": (Threshold(of="technical", minimum=0.6),)})
    out = (Excluded(vendor="Delphia Systems", gate="technical", reason="technical: 40.0%"),)
    f = facts(o.model_copy(update={"rules": rules, "excluded": out}))
    assert f.out[0].gate == "minimum for everything but price"
    words = next(rule.words for rule in f.rules if rule.name == "Minimum scores")
    assert words.startswith("At least 60\N{NO-BREAK SPACE}% in technical (everything but price) of what")


def test_evaluators_appear_by_role_only(outcome: Make) -> None:
    roles = {"Dr Ines Keller": "Radiologist", "Tom Aldous": "Radiologist", "Priya Raman": "IT"}
    f = facts(outcome(), roles)
    assert f.panel is not None
    assert f.panel.members == ("Radiologist 1", "Radiologist 2", "IT")
    anonymous = facts(outcome())
    assert anonymous.panel is not None
    assert anonymous.panel.members == ("Evaluator 1", "Evaluator 2", "Evaluator 3")
    for found in (f, anonymous):
        assert not any(name in repr(found) for name in roles)
