"""Goals, team, gaps, money, time, training and waves, each by figures that can be checked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.model.buyer.procurement import Procurement, Timetable
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.roadmap.after_selection import Deployment, TrainingGroup
from vendor_eval.model.roadmap.roadmap import Funding, Goals, Holidays, MinimumDays, Task
from vendor_eval.model.roadmap.team import Raci
from vendor_eval.roadmap.calculations.critical_path import cycle, schedule
from vendor_eval.roadmap.steps.budget import _available, _offer, added
from vendor_eval.roadmap.steps.deploy import deploy_facts
from vendor_eval.roadmap.steps.gaps import effect
from vendor_eval.roadmap.steps.goals import goal_matrix, goal_shares
from vendor_eval.roadmap.steps.team import raci_flaw
from vendor_eval.roadmap.steps.timeline import days_off, holiday_flaw, periods
from vendor_eval.roadmap.steps.training import group_training, working_days


def catalogue(*groups):
    def one(name):
        criterion = {
            "id": name.upper(),
            "title": name,
            "requirement": "It is there.",
            "kind": "scored",
            "answer": {"type": "yes_no"},
            "value": {"rule": "levels", "levels": {"yes": 1, "no": 0}},
        }
        return {"id": name, "title": name, "criteria": [criterion]}

    return Catalogue.model_validate({"id": "c", "title": "c", "groups": [one(g) for g in groups]})


GOALS = {
    "stakeholders": [{"id": "a", "title": "A", "share": 3}, {"id": "b", "title": "B", "share": 1}],
    "goals": [
        {"id": "g", "title": "G", "points": {"a": 30, "b": 1}, "groups": {"x": 9, "y": 3}},
        {"id": "h", "title": "H", "points": {"a": 10, "b": 1}, "groups": {"y": 1}},
        {"id": "i", "title": "I"},
    ],
}


def test_goals_and_groups_by_hand():
    # G: 3/4 x 3/4 + 1/4 x 1/2 = 11/16; H: 5/16. x: 11/16 x 9/12; y: 11/16 x 3/12 + 5/16.
    shares, silent = goal_shares(Goals.model_validate(GOALS))
    assert shares == pytest.approx({"g": 11 / 16, "h": 5 / 16, "i": 0}) and silent == ()
    matrix = goal_matrix(
        Goals.model_validate(GOALS), catalogue("x", "y", "z"), Weights(groups={"x": 1, "y": 1, "z": 2})
    )
    x, y, z = matrix.groups
    assert (x.proposed, y.proposed, z.proposed) == pytest.approx((33 / 64, 31 / 64, 0))
    assert [g.id for g in matrix.unserved] == ["i"] and [g.id for g in matrix.groups if g.idle] == ["z"]
    assert z.apart and x.apart and not GOALS["goals"][2].get("groups")


def test_who_gives_no_points_is_named_and_goals_without_points_weigh_the_same():
    some = GOALS | {"stakeholders": [*GOALS["stakeholders"], {"id": "c", "title": "C"}]}
    assert goal_shares(Goals.model_validate(some))[1] == ("C",)
    bare = Goals.model_validate({"goals": [{"id": "g", "title": "G"}, {"id": "h", "title": "H"}]})
    assert goal_shares(bare)[0] == {"g": 0.5, "h": 0.5}
    assert goal_matrix(Goals(), catalogue("x"), Weights(groups={"x": 1})) is None


@pytest.mark.parametrize(
    ("raci", "flaw"),
    [
        (None, "nobody is named"),
        (Raci(responsible="a"), "nobody is accountable"),
        (Raci(accountable=("a", "b"), responsible="a"), "2 roles are accountable"),
        (Raci(accountable="a"), "nobody is responsible"),
        (
            Raci(accountable="a", responsible="a", consulted="b", informed="b"),
            "both consulted and informed: b",
        ),
        (Raci(accountable="a", responsible=("a", "b")), ""),
    ],
)
def test_exactly_one_is_accountable(raci, flaw):
    found = raci_flaw(raci)
    assert found.startswith(flaw) and bool(found) == bool(flaw)


@pytest.mark.parametrize(
    ("now", "offer", "does"),
    [
        ("missing", "met", "closes"),
        ("partly", "met", "closes"),
        ("missing", "partly", "narrows"),
        ("missing", "missing", "leaves"),
        ("partly", "partly", "leaves"),
        ("partly", "missing", "opens"),
        ("met", "partly", "opens"),
        ("met", "met", "keeps"),
        ("missing", None, "unknown"),
    ],
)
def test_what_an_offer_does_to_a_gap(now, offer, does):
    assert effect(now, offer) == does


def test_money_short_in_a_year_and_over_the_budget():
    funds = Funding.model_validate(
        {
            "reserve_percent": 10,
            "funds": [{"source": "a", "by_year": [100, 100]}, {"source": "b", "by_year": [0, 100]}],
        }
    )
    available = _available(funds)
    assert available == (90, 180)
    costs = (Decimal(100), Decimal(150))
    carried = _offer("V", costs, available, True, Decimal(200))
    assert carried.left == (-10, 20) and carried.short_in == (0,) and carried.over_budget == 50
    apart = _offer("V", (Decimal(50), Decimal(200)), available, False, None)
    assert apart.left == (40, -20) and apart.short_in == (1,) and apart.over_budget is None
    assert _offer("V", (Decimal(50), Decimal(200)), available, True, None).short_in == ()
    assert _offer("V", costs, (), True, None).short_in == ()


@given(
    st.lists(st.decimals(0, 10**6, places=2), max_size=6),
    st.lists(st.decimals(0, 10**6, places=2), max_size=6),
)
def test_no_money_is_lost_between_years(a, b):
    assert sum(added(a, b), Decimal(0)) == sum(a, Decimal(0)) + sum(b, Decimal(0))


def weekdays(day):
    return day.weekday() < 5


def tasks(*given):
    return [Task(id=i, title=i, step="needs", days=d, after=after) for i, d, after in given]


def test_the_critical_path_by_hand():
    # Monday 4 January 2027: a takes a week, b two days beside it, c waits for both and takes a week.
    plan = schedule(
        tasks(("a", 5, ()), ("b", 2, ()), ("c", 5, ("a", "b")), ("end", 0, ("c",))),
        date(2027, 1, 4),
        weekdays,
    )
    by_id = {p.task.id: p for p in plan}
    assert (by_id["a"].finish, by_id["b"].finish) == (date(2027, 1, 8), date(2027, 1, 5))
    assert (by_id["c"].start, by_id["c"].finish) == (date(2027, 1, 11), date(2027, 1, 15))
    assert [by_id[i].slack for i in ("a", "b", "c", "end")] == [0, 3, 0, 0]
    assert by_id["end"].start == by_id["end"].finish == date(2027, 1, 18)


def test_holidays_move_the_end():
    off = days_off(Holidays(country="US", more=(date(2027, 1, 5),)), [2027])
    assert (
        date(2027, 1, 18) in off and date(2027, 7, 5) in off
    )  # Martin Luther King Jr. Day; 4 July is a Sunday
    plan = schedule(tasks(("a", 5, ())), date(2027, 1, 4), lambda d: d.weekday() < 5 and d not in off)
    assert plan[0].finish == date(2027, 1, 11)
    assert holiday_flaw(Holidays(country="ZZ")) and holiday_flaw(Holidays(country="US", subdivision="QQ"))
    assert not holiday_flaw(Holidays(country="US", subdivision="IL")) and not holiday_flaw(Holidays())


@given(st.lists(st.integers(0, 9), min_size=1, max_size=7), st.data())
def test_nothing_begins_before_what_it_waits_for(days, data):
    given = []
    for i, d in enumerate(days):
        before = data.draw(st.sets(st.integers(0, i - 1))) if i else set()
        given.append((f"t{i}", d, tuple(f"t{j}" for j in sorted(before))))
    plan = {p.task.id: p for p in schedule(tasks(*given), date(2027, 1, 4), weekdays)}
    assert any(p.critical for p in plan.values())
    for p in plan.values():
        assert p.slack >= 0
        for b in p.task.after:
            assert plan[b].finish < p.start or (plan[b].task.days == 0 and plan[b].finish <= p.start)


def test_a_circle_is_found_and_has_no_dates():
    assert set(cycle({"a": ["b"], "b": ["c"], "c": ["a"]})) == {"a", "b", "c"}
    assert cycle({"a": ["b"], "b": []}) == ()
    assert schedule(tasks(("a", 1, ("b",)), ("b", 1, ("a",))), date(2027, 1, 4), weekdays) == ()
    assert schedule((), date(2027, 1, 4), weekdays) == ()


def test_a_period_shorter_than_the_law_leaves():
    times = Timetable(issue=date(2027, 1, 11), bids_due="2027-02-10T12:00")
    (found,) = periods(times, MinimumDays(issue_to_bids=35))
    assert (found.days, found.short) == (30, True)
    (fine,) = periods(times, MinimumDays(issue_to_bids=30))
    assert not fine.short


@pytest.mark.parametrize(("signed", "short"), [("2027-06-24", True), ("2027-06-25", False)])
def test_a_standstill_is_over_before_the_contract_is_signed(signed, short):
    # Ten days from the day after the decision of 14 June end on 24 June.
    times = Timetable(decision=date(2027, 6, 14))
    (found,) = periods(times, MinimumDays(decision_to_contract=10), date.fromisoformat(signed))
    assert found.short is short


def test_training_by_hand():
    # 190 people in groups of 8 for 2 hours: 24 groups, 24 sessions of 2 hours; a tenth learns 4 hours more.
    found = group_training(TrainingGroup(who="T", cost_per_hour=50), 190, Decimal(2), Decimal(2))
    assert (found.sessions, found.room_hours, found.super_users) == (24, 48, 19)
    assert found.hours == 190 * 2 + 19 * 4 and found.cost == found.hours * 50
    assert group_training(TrainingGroup(who="T"), 9, Decimal(5), Decimal(2)).sessions == 2 * 3
    assert working_days(date(2028, 1, 10), date(2028, 2, 4)) == 20
    assert working_days(date(2028, 1, 10), date(2028, 2, 4), {date(2028, 1, 17)}) == 19
    assert working_days(None, date(2028, 2, 4)) is None


def test_waves_checks_and_sites_without_one():
    p = Procurement.model_validate(
        {
            "id": "P",
            "title": "P",
            "buyer": {"name": "H"},
            "sites": [{"name": "A"}, {"name": "B"}, {"name": "C"}],
        }
    )
    plan = Deployment.model_validate(
        {
            "waves": [
                {"id": "w2", "site": "B", "go_live": "2028-03-01"},
                {"id": "w1", "site": "A", "go_live": "2028-02-20", "hypercare_days": 14},
            ],
            "checks": [
                {"id": "c1", "title": "c1", "met": True},
                {"id": "c2", "title": "c2", "met": False, "waves": ["w2"]},
            ],
        }
    )
    facts = deploy_facts(p, plan)
    assert [(w.wave.id, w.verdict) for w in facts.waves] == [("w1", "go"), ("w2", "no go")]
    assert facts.overlap == (("w1", "w2"),) and facts.without_wave == ("C",)
    assert deploy_facts(p, Deployment()) is None
    open_ = plan.model_copy(update={"checks": ()})
    assert deploy_facts(p, open_).waves[0].verdict == "open"
