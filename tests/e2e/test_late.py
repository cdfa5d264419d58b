"""Bids over time: what is late, what is withdrawn, and which version counts."""

from __future__ import annotations

import json

import pytest
from filling import BID, OFFER, fill

DUE = "2030-01-31T12:00"


@pytest.fixture
def take(cli, tmp_path):
    """Receive a response of Aurora with this share of availability."""

    def receive(folder, share, at, *more):
        file = fill(folder / "rfp/response.xlsx", tmp_path / f"{share}.xlsx", BID | {"T-2": share})
        return cli("receive", folder, file, "--vendor", "Aurora", "--at", at, *more, "--format", "json")

    return receive


def counting(folder) -> float | None:
    import vendor_eval
    from vendor_eval.scoring.bids import bids

    bid = next(b for b in bids(vendor_eval.load(folder)) if b.vendor.id == "aurora")
    return bid.answers["T-2"].value if bid.counts else None


def codes(ran) -> list[str]:
    return [f["code"] for f in ran.findings]


@pytest.mark.parametrize(
    ("at", "late"),
    [
        ("2030-01-31T12:00", False),
        ("2030-01-31 12:01", True),
        ("2030-01-31T18:00Z", False),
        ("2030-01-31T18:00:01Z", True),
        ("2030-01-31T19:00+01:00", False),
        ("2030-01-31T13:00-05:00", False),
        ("2030-01-31T13:01-05:00", True),
        ("2030-01-31T10:00:00-08:00", False),
    ],
)
def test_times_with_and_without_zone(cli, folder, take, at, late):
    path = folder / "procurement.yaml"
    path.write_text(path.read_text().replace("timezone: UTC", "timezone: America/Chicago"))
    assert cli("rfp", folder).code == 0
    ran = take(folder, 99.5, at)
    assert ran.code == 0
    assert ("bid.late" in codes(ran)) is late
    assert counting(folder) == (None if late else 99.5)


@pytest.mark.parametrize("at", ["2030-01-31", "yesterday", "", "2030-13-01T10:00", "12:00"])
def test_times_that_are_none(cli, issued, take, at):
    ran = take(issued, 99.5, at)
    assert (ran.code, codes(ran)) == (1, ["usage.time"])
    assert "2027-03-01T11:58" in ran.findings[0]["hint"]
    assert not (issued / "bids").exists()


def test_the_newest_timely_version_counts(cli, bid, take):
    assert take(bid, 99.6, "2030-01-31T11:00").code == 0
    late = take(bid, 99.7, "2030-01-31T12:30")
    assert (late.code, late.data["version"]) == (0, 3)
    assert counting(bid) == 99.6
    finding = cli("check", bid, "--format", "json").finding("bid.late")
    assert "version 3" in finding["message"]
    assert "version 2 counts" in finding["message"]
    assert finding["where"] == "bids/aurora/response-v3.xlsx"
    assert (bid / finding["where"]).exists()
    assert cli("settle", "admit-late", bid, "--vendor", "Aurora", "--reason", "minutes 5").code == 0
    assert counting(bid) == 99.7
    assert "bid.late" not in codes(cli("check", bid, "--format", "json"))
    assert take(bid, 99.8, "2030-01-31T14:00").code == 0
    assert counting(bid) == 99.7, "admitted is what lay there then"


def test_taken_in_out_of_order(cli, bid, take):
    """A clerk finds an earlier mail after a later one was taken in."""
    assert take(bid, 99.6, "2030-01-31T11:00").code == 0
    ran = take(bid, 99.1, "2030-01-31T09:00")
    assert ran.finding("bid.not-newest")["severity"] == "note"
    assert counting(bid) == 99.6


def test_a_late_bid_is_marked_everywhere(cli, issued, take):
    assert take(issued, 99.5, "2030-02-01T09:00").finding("bid.late")
    table = cli("status", issued).out
    assert "late, not admitted" in " ".join(table.split())
    first = cli("check", issued, "--format", "json").data["vendors"][0]
    assert first["status"] == "excluded"
    assert first["reason"] == "late: received 2030-02-01 09:00, due 2030-01-31 12:00 UTC"
    assert cli("settle", "admit-late", issued, "--vendor", "Aurora", "--reason", "r").code == 0
    assert counting(issued) == 99.5


def test_late_prices_do_not_join_a_timely_answer(cli, issued, take, tmp_path):
    assert take(issued, 99.5, "2030-01-30T09:00").code == 0
    price = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER)
    ran = cli("receive", issued, price, "--vendor", "Aurora", "--at", "2030-02-01T09:00", "--format", "json")
    assert ran.finding("bid.late")
    found = cli("check", issued, "--format", "json").finding("bid.late")
    assert "price workbook" in found["message"]
    assert "no version counts" in found["message"]


def test_the_same_minute_again_is_the_same_time(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID)

    def receive(at):
        return cli("receive", issued, file, "--vendor", "Aurora", "--at", at, "--format", "json")

    receive("2030-01-30T13:17:42")
    assert receive("2030-01-30T13:17").findings == []
    other = receive("2030-01-30T13:17:05").finding("bid.other-time")
    assert "13:17:42 UTC, not 2030-01-30 13:17:05 UTC" in other["message"]
    assert "not 2030-01-30 13:18 UTC" in receive("2030-01-30T13:18").finding("bid.other-time")["message"]


def test_withdrawal(cli, bid, take):
    withdraw = ("settle", "withdraw", bid, "--vendor", "Aurora", "--reason", "letter of 30 January")
    assert cli(*withdraw).code == 0
    assert cli("check", bid, "--format", "json").finding("bid.withdrawn")
    assert counting(bid) is None
    assert "nothing changed" in cli(*withdraw).out
    again = take(bid, 99.9, "2030-01-31T11:00")
    assert "letter of 30 January" in again.finding("bid.withdrawn")["message"]
    assert (bid / "bids/aurora/response-v2.xlsx").exists()
    assert counting(bid) is None
    ranked = cli("rank", bid, "--format", "json").data
    assert {e["vendor"]: e["reason"] for e in ranked["excluded"]} == {
        "Aurora": "withdrawn: letter of 30 January"
    }
    assert cli("settle", "admit-late", bid, "--vendor", "Aurora", "--reason", "came back in time").code == 0
    assert counting(bid) == 99.9
    assert take(bid, 99.8, "2030-01-31T11:30").code == 0
    assert counting(bid) == 99.8, "admitted again before the closing time, it may still be replaced"
    said = [json.loads(line)["what"] for line in (bid / "log.jsonl").read_text().splitlines()]
    assert any("withdrawn: letter of 30 January" in what for what in said)


def test_a_withdrawal_that_was_taken_back(cli, bid, take):
    assert cli("settle", "withdraw", bid, "--vendor", "Aurora", "--reason", "a slip").code == 0
    assert (
        cli("settle", "undo", bid, "withdraw", "--vendor", "Aurora", "--reason", "Borealis it was").code == 0
    )
    assert codes(take(bid, 99.9, "2030-01-31T11:00")) == []
    assert counting(bid) == 99.9


def test_nobody_moves_the_closing_time_unseen(cli, issued, take):
    path = issued / "procurement.yaml"
    path.write_text(path.read_text().replace(DUE, "2030-02-07T12:00"))
    finding = take(issued, 99.5, "2030-02-01T09:00")
    assert "bid.late" not in codes(finding)
    found = cli("check", issued, "--format", "json").finding("rfp.due-moved")
    assert "2030-01-31 12:00" in found["message"]
    assert cli("rfp", issued).code == 0
    assert cli("check", issued, "--format", "json").finding("rfp.due-moved")
    ran = cli("rfp", issued, "--addendum", "a week more", "--format", "json")
    assert (ran.code, codes(ran)) == (0, [])
    assert "rfp.due-moved" not in codes(cli("check", issued, "--format", "json"))


def test_an_accepted_claim_ends_with_the_question_it_was_made_to(cli, bid, take):
    assert take(bid, "N/A", "2030-01-31T10:00").code == 0
    accept = ("settle", "accept-na", bid, "--vendor", "Aurora", "--criterion", "T-2", "--reason", "r")
    assert cli(*accept).code == 0
    weights = cli("rank", bid, "--format", "json").data["rankings"][0]["weights"]
    assert "T-2" not in weights
    path = bid / "catalogues/mini/tech.yaml"
    path.write_text(path.read_text().replace("for the stated share of each month", "at all times"))
    assert cli("rfp", bid, "--addendum", "r").code == 0
    opened = cli("rank", bid, "--format", "json").data["open"]
    assert {(o["vendor"], o["criterion"], o["state"]) for o in opened} == {
        ("Aurora", "T-2", "stale"),
        ("Borealis", "T-2", "stale"),
    }


@pytest.mark.parametrize(
    ("new", "codes_told"),
    [("2030-01-24T12:00", ["addendum.less-time"]), ("2030-02-07T12:00", [])],
)
def test_an_addendum_that_takes_time_from_bidders(cli, bid, new, codes_told):
    path = bid / "procurement.yaml"
    path.write_text(path.read_text().replace(DUE, new))
    ran = cli("rfp", bid, "--addendum", "the board meets another day", "--format", "json")
    assert (ran.code, [c for c in codes(ran) if c.startswith("addendum.")]) == (0, codes_told)
    if codes_told:
        message = ran.finding("addendum.less-time")["message"]
        assert "from 2030-01-31 12:00 UTC to 2030-01-24 12:00 UTC" in message
        assert "Aurora, Borealis" in message


def test_less_than_a_week_is_told_also_where_it_is_later():
    from datetime import UTC, datetime, timedelta

    from vendor_eval.model.buyer.procurement import Timetable
    from vendor_eval.rfp.checks.dates import AT_LEAST, shortened

    now = datetime(2030, 1, 1, tzinfo=UTC)
    was = Timetable(bids_due=now + timedelta(days=1))
    near, far = (Timetable(bids_due=now + AT_LEAST - timedelta(minutes=m)) for m in (1, 0))
    assert "bids that are in already: none" in shortened(was, near, [], now)[0].message
    assert shortened(was, far, ["Aurora"], now) == []
    assert shortened(was, was, ["Aurora"], now) == []


def test_a_bid_from_before_the_request(cli, issued, take):
    finding = take(issued, 99.5, "2020-01-31T09:00").finding("bid.before-issue")
    assert finding["severity"] == "warning"
    assert "--vendor aurora --file response-v1 --at TIME" in finding["hint"]
    mend = ("--file", "response-v1", "--at", "2030-01-31T09:00", "--reason", "a slip")
    assert cli("settle", "time", issued, "--vendor", "aurora", *mend).code == 0


def test_half_a_minute_late_is_told_to_the_second(cli, issued, take):
    ran = take(issued, 99.5, "2030-01-31T12:00:30")
    assert "due 2030-01-31 12:00:00 UTC, received 2030-01-31 12:00:30" in ran.finding("bid.late")["message"]
    checked = cli("check", issued, "--format", "json")
    reason = checked.data["vendors"][0]["reason"]
    assert reason == "late: received 2030-01-31 12:00:30, due 2030-01-31 12:00:00 UTC"
    late = checked.finding("bid.late")["message"]
    assert "came late (2030-01-31 12:00:30, due 2030-01-31 12:00:00 UTC)" in late
