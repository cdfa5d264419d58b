"""PROMETHEE II: every preference at its edges, flows by hand, and what the thresholds refuse."""

from __future__ import annotations

import math

import numpy as np
import pytest
from decision.ways import problem_of
from pydantic import ValidationError

from vendor_eval.decision.methods.promethee2 import preferred
from vendor_eval.decision.rank import rank
from vendor_eval.model.problem import Preference


def lead_of(d, **preference):
    """How much a lead of d counts; where less is better, the same lead the other way round."""
    matrix, rule = np.array([[float(d)], [0.0]]), [Preference(**preference)]
    found = preferred(matrix, ["max"], rule, 0)
    assert (preferred(-matrix, ["min"], rule, 0) == found).all()
    assert (found[1, 0] > 0) == (d < 0 and found[1, 0] != 0), "nobody is preferred for a lag"
    return found[0, 1]


@pytest.mark.parametrize(
    "preference, expected",
    [
        ({"type": "usual"}, {-1: 0, 0: 0, 1e-9: 1, 5: 1}),
        ({"type": "u_shape", "q": 2}, {0: 0, 2: 0, 2.001: 1, 5: 1}),
        ({"type": "u_shape", "q": 0}, {0: 0, 1e-9: 1}),
        ({"type": "v_shape", "p": 4}, {-1: 0, 0: 0, 1: 0.25, 4: 1, 9: 1}),
        ({"type": "level", "q": 1, "p": 3}, {1: 0, 1.5: 0.5, 3: 0.5, 3.1: 1}),
        ({"type": "level", "q": 3, "p": 3}, {3: 0, 3.1: 1}),
        ({"type": "linear", "q": 1, "p": 3}, {0.5: 0, 1: 0, 2: 0.5, 3: 1, 9: 1}),
        ({"type": "linear", "q": 2, "p": 2}, {2: 0, 2.001: 1}),
        ({"type": "linear", "q": 0, "p": 2}, {0: 0, 1: 0.5}),
        ({"type": "gaussian", "s": 2}, {-2: 0, 0: 0, 2: 1 - math.exp(-0.5), 100: 1}),
        ({"type": "v_shape", "p": 5e-324}, {1: 1, 0: 0}),
        ({"type": "gaussian", "s": 5e-324}, {1: 1, 0: 0}),
    ],
)
def test_how_much_a_lead_counts(preference, expected):
    for d, value in expected.items():
        assert lead_of(d, **preference) == pytest.approx(value, abs=1e-12), d


@pytest.mark.parametrize("kind", [{"type": "u_shape", "q": 0.1}, {"type": "level", "q": 0.1, "p": 0.3}])
def test_a_lead_that_only_rounding_lifts_above_the_threshold_is_none(kind):
    """0.8 - 0.7 is 0.10000000000000009 in binary."""
    found = preferred(np.array([[0.8], [0.7]]), ["max"], [Preference(**kind)], 0)
    assert not found.any()


def test_flows_by_hand():
    """Usual preferences: V1 beats V2 and V3 on dicom, V3 beats V2 beats V1 on price; weights 1/4 and 3/4."""
    table = problem_of([[9, 30], [5, 20], [5, 10]], ["max", "min"], [1, 3])
    ranking, findings = rank(table, "promethee2")
    assert not findings
    assert ranking.details["pi"] == [[None, 0.25, 0.25], [0.75, None, 0], [0.75, 0.75, None]]
    assert ranking.details["phi_plus"] == {"V1": 0.25, "V2": 0.375, "V3": 0.75}
    assert ranking.details["phi_minus"] == {"V1": 0.75, "V2": 0.5, "V3": 0.125}
    assert ranking.details["phi"] == {"V1": -0.5, "V2": -0.125, "V3": 0.625}
    assert ranking.scores == pytest.approx(ranking.details["phi"])
    assert ranking.contributions["V1"] == {"c0": 0.25, "c1": -0.75}
    assert sum(ranking.scores.values()) == pytest.approx(0)


def test_one_vendor_has_a_flow_of_0():
    ranking, _ = rank(problem_of([[1, 2]]), "promethee2")
    assert ranking.scores == {"V1": 0}
    assert ranking.details["pi"] == [[None]]


def test_a_threshold_that_is_not_used_is_noted():
    table = problem_of([[1], [2]], settings={0: {"preference": {"type": "usual", "q": 3, "s": 1}}})
    ranking, findings = rank(table, "promethee2")
    assert ranking is not None
    assert [(f.code, f.severity, f.where) for f in findings] == [
        ("decision.unused-threshold", "note", "c0"),
        ("decision.unused-threshold", "note", "c0"),
    ]


@pytest.mark.parametrize(
    "preference",
    [
        {"type": "linear", "q": 3, "p": 2},
        {"type": "level", "q": 3, "p": 2},
        {"type": "linear", "q": 3},
        {"type": "u_shape"},
        {"type": "v_shape", "q": 1},
        {"type": "v_shape", "p": 0},
        {"type": "gaussian"},
        {"type": "gaussian", "s": 0},
        {"type": "u_shape", "q": -1},
        {"type": "linear", "q": 0, "p": math.inf},
        {"type": "gauss", "s": 1},
        {"q": 1},
    ],
)
def test_thresholds_that_mean_nothing_are_refused(preference):
    with pytest.raises(ValidationError):
        Preference.model_validate(preference)
