"""Product, utility, COPRAS, MOORA and WASPAS by hand, and at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from decision.ways import problem_of

from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.methods.maut import utilities
from vendor_eval.decision.rank import rank

PACS = problem_of([[80, 1200], [70, 950], [90, 1500]], ["max", "min"], [2, 3])


def codes(findings):
    return [(f.code.removeprefix("decision."), f.severity, f.where) for f in findings]


def scores(method, problem, **parameters):
    ranking, findings = rank(problem, method, parameters)
    assert ranking is not None, findings
    return list(ranking.scores.values())


def test_weighted_product_by_hand():
    expected = [(80 / 90) ** 0.4 * (950 / 1200) ** 0.6, (70 / 90) ** 0.4, (950 / 1500) ** 0.6]
    assert scores("weighted_product", PACS) == pytest.approx(expected)
    up = problem_of([[4, 2], [1, 8]], weights=[1, 1])
    assert scores("weighted_product", up, normalisation="none") == pytest.approx([8**0.5, 8**0.5])
    assert scores("weighted_product", up, normalisation="sum") == pytest.approx([0.16**0.5, 0.16**0.5])


def test_the_order_by_product_does_not_depend_on_who_else_is_there():
    rows = [[80, 1200], [70, 950], [90, 1500], [10, 100]]
    for normalisation in ("max", "sum", "vector"):
        three, four = (
            scores(
                "weighted_product", problem_of(rows[:m], ["max", "min"], [2, 3]), normalisation=normalisation
            )
            for m in (3, 4)
        )
        assert three[0] / three[1] == pytest.approx(four[0] / four[1])


def test_zero_to_the_power_of_zero_is_1():
    """A weight of 0 never matters; with a weight, one value of 0 leaves nothing, and that is noted."""
    matrix = [[0, 5], [2, 4]]
    assert scores("weighted_product", problem_of(matrix, weights=[0, 1])) == pytest.approx([1, 0.8])
    assert scores("waspas", problem_of(matrix, weights=[0, 1])) == pytest.approx([1, 0.8])
    for method in ("weighted_product", "waspas"):
        ranking, findings = rank(problem_of(matrix, weights=[1, 1]), method)
        assert codes(findings) == [("zero-product", "note", "V1 / c0")]
        assert ranking.best == ("V2",)
    kernel = METHODS["weighted_product"].kernel
    many = kernel(
        np.array([[0.0, 5], [2, 4]]), np.array([[0.0, 1], [1, 0], [1, 1]]), ["max"] * 2, normalisation="max"
    )
    assert many == pytest.approx(np.array([[1, 0.8], [0, 1], [0, 0.8**0.5]]))


def test_a_product_takes_no_value_below_zero():
    for normalisation in ("none", "max", "sum", "vector"):
        ranking, findings = rank(
            problem_of([[-1], [2]]), "weighted_product", {"normalisation": normalisation}
        )
        assert ranking is None
        assert codes(findings) == [("negative", "error", "V1 / c0")]
    assert rank(problem_of([[-1], [2]]), "weighted_product", {"normalisation": "minmax"})[0] is not None
    with pytest.raises(ValueError, match="no power"):
        METHODS["weighted_product"].kernel(
            np.array([[-1.0]]), np.array([[1.0]]), ["max"], normalisation="none"
        )


def test_a_product_refuses_a_cost_without_normalisation_and_1_over_zero():
    assert codes(rank(PACS, "weighted_product", {"normalisation": "none"})[1]) == [
        ("min-not-normalised", "error", "c1")
    ]
    for method in ("weighted_product", "waspas"):
        _, findings = rank(problem_of([[0, 0], [0, 1]], ["max", "min"]), method)
        assert codes(findings) == [
            ("not-above-zero", "error", "V1 / c1"),
            ("nothing-above-zero", "error", "c0"),
        ]
        assert all("weighted_sum" in f.hint for f in findings)


def test_waspas_mixes_sum_and_product():
    added, multiplied = (scores(m, PACS, normalisation="max") for m in ("weighted_sum", "weighted_product"))
    for part in (0, 0.3, 1):
        mixed = [part * a + (1 - part) * b for a, b in zip(added, multiplied, strict=True)]
        assert scores("waspas", PACS, **{"lambda": part}) == pytest.approx(mixed)
    ranking, _ = rank(PACS, "waspas")
    assert ranking.parameters == {"lambda": 0.5}
    assert list(ranking.details["weighted_sum"].values()) == pytest.approx(added)
    assert list(ranking.details["weighted_product"].values()) == pytest.approx(multiplied)


def test_maut_by_hand():
    """r of the middle vendor is 0.5; with rho 1 its utility is (1 - e^-0.5) / (1 - e^-1) = 0.6225."""
    table = problem_of([[0], [5], [10]], settings={0: {"rho": 1}})
    assert scores("maut", table) == pytest.approx([0, 0.6224593312, 1])
    convex = problem_of([[0], [5], [10]], settings={0: {"rho": -1}})
    assert scores("maut", convex) == pytest.approx([0, 1 - 0.6224593312, 1])
    assert scores("maut", PACS) == pytest.approx(scores("weighted_sum", PACS))


@pytest.mark.parametrize(
    "rho, middle",
    [(1e12, 0.5), (-1e12, 0.5), (1e-3, 1), (-1e-3, 0), (5e-324, 1), (-5e-324, 0), (1e300, 0.5), (0.2, None)],
)
def test_no_curve_overflows_or_loses_digits(rho, middle):
    expected = -math.expm1(-0.5 / rho) / -math.expm1(-1 / rho) if middle is None else middle
    found = utilities(np.array([[0.0], [0.5], [1.0]]), ["max"], rho=[rho])
    assert found[:, 0] == pytest.approx([0, expected, 1], abs=1e-11)


def test_a_constant_criterion_has_no_utility():
    ranking, findings = rank(problem_of([[1, 7], [2, 7]], settings={1: {"rho": 2}}), "maut")
    assert codes(findings) == [("constant-criterion", "note", "c1")]
    assert ranking.contributions["V1"] == {"c0": 0, "c1": 0}


def test_copras_by_hand():
    """Shares of the sums: dicom 80 70 90 of 240, price 1200 950 1500 of 3650."""
    gain = [0.4 * x / 240 for x in (80, 70, 90)]
    loss = [0.6 * x / 3650 for x in (1200, 950, 1500)]
    expected = [g + sum(loss) / (s * sum(1 / x for x in loss)) for g, s in zip(gain, loss, strict=True)]
    ranking, _ = rank(PACS, "copras")
    assert list(ranking.scores.values()) == pytest.approx(expected)
    assert list(ranking.details["S_plus"].values()) == pytest.approx(gain)
    assert list(ranking.details["S_minus"].values()) == pytest.approx(loss)
    assert ranking.details["utility_degree"]["V2"] == 100


def test_copras_without_costs_is_what_is_gained():
    assert scores("copras", problem_of([[1, 2], [3, 2]])) == pytest.approx([0.125 + 0.25, 0.375 + 0.25])
    unweighted = problem_of([[1, 0], [3, 2]], ["max", "min"], [1, 0])
    assert scores("copras", unweighted) == pytest.approx([0.25, 0.75])


def test_copras_refuses_an_offer_that_costs_nothing():
    table = problem_of([[1, 0, 0], [3, 0, 2]], ["max", "min", "min"])
    ranking, findings = rank(table, "copras")
    assert ranking is None
    assert codes(findings) == [("no-cost", "error", "V1 / c1, c2")]
    with pytest.raises(ValueError, match="0 for an alternative"):
        METHODS["copras"].kernel(np.array([[1.0, 0], [3, 2]]), np.array([[1.0, 1]]), ["max", "min"])


def test_copras_refuses_values_below_zero_and_lets_a_column_of_zeros_count_nothing():
    assert codes(rank(problem_of([[-1, 1], [3, -2]], ["max", "min"]), "copras")[1]) == [
        ("negative", "error", "V1 / c0"),
        ("negative", "error", "V2 / c1"),
    ]
    with pytest.raises(ValueError, match="below 0"):
        METHODS["copras"].kernel(np.array([[-1.0]]), np.array([[1.0]]), ["max"])
    assert scores("copras", problem_of([[0, 1], [0, 3]])) == pytest.approx([0.125, 0.375])


def test_moora_by_hand():
    """Lengths of the columns: 5 and 13."""
    table = problem_of([[3, 5], [4, 12]], ["max", "min"], [1, 3])
    ranking, _ = rank(table, "moora")
    assert ranking.scores == pytest.approx(
        {"V1": 0.25 * 0.6 - 0.75 * 5 / 13, "V2": 0.25 * 0.8 - 0.75 * 12 / 13}
    )
    assert ranking.contributions["V2"] == pytest.approx({"c0": 0.2, "c1": -0.75 * 12 / 13})
    assert scores("moora", problem_of([[0, -3], [0, 4]])) == pytest.approx([-0.3, 0.4])
