"""Price formulas: by exact fractions, at their edges, under every method, and from files."""

from __future__ import annotations

import itertools
import json
from fractions import Fraction

import numpy as np
import pytest
from decision.ways import FORMULAS, IDS, WAYS, problem_of, ready
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.prices import price_values
from vendor_eval.model.price_formulas import PRICE_FORMULAS
from vendor_eval.model.problem import ProblemCriterion
from vendor_eval.workspace.tables.problem_file import read_problem

BANDS = [[1.0, 1.0], [1.1, 0.8], [1.5, 0.3]]


def values(prices, **formula):
    criterion = ProblemCriterion.model_validate({"id": "price", "weight": 1, **formula})
    return price_values(criterion, np.array(prices, float)).tolist()


@pytest.mark.parametrize(
    "formula, expected",
    [
        ({"formula": "lowest_over_price"}, "1 5/6 2/3 1/2"),
        ({"formula": "squared_lowest_over_price"}, "1 25/36 4/9 1/4"),
        ({"formula": "linear_min_max"}, "1 4/5 1/2 0"),
        ({"formula": "linear_to_cap", "k": 2}, "1 4/5 1/2 0"),
        ({"formula": "linear_to_cap", "k": 1.5}, "1 3/5 0 0"),
        ({"formula": "half_at_mean"}, "37/57 11/19 9/19 17/57"),
        ({"formula": "fixed_budget", "budget": 250}, "3/5 13/25 2/5 1/5"),
        ({"formula": "fixed_budget", "budget": 120}, "1/6 0 0 0"),
        ({"formula": "banded", "bands": [[1, 1], [1.2, 0.8], [1.4, 0.5]]}, "1 4/5 0 0"),
    ],
)
def test_bids_of_100_120_150_200(formula, expected):
    assert values([100, 120, 150, 200], **formula) == pytest.approx(
        [float(Fraction(x)) for x in expected.split()]
    )


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f["formula"])
def test_all_prices_equal(formula):
    expected = {"half_at_mean": 0.5, "fixed_budget": 0.2}.get(formula["formula"], 1)
    assert values([20, 20], **formula) == pytest.approx([expected] * 2)
    assert values([20], **formula) == pytest.approx([expected])


def test_the_edge_of_a_band_belongs_to_it():
    """3 * 1.1 is 3.3000000000000003, and 3.3 / 3 is 1.0999999999999999."""
    for lowest in (3, 7, 0.1, 1e6 / 3):
        assert values([lowest, lowest * 1.1], formula="banded", bands=BANDS) == [1, 0.8]
        assert values([lowest, lowest * 1.5 * 1.000001], formula="banded", bands=BANDS) == [1, 0]


@given(
    prices=st.lists(st.floats(1e-3, 1e9), min_size=1, max_size=6),
    formula=st.sampled_from(FORMULAS),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_values_lie_between_0_and_1_and_fall_with_the_price(prices, formula):
    found = values(prices, **formula)
    assert all(0 <= x <= 1 for x in found)
    in_order = [x for _, x in sorted(zip(prices, found, strict=True), key=lambda pair: pair[0])]
    assert all(a >= b for a, b in itertools.pairwise(in_order))


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f["formula"])
def test_many_rows_at_once_are_as_each_alone(formula):
    rows = np.random.default_rng(1).uniform(50, 300, (20, 4))
    rows[3] = 100
    criterion = ProblemCriterion.model_validate({"id": "price", "weight": 1, **formula})
    assert (price_values(criterion, rows) == [price_values(criterion, row) for row in rows]).all()


def test_every_formula_that_a_file_may_name_is_there():
    for name in PRICE_FORMULAS:
        needed = next((f for f in FORMULAS if f["formula"] == name), None)
        assert needed is not None
        assert values([1, 2], **needed)


@pytest.mark.parametrize("way", WAYS, **IDS)
def test_under_every_method_such_values_are_not_normalised(way):
    """As if the values themselves had been given, in a criterion that nothing scales."""
    table = problem_of(
        [[5, 100], [4, 120], [6, 200]], ["max", "min"], settings={1: {"formula": "lowest_over_price"}}
    )
    found = ready(way, table)
    assert found.directions == ["max", "given"]
    assert found.matrix[:, 1] == pytest.approx([1, 5 / 6, 1 / 2])
    values_ = found.values()
    if values_ is not None and way[0] != "promethee2":
        assert values_[:, 1] == pytest.approx([1, 5 / 6, 1 / 2])


def test_the_direction_beside_a_formula_says_nothing():
    for direction in ("max", "min"):
        table = problem_of([[100], [200]], [direction], settings={0: {"formula": "lowest_over_price"}})
        ranking, findings = rank(table, parameters={"normalisation": "none"})
        assert not findings
        assert ranking.scores == {"V1": 1, "V2": 0.5}


def test_prices_of_zero_and_below_are_findings():
    table = problem_of([[0, 5], [-3, 5], [2, 0]], settings={0: {"formula": "linear_min_max"}})
    for method in ("weighted_sum", "topsis", "skcriteria:MABAC"):
        ranking, findings = rank(table, method)
        assert ranking is None
        assert [(f.code, f.where) for f in findings] == [
            ("decision.price", "V1 / c0"),
            ("decision.price", "V2 / c0"),
        ]
    with pytest.raises(ValueError, match="0 or below"):
        values([0, 1], formula="half_at_mean")


def test_vendors_whose_prices_earn_the_same_are_alike():
    table = problem_of([[100], [100.5]], settings={0: {"formula": "banded", "bands": [[1.1, 1]]}})
    ranking, findings = rank(table, "topsis")
    assert [f.code for f in findings] == ["decision.all-alike"]
    assert ranking.ranks == {"V1": 1, "V2": 1}


WRONG = [
    ({"formula": "linear_to_cap"}, "needs k"),
    ({"formula": "linear_to_cap", "k": 1}, "greater than 1"),
    ({"formula": "fixed_budget"}, "needs budget"),
    ({"formula": "fixed_budget", "budget": 0}, "greater than 0"),
    ({"formula": "banded"}, "needs bands"),
    ({"formula": "banded", "bands": []}, "no band"),
    ({"formula": "banded", "bands": [[1.1, 1], [1.1, 0.5]]}, "must rise"),
    ({"formula": "banded", "bands": [[1.2, 1], [1.1, 0.5]]}, "must rise"),
    ({"formula": "banded", "bands": [[0.5, 1]]}, "no price can be"),
    ({"formula": "banded", "bands": [[1, 0.5], [1.1, 0.8]]}, "worth more"),
    ({"formula": "banded", "bands": [[1, 1.5]]}, "less than or equal to 1"),
    ({"formula": "lowest"}, "lowest_over_price"),
    ({"formula": "half_at_mean", "k": 2}, "k belongs to formula: linear_to_cap"),
    ({"budget": 100}, "budget belongs to formula: fixed_budget"),
    ({"rho": 0}, "rho is 0"),
    ({"preference": {"type": "linear", "q": 3, "p": 2}}, "above p"),
]


@pytest.mark.parametrize("fields, words", WRONG)
def test_what_a_formula_lacks_is_said_with_line_and_criterion(tmp_path, fields, words):
    with pytest.raises(ValidationError, match=words):
        ProblemCriterion.model_validate({"id": "price", "weight": 1, **fields})
    data = {
        "alternatives": ["A", "B"],
        "criteria": [{"id": "price", "direction": "min", "weight": 1, **fields}],
        "matrix": [[1], [2]],
    }
    path = tmp_path / "t.json"
    path.write_text(json.dumps(data, indent=1))
    problem, findings = read_problem(path)
    assert problem is None
    assert any(words in f.message and f.message.startswith("price") for f in findings), findings
    assert all(f.where.startswith("t.json:") for f in findings)


def test_settings_are_read_from_yaml_and_json(tmp_path):
    text = """\
alternatives: [A, B]
criteria:
  - {id: dicom, direction: max, weight: 2, preference: {type: level, q: 1, p: 2.5}, rho: -0.5}
  - {id: price, direction: min, weight: 1, formula: banded, bands: [[1, 1], [1.5, 0.5]]}
  - {id: fee, direction: min, weight: 1, formula: linear_to_cap, k: 2}
  - {id: cost, direction: min, weight: 1, formula: fixed_budget, budget: 500000}
matrix:
  - [1, 100, 10, 100000]
  - [2, 140, 15, 200000]
"""
    path = tmp_path / "t.yaml"
    path.write_text(text)
    problem, findings = read_problem(path)
    assert not findings
    dicom, price, fee, cost = problem.criteria
    assert (dicom.preference.type, dicom.preference.q, dicom.preference.p, dicom.rho) == (
        "level",
        1,
        2.5,
        -0.5,
    )
    assert (price.formula, price.bands) == ("banded", ((1, 1), (1.5, 0.5)))
    assert (fee.formula, fee.k, cost.budget) == ("linear_to_cap", 2, 500000)
    other = tmp_path / "t.json"
    other.write_text(problem.model_dump_json())
    assert read_problem(other)[0] == problem
