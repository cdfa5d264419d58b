"""What the program says of things that are allowed and easily overlooked."""

from __future__ import annotations

import csv
import importlib
import json
import re
from datetime import UTC, datetime

import openpyxl
from filling import BID, OFFER, fill
from steps import AT, change, receive, settle

AT_WORK = importlib.import_module("vendor_eval.cli.folder")


def test_weights_that_add_up_to_120(cli, folder):
    for verb in (("status",), ("criteria", "show"), ("criteria", "check")):
        ran = cli(*verb, folder, "--format", "json")
        assert "weights.not-hundred" not in {f["code"] for f in ran.findings}
    change(folder, "weights.yaml", "tech: 50", "tech: 70")
    for verb in (("status",), ("criteria", "show"), ("criteria", "check")):
        ran = cli(*verb, folder, "--format", "json")
        found = ran.finding("weights.not-hundred")
        assert (ran.code, found["severity"]) == (0, "note")
        assert "add up to 120" in found["message"]
        assert "tech 70 is 58.33% of the whole" in found["message"]


def test_criteria_show_names_the_stage(cli, folder):
    shown = cli("criteria", "show", folder)
    assert "stage" in shown.out.splitlines()[1]
    line = next(x for x in shown.out.splitlines() if "T-1" in x)
    assert "written" in line


def test_all_times_are_in_the_zone_of_the_procurement(cli, issued, tmp_path):
    change(issued, "procurement.yaml", "timezone: UTC", "timezone: America/Chicago")
    file = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID)
    price = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER)
    for bid, at in ((file, "2026-01-10T18:30+00:00"), (price, "2026-01-10T12:31")):
        assert cli("receive", issued, bid, "--vendor", "Aurora", "--at", at).code == 0
    change(issued, "weights.yaml", "tech: 50", "tech: 40")
    assert cli("rfp", issued).code == 0
    message = cli("check", issued, "--format", "json").finding("rfp.issued-after-bids")["message"]
    assert re.search(r"is of 20\d\d-\d\d-\d\d \d\d:\d\d C[SD]T, after", message)
    assert "(2026-01-10 12:30 CST)" in message
    cli("report", issued)
    html = (issued / "report/report.html").read_text("utf-8")
    assert "10 Jan 2026, 12:30 UTC−06:00" in html
    assert "10 Jan 2026, 12:31 UTC−06:00" in html
    change(issued, "procurement.yaml", "bids_due: 2030-01-31T12:00", "bids_due: 2026-01-10T12:00")
    reason = cli("check", issued, "--format", "json").data["vendors"][0]["reason"]
    assert reason == "late: received 2026-01-10 12:30, due 2026-01-10 12:00 CST"


def test_check_repeats_what_receive_said(cli, issued, tmp_path):
    answers = {"T-2": "99.7 percent", "G-1": "nein", "I-1": "hosted for 900 USD"}
    received = receive(cli, issued, tmp_path, answers, vendor="Aurora")
    checked = cli("check", issued, "--format", "json")
    for criterion, meant in (("T-2", "99.7"), ("G-1", "no")):
        for ran in (received, checked):
            found = next(
                f for f in ran.findings if f["code"] == "bid.unreadable" and criterion in f["message"]
            )
            assert f"It probably means {meant}." in found["message"]
            assert f"--criterion {criterion} --value {meant} --reason" in found["hint"]
            assert "Allowed: " in found["message"]
    found = checked.finding("bid.price-in-response")  # though the gate is open and nobody is ranked
    assert "names an amount of money" in found["message"]
    assert found["severity"] == "warning"
    assert len([f for f in checked.findings if f["code"] == "bid.price-in-response"]) == 1


def test_check_repeats_a_wrong_name_and_an_unreadable_price(cli, issued, tmp_path):
    receive(cli, issued, tmp_path, {}, vendor="Aurora")
    receive(cli, issued, tmp_path, {("FEE", 2): "1000 a year"}, kind="price")
    checked = cli("check", issued, "--format", "json")
    found = checked.finding("price.unreadable")
    assert "--criterion FEE:2 --value 1000 --reason" in found["hint"]
    assert "Allowed: a number of 0 or more, or included. It probably means 1000." in found["message"]
    assert "bid.other-vendor" not in {f["code"] for f in checked.findings}
    file = fill(issued / "rfp/response.xlsx", tmp_path / "other.xlsx", BID, vendor="Borealis")
    cli("receive", issued, file, "--vendor", "Aurora", "--at", AT)
    checked = cli("check", issued, "--format", "json")
    assert "Borealis" in checked.finding("bid.other-vendor")["message"]


def test_places_are_named_once(cli, issued, tmp_path):
    receive(cli, issued, tmp_path, {"T-1": None})
    said = cli("check", issued).out
    line = next(x for x in said.splitlines() if "T-1 " in x and x.startswith("warning"))
    assert line.count("Aurora") == 1
    assert line.count("Technology!") == 1


def stages(ran):
    return {s["name"]: s for s in ran.data["stages"]}


def test_open_answers_are_settled_before_the_panel_scores(cli, issued, tmp_path):
    for vendor in ("Aurora", "Borealis"):
        receive(cli, issued, tmp_path, {"T-2": "about 99.5"}, vendor=vendor)
        receive(cli, issued, tmp_path, {("FEE", 2): 1000}, vendor=vendor, kind="price")
    ran = cli("status", issued, "--format", "json")
    assert ran.data["stage"] == "settle open answers"
    assert ran.data["next"].startswith("vendor-eval check ")
    for vendor in ("Aurora", "Borealis"):
        assert settle(cli, issued, "T-2", "99.5", vendor=vendor).code == 0
    assert cli("status", issued, "--format", "json").data["stage"] == "send score sheets"


def test_status_lists_all_that_the_panel_owes(cli, bid, tmp_path):
    scores = {"U-1|aurora": 4}
    ann = fill(bid / "sheets/ann.xlsx", tmp_path / "ann.xlsx", scores, key="score")
    bob = fill(bid / "sheets/bob.xlsx", tmp_path / "bob.xlsx", scores, key="score", declared="no")
    cli("collect", bid, ann, bob)
    missing = stages(cli("status", bid, "--format", "json"))["collect scores"]["missing"]
    assert "ann has not scored Borealis U-1" in missing
    assert "Bob declares a conflict of interest" in missing


def test_exported_gates_have_their_group(cli, bid, tmp_path):
    out = tmp_path / "answers.csv"
    assert cli("export", bid, "--what", "answers", "--output", out).code == 0
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert {r["group"] for r in rows if r["kind"] == "gate"} == {"tech"}


def test_a_workbook_says_which_questions_are_not_counted_as_open(issued):
    start = openpyxl.load_workbook(issued / "rfp/response.xlsx").worksheets[0]
    said = [c.value for row in start.iter_rows() for c in row if isinstance(c.value, str)]
    assert "One of these questions may stay empty (marked “Information”) and is not counted as open." in said
    start = openpyxl.load_workbook(issued / "rfp/price.xlsx").worksheets[0]
    assert not any("may stay empty" in str(c.value) for row in start.iter_rows() for c in row)


def test_dates_in_the_past(cli, folder):
    change(
        folder,
        "procurement.yaml",
        "bids_due: 2030-01-31T12:00",
        "bids_due: 2025-01-31T12:00, decision: 2025-03-01",
    )
    for verb in ("status", "rfp"):
        found = cli(verb, folder, "--format", "json").finding("rfp.past-date")
        assert found["severity"] == "warning"
        assert found["message"] == "bids_due (2025-01-31 12:00), decision (2025-03-01) are in the past"
    # once the RFP is out, a closing time that is over is in order
    assert "rfp.past-date" not in {f["code"] for f in cli("status", folder, "--format", "json").findings}


def test_a_bid_from_the_future_is_refused(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", "2031-02-01T12:00", "--format", "json")
    assert (ran.code, ran.finding("usage.future")["where"]) == (1, "--at")
    assert not (issued / "bids").exists()


def test_points_are_rounded_alike_in_rank_and_report(cli, bid):
    weights = "groups: {tech: 63.730625, people: 6.269375, cost: 30}\n"  # people: 4 of 5 earns 5.0155
    (bid / "weights.yaml").write_text(weights)
    line = next(x for x in cli("rank", bid).out.splitlines() if x.strip().startswith("People"))
    assert line.split()[-3:] == ["6.27", "5.02", "3.76"]
    cli("report", bid)
    page = (bid / "report/report.html").read_text("utf-8")
    rows = re.findall(r"<th[^>]*>People</th>.*?</tr>", page, re.DOTALL)
    assert ["6.27", "5.02", "3.76"] in [re.findall(r">(\d\.\d\d)<", row) for row in rows]
    rows = cli("compare", bid, "Aurora", "Borealis", "--format", "json").data["rows"]
    assert next(r["a"]["points"] for r in rows if r["criterion"] == "U-1") == 5.02


def test_only_a_score_that_changed_shows_what_it_was(cli, bid, tmp_path):
    again = {"U-1|aurora": 4, "U-1|borealis": 5}
    file = fill(bid / "sheets/ann.xlsx", tmp_path / "ann2.xlsx", again, key="score")
    assert cli("collect", bid, file).code == 0
    assert cli("report", bid).code == 0
    html = (bid / "report/report.html").read_text("utf-8")
    assert html.count("(before: 3)") >= 1
    assert "(before: 4)" not in html


def test_a_changed_text_of_the_same_issue_is_a_revision(cli, issued):
    page = (issued / "rfp/rfp.html").read_text("utf-8")
    assert "revision" not in page.partition("<h2")[0]
    change(
        issued, "procurement.yaml", "panel:", "volumes:\n  - {modality: MR, studies_per_year: 4500}\npanel:"
    )
    ran = cli("status", issued, "--format", "json")
    assert "older than procurement.yaml: run rfp again" in ran.finding("rfp.older-text")["message"]
    assert ran.data["stage"] == "issue the RFP"
    first = json.loads((issued / "rfp/issue.json").read_text())
    said = cli("rfp", issued).out
    kind = "revision 2: text only; criteria, weights, rules and prices asked are unchanged"
    assert f"Issue 1, {kind}, so bids stay valid." in said
    assert "1, revision 2 of " in (issued / "rfp/rfp.html").read_text("utf-8")
    assert f"issue 1, {kind}" in (issued / "log.jsonl").read_text("utf-8")
    second = json.loads((issued / "rfp/issue.json").read_text())
    assert (second["number"], second["revision"]) == (1, 2)
    assert second["issued_at"] == first["issued_at"] < second["revised_at"]
    assert "rfp.older-text" not in {f["code"] for f in cli("status", issued, "--format", "json").findings}
    before = {p: p.read_bytes() for p in issued.rglob("*") if p.is_file()}
    assert cli("rfp", issued, "--format", "json").data["changed"] is False
    assert {p: p.read_bytes() for p in issued.rglob("*") if p.is_file()} == before


def test_a_changed_term_is_told_by_an_addendum(cli, issued, tmp_path):
    """Also when it was issued plainly before: then it is compared with what bidders know."""
    change(issued, "weights.yaml", "tech: 50", "tech: 40")
    ran = cli("status", issued, "--format", "json")
    assert ran.data["next"].endswith('--addendum "WHY"')
    assert stages(ran)["issue the RFP"]["missing"] == "bidders have other terms, those of issue 1"
    assert cli("rfp", issued, "--format", "json").data["issue"] == 2
    ran = cli("rfp", issued, "--addendum", "The board asked", "--format", "json")
    assert (ran.code, ran.data["issue"], ran.data["addendum"]) == (0, 3, 1)
    text = (issued / "rfp/addendum-1.html").read_text("utf-8")
    assert re.search(r"Issue 1\s+of the request for proposal is replaced by issue 3", text)
    assert "50" in text
    said = cli("rfp", issued, "--addendum", "again").out
    assert "Nothing changed since issue 3" in said


def early_bid(cli, issued, tmp_path):
    """One that lay there before the terms changed."""
    file = fill(issued / "rfp/response.xlsx", tmp_path / "early.xlsx", BID)
    assert cli("receive", issued, file, "--vendor", "Aurora", "--at", "2026-01-10T12:30").code == 0


def test_once_bids_were_due_the_next_step_is_to_write_the_terms_back(cli, bid, tmp_path, monkeypatch):
    """An addendum would be refused then, unless bids are due anew."""
    monkeypatch.setattr(AT_WORK, "clock", lambda: datetime(2031, 1, 1, tzinfo=UTC))
    early_bid(cli, bid, tmp_path)
    change(bid, "weights.yaml", "tech: 50", "tech: 40")
    said = cli("status", bid, "--format", "json").data["next"]
    assert said.startswith("bids were due 2030-01-31 12:00: write weights.yaml back as issue 1 told it")
    assert "(rfp/terms.json)" in said
    assert "set a new bids_due in procurement.yaml, then vendor-eval rfp" in said
    for verb in ("check", "rank"):
        hint = cli(verb, bid, "--format", "json").finding("rfp.changed")["hint"]
        assert "once bids are due (2030-01-31 12:00 UTC) write the terms back" in hint
    change(bid, "procurement.yaml", "2030-01-31T12:00", "2032-01-31T12:00")
    assert cli("status", bid, "--format", "json").data["next"].endswith(f'rfp {bid} --addendum "WHY"')
    change(bid, "procurement.yaml", "2032-01-31T12:00", "2030-01-31T12:00")
    ran = cli("rfp", bid, "--format", "json")
    assert "so there is no addendum any more: undo the change" in ran.finding("rfp.no-addendum")["hint"]
    said = cli("status", bid, "--format", "json").data["next"]
    assert f"back as issue 1 told it (rfp/issue-1/terms.json), then vendor-eval rfp {bid};" in said
    assert (bid / "rfp/issue-1/terms.json").exists()
    change(bid, "weights.yaml", "tech: 40", "tech: 50")
    assert cli("status", bid, "--format", "json").data["next"] == f"vendor-eval rfp {bid}"
    assert cli("rfp", bid).code == 0
    assert cli("rank", bid, "--format", "json").data["official"] is True


def test_terms_issued_plainly_under_a_bid_become_official_by_an_addendum(cli, issued, tmp_path):
    early_bid(cli, issued, tmp_path)
    change(issued, "weights.yaml", "tech: 50", "tech: 40")
    assert cli("rfp", issued).code == 0
    ran = cli("status", issued, "--format", "json")
    assert ran.data["next"].endswith('--addendum "WHY"')
    assert '--addendum "WHY"' in ran.finding("rfp.issued-after-bids")["hint"]
    assert cli("rfp", issued, "--addendum", "The board asked").code == 0
    assert cli("status", issued, "--format", "json").data["stage"] != "issue the RFP"


def test_terms_written_back_are_put_in_force_by_issuing_them(cli, issued, tmp_path):
    early_bid(cli, issued, tmp_path)
    change(issued, "weights.yaml", "tech: 50", "tech: 40")
    assert cli("rfp", issued).code == 0
    change(issued, "weights.yaml", "tech: 40", "tech: 50")
    said = cli("rfp", issued, "--addendum", "back").out
    assert "Nothing changed since issue 1" in said
    assert "To put it in force again: vendor-eval rfp " in said
    assert cli("rfp", issued).code == 0
    assert stages(cli("status", issued, "--format", "json"))["issue the RFP"]["done"]


def test_a_what_if_says_how_its_weights_were_read(cli, bid):
    for given, said in (
        ("cost=40", "cost=40 as 40 % of the whole"),
        ("cost=1", "cost=1 as 100 % of the whole"),
    ):
        ran = cli("rank", bid, "--what-if", "--weights", given, "--format", "json")
        found = ran.finding("weights.read-as")
        assert (found["severity"], said in found["message"]) == ("note", True)
        assert "whose sum is 100" in found["hint"]
