"""Criticality: at the weight that it names, the two tie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sensitivity.tables import problem_of, problems, table_of

from vendor_eval.sensitivity.exact.criticality import ALONE, NO_DIFFERENCE, NO_TIE, NO_WEIGHT, criticality


@settings(max_examples=100)
@given(problems(methods=("weighted_sum", "promethee2")))
def test_the_two_tie_when_it_is_taken_off(problem):
    table = table_of(problem)
    found = criticality(table)
    for row in found.table:
        k = table.ids.index(row.criterion)
        if row.absolute is None:
            assert row.reason in (NO_TIE, NO_DIFFERENCE, ALONE)
            continue
        weights = table.weights.copy()
        weights[k] -= row.absolute
        assert weights[k] >= -1e-12
        scores = table.values @ weights
        better, worse = (table.names.index(x) for x in (row.better, row.worse))
        size = max(1.0, abs(row.absolute)) * np.abs(table.values).max()
        assert abs(scores[better] - scores[worse]) <= 1e-9 * size
        if table.weights[k] == 0:
            assert (row.relative_percent, row.reason) == (None, NO_WEIGHT)
        else:
            assert row.relative_percent == pytest.approx(100 * row.absolute / table.weights[k])


@settings(max_examples=60)
@given(problems())
def test_the_most_critical_is_the_smallest_of_the_table(problem):
    table = table_of(problem)
    found = criticality(table)
    known = [r for r in found.table if r.relative_percent is not None]
    for named, rows in (
        (found.most_critical_any, known),
        (found.most_critical_top, [r for r in known if r.better == table.names[table.holder]]),
    ):
        if not rows:
            assert named is None and found.reason
            continue
        least = min(abs(r.relative_percent) for r in rows)
        alike = {r.criterion for r in rows if abs(r.relative_percent) <= least * (1 + 1e-9)}
        assert named == next(c for c in table.ids if c in alike)


def test_a_criterion_with_the_whole_weight_has_none():
    found = criticality(table_of(problem_of([[3, 1], [2, 4]], [1, 0])))
    assert next((r.absolute, r.reason) for r in found.table) == (None, ALONE)


def test_only_the_pairs_with_the_first_where_the_table_would_be_too_long():
    matrix = np.random.default_rng(1).random((60, 40))
    found = criticality(table_of(problem_of(matrix, np.ones(40))))
    assert len(found.table) == 59 * 40
    assert found.left_out == 60 * 59 // 2 - 59
    assert f"{found.left_out} pairs are left out" in found.reason
    assert found.most_critical_any
