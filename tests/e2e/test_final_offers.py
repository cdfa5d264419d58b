"""Best and final offers through the command line: who is invited, what then counts, and what came too late."""

from __future__ import annotations

import importlib
import json
from datetime import UTC, datetime

import pytest
from documents.reading import flat, paragraphs
from filling import BID, OFFER, fill
from steps import change

import vendor_eval
from vendor_eval.pipeline import evaluate
from vendor_eval.workspace.load import load_case

AT_WORK = importlib.import_module("vendor_eval.cli.folder")
INVITED, UNTIL = datetime(2031, 1, 10, tzinfo=UTC), "2031-01-20T12:00"


@pytest.fixture
def invite(cli, monkeypatch):
    """Invite on 10 January 2031; afterwards it is the end of the year."""

    def run(folder, *args):
        monkeypatch.setattr(AT_WORK, "clock", lambda: INVITED)
        ran = cli("letter", "final", folder, "--until", UNTIL, *args, "--format", "json")
        monkeypatch.setattr(AT_WORK, "clock", lambda: datetime(2031, 12, 31, tzinfo=UTC))
        return ran

    return run


@pytest.fixture
def offer(cli, tmp_path):
    """A new price workbook of Borealis."""

    def run(folder, fee, at):
        file = fill(folder / "rfp/price.xlsx", tmp_path / f"{fee}.xlsx", OFFER | {("FEE", 1): fee})
        ran = cli("receive", folder, file, "--vendor", "borealis", "--at", at, "--format", "json")
        assert ran.code == 0
        return {f["code"] for f in ran.findings}

    return run


def price(folder):
    outcome = evaluate(vendor_eval.load(folder)).model_dump(mode="json")
    return next(p for p in outcome["prices"] if p["vendor"] == "Borealis")


def test_an_offer_in_time_counts_and_the_report_shows_both_prices(cli, bid, invite, offer):
    first = price(bid)
    assert first["before"] is None
    ran = invite(bid, "--about", "Prices & <terms>")
    assert (ran.code, [x["vendor"] for x in ran.data["letters"]]) == (0, ["Aurora", "Borealis"])
    assert ran.finding("final.unannounced")["severity"] == "warning"
    said = flat(" ".join(paragraphs((bid / "letters/final-borealis.docx").read_bytes())))
    assert "20 January 2031, 12:00" in said
    assert "Prices & <terms>" in said
    assert "Aurora" not in said
    assert "bid.late" not in offer(bid, 700, "2031-01-20T12:00")
    now = price(bid)
    assert now["net_present_cost"] != first["net_present_cost"]
    assert now["before"]["net_present_cost"] == first["net_present_cost"]
    assert (now["before"]["version"], now["before"]["by_year"]) == (1, first["by_year"])
    assert cli("report", bid).code == 0
    html = (bid / "report/report.html").read_text("utf-8")
    assert "Changed after the closing time" in html
    assert "Invited to a best and final offer until 20 Jan 2031, 12:00" in html
    assert "Changed after the closing time" in " ".join(paragraphs((bid / "report/report.docx").read_bytes()))
    ran = cli("recompute", bid / "report/outcome.json", "--format", "json")
    assert ran.code == 0
    record = json.loads((bid / "report/outcome.json").read_text())
    i = next(i for i, p in enumerate(record["prices"]) if p["vendor"] == "Borealis")
    record["prices"][i]["before"]["net_present_cost"] = "1.00"
    (bid / "o.json").write_text(json.dumps(record))
    ran = cli("recompute", bid / "o.json")
    assert ran.code == 1
    assert f"$.prices[{i}].before.net_present_cost" in ran.out + ran.err


def offer_at(offer, folder, fee, at):
    """On the day of the invitation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AT_WORK, "clock", lambda: INVITED)
        return offer(folder, fee, at)


@pytest.mark.parametrize("audience", ["public", "vendor:aurora"])
def test_rivals_and_the_public_do_not_read_the_earlier_price(cli, bid, invite, offer, audience):
    offer_at(offer, bid, 650, "2030-01-30T12:30")  # so that it is not the price of the other bidder
    was = price(bid)["net_present_cost"]
    invite(bid)
    offer(bid, 700, "2031-01-15T10:00")
    assert price(bid)["before"]["net_present_cost"] == was
    assert cli("report", bid, "--audience", audience).code == 0
    folder = next(p for p in (bid / "report").iterdir() if p.is_dir())
    pages = [p.read_text("utf-8") for p in folder.rglob("*") if p.suffix in (".html", ".json", ".md")]
    assert pages
    whole = was.partition(".")[0]
    for text in pages:
        assert whole not in text.replace(",", "").replace("\N{NO-BREAK SPACE}", "")
        assert "Changed after the closing time" not in text


def test_what_comes_after_the_deadline_stays_visible_until_it_is_decided(cli, bid, invite, offer):
    first = price(bid)
    invite(bid)
    assert "bid.late" in offer(bid, 700, "2031-01-20T12:01")
    for verb in ("status", "check", "rank"):
        found = cli(verb, bid, "--format", "json").finding("bid.late")
        assert found["severity"] == "warning"
        assert "version 2 of the price workbook came late (2031-01-20 12:01" in found["message"]
        assert "best and final offers by 2031-01-20 12:00); version 1 counts" in found["message"]
        assert "settle refuse-late" in found["hint"]
    assert price(bid) == first
    why = ("--reason", "no cause was given, minutes 6")
    assert cli("settle", "refuse-late", bid, "--vendor", "borealis", *why).code == 0
    found = cli("rank", bid, "--format", "json").finding("bid.late")
    assert found["severity"] == "note"
    assert found["message"].endswith("Not admitted: no cause was given, minutes 6")
    assert "bid.late" not in {f["code"] for f in cli("status", bid, "--format", "json").findings}
    cli("report", bid)
    assert cli("letter", "regret", bid).code == 0
    said = flat(" ".join(paragraphs((bid / "letters/regret-borealis.docx").read_bytes())))
    assert "Your price workbook that came in on 20 January 2031, 12:01" in said
    assert "was late and was not evaluated: no cause was given, minutes 6" in said
    assert "Not admitted what had come in late by" in (bid / "report/report.html").read_text("utf-8")
    # what the buyer wrote of others is not for this bidder
    panel = [e.name for e in load_case(bid).procurement.panel]
    why_not = ("--reason", f"{panel[0]} says that Aurora Imaging would have complained")
    assert cli("settle", "refuse-late", bid, "--vendor", "borealis", *why_not).code == 0
    assert cli("letter", "regret", bid).code == 0
    letter = flat(" ".join(paragraphs((bid / "letters/regret-borealis.docx").read_bytes())))
    assert "not evaluated: an evaluator says that" in letter
    assert panel[0] not in letter
    # the buyer may change its mind: an admission is another matter and stands beside it
    assert cli("settle", "admit-late", bid, "--vendor", "borealis", *why).code == 0
    assert price(bid)["before"]["version"] == 1


def test_late_before_the_invitation_is_late_after_it(cli, bid, invite, offer):
    monday = "2031-01-09T10:00"  # after bids were due, before anybody was invited
    first = price(bid)
    assert "bid.late" in offer_at(offer, bid, 650, monday)
    invite(bid)
    assert price(bid)["net_present_cost"] == first["net_present_cost"]


def test_an_invitation_is_recorded_once_and_can_be_taken_back(cli, bid, invite, offer):
    invite(bid)
    log = (bid / "log.jsonl").read_bytes()
    again = invite(bid)
    assert [x["new"] for x in again.data["letters"]] == [False, False]
    assert (bid / "log.jsonl").read_bytes() == log
    assert (bid / "decisions.yaml").read_text().count("invite_final") == 2
    undo = ("invite-final", "--vendor", "borealis", "--reason", "a slip")
    assert cli("settle", "undo", bid, *undo).code == 0
    assert "bid.late" in offer(bid, 700, "2031-01-15T10:00")


def test_who_is_not_invited(cli, bid, invite, tmp_path):
    ran = invite(bid, "--vendor", "aurora")
    assert "Borealis is still in and not invited" in ran.finding("final.not-all")["message"]
    gone = ("--vendor", "borealis", "--reason", "letter of 3 March")
    assert cli("settle", "withdraw", bid, *gone).code == 0
    ran = invite(bid, "--vendor", "borealis")
    assert (ran.code, ran.finding("final.excluded")["where"]) == (1, "--vendor")
    assert [x["vendor"] for x in invite(bid).data["letters"]] == ["Aurora"]


def test_nobody_is_invited_before_bids_are_due(cli, issued, monkeypatch):
    monkeypatch.setattr(AT_WORK, "clock", lambda: datetime(2029, 1, 1, tzinfo=UTC))
    ran = cli("letter", "final", issued, "--until", UNTIL, "--format", "json")
    assert (ran.code, ran.finding("final.too-early")["severity"]) == (1, "error")
    for until in ((), ("--until", "soon"), ("--until", "2001-01-01T10:00")):
        assert cli("letter", "final", issued, *until).code == 1
    assert not (issued / "letters").exists()


def test_the_rfp_announces_best_and_final_offers(cli, folder):
    assert cli("rfp", folder).code == 0
    assert "best and final" not in (folder / "rfp/rfp.html").read_text("utf-8")
    change(folder, "procurement.yaml", "panel:", "procedure: {best_and_final: true}\npanel:")
    assert cli("rfp", folder).code == 0
    assert "bidders still in to a best and final offer" in (folder / "rfp/rfp.html").read_text("utf-8")


def test_nothing_is_official_while_offers_may_come_in(cli, bid, invite, monkeypatch):
    assert cli("rank", bid, "--format", "json").data["official"] is True
    invite(bid)
    monkeypatch.setattr(AT_WORK, "clock", lambda: datetime(2031, 1, 20, 11, 59, tzinfo=UTC))
    ran = cli("rank", bid, "--format", "json")
    assert (ran.code, ran.data["official"]) == (1, False)
    found = ran.finding("final.open")
    assert "until 2031-01-20 12:00" in found["message"]
    assert "settle undo DIR invite-final".replace("DIR", str(bid)) in found["hint"]
    ran = cli("status", bid, "--format", "json")
    assert ran.data["stage"] == "receive best and final offers"
    assert ran.data["next"].startswith("vendor-eval receive ")
    for kind in ("award", "regret"):
        ran = cli("letter", kind, bid, "--format", "json")
        assert (ran.code, ran.finding("letter.not-official")["severity"]) == (1, "error")
    assert not list((bid / "letters").glob("award*"))
    monkeypatch.setattr(AT_WORK, "clock", lambda: datetime(2031, 1, 20, 12, 1, tzinfo=UTC))
    assert cli("rank", bid, "--format", "json").data["official"] is True


@pytest.fixture
def listed(cli, staged, invite, tmp_path):
    """One of two is on the short list, was seen in a demonstration, and is invited."""
    for part, rows in (("", {"U-1|aurora": 4, "U-1|borealis": 3}), ("demo", {"U-2|aurora": 5})):
        for name in ("ann", "bob"):
            stage = part or "written"
            assert cli("sheets", staged, "--stage", stage).code == 0
            file = fill(staged / f"sheets/{name}-{stage}.xlsx", tmp_path / f"{name}.xlsx", rows, key="score")
            assert cli("collect", staged, file).code == 0
    ran = invite(staged)
    assert [x["vendor"] for x in ran.data["letters"]] == ["Aurora"], ran.findings
    return staged


def worse(cli, folder, tmp_path, answers):
    file = fill(folder / "rfp/response.xlsx", tmp_path / "worse.xlsx", BID | answers)
    at = ("--vendor", "aurora", "--at", "2031-01-15T10:00")
    assert cli("receive", folder, file, *at).code == 0


def test_a_weaker_offer_leaves_the_short_list_as_it_was(cli, listed, tmp_path):
    """RFP: best and final offers change nothing in the short list. So nobody comes in who was never seen."""
    before = cli("shortlist", listed, "--format", "json").data["vendors"]
    worse(cli, listed, tmp_path, {"T-1": "not supported", "T-2": 99.0})
    assert cli("shortlist", listed, "--format", "json").data["vendors"] == before
    assert cli("report", listed).code in (0, 1)
    record = json.loads((listed / "report/outcome.json").read_text())
    assert [e["vendor"] for e in record["excluded"]] == ["Borealis"]
    cells = {c["criterion"]: c for c in record["cells"] if c["vendor"] == "Aurora"}
    assert cells["T-1"]["before_offer"]["answer"] == BID["T-1"]
    assert cells["T-1"]["value"] == 0
    ran = cli("recompute", listed / "report/outcome.json", "--format", "json")
    assert ran.code == 0, ran.out


def test_an_offer_that_fails_a_gate_lets_nobody_else_in(cli, listed, tmp_path):
    worse(cli, listed, tmp_path, {"G-1": "no"})
    ran = cli("rank", listed, "--format", "json")
    assert {e["vendor"]: e["gate"] for e in ran.data["excluded"]} == {
        "Aurora": "G-1",
        "Borealis": "shortlist",
    }
    cli("report", listed)
    record = json.loads((listed / "report/outcome.json").read_text())
    assert [v["was_admitted"] for v in record["vendors"]] == [True, False]
    assert cli("recompute", listed / "report/outcome.json").code == 0


def test_who_withdrew_and_is_back_is_waited_for(cli, bid, invite, monkeypatch):
    invite(bid, "--vendor", "borealis")
    monkeypatch.setattr(AT_WORK, "clock", lambda: datetime(2031, 1, 19, tzinfo=UTC))
    codes = []
    for act in ("withdraw", "admit-late"):
        assert cli("settle", act, bid, "--vendor", "borealis", "--reason", "their letter").code == 0
        codes.append("final.open" in {f["code"] for f in cli("rank", bid, "--format", "json").findings})
    assert codes == [False, True]
