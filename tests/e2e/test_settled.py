"""What settle takes, and what becomes of a decision when newer versions come."""

from __future__ import annotations

import json

from filling import BID, fill
from steps import receive, settle


def test_settle_says_what_it_takes(cli, issued, tmp_path):
    receive(cli, issued, tmp_path, {"T-2": "about 99.5"})
    receive(cli, issued, tmp_path, {("FEE", 2): "1000 a year"}, kind="price")
    for wrong in ("99,5", "99.5 days"):
        hint = settle(cli, issued, "T-2", wrong).finding("settle.value")["hint"]
        assert "from 90 to 100" in hint
        assert "use a point" in hint
    assert "FEE:2" in settle(cli, issued, "FEE", "1000").finding("settle.year")["hint"]
    assert "point" in settle(cli, issued, "FEE:2", "1.000,50").finding("settle.value")["hint"]
    said = cli(
        "settle",
        "read",
        issued,
        "--vendor",
        "Aurora",
        "--criterion",
        "T-2",
        "--value",
        "100",
        "--reason",
        "x",
    ).out
    assert "Aurora T-2 reads 100." in said


def test_a_workbook_that_comes_again_with_settled_cells(cli, issued, tmp_path):
    assert receive(cli, issued, tmp_path, {"T-2": "about 99.5"}).code == 1
    assert receive(cli, issued, tmp_path, {("FEE", 2): "1000 a year"}, kind="price").code == 1
    assert settle(cli, issued, "T-2", "99.5").code == 0
    assert settle(cli, issued, "FEE:2", "1000").code == 0
    again = receive(cli, issued, tmp_path, {"T-2": "about 99.5", "I-1": "elsewhere"})
    assert (again.code, again.data["version"]) == (0, 2)
    found = again.finding("bid.settled")
    assert (found["severity"], found["message"].rpartition(": ")[2]) == ("note", "99.5")
    again = receive(cli, issued, tmp_path, {("FEE", 2): "1000 a year", ("LIC", 0): 90}, kind="price")
    assert (again.code, again.finding("bid.settled")["message"].rpartition(": ")[2]) == (0, "1000")
    other = receive(cli, issued, tmp_path, {"T-2": "about 99.7", "I-1": "there", "U-1": "x"})
    assert (other.code, other.finding("bid.unreadable")["severity"]) == (1, "error")


def test_a_reading_that_a_newer_version_left_behind(cli, bid, tmp_path):
    receive(cli, bid, tmp_path, {"T-2": "about 99.5", "I-1": "a"})
    assert settle(cli, bid, "T-2", "99.5").code == 0
    for verb in ("check", "status"):
        assert "settle.lapsed" not in {f["code"] for f in cli(verb, bid, "--format", "json").findings}
    receive(cli, bid, tmp_path, {"T-2": 99.9})
    for verb in ("check", "status"):
        found = cli(verb, bid, "--format", "json").finding("settle.lapsed")
        assert found["severity"] == "note"
        assert "T-2 read as 99.5: no longer applies: newer version (3) answers “99.9 %”" in found["message"]
    cli("report", bid)
    html = (bid / "report/report.html").read_text("utf-8")
    assert "no longer applies: newer version (3) answers “99.9 %”" in html
    assert "No longer applies: newer version" in (bid / "report/summary.md").read_text("utf-8")


def test_a_reading_that_the_newer_version_repeats_is_not_called_wrong(cli, bid, tmp_path):
    receive(cli, bid, tmp_path, {"T-2": "about 99.5", "I-1": "a"})
    assert settle(cli, bid, "T-2", "99.5").code == 0
    receive(cli, bid, tmp_path, {"T-2": 99.5})
    found = cli("check", bid, "--format", "json").finding("settle.lapsed")
    assert "T-2 read as 99.5: no longer needed: newer version (3) says so itself" in found["message"]


def test_a_settled_claim_keeps_its_title_in_the_report(cli, bid, tmp_path):
    receive(cli, bid, tmp_path, {"T-2": "N/A"})
    given = ("--criterion", "T-2", "--reason", "not here")
    assert cli("settle", "accept-na", bid, "--vendor", "Aurora", *given).code == 0
    cli("report", bid)
    title = next(
        c["title"]
        for c in cli("criteria", "show", bid, "--format", "json").data["criteria"]
        if c["id"] == "T-2"
    )
    assert f"<td>T-2 {title}</td>" in (bid / "report/report.html").read_text("utf-8")


def test_a_mistyped_time_is_corrected_on_record(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID)
    given = ("receive", issued, file, "--vendor", "Aurora", "--format", "json", "--at")
    assert cli(*given, "2030-02-30T10:00").code == 1
    assert cli(*given, "2030-02-03T10:00").code == 0
    assert cli("check", issued, "--format", "json").data["vendors"][0]["status"] == "excluded"
    assert cli(*given, "2030-02-03T10:00").findings == []
    again = cli(*given, "2030-01-30T10:00")
    hint = again.finding("bid.other-time")["hint"]
    assert (again.code, again.data["new"]) == (0, False)
    assert "--file response-v1 --at 2030-01-30T10:00 --reason" in hint
    assert cli("check", issued, "--format", "json").data["vendors"][0]["status"] == "excluded"
    args = ("--vendor", "Aurora", "--file", "response-v1", "--reason", "the guard's book")
    assert cli("settle", "time", issued, *args, "--at", "2032-01-30T10:00").code == 1
    wrong = ("--vendor", "Aurora", "--file", "response-v7", "--reason", "x", "--format", "json")
    ran = cli("settle", "time", issued, *wrong, "--at", "2030-01-30T10:00")
    assert "response-v1" in ran.finding("settle.unknown-file")["hint"]
    said = cli("settle", "time", issued, *args, "--at", "2030-01-30T10:00").out
    assert "response-v1 of Aurora came in 2030-01-30 10:00 UTC." in said
    assert "came in 2030-01-30 10:00 UTC" in (issued / "log.jsonl").read_text("utf-8")
    assert cli("check", issued, "--format", "json").data["vendors"][0]["status"] != "excluded"
    stored = json.loads((issued / "bids/aurora/response-v1.json").read_text())
    assert stored["receipt"]["received_at"].startswith("2030-02-03T10:00")
    cli("report", issued)
    html = (issued / "report/report.html").read_text("utf-8")
    assert "ame in 30 Jan 2030, 10:00 UTC; at receipt 2030-02-03 10:00 UTC was typed" in html


def test_bytes_that_are_no_text_are_refused_with_words(cli, issued):
    """As a terminal with another encoding passes them on; of any verb, and in any option."""
    ran = cli("settle", "withdraw", issued, "--vendor", "Aurora", "--reason", "a\udcffb", "--format", "json")
    assert (ran.code, "'a\\udcffb' holds bytes" in ran.finding("usage.text")["message"]) == (1, True)
    assert cli("report", issued, "--as", "\udcff", "--format", "json").finding("usage.text")
    assert cli("report", issued, "--only", "\udcff", "--format", "json").finding("usage.text")
