"""From a table to a ranking, and every reason why there is none."""

from __future__ import annotations

import math

import pytest
from decision.ways import IDS, OVER_PRICE, WAYS
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.bind import all_methods
from vendor_eval.model.problem import Problem


def table(matrix, directions=None, weights=None, **more):
    n = len(matrix[0])
    directions, weights = directions or ["max"] * n, weights or [1.0] * n
    return Problem.model_validate(
        {
            "alternatives": ["Aurora", "Borealis", "Cirrus", "Dione"][: len(matrix)],
            "criteria": [
                {"id": id_, "direction": d, "weight": w}
                for id_, d, w in zip(["dicom", "price", "support"], directions, weights, strict=False)
            ],
            "matrix": matrix,
            **more,
        }
    )


def codes(findings):
    return [(f.code, f.severity, f.where) for f in findings]


PACS = table([[80, 1200], [70, 950], [90, 1500]], ["max", "min"], [2, 3])


def test_weighted_sum_with_its_defaults():
    ranking, findings = rank(PACS)
    assert not findings
    assert (ranking.method, ranking.parameters) == ("weighted_sum", {"normalisation": "minmax"})
    assert ranking.weights == {"dicom": 0.4, "price": 0.6}
    expected = {"Aurora": 0.4 * 0.5 + 0.6 * 300 / 550, "Borealis": 0.6, "Cirrus": 0.4}
    assert ranking.scores == pytest.approx(expected)
    assert ranking.ranks == {"Aurora": 2, "Borealis": 1, "Cirrus": 3}
    assert ranking.best == ("Borealis",)
    assert not ranking.lower_is_better
    assert not ranking.details
    assert ranking.contributions["Aurora"] == pytest.approx({"dicom": 0.2, "price": 0.6 * 300 / 550})


@pytest.mark.parametrize("normalisation", ["minmax", "max", "sum", "vector"])
def test_contributions_add_up_to_the_score(normalisation):
    ranking, _ = rank(PACS, parameters={"normalisation": normalisation})
    for name, parts in ranking.contributions.items():
        assert sum(parts.values()) == pytest.approx(ranking.scores[name], rel=1e-14)


def test_topsis_shows_its_distances_and_ideals():
    ranking, findings = rank(PACS, "topsis", {"normalisation": "max"})
    assert not findings
    assert not ranking.contributions
    assert ranking.details["ideal"] == pytest.approx({"dicom": 0.4, "price": 0.6 * 950 / 1500})
    assert ranking.details["anti_ideal"] == pytest.approx({"dicom": 0.4 * 70 / 90, "price": 0.6})
    assert ranking.details["d_plus"]["Cirrus"] == pytest.approx(0.6 * 550 / 1500)
    assert ranking.details["d_minus"]["Cirrus"] == pytest.approx(0.4 * 20 / 90)
    for name, score in ranking.scores.items():
        plus, minus = ranking.details["d_plus"][name], ranking.details["d_minus"][name]
        assert score == pytest.approx(minus / (plus + minus))


def test_the_problem_names_its_own_method_and_parameters():
    problem = PACS.model_copy(update={"method": "topsis", "parameters": {"normalisation": "sum"}})
    ranking, _ = rank(problem)
    assert (ranking.method, ranking.parameters) == ("topsis", {"normalisation": "sum"})
    ranking, _ = rank(problem, parameters={"normalisation": "none"})
    assert ranking.parameters == {"normalisation": "none"}
    ranking, _ = rank(problem, "weighted_sum")
    assert ranking.parameters == {"normalisation": "minmax"}, "the parameter belongs to topsis"


def test_best_holds_all_who_share_rank_1():
    ranking, _ = rank(table([[1], [3], [3]]), parameters={"normalisation": "none"})
    assert ranking.ranks == {"Aurora": 3, "Borealis": 1, "Cirrus": 1}
    assert ranking.best == ("Borealis", "Cirrus")


def test_a_ranking_is_plain_json():
    for method in all_methods(PACS):
        ranking, _ = rank(PACS, method)
        assert type(ranking).model_validate_json(ranking.model_dump_json()) == ranking


@pytest.mark.parametrize(
    "method, parameters, where, hint",
    [
        ("topsys", {}, "method", "did you mean topsis?"),
        ("no such thing", {}, "method", "known: weighted_sum, weighted_product, topsis"),
        ("topsis", {"normalization": "vector"}, "normalization", "did you mean normalisation?"),
        ("topsis", {"normalisation": "Vector"}, "normalisation", "did you mean vector?"),
        ("topsis", {"normalisation": True}, "normalisation", "known: none, minmax, max, sum, vector"),
        ("topsis", {"normalisation": None}, "normalisation", "known"),
        ("topsis", {"normalisation": ["max"]}, "normalisation", "known"),
        ("topsis", {"v": 0.5}, "v", "known: normalisation"),
    ],
)
def test_unknown_words_are_findings(method, parameters, where, hint):
    ranking, findings = rank(PACS, method, parameters)
    assert ranking is None
    assert [f.where for f in findings] == [where]
    assert hint in findings[0].hint
    assert findings[0].severity == "error"


def test_all_wrong_parameters_are_told_at_once():
    _, findings = rank(PACS, "topsis", {"p": 1, "q": 2, "normalisation": "x"})
    assert [f.where for f in findings] == ["p", "q", "normalisation"]


def test_a_cost_is_not_added_as_it_stands():
    ranking, findings = rank(table([[1, 2, 3]], ["max", "min", "min"]), parameters={"normalisation": "none"})
    assert ranking is None
    assert codes(findings) == [
        ("decision.min-not-normalised", "error", "price"),
        ("decision.min-not-normalised", "error", "support"),
    ]


@pytest.mark.parametrize("normalisation", ["max", "sum", "vector"])
def test_every_cell_that_cannot_be_shared_out_is_named(normalisation):
    problem = table([[-1, 0, 0], [2, -5, 0], [3, 1, 0]], ["max", "min", "max"])
    ranking, findings = rank(problem, parameters={"normalisation": normalisation})
    assert ranking is None
    assert codes(findings) == [
        ("decision.negative", "error", "Aurora / dicom"),
        ("decision.not-above-zero", "error", "Aurora / price"),
        ("decision.not-above-zero", "error", "Borealis / price"),
        ("decision.nothing-above-zero", "error", "support"),
    ]
    assert all("minmax" in f.hint for f in findings)
    assert rank(problem)[0] is not None, "minmax takes any number"


def test_numbers_beyond_calculation_are_named():
    ranking, findings = rank(table([[1e200, 1], [1, 1e-200]], weights=[1, 1e-60]))
    assert ranking is None
    assert codes(findings) == [
        ("decision.out-of-range", "error", "Aurora / dicom"),
        ("decision.out-of-range", "error", "Borealis / price"),
        ("decision.out-of-range", "error", "price"),
    ]


@pytest.mark.parametrize(
    "way",
    [
        ("weighted_sum", {"normalisation": "minmax"}),
        ("topsis", {"normalisation": "minmax"}),
        ("vikor", {}),
        ("maut", {}),
    ],
)
def test_constant_criterion_is_noted(way):
    ranking, findings = rank(table([[1, 7], [2, 7]]), *way)
    assert ("decision.constant-criterion", "note", "price") in codes(findings)
    assert ranking.best == ("Borealis",)


def fitting(way, matrix, weights=None):
    """The table as the way can take it: over quality and price the last column is the price."""
    low = METHODS[way[0]].weights_as_written
    weights = [w / 20 for w in weights or [1, 1]] if way[0] == "adjusted_price" else weights
    return table(matrix, ["max", "min"] if low else None, weights)


@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE], **IDS)
def test_a_sole_vendor_is_first_under_every_method(way):
    """Where the formula divides by zero there is no score: closeness of TOPSIS, Q of VIKOR."""
    ranking, findings = rank(fitting(way, [[3, 4]]), *way)
    assert codes(findings) == [("decision.one-alternative", "note", "Aurora")]
    assert ranking.ranks == {"Aurora": 1}
    assert ranking.best == ("Aurora",)
    assert (ranking.scores["Aurora"] is None) == (way[0] in ("topsis", "vikor"))
    if way[0] == "promethee2":
        assert ranking.scores["Aurora"] == 0


@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE], **IDS)
@pytest.mark.parametrize("matrix, weights", [([[3, 4], [3, 4]], [1, 1]), ([[3, 4], [3, 5]], [1, 0])])
def test_vendors_all_alike_share_rank_1(way, matrix, weights):
    """In the second table only the criterion without weight differs; as a price it counts all the same."""
    ranking, findings = rank(fitting(way, matrix, weights), *way)
    if METHODS[way[0]].weights_as_written and weights[1] == 0:
        assert ranking.best == ("Aurora",)
        return
    assert codes(findings) == [("decision.all-alike", "note", "Aurora, Borealis")]
    assert ranking.ranks == {"Aurora": 1, "Borealis": 1}
    assert ranking.best == ("Aurora", "Borealis")
    assert (ranking.scores["Aurora"] is None) == (way[0] == "topsis")


def outside(ranking):
    return ranking.details.get("outside_band", ())


def numbers_in(details):
    """Every number in the details, however deep."""
    parts = details.values() if isinstance(details, dict) else details
    for part in parts:
        if isinstance(part, dict | list):
            yield from numbers_in(part)
        elif isinstance(part, float):
            yield part


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(data=st.data(), m=st.integers(1, 4), n=st.integers(1, 3))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_whatever_the_numbers_a_ranking_is_whole_or_not_at_all(data, m, n):
    numbers = st.one_of(NUMBERS, st.integers(-3, 3).map(float), st.floats(-1e50, 1e50))
    row = st.lists(numbers, min_size=n, max_size=n)
    weights = st.floats(0, 1.7e308).filter(lambda w: w == 0 or w > 1e-300)
    problem = table(
        data.draw(st.lists(row, min_size=m, max_size=m)),
        data.draw(st.lists(st.sampled_from(["max", "min"]), min_size=n, max_size=n)),
        data.draw(st.lists(weights, min_size=n, max_size=n).filter(any)),
    )
    for way in [*WAYS, *OVER_PRICE]:
        ranking, findings = rank(problem, *way)
        assert (ranking is None) == any(f.severity == "error" for f in findings)
        if ranking is None:
            continue
        known = [s for s in ranking.scores.values() if s is not None]
        assert all(math.isfinite(s) for s in known)
        assert not known or len(known) == m
        assert all(isinstance(r, int) or name in outside(ranking) for name, r in ranking.ranks.items())
        assert ranking.best
        assert all(math.isfinite(x) for row in ranking.contributions.values() for x in row.values())
        assert all(math.isfinite(x) for x in numbers_in(ranking.details))
