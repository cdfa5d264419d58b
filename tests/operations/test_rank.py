"""A procurement is ranked, and other methods and weights are tried on it, without a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vendor_eval.decision.procurement import scored
from vendor_eval.operations.decide import rank as rank_operation
from vendor_eval.operations.decide.bare_table import rank_table
from vendor_eval.operations.procurement import Procurement

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def sample(demo):
    """Only to be read."""
    return Procurement(demo, clock=lambda: NOW, by="tester")


def test_the_published_method_is_official(sample):
    result = sample.rank()
    assert result.ok
    assert result.outcome.official
    assert [r.method for r in result.outcome.rankings] == ["weighted_sum"]
    assert result.agreement is None
    assert result.outcome.confirmation is None


def test_all_methods_score_the_case_once(sample, monkeypatch):
    times = []

    def counted(*args):
        times.append(args)
        return scored.score(*args)

    monkeypatch.setattr(rank_operation, "score", counted)
    monkeypatch.setattr("vendor_eval.pipeline.score", counted)
    result = sample.rank(["all"])
    assert len(times) == 1
    assert list(result.agreement) == [r.method for r in result.outcome.rankings]
    assert result.outcome.official


def test_other_weights_are_a_what_if_and_say_what_share_they_came_to(sample):
    result = sample.rank(weights={"cost": 40})
    assert result.outcome.what_if
    assert not result.outcome.official
    assert result.findings[0].code == "weights.read-as"


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"cost": -1}, "weights.number"),
        ({}, "weights.empty"),
        ({"nothing": 1}, "weights.unknown"),
        ("nobody-1999", "weights.number"),
        (Path("no-such-file.yaml"), "file.missing"),
    ],
)
def test_weights_that_cannot_be_are_findings(sample, weights, code):
    result = sample.rank(weights=weights)
    assert result.outcome is None
    assert [f.code for f in result.findings] == [code]


def test_published_weights_are_tried_by_their_name(sample):
    assert sample.rank(weights="joshi-2014").outcome.what_if


def test_a_vendor_is_awaited_until_bids_are_due(folder):
    early, late = (
        Procurement(folder, clock=lambda at=at: at) for at in (NOW, datetime(2040, 1, 1, tzinfo=UTC))
    )
    assert early.rank().awaited == tuple(v.name for v in early.case.vendors)
    assert late.rank().awaited == ()


def test_nothing_is_written(sample):
    before = sorted(sample.root.rglob("*"))
    sample.rank(["all"], confirm=True)
    assert sorted(sample.root.rglob("*")) == before


def test_a_bare_table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id,quality,price\ndirection,max,min\nweight,3,1\nX,5,100\nY,4,70\n")
    result = rank_table(path, ["all"], weights={"price": 0.9}, confirm=True)
    assert result.ok
    assert result.rankings[0].weights["price"] == pytest.approx(0.9)
    assert result.confirmation.agrees
    assert not rank_table(tmp_path / "none.csv").read
