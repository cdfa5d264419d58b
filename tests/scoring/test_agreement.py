"""Agreement of raters: the edges, and what must hold whatever the ratings are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.scoring.agreement import krippendorff
from vendor_eval.scoring.agreement.kendall import concordance
from vendor_eval.scoring.agreement.krippendorff import alpha
from vendor_eval.scoring.agreement.panel import agreement
from vendor_eval.scoring.agreement.raters import raters
from vendor_eval.scoring.agreement.ratings import LEVELS, Ratings

FEW = {"draws": 20}


def table(*rows, parts=None):
    n = len(rows[0])
    items = tuple(f"i{j}" for j in range(n))
    names = tuple(f"r{i}" for i in range(len(rows)))
    return Ratings(items, names, tuple(tuple(row) for row in rows), tuple(parts or [""] * n))


@st.composite
def tables(draw, blanks=True):
    n, m = draw(st.integers(2, 7)), draw(st.integers(2, 5))
    value = st.integers(0, 5).map(float)
    cell = st.one_of(st.none(), value) if blanks else value
    return table(*(draw(st.lists(cell, min_size=n, max_size=n)) for _ in range(m)))


@pytest.mark.parametrize("level", LEVELS)
def test_whoever_agrees_wholly_has_alpha_1(level):
    found = alpha(table([1, 2, 3, None], [1, 2, 3, 4], [1, None, 3, 4]), level, **FEW)
    assert found.value == pytest.approx(1)


@pytest.mark.parametrize("level", LEVELS)
def test_all_the_same_has_no_alpha(level):
    found = agreement(table([3, 3, 3], [3, 3, 3]), level)
    assert found.alpha.value is None
    assert "the same" in found.alpha.reason
    assert {f.code for f in found.findings} == {"agreement.alpha", "agreement.kendall"}


def test_nobody_shares_an_item():
    found = alpha(table([1, None], [None, 2]), "interval")
    assert (found.value, found.interval) == (None, None)
    assert "two raters" in found.reason


def test_a_ratio_scale_has_no_values_below_0():
    assert "below 0" in alpha(table([-1, 2], [1, 2]), "ratio").reason


def test_interval_alpha_by_hand():
    # Units (1, 2) and (3, 3): Do = 2/4 = 0.5; De = 2 (1 + 2 x 4 + 2 x 1) / 12 = 22/12
    found = alpha(table([1, 3], [2, 3]), "interval", **FEW)
    assert found.value == pytest.approx(1 - 0.5 / (22 / 12))


@given(tables(), st.sampled_from(LEVELS))
@settings(max_examples=60, deadline=None)
def test_the_interval_is_that_of_units_drawn_one_after_the_other(ratings, level):
    found = alpha(ratings, level, seed=5, draws=40)
    usable = [j for j in range(len(ratings.items)) if len(ratings.column(j)) > 1]
    random = np.random.default_rng(5)
    n, everybody = len(usable), range(len(ratings.raters))
    drawn = (
        [ratings.some([usable[k] for k in random.integers(0, n, n)], everybody) for _ in range(40)]
        if n
        else []
    )
    each = [a for a in (alpha(d, level, draws=0).value for d in drawn) if a is not None]
    assert found.draws == len(each) or found.value is None
    if found.interval is not None:
        assert found.interval == pytest.approx(np.quantile(each, [0.025, 0.975]), abs=1e-9)


def test_how_many_are_drawn_at_a_time_changes_nothing(monkeypatch):
    ratings = table([1, 2, 3, 4, 4, 2, 1], [1, 2, 3, 3, 4, 2, 2])
    at_once = alpha(ratings, "interval", seed=5, draws=300)
    monkeypatch.setattr(krippendorff, "_AT_ONCE", 20)
    assert alpha(ratings, "interval", seed=5, draws=300) == at_once


@given(tables(), st.sampled_from(LEVELS), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_items_and_raters_does_not_matter(ratings, level, random):
    items, names = list(range(len(ratings.items))), list(range(len(ratings.raters)))
    random.shuffle(items)
    random.shuffle(names)
    mixed = ratings.some(items, names)
    before, after = alpha(ratings, level, **FEW).value, alpha(mixed, level, **FEW).value
    assert after == (None if before is None else pytest.approx(before))
    assert concordance(mixed).w == (None if (w := concordance(ratings).w) is None else pytest.approx(w))


@given(tables(), st.sampled_from(LEVELS))
@settings(max_examples=60, deadline=None)
def test_alpha_is_at_most_1_and_the_same_seed_gives_the_same_interval(ratings, level):
    one, two = alpha(ratings, level, seed=7, **FEW), alpha(ratings, level, seed=7, **FEW)
    assert one == two
    assert one.value is None or one.value <= 1 + 1e-12


@given(tables(), st.floats(0.5, 20), st.floats(-50, 50))
@settings(max_examples=60, deadline=None)
def test_interval_alpha_does_not_depend_on_the_scale(ratings, factor, shift):
    moved = ratings._replace(
        rows=tuple(tuple(None if x is None else factor * x + shift for x in row) for row in ratings.rows)
    )
    before, after = alpha(ratings, "interval", **FEW).value, alpha(moved, "interval", **FEW).value
    assert after == (None if before is None else pytest.approx(before, abs=1e-6))


@given(tables(blanks=False))
@settings(max_examples=60, deadline=None)
def test_w_lies_between_0_and_1(ratings):
    found = concordance(ratings)
    assert found.w is None or -1e-12 <= found.w <= 1 + 1e-12
    assert found.p is None or 0 <= found.p <= 1


def test_a_rater_with_a_blank_is_left_out_of_w_and_named():
    found = concordance(table([1, 2, 3], [1, None, 3], [1, 2, 3]))
    assert found.w == pytest.approx(1)
    assert found.left_out == ("r1",)


def test_fewer_than_two_whole_raters_have_no_w():
    found = concordance(table([1, 2, 3], [1, None, 3]))
    assert (found.w, found.chi2, found.p) == (None, None, None)
    assert found.reason == "there are fewer than two raters who rated every item"


def test_severity_is_what_the_others_gave_more():
    found = raters(table([1, 2, 3], [2, 3, 4], [2, 3, 4]))
    assert found["r0"].severity == pytest.approx(1)
    assert found["r1"].severity == pytest.approx(-0.5)


def test_who_gives_everything_the_same_shows_halo():
    found = raters(table([4, 4, 4, 4], [1, 5, 2, 4], [2, 5, 1, 4]))
    assert (found["r0"].halo, found["r1"].halo) == (True, False)


def test_halo_is_looked_for_within_a_vendor():
    parts = ["a"] * 3 + ["b"] * 3
    found = raters(table([5, 5, 5, 1, 1, 1], [4, 5, 3, 1, 0, 2], parts=parts))
    assert found["r0"].halo is True
    assert raters(table([5, 1], [3, 3]))["r0"].halo is None


def test_a_lone_rating_is_an_outlier():
    calm = [2, 3, 4, 3, 2, 4, 3, 2]
    found = raters(table(calm, [x + 0.5 for x in calm], [*calm[:-1], 5]))
    assert [o.item for o in found["r2"].outliers] == ["i7"]
    assert found["r0"].outliers == ()


def test_nominal_values_have_no_distances():
    assert agreement(table([1, 2, 3], [1, 2, 2]), "nominal").raters == {}
