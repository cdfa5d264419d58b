"""sensitivity on a bare table and on a procurement, through the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest

TABLE = {
    "alternatives": ["Aurora", "Borealis", "Cirrus"],
    "criteria": [
        {"id": "dicom", "direction": "max", "weight": 40, "group": "technical/interop"},
        {"id": "uptime", "direction": "max", "weight": 20, "group": "technical"},
        {"id": "price", "direction": "min", "weight": 60},
    ],
    "matrix": [[80, 99.9, 1200000], [70, 99.5, 950000], [90, 99.99, 1500000]],
}
KEYS = {
    "weight_intervals", "smallest_change", "criticality", "bounds", "dominance", "maximin", "minimax_regret",
    "reversal", "versions", "findings", "reason",
}  # fmt: skip


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(TABLE))
    return path


def test_keys_of_the_json(cli, table):
    ran = cli("sensitivity", table, "--format", "json")
    assert ran.code == 0
    assert set(ran.data) >= KEYS
    interval = ran.data["weight_intervals"][0]
    assert set(interval) >= {"criterion", "kind", "weight", "holder", "winner", "ranking", "takes_over"}
    assert set(interval["takes_over"]) == {"lo", "hi"}
    labels = [(x["criterion"], x["kind"]) for x in ran.data["weight_intervals"]]
    assert labels[3:] == [("technical", "group"), ("technical/interop", "group")]
    near = next(iter(ran.data["smallest_change"].values()))
    distances = {"possible", "l1", "linf", "l2", "weights_l1", "weights_linf", "weights_l2"}
    assert set(near) >= distances | {"pair"}
    assert set(near["pair"]) >= distances
    assert set(ran.data["criticality"]) >= {"table", "most_critical_top", "most_critical_any"}
    assert set(next(iter(ran.data["bounds"].values()))) >= {"score", "possible_winner", "necessary_winner"}
    assert set(ran.data["reversal"][0]) >= {"change", "vendor", "before", "after", "winner_changed"}


def test_the_same_decision_as_rank(cli, table):
    for method in ("weighted_sum", "promethee2", "topsis", "vikor"):
        ranked = cli("rank", table, "--method", method, "--format", "json").data["rankings"][0]
        ran = cli("sensitivity", table, "--method", method, "--format", "json").data
        assert ran["holder"] == ranked["best"][0]
        assert ran["parameters"] == ranked["parameters"]
        assert ran["weights"] == ranked["weights"]


def test_every_form_of_a_table(cli, table, tmp_path):
    from openpyxl import Workbook

    rows = [["id", "dicom", "uptime", "price"], ["direction", "max", "max", "min"], ["weight", 40, 20, 60]]
    rows += [["group", "technical/interop", "technical", ""]]
    rows += [[n, *r] for n, r in zip(TABLE["alternatives"], TABLE["matrix"], strict=True)]
    (tmp_path / "t.csv").write_text("\n".join(",".join(map(str, row)) for row in rows))
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "t.yaml").write_text(json.dumps(TABLE))
    expected = cli("sensitivity", table, "--format", "json").data
    for name in ("t.csv", "t.xlsx", "t.yaml"):
        assert cli("sensitivity", tmp_path / name, "--format", "json").data == expected


def test_csv_is_one_tidy_table(cli, table):
    ran = cli("sensitivity", table, "--format", "csv")
    every = list(csv.DictReader(io.StringIO(ran.out)))
    assert {r["table"] for r in every} == {"weight_intervals", "acceptability", "pairwise"}
    rows = [r for r in every if r["table"] == "weight_intervals"]
    assert [r["criterion"] for r in rows] == ["dicom", "uptime", "price", "technical", "technical/interop"]
    assert all(0 <= float(r["winner_lo"]) <= float(r["weight"]) <= float(r["winner_hi"]) <= 1 for r in rows)


def test_the_table_is_in_words(cli, table):
    ran = cli("sensitivity", table)
    assert "Aurora is first" in ran.out
    assert "points out of 120" in ran.out
    assert "withdraws" in ran.out or "No bid that leaves" in ran.out


def test_a_method_without_sums_says_so(cli, table):
    ran = cli("sensitivity", table, "--method", "topsis")
    assert ran.code == 0
    assert "no sum of weight times value" in ran.out


@pytest.mark.parametrize("known", ["order", "ranges", "both", "nothing"])
def test_what_is_known_of_the_weights(cli, table, known):
    ran = cli("sensitivity", table, "--known", known, "--format", "json")
    expected = "weights in the order of the agreed ones" if known in ("order", "both") else "any weights"
    assert ran.data["weight_set"] == expected


def test_ranges_of_weights_come_from_the_table(cli, tmp_path):
    body = json.loads(json.dumps(TABLE))
    body["criteria"][2]["weight_range"] = [0.4, 0.6]
    path = tmp_path / "ranged.yaml"
    path.write_text(json.dumps(body))
    ran = cli("sensitivity", path, "--known", "ranges", "--format", "json")
    assert ran.data["weight_set"] == "weights within their ranges"
    for near in ran.data["smallest_change"].values():
        if near["possible"]:
            assert 0.4 <= near["weights_l1"]["price"] <= 0.6


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--method", "topsi"], "decision.unknown-method"),
        (["--param", "normalisation"], "usage.param"),
        (["--param", "normalisation=maxx"], "decision.unknown-value"),
        (["--method", "skcriteria:nothing"], "decision.unknown-method"),
    ],
)
def test_what_is_typed_wrongly_is_a_finding(cli, table, args, code):
    ran = cli("sensitivity", table, *args, "--format", "json")
    assert ran.code == 1
    assert ran.finding(code)["hint"]
    assert ran.data["weight_intervals"] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"matrix": [[80, 99.9, None], [70, 99.5, 950000], [90, 99.99, 1500000]]}, "problem.not-a-number"),
        ({"criteria": [c | {"weight": 0} for c in TABLE["criteria"]]}, "problem.weight"),
        ({"criteria": [c | {"weight": -1} for c in TABLE["criteria"]]}, "problem.weight"),
        ({"criteria": [c | {"weight_range": [0.5, 0.2]} for c in TABLE["criteria"]]}, "file.value"),
        ({"criteria": [c | {"weight_range": [0, 0.1]} for c in TABLE["criteria"]]}, "sensitivity.ranges"),
    ],
)
def test_what_is_written_wrongly_is_a_finding(cli, tmp_path, change, code):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(TABLE | change))
    ran = cli("sensitivity", path, "--format", "json")
    assert ran.code == 1
    assert ran.finding(code)["severity"] == "error"


@pytest.mark.parametrize("name", ["nothing.csv", "nothing", "."])
def test_a_file_that_is_not_there(cli, tmp_path, name):
    ran = cli("sensitivity", tmp_path / name, "--format", "json")
    assert ran.code == 1
    assert ran.findings[0]["hint"]


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"{", b"[1, 2]", b"alternatives: []"])
def test_rubbish(cli, tmp_path, raw):
    for ending in ("json", "yaml", "csv", "xlsx"):
        path = tmp_path / f"rubbish.{ending}"
        path.write_bytes(raw)
        ran = cli("sensitivity", path, "--format", "json")
        assert ran.code == 1
        assert ran.findings
