"""The arithmetic for many draws is that of the kernels, method by method."""

from __future__ import annotations

import numpy as np
import pytest
from decision.ways import IDS, OVER_PRICE, WAYS, ready, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.decision.methods.common import Weights
from vendor_eval.sensitivity.monte_carlo.blocks import (
    Task,
    by_kernel_of_tables,
    evaluated,
    with_sampled_tables,
)
from vendor_eval.sensitivity.monte_carlo.samplers import DISTRIBUTIONS, Uniform
from vendor_eval.sensitivity.monte_carlo.weight_units import units_of

MANY = settings(max_examples=15, deadline=None, derandomize=True)
CLOSE = {"rel": 1e-9, "abs": 1e-9, "nan_ok": True}
K = 7


def task_of(found, **more):
    units = units_of(found, "leaf")
    return Task(found, units, Uniform(len(units.agreed)), seed=1, **more)


def weighed(task):
    """Drawn weights with zeros among them, as the engine would hand them on."""
    random = np.random.default_rng(3)
    drawn = task.sampler(random, K)
    drawn[:, random.random(K) < 0.4] *= random.integers(0, 2, (len(drawn), 1))
    drawn[:, drawn.sum(axis=0) == 0] = 1.0
    weights = task.units.spread(drawn)
    written = task.bound.method.weights_as_written
    return Weights(weights, np.ones(K) if written else weights.sum(axis=0))


@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE], **IDS)
@given(data=st.data())
@MANY
def test_scores_and_rank_scores_are_those_of_the_kernel(way, data):
    task = task_of(ready(way, data.draw(tables(way))))
    w = weighed(task)
    scores, rank_scores = evaluated(task, w)
    rows = np.ascontiguousarray((w.columns / w.sums).T)
    assert pytest.approx(task.bound.scores(rows), **CLOSE) == scores.T
    if way[0] not in ("electre1", "ufab_extended"):  # those place by the rule for ties, the kernel itself
        assert pytest.approx(task.bound.rank_scores(rows), **CLOSE) == rank_scores.T


@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE], **IDS)
@given(data=st.data())
@MANY
def test_a_table_for_each_draw_is_each_of_them_alone(way, data):
    found = ready(way, data.draw(tables(way)))
    drawn = found.matrix * np.random.default_rng(4).uniform(0.8, 1.0, (K, *found.matrix.shape))
    together = task_of(found, tables=lambda random, k: drawn)
    w = weighed(together)
    alone = by_kernel_of_tables(found, drawn, w)
    for mine, theirs in zip(with_sampled_tables(together, 0, K)(w), alone, strict=True):
        assert mine == pytest.approx(theirs, **CLOSE)


@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE], **IDS)
@given(data=st.data())
@MANY
def test_so_it_is_with_identical_vendors(way, data):
    """They are computed once, but count where a score depends on all."""
    problem = data.draw(tables(way))
    twice = {"alternatives": (*problem.alternatives, "twin"), "matrix": (*problem.matrix, problem.matrix[0])}
    task = task_of(ready(way, problem.model_copy(update=twice)))
    w = weighed(task)
    scores, rank_scores = evaluated(task, w)
    rows = np.ascontiguousarray((w.columns / w.sums).T)
    assert pytest.approx(task.bound.scores(rows), **CLOSE) == scores.T
    assert np.array_equal(rank_scores[0], rank_scores[-1], equal_nan=True)


def test_all_methods_but_three_families_have_two_steps():
    from vendor_eval.decision.methods import METHODS

    slow = {name for name, method in METHODS.items() if method.two_steps is None}
    assert slow == {"electre1", "quality_per_price", "ufab_extended", "fictitious_discount", "adjusted_price"}
    assert list(DISTRIBUTIONS) == ["uniform", "dirichlet", "percent", "ordinal", "interval"]
