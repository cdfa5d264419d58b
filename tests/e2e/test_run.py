"""From an issued RFP to a report, through the command line."""

from __future__ import annotations

import csv
import json
import subprocess

import openpyxl
import pytest
from filling import BID, OFFER, fill

from vendor_eval.model.outcome.record import Outcome

AT = "2030-01-30T12:00"


def files(folder):
    return {
        p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"
    }


def test_rank(cli, bid):
    ran = cli("rank", bid, "--format", "json", "--confirm")
    assert (ran.code, ran.err) == (0, "")
    assert ran.data["official"] is True
    assert (ran.data["excluded"], ran.data["open"]) == ([], [])
    ranking = ran.data["rankings"][0]
    # tech 50 (T-1 3/5, T-2 2/5 at half), people 20 x score/5, cost 30 at the same price
    assert ranking["scores"] == pytest.approx({"Aurora": 30 + 10 + 16 + 30, "Borealis": 15 + 10 + 12 + 30})
    assert ran.data["confirmation"]["agrees"] is True
    table = cli("rank", bid)
    assert "Official ranking" in table.out
    assert "Aurora leads Borealis by 19.00 points." in table.out


def test_rank_opens_no_workbook(cli, bid):
    for workbook in bid.rglob("*.xlsx"):
        workbook.write_bytes(b"")
    assert cli("rank", bid).code == 0


def test_other_weights_only_as_a_what_if(cli, bid):
    refused = cli("rank", bid, "--weights", "cost=50", "--format", "json")
    assert refused.code == 1
    assert "--what-if" in refused.finding("usage.what-if")["hint"]
    before = files(bid)
    ran = cli("rank", bid, "--weights", "cost=50", "--what-if", "--format", "json")
    assert (ran.code, ran.data["official"]) == (0, False)
    weights = ran.data["rankings"][0]["weights"]
    assert weights == pytest.approx({"T-1": 15 / 70, "T-2": 10 / 70, "U-1": 10 / 70, "P-1": 0.5})
    assert files(bid) == before


def test_another_method_is_a_comparison(cli, bid):
    ran = cli("rank", bid, "--method", "topsis", "--format", "json")
    assert (ran.code, ran.data["official"]) == (0, False)
    assert ran.finding("rank.comparison")["severity"] == "note"
    both = cli("rank", bid, "--method", "weighted_sum", "--method", "topsis", "--format", "json")
    assert both.data["official"] is True
    assert [r["method"] for r in both.data["rankings"]] == ["weighted_sum", "topsis"]


def test_report_is_the_selection_record(cli, bid):
    assert cli("report", bid).code == 0
    outcome = Outcome.model_validate_json((bid / "report/outcome.json").read_text())
    assert outcome.rankings[0].best == ("Aurora",)
    assert outcome.confirmation.agrees
    html = (bid / "report/report.html").read_text()
    assert "Aurora" in html
    assert "scikit-criteria" in html
    assert outcome.fingerprints["rfp"] in html
    before = files(bid)
    again = cli("report", bid, "--format", "json")
    assert again.data["changed"] is False
    assert files(bid) == before


def test_a_wrong_kernel_shows_in_the_report(cli, bid, monkeypatch):
    import dataclasses

    from vendor_eval.decision.methods import METHODS

    right = METHODS["weighted_sum"]
    monkeypatch.setitem(
        METHODS,
        "weighted_sum",
        dataclasses.replace(right, kernel=lambda *a, **k: right.kernel(*a, **k) * 0.99),
    )
    ran = cli("report", bid, "--format", "json")
    assert ran.code == 1
    assert ran.finding("rank.not-confirmed")
    assert json.loads((bid / "report/outcome.json").read_text())["confirmation"]["agrees"] is False


@pytest.mark.parametrize("what", ["answers", "values", "contributions", "scores", "prices"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_export(cli, bid, tmp_path, what, suffix):
    out = tmp_path / f"t{suffix}"
    ran = cli("export", bid, "--what", what, "--output", out, "--format", "json")
    assert ran.code == 0
    if suffix == ".csv":
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    else:
        header, *body = openpyxl.load_workbook(out).active.iter_rows(values_only=True)
        rows = [dict(zip(header, r, strict=True)) for r in body]
    assert len(rows) == ran.data["rows"] > 0
    if what == "contributions":
        scores = cli("rank", bid, "--format", "json").data["rankings"][0]["scores"]
        for vendor, score in scores.items():
            column = next(c for c in rows[0] if c in ("contribution", "points"))
            assert sum(float(r[column]) for r in rows if r["vendor"] == vendor) == pytest.approx(score)


def test_compare_sorts_by_what_decides(cli, bid):
    ran = cli("compare", bid, "Aurora", "borealis", "--format", "json")
    assert ran.code == 0
    gaps = [abs(r["difference"]) for r in ran.data["rows"]]
    assert gaps == sorted(gaps, reverse=True)
    assert ran.data["rows"][0]["criterion"] == "T-1"
    assert "T-1" in cli("compare", bid, "Aurora", "borealis").out
    assert cli("compare", bid, "Aurora", "Cirrus", "--format", "json").finding("vendor.unknown")["hint"]


def test_second_version_counts_and_the_first_stays(cli, bid, tmp_path):
    better = fill(bid / "rfp/response.xlsx", tmp_path / "r2.xlsx", BID | {"T-2": 100})
    ran = cli("receive", bid, better, "--vendor", "Borealis", "--at", "2030-01-31T11:00", "--format", "json")
    assert (ran.code, ran.data["version"]) == (0, 2)
    assert (bid / "bids/borealis/response-v1.xlsx").exists()
    ranked = cli("rank", bid, "--format", "json").data["rankings"][0]
    assert ranked["contributions"]["Borealis"]["T-2"] == pytest.approx(20)
    again = cli("receive", bid, better, "--vendor", "Borealis", "--format", "json")
    assert (again.code, again.data["new"], again.data["version"]) == (0, False, 2)


def test_late_bid_is_kept_and_admitted_only_by_decision(cli, issued, tmp_path):
    late = fill(issued / "rfp/response.xlsx", tmp_path / "late.xlsx", BID)
    ran = cli("receive", issued, late, "--vendor", "Aurora", "--at", "2030-01-31T12:01", "--format", "json")
    assert ran.code == 0
    assert ran.finding("bid.late")["severity"] == "warning"
    assert cli("check", issued, "--format", "json").data["vendors"][0]["status"] == "excluded"
    ran = cli("settle", "admit-late", issued, "--vendor", "Aurora", "--reason", "courier strike")
    assert ran.code == 0
    status = {v["vendor"]: v["status"] for v in cli("check", issued, "--format", "json").data["vendors"]}
    assert status["Aurora"] != "excluded"


def test_new_vendor_goes_to_a_file_of_its_own(cli, issued, tmp_path):
    before = (issued / "procurement.yaml").read_bytes()
    response = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID)
    name = "A/B: Müller & Co."
    assert cli("receive", issued, response, "--vendor", name, "--format", "json").code == 1
    assert cli("receive", issued, response, "--vendor", name, "--new", "--at", AT).code == 0
    assert (issued / "bids/a-b-muller-co/response-v1.json").exists()
    assert (issued / "procurement.yaml").read_bytes() == before
    assert name in (issued / "vendors.yaml").read_text("utf-8")
    names = [v["vendor"] for v in cli("check", issued, "--format", "json").data["vendors"]]
    assert names == ["Aurora", "Borealis", name]


def test_every_change_is_logged_and_the_log_holds_together(cli, bid):
    entries = [json.loads(line) for line in (bid / "log.jsonl").read_text().splitlines()]
    assert [e["verb"] for e in entries] == ["rfp", *["receive"] * 4, "sheets", "collect", "collect"]
    assert all(e["by"] and e["at"] for e in entries)
    assert "log.broken" not in [f["code"] for f in cli("check", bid, "--format", "json").findings]
    (bid / "log.jsonl").write_text((bid / "log.jsonl").read_text().replace("aurora", "borealis"))
    assert cli("check", bid, "--format", "json").finding("log.broken")


def test_refuse_prints_an_unofficial_ranking_and_settling_makes_it_official(cli, bid, tmp_path):
    bad = fill(bid / "rfp/response.xlsx", tmp_path / "bad.xlsx", BID | {"T-2": "about 99,5"})
    ran = cli("receive", bid, bad, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 1
    assert ran.finding("bid.unreadable")["where"].endswith("Technology!H6")
    assert (bid / "bids/aurora/response-v2.xlsx").exists(), "a bid with a bad cell is stored all the same"
    ran = cli("rank", bid, "--format", "json")
    assert (ran.code, ran.data["official"]) == (1, False)
    assert ran.data["open"][0]["criterion"] == "T-2"
    assert len(ran.data["rankings"][0]["ranks"]) == 2
    check = cli("check", bid, "--format", "json")
    assert check.code == 0
    assert {f["severity"] for f in check.findings} <= {"warning", "note"}
    wrong = cli(
        "settle",
        "read",
        bid,
        "--vendor",
        "Aurora",
        "--criterion",
        "T-2",
        "--value",
        "lots",
        "--reason",
        "x",
        "--format",
        "json",
    )
    assert wrong.code == 1
    workbook = (bid / "bids/aurora/response-v2.xlsx").read_bytes()
    ran = cli(
        "settle",
        "read",
        bid,
        "--vendor",
        "Aurora",
        "--criterion",
        "T-2",
        "--value",
        "99.5",
        "--reason",
        "mail of 2 Feb",
    )
    assert ran.code == 0
    assert (bid / "bids/aurora/response-v2.xlsx").read_bytes() == workbook
    assert cli("rank", bid, "--format", "json").data["official"] is True
    cli("report", bid)
    assert "mail of 2 Feb" in (bid / "report/report.html").read_text()
    again = cli(
        "settle",
        "read",
        bid,
        "--vendor",
        "Aurora",
        "--criterion",
        "T-2",
        "--value",
        "99.5",
        "--reason",
        "mail of 2 Feb",
    )
    assert "nothing changed" in again.out


def test_changed_weights_after_issue_are_told(cli, bid):
    (bid / "weights.yaml").write_text("groups: {tech: 10, people: 20, cost: 70}\n")
    assert cli("rank", bid, "--format", "json").finding("rfp.changed")["severity"] == "warning"


def test_issuing_twice_changes_nothing(cli, issued):
    before = files(issued)
    ran = cli("rfp", issued, "--format", "json")
    assert (ran.code, ran.data["issue"], ran.data["changed"]) == (0, 1, False)
    assert files(issued) == before
    (issued / "weights.yaml").write_text("groups: {tech: 10, people: 20, cost: 70}\n")
    assert cli("rfp", issued, "--format", "json").data["issue"] == 2


def test_status_names_the_next_command(cli, folder, bid):
    assert cli("status", folder, "--format", "json").data["next"] == f"vendor-eval rfp {folder}"
    assert "report" in cli("status", bid, "--format", "json").data["next"]


def test_public_api(bid):
    import vendor_eval

    case = vendor_eval.load(bid)
    outcome = vendor_eval.evaluate(case)
    frame = vendor_eval.frames.scores(outcome)
    assert frame.loc[frame["rank"] == 1, "vendor"].tolist() == ["Aurora"]
    contributions = vendor_eval.frames.contributions(outcome)
    assert set(contributions["vendor"]) == {"Aurora", "Borealis"}


def test_prices_may_come_first(cli, issued, tmp_path):
    price = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER)
    assert cli("receive", issued, price, "--vendor", "Aurora", "--at", AT).code == 0
    assert cli("rank", issued, "--format", "json").data["rankings"] == []


def test_a_settlement_does_not_carry_over_to_another_content(cli, bid, tmp_path):
    def receive(text):
        file = fill(bid / "rfp/response.xlsx", tmp_path / f"{text}.xlsx", BID | {"T-2": text})
        return cli("receive", bid, file, "--vendor", "Aurora", "--at", AT, "--format", "json")

    receive("about 99.9")
    settle = (
        "settle",
        "read",
        bid,
        "--vendor",
        "Aurora",
        "--criterion",
        "T-2",
        "--reason",
        "mail",
        "--value",
    )
    assert cli(*settle, "99.9").code == 0
    assert cli("rank", bid, "--format", "json").data["official"] is True
    receive("about 97")
    assert cli("rank", bid, "--format", "json").data["open"][0]["criterion"] == "T-2"
    assert cli("status", bid, "--format", "json").data["stage"] == "settle open answers"
    assert cli(*settle, "97").code == 0
    assert cli("rank", bid, "--format", "json").data["official"] is True


def test_a_late_version_may_complete_a_timely_bid(cli, bid, tmp_path):
    gap = fill(bid / "rfp/response.xlsx", tmp_path / "gap.xlsx", BID | {"T-2": None})
    assert cli("receive", bid, gap, "--vendor", "Aurora", "--at", AT).code == 0
    assert cli("rank", bid, "--format", "json").data["official"] is False
    whole = fill(bid / "rfp/response.xlsx", tmp_path / "whole.xlsx", BID | {"T-2": 99.9})
    assert cli("receive", bid, whole, "--vendor", "Aurora", "--at", "2030-02-02T09:00").code == 0
    assert cli("rank", bid, "--format", "json").data["official"] is False
    admit = ("settle", "admit-late", bid, "--vendor", "Aurora", "--reason", "law allows completion")
    assert cli(*admit).code == 0
    assert cli("rank", bid, "--format", "json").data["official"] is True
    assert "nothing changed" in cli(*admit).out or cli(*admit).code == 1


def test_issuing_again_keeps_the_earlier_issue_and_is_told(cli, bid, monkeypatch):
    first = (bid / "rfp/response.xlsx").read_bytes()
    for reading in (bid / "bids").rglob("*.json"):
        reading.write_text(reading.read_text().replace("2030-01-30", "2020-01-30"))
    (bid / "weights.yaml").write_text("groups: {tech: 10, people: 20, cost: 70}\n")
    assert cli("rfp", bid).code == 0
    assert (bid / "rfp/issue-1/response.xlsx").read_bytes() == first
    ran = cli("rank", bid, "--format", "json")
    assert ran.data["official"] is False
    assert "no ranking is official" in ran.finding("rfp.issued-after-bids")["message"]


@pytest.fixture
def rewritten(cli, bid):
    """Bids lay there when the weights were changed; what ``rank`` says after that issue."""
    for reading in (bid / "bids").rglob("*.json"):
        reading.write_text(reading.read_text().replace("2030-01-30", "2020-01-30"))
    path = bid / "weights.yaml"
    before = path.read_text()

    def run(changed, *options):
        path.write_text("groups: {tech: 10, people: 20, cost: 70}\n" if changed else before)
        assert cli("rfp", bid, *options).code == 0
        return cli("rank", bid, "--format", "json").data["official"]

    return run


def test_weights_changed_under_bids_are_not_official_until_they_are_written_back(rewritten):
    assert rewritten(True) is False
    assert rewritten(False) is True


def test_what_an_addendum_told_before_bids_were_due_is_official(rewritten):
    assert rewritten(True, "--addendum", "The board weighs the price more") is True


def test_exported_contributions_open_in_libreoffice_and_add_up(cli, bid, tmp_path, soffice):
    assert cli("export", bid, "--what", "contributions", "--output", tmp_path / "points.xlsx").code == 0
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "xlsx"]
    again = [*command, "--outdir", tmp_path / "again", tmp_path / "points.xlsx"]
    subprocess.run(again, check=True, capture_output=True, timeout=120)
    header, *body = openpyxl.load_workbook(tmp_path / "again/points.xlsx").active.iter_rows(values_only=True)
    rows = [dict(zip(header, row, strict=True)) for row in body]
    for vendor, score in cli("rank", bid, "--format", "json").data["rankings"][0]["scores"].items():
        assert sum(r["contribution"] for r in rows if r["vendor"] == vendor) == pytest.approx(score, abs=1e-9)
