"""Smallest changes: re-ranked there, proved to be the smallest, and against a grid of weights."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from sensitivity.tables import problem_of, problems, table_of

from vendor_eval.sensitivity.exact.nearest import Task, by_largest, by_sum
from vendor_eval.sensitivity.exact.tipping import range_findings, smallest_changes
from vendor_eval.sensitivity.exact.two_vendor import pair_by_largest, pair_by_sum

MEASURES = {"l1": lambda d: np.abs(d).sum(), "linf": lambda d: np.abs(d).max(), "l2": np.linalg.norm}
SLACK = 1e-9


def lead(table, rival, rows, weights):
    """The least lead of ``rival`` over ``rows``, relative to the values."""
    scores = table.values @ weights
    return float((scores[rival] - scores[rows]).min()) / max(np.abs(table.values).max(), 1e-300)


def each(table):
    """(rival, whom it has to reach, the answer)."""
    for change in smallest_changes(table):
        rival = table.names.index(change.rival)
        everyone = [i for i in range(len(table.names)) if i != rival]
        yield rival, everyone, change.over_all
        yield rival, [table.holder], change.over_holder


@settings(max_examples=120)
@given(problems(methods=("weighted_sum", "promethee2")))
def test_at_the_new_weights_the_rival_is_first_and_a_hair_before_it_is_not(problem):
    table = table_of(problem)
    for rival, rows, near in each(table):
        if not near.possible:
            assert near.reason and near.l1 is None and near.weights_l2 is None
            continue
        for measure, size in MEASURES.items():
            weights = np.array(list(getattr(near, f"weights_{measure}").values()))
            distance = getattr(near, measure)
            assert weights.min() >= 0 and abs(weights.sum() - 1) < SLACK
            assert size(weights - table.weights) == pytest.approx(distance, abs=SLACK)
            assert lead(table, rival, rows, weights) >= -SLACK
            if distance > 1e-5:
                before = table.weights + (weights - table.weights) * (1 - 1e-6)
                assert lead(table, rival, rows, before) < 0


@settings(max_examples=60)
@given(problems(ranged=True))
def test_within_the_ranges(problem):
    table = table_of(problem)
    assert range_findings(table) == []
    for rival, rows, near in each(table):
        if near.possible:
            for measure in MEASURES:
                weights = np.array(list(getattr(near, f"weights_{measure}").values()))
                assert (weights >= table.low).all() and (weights <= table.high).all()
                assert abs(weights.sum() - 1) < SLACK
                assert lead(table, rival, rows, weights) >= -SLACK


GRID = np.array([(a, b, 400 - a - b) for a in range(401) for b in range(401 - a)]) / 400


@settings(max_examples=25)
@given(problems(criteria=(3, 3), most=4))
def test_against_a_grid(problem):
    """No weighting of the grid that puts the rival first is nearer, and one is not much farther away.

    Where the set of such weightings is so thin that the grid misses it, only the first can be said.
    """
    table = table_of(problem)
    scores = GRID @ table.values.T
    away = GRID - table.weights
    sizes = {
        "l1": np.abs(away).sum(axis=1),
        "linf": np.abs(away).max(axis=1),
        "l2": np.linalg.norm(away, axis=1),
    }
    for rival, rows, near in each(table):
        wins = (scores[:, [rival]] - scores[:, rows]).min(axis=1) >= 0
        if not near.possible:
            assert not wins.any()
            continue
        for measure, size in sizes.items():
            if wins.any():
                assert size[wins].min() >= getattr(near, measure) - SLACK


@settings(max_examples=40)
@given(problems(criteria=(2, 5), zero=False))
def test_the_shortest_change_meets_the_conditions_of_kuhn_and_tucker(problem):
    """The change is a combination of what binds, each with a factor of 0 or more: no shorter one exists."""
    from scipy.optimize import nnls

    table = table_of(problem)
    for rival, rows, near in each(table):
        if not near.possible or near.l2 < 1e-6:
            continue
        weights = np.array(list(near.weights_l2.values()))
        change = weights - table.weights
        ahead = table.values[rival] - table.values[rows]
        ahead = ahead[(ahead != 0).any(axis=1)]
        binding = ahead[np.abs(ahead @ weights) <= 1e-8 * np.abs(ahead).max(axis=1)]
        edges = np.eye(len(weights))[weights <= 1e-10]
        normals = np.vstack([binding, edges])
        normals -= normals.mean(axis=1, keepdims=True)
        _, rest = nnls(normals.T, change / near.l2)
        assert rest < 1e-6


@settings(max_examples=60)
@given(problems(criteria=(1, 5)))
def test_distances_of_the_three_kinds_agree(problem):
    for _, _, near in each(table_of(problem)):
        if near.possible:
            assert near.linf <= near.l2 + SLACK <= near.l1 + 2 * SLACK
            assert near.l1 >= 2 * near.linf - SLACK


@settings(max_examples=60)
@given(problems())
def test_against_all_it_is_at_least_as_far_as_against_the_first(problem):
    for change in smallest_changes(table_of(problem)):
        every, pair = change.over_all, change.over_holder
        assert pair.possible or not every.possible
        if every.possible:
            assert all(getattr(every, m) >= getattr(pair, m) - SLACK for m in MEASURES)


def test_a_mix_of_two_can_keep_a_third_from_ever_being_first():
    """V2 is between V0 and V1 everywhere: it can reach either of them, never both."""
    table = table_of(problem_of([[10, 0], [0, 9], [4, 4]], [1, 1]))
    change = next(x for x in smallest_changes(table) if x.rival == "V2")
    assert change.over_holder.possible and not change.over_all.possible
    assert change.over_all.reason == "under all weights someone scores above V2"


def test_a_rival_that_is_worse_everywhere_cannot_reach_the_first():
    change = smallest_changes(table_of(problem_of([[3, 4], [2, 1]], [1, 1])))[0]
    assert not change.over_holder.possible
    assert change.over_holder.reason == "under all weights V1 scores below V0"


def test_identical_vendors_are_level_already():
    change = smallest_changes(table_of(problem_of([[3, 4], [3, 4]], [1, 1])))[0]
    assert (change.over_all.l1, change.over_all.linf, change.over_all.l2) == (0, 0, 0)


def test_a_range_may_make_it_impossible():
    free, tied = ([(0, 1)] * 2, [(0, 1), (0.45, 1)])
    for ranges, possible in ((free, True), (tied, False)):
        table = table_of(problem_of([[1, 4], [3, 1]], [1, 1], ranges=ranges))
        change = smallest_changes(table)[0]
        assert change.over_all.possible is possible
    assert change.over_all.reason.startswith("under all weights within the ranges")


@pytest.mark.parametrize(
    "ranges, code",
    [([(0, 0.3), (0, 0.3)], "sensitivity.ranges"), ([(0.6, 1), (0, 1)], "sensitivity.outside-range")],
)
def test_ranges_that_cannot_be(ranges, code):
    assert [
        f.code for f in range_findings(table_of(problem_of([[1, 4], [3, 1]], [1, 1], ranges=ranges)))
    ] == [code]


@settings(max_examples=30)
@given(problems(least=3, most=5, criteria=(2, 2), zero=False))
def test_by_hand_for_two_criteria(problem):
    """Candidates: corners of all the lines on which something is level. The nearest in l2 is the foot of a line."""
    table = table_of(problem)
    for rival, rows, near in each(table):
        d = table.values[rival] - table.values[rows]
        candidates = [np.array([t, 1 - t]) for t in (0.0, 1.0, table.weights[0])]
        for row in d:
            if row[0] != row[1]:
                t = -row[1] / (row[0] - row[1])
                candidates += [np.array([t, 1 - t])] if 0 <= t <= 1 else []
        good = [w for w in candidates if (d @ w >= -1e-9).all()]
        assert bool(good) == near.possible
        if good:
            assert near.l1 == pytest.approx(min(np.abs(w - table.weights).sum() for w in good), abs=1e-8)


def test_near_ties_far_below_the_tolerance_of_a_programme():
    """A lead of 1e-8 needs a change of that size, not none."""
    table = table_of(problem_of([[1 + 4e-8, 0, 5], [1, 0, 5], [0, 2, 0]], [4, 3, 3]))
    change = next(x for x in smallest_changes(table) if x.rival == "V2")
    assert change.over_all.possible
    tied = next(x for x in smallest_changes(table) if x.rival == "V1")
    assert tied.over_all.l1 == pytest.approx(0.8)
    assert list(itertools.islice(tied.over_all.weights_l1.values(), 1)) == [0]


@settings(max_examples=200)
@given(problems(criteria=(1, 8), ranged=True))
def test_what_is_solved_by_hand_agrees_with_the_linear_programme(problem):
    table = table_of(problem)
    for rival in table.order[1:]:
        leads = table.values[[rival]] - table.values[[table.holder]]
        leads = leads / max(np.abs(leads).max(), 1e-300)
        task = Task(leads, table.weights, table.low, table.high)
        for by_hand, programme, size in ((pair_by_sum, by_sum, "l1"), (pair_by_largest, by_largest, "linf")):
            found, expected = by_hand(task), programme(task)
            assert (found is None) == (expected is None)
            if found is not None:
                assert MEASURES[size](found) == pytest.approx(MEASURES[size](expected), abs=1e-9)
                assert abs(found.sum()) < 1e-12
                assert float(leads[0] @ (table.weights + found)) >= -1e-12
