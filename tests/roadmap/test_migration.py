"""Step 7: published rates, exact moments against the simulation, and the sample of the check."""

from __future__ import annotations

import math
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from roadmap.made import procurement
from scipy.integrate import quad

from vendor_eval.model.roadmap.after_selection import MigrationPlan, Range, Window
from vendor_eval.roadmap.calculations.sample_size import miss_chance, zero_defect_sample
from vendor_eval.roadmap.calculations.triangular import Triangular
from vendor_eval.roadmap.steps.migration import DRAWS, duration, fan, hours_a_week, migration, stocktake

WEEK = Decimal(168)
NONE = Range(low=0, likely=0, high=0)


def known(rate):
    return Range(low=rate, likely=rate, high=rate)


def test_a_hundred_terabytes_at_the_rate_published_by_cypher_it():
    # Cypher IT 2016: 5.8 TB a week at 35 MB a study are 165,714 studies a week; 100 TB take 17.2 weeks.
    rate = Decimal(5_800_000) / 35 / 168
    assert float(rate * 168) == pytest.approx(165_714, abs=1)
    found = duration(round(100e6 / 35), known(rate), NONE, WEEK)
    assert found.mean == pytest.approx(17.24, abs=0.01)
    assert found.quantiles[0.95] == pytest.approx(found.mean) and found.deviation == pytest.approx(
        0, abs=1e-3
    )


def test_a_fifth_of_five_years_is_the_year_that_laitek_tells():
    # Laitek: over DICOM a migration takes 20 to 30 % of the time of acquisition, 12 to 18 months for 5 years.
    studies, hours = 5 * 200_000, 5 * 365.25 * 24
    for share, months in ((0.2, 12), (0.3, 18)):
        rate = Decimal(studies / (hours * share))
        assert duration(studies, known(rate), NONE, WEEK).mean * 7 / 30.4375 == pytest.approx(
            months, rel=1e-3
        )


@pytest.mark.parametrize("rework", [NONE, Range(low=1, likely=2, high=6)])
@pytest.mark.parametrize("rate", [(100, 200, 400), (100, 100, 400), (100, 400, 400), (300, 300, 300)])
def test_the_simulation_agrees_with_the_exact_moments(rate, rework):
    low, likely, high = rate
    found = duration(1_000_000, Range(low=low, likely=likely, high=high), rework, WEEK)
    assert abs(found.simulated_mean - found.mean) <= 4 * found.deviation / math.sqrt(DRAWS) + 1e-9
    if rework is NONE:
        r = Triangular(low, likely, high)
        for q, weeks in found.quantiles.items():
            assert weeks == pytest.approx(1_000_000 / 168 / r.quantile(1 - q), rel=0.01)


@given(st.floats(1, 100), st.floats(0, 100), st.floats(0, 100))
def test_the_moments_of_the_triangle_are_its_integrals(low, up, more):
    t = Triangular(low, low + up, low + up + more)

    def over(power):
        return quad(lambda p: t.quantile(p) ** power, 0, 1, points=[0.001, 0.01, 0.1], limit=200)[0]

    assert t.mean == pytest.approx(over(1), rel=1e-3)
    assert t.mean_of_inverse == pytest.approx(over(-1), rel=1e-3)
    assert t.mean_of_inverse_square == pytest.approx(over(-2), rel=1e-3)


def test_the_fan_opens_and_closes():
    course = fan(duration(1_000_000, Range(low=100, likely=200, high=400), NONE, WEEK))
    assert all(share == 0 for share in course[0].done.values())
    assert course[-1].done[0.95] == pytest.approx(1)
    for point in course:
        shares = list(point.done.values())
        assert shares == sorted(shares, reverse=True)


def test_windows_by_hand():
    # Nights from 19:00 to 07:00 on five days at full speed, weekends all day at half: 60 + 24 hours.
    plan = MigrationPlan(
        windows=(
            Window(days=("mon", "tue", "wed", "thu"), begin=time(19), end=time(7)),
            Window(days=("sat", "sun"), speed_percent=50),
        )
    )
    assert hours_a_week(plan) == 48 + 24
    assert hours_a_week(MigrationPlan()) == 168


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"studies_per_hour": {"low": 0, "likely": 1, "high": 2}}, "above 0"),
        ({"studies_per_hour": {"low": 3, "likely": 1, "high": 2}}, "must rise"),
        ({"windows": [{"days": ["mon"]}, {"days": ["mon"], "begin": "03:00", "end": "04:00"}]}, "overlap"),
        (
            {
                "windows": [
                    {"days": ["sun"], "begin": "22:00", "end": "02:00"},
                    {"days": ["mon"], "end": "01:00"},
                ]
            },
            "overlap",
        ),
        ({"windows": [{"days": ["mon", "mon"]}]}, "twice"),
        ({"rework_percent": {"low": -1, "likely": 1, "high": 2}}, "greater than"),
        ({"verification": {"confidence_percent": 100}}, "less than"),
    ],
)
def test_what_cannot_be_is_refused(wrong, word):
    with pytest.raises(ValidationError, match=word):
        MigrationPlan.model_validate(wrong)


def test_studies_acquired_before_the_start_move_too():
    plan = MigrationPlan(counted_on=date(2027, 2, 7))
    one, two = (stocktake(procurement(ct=n), plan) for n in (40_000, 80_000))
    assert one.counted == two.counted == 1_000_000
    assert one.added == pytest.approx(40_000, rel=0.01)
    assert two.added == pytest.approx(2 * one.added, abs=1)
    assert two.added_tb == 2 * one.added_tb


def test_more_studies_take_longer_and_cost_more():
    plan = MigrationPlan(
        counted_on=date(2027, 2, 7),
        studies_per_hour=Range(low=100, likely=150, high=300),
        old_system_a_month=Decimal(10_000),
    )
    small, large = (migration(procurement(ct=n), plan) for n in (40_000, 400_000))
    ratio = large.stock.studies / small.stock.studies
    assert large.duration.mean / small.duration.mean == pytest.approx(ratio)
    assert large.waiting[0.95] > small.waiting[0.95]
    assert large.late_chance > small.late_chance
    assert large.finish[0.5] > small.finish[0.5]
    assert large.needed_per_hour / small.needed_per_hour == pytest.approx(Decimal(ratio))


def test_nothing_known_is_no_figure():
    assert migration(procurement(migration=None), None) is None
    bare = migration(procurement(), None)
    assert bare.duration is None and bare.check.sample == zero_defect_sample(1_000_000, 0.005, 0.95)


@pytest.mark.parametrize(
    ("rate", "confidence", "n"),
    [(0.05, 0.95, 59), (0.10, 0.90, 22), (0.01, 0.95, 299), (0.01, 0.99, 459), (0.05, 0.99, 90)],
)
def test_sample_sizes_of_the_success_run_table(rate, confidence, n):
    # n = ln(1-C) / ln(1-p): 59 for 95/95, 22 for 90/90, 299 for 99/95, as in every table of success runs.
    assert zero_defect_sample(None, rate, confidence) == n
    assert zero_defect_sample(10**9, rate, confidence) == n


def test_a_small_lot_by_hand():
    # N = 10, one tenth wrong: D = 1, P(miss) = 1 - n/10 <= 0.1 needs n = 9.
    assert zero_defect_sample(10, 0.1, 0.9) == 9
    # N = 100, 5 wrong, 95 %: a known hypergeometric result, 45 against 59 for an endless lot.
    assert zero_defect_sample(100, 0.05, 0.95) == 45


@given(st.integers(1, 5000), st.floats(0.001, 0.5), st.floats(0.5, 0.99))
def test_the_sample_is_the_smallest_that_does(population, rate, confidence):
    n = zero_defect_sample(population, rate, confidence)
    defects = math.ceil(round(rate * population, 9))
    assert 1 <= n <= population
    assert miss_chance(population, defects, n) <= 1 - confidence + 1e-12
    assert n == 1 or miss_chance(population, defects, n - 1) > 1 - confidence - 1e-12


@pytest.mark.parametrize("wrong", [(10, 0, 0.9), (10, 0.1, 1), (0, 0.1, 0.9)])
def test_no_sample_of_nothing(wrong):
    with pytest.raises(ValueError):
        zero_defect_sample(*wrong)
