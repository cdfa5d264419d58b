"""What each sampler promises about the weights it draws."""

from __future__ import annotations

import numpy as np
import pytest
from decision.ways import problem_of, ready

import vendor_eval
from vendor_eval.sensitivity.monte_carlo.parameters import SamplingParameters, sampler_for
from vendor_eval.sensitivity.monte_carlo.weight_units import units_of

K = 40_000


def drawn(weights, distribution, by="leaf", groups=None, intervals=None, way=("moora", {}), **more):
    """(n, K) weights of the criteria, each column divided by its sum."""
    problem = problem_of(np.random.default_rng(1).uniform(1, 2, (3, len(weights))), weights=weights)
    groups = groups or [None] * len(weights)
    criteria = [c.model_copy(update={"group": g}) for c, g in zip(problem.criteria, groups, strict=True)]
    bound = ready(way, problem.model_copy(update={"criteria": tuple(criteria)}))
    asked = SamplingParameters(distribution, by=by, **more, threads=1)
    assert not asked.flaws()
    units = units_of(bound, by)
    sampler, findings = sampler_for(asked, bound, units, intervals)
    assert sampler is not None, findings
    found = units.spread(sampler(np.random.default_rng(5), K))
    return found if way[0] != "moora" else found / found.sum(axis=0)


def near(mean, sd):
    return pytest.approx(mean, abs=5 * sd / np.sqrt(K) + 1e-12)


def test_uniform_is_the_flat_dirichlet():
    w = drawn([5, 1, 1, 0], "uniform")
    assert w.mean(axis=1) == near(1 / 4, 0.2)
    assert w.var(axis=1) == pytest.approx((1 / 4) * (3 / 4) / 5, rel=0.05)


def test_dirichlet_has_the_agreed_mean_and_the_stated_concentration():
    w = drawn([5, 3, 2, 0], "dirichlet", concentration=50)
    agreed = np.array([0.5, 0.3, 0.2, 0])
    assert w.mean(axis=1) == near(agreed, 0.08)
    assert w.var(axis=1) == pytest.approx(agreed * (1 - agreed) / 51, rel=0.05)
    assert (w[3] == 0).all()


def test_a_tiny_concentration_still_divides_the_whole():
    w = drawn([5, 3, 2], "dirichlet", concentration=0.001)
    assert np.isfinite(w).all()
    assert w.sum(axis=0) == pytest.approx(1)
    assert w.mean(axis=1) == near([0.5, 0.3, 0.2], 0.5)


def test_percent_stays_around_each_agreed_weight():
    w = drawn([60, 30, 10, 0], "percent", percent=10)
    ratio = w[:3] / w[0] * 60 / np.array([[60], [30], [10]])
    assert ratio.min() >= 0.9 / 1.1 - 1e-12
    assert ratio.max() <= 1.1 / 0.9 + 1e-12
    assert ratio.max() > 1.2
    assert (w[3] == 0).all()


def test_ordinal_keeps_the_order_and_is_the_flat_dirichlet_inside_it():
    w = drawn([2, 9, 5], "ordinal")
    assert (w[1] >= w[2]).all()
    assert (w[2] >= w[0]).all()
    assert w.mean(axis=1)[[1, 2, 0]] == near([11 / 18, 5 / 18, 2 / 18], 0.15)  # rank order centroid


def test_no_order_among_equal_weights():
    w = drawn([3, 1, 1, 1], "ordinal")
    assert (w[0] >= w.max(axis=0)).all()
    assert w[1:].mean(axis=1) == near((1 - 25 / 48) / 3, 0.1)
    above = (w[1] > w[2]).mean()
    assert above == near(0.5, 0.5)
    flat = drawn([1, 1, 1, 1], "ordinal")
    assert flat.var(axis=1) == pytest.approx((1 / 4) * (3 / 4) / 5, rel=0.05)


def test_ordinal_is_among_siblings():
    w = drawn([1, 2, 7, 4], "ordinal", groups=["a", "a", "b/x", "b/y"])
    a, b = w[:2].sum(axis=0), w[2:].sum(axis=0)
    assert (b >= a).all()
    assert b.mean() == near(3 / 4, 0.15)
    assert (w[1] >= w[0]).all()
    assert (w[2] >= w[3]).all()
    assert (w[1] > w[3]).any()  # cousins have no order
    assert (w[1] / a).mean() == near(3 / 4, 0.15)


def test_interval_stays_inside():
    w = drawn([1, 1, 1], "interval", intervals={"c0": (0.5, 0.6), "c1": (0.1, 0.3)})
    assert w.sum(axis=0) == pytest.approx(1)
    assert w[0].min() >= 0.5 - 1e-9
    assert w[0].max() <= 0.6 + 1e-9
    assert w[1].min() >= 0.1 - 1e-9
    assert w[1].max() <= 0.3 + 1e-9


@pytest.mark.parametrize("distribution", ["uniform", "dirichlet", "percent", "ordinal", "interval"])
def test_by_group_keeps_the_shares_inside(distribution):
    groups = ["a/x", "a/y", None, "b", "b"]
    w = drawn([1, 3, 2, 2, 2], distribution, by="group", groups=groups, intervals={"c0": (0.05, 0.1)})
    assert w[1] == pytest.approx(3 * w[0])
    assert w[3] == pytest.approx(w[4])
    assert np.std(w[0] / w[2]) > 0.01
    if distribution == "interval":
        assert w[0].min() >= 0.05 - 1e-9
        assert w[0].max() <= 0.1 + 1e-9


def test_points_keep_their_sum_their_signs_and_the_price_has_none():
    problem = problem_of(
        [[1, 2, 9], [2, 1, 8]], ["max", "max", "min"], [30, -10, 5], method="quality_per_price"
    )
    bound = ready(("quality_per_price", {}), problem)
    units = units_of(bound, "leaf")
    w = units.spread(np.random.default_rng(1).random((2, 50)))
    assert np.abs(w).sum(axis=0) == pytest.approx(40)
    assert (w[0] > 0).all()
    assert (w[1] < 0).all()
    assert (w[2] == 0).all()


@pytest.mark.parametrize(
    "intervals, words",
    [
        ({f"c{j}": (0.2, 0.2001) for j in range(5)}, "lie in the intervals"),
        ({"c0": (0.7, 0.8), "c1": (0.4, 0.5)}, "no weights lie"),
        ({f"c{j}": (0.0, 0.1) for j in range(5)}, "no weights lie"),
        ({"c0": (0.5, 0.4)}, "0.5 to 0.4"),
        ({"nobody": (0.1, 0.4)}, "nobody is no criterion"),
    ],
)
def test_intervals_that_keep_next_to_nothing_are_a_finding(intervals, words):
    problem = problem_of([[1, 2, 3, 4, 5], [5, 4, 2, 2, 1]])
    found, findings = vendor_eval.acceptability(problem, distribution="interval", intervals=intervals)
    assert found is None
    assert words in findings[0].message
    assert findings[0].code == "sensitivity.interval"


@pytest.mark.parametrize(
    "asked",
    [
        {"distribution": "normal"},
        {"by": "tree"},
        {"percent": 0},
        {"percent": 101},
        {"percent": float("nan")},
        {"concentration": 0},
        {"draws": 0},
        {"seed": -1},
        {"threads": 0},
        {"precision": 0},
        {"precision": 1e-9},
        {"method": "lottery"},
    ],
)
def test_what_cannot_be_asked_is_a_finding(asked):
    found, findings = vendor_eval.acceptability(problem_of([[1, 2], [2, 1]]), **asked)
    assert found is None
    assert [f.severity for f in findings] == ["error"]


def test_all_that_is_wrong_is_said_at_once():
    _, findings = vendor_eval.acceptability(problem_of([[1], [2]]), distribution="x", draws=-1, method="y")
    assert len(findings) == 3


def test_a_distribution_that_weighs_what_was_agreed_to_be_nothing_says_so():
    problem = problem_of([[1, 2], [2, 1]], weights=[1, 0])
    for distribution, notes in (("uniform", 1), ("ordinal", 1), ("percent", 0), ("dirichlet", 0)):
        found, findings = vendor_eval.acceptability(problem, distribution=distribution, draws=100)
        assert found is not None
        assert len(findings) == notes
