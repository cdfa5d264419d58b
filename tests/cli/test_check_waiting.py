"""check, rank and status, while bids can still come in."""

from __future__ import annotations

import pytest


def due_at(cli, tmp_path, due):
    folder = tmp_path / "p"
    cli("new", folder)
    path = folder / "procurement.yaml"
    text = path.read_text(encoding="utf-8").replace("#- {name: Aurora", "- {name: Aurora")
    path.write_text(text.replace("#bids_due: 2027-03-01T12:00", f"bids_due: {due}"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "due, said",
    [
        ("2199-03-01T12:00", "waiting no bid yet; bids are due 2199-03-01 12:00"),
        ("2001-03-01T12:00", "excluded no bid received"),
    ],
)
def test_a_bid_is_missed_only_after_the_closing_time(cli, tmp_path, due, said):
    folder = due_at(cli, tmp_path, due)
    shown = " ".join(cli("check", folder).out.split())
    assert said in shown


def test_rank_waits_for_a_bid_that_may_still_come_in(cli, tmp_path):
    folder = due_at(cli, tmp_path, "2199-03-01T12:00")
    shown = " ".join(cli("rank", folder).out.split())
    assert "no bid yet; bids are due 2199-03-01 12:00" in shown
    assert "Not admitted" not in shown
    assert "no bid received" not in shown
    assert {e["reason"] for e in cli("rank", folder, "--format", "json").data["excluded"]} == {
        "no bid received"
    }


def test_rank_leaves_out_who_did_not_bid_in_time(cli, tmp_path):
    shown = " ".join(cli("rank", due_at(cli, tmp_path, "2001-03-01T12:00")).out.split())
    assert "Not admitted" in shown
    assert "no bid received" in shown


@pytest.mark.parametrize(("due", "there"), [("2199-03-01T12:00", True), ("2001-03-01T12:00", False)])
def test_status_says_by_when_the_bids_that_are_missing_are_due(cli, tmp_path, due, there):
    stages = cli("status", due_at(cli, tmp_path, due), "--format", "json").data["stages"]
    missing = next(s["missing"] for s in stages if s["name"] == "receive bids")
    assert "response of Aurora" in missing
    assert ("; bids are due 2199-03-01 12:00" in missing) is there
