"""A panel that works in stages and agrees on its scores: each verb asks what the stage needs, and no more."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime

import openpyxl
import pytest
from documents.reading import cells, flat, paragraphs
from filling import BID, OFFER, cell, fill
from steps import scored

import vendor_eval.cli.opened as at_work
from vendor_eval.model.procurement import Evaluator
from vendor_eval.model.rules import Threshold
from vendor_eval.pipeline import evaluate
from vendor_eval.recompute.again import recompute
from vendor_eval.workspace.layout import Layout
from vendor_eval.workspace.sent import sent_sheets


def lines(cli, folder):
    """Status: name of each stage -> (done, what is missing), in order, and the next command."""
    data = cli("status", folder, "--format", "json").data
    return {s["name"]: (s["done"], s["missing"]) for s in data["stages"]}, data["next"]


def rows_of(path):
    book = openpyxl.load_workbook(path)
    found = [str(row[0].value) for sheet in book for row in sheet.iter_rows(max_col=1)]
    return {row for row in found if row.startswith("U-") and "|" in row}


def score(cli, folder, stage, scores, who=("ann", "bob")):
    assert cli("sheets", folder, "--stage", stage).code == 0
    for name in who:
        assert cli("collect", folder, scored(folder, f"{name}-{stage}", scores)).code == 0


def agree(cli, folder, stage, scores):
    assert cli("sheets", folder, "--consensus", "--stage", stage).code == 0
    assert cli("collect", folder, scored(folder, f"consensus-{stage}", scores)).code == 0


BOTH = {"U-1|aurora": 4, "U-1|borealis": 3}
ALL = {"T-1", "T-2", "U-1", "U-2", "U-3", "P-1"}


def test_the_short_list_asks_only_for_its_own_stage_and_names_everybody(cli, negotiated):
    ran = cli("shortlist", negotiated, "--format", "json")
    owed = {f["where"]: f["message"] for f in ran.findings}
    assert set(owed) == {"ann", "bob", "consensus"}
    assert owed["ann"] == "ann has not scored, in the stage written: U-1 (all bids still in)"
    assert not any("U-2" in message or "U-3" in message for message in owed.values())
    assert all("--stage written" in f["hint"] for f in ran.findings)
    score(cli, negotiated, "written", BOTH, who=("ann",))
    ran = cli("shortlist", negotiated, "--format", "json")
    assert {f["where"] for f in ran.findings} == {"bob", "consensus"}
    agree(cli, negotiated, "written", BOTH)
    ran = cli("shortlist", negotiated, "--format", "json")
    assert (ran.code, ran.findings) == (0, []), "what the meeting agreed on is enough"
    assert {v["vendor"]: v["on"] for v in ran.data["vendors"]} == {"Aurora": True, "Borealis": False}


def test_the_sheet_of_a_meeting_has_only_rows_of_its_stage_that_can_be_scored(cli, negotiated):
    early = cli("sheets", negotiated, "--consensus", "--stage", "written", "--format", "json")
    assert (early.code, early.finding("sheets.no-scores")["where"]) == (1, "written")
    score(cli, negotiated, "written", BOTH)
    assert cli("sheets", negotiated, "--consensus", "--stage", "written").code == 0
    assert rows_of(negotiated / "sheets/consensus-written.xlsx") == set(BOTH)
    waits = cli("sheets", negotiated, "--consensus", "--stage", "demo", "--format", "json")
    assert waits.finding("sheets.no-shortlist")
    assert "U-1" in waits.finding("consensus.missing")["message"], "and says what the short list waits for"
    agree(cli, negotiated, "written", BOTH)
    score(cli, negotiated, "demo", {"U-2|aurora": 5}, who=("ann",))
    ran = cli("sheets", negotiated, "--consensus", "--stage", "demo", "--format", "json")
    assert rows_of(negotiated / "sheets/consensus-demo.xlsx") == {"U-2|aurora"}
    assert ran.finding("score.missing")["message"] == "bob has not scored, in the stage demo: U-2 (Aurora)"
    assert cli("sheets", negotiated, "--consensus").code == 0
    assert rows_of(negotiated / "sheets/consensus.xlsx") == {"U-1|aurora", "U-2|aurora"}
    wrong = cli("sheets", negotiated, "--consensus", "--stage", "site_visit", "--format", "json")
    assert wrong.finding("sheets.no-criteria")
    assert cli("sheets", negotiated, "--final", "--stage", "demo").code == 2


def test_status_leads_through_every_stage(cli, negotiated):
    names = [
        *("score written bids", "agree on written bids", "short list after written bids"),
        *("score demonstrations", "agree on demonstrations", "score references", "agree on references"),
    ]
    found, following = lines(cli, negotiated)
    assert [name for name in found if name in names] == names
    assert following.endswith(" --stage written")
    assert found["score demonstrations"] == (False, "waits for the short list")
    cli("sheets", negotiated, "--stage", "written")
    found, following = lines(cli, negotiated)
    assert following.endswith(" FILE...")
    assert found["score written bids"][1] == "ann: U-1 (all bids still in); bob: U-1 (all bids still in)"
    score(cli, negotiated, "written", BOTH)
    found, following = lines(cli, negotiated)
    assert (found["score written bids"], found["agree on written bids"][0]) == ((True, ""), False)
    assert following.endswith(" --consensus --stage written")
    cli("sheets", negotiated, "--consensus", "--stage", "written")
    assert lines(cli, negotiated)[1].endswith(" FILE"), "the sheet lies there and shows the scores of now"
    agree(cli, negotiated, "written", BOTH)
    for stage, row in (("demo", "U-2|aurora"), ("reference", "U-3|aurora")):
        found, following = lines(cli, negotiated)
        assert found["short list after written bids"] == (True, "")
        assert following.endswith(f"sheets {negotiated} --stage {stage}")
        score(cli, negotiated, stage, {row: 5})
        agree(cli, negotiated, stage, {row: 5})
    found, following = lines(cli, negotiated)
    assert all(found[name] == (True, "") for name in names)
    assert following.startswith("vendor-eval report ")
    ran = cli("rank", negotiated, "--format", "json")
    assert ran.data["official"] is True
    assert "consensus.older" not in {f["code"] for f in ran.findings}, (
        "other rows than the meeting's came later"
    )


def test_a_bidder_off_the_short_list_learns_how_its_bid_was_scored_until_then(cli, negotiated):
    score(cli, negotiated, "written", BOTH)
    agree(cli, negotiated, "written", BOTH)
    for stage, row in (("demo", "U-2|aurora"), ("reference", "U-3|aurora")):
        score(cli, negotiated, stage, {row: 5})
        agree(cli, negotiated, stage, {row: 5})
    ran = cli("letter", "regret", negotiated, "--format", "json")
    assert [x["vendor"] for x in ran.data["letters"]] == ["Borealis"]
    letter = (negotiated / "letters/regret-borealis.docx").read_bytes()
    said = flat(" ".join(paragraphs(letter)))
    assert "Your bid was not ranked." in said
    found = cells(letter)
    points = {id_: found[found.index(row) + 1] for row in found if (id_ := row.partition(" ")[0]) in ALL}
    assert set(points) == {"T-1", "T-2", "U-1"}, "neither what came later nor the price"
    own, possible = (sum(float(p.split(" of ")[i]) for p in points.values()) for i in (0, 1))
    assert f"({own / possible:.1%})" in said
    assert f"together {own:.2f} of {possible:.2f}" in said
    minimum = {"thresholds": (Threshold(of="people", minimum=0.99),)}
    _, case, _ = at_work.opened(negotiated)
    rules = case.procurement.rules.model_copy(update=minimum)
    procurement = case.procurement.model_copy(update={"rules": rules})
    outcome = evaluate(case.model_copy(update={"procurement": procurement}))
    assert {e.vendor: e.gate for e in outcome.excluded} == {"Borealis": "shortlist", "Aurora": "people"}
    assert recompute(outcome).wrong == (), "scores that nobody owes a bid off the list are not missing"


def test_status_has_the_stages_before_any_bid_is_in(cli, negotiated):
    shutil.rmtree(negotiated / "bids")
    found, following = lines(cli, negotiated)
    assert found["score written bids"] == (False, "no bid to score yet")
    assert found["short list after written bids"] == (False, "no bid is admitted")
    assert found["agree on references"][0] is False
    assert following.startswith("vendor-eval receive ")


def test_a_sheet_without_declaration_keeps_its_stage_open(cli, negotiated):
    cli("sheets", negotiated, "--stage", "written")
    cli("collect", negotiated, scored(negotiated, "ann-written", BOTH, declared="no"))
    done, missing = lines(cli, negotiated)[0]["score written bids"]
    assert not done
    assert "Ann declares a conflict of interest" in missing


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
    settled = ("settle", negotiated, "--vendor", "Borealis", "--admit-late", "--reason", "minutes 5")
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
    missing = lines(cli, negotiated)[0]["score written bids"][1]
    assert missing == "bob: U-1 (Borealis)"


def test_best_and_final_asks_again_only_what_changed(cli, negotiated, tmp_path):
    score(cli, negotiated, "written", BOTH)
    agree(cli, negotiated, "written", BOTH)
    for stage, row in (("demo", "U-2|aurora"), ("reference", "U-3|aurora")):
        score(cli, negotiated, stage, {row: 4})
        agree(cli, negotiated, stage, {row: 4})
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
    found, following = lines(cli, negotiated)
    assert found["score best and final offers"] == (False, "ann: U-2 Aurora; bob: U-2 Aurora")
    assert following.endswith(" FILE...")
    for name in ("ann", "bob"):
        sheet = scored(negotiated, f"{name}-final", {"U-2|aurora": 5}, reason="faster")
        assert cli("collect", negotiated, sheet).code == 0
    assert lines(cli, negotiated)[1].endswith(" --consensus"), "the meeting agreed on older scores"
    assert cli("sheets", negotiated, "--consensus").code == 0
    book = openpyxl.load_workbook(negotiated / "sheets/consensus.xlsx")
    given = {row: cell(book, row, "score").value for row in given}
    assert given == {"U-1|aurora": 4, "U-2|aurora": None, "U-3|aurora": 4}, (
        "what was agreed on and still holds"
    )
    assert lines(cli, negotiated)[1].endswith(" FILE")
    agreed = {"U-1|aurora": 4, "U-2|aurora": 5, "U-3|aurora": 4}
    assert cli("collect", negotiated, scored(negotiated, "consensus", agreed)).code == 0
    assert lines(cli, negotiated)[1].startswith("vendor-eval report ")
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
    assert lines(cli, negotiated)[0]["score written bids"][1] == "bob: U-1 (all bids still in)"


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
    found, following = lines(cli, bid)
    assert found["score best and final offers"] == (False, "ann: U-1 Aurora; bob: U-1 Aurora")
    assert following.endswith(" --final"), "the final sheets that lie there show the older answer"
    told = cli("status", bid, "--format", "json").findings
    assert {"ann.xlsx", "bob-final.xlsx"} <= {f["where"] for f in told if f["code"] == "sheets.older"}
    assert cli("sheets", bid, "--final", "--format", "json").data["again"] == ["U-1 Aurora"]
    assert lines(cli, bid)[1].endswith(" FILE...")
    for name in ("ann", "bob"):
        assert cli("collect", bid, scored(bid, f"{name}-final", {"U-1|aurora": 5})).code == 0
    found, following = lines(cli, bid)
    assert found["score best and final offers"] == (True, "")
    assert following.startswith("vendor-eval report ")
    assert "sheets.older" not in {f["code"] for f in cli("status", bid, "--format", "json").findings}


@pytest.fixture
def before_due(monkeypatch):
    monkeypatch.setattr(at_work, "clock", lambda: datetime(2030, 1, 31, 11, tzinfo=UTC))


@pytest.mark.usefixtures("before_due")
def test_sheets_and_cost_before_the_closing_time_are_told_the_promise(cli, negotiated):
    ran = cli("sheets", negotiated, "--stage", "written", "--format", "json")
    told = ran.finding("sheets.early")
    assert (ran.code, told["severity"]) == (0, "warning")
    for words in (
        "2030-01-31 12:00 UTC",
        "Handing in the bid",
        "may replace a workbook until the closing time",
    ):
        assert words in told["message"]
    text = " ".join((negotiated / "rfp/rfp.html").read_text().split())
    for promise in (
        "A bidder may replace a workbook until the closing time",
        "before they know what a bid costs",
        "before any price is opened",
    ):
        assert promise in text, "what is named as promised stands in the RFP"
    early = [f for f in cli("cost", negotiated, "--format", "json").findings if f["code"] == "prices.early"]
    assert len(early) == 3


def test_cost_is_told_the_promise_until_short_list_and_scores_are_there(cli, negotiated):
    def early():
        ran = cli("cost", negotiated, "--format", "json")
        assert (ran.code, len(ran.data["vendors"])) == (0, 2), "a warning is no refusal"
        return [f["message"] for f in ran.findings if f["code"] == "prices.early"]

    first, second = early()
    assert "(written, demo, reference)" in first
    assert "the short list is not made yet" in second
    score(cli, negotiated, "written", BOTH)
    agree(cli, negotiated, "written", BOTH)
    assert ["(demo, reference)" in message for message in early()] == [True]
    for stage, row in (("demo", "U-2|aurora"), ("reference", "U-3|aurora")):
        score(cli, negotiated, stage, {row: 4})
        agree(cli, negotiated, stage, {row: 4})
    assert early() == []
    assert "sheets.early" not in {f["code"] for f in cli("sheets", negotiated, "--format", "json").findings}
