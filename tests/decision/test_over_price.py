"""Methods over quality and price: by hand, weights as they are written, and what makes no sense."""

from __future__ import annotations

import json

import pytest
from decision.ways import problem_of
from pydantic import ValidationError

from vendor_eval.decision.rank import rank
from vendor_eval.model.problem import Problem
from vendor_eval.workspace.tables.problem_file import read_problem

POINTS = problem_of([[4, 3, 100], [5, 5, 160], [3, 4, 90]], ["max", "max", "min"], [10, 20, 7])
OVER_PRICE = ("quality_per_price", "ufab_extended", "fictitious_discount", "adjusted_price")


def codes(findings):
    return [(f.code.removeprefix("decision."), f.severity, f.where) for f in findings]


def ranked(problem, method, **parameters):
    ranking, findings = rank(problem, method, parameters)
    assert ranking is not None, findings
    return ranking


def test_quality_per_price_takes_points_as_they_are_written():
    ranking = ranked(POINTS, "quality_per_price")
    assert ranking.details["quality"] == {"V1": 100, "V2": 150, "V3": 110}
    assert ranking.details["price"] == {"V1": 100, "V2": 160, "V3": 90}
    assert ranking.scores == pytest.approx({"V1": 1, "V2": 150 / 160, "V3": 110 / 90})
    assert ranking.ranks == {"V1": 2, "V2": 3, "V3": 1}
    assert ranking.weights == {"c0": 10, "c1": 20, "c2": 0}, "the weight of the price is not used"
    assert ranking.parameters == {"price": "c2"}
    assert not ranking.lower_is_better


@pytest.mark.parametrize(
    "width, ranks, band_from",
    [
        (0.05, {"V1": None, "V2": None, "V3": 1}, 0.95 * 11 / 9),
        (0.2, {"V1": 2, "V2": None, "V3": 1}, 0.8 * 11 / 9),
        (0.25, {"V1": 3, "V2": 1, "V3": 2}, 0.75 * 11 / 9),
    ],
)
def test_in_the_band_quality_decides(width, ranks, band_from):
    ranking, findings = rank(POINTS, "ufab_extended", {"range": width})
    outside = [name for name, rank_ in ranks.items() if rank_ is None]
    assert ranking.ranks == ranks
    assert ranking.details["outside_band"] == outside
    assert ranking.details["band_from"] == pytest.approx(band_from)
    assert ranking.scores == pytest.approx({"V1": 1, "V2": 150 / 160, "V3": 110 / 90})
    expected = [("outside-band", "note", ", ".join(outside))] if outside else []
    assert codes(findings) == expected


def test_in_the_band_the_lower_price_decides_between_equal_quality_then_nothing():
    table = problem_of([[5, 102], [5, 100], [5, 102], [4, 81]], ["max", "min"])
    assert ranked(table, "ufab_extended").ranks == {"V1": 2, "V2": 1, "V3": 2, "V4": 4}


def test_the_end_of_the_band_belongs_to_it():
    """19 / 20 is 5 percent below 1, whatever (1 - 0.05) is in binary."""
    table = problem_of([[20, 20], [19, 20], [18.9, 20]], ["max", "min"])
    assert ranked(table, "ufab_extended", range=0.05).details["outside_band"] == ["V3"]


def test_fictitious_discount_by_hand():
    ranking = ranked(POINTS, "fictitious_discount", per_point=0.5)
    assert ranking.scores == {"V1": 50, "V2": 85, "V3": 35}
    assert ranking.lower_is_better
    assert ranking.ranks == {"V1": 2, "V2": 3, "V3": 1}
    assert ranked(POINTS, "fictitious_discount").scores == {"V1": 0, "V2": 10, "V3": -20}


def test_adjusted_price_by_hand():
    shares = problem_of([[0.1, 0.1, 510], [0.1, 0.05, 499]], ["max", "max", "min"], [1, 1, 1])
    ranking = ranked(shares, "adjusted_price", max_share=0.3)
    assert ranking.details["divisor"] == pytest.approx({"V1": 9 / 7, "V2": 1 + 0.15 / 0.7})
    assert ranking.scores == pytest.approx({"V1": 510 * 7 / 9, "V2": 499 / (1 + 0.15 / 0.7)})
    assert ranking.best == ("V1",)


def test_a_malus_is_a_weight_or_a_value_below_0(tmp_path):
    """Also from a file that names the method; under any other method a weight below 0 is refused."""
    data = {
        "alternatives": ["A", "B"],
        "criteria": [
            {"id": "bonus", "direction": "max", "weight": 2500},
            {"id": "malus", "direction": "max", "weight": -1000},
            {"id": "price", "direction": "min", "weight": 0},
        ],
        "matrix": [[0.6, 1, 80000], [-0.5, 0, 79000]],
        "method": "fictitious_discount",
    }
    path = tmp_path / "t.json"
    path.write_text(json.dumps(data, indent=1))
    problem, findings = read_problem(path)
    assert not findings
    ranking, _ = rank(problem)
    assert ranking.scores == {"A": 80000 - 1500 + 1000, "B": 79000 + 1250}
    assert ranking.weights == {"bonus": 2500, "malus": -1000, "price": 0}
    for method in ("weighted_sum", "topsis", "skcriteria:MABAC"):
        assert codes(rank(problem, method)[1]) == [("negative-weight", "error", "malus")]
    path.write_text(json.dumps(data | {"method": "vikor"}, indent=1))
    problem, findings = read_problem(path)
    assert problem is None
    assert [(f.code, f.where) for f in findings] == [("problem.weight", "t.json:15")]
    assert "fictitious_discount" in findings[0].hint


def test_a_bare_problem_keeps_negative_weights_out_too():
    with pytest.raises(ValidationError, match="below 0"):
        problem_of([[1, 2]], ["max", "min"], [-1, 1])
    assert problem_of([[1, 2]], ["max", "min"], [-1, 1], method="quality_per_price")
    with pytest.raises(ValidationError, match="all weights are zero"):
        problem_of([[1, 2]], ["max", "min"], [0, 0], method="quality_per_price")


def test_the_price_is_named_or_the_only_cost():
    two = problem_of([[1, 2], [3, 4]], ["min", "min"])
    none = problem_of([[1, 2], [3, 4]])
    for table in (two, none):
        ranking, findings = rank(table, "quality_per_price")
        assert ranking is None
        assert codes(findings) == [("missing-parameter", "error", "price")]
    ranking, findings = rank(none, "quality_per_price", {"price": "c1"})
    assert ranking.scores == {"V1": 0.5, "V2": 0.75}
    assert codes(findings) == [("price-direction", "warning", "c1")]
    assert codes(rank(two, "quality_per_price", {"price": "c1"})[1]) == [("min-in-quality", "error", "c0")]
    ranking, findings = rank(none, "quality_per_price", {"price": "cost"})
    assert ranking is None
    assert codes(findings) == [("unknown-criterion", "error", "price")]


def test_a_price_formula_is_left_aside_where_the_price_itself_counts():
    table = problem_of(
        [[10, 100, 30], [5, 50, 20]],
        ["max", "min", "max"],
        settings={1: {"formula": "linear_min_max"}, 2: {"formula": "lowest_over_price"}},
    )
    ranking = ranked(table, "quality_per_price")
    assert ranking.details["price"] == {"V1": 100, "V2": 50}
    assert ranking.details["quality"] == pytest.approx({"V1": 10 + 2 / 3, "V2": 6})


@pytest.mark.parametrize("method", OVER_PRICE)
def test_prices_of_zero_are_findings(method):
    parameters = {"max_share": 0.5} if method == "adjusted_price" else {}
    table = problem_of([[0.1, 0], [0.2, -5], [0.3, 4]], ["max", "min"])
    ranking, findings = rank(table, method, parameters)
    assert ranking is None
    assert codes(findings) == [("price", "error", "V1 / c1"), ("price", "error", "V2 / c1")]


def test_quality_below_0_turns_a_ratio_round():
    table = problem_of([[-1, 10], [2, 10]], ["max", "min"])
    for method in ("quality_per_price", "ufab_extended"):
        _, findings = rank(table, method)
        assert ("negative-quality", "warning", "V1") in codes(findings)
    dearer = rank(problem_of([[-10, 100], [-10, 200]], ["max", "min"]), "quality_per_price")[0]
    assert dearer.scores == {"V1": -0.1, "V2": -0.05}
    assert dearer.best == ("V2",), "the counter-example of the page: nobody should want this"
    ranking, findings = rank(problem_of([[-1, 10], [-2, 20]], ["max", "min"]), "ufab_extended")
    assert ranking is None
    assert codes(findings) == [("no-quality", "error", "c1")]


def test_shares_above_the_maximum_or_that_leave_no_price():
    table = problem_of([[0.4, 10], [0.2, 10], [-0.8, 10]], ["max", "min"])
    ranking, findings = rank(table, "adjusted_price", {"max_share": 0.3})
    assert ranking is None
    assert codes(findings) == [("above-maximum", "error", "V1"), ("no-divisor", "error", "V3")]
    assert rank(problem_of([[0.1 + 0.2, 10]], ["max", "min"]), "adjusted_price", {"max_share": 0.3})[0]


@pytest.mark.parametrize(
    "method, parameters, where",
    [
        ("adjusted_price", {}, "max_share"),
        ("adjusted_price", {"max_share": 1}, "max_share"),
        ("adjusted_price", {"max_share": -0.1}, "max_share"),
        ("ufab_extended", {"range": 0}, "range"),
        ("ufab_extended", {"range": 1}, "range"),
        ("ufab_extended", {"range": "5%"}, "range"),
        ("fictitious_discount", {"per_point": 0}, "per_point"),
        ("fictitious_discount", {"per_point": None}, "per_point"),
        ("quality_per_price", {"range": 0.1}, "range"),
    ],
)
def test_parameters_out_of_place_are_findings(method, parameters, where):
    ranking, findings = rank(POINTS, method, parameters)
    assert ranking is None
    assert [f.where for f in findings] == [where]
    assert findings[0].hint


@pytest.mark.parametrize("method", OVER_PRICE)
def test_a_formula_beside_the_price_may_give_no_points(method):
    table = problem_of([[100, 200], [160, 50]], ["min", "min"], [7, 0.2]).model_dump(mode="json")
    table["criteria"][1] |= {"formula": "fixed_budget", "budget": 100}
    parameters = {"price": "c0", **({"max_share": 0.5} if method == "adjusted_price" else {})}
    ranking, findings = rank(Problem.model_validate(table), method, parameters)
    assert ranking is not None, findings
    assert ranking.details["quality"] == pytest.approx({"V1": 0, "V2": 0.1})
