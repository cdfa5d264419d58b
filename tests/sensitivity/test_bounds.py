"""Partial information: against corners found by hand, linear programmes, and drawn weights of the set."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from sensitivity.tables import problem_of, problems, table_of

from vendor_eval.sensitivity.exact.bounds import bounds, leads, set_findings, too_many
from vendor_eval.sensitivity.exact.weight_set import KNOWN, weight_set
from vendor_eval.sensitivity.exact.weight_tree import classes, tree


def drawn(table, known, many=400, seed=1):
    """Weights of the set: from the root down, shares of siblings drawn and sorted class by class; in the
    ranges by rejection."""
    random = np.random.default_rng(seed)
    found = weight_set(table, known)
    n = len(table.ids)

    def down(node, whole, into):
        if node.leaf >= 0:
            into[node.leaf] = whole
            return
        local = -np.sort(-random.dirichlet(np.ones(len(node.children))))
        for group in classes(node.children):
            mine, local = random.permutation(local[: len(group)]), local[len(group) :]
            for child, share in zip(group, mine, strict=True):
                down(node.children[child], whole * share, into)

    rows = []
    for _ in range(many):
        weights = np.zeros(n)
        if found.root is None:
            weights = random.dirichlet(np.ones(n))
        else:
            down(found.root, 1.0, weights)
        rows.append(weights)
    weights = np.array(rows)
    return weights[(weights >= found.low).all(axis=1) & (weights <= found.high).all(axis=1)]


@settings(max_examples=60)
@given(problems(ranged=True))
@pytest.mark.parametrize("known", KNOWN)
def test_drawn_weights_stay_within_the_bounds(known, problem):
    table = table_of(problem)
    if set_findings(table, known):
        return
    found = bounds(table, known)
    scores = drawn(table, known) @ table.values.T
    slack = 1e-9 * max(np.abs(table.values).max(), 1e-300) + 1e-12
    for i, name in enumerate(table.names):
        vendor = found.vendors[name]
        low, high = vendor.score
        assert (scores[:, i] >= low - slack).all() and (scores[:, i] <= high + slack).all()
        assert ((scores.max(axis=1) - scores[:, i]) <= vendor.regret + slack).all()
        first = scores[:, i] >= scores.max(axis=1)
        assert vendor.possible_winner or not first.any()
        assert not vendor.necessary_winner or (scores[:, i] >= scores.max(axis=1) - slack).all()
        assert not vendor.necessary_winner or vendor.possible_winner
    for a, b in found.dominance:
        ahead = scores[:, table.names.index(a)] - scores[:, table.names.index(b)]
        assert (ahead >= -slack).all()
    assert any(v.possible_winner for v in found.vendors.values())
    assert found.maximin and found.minimax_regret


@settings(max_examples=60)
@given(problems())
@pytest.mark.parametrize("known", ["order", "nothing"])
def test_closed_forms_agree_with_linear_programmes(known, problem):
    table = table_of(problem)
    known = weight_set(table, known)
    search = known.search()
    expected = [search.largest(row) for row in table.values]
    assert known.largest(table.values) == pytest.approx(
        expected, abs=1e-8 * max(1, np.abs(table.values).max())
    )


@settings(max_examples=60)
@given(problems(ranged=True))
def test_ranges_agree_with_linear_programmes(problem):
    table = table_of(problem)
    known = weight_set(table, "ranges")
    search = known.search()
    expected = [search.largest(row) for row in table.values]
    assert known.largest(table.values) == pytest.approx(
        expected, abs=1e-8 * max(1, np.abs(table.values).max())
    )


@settings(max_examples=60)
@given(problems(criteria=(3, 3)))
def test_against_a_grid(problem):
    """Brute force in steps of 1/60 over all weights."""
    table = table_of(problem)
    grid = np.array([(a, b, 60 - a - b) for a in range(61) for b in range(61 - a)]) / 60
    scores = grid @ table.values.T
    found = bounds(table, "nothing")
    for i, name in enumerate(table.names):
        assert found.vendors[name].score == pytest.approx((scores[:, i].min(), scores[:, i].max()))
        assert found.vendors[name].regret == pytest.approx((scores - scores[:, [i]]).max())


def test_ordered_weights_by_hand():
    """w0 >= w1 >= w2: the corners are (1,0,0), (1/2,1/2,0), (1/3,1/3,1/3)."""
    table = table_of(problem_of([[9, 3, 0], [2, 8, 5]], [5, 3, 2]))
    found = bounds(table, "order")
    assert found.vendors["V0"].score == pytest.approx((4, 9))
    assert found.vendors["V1"].score == pytest.approx((2, 5))
    assert found.vendors["V0"].regret == pytest.approx(1)
    assert found.vendors["V1"].regret == pytest.approx(7)
    assert (found.maximin, found.minimax_regret) == (("V0",), ("V0",))
    assert [v.possible_winner for v in found.vendors.values()] == [True, True]
    assert found.dominance == ()


def test_equal_weights_have_no_order():
    table = table_of(problem_of([[9, 0], [0, 9]], [1, 1]))
    assert bounds(table, "order").vendors["V0"].score == pytest.approx((0, 9))


def test_the_order_is_among_siblings():
    """Group a (60) over e (40); in a c0 over c1. By hand: weights of a from 1/2 to 1, half of it to all for c0."""
    table = table_of(problem_of([[10, 0, 0]], [4, 2, 4], ["a", "a", "e"]))
    assert [classes(n.children) for n in (tree(table), tree(table).children[0])] == [[[0], [1]], [[0], [1]]]
    assert bounds(table, "order").vendors["V0"].score == pytest.approx((2.5, 10))


def test_necessary_winner_and_dominance():
    table = table_of(problem_of([[9, 8, 1], [5, 4, 1], [5, 4, 1]], [5, 3, 2]))
    found = bounds(table, "order")
    assert found.vendors["V0"].necessary_winner and not found.vendors["V1"].possible_winner
    assert set(found.dominance) == {("V0", "V1"), ("V0", "V2")}


def test_identical_vendors_share_everything():
    table = table_of(problem_of([[3, 4], [3, 4]], [2, 1]))
    found = bounds(table)
    assert all(v.necessary_winner and v.possible_winner for v in found.vendors.values())
    assert (found.dominance, found.maximin, found.minimax_regret) == ((), ("V0", "V1"), ("V0", "V1"))


def test_order_and_ranges_that_contradict_each_other_are_found():
    table = table_of(problem_of([[1, 2], [2, 1]], [3, 1], ranges=[(0, 0.4), (0, 1)]))
    assert [f.code for f in set_findings(table, "both")] == ["sensitivity.ranges"]
    assert set_findings(table, "ranges") == set_findings(table, "order") == []


def test_what_would_take_too_long_is_said():
    matrix = np.random.default_rng(1).random((60, 40))
    free = table_of(problem_of(matrix, [*range(1, 41)]))
    boxed = table_of(problem_of(matrix, [*range(1, 41)], ranges=[(0, 0.5), *[(0, 1)] * 39]))
    assert too_many(free, "both") is None
    assert too_many(boxed, "ranges") is None
    assert "--known order" in too_many(boxed, "both")


@settings(max_examples=30)
@given(problems(criteria=(2, 4)))
def test_leads_of_flat_orders_by_all_corners(problem):
    """Corners of a flat order: 1 shared equally by the first s, over every order that the equals allow."""
    flat = problem.model_copy(
        update={"criteria": tuple(c.model_copy(update={"group": None}) for c in problem.criteria)}
    )
    table = table_of(flat)
    groups = classes(tree(table).children)
    corners = []
    for orders in itertools.product(*(itertools.permutations(g) for g in groups)):
        order = [leaf for part in orders for leaf in part]
        for s in range(1, len(order) + 1):
            weights = np.zeros(len(order))
            weights[order[:s]] = 1 / s
            corners.append(weights)
    scores = np.array(corners) @ table.values.T
    expected = [
        [(scores[:, a] - scores[:, b]).max() for b in range(len(table.names))]
        for a in range(len(table.names))
    ]
    assert leads(table.values, weight_set(table, "order")) == pytest.approx(np.array(expected))


def test_values_as_small_as_they_come_keep_their_bounds():
    # order and ranges together are a programme, whose solver must not take differences of 1e-12 for none
    values = [[2.0, 8.0, 3.0], [3.0, 4.0, 1.0]]
    ranges = [(0.3, 0.6), (0.2, 0.5), (0.0, 0.3)]
    found = []
    for unit in (1.0, 1e-12):
        scaled = [[x * unit for x in row] for row in values]
        table = table_of(problem_of(scaled, [0.45, 0.35, 0.2], ranges=ranges))
        vendors = bounds(table, "both").vendors.values()
        found.append([x / unit for v in vendors for x in (*v.score, v.regret)])
    assert found[1] == pytest.approx(found[0])
