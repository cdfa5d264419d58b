"""Published coefficients of agreement, computed as a user would: from a CSV file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = [*HERE.glob("kripp-*.json"), *HERE.glob("kendallw-*.json")]
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FILES)}
ALPHAS = [(name, level) for name, case in CASES.items() for level in case.get("alpha", {})]


@pytest.fixture
def printed(cli, tmp_path):
    """What ``vendor-eval agreement`` prints for a case."""

    def run(case, *more):
        path = tmp_path / "ratings.csv"
        header = ["", *(f"u{j}" for j in range(1, len(case["ratings"][0]) + 1))]
        rows = [
            [f"r{i}", *("" if x is None else str(x) for x in row)] for i, row in enumerate(case["ratings"])
        ]
        path.write_text("\n".join(",".join(row) for row in [header, *rows]), encoding="utf-8")
        done = cli("agreement", path, *more, "--format", "json")
        assert done.code == 0, done.findings
        return done.data

    return run


@pytest.mark.parametrize("name, level", ALPHAS)
def test_alpha_as_published(name, level, printed):
    case = CASES[name]
    found = printed(case, "--level", level)
    wanted = case["alpha"][level]
    assert found["krippendorff_alpha"] == pytest.approx(wanted["value"], abs=wanted["tolerance"]), case[
        "citation"
    ]
    low, high = found["alpha_interval"]
    assert low < found["krippendorff_alpha"] < high


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "expected" in case])
def test_kendall_as_published(name, printed):
    case = CASES[name]
    found = printed(case, "--level", "ordinal")
    for key, wanted in case["expected"].items():
        assert found[key] == pytest.approx(wanted["value"], abs=wanted["tolerance"]), case["citation"]
    assert found["left_out"] == []


@pytest.mark.parametrize("name", CASES)
def test_every_example_says_where_it_is_from(name):
    assert len(CASES[name]["citation"]) > 40
