"""A panel that works in stages and agrees on its scores: each verb asks what the stage needs, and no more."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import openpyxl
import pytest
from documents.reading import cells, flat, paragraphs
from steps import agreed_by_panel, scored, scored_by_panel, status_lines

import vendor_eval
import vendor_eval.cli.folder as at_work
from vendor_eval.model.buyer.rules import Threshold
from vendor_eval.pipeline import evaluate
from vendor_eval.recompute.recalculate import recompute


def rows_of(path):
    book = openpyxl.load_workbook(path)
    found = [str(row[0].value) for sheet in book for row in sheet.iter_rows(max_col=1)]
    return {row for row in found if row.startswith("U-") and "|" in row}


BOTH = {"U-1|aurora": 4, "U-1|borealis": 3}
ALL = {"T-1", "T-2", "U-1", "U-2", "U-3", "P-1"}


def test_the_short_list_asks_only_for_its_own_stage_and_names_everybody(cli, negotiated):
    ran = cli("shortlist", negotiated, "--format", "json")
    owed = {f["where"]: f["message"] for f in ran.findings}
    assert set(owed) == {"ann", "bob", "consensus"}
    assert owed["ann"] == "ann has not scored, in the stage written: U-1 (all bids still in)"
    assert not any("U-2" in message or "U-3" in message for message in owed.values())
    assert all("--stage written" in f["hint"] for f in ran.findings)
    scored_by_panel(cli, negotiated, "written", BOTH, who=("ann",))
    ran = cli("shortlist", negotiated, "--format", "json")
    assert {f["where"] for f in ran.findings} == {"bob", "consensus"}
    agreed_by_panel(cli, negotiated, "written", BOTH)
    ran = cli("shortlist", negotiated, "--format", "json")
    assert (ran.code, ran.findings) == (0, []), "what the meeting agreed on is enough"
    assert {v["vendor"]: v["on"] for v in ran.data["vendors"]} == {"Aurora": True, "Borealis": False}


def test_the_sheet_of_a_meeting_has_only_rows_of_its_stage_that_can_be_scored(cli, negotiated):
    early = cli("sheets", negotiated, "--consensus", "--stage", "written", "--format", "json")
    assert (early.code, early.finding("sheets.no-scores")["where"]) == (1, "written")
    scored_by_panel(cli, negotiated, "written", BOTH)
    assert cli("sheets", negotiated, "--consensus", "--stage", "written").code == 0
    assert rows_of(negotiated / "sheets/consensus-written.xlsx") == set(BOTH)
    waits = cli("sheets", negotiated, "--consensus", "--stage", "demo", "--format", "json")
    assert waits.finding("sheets.no-shortlist")
    assert "U-1" in waits.finding("consensus.missing")["message"], "and says what the short list waits for"
    agreed_by_panel(cli, negotiated, "written", BOTH)
    scored_by_panel(cli, negotiated, "demo", {"U-2|aurora": 5}, who=("ann",))
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
    found, following = status_lines(cli, negotiated)
    assert [name for name in found if name in names] == names
    assert following.endswith(" --stage written")
    assert found["score demonstrations"] == (False, "waits for the short list")
    cli("sheets", negotiated, "--stage", "written")
    found, following = status_lines(cli, negotiated)
    assert following.endswith(" FILE...")
    assert found["score written bids"][1] == "ann: U-1 (all bids still in); bob: U-1 (all bids still in)"
    scored_by_panel(cli, negotiated, "written", BOTH)
    found, following = status_lines(cli, negotiated)
    assert (found["score written bids"], found["agree on written bids"][0]) == ((True, ""), False)
    assert following.endswith(" --consensus --stage written")
    cli("sheets", negotiated, "--consensus", "--stage", "written")
    assert status_lines(cli, negotiated)[1].endswith(" FILE"), (
        "the sheet lies there and shows the scores of now"
    )
    agreed_by_panel(cli, negotiated, "written", BOTH)
    for stage, row in (("demo", "U-2|aurora"), ("reference", "U-3|aurora")):
        found, following = status_lines(cli, negotiated)
        assert found["short list after written bids"] == (True, "")
        assert following.endswith(f"sheets {negotiated} --stage {stage}")
        scored_by_panel(cli, negotiated, stage, {row: 5})
        agreed_by_panel(cli, negotiated, stage, {row: 5})
    found, following = status_lines(cli, negotiated)
    assert all(found[name] == (True, "") for name in names)
    assert following.startswith("vendor-eval report ")
    ran = cli("rank", negotiated, "--format", "json")
    assert ran.data["official"] is True
    assert "consensus.older" not in {f["code"] for f in ran.findings}, (
        "other rows than the meeting's came later"
    )


def test_a_bidder_off_the_short_list_learns_how_its_bid_was_scored_until_then(cli, negotiated):
    scored_by_panel(cli, negotiated, "written", BOTH)
    agreed_by_panel(cli, negotiated, "written", BOTH)
    for stage, row in (("demo", "U-2|aurora"), ("reference", "U-3|aurora")):
        scored_by_panel(cli, negotiated, stage, {row: 5})
        agreed_by_panel(cli, negotiated, stage, {row: 5})
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
    assert "place 2 after the written bids, and the first goes on" in flat(said)
    assert cli("report", negotiated, "--only", "html").code == 0
    page = (negotiated / "report/report.html").read_text()
    assert "<td>short list</td>" in page
    assert "<td>shortlist</td>" not in page
    minimum = {"thresholds": (Threshold(of="people", minimum=0.99),)}
    case = vendor_eval.load(negotiated)
    rules = case.procurement.rules.model_copy(update=minimum)
    procurement = case.procurement.model_copy(update={"rules": rules})
    outcome = evaluate(case.model_copy(update={"procurement": procurement}))
    assert {e.vendor: e.gate for e in outcome.excluded} == {"Borealis": "shortlist", "Aurora": "people"}
    assert recompute(outcome).wrong == (), "scores that nobody owes a bid off the list are not missing"


def test_status_has_the_stages_before_any_bid_is_in(cli, negotiated):
    shutil.rmtree(negotiated / "bids")
    found, following = status_lines(cli, negotiated)
    assert found["score written bids"] == (False, "no bid to score yet")
    assert found["short list after written bids"] == (False, "no bid is admitted")
    assert found["agree on references"][0] is False
    assert following.startswith("vendor-eval receive ")


def test_a_sheet_without_declaration_keeps_its_stage_open(cli, negotiated):
    cli("sheets", negotiated, "--stage", "written")
    cli("collect", negotiated, scored(negotiated, "ann-written", BOTH, declared="no"))
    done, missing = status_lines(cli, negotiated)[0]["score written bids"]
    assert not done
    assert "Ann declares a conflict of interest" in missing


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
    scored_by_panel(cli, negotiated, "written", BOTH)
    agreed_by_panel(cli, negotiated, "written", BOTH)
    assert ["(demo, reference)" in message for message in early()] == [True]
    for stage, row in (("demo", "U-2|aurora"), ("reference", "U-3|aurora")):
        scored_by_panel(cli, negotiated, stage, {row: 4})
        agreed_by_panel(cli, negotiated, stage, {row: 4})
    assert early() == []
    assert "sheets.early" not in {f["code"] for f in cli("sheets", negotiated, "--format", "json").findings}
