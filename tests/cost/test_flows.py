"""cost FILE: published present values, and what is wrong with a table of costs."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.cost.present_value import factors, present_value

PUBLISHED = Path(__file__).parents[1] / "published"
CASES = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(PUBLISHED.glob("*.json"))}
COSTED = [(name, i) for name, case in CASES.items() for i, _ in enumerate(case.get("costs", ()))]


@pytest.fixture
def cost_file(cli, tmp_path):
    """``vendor-eval cost`` on a table, given as data or as the text of a file."""

    def run(table, *options, name="flows.json"):
        path = tmp_path / name
        path.write_text(table if isinstance(table, str) else json.dumps(table), encoding="utf-8")
        return cli("cost", path, *options, "--format", "json")

    return run


@pytest.mark.parametrize("name, i", COSTED)
def test_as_published(name, i, cost_file):
    case, expected = CASES[name], CASES[name]["costs"][i]
    ran = cost_file(expected["file"], "--rate", expected["rate"])
    assert (ran.code, ran.findings) == (0, [])
    near = {"abs": expected["tolerance"], "rel": 0}
    assert ran.data["net_present_cost"] == pytest.approx(expected["net_present_cost"], **near)
    if "factors" in expected:
        assert ran.data["factors"] == pytest.approx(expected["factors"], **near), case["citation"]
    assert len(case["citation"]) > 40


def test_several_options(cost_file):
    table = {"options": {"A": [100, 10, 10], "B": [0, 70, 60.5]}}
    ran = cost_file(table, "--rate", "0.1")
    assert ran.data["net_present_cost"] == pytest.approx(
        {"A": 100 + 10 / 1.1 + 10 / 1.21, "B": 70 / 1.1 + 50}, rel=1e-15
    )
    assert ran.data["factors"] == pytest.approx([1, 1 / 1.1, 1 / 1.21], rel=1e-15)
    assert ran.findings == []


def test_without_discount_costs_add_up(cost_file):
    assert cost_file({"options": {"A": [0.1, 0.2]}}, "--rate", "0").data["net_present_cost"] == {"A": 0.3}


def test_yaml_with_a_rate_of_its_own(cost_file):
    ran = cost_file("rate: 0.25\noptions:\n  A: [0, 100]\n", name="flows.yaml")
    assert (ran.code, ran.data["net_present_cost"]) == (0, {"A": 80.0})
    assert cost_file("rate: 0.25\noptions: {A: [0, 1]}\n", "--rate", "1e-9", name="f.yaml").code == 0


def test_credits_and_falling_money_are_allowed(cost_file):
    ran = cost_file({"options": {"A": [10, -5]}}, "--rate", "-0.5")
    assert (ran.code, ran.data["net_present_cost"]) == (0, {"A": 0.0})


def test_different_numbers_of_years_are_told(cost_file):
    ran = cost_file({"options": {"A": [1, 1, 1], "B": [1]}}, "--rate", "0")
    assert (ran.code, ran.data["net_present_cost"]) == (0, {"A": 3.0, "B": 1.0})
    assert "B (1)" in ran.finding("cost.years-differ")["message"]
    assert len(ran.data["factors"]) == 3


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('{"options": {"A": [1, "12"]}}', "cost.not-a-number", "A, year 1"),
        ('{"options": {"A": [NaN]}}', "cost.not-a-number", "nan"),
        ('{"options": {"A": [Infinity]}}', "cost.not-a-number", "inf"),
        ('{"options": {"A": [true]}}', "cost.not-a-number", "True"),
        ('{"options": {"A": [1e30]}}', "cost.not-a-number", "cannot be meant"),
        ('{"options": {"A": [1, null]}}', "cost.not-a-number", "no amount"),
        ('{"options": {"A": []}}', "cost.empty", "A has no costs"),
        ('{"options": {"A": 5}}', "cost.empty", "A has no costs"),
        ('{"options": {}}', "cost.empty", "no option"),
        ('{"options": {"A": [1],\n "A": [2]}}', "file.duplicate-key", "'A'"),
        ('{"options": {"A": [1], " a": [2]}}', "cost.twice", "twice"),
        ('{"options": {" ": [1]}}', "cost.name", "no name"),
        ('{"options": {"A": [1]}, "currency": "USD"}', "cost.key", "currency"),
        ('{"options": {"A": [1]}, "rate": "3%"}', "cost.rate", "3%"),
        ("[1, 2]", "cost.shape", "no table"),
        ('{"A": [1, 2]}', "cost.shape", "no table"),
        ('{"options": ', "cost.syntax", "not JSON"),
        ("", "file.empty", "empty"),
    ],
)
def test_what_is_no_table(cost_file, text, code, words):
    ran = cost_file(text, "--rate", "0.03")
    assert (ran.code, ran.data["net_present_cost"]) == (1, {})
    found = ran.finding(code)
    assert words in found["message"] + found["where"]
    assert found["where"].startswith("flows.json")
    assert found["hint"]


def test_the_line_is_named(cost_file):
    found = cost_file('{"options": {\n "A": [1,\n  "x"]}}', "--rate", "0").finding("cost.not-a-number")
    assert found["where"] == "flows.json:3"


@pytest.mark.parametrize("rate", ["-1", "-2", "nan", "inf"])
def test_what_is_no_rate(cost_file, rate):
    ran = cost_file({"options": {"A": [1]}}, f"--rate={rate}")
    assert ran.code == 1
    assert "0.035" in ran.finding("cost.rate")["hint"]


def test_a_rate_is_needed(cost_file):
    assert cost_file({"options": {"A": [1]}}).finding("cost.rate")["severity"] == "error"


def test_a_percentage_as_rate_is_told(cost_file):
    ran = cost_file({"options": {"A": [1, 1]}}, "--rate", "3.5")
    assert ran.code == 0
    assert "0.035" in ran.finding("cost.rate")["hint"]


def test_other_files(cli, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"")
    assert cli("cost", tmp_path / "a.xlsx", "--rate", "0", "--format", "json").finding("cost.extension")
    missing = cli("cost", tmp_path / "none.json", "--rate", "0", "--format", "json")
    assert missing.finding("file.missing")["hint"] == "check the name and the folder"


def test_table_and_csv(cli, tmp_path):
    path = tmp_path / "flows.json"
    path.write_text('{"options": {"Aurora": [500000, 100000, 100000]}}')
    said = cli("cost", path, "--rate", "0.035").out
    assert "689969.43" in said.replace(",", "")
    assert "3.5 percent a year" in said
    assert cli("cost", path, "--rate", "0", "--format", "csv").out == (
        "option,net_present_cost\nAurora,700000.0\n"
    )


@given(
    st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12),
    st.integers(-50, 100),
)
def test_present_value_is_the_sum_of_cost_times_factor(flows, percent):
    rate = Decimal(percent) / 100
    costs = [Decimal(x) for x in flows]
    weighed = sum((c * f for c, f in zip(costs, factors(rate, len(costs)), strict=True)), Decimal(0))
    assert float(present_value(costs, rate)) == pytest.approx(float(weighed), rel=1e-20, abs=1e-12)


def test_no_factor_without_a_rate_above_minus_one():
    with pytest.raises(ValueError, match="no weight"):
        factors(Decimal(-1), 3)
