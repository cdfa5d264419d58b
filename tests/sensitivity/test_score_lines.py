"""Scores along one weight agree with the intervals, and with ranking again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sensitivity.tables import problem_of, problems, table_of

from vendor_eval.sensitivity.exact.one_way import weight_intervals
from vendor_eval.sensitivity.exact.score_lines import score_lines


def at(line, share):
    return {name: (1 - share) * line.none[name] + share * line.full[name] for name in line.none}


def test_two_lines_that_cross():
    table = table_of(problem_of([[1, 0.2], [0.4, 0.8]], [3, 1]))
    first, second = score_lines(table)
    assert (first.criterion, first.kind, first.weight) == ("c0", "criterion", 0.75)
    assert first.none == pytest.approx({"V0": 0.2, "V1": 0.8})
    assert first.full == pytest.approx({"V0": 1, "V1": 0.4})
    assert [(c.at, c.score, c.below, c.above) for c in first.changes] == [
        (pytest.approx(0.5), pytest.approx(0.6), "V1", "V0")
    ]
    assert [(c.at, c.below, c.above) for c in second.changes] == [(pytest.approx(0.5), "V0", "V1")]


def test_groups_stand_for_their_criteria():
    table = table_of(problem_of([[1, 0, 3], [0, 2, 1]], [1, 1, 2], ["a", "a/b", None]))
    assert [(x.criterion, x.kind) for x in score_lines(table)] == [("c2", "criterion"), ("a", "group")]


def test_identical_vendors_never_overtake():
    table = table_of(problem_of([[1, 2], [1, 2], [1, 2]], [1, 1]))
    assert [x.changes for x in score_lines(table)] == [(), ()]


def test_a_single_criterion_has_no_lines():
    assert score_lines(table_of(problem_of([[1], [2]], [1]))) == ()


@given(problems(least=1), st.floats(0, 1))
def test_the_upper_edge_is_the_first_place(problem, share):
    for line in score_lines(table_of(problem)):
        who = line.changes[0].below if line.changes else None
        for change in line.changes:
            who = change.above if share >= change.at else who
            scores = at(line, change.at)
            assert scores[change.below] == pytest.approx(max(scores.values()))
            assert scores[change.above] == pytest.approx(max(scores.values()))
        if who is not None:
            scores = at(line, share)
            assert scores[who] == pytest.approx(max(scores.values()), abs=1e-9)


@given(problems())
def test_at_the_agreed_weight_the_scores_are_those_of_the_ranking(problem):
    table = table_of(problem)
    for line in score_lines(table):
        assert at(line, line.weight) == pytest.approx(dict(zip(table.names, table.scores, strict=True)))


@given(problems(zero=False))
def test_changes_are_the_ends_of_the_intervals(problem):
    """Unless two are level all along, so that nobody comes first instead."""
    table = table_of(problem)
    ends = {x.criterion: x for x in weight_intervals(table)}
    if sorted(table.ranks)[:2] == [1, 1]:
        return
    for line in score_lines(table):
        found = [c.at for c in line.changes]
        low, high = ends[line.criterion].winner
        for end in (low, high):
            if 0 < end < 1:
                assert np.min(np.abs(np.array(found) - end)) < 1e-9
