"""settle undo: what was decided by mistake is taken back, and both decisions stay on record."""

from __future__ import annotations

import pytest
from filling import BID, fill

AT = "2030-01-30T13:00"
CLAIM = ("--vendor", "Aurora", "--criterion", "T-2")


@pytest.fixture
def claimed(cli, bid, tmp_path):
    """Aurora claims that T-2 does not apply."""
    answers = BID | {"T-2": "N/A"}
    again = fill(bid / "rfp/response.xlsx", tmp_path / "again.xlsx", answers)
    assert cli("receive", bid, again, "--vendor", "aurora", "--at", AT).code == 0
    return bid


def opened(cli, folder):
    return {o["criterion"] for o in cli("rank", folder, "--format", "json").data["open"]}


def test_an_accepted_claim_is_taken_back(cli, claimed):
    assert opened(cli, claimed) == {"T-2"}
    assert cli("settle", "accept-na", claimed, *CLAIM, "--reason", "not used here").code == 0
    assert cli("rank", claimed, "--format", "json").data["official"] is True
    undo = ("settle", "undo", claimed, "accept-na", *CLAIM, "--reason", "meant another question")
    assert "taken back for Aurora T-2: accept-na." in cli(*undo).out
    assert opened(cli, claimed) == {"T-2"}
    assert "nothing changed" in cli(*undo).out
    cli("report", claimed)
    html = (claimed / "report/report.html").read_text("utf-8")
    for words in ("not used here", "replaced by a later decision", "Taken back", "meant another question"):
        assert words in html, words
    assert "meant another question" in (claimed / "log.jsonl").read_text("utf-8")
    assert cli("settle", "accept-na", claimed, *CLAIM, "--reason", "not used after all").code == 0
    assert cli("rank", claimed, "--format", "json").data["official"] is True
    assert "log.broken" not in {f["code"] for f in cli("check", claimed, "--format", "json").findings}


def test_a_withdrawal_is_taken_back(cli, bid):
    assert cli("settle", "withdraw", bid, "--vendor", "Aurora", "--reason", "their letter").code == 0
    excluded = cli("rank", bid, "--format", "json").data["excluded"]
    assert [e["vendor"] for e in excluded] == ["Aurora"]
    assert cli("settle", "undo", bid, "withdraw", "--vendor", "Aurora", "--reason", "forged").code == 0
    assert cli("rank", bid, "--format", "json").data["excluded"] == []


def test_what_was_not_decided_cannot_be_taken_back(cli, bid):
    ran = cli("settle", "undo", bid, "accept-na", *CLAIM, "--reason", "why", "--format", "json")
    assert (ran.code, ran.findings[0]["code"]) == (1, "settle.undo")
    for act, about in (("read", ()), ("misfiled", ()), ("withdraw", ("--criterion", "T-2"))):
        given = ("--vendor", "Aurora", *about, "--reason", "why")
        assert cli("settle", "undo", bid, act, *given).code == 2, act
