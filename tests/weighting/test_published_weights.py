"""Worked examples from the literature, each with its citation, weighed as a user would: from a file."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

PUBLISHED = Path(__file__).parents[1] / "published"
CASES = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(PUBLISHED.glob("*.json"))}
WEIGHED = [
    (n, i) for n, case in CASES.items() if "weighings" in case for i, _ in enumerate(case["weighings"])
]


def numbers(given: dict[str, float | str | None]) -> dict[str, float | None]:
    """Fractions, as ``9/28``, are exact."""
    return {name: float(Fraction(x)) if isinstance(x, str) else x for name, x in given.items()}


@pytest.mark.parametrize("name, i", WEIGHED)
def test_as_published(name, i, weigh_file):
    case, expected = CASES[name], CASES[name]["weighings"][i]
    ran = weigh_file(expected["file"])
    assert ran.code == 0, ran.findings
    found, near = ran.data, {"abs": expected["tolerance"], "rel": 0}
    if "weights" in expected:
        assert found["weights"] == pytest.approx(numbers(expected["weights"]), **near), case["citation"]
    figures = numbers(expected.get("details", {}))
    assert {k: found["details"][k] for k in figures} == pytest.approx(figures, **near), case["citation"]
    if "scores" in expected:
        assert found["scores"] == pytest.approx(expected["scores"], **near), case["citation"]
        assert found["ranks"] == expected["ranks"]
    assert sum(found["weights"].values()) == pytest.approx(1, abs=1e-12)
    assert {f["code"] for f in ran.findings} == set(expected.get("findings", []))


@pytest.mark.parametrize("name", sorted({name for name, _ in WEIGHED}))
def test_every_example_says_where_it_is_from(name):
    assert len(CASES[name]["citation"]) > 40


def test_the_job_example_tells_the_eigenvector_from_the_geometric_mean(weigh_file):
    expected = CASES["ahp-saaty-2008-job"]["weighings"][0]
    found = weigh_file({**expected["file"], "priority": "geometric_mean"}).data["weights"]
    assert max(abs(found[c] - w) for c, w in expected["weights"].items()) > 0.009
