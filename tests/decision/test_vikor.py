"""VIKOR by hand: the sums, the compromise set with each of its conditions, and the edges."""

from __future__ import annotations

import numpy as np
import pytest
from decision.ways import problem_of

from vendor_eval.decision.methods.vikor import compromise
from vendor_eval.decision.rank import rank


def q_of(problem, v=0.5):
    ranking, findings = rank(problem, "vikor", {"v": v})
    assert ranking is not None, findings
    return ranking


def test_by_hand():
    """Shortfalls of V1: 0 and 1, of V2: 1 and 0, of V3: 0.5 and 0.5; weights 1/4 and 3/4."""
    table = problem_of([[10, 9], [0, 3], [5, 6]], ["max", "min"], [1, 3])
    for v in (0, 0.3, 0.5, 1):
        ranking = q_of(table, v)
        details = ranking.details
        assert details["S"] == pytest.approx({"V1": 0.75, "V2": 0.25, "V3": 0.5})
        assert details["R"] == pytest.approx({"V1": 0.75, "V2": 0.25, "V3": 0.375})
        assert details["Q"] == ranking.scores
        assert ranking.scores == pytest.approx({"V1": 1, "V2": 0, "V3": v / 2 + (1 - v) / 4})
        assert details["v"] == v
    assert ranking.lower_is_better
    assert ranking.ranks == {"V1": 3, "V2": 1, "V3": 2}


@pytest.mark.parametrize(
    "q, s, r, expected",
    [
        ([0, 0.5, 1], [1, 2, 3], [3, 2, 1], ([0], True, True)),  # far enough ahead, first by S
        ([0, 0.5, 1], [2, 1, 3], [3, 2, 1], ([0, 1], True, False)),  # first by Q only: first and second
        ([0, 0.5, 0.5], [2, 1, 3], [3, 2, 1], ([0, 1, 2], True, False)),  # two are second
        ([0, 0.4, 1], [1, 2, 3], [3, 2, 1], ([0, 1], False, True)),  # less than 1/2 behind
        ([0, 0.4, 0.49], [2, 1, 3], [3, 2, 1], ([0, 1, 2], False, False)),
        ([0, 0.4, 0.5], [1, 2, 3], [3, 2, 1], ([0, 1], False, True)),  # exactly 1/2 behind is outside
        ([0, 0, 1], [1, 1, 3], [1, 1, 1], ([0, 1], False, True)),  # two are first
        ([0, 0, 0], [1, 1, 1], [1, 1, 1], ([0, 1, 2], False, True)),
        ([0, 0.5 - 1e-12, 1], [1, 2, 3], [3, 2, 1], ([0], True, True)),  # 1/2 but for rounding
        ([0, 0.5, 1], [1 + 1e-12, 1, 3], [3, 2, 1], ([0], True, True)),  # a tie by S counts as first
        ([0.0, 1.0], [1, 2], [1, 2], ([0], True, True)),
        ([0.3], [0], [0], ([0], None, True)),
    ],
)
def test_compromise_set(q, s, r, expected):
    found = compromise(*(np.array(x, float) for x in (q, s, r)))
    assert (found.members, found.advantage, found.stability) == expected


def test_a_compromise_is_told_and_best_is_rank_1_all_the_same():
    table = problem_of([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], weights=[3, 4, 3])
    ranking, findings = rank(table, "vikor")
    assert ranking.best == ("V3",)
    assert ranking.details["compromise_set"] == ["V2", "V3"]
    assert (ranking.details["acceptable_advantage"], ranking.details["acceptable_stability"]) == (False, True)
    assert [(f.code, f.severity, f.where) for f in findings] == [("decision.compromise-set", "note", "V3")]
    assert "V2, V3" in findings[0].hint


def test_one_vendor_has_no_q():
    details = q_of(problem_of([[1, 2]])).details
    assert details["Q"] == {"V1": None}
    assert details["compromise_set"] == ["V1"]
    assert (details["acceptable_advantage"], details["acceptable_stability"]) == (None, True)


def test_all_alike_have_a_q_of_0():
    ranking = q_of(problem_of([[1, 2], [1, 2], [1, 2]]))
    assert set(ranking.scores.values()) == {0}
    assert ranking.details["compromise_set"] == ["V1", "V2", "V3"]


def test_a_term_without_range_is_0():
    """S of both is 0.5, so only R counts, by its half."""
    ranking = q_of(problem_of([[1, 1, 0], [0, 0, 1]], weights=[1, 1, 2]))
    assert ranking.details["S"] == pytest.approx({"V1": 0.5, "V2": 0.5})
    assert ranking.scores == {"V1": 0.5, "V2": 0}
