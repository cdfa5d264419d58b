"""scikit-criteria agrees with our kernels, and where it cannot, that is said."""

from __future__ import annotations

from importlib.metadata import version

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skcriteria.agg.simple import wsm
from skcriteria.agg.topsis import topsis
from skcriteria.preprocessing import scalers
from sklearn.preprocessing import maxabs_scale, minmax_scale

from vendor_eval.decision.library.confirm import confirm
from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.methods import topsis as topsis_file
from vendor_eval.decision.methods.common import weights_of
from vendor_eval.decision.rank import rank
from vendor_eval.model.problem import Problem

FOUND = version("scikit-criteria")


def upward(matrix, low):
    """A cost as 1/x."""
    return np.where(low, 1 / matrix, matrix)


def signed(low):
    return np.where(low, -1, 1)


# The functions that scikit-criteria's classes wrap, a hundred times as fast; ``confirm`` uses the classes.
THEIRS = {
    ("weighted_sum", "none"): lambda x, w, low: wsm(x, w)[1],
    ("weighted_sum", "minmax"): lambda x, w, low: wsm(
        scalers.matrix_scale_by_cenit_distance(x, signed(low)), w
    )[1],
    ("weighted_sum", "max"): lambda x, w, low: wsm(maxabs_scale(upward(x, low)), w)[1],
    ("weighted_sum", "sum"): lambda x, w, low: wsm(scalers.scale_by_sum(upward(x, low), axis=0), w)[1],
    ("weighted_sum", "vector"): lambda x, w, low: wsm(scalers.scale_by_vector(upward(x, low), axis=0), w)[1],
    ("topsis", "none"): lambda x, w, low: topsis(x, signed(low), w)[3],
    ("topsis", "minmax"): lambda x, w, low: topsis(minmax_scale(x), signed(low), w)[3],
    ("topsis", "max"): lambda x, w, low: topsis(maxabs_scale(x), signed(low), w)[3],
    ("topsis", "sum"): lambda x, w, low: topsis(scalers.scale_by_sum(x, axis=0), signed(low), w)[3],
    ("topsis", "vector"): lambda x, w, low: topsis(scalers.scale_by_vector(x, axis=0), signed(low), w)[3],
}


def theirs(way, matrix, weights, directions):
    low = np.array([d == "min" for d in directions])
    with np.errstate(all="ignore"):
        return np.atleast_1d(THEIRS[way](matrix, weights, low))


def ours(way, matrix, weights, directions):
    return METHODS[way[0]].kernel(matrix, weights[None, :], directions, normalisation=way[1])[0]


def random_tables(way, count):
    """Tables on which both define the same: positive values, and no column without a difference."""
    random = np.random.default_rng(20241)
    for _ in range(count):
        m, n = random.integers(2, 9), random.integers(1, 8)
        matrix = random.uniform(0.1, 10, (m, n)) * 10.0 ** random.integers(-3, 6, n)
        directions = random.choice(["max", "min"], n).tolist()
        if way == ("weighted_sum", "none"):
            directions = ["max"] * n
        yield matrix, random.dirichlet(np.ones(n)), directions


@pytest.mark.parametrize("way", THEIRS)
def test_kernel_equals_scikit_criteria_on_200_random_tables(way):
    for matrix, weights, directions in random_tables(way, 200):
        expected = theirs(way, matrix, weights, directions)
        assert ours(way, matrix, weights, directions) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("way", THEIRS)
def test_random_rankings_are_confirmed(way):
    for matrix, weights, directions in random_tables(way, 12):
        assert confirmed(table(matrix.tolist(), directions, weights.tolist()), *way).agrees is True


def test_the_plain_sum_of_a_column_is_another_definition():
    """TOPSIS, ``sum``: ours divides by the sum of absolute values, theirs by the plain sum, so that a column
    with a negative sum is turned upside down.
    """
    matrix, weights = np.array([[1.0, 5], [-3, 4]]), np.array([0.9, 0.1])
    assert ours(("topsis", "sum"), matrix, weights, ["max", "max"]).tolist() == [1.0, 0.0]
    assert theirs(("topsis", "sum"), matrix, weights, ["max", "max"])[0] < 0.2


def test_a_column_of_zeros_makes_all_their_scores_nan():
    """0/0 in one column makes every score NaN; by our definition the column counts nothing."""
    matrix, weights = np.array([[0.0, 5], [0, 4]]), np.array([0.9, 0.1])
    for normalisation in ("sum", "vector"):
        assert ours(("topsis", normalisation), matrix, weights, ["max", "max"]).tolist() == [1.0, 0.0]
        assert np.isnan(theirs(("topsis", normalisation), matrix, weights, ["max", "max"])).all()


def test_very_small_numbers_stay_unscaled_there():
    """sklearn's MaxAbsScaler takes a largest value below 10 machine epsilons for 0 and divides it by 1."""
    matrix, weights = np.array([[1e-16, 5], [2e-16, 4]]), np.array([0.5, 0.5])
    assert ours(("topsis", "max"), matrix, weights, ["max", "max"])[1] == pytest.approx(0.5 / 0.7)
    assert theirs(("topsis", "max"), matrix, weights, ["max", "max"])[1] < 1e-9


def table(matrix, directions=None, weights=None):
    n = len(matrix[0])
    return Problem.model_validate(
        {
            "alternatives": [f"V{i}" for i, _ in enumerate(matrix, start=1)],
            "criteria": [
                {
                    "id": f"c{j}",
                    "direction": (directions or ["max"] * n)[j],
                    "weight": (weights or [1] * n)[j],
                }
                for j in range(n)
            ],
            "matrix": matrix,
        }
    )


def confirmed(problem, method, normalisation):
    ranking, _ = rank(problem, method, {"normalisation": normalisation})
    return confirm(problem, ranking)


@pytest.mark.parametrize("way", THEIRS)
def test_a_ranking_is_confirmed(way):
    directions = ["max", "max"] if way == ("weighted_sum", "none") else ["max", "min"]
    problem = table([[80, 1200], [70, 950], [90, 1500], [80, 1200]], directions, [2, 3])
    said = confirmed(problem, *way)
    assert said.agrees is True
    assert (said.method, said.library, said.version) == (way[0], "scikit-criteria", FOUND)
    assert said.largest_difference <= 1e-12
    assert said.message.startswith(f"confirmed by scikit-criteria {FOUND}: same order, largest difference ")


def test_their_dense_ranks_and_exact_ties_are_read_by_our_rule():
    """There V1 and V2 are apart by the last bit of 0.1 + 0.2, and V3 would be third in any case."""
    problem = table([[0.1 + 0.2, 1], [0.3, 1], [0.2, 1]])
    said = confirmed(problem, "weighted_sum", "none")
    assert said.agrees is True


@pytest.mark.parametrize("method", ["weighted_sum", "topsis"])
def test_constant_columns_are_confirmed(method):
    for normalisation in METHODS[method].parameters["normalisation"].choices:
        assert confirmed(table([[1, 7], [2, 7], [4, 7]]), method, normalisation).agrees is True


@pytest.mark.parametrize("normalisation", ["sum", "vector"])
def test_a_column_of_zeros_is_left_out_and_that_is_said(normalisation):
    said = confirmed(table([[0, 5], [0, 4]]), "topsis", normalisation)
    assert said.agrees is True
    assert said.message.endswith("; without c0, where every value is 0")


@pytest.mark.parametrize(
    "problem, method, normalisation, reason",
    [
        (table([[3, 4]]), "topsis", "vector", "one alternative"),
        (table([[3, 4], [3, 4]]), "topsis", "minmax", "all are alike"),
        (table([[3, 4], [3, 5]], weights=[1, 0]), "topsis", "none", "all are alike"),
        (table([[-3, 4], [3, 5]]), "topsis", "sum", "plain sum"),
        (table([[1e-16, 4], [2e-16, 5]]), "topsis", "max", "very small numbers"),
        (table([[-3, 4], [3, 5]]), "weighted_sum", "none", "refuses values below 0"),
        (
            table([[1e12, 1e12 + 2], [1e12 + 1, 1e12 + 1], [1e12 + 3, 1e12]]),
            "topsis",
            "max",
            "rounding decides",
        ),
    ],
)
def test_where_the_library_cannot_say_the_reason_is_given(problem, method, normalisation, reason):
    said = confirmed(problem, method, normalisation)
    assert said.agrees is None
    assert reason in said.message
    assert said.message.startswith(f"not confirmed by scikit-criteria {FOUND}: ")


def test_a_sole_vendor_and_vendors_alike_are_confirmed_where_the_library_can():
    for normalisation in METHODS["weighted_sum"].parameters["normalisation"].choices:
        assert confirmed(table([[3, 4]]), "weighted_sum", normalisation).agrees is True
        assert confirmed(table([[3, 4], [3, 4]]), "weighted_sum", normalisation).agrees is True


def test_a_method_the_library_lacks():
    ranking, _ = rank(table([[1], [2]]))
    said = confirm(table([[1], [2]]), ranking.model_copy(update={"method": "lexicographic"}))
    assert said.agrees is None
    assert "no method lexicographic" in said.message


PACS = table([[80, 1200], [70, 950], [90, 1500]], ["max", "min"], [2, 3])


def test_a_wrong_kernel_is_seen(monkeypatch):
    """As if someone had taken the square root out of the distances of TOPSIS."""

    def wrong(matrix, weights, directions, *, normalisation):
        parts = topsis_file.parts(matrix, directions, normalisation=normalisation)
        plus, minus = topsis_file.distances(parts, weights_of(weights))
        return (minus**2 / (plus**2 + minus**2)).T

    right, _ = rank(PACS, "topsis")
    monkeypatch.setitem(METHODS, "topsis", METHODS["topsis"].__class__(**_fields("topsis", kernel=wrong)))
    ranking, _ = rank(PACS, "topsis")
    assert ranking.ranks == right.ranks, "the order is the same, only the scores are wrong"
    said = confirm(PACS, ranking)
    assert said.agrees is False
    worst = max(right.scores, key=lambda name: abs(right.scores[name] - ranking.scores[name]))
    assert f"{worst} has {ranking.scores[worst]:.9g} here (rank {right.ranks[worst]})" in said.message
    assert f"and {right.scores[worst]:.9g} there (rank {right.ranks[worst]})" in said.message


def _fields(name, **changed):
    method = METHODS[name]
    return {field: getattr(method, field) for field in method.__slots__} | changed


@pytest.mark.parametrize(
    "changed",
    [
        {"scores": {"V1": 0.5272727272727273, "V2": 0.4, "V3": 0.6}, "ranks": {"V1": 2, "V2": 3, "V3": 1}},
        {"ranks": {"V1": 3, "V2": 1, "V3": 2}},
        {"ranks": {"V1": 1, "V2": 1, "V3": 1}},
        {"scores": {"V1": None, "V2": 0.6, "V3": 0.4}},
        {"scores": {}, "ranks": {}},
        {"scores": {"V1": 0.5272727272727273 + 1e-8, "V2": 0.6, "V3": 0.4}},
    ],
)
def test_wrong_scores_and_wrong_ranks_are_seen(changed):
    ranking, _ = rank(PACS)
    assert confirm(PACS, ranking).agrees is True
    said = confirm(PACS, ranking.model_copy(update=changed))
    assert said.agrees is False
    assert "V" in said.message
    assert "here (rank" in said.message


def test_without_the_library_nothing_breaks(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "skcriteria.preprocessing.scalers", None)
    ranking, _ = rank(PACS)
    said = confirm(PACS, ranking)
    assert said.agrees is None
    assert "could not calculate" in said.message


@given(data=st.data(), m=st.integers(1, 5), n=st.integers(1, 4))
@settings(max_examples=12, deadline=None, derandomize=True)
def test_no_right_ranking_is_contradicted_and_nothing_raises(data, m, n):
    numbers = st.one_of(st.integers(-3, 5).map(float), st.floats(-1e50, 1e50), st.floats(1e9, 1e9 + 3))
    problem = table(
        data.draw(st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=m, max_size=m)),
        data.draw(st.lists(st.sampled_from(["max", "min"]), min_size=n, max_size=n)),
        data.draw(st.lists(st.integers(0, 9), min_size=n, max_size=n).filter(any)),
    )
    for way in THEIRS:
        ranking, _ = rank(problem, way[0], {"normalisation": way[1]})
        assert ranking is None or confirm(problem, ranking).agrees is not False
