"""sensitivity on a procurement: what no bare table can be asked, through the command line."""

from __future__ import annotations

import csv
import io

import pytest


def test_the_verdict_stands_on_top_and_speaks_of_panel_and_price(cli, bid):
    done = cli("sensitivity", bid, "--draws", "2000", "--format", "json")
    assert done.code == 0, done.out
    data = done.data
    assert data["verdict"].startswith("Aurora stays first in ")
    assert "no single evaluator decides" in data["verdict"]
    assert [(x["left_out"], x["changed"]) for x in data["panel"]] == [("Ann", False), ("Bob", False)]
    (winner, rival) = data["price_changes"]
    assert winner["vendor"] == "Aurora" and winner["wins_now"] and winner["now"] == "2735.54"
    assert float(rival["to"]) < float(rival["now"]) and rival["percent"] < 0
    assert cli("sensitivity", bid, "--draws", "2000").out.startswith(data["verdict"][:40])


def test_other_weights_beside_the_agreed_ones_are_tried(cli, bid):
    (bid / "weights-people.yaml").write_text("groups: {tech: 0, people: 100, cost: 0}\n", encoding="utf-8")
    (bid / "weights-broken.yaml").write_text("groups: {tech: 1, peple: 2}\n", encoding="utf-8")
    done = cli("sensitivity", bid, "--draws", "2000", "--format", "json")
    assert done.code == 0, "a broken set beside the agreed one stops nothing"
    assert [x["weights_of"] for x in done.data["stakeholders"]] == ["weights-people.yaml"]
    warned = done.finding("weights.unknown-group")
    assert warned["severity"] == "warning"
    assert "weights-broken.yaml is left out here" in warned["message"]


def test_another_method_than_the_published_one_has_no_panel(cli, bid):
    done = cli("sensitivity", bid, "--method", "topsis", "--draws", "2000", "--format", "json")
    assert done.code == 0
    assert done.data["panel"] == [] and done.data["price_changes"] == []
    assert done.data["weight_intervals"][0]["reason"]
    assert done.data["verdict"].startswith("by topsis Aurora is first as by the published method; ")


def test_what_the_case_leaves_open_is_listed_when_it_is_drawn(cli, bid):
    sure = cli("sensitivity", bid, "--draws", "2000", "--format", "json").data
    assert sure["open_ranges"] == [] and not sure["acceptability"]["uncertain"]
    done = cli("sensitivity", bid, "--draws", "2000", "--uncertain", "--format", "json")
    assert done.code == 0
    assert all(r["low"] < r["high"] and r["because"] for r in done.data["open_ranges"])


def test_csv_is_one_tidy_table(cli, bid):
    rows = list(
        csv.DictReader(io.StringIO(cli("sensitivity", bid, "--draws", "2000", "--format", "csv").out))
    )
    assert {r["table"] for r in rows} == {"weight_intervals", "acceptability", "pairwise"}


def test_rehearsal_needs_no_bid(cli, folder):
    done = cli("sensitivity", folder, "--rehearse", "--format", "json")
    assert done.code == 0, done.out
    found = done.data["rehearsal"]
    assert found["bids"] == 3, "as many as vendors are named, three at the least"
    assert [f["published"] for f in found["formulas"]] == [True, False, False]
    assert "made-up procurements" in found["assumed"]
    shown = cli("sensitivity", folder, "--rehearse").out
    assert "lowest_over_price" in shown and "seed 1" in shown


def test_rehearsal_warns_where_a_losing_bid_often_decides(cli, folder):
    path = folder / "procurement.yaml"
    text = path.read_text("utf-8").replace("price:\n", "price:\n  formula: linear_min_max\n")
    path.write_text(text, encoding="utf-8")
    done = cli("sensitivity", folder, "--rehearse", "--format", "json")
    assert done.code == 0
    assert done.finding("sensitivity.loser-decides")["severity"] == "warning"


def test_a_table_cannot_be_rehearsed(cli, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("id,a\ndirection,max\nweight,1\nX,1\n", encoding="utf-8")
    done = cli("sensitivity", path, "--rehearse", "--format", "json")
    assert done.code == 1 and done.finding("usage.rehearse")


@pytest.mark.parametrize("stage", ["folder", "issued"])
def test_before_there_is_a_ranking_the_findings_say_why(cli, request, stage):
    done = cli("sensitivity", request.getfixturevalue(stage), "--format", "json")
    assert done.code == 1
    assert done.data["verdict"] is None and done.finding("rank.no-bids")


def test_a_method_of_the_library_is_not_drawn_and_says_why(cli, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("id,a,b\ndirection,max,max\nweight,1,2\nX,1,4\nY,2,3\n", encoding="utf-8")
    done = cli("sensitivity", path, "--method", "skcriteria:ARAS", "--format", "json")
    assert done.code == 0, done.out
    assert "one weighting at a time" in done.data["acceptability"]["reason"]
    assert done.data["verdict"].startswith("Y is first; ")
