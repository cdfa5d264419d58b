"""sensitivity: the part that is drawn, as a user sees it."""

from __future__ import annotations

import csv
import io
import json

import pytest

import vendor_eval.cli.decide.monte_carlo

TABLE = "id,quality,speed,price\ndirection,max,max,min\nweight,3,2,1\nA,5,2,10\nB,3,4,9\nC,4,3,12\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def drawn(done):
    assert done.code == 0, done.err + done.out[-2000:]
    return done.data["acceptability"]


def test_defaults_are_printed_with_the_result(cli, table):
    found = drawn(cli("sensitivity", table, "--format", "json"))
    assert {key: found[key] for key in ("draws", "seed", "distribution", "percent", "by", "complete")} == {
        "draws": 100_000,
        "seed": 1,
        "distribution": "percent",
        "percent": 20,
        "by": "leaf",
        "complete": True,
    }
    assert found["ranks"]["A"][0] > 0.5
    shown = cli("sensitivity", table).out
    assert "100,000 weightings within 20 percent of the agreed ones" in shown
    assert "seed 1" in shown
    assert f"{100 * found['ranks']['A'][0]:.1f}" in shown


def test_the_options_reach_the_engine(cli, table):
    asked = (
        "--distribution",
        "dirichlet",
        "--concentration",
        50,
        "--by",
        "group",
        "--draws",
        5000,
        "--seed",
        4,
    )
    found = drawn(cli("sensitivity", table, *asked, "--method", "topsis", "--format", "json"))
    assert (found["method"], found["distribution"], found["concentration"]) == ("topsis", "dirichlet", 50)
    assert (found["by"], found["draws"], found["seed"], found["percent"]) == ("group", 5000, 4, None)


def test_any_number_of_threads_prints_the_same(cli, table):
    asked = ("sensitivity", table, "--draws", 30_001, "--format", "json", "--threads")
    assert cli(*asked, 1).out == cli(*asked, 2).out == cli(*asked, 7).out


def test_precision(cli, table):
    found = drawn(cli("sensitivity", table, "--precision", 0.002, "--format", "json"))
    assert max(max(errors) for errors in found["standard_error"].values()) <= 0.002
    assert found["precision"] == 0.002


def test_ranges_of_a_table_are_the_intervals(cli, tmp_path):
    path = tmp_path / "problem.json"
    problem = {
        "alternatives": ["A", "B"],
        "criteria": [
            {"id": "x", "direction": "max", "weight": 1, "weight_range": [0.6, 0.9]},
            {"id": "y", "direction": "max", "weight": 1},
        ],
        "matrix": [[1, 0], [0, 1]],
    }
    path.write_text(json.dumps(problem), encoding="utf-8")
    found = drawn(cli("sensitivity", path, "--distribution", "interval", "--format", "json"))
    assert found["ranks"]["A"][0] == 1
    assert 0.6 <= found["central_weights"]["A"]["x"] <= 0.9
    assert found["central_weights"]["B"] is None
    assert found["reason"] == {"B": "never first in any draw"}


def test_csv_has_tidy_rows_below_the_intervals(cli, table):
    rows = list(csv.DictReader(io.StringIO(cli("sensitivity", table, "--format", "csv").out)))
    assert {row["table"] for row in rows} == {"weight_intervals", "acceptability", "pairwise"}
    shares = [float(r["share"]) for r in rows if r["table"] == "acceptability" and r["vendor"] == "A"]
    assert sum(shares) == pytest.approx(1)
    pairs = {(r["vendor"], r["against"]): float(r["share"]) for r in rows if r["table"] == "pairwise"}
    assert len(pairs) == 6
    assert pairs["A", "B"] + pairs["B", "A"] == pytest.approx(1)


@pytest.mark.parametrize(
    "asked, code",
    [
        (("--percent", 0), "sensitivity.percent"),
        (("--draws", 0), "sensitivity.draws"),
        (("--precision", 2), "sensitivity.precision"),
        (("--threads", 0), "sensitivity.threads"),
    ],
)
def test_a_wrong_number_is_a_finding_and_the_exact_answers_stay(cli, table, asked, code):
    done = cli("sensitivity", table, *asked, "--format", "json")
    assert done.code == 1
    assert done.finding(code)["hint"]
    assert done.data["weight_intervals"]
    assert done.data["acceptability"] == {"reason": "the findings say why"}


def test_a_scheduler_that_is_not_there_stops_with_a_hint(cli, table, monkeypatch):
    monkeypatch.setattr("vendor_eval.sensitivity.monte_carlo.cluster.PATIENCE", 0.3)
    done = cli("sensitivity", table, "--cluster", "tcp://127.0.0.1:9")
    assert done.code == 3
    assert "no Dask scheduler answers" in done.err


def test_ctrl_c_prints_what_is_known(cli, table, monkeypatch):
    def pressed(progress):
        raise KeyboardInterrupt

    def bar():
        from contextlib import nullcontext

        return nullcontext(pressed)

    monkeypatch.setattr(vendor_eval.cli.decide.monte_carlo, "progress_bar", bar)
    monkeypatch.setattr("vendor_eval.sensitivity.monte_carlo.engine.TICK", 0)
    done = cli("sensitivity", table, "--draws", 10_000_000)
    assert done.code == 0
    assert "Stopped early." in done.out


def test_a_procurement_by_its_agreed_weights_and_by_what_it_leaves_open(cli, demo):
    sure = drawn(cli("sensitivity", demo, "--format", "json"))
    assert sure["method"] == "weighted_sum"
    assert sum(shares[0] for shares in sure["ranks"].values()) == pytest.approx(1)
    by_group = drawn(cli("sensitivity", demo, "--by", "group", "--format", "json"))
    assert by_group["by"] == "group"
    opened = drawn(cli("sensitivity", demo, "--uncertain", "--draws", 20_000, "--format", "json"))
    assert opened["ranks"] != sure["ranks"]
    assert opened["uncertain"] is True
