"""Every method that fits, on a procurement: comparisons beside the published one."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from vendor_eval.cli import app


@pytest.fixture(scope="module")
def ran(demo):
    done = CliRunner().invoke(app, ["rank", str(demo), "--method", "all", "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_published_method_comes_first_and_stays_official(ran):
    methods = [r["method"] for r in ran["rankings"]]
    assert methods[0] == "weighted_sum"
    assert ran["official"] is True
    assert {"topsis", "vikor", "promethee2", "electre1", "waspas"} <= set(methods)
    assert len(methods) == len(set(methods))


def test_they_are_compared_on_one_table(ran):
    agreement = ran["agreement"]
    assert list(agreement) == [r["method"] for r in ran["rankings"]]
    tied = {r["method"] for r in ran["rankings"] if len(set(r["ranks"].values())) == 1}
    assert {m for m in agreement if agreement[m][m] is None} == tied
    assert all(agreement[m][m] == pytest.approx(1) for m in agreement if m not in tied)


def test_what_several_methods_remark_is_said_once(ran):
    said = [(f["code"], f["where"], f["message"]) for f in ran["findings"]]
    assert len(said) == len(set(said))


def test_where_they_part_is_said_in_words(cli, demo):
    said = cli("rank", demo, "--method", "all").out
    assert "First by method: " in said
    assert "Kendall tau-b" in said


def test_nobody_to_rank_is_a_finding(cli, tmp_path):
    cli("new", tmp_path / "p")
    done = cli("rank", tmp_path / "p", "--method", "all", "--format", "json")
    assert done.code == 1
    assert done.data["rankings"] == []
