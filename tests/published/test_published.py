"""Worked examples from the literature, each with its citation, ranked as a user would: from a file.

A case has a ``problem`` (or a ``table``) and ``runs``. A run may change the problem: ``criteria`` holds fields
by criterion, ``matrix`` and ``alternatives`` replace those of the problem. ``points`` multiplies the scores;
``only`` holds the scores of some alternatives; ``details`` are compared within ``detail_tolerance``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))}
RANKED = [(name, i) for name, case in CASES.items() if "runs" in case for i, _ in enumerate(case["runs"])]


def changed(problem, asked):
    """The problem with what a run says otherwise."""
    more = asked.get("criteria", {})
    criteria = [c | more.get(c["id"], {}) for c in problem["criteria"]]
    own = {key: asked[key] for key in ("alternatives", "matrix") if key in asked}
    return problem | own | {"criteria": criteria}


@pytest.fixture
def ranked(cli, tmp_path):
    """The ranking that ``vendor-eval rank`` prints for a case under one of its methods."""

    def run(case, asked):
        path = HERE / case["table"] if "table" in case else tmp_path / "problem.json"
        if "problem" in case:
            path.write_text(json.dumps(changed(case["problem"], asked)), encoding="utf-8")
        parameters = [f"--param={name}={value}" for name, value in asked["parameters"].items()]
        done = cli("rank", path, "--method", asked["method"], *parameters, "--format", "json")
        assert done.code == 0, done.findings
        return done.data["rankings"][0]

    return run


def near(expected, tolerance):
    """``expected`` with every number in it approximate, however deep; None and words are exact."""
    if isinstance(expected, dict):
        return {key: near(x, tolerance) for key, x in expected.items()}
    if isinstance(expected, list):
        return [near(x, tolerance) for x in expected]
    exact = expected is None or isinstance(expected, bool | str)
    return expected if exact else pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize("name, i", RANKED)
def test_as_published(name, i, ranked):
    case = CASES[name]
    asked = case["runs"][i]
    found = ranked(case, asked)
    points, tolerance = asked.get("points", 1), asked.get("tolerance", 1e-9)
    scores = {vendor: points * score for vendor, score in found["scores"].items()}
    expected = asked.get("scores", scores)
    assert scores == near(expected, tolerance), case["citation"]
    assert {vendor: scores[vendor] for vendor in asked.get("only", ())} == near(
        asked.get("only", {}), tolerance
    )
    assert found["ranks"] == asked.get("ranks", found["ranks"]), case["citation"]
    assert found["best"] == asked.get("best", found["best"]), case["citation"]
    assert found["parameters"] == asked["parameters"]
    for key, value in asked.get("details", {}).items():
        assert found["details"][key] == near(value, asked.get("detail_tolerance", tolerance)), key


@pytest.mark.parametrize("name, i", RANKED)
def test_every_run_compares_something(name, i):
    assert {"scores", "only", "ranks", "best", "details"} & set(CASES[name]["runs"][i])


@pytest.mark.parametrize("name", sorted({name for name, _ in RANKED}))
def test_every_example_says_where_it_is_from(name):
    assert len(CASES[name]["citation"]) > 40


def test_every_method_has_a_published_example():
    from vendor_eval.decision.methods import METHODS
    from vendor_eval.model.price_formulas import PRICE_FORMULAS

    assert {run["method"] for case in CASES.values() for run in case.get("runs", ())} == set(METHODS)
    text = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("*.json"))
    assert all(f'"{formula}"' in text for formula in PRICE_FORMULAS if formula != "banded")
