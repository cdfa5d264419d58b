"""The arithmetic: by hand on small tables, at the edges, and in properties over many tables."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.methods.common import normalised
from vendor_eval.decision.methods.ranks import ranks_of
from vendor_eval.decision.methods.topsis import weighted_ideals
from vendor_eval.model.problem import WEIGHTS_AS_WRITTEN

WAYS = [
    (name, n)
    for name in ("weighted_sum", "topsis")
    for n in METHODS[name].parameters["normalisation"].choices
]
MANY = settings(max_examples=25, deadline=None, derandomize=True)


def scores(method, matrix, weights, directions, normalisation):
    kernel = METHODS[method].kernel
    matrix, weights = np.array(matrix, float), np.atleast_2d(np.array(weights, float))
    return kernel(matrix, weights, directions, normalisation=normalisation)


@pytest.mark.parametrize(
    "normalisation, expected",
    [
        ("minmax", [[0, 1], [0.25, 0.5], [1, 0]]),
        ("max", [[0.2, 1], [0.4, 2 / 3], [1, 0.5]]),
        ("sum", [[1 / 8, 6 / 13], [2 / 8, 4 / 13], [5 / 8, 3 / 13]]),
        ("vector", [[1 / 30**0.5, 6 / 61**0.5], [2 / 30**0.5, 4 / 61**0.5], [5 / 30**0.5, 3 / 61**0.5]]),
    ],
)
def test_normalised_by_hand(normalisation, expected):
    """Column 1 more is better, 1 2 5; column 2 less is better, 2 3 4, so 1/x is as 6 : 4 : 3."""
    matrix = np.array([[1.0, 2], [2, 3], [5, 4]])
    assert normalised(matrix, ["max", "min"], normalisation=normalisation) == pytest.approx(
        np.array(expected)
    )


def test_normalised_none_gives_the_values_as_they_are():
    matrix = np.array([[-3.0, 0], [7, 1e9]])
    assert (normalised(matrix, ["max", "max"], normalisation="none") == matrix).all()


@pytest.mark.parametrize(
    "normalisation, first, second",
    [("none", 1, 1), ("max", 5, 6), ("sum", 6, 8), ("vector", 26**0.5, 40**0.5), ("minmax", 4, 4)],
)
def test_topsis_by_hand(normalisation, first, second):
    """Vendors (1, 2) and (5, 6), the second criterion a cost, equal weights: each is best once and worst
    once, by 4 / scale of the column, so the closeness of the first is first / (first + second).
    """
    found = scores("topsis", [[1.0, 2], [5, 6]], [0.5, 0.5], ["max", "min"], normalisation)[0]
    assert found == pytest.approx([first / (first + second), second / (first + second)])


def test_topsis_ideals_are_those_of_the_weighted_scaled_table():
    matrix, share = np.array([[1.0, 2], [5, 6]]), np.array([0.25, 0.75])
    best, worst = weighted_ideals(matrix, share, ["max", "min"], normalisation="max")
    assert best == pytest.approx([0.25 * 1, 0.75 * 2 / 6])
    assert worst == pytest.approx([0.25 * 0.2, 0.75 * 1])
    best, worst = weighted_ideals(matrix, share, ["max", "min"], normalisation="minmax")
    assert (best.tolist(), worst.tolist()) == ([0.25, 0.0], [0.0, 0.75])


def test_constant_column_counts_nothing():
    constant = [[1.0, 7], [2, 7], [4, 7]]
    assert scores("weighted_sum", constant, [1, 1], ["max", "min"], "minmax")[0] == pytest.approx(
        [0, 1 / 6, 1 / 2]
    )
    for normalisation in METHODS["topsis"].parameters["normalisation"].choices:
        alone = scores("topsis", [[1.0], [2], [4]], [1], ["max"], normalisation)
        assert scores("topsis", constant, [1, 1], ["max", "min"], normalisation) == pytest.approx(alone)


def test_column_of_zeros_counts_nothing_in_topsis():
    for normalisation in METHODS["topsis"].parameters["normalisation"].choices:
        found = scores("topsis", [[0.0, 1], [0, 3]], [5, 1], ["max", "max"], normalisation)
        assert found.tolist() == [[0.0, 1.0]]


@pytest.mark.parametrize("normalisation", METHODS["topsis"].parameters["normalisation"].choices)
def test_topsis_without_any_difference_is_nan_for_all(normalisation):
    assert np.isnan(scores("topsis", [[3.0, 0]], [1, 1], ["max", "min"], normalisation)).all()
    assert np.isnan(scores("topsis", [[3.0, 1], [3, 1]], [1, 1], ["max", "min"], normalisation)).all()
    unweighted = scores("topsis", [[3.0, 1], [3, 2]], [1, 0], ["max", "min"], normalisation)
    assert np.isnan(unweighted).all()


@pytest.mark.parametrize("normalisation", ["max", "sum", "vector"])
@pytest.mark.parametrize(
    "matrix, directions",
    [
        ([[0.0], [1]], ["min"]),
        ([[-1.0], [1]], ["min"]),
        ([[-1.0], [1]], ["max"]),
        ([[0.0], [0]], ["max"]),
    ],
)
def test_what_cannot_be_shared_out_is_refused(normalisation, matrix, directions):
    with pytest.raises(ValueError, match="above 0"):
        normalised(np.array(matrix), directions, normalisation=normalisation)


def test_a_cost_is_never_added_as_it_stands():
    with pytest.raises(ValueError, match="min criterion"):
        normalised(np.array([[1.0]]), ["min"], normalisation="none")


@pytest.mark.parametrize(
    "given_scores, lower, expected",
    [
        ([3, 1, 2], False, [1, 3, 2]),
        ([3, 1, 2], True, [3, 1, 2]),
        ([5, 7, 7, 1], False, [3, 1, 1, 4]),
        ([0.1 + 0.2, 0.3], False, [1, 1]),
        ([1.0, 1.0 - 0.9e-9, 1.0 - 1.8e-9], False, [1, 1, 3]),  # of the group's first, not of the neighbour
        ([1e6, 1e6 - 1e-4], False, [1, 1]),
        ([1e-12, 2e-12], False, [2, 1]),
        ([0.0, 1e-10, 1.0], False, [2, 2, 1]),  # relative to the range of all
        ([np.nan, 1.0, 2.0], False, [None, 2, 1]),
        ([np.nan, np.nan], False, [None, None]),
        ([4.0], False, [1]),
        ([], False, []),
    ],
)
def test_ranks(given_scores, lower, expected):
    assert ranks_of(np.array(given_scores, float), lower) == expected


VALUES = st.integers(6, 30).map(float)


@st.composite
def tables(draw):
    """(matrix, weights, directions): positive values, some weights 0 but not all."""
    m, n = draw(st.integers(2, 5)), draw(st.integers(1, 4))
    matrix = np.array(draw(st.lists(st.lists(VALUES, min_size=n, max_size=n), min_size=m, max_size=m)))
    weights = np.array(draw(st.lists(st.integers(0, 9), min_size=n, max_size=n).filter(any)), float)
    return matrix, weights, draw(st.lists(st.sampled_from(["max", "min"]), min_size=n, max_size=n))


def played(way, table):
    """``table`` as the way can take it: under none every criterion of the weighted sum is a max one."""
    matrix, weights, directions = table
    return matrix, weights, ["max"] * len(directions) if way == ("weighted_sum", "none") else directions


@pytest.mark.parametrize("way", WAYS)
@given(table=tables(), factor=st.floats(1e-9, 1e9))
@MANY
def test_rescaled_weights_change_nothing(way, table, factor):
    matrix, weights, directions = played(way, table)
    before = scores(way[0], matrix, weights, directions, way[1])
    after = scores(way[0], matrix, weights * factor, directions, way[1])
    assert after == pytest.approx(before, rel=1e-12, abs=1e-12, nan_ok=True)
    assert ranks_of(after[0]) == ranks_of(before[0])


@pytest.mark.parametrize("way", WAYS)
@given(table=tables(), random=st.randoms(use_true_random=False))
@MANY
def test_the_order_of_vendors_and_criteria_does_not_matter(way, table, random):
    matrix, weights, directions = played(way, table)
    rows, columns = list(range(len(matrix))), list(range(len(weights)))
    random.shuffle(rows)
    random.shuffle(columns)
    before = scores(way[0], matrix, weights, directions, way[1])[0]
    shuffled = matrix[np.ix_(rows, columns)]
    after = scores(way[0], shuffled, weights[columns], [directions[j] for j in columns], way[1])[0]
    assert after == pytest.approx(before[rows], rel=1e-12, abs=1e-12, nan_ok=True)
    ranks = ranks_of(before)
    assert ranks_of(after) == [ranks[i] for i in rows]


@pytest.mark.parametrize("way", WAYS)
@given(table=tables())
@MANY
def test_two_identical_vendors_tie(way, table):
    matrix, weights, directions = played(way, table)
    ranks = ranks_of(scores(way[0], np.vstack([matrix, matrix[:1]]), weights, directions, way[1])[0])
    assert ranks[0] == ranks[-1]


@pytest.mark.parametrize("way", WAYS)
@given(table=tables(), worse=st.lists(st.integers(0, 5), min_size=4, max_size=4))
@MANY
def test_a_dominated_vendor_is_never_ahead(way, table, worse):
    """Each r is monotone in x, so the weighted sum keeps the order. TOPSIS keeps it too: all values of a
    column lie between its worst and its best, so a value that is no better is no nearer to the best and no
    farther from the worst; hence d+ is no smaller and d- no larger, and d-/(d+ + d-) no larger.
    """
    matrix, weights, directions = played(way, table)
    step = np.array([w if d == "min" else -w for w, d in zip(worse, directions, strict=False)])
    found = scores(way[0], np.vstack([matrix, matrix[0] + step]), weights, directions, way[1])[0]
    ranks = ranks_of(found)
    assert None in ranks or ranks[0] <= ranks[-1]


@pytest.mark.parametrize("way", WAYS)
@given(table=tables(), more=st.lists(st.integers(1, 9), min_size=12, max_size=12))
@MANY
def test_many_weightings_at_once_are_each_of_them_alone(way, table, more):
    matrix, weights, directions = played(way, table)
    many = np.vstack([weights, np.resize(np.array(more, float), (3, len(weights)))])
    together = scores(way[0], matrix, many, directions, way[1])
    alone = np.vstack([scores(way[0], matrix, row, directions, way[1]) for row in many])
    assert together.shape == (4, len(matrix))
    assert together == pytest.approx(alone, rel=1e-12, abs=1e-12, nan_ok=True)


def test_every_method_is_whole():
    for name, method in METHODS.items():
        assert method.name == name
        assert method.title and method.character
        for spec in method.parameters.values():
            if spec.kind == "word":
                assert spec.default in spec.choices
            if spec.kind == "number" and spec.default is not None:
                assert spec.default in spec.numbers
            assert spec.in_words()
        assert method.source
        assert method.assumptions
    assert [m for m in METHODS if METHODS[m].additive] == ["weighted_sum", "promethee2", "maut", "moora"]
    assert {m for m in METHODS if METHODS[m].weights_as_written} == WEIGHTS_AS_WRITTEN


def test_nothing_heavy_is_loaded():
    """The names of the methods come without numpy, the methods without pandas, scipy or scikit-criteria."""
    heavy = "{'numpy', 'pandas', 'scipy', 'skcriteria', 'pydantic'}"
    code = f"""
import sys
from vendor_eval.decision.methods import METHODS
assert METHODS["topsis"].title and METHODS["topsis"].parameters
assert not {heavy} & set(sys.modules), sorted({heavy} & set(sys.modules))
import vendor_eval.decision.rank, vendor_eval.decision.library.confirm
assert not {{'pandas', 'scipy', 'skcriteria'}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
