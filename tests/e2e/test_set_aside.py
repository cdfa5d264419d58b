"""settle misfiled: a file that does not belong in a bid counts for nothing and stays on record."""

from __future__ import annotations

import json

from filling import BID, OFFER, fill
from steps import AT, receive

SECRET = "it is the offer of Borealis"
FILE = ("--vendor", "Aurora", "--file", "price-v2")
ASIDE = (*FILE, "--reason", SECRET)


def wrong_price(cli, bid, tmp_path):
    """The rival's prices, received for Aurora."""
    file = fill(
        bid / "rfp/price.xlsx", tmp_path / "borealis offer.xlsx", OFFER | {("LIC", 0): 1}, vendor="Borealis"
    )
    return cli("receive", bid, file, "--vendor", "Aurora", "--at", AT, "--format", "json")


def test_a_rivals_file_is_set_aside(cli, bid, tmp_path):
    before = cli("rank", bid, "--format", "json").data["rankings"]
    ran = wrong_price(cli, bid, tmp_path)
    assert f"settle misfiled {bid} --vendor aurora --file price-v2" in ran.finding("bid.other-vendor")["hint"]
    assert cli("rank", bid, "--format", "json").data["rankings"] != before
    assert (
        "price-v2 is set aside: it does not belong in the bid of Aurora"
        in cli("settle", "misfiled", bid, *ASIDE).out
    )
    assert cli("rank", bid, "--format", "json").data["rankings"] == before
    assert (bid / "bids/aurora/price-v2.xlsx").exists()
    assert SECRET in (bid / "log.jsonl").read_text("utf-8")
    assert cli("letter", "thanks", bid, "--vendor", "aurora").code == 0
    html = (bid / "letters/thanks-aurora.html").read_text("utf-8")
    assert "borealis offer" not in html
    assert json.loads((bid / "bids/aurora/price-v2.json").read_text())["receipt"]["sha256"][:12] not in html
    cli("report", bid)
    report = (bid / "report/report.html").read_text("utf-8")
    assert SECRET in report
    assert "et aside, as it does not belong in this bid" in report
    assert cli("report", bid, "--audience", "vendor:aurora").code == 0
    for name in ("report.html", "summary.md", "outcome.json"):
        text = (bid / "report/vendor-aurora" / name).read_text("utf-8")
        assert SECRET not in text, name
        assert "set aside" not in text, name


def test_it_comes_again_and_is_taken_back(cli, bid, tmp_path):
    wrong_price(cli, bid, tmp_path)
    changed = cli("rank", bid, "--format", "json").data["rankings"]
    assert cli("settle", "misfiled", bid, *ASIDE).code == 0
    file = tmp_path / "borealis offer.xlsx"
    again = cli("receive", bid, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert (again.code, again.data["new"]) == (0, False)
    assert f"settle undo {bid} misfiled" in again.finding("bid.set-aside")["hint"]
    twice = cli("settle", "misfiled", bid, *ASIDE, "--format", "json")
    assert (twice.code, twice.findings[0]["code"]) == (1, "settle.set-aside")
    assert cli("settle", "undo", bid, "misfiled", *FILE, "--reason", "it was ours after all").code == 0
    assert cli("rank", bid, "--format", "json").data["rankings"] == changed
    unknown = ("--vendor", "Aurora", "--file", "price-v9", "--reason", "x", "--format", "json")
    assert "price-v1" in cli("settle", "misfiled", bid, *unknown).finding("settle.unknown-file")["hint"]
    assert cli("settle", "misfiled", bid, "--vendor", "Aurora", "--reason", "x").code == 2


def test_an_emptier_version_is_told_and_undone(cli, bid, tmp_path):
    blank = fill(bid / "rfp/response.xlsx", tmp_path / "blank.xlsx", {})
    ran = cli("receive", bid, blank, "--vendor", "Aurora", "--at", AT, "--format", "json")
    found = ran.finding("bid.emptier")
    assert f"version 1 had {len(BID)} answers, this one has 0" in found["message"]
    assert f"settle misfiled {bid} --vendor aurora --file response-v2" in found["hint"]
    given = (
        "--vendor",
        "Aurora",
        "--file",
        "response-v2",
        "--reason",
        "sent by mistake, e-mail",
    )
    assert cli("settle", "misfiled", bid, *given).code == 0
    assert cli("rank", bid, "--format", "json").data["official"] is True
    same = receive(cli, bid, tmp_path, {"T-2": 99.7})
    assert "bid.emptier" not in {f["code"] for f in same.findings}
