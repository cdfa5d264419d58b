"""Worked examples from the literature, each with its citation, ranked as a user would: from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))}
RANKED = [(name, i) for name, case in CASES.items() if "runs" in case for i, _ in enumerate(case["runs"])]


@pytest.fixture
def ranked(cli, tmp_path):
    """The ranking that ``vendor-eval rank`` prints for a case under one of its methods."""

    def run(case, asked):
        path = HERE / case["table"] if "table" in case else tmp_path / "problem.json"
        if "problem" in case:
            path.write_text(json.dumps(case["problem"]), encoding="utf-8")
        parameters = [f"--param={name}={value}" for name, value in asked["parameters"].items()]
        done = cli("rank", path, "--method", asked["method"], *parameters, "--format", "json")
        assert done.code == 0, done.findings
        return done.data["rankings"][0]

    return run


@pytest.mark.parametrize("name, i", RANKED)
def test_as_published(name, i, ranked):
    case = CASES[name]
    asked = case["runs"][i]
    found = ranked(case, asked)
    points = asked.get("points", 1)
    scores = {vendor: points * score for vendor, score in found["scores"].items()}
    assert scores == pytest.approx(asked["scores"], abs=asked["tolerance"]), case["citation"]
    assert found["ranks"] == asked["ranks"], case["citation"]
    assert found["parameters"] == asked["parameters"]


@pytest.mark.parametrize("name", sorted({name for name, _ in RANKED}))
def test_every_example_says_where_it_is_from(name):
    assert len(CASES[name]["citation"]) > 40
