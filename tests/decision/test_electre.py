"""ELECTRE I by hand: the two matrices, the kernel, its circles, and the ways to measure a lag."""

from __future__ import annotations

import json

import pytest
from decision.ways import problem_of

from vendor_eval.decision.rank import rank

TABLE = problem_of([[9, 30], [5, 20], [4, 10]], ["max", "min"], [1, 3])


def electre(problem, **parameters):
    ranking, findings = rank(problem, "electre1", parameters)
    assert ranking is not None, findings
    return ranking, findings


def test_by_hand():
    """Shares of the sums 18 and 60: ranges 5/18 and 20/60, so a lag is divided by 1/3."""
    ranking, findings = electre(TABLE)
    details = ranking.details
    assert not findings
    assert details["concordance"] == [[None, 0.25, 0.25], [0.75, None, 0.25], [0.75, 0.75, None]]
    lag = [[None, 10 / 20, 1], [4 / 6, None, 10 / 20], [5 / 6, 1 / 6, None]]
    for row, expected in zip(details["discordance"], lag, strict=True):
        assert row == [None if x is None else pytest.approx(x) for x in expected]
    assert details["outranks"] == [[None, False, False], [False, None, False], [False, True, None]]
    assert details["kernel"] == ["V1", "V3"]
    assert details["net_concordance"] == {"V1": -1.0, "V2": 0.0, "V3": 1.0}
    assert ranking.scores == details["net_concordance"]
    assert ranking.ranks == {"V1": 2, "V2": 3, "V3": 1}, "the kernel first, then net concordance"
    assert ranking.best == ("V3",)


def test_lags_without_a_scale_and_by_pairs():
    ranking, _ = electre(TABLE, discordance="absolute", q=10)
    assert ranking.details["discordance"] == [[None, 10, 20], [4, None, 10], [5, 1, None]]
    assert ranking.details["outranks"] == [[None, False, False], [True, None, False], [True, True, None]]
    one, other = (electre(TABLE, discordance="pairwise", normalisation=n)[0] for n in ("sum", "none"))
    assert one.details == other.details, "pairs have their own scale"
    a, b = 0.25 * 4 / 122**0.5, 0.75 * 10 / 1400**0.5
    assert one.details["discordance"][0][1] == 1
    assert one.details["discordance"][1][0] == pytest.approx(a / b)


def test_a_pair_without_difference_has_no_lag():
    for discordance in ("range", "absolute", "pairwise"):
        ranking, _ = electre(problem_of([[1, 2], [1, 2], [0, 0]]), discordance=discordance)
        assert ranking.details["discordance"][0][1] == 0
        assert ranking.details["outranks"][0][1] is ranking.details["outranks"][1][0] is True
        assert ranking.details["kernel"] == ["V1", "V2"]
    unweighed = problem_of([[1, 5], [1, 2], [0, 9]], weights=[1, 0])
    assert electre(unweighed, discordance="pairwise")[0].details["discordance"][0][1] == 0


def test_a_circle_leaves_the_kernel_empty():
    """Two of three criteria are for the one before: V1 over V2 over V3 over V1."""
    table = problem_of([[3, 2, 1], [1, 3, 2], [2, 1, 3]])
    ranking, findings = electre(table, p=0.6, q=1)
    assert ranking.details["kernel"] == []
    assert ranking.ranks == {"V1": 1, "V2": 1, "V3": 1}
    assert [(f.code, f.severity, f.where) for f in findings] == [
        ("decision.empty-kernel", "note", "V1, V2, V3")
    ]


def test_the_kernel_goes_before_net_concordance():
    """V3 has a high net concordance, but V1 outranks it; V2 cannot be compared with anybody."""
    table = problem_of([[9, 9, 1], [0, 0, 10], [8, 8, 1], [7, 7, 0]], weights=[4, 4, 2])
    ranking, _ = electre(table, q=0.5, normalisation="minmax")
    assert ranking.details["kernel"] == ["V1", "V2"]
    assert ranking.scores["V3"] > ranking.scores["V2"]
    assert ranking.ranks == {"V1": 1, "V2": 2, "V3": 3, "V4": 4}


def test_a_criterion_without_weight_can_still_veto_unless_pairs_are_weighted():
    table = problem_of([[2, 0], [1, 9]], weights=[1, 0])
    assert electre(table, normalisation="none")[0].details["kernel"] == ["V1", "V2"]
    assert electre(table, discordance="pairwise")[0].details["kernel"] == ["V1"]


@pytest.mark.parametrize(
    "parameters, where",
    [
        ({"p": 1.1}, "p"),
        ({"p": -0.1}, "p"),
        ({"q": -1}, "q"),
        ({"p": "0.6"}, "p"),
        ({"q": True}, "q"),
        ({"q": float("inf")}, "q"),
        ({"p": float("nan")}, "p"),
        ({"discordance": "veto"}, "discordance"),
        ({"normalisation": "Sum"}, "normalisation"),
    ],
)
def test_thresholds_out_of_place_are_findings(parameters, where):
    ranking, findings = rank(TABLE, "electre1", parameters)
    assert ranking is None
    assert [(f.severity, f.where) for f in findings] == [("error", where)]
    assert findings[0].hint


@pytest.mark.parametrize("method", ["electre1", "promethee2", "moora"])
def test_what_cancels_is_a_tie_whatever_rounding_leaves(cli, tmp_path, method):
    """5 + 4 against 3 + 6 of 18: the two are level, and binary fractions must not part them."""
    table = {
        "alternatives": ["A", "B"],
        "criteria": [
            {"id": f"c{j}", "direction": d, "weight": w}
            for j, (w, d) in enumerate(zip((3, 5, 6, 4), ("max", "min", "max", "min"), strict=True))
        ],
        "matrix": [[6, 6, 6, 6], [7, 7, 7, 7]],
    }
    path = tmp_path / "level.json"
    path.write_text(json.dumps(table))
    ran = cli("rank", path, "--method", method, "--format", "json")
    assert ran.data["rankings"][0]["ranks"] == {"A": 1, "B": 1}
