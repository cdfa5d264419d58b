"""Worked examples of sensitivity, through the command line and its JSON, to 1e-9."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))}


def having(key):
    return [name for name, case in CASES.items() if key in case and "problem" in case]


def exactly(texts):
    return pytest.approx([float(Fraction(x)) for x in texts], abs=1e-9)


@pytest.fixture
def asked(cli, tmp_path):
    def run(problem):
        path = tmp_path / "problem.json"
        path.write_text(json.dumps(problem), encoding="utf-8")
        done = cli("sensitivity", path, "--format", "json")
        assert done.code == 0, done.findings
        return done.data

    return run


@pytest.mark.parametrize("name", having("intervals"))
def test_intervals(name, asked):
    case = CASES[name]
    found = {x["criterion"]: x for x in asked(case["problem"])["weight_intervals"]}
    assert found.keys() == case["intervals"].keys()
    for criterion, expected in case["intervals"].items():
        assert found[criterion]["winner"] == exactly(expected["winner"]), criterion
        assert found[criterion]["ranking"] == exactly(expected["ranking"]), criterion


@pytest.mark.parametrize("name", having("pairs"))
def test_smallest_changes(name, asked):
    case = CASES[name]
    found = asked(case["problem"])["smallest_change"]
    assert found.keys() == case["pairs"].keys()
    for rival, expected in case["pairs"].items():
        pair = found[rival]["pair"]
        assert pair["possible"] is True
        assert pair["l1"] == pytest.approx(float(Fraction(expected["l1"])), abs=1e-9)
        assert pair["l2"] == pytest.approx(float(Fraction(expected["l2_squared"])) ** 0.5, abs=1e-9)
        assert list(pair["weights_l2"].values()) == exactly(expected["weights_l2"])


@pytest.mark.parametrize("name", having("criticality"))
def test_criticality(name, asked):
    case = CASES[name]
    found = asked(case["problem"])["criticality"]
    table = {}
    for row in found["table"]:
        table.setdefault(f"{row['better']}>{row['worse']}", []).append(row["absolute"])
    assert table.keys() == case["criticality"].keys()
    for pair, expected in case["criticality"].items():
        assert table[pair] == exactly(expected)
    assert found["most_critical_top"] == case["most_critical_top"]
    assert found["most_critical_any"] == case["most_critical_any"]


@pytest.mark.parametrize("name", having("withdrawn"))
def test_reversals(name, asked):
    case = CASES[name]
    for changed in [case, *([case["also"]] if "also" in case else [])]:
        problem = case["problem"] | {k: v for k, v in changed.items() if k == "parameters"}
        found = {x["vendor"]: x for x in asked(problem)["reversal"] if x["change"] == "withdraw"}
        for vendor, expected in changed["withdrawn"].items():
            assert {key: found[vendor][key] for key in expected} == expected


@pytest.mark.parametrize("name", sorted({*having("intervals"), *having("pairs"), *having("withdrawn")}))
def test_every_example_says_where_it_is_from(name):
    assert len(CASES[name]["citation"]) > 40
