"""Awkward tables through the command line, under every method: the stated rule, or a refusal with a reason."""

from __future__ import annotations

import json
import math

import pytest

from vendor_eval.decision.methods import METHODS as BY_NAME
from vendor_eval.model.problem import WEIGHTS_AS_WRITTEN

METHODS = list(BY_NAME)
PARAMETERS = {"adjusted_price": ["--param", "max_share=0.5"]}


def data(matrix, weights=(0.4, 0.6), method="weighted_sum", **price):
    return {
        "alternatives": ["Aurora", "Borealis", "Cirrus"][: len(matrix)],
        "criteria": [
            {"id": "dicom", "direction": "max", "weight": weights[0]},
            {"id": "price", "direction": "min", "weight": weights[1], **price},
        ],
        "matrix": matrix,
        "method": method,
    }


@pytest.fixture
def ranked(cli, tmp_path):
    def run(table, *options):
        path = tmp_path / "table.json"
        path.write_text(json.dumps(table, indent=1), encoding="utf-8")
        return cli("rank", path, *options, "--format", "json")

    return run


def codes(ran):
    return [(f["code"], f["severity"]) for f in ran.findings]


@pytest.mark.parametrize("method", METHODS)
def test_one_vendor(ranked, method):
    ran = ranked(data([[0.5, 100]]), "--method", method, *PARAMETERS.get(method, []))
    ranking = ran.data["rankings"][0]
    assert (ran.code, ranking["ranks"]) == (0, {"Aurora": 1})
    assert codes(ran) == [("decision.one-alternative", "note")]
    assert (ranking["scores"]["Aurora"] is None) == (method in ("topsis", "vikor"))


@pytest.mark.parametrize("method", METHODS)
def test_all_equal(ranked, method):
    ran = ranked(data([[0.5, 100]] * 3), "--method", method, *PARAMETERS.get(method, []))
    assert (ran.code, set(ran.data["rankings"][0]["ranks"].values())) == (0, {1})
    assert codes(ran) == [("decision.all-alike", "note")]


@pytest.mark.parametrize("method", METHODS)
def test_one_criterion_all_equal(ranked, method):
    ran = ranked(data([[0.5, 100], [0.5, 90], [0.5, 95]]), "--method", method, *PARAMETERS.get(method, []))
    assert ran.code == 0, ran.findings
    assert ran.data["rankings"][0]["best"] == ["Borealis"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("missing", [None, math.nan, "n/a", True])
def test_a_missing_value_is_refused_with_its_place(ranked, method, missing):
    ran = ranked(data([[0.5, 100], [missing, 90]]), "--method", method)
    assert ran.code == 1
    assert ran.data["rankings"] == []
    finding = ran.finding("problem.not-a-number")
    assert finding["message"].startswith("Borealis / dicom")
    assert finding["where"].startswith("table.json:")


@pytest.mark.parametrize("method", METHODS)
def test_a_price_of_zero(ranked, method):
    """Some divide by it and refuse; others only measure distances."""
    ran = ranked(data([[0.5, 100], [0.4, 0], [0.3, 50]]), "--method", method, *PARAMETERS.get(method, []))
    refused = {
        **dict.fromkeys(WEIGHTS_AS_WRITTEN, "decision.price"),
        "weighted_product": "decision.not-above-zero",
        "waspas": "decision.not-above-zero",
        "copras": "decision.no-cost",
    }
    assert ran.code == (1 if method in refused else 0)
    if method in refused:
        finding = ran.finding(refused[method])
        assert finding["where"] == "Borealis / price"
        assert finding["hint"]


def test_a_price_of_zero_has_no_value_by_any_formula(ranked):
    for method in ("weighted_sum", "vikor", "promethee2"):
        ran = ranked(data([[0.5, 100], [0.4, 0]], formula="lowest_over_price"), "--method", method)
        assert ran.code == 1
        assert ran.finding("decision.price")["where"] == "Borealis / price"


@pytest.mark.parametrize("weights", [(-1, 2), (math.nan, 1), (math.inf, 1), ("1", 2), (0, 0)])
@pytest.mark.parametrize("method", ["weighted_sum", "electre1", "copras"])
def test_weights_that_are_none(ranked, method, weights):
    ran = ranked(data([[0.5, 100], [0.4, 90]], weights, method))
    assert ran.code == 1
    assert ran.finding("problem.weight")["hint"]


@pytest.mark.parametrize("method", sorted(WEIGHTS_AS_WRITTEN))
def test_over_quality_and_price_a_weight_may_be_below_0_but_not_all_may_be_0(ranked, method):
    table = data([[0.2, 100], [0.1, 90]], (-1, 0), method)
    ran = ranked(table, *PARAMETERS.get(method, []))
    if method == "ufab_extended":
        assert ran.finding("decision.no-quality")
    else:
        assert ran.code == 0, ran.findings
        assert ran.data["rankings"][0]["weights"] == {"dicom": -1, "price": 0}
    assert ranked(data([[0.5, 100]], (0, 0), method)).finding("problem.weight")
    assert ranked(data([[0.5, 100]], (math.nan, 0), method)).finding("problem.weight")


def test_a_table_with_a_formula_and_preferences_under_all_methods(ranked):
    table = data([[0.5, 100], [0.4, 90], [0.7, 150]], formula="linear_to_cap", k=2)
    table["criteria"][0]["preference"] = {"type": "linear", "q": 0.05, "p": 0.2}
    table["criteria"][0]["rho"] = 0.5
    ran = ranked(table, "--method", "all")
    assert ran.code == 0, ran.findings
    methods = [r["method"] for r in ran.data["rankings"]]
    assert methods == [name for name in METHODS if name not in WEIGHTS_AS_WRITTEN]
    assert set(ran.data["agreement"]) == set(methods)


def test_a_method_of_the_library(ranked):
    ran = ranked(data([[0.5, 100], [0.4, 90]]), "--method", "skcriteria:MARCOS", "--confirm")
    assert ran.code == 0
    assert ran.data["rankings"][0]["method"] == "skcriteria:MARCOS"
    assert ran.data["confirmation"]["agrees"] is None
    assert ranked(data([[0.5, 100]]), "--method", "skcriteria:Marcoss").code == 1
