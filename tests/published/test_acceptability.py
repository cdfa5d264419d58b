"""Exactly known shares of the weight simplex, found again by sampling within four standard errors.

A case has ``problem`` and ``acceptability``: the distribution and the exact values, as fractions.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import vendor_eval

HERE = Path(__file__).parent
CASES = {
    path.stem: case
    for path in sorted(HERE.glob("*.json"))
    if "acceptability" in (case := json.loads(path.read_text(encoding="utf-8")))
}
DRAWS = 200_000


def within(found, exact, draws, widest=None):
    """Four standard errors of a share, or of a mean of numbers whose standard deviation is ``widest``."""
    p = float(Fraction(exact))
    error = np.sqrt(p * (1 - p) / draws) if widest is None else widest / np.sqrt(draws)
    return found == pytest.approx(p, abs=4 * error + 1e-12)


def by_function(case, cli, tmp_path):
    problem = vendor_eval.Problem.model_validate(case["problem"])
    asked = {"distribution": case["acceptability"]["distribution"], "draws": DRAWS}
    found, findings = vendor_eval.acceptability(problem, **asked)
    assert not findings
    return found.model_dump(mode="json")


def by_command(case, cli, tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(case["problem"]), encoding="utf-8")
    asked = ("--distribution", case["acceptability"]["distribution"], "--draws", DRAWS, "--seed", 2)
    done = cli("sensitivity", path, *asked, "--format", "json")
    assert done.code == 0, done.findings
    return done.data["acceptability"]


@pytest.mark.parametrize("sampled", [by_function, by_command])
@pytest.mark.parametrize("name", CASES)
def test_sampled_shares_are_the_exact_ones(name, sampled, cli, tmp_path):
    case = CASES[name]
    expected = case["acceptability"]
    found = sampled(case, cli, tmp_path)
    assert found["draws"] == DRAWS
    for vendor, ranks in expected["ranks"].items():
        for p, exact in zip(found["ranks"][vendor], ranks, strict=True):
            assert within(p, exact, DRAWS), (vendor, case["citation"])
        first = DRAWS * float(Fraction(ranks[0]))
        for criterion, exact in expected["central_weights"][vendor].items():
            assert within(found["central_weights"][vendor][criterion], exact, first, widest=0.3)
        for other, exact in expected["pairwise"][vendor].items():
            assert within(found["pairwise"][vendor][other], exact, DRAWS)
        assert found["confidence"][vendor] == 1.0
