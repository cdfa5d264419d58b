"""Weight intervals: re-ranked at each end and just beyond, and against a scan of weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sensitivity.tables import leads, moved, ordered, problem_of, problems, table_of

from vendor_eval.sensitivity.exact.one_way import EMPTY, WHOLE, nodes_of, weight_intervals

HAIR, SLACK = 1e-6, 1e-12


def looked_at(table):
    """Every node with an interval, and which criteria lie in it."""
    nodes = nodes_of(table.paths, table.ids)
    for found, inside in zip(weight_intervals(table), nodes.inside, strict=True):
        if found.reason is None:
            yield found, inside


@settings(max_examples=150)
@given(problems(methods=("weighted_sum", "promethee2", "moora")))
def test_the_ends_are_where_it_turns(problem):
    """At both ends the holder is first, just beyond it is not; likewise for the whole order."""
    table = table_of(problem)
    for found, inside in looked_at(table):
        for (low, high), ahead in ((found.winner, leads), (found.ranking, ordered)):
            assert 0 <= low <= found.weight + SLACK
            assert found.weight - SLACK <= high <= 1
            for end in (low, high):
                assert ahead(table, moved(table, inside, end)) >= -SLACK
            if low > HAIR:
                assert ahead(table, moved(table, inside, low - HAIR)) < 0
            if high < 1 - HAIR:
                assert ahead(table, moved(table, inside, high + HAIR)) < 0


@settings(max_examples=150)
@given(problems())
def test_who_takes_over_is_first_just_beyond(problem):
    table = table_of(problem)
    for found, inside in looked_at(table):
        for end, name, step in ((found.winner[0], found.below, -1e-7), (found.winner[1], found.above, 1e-7)):
            if name is None:
                assert end in (0.0, 1.0)
                continue
            scores = table.values @ moved(table, inside, min(max(end + step, 0), 1))
            assert scores[table.names.index(name)] >= scores.max() - 1e-9


@settings(max_examples=40)
@given(problems(criteria=(3, 3)))
def test_against_a_scan(problem):
    """Brute force in steps of 1/400: the holder is first exactly inside of the interval."""
    table = table_of(problem)
    for found, inside in looked_at(table):
        for t in np.linspace(0, 1, 401):
            first = leads(table, moved(table, inside, t)) >= -SLACK
            low, high = found.winner
            if abs(t - low) > 1e-9 and abs(t - high) > 1e-9:
                assert first == (low <= t <= high), (found, t)


def test_the_whole_weight_has_no_interval_and_an_empty_group_neither():
    found = {
        x.criterion: x for x in weight_intervals(table_of(problem_of([[1, 2], [2, 1]], [1, 0], ["a", "b"])))
    }
    assert (found["c0"].reason, found["a"].reason, found["b"].reason) == (WHOLE, WHOLE, EMPTY)
    assert found["c0"].winner is None and found["b"].ranking is None
    assert found["c1"].reason is None
    assert found["c1"].winner == pytest.approx((0, 0.5))


def test_a_group_is_all_of_its_criteria():
    """By hand: the group holds c0 and c1 in the proportion 1 to 3."""
    table = table_of(problem_of([[8, 4, 0], [0, 0, 6]], [1, 3, 4], ["a", "a/b", None]))
    group = next(x for x in weight_intervals(table) if x.criterion == "a")
    assert (group.kind, group.weight) == ("group", 0.5)
    assert (group.holder, group.above, group.below) == ("V1", "V0", None)
    assert group.winner == pytest.approx((0, 6 / 11))


def test_of_several_first_the_named_one_holds():
    problem = problem_of([[1, 0], [0, 1], [1, 0]], [1, 1])
    assert weight_intervals(table_of(problem))[0].holder == "V0"
    assert weight_intervals(table_of(problem, "V1"))[0].winner == pytest.approx((0, 0.5))
