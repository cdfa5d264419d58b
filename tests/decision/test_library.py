"""Our kernels and scikit-criteria on random tables: costs, ties, constant columns; and where they part."""

from __future__ import annotations

import numpy as np
import pytest
import skcriteria
from decision.ways import IDS, WAYS, problem_of, ready, tables
from hypothesis import given, settings
from hypothesis import strategies as st
from skcriteria.agg.copras import copras
from skcriteria.agg.electre import ELECTRE1, concordance, discordance
from skcriteria.agg.moora import ratio
from skcriteria.agg.simple import wpm, wsm
from skcriteria.agg.vikor import VIKOR
from skcriteria.agg.waspas import waspas
from skcriteria.preprocessing import scalers
from sklearn.preprocessing import maxabs_scale

from vendor_eval.decision.library.confirm import confirm
from vendor_eval.decision.rank import rank

LIBRARY = ("weighted_product", "vikor", "electre1", "maut", "copras", "moora", "waspas")


def signed(low):
    return np.where(low, -1, 1)


def upward(x, low):
    return np.where(low, 1 / x, x)


def share_of_best(x, low):
    return np.where(low, x.min(axis=0) / x, x / x.max(axis=0))


def by_range(x, low):
    return np.nan_to_num(scalers.matrix_scale_by_cenit_distance(x, signed(low)))


SCALED = {
    "none": lambda x, low: x,
    "max": share_of_best,
    "sum": lambda x, low: scalers.scale_by_sum(upward(x, low), axis=0),
    "vector": lambda x, low: scalers.scale_by_vector(upward(x, low), axis=0),
}
COLUMNS = {
    "none": lambda x: x,
    "minmax": lambda x: np.nan_to_num((x - x.min(axis=0)) / np.ptp(x, axis=0)),
    "max": maxabs_scale,
    "sum": lambda x: scalers.scale_by_sum(x, axis=0),
    "vector": lambda x: scalers.scale_by_vector(x, axis=0),
}


def their_vikor(x, w, low, v):
    table = skcriteria.mkdm(x, signed(low), weights=w)
    return VIKOR(v=v, use_compromise_set=False).evaluate(table).e_.q_k


# The functions that scikit-criteria's classes wrap, as fast as they come; ``confirm`` uses the classes.
THEIRS = {
    "weighted_product": lambda x, w, low, p: 10 ** wpm(SCALED[p["normalisation"]](x, low), w)[1],
    "vikor": lambda x, w, low, p: their_vikor(x, w, low, p["v"]),
    "maut": lambda x, w, low, p: wsm(by_range(x, low), w)[1],
    "copras": lambda x, w, low, p: copras(scalers.scale_by_sum(x, axis=0), w, signed(low))[2],
    "moora": lambda x, w, low, p: ratio(scalers.scale_by_vector(x, axis=0), signed(low), w)[1],
    "waspas": lambda x, w, low, p: waspas(share_of_best(x, low), w, p["lambda"])[3],
}
NUMBERED = [w for w in WAYS if w[0] in THEIRS and w[1].get("normalisation") != "minmax"]


def random_tables(way, count=200):
    """Whole numbers 1 to 6 in every other table, so that values tie and columns are constant; a tenth of the
    columns is made constant. At least one cost for COPRAS, none for a product without normalisation.
    """
    random = np.random.default_rng(4711)
    for i in range(count):
        m, n = random.integers(2, 8), random.integers(2, 7)
        matrix = random.integers(1, 7, (m, n)).astype(float) if i % 2 else random.uniform(0.1, 10, (m, n))
        constant = random.random(n) < 0.1
        matrix[:, constant] = matrix[0, constant]
        if not np.ptp(matrix, axis=0).any():
            matrix[0, 0] += 1
        low = random.random(n) < 0.5
        low[0] = way[0] == "copras" or low[0]
        low &= way[1].get("normalisation") != "none" or way[0] == "electre1"
        yield matrix * 10.0 ** random.integers(-3, 6, n), random.dirichlet(np.ones(n)), low


def problem(matrix, weights, low):
    return problem_of(matrix, ["min" if x else "max" for x in low], weights)


@pytest.mark.parametrize("way", NUMBERED, **IDS)
def test_kernel_equals_scikit_criteria_on_200_random_tables(way):
    for matrix, weights, low in random_tables(way):
        found = ready(way, problem(matrix, weights, low))
        with np.errstate(all="ignore"):
            theirs = np.atleast_1d(THEIRS[way[0]](matrix, weights, low, way[1]))
        assert found.scores(found.weights)[0] == pytest.approx(theirs, rel=1e-9, abs=1e-9)


ELECTRE = [w for w in WAYS if w[0] == "electre1" and w[1].get("discordance") != "pairwise"]


@pytest.mark.parametrize("way", ELECTRE, **IDS)
def test_electre_equals_scikit_criteria_on_200_random_tables(way):
    """Both matrices; and the kernel, once two that outrank each other do not remove each other."""
    for matrix, weights, low in random_tables(way):
        ranking, _ = rank(problem(matrix, weights, low), *way)
        with np.errstate(all="ignore"):
            scaled = COLUMNS[way[1].get("normalisation", "none")](matrix)
        c, d = concordance(scaled, signed(low), weights), discordance(scaled, signed(low))
        d *= np.ptp(matrix, axis=0).max() if way[1].get("discordance") == "absolute" else 1
        details = ranking.details
        for ours, theirs in (("concordance", c), ("discordance", d)):
            assert np.array(details[ours], float) == pytest.approx(theirs, rel=1e-9, abs=1e-9, nan_ok=True)
        p, q = ranking.parameters["p"], ranking.parameters["q"]
        relation = np.nan_to_num(c) >= p - 1e-9
        relation &= (np.nan_to_num(d) <= q + 1e-9) & ~np.eye(len(matrix), dtype=bool)
        kernel = ~(relation & ~relation.T).any(axis=0)
        assert details["kernel"] == [f"V{i + 1}" for i in np.flatnonzero(kernel)]


@pytest.mark.parametrize("way", [w for w in WAYS if w[0] in LIBRARY], **IDS)
def test_random_rankings_are_confirmed_or_the_reason_is_given(way):
    never = way[1].get("discordance") == "pairwise" or way[1].get("normalisation") == "minmax"
    for matrix, weights, low in random_tables(way, 8):
        table = problem(matrix, weights, low)
        said = confirm(table, rank(table, *way)[0])
        if never and way[0] in ("weighted_product", "electre1") and said.agrees is None:
            assert (
                "WeightedProductModel can't operate with values <= 0" in said.message or "lag" in said.message
            )
        else:
            assert said.agrees is True, said.message


@pytest.mark.parametrize("way", WAYS, **IDS)
@given(data=st.data())
@settings(max_examples=3, deadline=None, derandomize=True)
def test_no_right_ranking_is_contradicted(way, data):
    """With price formulas, utility curves and preferences, which the library knows nothing of."""
    table = data.draw(tables(way, least=1))
    assert confirm(table, rank(table, *way)[0]).agrees is not False


# Where the two part, by definition or by a defect of version 0.10.


def test_two_that_outrank_each_other_fall_both_out_there():
    """By definition: with a copy of the best vendor nobody is left in their kernel; here both stay."""
    matrix = [[9.0, 9], [9, 9], [1, 1]]
    ranking, _ = rank(problem_of(matrix), "electre1", {"normalisation": "none"})
    theirs = ELECTRE1().evaluate(skcriteria.mkdm(matrix, [max, max], weights=[0.5, 0.5]))
    assert not theirs.kernel_.any()
    assert ranking.details["kernel"] == ["V1", "V2"]
    assert confirm(problem_of(matrix), ranking).agrees is True, "by our rule on their two matrices"


def test_weights_that_reach_the_threshold_but_for_the_last_bit():
    """A defect: 0.1 + 0.2 + 0.3 of 1 is 0.6000000000000001 there, 0.1 + 0.7 is 0.7999999999999999."""
    weights = [0.1, 0.7, 0.2]
    matrix = [[2.0, 2, 1], [1, 1, 2]]
    table = problem_of(matrix, weights=weights)
    p = {"p": 0.8, "q": 1, "normalisation": "none"}
    theirs = ELECTRE1(p=0.8, q=1).evaluate(skcriteria.mkdm(matrix, [max] * 3, weights=weights))
    assert theirs.e_.matrix_concordance[0, 1] < 0.8
    assert theirs.kernel_.tolist() == [True, True]
    assert rank(table, "electre1", p)[0].details["kernel"] == ["V1"]


def test_sums_that_are_alike_but_for_rounding_are_a_difference_there():
    """A defect: S of both is 0.3, but 0.1 + 0.2 is not; their Q then tells apart what is alike."""
    matrix, weights = [[0.0, 1, 1, 1], [1, 0, 0, 1]], [0.3, 0.1, 0.2, 0.4]
    with pytest.warns(UserWarning, match="equal in all alternatives"):
        theirs = their_vikor(np.array(matrix), np.array(weights), np.array([False] * 4), 1.0)
    assert sorted(theirs.tolist()) == [0.0, 1.0]
    table = problem_of(matrix, weights=weights)
    ranking, _ = rank(table, "vikor", {"v": 1})
    assert ranking.ranks == {"V1": 1, "V2": 1}
    said = confirm(table, ranking)
    assert said.agrees is None
    assert "rounding" in said.message


def test_copras_without_costs_is_refused_there():
    """By definition: here Q is then S+ alone."""
    table = problem_of([[1, 2], [3, 1]])
    ranking, _ = rank(table, "copras")
    assert ranking.scores == pytest.approx({"V1": 0.5 * (1 / 4 + 2 / 3), "V2": 0.5 * (3 / 4 + 1 / 3)})
    assert "less is better nowhere" in confirm(table, ranking).message


@pytest.mark.parametrize("way", [("weighted_product", {}), ("waspas", {"lambda": 0.5})])
def test_a_value_of_zero_is_refused_there(way):
    """By definition: here the product is 0, and 0 to the power of a weight of 0 is 1."""
    table = problem_of([[0, 2], [3, 1]], weights=[1, 1])
    said = confirm(table, rank(table, *way)[0])
    assert said.agrees is None
    assert "values <= 0" in said.message


@pytest.mark.parametrize("method", ["moora", "copras", "electre1"])
def test_a_column_of_zeros_does_not_hide_the_rest(method):
    """A defect: their scalers divide 0 by 0 there and every score is lost; such a column is not scaled."""
    table = problem_of([[0, 5, 1], [0, 4, 2]], ["max", "max", "min"])
    ranking, _ = rank(table, method)
    assert confirm(table, ranking).agrees is True


@pytest.mark.parametrize("method", [m for m in LIBRARY if m != "vikor"])
def test_values_of_a_price_formula_stay_as_they_are_on_both_sides(method):
    table = problem_of(
        [[5, 100, 2], [4, 90, 3]], ["max", "min", "min"], settings={1: {"formula": "lowest_over_price"}}
    )
    ranking, _ = rank(table, method)
    assert confirm(table, ranking).agrees is True


def test_what_the_library_does_not_have_is_said():
    table = problem_of([[5, 100], [4, 90]], ["max", "min"], settings={0: {"rho": 0.5}})
    priced = problem_of([[5, 100], [4, 90]], ["max", "min"], settings={1: {"formula": "half_at_mean"}})
    for problem_, method, words in (
        (table, "maut", "no utility curves"),
        (table, "promethee2", "no method promethee2"),
        (table, "quality_per_price", "no method quality_per_price"),
        (priced, "vikor", "normalises every column itself"),
        (table, "skcriteria:MABAC", "from that library itself"),
    ):
        said = confirm(problem_, rank(problem_, method)[0])
        assert said.agrees is None
        assert words in said.message
