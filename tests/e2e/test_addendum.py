"""An addendum through the command line: what it says, which answers become stale, what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
from documents.reading import flat, page, paragraphs
from filling import BID, OFFER, cell, fill

AT = "2030-01-30T12:00"
TECH = "catalogues/mini/tech.yaml"


def change(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def three_criteria(folder: Path) -> None:
    """A gate, a scored criterion and one for information are changed in what they ask."""
    change(
        folder,
        TECH,
        ("TLS 1.2 or later", "TLS 1.3"),
        ("options: [full, partly, not supported]", "options: [full, most, partly, not supported]"),
        ("{full: 1, partly: 0.5, not supported: 0}", "{full: 1, most: 0.8, partly: 0.5, not supported: 0}"),
        ("State where the system runs.", "State where the system and its backups run."),
    )


def stale(folder: Path, cli) -> set[tuple[str, str]]:
    found = [f for f in cli("check", folder, "--format", "json").findings if f["code"] == "bid.stale"]
    return {(f["where"].split()[0], re.search(r"[A-Z]-\d", f["message"])[0]) for f in found}


def files(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def web(folder: Path, number: int = 1) -> str:
    text = (folder / f"rfp/addendum-{number}.html").read_text("utf-8")
    return flat(" ".join(page(text).xpath("//main")[0].itertext()))


def test_three_changed_criteria_make_exactly_these_answers_stale(cli, bid):
    three_criteria(bid)
    ran = cli("rfp", bid, "--addendum", "Security office asked for it", "--format", "json")
    assert (ran.code, ran.data["issue"], ran.data["addendum"]) == (0, 2, 1)
    assert ran.data["again"] == ["G-1", "T-1", "I-1"]
    expected = {(v, c) for v in ("Aurora", "Borealis") for c in ("G-1", "T-1", "I-1")}
    assert stale(bid, cli) == expected
    ranked = cli("rank", bid, "--format", "json")
    assert (ranked.code, ranked.data["official"]) == (1, False)
    refused = {(o["vendor"], o["criterion"], o["state"]) for o in ranked.data["open"]}
    assert refused == {(v, c, "stale") for v, c in expected if c != "I-1"}, "information is not waited for"
    assert "stale" in cli("rank", bid).out


def test_it_shows_old_and_new_side_by_side_in_every_format(cli, bid):
    three_criteria(bid)
    assert cli("rfp", bid, "--addendum", "Why & <how> | *so*").code == 0
    for text in (web(bid), flat(" ".join(paragraphs((bid / "rfp/addendum-1.docx").read_bytes())))):
        assert "Why & <how> | *so*" in text
        for words in ("TLS 1.2 or later.", "TLS 1.3.", "“most” = 0.8", "State where the system runs."):
            assert words in text, words
        assert "G-1, T-1, I-1" in text
        assert "T-2 Availability" not in text
        assert "Weights" not in text
    assert openpyxl.load_workbook(bid / "rfp/response.xlsx").custom_doc_props["vendor_eval_fingerprint"]


def test_the_new_workbook_marks_what_changed(cli, bid):
    three_criteria(bid)
    change(bid, "procurement.yaml", ("quantity: [0, 1, 1]", "quantity: [0, 2, 2]"))
    assert cli("rfp", bid, "--addendum", "x").code == 0
    sheet = openpyxl.load_workbook(bid / "rfp/response.xlsx")["Technology"]
    kinds = {row[0].value: str(row[4].value) for row in sheet.iter_rows(min_row=4) if row[0].value}
    marked = {i for i, said in kinds.items() if "Changed by addendum 1: answer anew" in said}
    assert marked == {"G-1", "T-1", "I-1"}
    prices = openpyxl.load_workbook(bid / "rfp/price.xlsx")["Prices"]
    titles = {row[0].value: str(row[4].value) for row in prices.iter_rows(min_row=4) if row[0].value}
    assert {i for i, said in titles.items() if "addendum 1" in said} == {"FEE"}


def test_a_new_workbook_answers_again_also_only_in_part(cli, bid, tmp_path):
    three_criteria(bid)
    assert cli("rfp", bid, "--addendum", "x").code == 0
    again = fill(bid / "rfp/response.xlsx", tmp_path / "a.xlsx", BID | {"T-1": None})
    assert cli("receive", bid, again, "--vendor", "Aurora", "--at", AT).code == 0
    assert stale(bid, cli) == {("Borealis", c) for c in ("G-1", "T-1", "I-1")}
    opened = cli("rank", bid, "--format", "json").data["open"]
    assert {(o["vendor"], o["criterion"], o["state"]) for o in opened} == {
        ("Aurora", "T-1", "unanswered"),
        ("Borealis", "G-1", "stale"),
        ("Borealis", "T-1", "stale"),
    }


def test_answers_in_the_old_workbook_stay_stale(cli, bid, tmp_path):
    old = fill(bid / "rfp/response.xlsx", tmp_path / "a.xlsx", BID | {"T-2": 99.9})
    three_criteria(bid)
    assert cli("rfp", bid, "--addendum", "x").code == 0
    ran = cli("receive", bid, old, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert (ran.code, ran.finding("bid.older-rfp")["severity"]) == (0, "warning")
    assert {c for v, c in stale(bid, cli) if v == "Aurora"} == {"G-1", "T-1", "I-1"}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("weights.yaml", "cost: 30", "cost: 40", "27.27"),
        ("procurement.yaml", "unanswered: refuse", "unanswered: zero", "has the value 0"),
        ("procurement.yaml", "discount_percent: 10", "discount_percent: 5", "5% a year"),
        ("procurement.yaml", "bids_due: 2030-01-31T12:00", "bids_due: 2030-02-07T12:00", "7 February 2030"),
        ("procurement.yaml", "title: Yearly fee", "title: Fee of a year", "Fee of a year"),
        ("procurement.yaml", "EUR: {rate: 1.25", "EUR: {rate: 1.3", "1.3"),
        ("procurement.yaml", "summary: For tests.", "summary: For more tests.", "For more tests."),
        (TECH, "title: Query", "title: Queries", "Queries"),
        (TECH, "partly: 0.5", "partly: 0.4", "0.4"),
    ],
)
def test_what_asks_the_same_makes_no_answer_stale(cli, bid, name, old, new, said):
    change(bid, name, (old, new))
    ran = cli("rfp", bid, "--addendum", "x", "--format", "json")
    assert (ran.code, ran.data["issue"], ran.data["again"]) == (0, 2, [])
    assert said in web(bid)
    assert stale(bid, cli) == set()
    assert cli("rank", bid, "--format", "json").data["official"] is True


def test_criteria_that_are_added_and_dropped(cli, bid):
    text = "\n  - {id: T-9, title: Export, requirement: All data is exported., kind: gate,"
    text += ' answer: {type: yes_no}, gate: {passes: ["yes"]}, evidence: [test]}\n'
    with (bid / TECH).open("a") as file:
        file.write(text)
    change(bid, "criteria.yaml", ("catalogue: mini", "catalogue: mini\ndrop: {I-1: not needed}"))
    ran = cli("rfp", bid, "--addendum", "x", "--format", "json")
    assert (ran.code, ran.data["again"]) == (0, [])
    said = web(bid)
    assert "This requirement is new." in said
    assert "This requirement is dropped. Answers to it are no longer read. Reason: not needed" in said
    assert not [word for word in ("Counted among", "used again", "Tier", "Step of the") if word in said]
    assert {(o["criterion"], o["state"]) for o in cli("rank", bid, "--format", "json").data["open"]} == {
        ("T-9", "unanswered")
    }


def test_a_dropped_group_gives_its_reason_to_each_of_its_criteria(cli, bid):
    change(bid, "criteria.yaml", ("catalogue: mini", "catalogue: mini\ndrop: {people: asked elsewhere}"))
    change(bid, "weights.yaml", ("people: 20, ", ""))
    ran = cli("rfp", bid, "--addendum", "x", "--format", "json")
    assert ran.code == 0, ran.findings
    assert "Reason: asked elsewhere" in web(bid)


def test_what_only_the_catalogue_knows_is_told_in_words_where_it_changes(cli, bid):
    change(bid, TECH, ("title: Query", "title: Query\n    tier: extended\n    step: 2"))
    assert cli("rfp", bid, "--addendum", "x", "--format", "json").code == 0
    said = web(bid)
    assert "the further questions" in said and "step 2 of 10" in said


def test_nothing_changed(cli, bid):
    before = files(bid)
    ran = cli("rfp", bid, "--addendum", "x", "--format", "json")
    assert (ran.code, ran.data["changed"], ran.data["issue"]) == (0, False, 1)
    assert "Nothing changed" in cli("rfp", bid, "--addendum", "x").out
    assert files(bid) == before
    three_criteria(bid)
    assert cli("rfp", bid, "--addendum", "x").code == 0
    before = files(bid)
    assert "Nothing changed" in cli("rfp", bid, "--addendum", "x").out
    assert "Nothing changed" in cli("rfp", bid).out
    assert files(bid) == before


def test_two_addenda_in_a_row(cli, bid, tmp_path):
    first = (bid / "rfp/response.xlsx").read_bytes()
    three_criteria(bid)
    assert cli("rfp", bid, "--addendum", "first").code == 0
    second = (bid / "rfp/response.xlsx").read_bytes()
    change(bid, TECH, ("for the stated share of each month", "in each month"), ("title: Query", "title: Q"))
    ran = cli("rfp", bid, "--addendum", "second", "--format", "json")
    assert (ran.data["issue"], ran.data["addendum"], ran.data["again"]) == (3, 2, ["T-2"])
    assert (bid / "rfp/issue-1/response.xlsx").read_bytes() == first
    assert (bid / "rfp/issue-2/response.xlsx").read_bytes() == second
    assert "first" in web(bid, 1)
    assert "TLS 1.3" not in web(bid, 2)
    assert {c for _, c in stale(bid, cli)} == {"G-1", "T-1", "T-2", "I-1"}
    found = cell(openpyxl.load_workbook(bid / "rfp/response.xlsx"), "T-1", "answer")
    assert "addendum 1: answer anew" in str(found.parent.cell(found.row, 5).value)
    again = fill(bid / "rfp/response.xlsx", tmp_path / "a.xlsx", BID)
    for vendor in ("Aurora", "Borealis"):
        assert cli("receive", bid, again, "--vendor", vendor, "--at", AT).code == 0
    assert stale(bid, cli) == set()
    assert cli("rank", bid, "--format", "json").data["official"] is True


def test_after_bids_are_due(cli, folder):
    change(folder, "procurement.yaml", ("2030-01-31T12:00", "2020-01-31T12:00"))
    assert cli("rfp", folder).code == 0
    before = files(folder)
    change(folder, "weights.yaml", ("cost: 30", "cost: 40"))
    ran = cli("rfp", folder, "--addendum", "x", "--format", "json")
    assert ran.code == 1
    finding = ran.finding("addendum.after-due")
    assert "2020-01-31 12:00 UTC" in finding["message"]
    assert "bids_due" in finding["hint"]
    assert set(files(folder)) == set(before)
    change(folder, "procurement.yaml", ("2020-01-31T12:00", "2031-01-31T12:00"))
    ran = cli("rfp", folder, "--addendum", "x", "--format", "json")
    assert (ran.code, ran.finding("addendum.reopens")["severity"]) == (0, "warning")


@pytest.mark.parametrize(
    ("reason", "spoil", "code"),
    [
        ("x", lambda f: (f / "rfp/issue.json").unlink(), "addendum.no-issue"),
        ("x", lambda f: (f / "rfp/terms.json").unlink(), "addendum.no-terms"),
        ("  ", lambda f: None, "addendum.reason"),
    ],
)
def test_no_addendum_without(cli, issued, reason, spoil, code):
    spoil(issued)
    change(issued, "weights.yaml", ("cost: 30", "cost: 40"))
    before = files(issued)
    ran = cli("rfp", issued, "--addendum", reason, "--format", "json")
    assert ran.code == 1
    assert ran.finding(code)["hint"]
    assert files(issued) == before


def test_a_change_without_addendum_is_told(cli, issued):
    change(issued, "procurement.yaml", ("2030-01-31T12:00", "2030-02-07T12:00"))
    ran = cli("rfp", issued, "--format", "json")
    assert (ran.code, ran.data["issue"]) == (0, 1)
    assert "--addendum" in ran.finding("rfp.no-addendum")["hint"]
    assert cli("rfp", issued, "--addendum", "one week more").code == 0
    assert "31 January 2030" in web(issued)


def test_what_no_bidder_may_learn_is_not_kept_beside_the_rfp(cli, folder):
    change(
        folder,
        "procurement.yaml",
        ("summary: For tests.", "summary: For tests.\nbudget: {amount: 987654321}"),
        (
            "  discount_percent: 10",
            "  discount_percent: 10\n  buyer_costs:\n    - {id: OWN, title: Staff, by_year: [1, 1, 1],"
            " vendors: [aurora], condition: bids hosted by the bidder}",
        ),
    )
    assert cli("rfp", folder).code == 0
    kept = (folder / "rfp/terms.json").read_text("utf-8")
    assert json.loads(kept)["procurement"]["vendors"] == []
    for secret in ("Aurora", "aurora", "Borealis", "987654321", "Ann", "Bob"):
        assert secret not in kept


def test_a_price_line_that_changed_is_named_for_whoever_priced_it_before(cli, bid, tmp_path):
    change(
        bid, "procurement.yaml", ("unit: licence, quantity: [10, 0, 0]", "unit: pack, quantity: [2, 0, 0]")
    )
    assert cli("rfp", bid, "--addendum", "licences come in packs").code == 0
    found = [f for f in cli("check", bid, "--format", "json").findings if f["code"] == "price.older-terms"]
    assert {f["message"].split(":")[0] for f in found} == {"Aurora", "Borealis"}
    assert all("LIC" in f["message"] and "FEE" not in f["message"] for f in found)
    assert cli("rank", bid, "--format", "json").finding("price.older-terms")["severity"] == "warning"
    again = fill(bid / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER)
    assert cli("receive", bid, again, "--vendor", "Aurora", "--at", AT).code == 0
    found = [f for f in cli("check", bid, "--format", "json").findings if f["code"] == "price.older-terms"]
    assert [f["message"].split(":")[0] for f in found] == ["Borealis"]
