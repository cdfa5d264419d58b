"""What the facility pays itself by year, and one volume followed through all that rests on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roadmap.made import catalogue, procurement

from vendor_eval.cost.evaluated_price import evaluated_price
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.roadmap.after_selection import MigrationPlan, TrainingPlan
from vendor_eval.model.roadmap.roadmap import Funding
from vendor_eval.roadmap.steps.budget import budget, unaffordable
from vendor_eval.roadmap.steps.migration import migration
from vendor_eval.roadmap.steps.needs import needs
from vendor_eval.roadmap.steps.own_costs import OwnCosts, by_month, own_costs, year_of
from vendor_eval.roadmap.steps.training import training

LIVE = date(2028, 2, 7)
PLAN = MigrationPlan.model_validate(
    {
        "start": "2027-10-04",
        "counted_on": "2026-11-30",
        "studies_per_hour": {"low": 400, "likely": 600, "high": 800},
        "windows": [{"days": ["mon", "tue", "wed", "thu"], "begin": "19:00", "end": "07:00"}],
        "old_system_a_month": 1000,
    }
)


def test_years_begin_on_the_day_of_go_live():
    days = {"2028-02-06": 0, "2028-02-07": 1, "2029-02-06": 1, "2029-02-07": 2, "2020-01-01": 0}
    assert {d: year_of(date.fromisoformat(d), LIVE) for d in days} == days
    assert year_of(date(2030, 1, 1), None) == 0


def test_months_fall_into_the_years_in_which_they_begin():
    # From 4 October: October, November, December, January and 4 February lie before 7 February.
    assert by_month(date(2027, 10, 4), 10, Decimal(100), LIVE) == (500, 500)
    assert by_month(date(2027, 10, 31), 5, Decimal(100), LIVE) == (400, 100)  # 31 counts as the 28th
    assert by_month(date(2027, 10, 4), 0, Decimal(100), LIVE) == ()


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(0, 200), st.integers(-800, 800))
def test_no_month_is_lost(start, months, off):
    found = by_month(start, months, Decimal(7), start + timedelta(days=off))
    assert sum(found, Decimal(0)) == 7 * months


def trained(**group):
    plan = TrainingPlan.model_validate({"groups": [{"who": "T", "people": 10, "hours": 2, **group}]})
    return training(procurement(), plan)


def test_hours_without_a_price_are_named_and_hours_for_nothing_are_zero():
    p = procurement()
    priced = own_costs(p, trained(cost_per_hour=50), None, None)
    # Ten people for two hours, and one super-user for four more.
    assert [(r.what, r.by_year) for r in priced.rows] == [("Training, hours of the own staff", (1200,))]
    free = own_costs(p, trained(cost_per_hour=0), None, None)
    assert free.rows[0].by_year == (0,) and not any("training" in m.what for m in free.missing)
    unknown = own_costs(p, trained(), None, None)
    assert not unknown.rows and "T: cost of an hour" in unknown.missing[0].what
    nobody = own_costs(p, None, None, None)
    assert not nobody.rows and [m.fill.split(":")[0] for m in nobody.missing] == [
        "implementation",
        "migration",
    ]


def test_training_after_go_live_is_paid_in_the_year_it_takes_place():
    plan = TrainingPlan.model_validate(
        {
            "start": "2029-03-05",
            "finish": "2029-03-09",
            "groups": [{"who": "T", "people": 1, "hours": 1, "super_user_percent": 0, "cost_per_hour": 9}],
        }
    )
    assert own_costs(procurement(), training(procurement(), plan), None, None).rows[0].by_year == (0, 0, 9)


def test_the_old_system_by_year_comes_to_what_step_seven_says():
    p = procurement()
    moved = migration(p, PLAN)
    (row,) = own_costs(p, None, moved, PLAN).rows
    assert sum(row.by_year) == moved.waiting[0.5] == 1000 * moved.waiting_months[0.5]
    assert row.by_year[0] == 5000 and f"{moved.waiting_months[0.5]} months" in row.what


@pytest.mark.parametrize("gone", ["studies_per_hour", "old_system_a_month"])
def test_what_is_not_known_of_the_old_system_is_named(gone):
    plan = PLAN.model_copy(update={gone: None})
    found = own_costs(procurement(), None, migration(procurement(), plan), plan)
    assert not found.rows and gone in found.missing[-1].what


def test_own_costs_lessen_what_is_left_and_not_what_the_budget_is_compared_with():
    p = procurement(budget={"amount": 100})
    outcome = SimpleNamespace(
        prices=[SimpleNamespace(vendor="V", by_year=(Decimal(60), Decimal(40)))], rankings=()
    )
    funds = Funding.model_validate({"funds": [{"source": "a", "by_year": [100, 30]}]})
    own = own_costs(p, trained(cost_per_hour=1), None, None)
    (offer,) = budget(p, funds, outcome, own).offers
    assert (offer.costs, offer.total, offer.over_budget) == ((60, 40), 100, None)
    assert offer.left == (16, 6) and offer.short_in == ()  # 100 - 60 - 24, then + 30 - 40
    assert unaffordable(budget(p, funds, outcome, own), "V") == []
    poor = budget(
        p.model_copy(update={"budget": p.budget.model_copy(update={"amount": Decimal(90)})}),
        Funding.model_validate({"funds": [{"source": "a", "by_year": [70]}]}),
        outcome,
        own,
    )
    assert [f.code for f in unaffordable(poor, "V")] == ["roadmap.over-budget", "roadmap.short"]
    assert "year 0, 1" in unaffordable(poor, "V")[1].message and not unaffordable(poor, "W")
    (bare,) = budget(p, funds, outcome, OwnCosts()).offers
    assert bare.left == (40, 30)


def through(ct):
    """Storage, evaluated cost, bounds, migration and budget of one and the same procurement."""
    p = procurement(ct=ct)
    receipt = Receipt(
        vendor="v", version=1, file="f", original_name="f", sha256="0", received_by="t", rfp_id="P-1",
        rfp_fingerprint="0", received_at=datetime(2027, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    cells = {
        i: tuple(PriceCell(state="priced", amount=a) for _ in range(8)) for i, a in (("fee", 2), ("store", 0))
    }
    price = evaluated_price("V", PriceSchedule(receipt=receipt, currency="USD", lines=cells), p)
    moved = migration(p, PLAN)
    funds = Funding.model_validate({"funds": [{"source": "a", "by_year": [10**7]}]})
    own = own_costs(p, None, moved, PLAN)
    money = budget(p, funds, SimpleNamespace(prices=(price,), rankings=()), own)
    return SimpleNamespace(needs=needs(p, catalogue(), None), price=price, moved=moved, money=money)


def test_one_volume_goes_through_storage_cost_bounds_migration_and_budget():
    """160,000 more CT studies a year: each of the five moves by what its formula says, and by nothing else."""
    more, growth = 160_000, Decimal("1.04")
    a, b = through(40_000), through(40_000 + more)
    # Storage: 250 MB, two copies, compressed 2.5:1, both studies and size grown for three years.
    stored = more * growth**3 * 250 * Decimal("1.02") ** 3 / 1_000_000 * 2 / Decimal("2.5")
    three = [x.needs.years[3].added_tb["expected"] for x in (a, b)]
    assert three[1] - three[0] == pytest.approx(stored)
    # Cost: a fee of 2 for each study of the years 1 to 7, each year's studies rounded to whole ones.
    fees = 2 * sum(more * growth**t for t in range(1, 8))
    cost = sum(b.price.by_year) - sum(a.price.by_year)
    assert cost == pytest.approx(fees, abs=14)
    # Bounds: 100 percent of the forecast are the studies of the last year of the price.
    bound = [next(x for x in y.needs.bounds if x.criterion == "SIZE").amount["expected"] for y in (a, b)]
    assert bound[1] - bound[0] == more * growth**7
    # Migration: what comes in from the count to the start moves too, at the same rate.
    studies = more * Decimal((PLAN.start - PLAN.counted_on).days) / Decimal("365.25")
    assert b.moved.stock.added - a.moved.stock.added == pytest.approx(studies, abs=1)
    longer = b.moved.duration.mean / a.moved.duration.mean
    assert longer == pytest.approx(b.moved.stock.studies / a.moved.stock.studies)
    # Budget: the bid's fees and the months that the old system is kept longer, and nothing besides.
    months = b.moved.waiting_months[0.5] - a.moved.waiting_months[0.5]
    left = [x.money.offers[0].left[-1] for x in (a, b)]
    assert months > 0 and left[0] - left[1] == cost + 1000 * months
