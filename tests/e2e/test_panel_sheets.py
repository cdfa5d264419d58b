"""Score sheets that lie there and show an older state: who was admitted since, what was answered anew."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime

import openpyxl
from filling import BID, OFFER, cell, fill
from steps import agreed_by_panel, scored, scored_by_panel, status_lines

import vendor_eval.cli.folder as at_work
from vendor_eval.model.buyer.procurement import Evaluator
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.sent_sheets import sent_sheets

BOTH = {"U-1|aurora": 4, "U-1|borealis": 3}


def late(cli, folder, tmp_path):
    """Borealis comes in after the time, and is admitted only once the sheets were written."""
    for kind, answers in (("response", BID | {"U-2": "x", "U-3": "y"}), ("price", OFFER)):
        file = fill(folder / f"rfp/{kind}.xlsx", tmp_path / f"late-{kind}.xlsx", answers)
        cli("receive", folder, file, "--vendor", "borealis", "--at", "2030-02-03T12:00")


def test_sheets_from_before_a_bid_was_admitted_are_named_until_they_are_written_again(
    cli, negotiated, tmp_path
):
    shutil.rmtree(negotiated / "bids/borealis")
    late(cli, negotiated, tmp_path)
    cli("sheets", negotiated, "--stage", "written")
    assert cli("collect", negotiated, scored(negotiated, "ann-written", {"U-1|aurora": 4})).code == 0
    settled = ("settle", "admit-late", negotiated, "--vendor", "Borealis", "--reason", "minutes 5")
    assert cli(*settled).code == 0
    for verb in ("status", "check"):
        ran = cli(verb, negotiated, "--format", "json")
        told = [f for f in ran.findings if f["code"] == "sheets.older"]
        assert [f["where"] for f in told] == ["ann-written.xlsx", "bob-written.xlsx"], verb
        assert "has no rows for Borealis" in told[0]["message"]
        assert told[0]["hint"].startswith("write the sheets again with: vendor-eval sheets ")
        assert "--stage written; the new sheets keep the scores given so far" in told[0]["hint"]
    assert cli("status", negotiated, "--format", "json").data["next"].endswith(" --stage written")
    back = cli(
        "collect", negotiated, scored(negotiated, "bob-written", {"U-1|aurora": 4}), "--format", "json"
    )
    assert (back.code, "no rows for Borealis" in back.finding("sheets.older")["message"]) == (0, True)
    cli("sheets", negotiated, "--stage", "written")
    book = openpyxl.load_workbook(negotiated / "sheets/ann-written.xlsx")
    assert cell(book, "U-1|aurora", "score").value == 4
    assert cell(book, "U-1|aurora", "reason").value == "as I saw it"
    assert cell(book, "U-1|borealis", "score").value is None
    ran = cli("status", negotiated, "--format", "json")
    assert "sheets.older" not in {f["code"] for f in ran.findings}
    assert ran.data["next"].endswith(" FILE...")
    assert cli("collect", negotiated, scored(negotiated, "ann-written", {"U-1|borealis": 2})).code == 0
    missing = status_lines(cli, negotiated)[0]["score written bids"][1]
    assert missing == "bob: U-1 (Borealis)"


def test_best_and_final_asks_again_only_what_changed(cli, negotiated, tmp_path):
    scored_by_panel(cli, negotiated, "written", BOTH)
    agreed_by_panel(cli, negotiated, "written", BOTH)
    for stage, row in (("demo", "U-2|aurora"), ("reference", "U-3|aurora")):
        scored_by_panel(cli, negotiated, stage, {row: 4})
        agreed_by_panel(cli, negotiated, stage, {row: 4})
    answers = BID | {"T-1": "full", "U-2": "Faster still.", "U-3": "See Hill."}
    better = fill(negotiated / "rfp/response.xlsx", tmp_path / "final.xlsx", answers)
    cli("receive", negotiated, better, "--vendor", "aurora", "--at", "2030-01-30T18:00")
    told = cli("status", negotiated, "--format", "json").finding("sheets.older")
    assert (told["where"], "shows older answers of Aurora" in told["message"]) == ("ann-demo.xlsx", True)
    ran = cli("sheets", negotiated, "--final", "--format", "json")
    assert ran.data["again"] == ["U-2 Aurora"]
    book = openpyxl.load_workbook(negotiated / "sheets/ann-final.xlsx")
    given = {row: cell(book, row, "score").value for row in ("U-1|aurora", "U-2|aurora", "U-3|aurora")}
    assert given == {"U-1|aurora": 4, "U-2|aurora": None, "U-3|aurora": 4}
    assert "The answer has changed since: score again" in str(
        [c.value for sheet in book for row in sheet.iter_rows() for c in row]
    )
    found, following = status_lines(cli, negotiated)
    assert found["score best and final offers"] == (False, "ann: U-2 Aurora; bob: U-2 Aurora")
    assert following.endswith(" FILE...")
    for name in ("ann", "bob"):
        sheet = scored(negotiated, f"{name}-final", {"U-2|aurora": 5}, reason="faster")
        assert cli("collect", negotiated, sheet).code == 0
    assert status_lines(cli, negotiated)[1].endswith(" --consensus"), "the meeting agreed on older scores"
    assert cli("sheets", negotiated, "--consensus").code == 0
    book = openpyxl.load_workbook(negotiated / "sheets/consensus.xlsx")
    given = {row: cell(book, row, "score").value for row in given}
    assert given == {"U-1|aurora": 4, "U-2|aurora": None, "U-3|aurora": 4}, (
        "what was agreed on and still holds"
    )
    assert status_lines(cli, negotiated)[1].endswith(" FILE")
    agreed = {"U-1|aurora": 4, "U-2|aurora": 5, "U-3|aurora": 4}
    assert cli("collect", negotiated, scored(negotiated, "consensus", agreed)).code == 0
    assert status_lines(cli, negotiated)[1].startswith("vendor-eval report ")
    assert cli("report", negotiated).code == 0
    html = (negotiated / "report/report.html").read_text()
    assert "5 (before: 4) · 5 (before: 4)" in html
    assert "4 (before: 4)" not in html, "a score that a sheet only carries along is no new one"


def test_a_sheet_that_libreoffice_saved_where_it_lay_still_says_what_it_shows(
    cli, negotiated, tmp_path, soffice
):
    cli("sheets", negotiated, "--stage", "written")
    layout, panel = Layout(negotiated), (Evaluator(id="ann", name="Ann", role="Chief"),)
    before = sent_sheets(layout, panel)
    assert set(before[0].shown) == {"aurora", "borealis"}
    filled = scored(negotiated, "ann-written", BOTH)
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", tmp_path / "out", filled], check=True, capture_output=True, timeout=120
    )
    shutil.copy(tmp_path / "out/ann-written.xlsx", negotiated / "sheets/ann-written.xlsx")
    assert sent_sheets(layout, panel) == before
    assert cli("collect", negotiated, negotiated / "sheets/ann-written.xlsx").code == 0
    assert status_lines(cli, negotiated)[0]["score written bids"][1] == "bob: U-1 (all bids still in)"


def test_an_invitation_to_a_final_offer_that_changes_an_answer_leads_to_its_sheets(
    cli, bid, tmp_path, monkeypatch
):
    """A panel without stages; ``bid`` has all scores of it."""
    monkeypatch.setattr(at_work, "clock", lambda: datetime(2031, 1, 10, tzinfo=UTC))
    assert cli("letter", "final", bid, "--until", "2031-01-20T12:00").code == 0
    early = cli("sheets", bid, "--final", "--format", "json").finding("sheets.early")
    assert "may come in until 2031-01-20 12:00 UTC" in early["message"]
    monkeypatch.setattr(at_work, "clock", lambda: datetime(2031, 1, 21, tzinfo=UTC))
    better = fill(bid / "rfp/response.xlsx", tmp_path / "f.xlsx", BID | {"T-1": "full", "U-1": "Ten lists."})
    assert cli("receive", bid, better, "--vendor", "aurora", "--at", "2031-01-15T12:00").code == 0
    found, following = status_lines(cli, bid)
    assert found["score best and final offers"] == (False, "ann: U-1 Aurora; bob: U-1 Aurora")
    assert following.endswith(" --final"), "the final sheets that lie there show the older answer"
    told = cli("status", bid, "--format", "json").findings
    assert {"ann.xlsx", "bob-final.xlsx"} <= {f["where"] for f in told if f["code"] == "sheets.older"}
    assert cli("sheets", bid, "--final", "--format", "json").data["again"] == ["U-1 Aurora"]
    assert status_lines(cli, bid)[1].endswith(" FILE...")
    for name in ("ann", "bob"):
        assert cli("collect", bid, scored(bid, f"{name}-final", {"U-1|aurora": 5})).code == 0
    found, following = status_lines(cli, bid)
    assert found["score best and final offers"] == (True, "")
    assert following.startswith("vendor-eval report ")
    assert "sheets.older" not in {f["code"] for f in cli("status", bid, "--format", "json").findings}
