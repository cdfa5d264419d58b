"""What holds of every way to weigh, whatever the numbers."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighting.strategies import (
    ANY,
    ORDERS,
    best_worst,
    names,
    numbers,
    observed,
    pairwise,
    permuted,
    points,
    several,
)

from vendor_eval.model.criteria.weighting import BestWorst, Observed, Order, Pairwise, Points
from vendor_eval.weighting.methods import direct
from vendor_eval.weighting.methods.registry import METHODS, weigh

MANY = settings(max_examples=150, deadline=None, derandomize=True)
SOME = settings(max_examples=60, deadline=None, derandomize=True)


def weights_of(asked):
    weighed, findings = weigh(asked)
    assert weighed is not None, findings
    return weighed.weights


@given(ANY)
@MANY
def test_weights_sum_to_1_and_are_never_negative(asked):
    weights = weights_of(asked)
    assert tuple(weights) == asked.names
    assert math.fsum(weights.values()) == pytest.approx(1, abs=1e-9)
    assert all(math.isfinite(w) and w >= 0 for w in weights.values())


@given(data=st.data(), asked=st.one_of(points(), pairwise(), best_worst(), observed()))
@MANY
def test_the_order_of_the_items_does_not_matter(data, asked):
    order = data.draw(st.permutations(range(len(asked.names))))
    assert weights_of(permuted(asked, order)) == pytest.approx(weights_of(asked), abs=1e-7)


@given(asked=points(), factor=st.floats(0.01, 1000))
@SOME
def test_points_on_another_scale_give_the_same_weights(asked, factor):
    scaled = {name: factor * x for name, x in asked.points.items()}
    assert weights_of(asked.model_copy(update={"points": scaled})) == pytest.approx(
        weights_of(asked), abs=1e-9
    )


@given(asked=observed(), factor=st.sampled_from([0.25, 4.0, 1024.0]), column=st.integers(0, 4))
@SOME
def test_another_unit_of_a_column_gives_the_same_weights(asked, factor, column):
    j = column % len(asked.names)
    matrix = tuple(tuple(factor * x if k == j else x for k, x in enumerate(row)) for row in asked.matrix)
    assert weights_of(asked.model_copy(update={"matrix": matrix})) == pytest.approx(
        weights_of(asked), abs=1e-7
    )


@given(
    several(1, 8, 1, 9),
    st.sampled_from(["eigenvector", "geometric_mean", "column_mean"]),
)
@SOME
def test_consistent_judgements_give_back_the_weights(parts, priority):
    matrix = tuple(tuple(a / b for b in parts) for a in parts)
    weighed, findings = weigh(Pairwise(method="ahp", matrix=matrix, priority=priority))
    assert list(weighed.weights.values()) == pytest.approx([x / sum(parts) for x in parts], abs=1e-9)
    assert weighed.details["cr"] == 0
    assert weighed.details["lambda_max"] == pytest.approx(len(parts))
    assert weighed.details["worst_judgement"] is None
    assert not findings


@given(st.lists(numbers(1, 9), min_size=2, max_size=7, unique=True))
@SOME
def test_consistent_best_worst_comparisons_give_back_the_weights(parts):
    best, worst = max(parts), min(parts)
    asked = BestWorst(
        method="bwm",
        best=f"C{parts.index(best) + 1}",
        worst=f"C{parts.index(worst) + 1}",
        best_to_others=tuple(best / x for x in parts),
        others_to_worst=tuple(x / worst for x in parts),
    )
    weighed, _ = weigh(asked)
    assert list(weighed.weights.values()) == pytest.approx([x / sum(parts) for x in parts], abs=1e-7)
    assert weighed.details["xi"] == pytest.approx(0, abs=1e-8)
    assert weighed.details["cr"] == pytest.approx(0, abs=1e-9)


@given(asked=pairwise(most=5, missing=False), which=st.integers(0, 4))
@SOME
def test_an_item_twice_gets_the_same_weight_twice_in_ahp(asked, which):
    k = which % len(asked.names)
    n = len(asked.names)
    full = [[asked.matrix[i][j] or 1 / asked.matrix[j][i] for j in range(n)] for i in range(n)]
    twice = [*range(n), k]
    matrix = tuple(tuple(full[i][j] for j in twice) for i in twice)
    found = list(weights_of(Pairwise(method="ahp", matrix=matrix, priority=asked.priority)).values())
    assert found[k] == pytest.approx(found[-1], abs=1e-9)


@given(asked=observed(), which=st.integers(0, 4))
@SOME
def test_a_column_twice_gets_the_same_weight_twice(asked, which):
    k = which % len(asked.names)
    matrix = tuple((*row, row[k]) for row in asked.matrix)
    found = weights_of(
        Observed(
            method=asked.method,
            matrix=matrix,
            directions=(*asked.directions, asked.directions[k]),
            variant=asked.variant,
        )
    )
    values = list(found.values())
    assert values[k] == pytest.approx(values[-1], abs=1e-7)


@given(asked=best_worst(least=3), which=st.integers(0, 4))
@SOME
def test_an_item_twice_gets_the_same_weight_twice_in_bwm(asked, which):
    others = [i for i, name in enumerate(asked.names) if name not in (asked.best, asked.worst)]
    k = others[which % len(others)]
    twice = {
        "items": (*asked.items, "twin"),
        "best_to_others": (*asked.best_to_others, asked.best_to_others[k]),
        "others_to_worst": (*asked.others_to_worst, asked.others_to_worst[k]),
    }
    found = weights_of(asked.model_copy(update=twice))
    assert found["twin"] == pytest.approx(found[asked.names[k]], abs=1e-7)


def test_equal_points_equal_weights():
    for method in ("direct", "swing"):
        found = weights_of(Points(method=method, points=dict.fromkeys(names(7), 3.0)))
        assert len(set(found.values())) == 1


@pytest.mark.parametrize("method", ORDERS)
@pytest.mark.parametrize("n", [1, 2, 5, 40])
def test_weights_fall_with_the_place(method, n):
    found = list(weights_of(Order(method=method, order=names(n))).values())
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == n


@pytest.mark.parametrize("n", range(1, 7))
def test_roc_is_the_mean_of_the_corners_of_all_weights_in_that_order(n):
    corners = np.array([[1 / k] * k + [0] * (n - k) for k in range(1, n + 1)])
    assert direct.rank_order_centroid(n) == pytest.approx(corners.mean(axis=0))


def test_every_method_has_its_sources_and_is_listed_by_its_name():
    for name, method in METHODS.items():
        assert name == method.name
        assert len(method.source) > 20
        assert method.assumptions
    assert [n for n, m in METHODS.items() if not m.for_award] == ["entropy", "critic", "std"]


def test_the_three_priorities_agree_for_up_to_three_items_but_for_the_column_mean():
    # For n <= 3 eigenvector and geometric mean are the same vector (Crawford and Williams, 1985).
    for a, b, c in permutations([2, 5, 1 / 3]):
        matrix = ((1, a, b), (None, 1, c), (None, None, 1))
        one, two = (
            weights_of(Pairwise(method="ahp", matrix=matrix, priority=p))
            for p in ("eigenvector", "geometric_mean")
        )
        assert one == pytest.approx(two)
