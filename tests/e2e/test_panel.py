"""The panel at work in a small folder: stages, declarations, the meeting, the short list, scoring again."""

from __future__ import annotations

import csv
import shutil

import openpyxl
import pytest
from filling import BID, fill
from steps import scored, with_rules

from vendor_eval.model.outcome.record import Outcome


def written(cli, folder, **scores):
    assert cli("sheets", folder, "--stage", "written").code == 0
    for name, (a, b) in scores.items():
        sheet = scored(folder, f"{name}-written", {"U-1|aurora": a, "U-1|borealis": b})
        assert cli("collect", folder, sheet).code == 0


def test_agreement_of_the_evaluators(cli, bid):
    ran = cli("agreement", bid, "--format", "json")
    assert ran.code == 0, ran.findings
    assert ran.data["raters"] == ["Ann", "Bob"]
    assert ran.data["items"] == ["U-1 Aurora", "U-1 Borealis"]
    assert ran.data["krippendorff_alpha"] == pytest.approx(1)
    assert ran.data["kendall_w"] == pytest.approx(1)
    assert ran.data["evaluators"]["Ann"]["severity"] == 0
    assert "Krippendorff's alpha, interval: 1.000" in cli("agreement", bid).out
    assert "evaluator,rated" in cli("agreement", bid, "--format", "csv").out


def test_agreement_before_any_score(cli, issued):
    ran = cli("agreement", issued, "--format", "json")
    assert ran.code == 1
    assert ran.finding("agreement.no-scores")
    assert ran.data["items"] == []


def test_a_sheet_without_declaration_is_kept_and_does_not_count(cli, bid):
    again = scored(bid, "ann", {"U-1|aurora": 1, "U-1|borealis": 5}, declared=None)
    ran = cli("collect", bid, again, "--format", "json")
    assert ran.code == 1
    assert ran.finding("panel.declaration")
    assert (bid / "scores/ann-v2.xlsx").exists()
    ran = cli("rank", bid, "--format", "json")
    assert (ran.code, ran.data["rankings"]) == (1, [])
    assert "has not declared" in ran.finding("panel.declaration")["message"]
    signed = scored(bid, "ann", {"U-1|aurora": 1, "U-1|borealis": 5})
    assert cli("collect", bid, signed).code == 0
    ran = cli("rank", bid, "--format", "json")
    assert ran.data["official"] is True
    assert ran.data["rankings"][0]["contributions"]["Aurora"]["U-1"] == pytest.approx(20 * 2.5 / 5)


def test_a_damaged_sheet_sends_back_to_the_sender_and_not_to_a_vendor(cli, bid):
    sheet = scored(bid, "ann", {"U-1|aurora": 1, "U-1|borealis": 5})
    book = openpyxl.load_workbook(sheet)
    for page in book:
        keys = {cell.value: cell.column_letter for row in page.iter_rows(max_row=2) for cell in row}
        if "ve:score" in keys:
            page.delete_cols(openpyxl.utils.column_index_from_string(keys["ve:score"]))
    book.save(sheet)
    ran = cli("collect", bid, sheet, "--format", "json")
    assert ran.code == 1
    hint = ran.finding("form.column-missing")["hint"]
    assert ("the sender" in hint, "vendor" in hint) == (True, False)
    hint = cli("collect", bid, bid / "rfp/response.xlsx", "--format", "json").finding("form.other-kind")
    assert hint["message"] == "this is a workbook of the kind response"


def test_a_conflict_of_interest_stops_the_ranking_until_it_is_resolved(cli, bid):
    sheet = scored(bid, "bob", {"U-1|aurora": 5, "U-1|borealis": 0}, declared="no")
    assert cli("collect", bid, sheet, "--format", "json").finding("panel.declaration")
    assert (
        "declares a conflict" in cli("rank", bid, "--format", "json").finding("panel.declaration")["message"]
    )
    path = bid / "procurement.yaml"
    path.write_text(path.read_text().replace("  - {id: bob, name: Bob, role: IT}\n", ""))
    ran = cli("rank", bid, "--format", "json")
    assert ran.data["official"] is True, "a panel may change without a new issue"


def test_a_score_given_again_stands_beside_the_earlier_one(cli, bid, tmp_path):
    ran = cli("sheets", bid, "--final", "--format", "json")
    assert [p.rpartition("/")[2] for p in ran.data["sheets"]] == ["ann-final.xlsx", "bob-final.xlsx"]
    book = openpyxl.load_workbook(bid / "sheets/ann-final.xlsx")
    shown = [c.value for row in book.worksheets[1].iter_rows() for c in row if c.value is not None]
    assert "Your score so far" in shown
    assert any(str(text).startswith("4") for text in shown)
    sheet = scored(bid, "ann-final", {"U-1|aurora": 5, "U-1|borealis": 3}, reason="shown again")
    assert cli("collect", bid, sheet).code == 0
    assert cli("report", bid).code == 0
    outcome = Outcome.model_validate_json((bid / "report/outcome.json").read_text())
    found = outcome.cell("Aurora", "U-1")
    assert found.scores == {"Ann": 5, "Bob": 4}
    assert [(e.version, e.score) for e in found.earlier["Ann"]] == [(1, 4)]
    assert "5 (before: 4)" in (bid / "report/report.html").read_text()
    assert cli("export", bid, "--what", "panel", "--output", tmp_path / "p.csv").code == 0
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if (r["vendor"], r["evaluator"]) == ("Aurora", "Ann")]
    assert [(r["version"], r["score"], r["reason"], r["counts"]) for r in rows] == [
        ("1", "4.0", "", "False"),
        ("", "5.0", "shown again", "True"),
    ]


def test_the_meeting_shows_the_spread_and_takes_the_score_agreed_on(cli, bid):
    with_rules(bid, consensus="negotiated", spread_percent=50)
    assert cli("rfp", bid).code == 0
    assert cli("collect", bid, scored(bid, "ann", {"U-1|aurora": 5, "U-1|borealis": 3})).code == 0
    assert cli("collect", bid, scored(bid, "bob", {"U-1|aurora": 2, "U-1|borealis": 3})).code == 0
    assert cli("rank", bid, "--format", "json").finding("consensus.missing")
    ran = cli("sheets", bid, "--consensus", "--format", "json")
    assert (ran.code, ran.data["flagged"]) == (0, ["U-1 Aurora"])
    text = " ".join(
        str(c.value)
        for row in openpyxl.load_workbook(bid / "sheets/consensus.xlsx").worksheets[1]
        for c in row
    )
    for words in ("3 of 5 (60 %)", "Speak about this", "as I saw it"):
        assert words in text
    bare = fill(bid / "sheets/consensus.xlsx", bid.parent / "bare.xlsx", {"U-1|aurora": 4}, "score")
    ran = cli("collect", bid, bare, "--format", "json")
    assert ran.code == 1
    assert ran.finding("consensus.no-reason")["severity"] == "error"
    assert ran.finding("score.missing")["severity"] == "warning"
    assert cli("rank", bid, "--format", "json").finding("consensus.no-reason")
    agreed = scored(bid, "consensus", {"U-1|aurora": 4.5, "U-1|borealis": 3}, reason="balanced in the demo")
    assert cli("collect", bid, agreed, "--format", "json").data["sheets"][0]["version"] == 2
    assert (bid / "scores/consensus-v2.xlsx").exists()
    ran = cli("rank", bid, "--format", "json")
    assert ran.data["official"] is True, ran.findings
    assert ran.data["rankings"][0]["contributions"]["Aurora"]["U-1"] == pytest.approx(18)
    assert cli("report", bid).code == 0
    html = (bid / "report/report.html").read_text()
    for words in ("agreed on in their meeting", "balanced in the demo", "5 (before: 4) · 2 (before: 4)"):
        assert words in html
    late = scored(bid, "bob", {"U-1|aurora": 3, "U-1|borealis": 3})
    assert cli("collect", bid, late).code == 0
    assert cli("rank", bid, "--format", "json").finding("consensus.older")["severity"] == "warning"


def test_a_meeting_needs_scores_and_its_name_is_taken(cli, issued, bid):
    shutil.rmtree(bid / "scores")
    assert cli("sheets", bid, "--consensus", "--format", "json").finding("sheets.no-scores")
    path = issued / "procurement.yaml"
    path.write_text(path.read_text().replace("id: ann", "id: Consensus"))
    assert "another id" in cli("check", issued, "--format", "json").findings[0]["message"]


def test_stages_add_up_and_the_short_list_parts_them(cli, staged):
    early = cli("sheets", staged, "--stage", "demo", "--format", "json")
    assert (early.code, early.finding("sheets.no-shortlist")["severity"]) == (1, "error")
    undecided = cli("shortlist", staged, "--format", "json")
    assert undecided.code == 1
    assert {v["on"] for v in undecided.data["vendors"]} == {None}
    assert undecided.finding("score.missing")
    written(cli, staged, ann=(4, 3), bob=(4, 3))
    ran = cli("shortlist", staged, "--format", "json")
    assert ran.code == 0, ran.findings
    by_vendor = {v["vendor"]: v for v in ran.data["vendors"]}
    # tech 50 (T-1 3/5, T-2 2/5 at half), people 10 of 20 for U-1: (30 + 10 + 8) / 60 and (15 + 10 + 6) / 60
    assert by_vendor["Aurora"]["share"] == pytest.approx(48 / 60)
    assert by_vendor["Borealis"]["share"] == pytest.approx(31 / 60)
    assert [by_vendor[v]["on"] for v in ("Aurora", "Borealis")] == [True, False]
    assert "goes on" in cli("shortlist", staged).out
    assert cli("sheets", staged, "--stage", "demo").code == 0
    rows = {
        row[0].value
        for row in openpyxl.load_workbook(staged / "sheets/ann-demo.xlsx").worksheets[1].iter_rows(max_col=1)
    }
    assert "U-2|aurora" in rows
    assert not rows & {"U-2|borealis", "U-1|aurora"}
    assert cli("rank", staged, "--format", "json").finding("score.missing")
    for name in ("ann", "bob"):
        assert cli("collect", staged, scored(staged, f"{name}-demo", {"U-2|aurora": 5})).code == 0
    ran = cli("rank", staged, "--format", "json")
    assert ran.data["official"] is True, ran.findings
    assert ran.data["excluded"][0]["gate"] == "shortlist"
    assert "place 2 after the written bids" in ran.data["excluded"][0]["reason"]
    assert ran.data["rankings"][0]["scores"] == pytest.approx({"Aurora": 30 + 10 + 8 + 10 + 30})


def test_final_scores_change_nothing_in_the_short_list(cli, staged):
    written(cli, staged, ann=(4, 3), bob=(4, 3))
    assert cli("sheets", staged, "--final").code == 0
    for name in ("ann", "bob"):
        sheet = scored(staged, f"{name}-final", {"U-1|aurora": 0, "U-2|aurora": 0})
        assert cli("collect", staged, sheet).code == 0
    ran = cli("rank", staged, "--format", "json")
    assert ran.data["rankings"][0]["contributions"]["Aurora"]["U-1"] == 0
    assert [e["vendor"] for e in ran.data["excluded"]] == ["Borealis"]


def test_a_minimum_in_a_group_keeps_a_vendor_off_the_short_list(cli, staged):
    path = staged / "procurement.yaml"
    new = '{"after": "written", "threshold": 0.5, "group_minimums": {"people": 0.7}}'
    path.write_text(path.read_text().replace('{"after": "written", "top": 1}', new))
    assert cli("rfp", staged).code == 0
    assert "70%" in (staged / "rfp/rfp.html").read_text()
    written(cli, staged, ann=(3, 4), bob=(3, 4))
    found = {v["vendor"]: v for v in cli("shortlist", staged, "--format", "json").data["vendors"]}
    assert [found[v]["on"] for v in ("Aurora", "Borealis")] == [False, True]
    assert "People: 60.0%" in found["Aurora"]["reason"]


def test_a_short_list_of_an_unknown_group_or_without_a_rule(cli, folder, bid):
    with_rules(folder, shortlist={"top": 2, "group_minimums": {"cost": 0.5}})
    assert cli("check", folder, "--format", "json").finding("procurement.shortlist")
    assert cli("shortlist", bid, "--format", "json").finding("shortlist.none")


def test_options_that_exclude_each_other(cli, bid):
    ran = cli("sheets", bid, "--final", "--consensus")
    assert ran.code == 2
    assert cli("sheets", bid, "--stage", "site_visit", "--format", "json").finding("sheets.no-criteria")


def test_ranks_of_the_evaluators_in_terminal_and_report(cli, bid):
    with_rules(bid, consensus="mean_of_ranks")
    assert cli("rfp", bid).code == 0
    assert "lowest mean rank is first" in " ".join((bid / "rfp/rfp.html").read_text().split())
    ran = cli("rank", bid)
    assert "Official ranking" in ran.out
    assert "mean_of_ranks, lower is better" in ran.out
    assert "Own totals" in ran.out
    assert cli("report", bid).code == 0
    html = (bid / "report/report.html").read_text()
    for words in ("Recommended: Aurora", "Mean of ranks.", "the ranks are averaged"):
        assert words in html, words


def test_a_score_remembers_the_answer_it_was_given_to(cli, bid, tmp_path):
    """A newer version that changes the answer is told until the rows are scored again."""
    changed = BID | {"T-1": "full", "U-1": "Three lists now."}
    again = fill(bid / "rfp/response.xlsx", tmp_path / "again.xlsx", changed)
    assert cli("receive", bid, again, "--vendor", "aurora", "--at", "2030-01-30T13:00").code == 0
    ran = cli("rank", bid, "--format", "json")
    told = [f for f in ran.findings if f["code"] == "score.older-answer"]
    assert (ran.code, ran.data["official"], {f["where"] for f in told}) == (0, True, {"ann", "bob"})
    assert "Ann scored an older answer of Aurora U-1;" in told[0]["message"]
    cli("report", bid)
    assert "scored an older answer of Aurora U-1" in (bid / "report/report.html").read_text("utf-8")
    assert cli("sheets", bid).code == 0
    for name in ("ann", "bob"):
        assert cli("collect", bid, scored(bid, name, {"U-1|aurora": 4, "U-1|borealis": 3})).code == 0
    assert "score.older-answer" not in {f["code"] for f in cli("rank", bid, "--format", "json").findings}


def test_an_older_answer_in_the_meeting(cli, bid, tmp_path):
    with_rules(bid, consensus="negotiated")
    assert cli("rfp", bid).code == 0
    assert cli("sheets", bid, "--consensus").code == 0
    assert cli("collect", bid, scored(bid, "consensus", {"U-1|aurora": 4, "U-1|borealis": 3})).code == 0
    assert "score.older-answer" not in {f["code"] for f in cli("rank", bid, "--format", "json").findings}
    again = fill(bid / "rfp/response.xlsx", tmp_path / "again.xlsx", BID | {"T-1": "full", "U-1": "Other."})
    assert cli("receive", bid, again, "--vendor", "aurora", "--at", "2030-01-30T13:00").code == 0
    found = cli("rank", bid, "--format", "json").finding("score.older-answer")
    assert (found["where"], found["hint"].endswith("--consensus")) == ("consensus", True)


def test_what_was_asked_for_information_is_in_report_and_export(cli, bid, tmp_path):
    cli("report", bid)
    outcome = Outcome.model_validate_json((bid / "report/outcome.json").read_text())
    assert [(s.vendor, s.criterion, s.answer) for s in outcome.informational] == [
        ("Aurora", "I-1", "on site"),
        ("Borealis", "I-1", "on site"),
    ]
    html = (bid / "report/report.html").read_text("utf-8")
    assert "For information" in html
    assert html.count("on site") == 2
    assert cli("export", bid, "--what", "answers", "--output", tmp_path / "a.csv").code == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["kind"] == "informational"]
    assert [(r["vendor"], r["answer"], r["weight"]) for r in rows] == [
        ("Aurora", "on site", ""),
        ("Borealis", "on site", ""),
    ]
