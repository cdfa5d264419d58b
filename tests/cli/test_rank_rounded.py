"""A table that rounds its scores and says what decides a tie."""

from __future__ import annotations

import json

import pytest

TABLE = {
    "alternatives": ["a", "b", "c"],
    "criteria": [
        {"id": "quality", "direction": "max", "weight": 60},
        {"id": "service", "direction": "max", "weight": 40},
        {"id": "arrived", "direction": "min", "weight": 0},
    ],
    "matrix": [[0.704, 0.7, 3], [0.701, 0.7, 1], [0.5, 0.5, 2]],
    "parameters": {"normalisation": "none"},
}


@pytest.fixture
def rank(cli, tmp_path):
    def run(*options, verb="rank", **fields):
        path = tmp_path / "table.json"
        path.write_text(json.dumps(TABLE | fields), encoding="utf-8")
        return cli(verb, path, *options, "--format", "json")

    return run


def without_date(**fields):
    columns = TABLE["criteria"][:2]
    return {"criteria": columns, "matrix": [row[:2] for row in TABLE["matrix"]], **fields}


def test_nothing_is_rounded_unless_the_table_says_so(rank):
    found = rank(**without_date()).data["rankings"][0]
    assert found["ranks"] == {"a": 1, "b": 2, "c": 3}
    assert "unrounded" not in found["details"]


@pytest.mark.parametrize("ties, ranks", [([], [1, 1, 3]), (["service"], [1, 1, 3]), (["quality"], [1, 2, 3])])
def test_scores_are_rounded_before_they_are_ranked(rank, ties, ranks):
    found = rank(**without_date(rounding={"total": 2}, ties=ties)).data["rankings"][0]
    assert found["scores"] == {"a": 0.70, "b": 0.70, "c": 0.50}
    assert list(found["ranks"].values()) == ranks
    assert found["details"]["unrounded"]["a"] == pytest.approx(0.7024, abs=1e-12)


def test_the_better_value_decides_in_the_direction_of_its_criterion(rank):
    asked = TABLE | {"parameters": {"normalisation": "minmax"}}
    same = [[1, 1, 3], [1, 1, 1], [0, 0, 2]]
    found = rank(**asked | {"matrix": same, "ties": ["arrived"]}).data["rankings"][0]
    assert found["ranks"] == {"a": 2, "b": 1, "c": 3}
    assert found["best"] == ["b"]


def test_rounding_belongs_to_the_tables_own_method(rank):
    done = rank("--method", "topsis", "--param=normalisation=vector", **without_date(rounding={"total": 0}))
    assert "unrounded" not in done.data["rankings"][0]["details"]


def test_a_library_confirms_the_scores_before_rounding(rank):
    done = rank("--confirm", **without_date(rounding={"total": 1}, parameters={"normalisation": "max"}))
    assert done.data["confirmation"]["agrees"] is True


def test_a_method_that_does_not_rank_by_its_score_refuses(rank):
    asked = without_date(method="electre1", parameters={}, rounding={"total": 2})
    done = rank(**asked)
    assert done.code == 1
    assert [f["code"] for f in done.findings] == ["problem.rounding"]


@pytest.mark.parametrize(
    "fields, code",
    [
        ({"rounding": {"total": "two"}}, "file.value"),
        ({"rounding": {"total": -1}}, "file.value"),
        ({"rounding": 2}, "file.value"),
        ({"rounding": {}}, "file.missing-field"),
        ({"ties": ["nobody"]}, "problem.tie"),
        ({"ties": [["quality"]]}, "problem.tie"),
        ({"ties": "quality"}, "file.value"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(rank, fields, code):
    done = rank(**without_date(**fields))
    assert done.code == 1
    assert code in [f["code"] for f in done.findings], done.findings
    assert all("table.json" in f["where"] for f in done.findings)


def test_sensitivity_says_that_it_leaves_both_out(rank):
    done = rank("--draws", "100", verb="sensitivity", **without_date(rounding={"total": 2}, ties=["quality"]))
    assert "sensitivity.unrounded" in [f["code"] for f in done.findings]
