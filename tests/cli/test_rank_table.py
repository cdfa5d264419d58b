"""rank on a bare table, through the command line."""

from __future__ import annotations

import json

import pytest

TABLE = {
    "alternatives": ["Aurora", "Borealis", "Cirrus"],
    "criteria": [
        {"id": "dicom", "direction": "max", "weight": 0.4, "group": "technical/interop"},
        {"id": "price", "direction": "min", "weight": 0.6},
    ],
    "matrix": [[80, 1200000], [70, 950000], [90, 1500000]],
}


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(TABLE))
    return path


def test_keys_of_the_json(cli, table):
    ran = cli("rank", table, "--format", "json")
    assert ran.code == 0
    assert set(ran.data) >= {"rankings", "findings", "versions"}
    ranking = ran.data["rankings"][0]
    assert set(ranking) >= {
        "method", "parameters", "lower_is_better", "scores", "ranks", "best", "weights", "contributions", "details",
    }  # fmt: skip
    assert ranking["method"] == "weighted_sum"
    assert ranking["parameters"] == {"normalisation": "minmax"}
    for name, score in ranking["scores"].items():
        assert sum(ranking["contributions"][name].values()) == pytest.approx(score)


def test_methods_may_be_repeated_and_take_parameters(cli, table):
    ran = cli(
        "rank",
        table,
        "--method",
        "topsis",
        "--method",
        "weighted_sum",
        "--param",
        "normalisation=max",
        "--format",
        "json",
    )
    assert [r["method"] for r in ran.data["rankings"]] == ["topsis", "weighted_sum"]
    assert {r["parameters"]["normalisation"] for r in ran.data["rankings"]} == {"max"}


def test_other_weights_keep_the_proportions_of_the_rest(cli, table):
    ran = cli("rank", table, "--weights", "price=0.9", "--format", "json")
    assert ran.data["rankings"][0]["weights"] == pytest.approx({"dicom": 0.1, "price": 0.9})


def test_confirmation(cli, table):
    ran = cli("rank", table, "--confirm")
    assert "confirmed by scikit-criteria 0." in ran.out
    assert "same order, largest difference" in ran.out


def test_a_wrong_kernel_is_seen(cli, table, monkeypatch):
    import dataclasses

    from vendor_eval.decision.methods import METHODS

    right = METHODS["weighted_sum"]

    def wrong(*args, **kwargs):
        return right.kernel(*args, **kwargs)[:, ::-1]

    monkeypatch.setitem(METHODS, "weighted_sum", dataclasses.replace(right, kernel=wrong))
    ran = cli("rank", table, "--confirm", "--format", "json")
    assert ran.code == 1
    assert ran.data["confirmation"]["agrees"] is False
    assert ran.finding("rank.not-confirmed")["severity"] == "error"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--method", "topsi"], "rank.method"),
        (["--param", "normalisation"], "usage.param"),
        (["--weights", "nothing=1"], "weights.unknown"),
        (["--weights", "price"], "weights.number"),
    ],
)
def test_what_is_typed_wrongly_is_a_finding(cli, table, args, code):
    ran = cli("rank", table, *args, "--format", "json")
    assert ran.code == 1
    assert ran.data["rankings"] == []
    finding = ran.findings[0]
    assert finding["severity"] == "error"
    assert finding["hint"]


@pytest.mark.parametrize("name", ["none.yaml", "none.csv", "none"])
def test_a_missing_file_or_folder(cli, tmp_path, name):
    ran = cli("rank", tmp_path / name, "--format", "json")
    assert ran.code == 1
    assert ran.findings[0]["hint"]


def test_json_is_one_object_and_csv_a_table(cli, table):
    assert cli("rank", table, "--format", "csv").out.splitlines()[0] == "method,vendor,score,rank"
    json.loads(cli("rank", table, "--format", "json").out)


def test_all_methods_and_where_they_part(cli, table):
    ran = cli("rank", table, "--method", "all", "--format", "json")
    assert ran.code == 0
    methods = [r["method"] for r in ran.data["rankings"]]
    assert {"weighted_sum", "topsis", "vikor", "promethee2"} <= set(methods)
    agreement = ran.data["agreement"]
    assert all(agreement[m][m] == pytest.approx(1) for m in methods)
    assert agreement["topsis"]["vikor"] == agreement["vikor"]["topsis"]
    said = cli("rank", table, "--method", "all").out
    assert "first" in said.lower()
    assert "tau" in said or "No two of these methods" in said


MALUS = {
    "method": "fictitious_discount",
    "alternatives": ["A", "B"],
    "criteria": [
        {"id": "quality", "direction": "max", "weight": 1000},
        {"id": "defects", "direction": "max", "weight": -1000},
        {"id": "price", "direction": "min", "weight": 0},
    ],
    "matrix": [[3, 1, 9000], [1, 0, 8000]],
}


@pytest.mark.parametrize("weights", [None, "quality=2500"])
def test_a_malus_keeps_its_weight_when_others_are_tried(cli, tmp_path, weights):
    """The weights of this table sum to 0, and are no shares: each counts as written."""
    path = tmp_path / "malus.json"
    path.write_text(json.dumps(MALUS))
    tried = ["--weights", weights] if weights else []
    ran = cli("rank", path, "--method", "fictitious_discount", *tried, "--format", "json")
    assert ran.code == 0, ran.findings
    a, b = (9000 - 7500 + 1000, 8000 - 2500) if weights else (9000 - 3000 + 1000, 7000)
    assert ran.data["rankings"][0]["scores"] == {"A": a, "B": b}
    ran = cli("rank", path, "--method", "weighted_sum", *tried, "--format", "json")
    assert ran.code == 1
    assert "below 0" in ran.finding("decision.negative-weight")["message"]
    unknown = cli(
        "rank", path, "--method", "fictitious_discount", "--weights", "qality=1", "--format", "json"
    )
    assert (unknown.code, unknown.findings[0]["code"]) == (1, "weights.unknown")


def test_a_percent_sign_is_told_what_to_write(cli, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("id,a,b\ndirection,max,max\nweight,60%,40%\nx,1,2\ny,2,99.5 %\n")
    found = cli("rank", table, "--format", "json").findings
    assert [f["hint"].partition(",")[0] for f in found] == [
        "write 0.6 or 60 without the % sign",
        "write 0.4 or 40 without the % sign",
        "write 0.995 or 99.5 without the % sign",
    ]
