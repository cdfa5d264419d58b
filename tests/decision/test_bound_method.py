"""A method made ready for a table: what can be asked of it, and which methods fit which table."""

from __future__ import annotations

import numpy as np
import pytest
from decision.ways import problem_of

from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.methods.parameters import Range
from vendor_eval.decision.methods.ranks import lexicographic
from vendor_eval.decision.table.bind import all_methods, bind

ORDINARY = [name for name, method in METHODS.items() if not method.weights_as_written]


def table(matrix, directions, **more):
    return problem_of(matrix, directions, **more)


def test_weights_are_shares_or_as_they_are_written():
    problem = table([[1, 2], [2, 1]], ["max", "min"], weights=[30, 10])
    assert bind(problem, "topsis")[0].weights.tolist() == [[0.75, 0.25]]
    assert bind(problem, "quality_per_price")[0].weights.tolist() == [[30, 10]]


def test_rank_scores_are_larger_for_who_is_ahead_under_every_method():
    problem = table([[5, 10], [6, 20], [4, 40]], ["max", "min"])
    for name in METHODS:
        parameters = {"max_share": 0.5} if name == "adjusted_price" else {}
        if name == "adjusted_price":
            problem = table([[0.05, 10], [0.06, 20], [0.04, 40]], ["max", "min"])
        found, _ = bind(problem, name, parameters)
        scores = found.rank_scores(found.weights)[0]
        ahead = np.nan_to_num(scores, nan=-99)
        assert ahead[0] >= ahead[2], name
        assert (found.values() is None) == (not METHODS[name].additive)


@pytest.mark.parametrize(
    "matrix, directions, missing",
    [
        ([[1, 2], [2, 1]], ["max", "min"], set()),
        ([[1, 2], [2, 1]], ["max", "max"], set()),
        ([[-1, 2], [2, 1]], ["max", "max"], {"weighted_product", "copras", "waspas"}),
        ([[1, 0], [2, 1]], ["max", "min"], {"weighted_product", "copras", "waspas"}),
        ([[0, 2], [0, 1]], ["max", "max"], {"weighted_product", "waspas"}),
    ],
)
def test_all_methods_that_can_calculate_with_the_table(matrix, directions, missing):
    assert all_methods(table(matrix, directions)) == [name for name in ORDINARY if name not in missing]


def test_points_and_proportions_are_not_compared():
    rows, directions = [[0.1, 200], [0.2, 300]], ["max", "min"]
    points = table(rows, directions, method="quality_per_price")
    assert all_methods(points) == ["quality_per_price", "ufab_extended"]
    money = table(rows, directions, method="fictitious_discount", parameters={"per_point": 9})
    assert all_methods(money) == ["quality_per_price", "ufab_extended", "fictitious_discount"]
    shares = table(rows, directions, method="adjusted_price", parameters={"max_share": 0.5})
    assert all_methods(shares) == ["quality_per_price", "ufab_extended", "adjusted_price"]


def test_a_table_out_of_range_fits_no_method():
    assert all_methods(table([[1e200], [1]], ["max"])) == []


def test_the_criterion_of_a_parameter_may_look_like_a_number():
    problem = problem_of([[1, 2], [2, 1]]).model_copy()
    criteria = (problem.criteria[0], problem.criteria[1].model_copy(update={"id": "2024"}))
    found, _ = bind(problem.model_copy(update={"criteria": criteria}), "quality_per_price", {"price": 2024})
    assert found.parameters["price"] == "2024"


@pytest.mark.parametrize(
    "numbers, words, inside, outside",
    [
        (Range(0, 1), "from 0 to 1", (0, 0.5, 1), (-0.1, 1.1, float("nan"))),
        (Range(0), "0 or more", (0, 1e9), (-1, float("inf"))),
        (Range(0, low_in=False), "above 0", (1e-9,), (0,)),
        (Range(0, 1, high_in=False), "0 or more and below 1", (0,), (1,)),
        (Range(0, 1, low_in=False), "above 0 and at most 1", (1,), (0,)),
    ],
)
def test_ranges(numbers, words, inside, outside):
    assert numbers.in_words() == words
    assert all(x in numbers for x in inside)
    assert not any(x in numbers for x in outside)


def test_the_table_of_parameters_offers_what_the_methods_take():
    for name, method in METHODS.items():
        for key, spec in method.parameters.items():
            assert spec.meaning
            assert (spec.kind == "word") == bool(spec.choices), (name, key)


def test_lexicographic_counts_who_is_ahead():
    first = np.array([[1.0, 2, 2, np.nan, 2 + 1e-12], [0, 0, 0, 0, 0]])
    then = np.array([[9.0, 1, 3, 9, 1], [1, 1, 1, 1, 2]])
    expected = np.array([[-3, -1, 0, np.nan, -1], [-1, -1, -1, -1, 0]])
    assert lexicographic(first, then) == pytest.approx(expected, nan_ok=True)
