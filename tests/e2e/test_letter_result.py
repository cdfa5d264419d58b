"""Clarification, award and regret through the command line: to whom, when refused, and what is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents.reading import flat, paragraphs
from filling import BID, fill

AT = "2030-01-30T12:00"


@pytest.fixture
def letter(cli):
    def run(kind, folder, *args):
        return cli("letter", kind, folder, *args, "--format", "json")

    return run


def word(folder: Path, stem: str) -> str:
    return flat(" ".join(paragraphs((folder / f"letters/{stem}.docx").read_bytes())))


def log(folder: Path) -> dict:
    return json.loads((folder / "log.jsonl").read_text().splitlines()[-1])


def test_award_goes_to_the_winner_alone_and_regret_to_the_others(letter, bid):
    ran = letter("award", bid, "--standstill", "2031-04-30")
    assert (ran.code, [x["vendor"] for x in ran.data["letters"]]) == (0, ["Aurora"])
    assert "before 30 April 2031 is over" in word(bid, "award-aurora")
    assert log(bid)["what"] == "letter of award to Aurora"
    ran = letter("regret", bid)
    assert (ran.code, [x["vendor"] for x in ran.data["letters"]]) == (0, ["Borealis"])
    assert ran.finding("letter.no-review")["severity"] == "warning"
    said = word(bid, "regret-borealis")
    assert "We intend to award the contract to Aurora" in said
    assert "partly" in said
    assert not {"Ann", "Bob"} & set(said.split())
    assert {p.suffix for p in (bid / "letters").glob("regret-*")} == {".docx", ".html", ".pdf"}
    before = (bid / "log.jsonl").read_bytes()
    assert letter("regret", bid).data["letters"][0]["new"] is False
    assert (bid / "log.jsonl").read_bytes() == before


def test_the_wrong_vendor_is_told_which_letter_it_gets(letter, bid):
    assert letter("award", bid, "--vendor", "borealis").finding("letter.not-winner")
    assert letter("regret", bid, "--vendor", "aurora").finding("letter.winner")
    assert letter("regret", bid, "--vendor", "Auroa").finding("vendor.unknown")
    for given, code in (("soon", "usage.date"), ("2001-01-01", "usage.past")):
        ran = letter("award", bid, "--standstill", given)
        assert (ran.code, ran.finding(code)["where"]) == (1, "--standstill")
    assert not (bid / "letters").exists()


def test_nobody_is_told_a_result_that_is_not_official(cli, letter, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "a.xlsx", BID)
    assert cli("receive", issued, file, "--vendor", "aurora", "--at", AT).code == 0
    for kind in ("award", "regret"):
        ran = letter(kind, issued)
        assert (ran.code, ran.finding("letter.not-official")["where"]) == (1, "rank")
    assert not (issued / "letters").exists()


def test_a_withdrawn_bid_gets_no_letter(cli, letter, bid):
    cli("settle", "withdraw", bid, "--vendor", "borealis", "--reason", "letter of 3 March")
    ran = letter("regret", bid)
    assert (ran.code, ran.data["letters"]) == (0, [])
    assert ran.finding("letter.withdrawn")["where"] == "Borealis"


def test_clarification_asks_for_what_is_open_with_its_cell(cli, letter, issued, tmp_path):
    given = {k: v for k, v in BID.items() if k != "T-1"}
    file = fill(issued / "rfp/response.xlsx", tmp_path / "a.xlsx", given)
    price = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", {("LIC", 0): 100, ("FEE", 1): 1000})
    for one in (file, price):
        assert cli("receive", issued, one, "--vendor", "aurora", "--at", AT).code == 0
    ran = letter("clarification", issued, "--until", "2030-01-30T15:00")
    assert (ran.code, [x["vendor"] for x in ran.data["letters"]]) == (0, ["Aurora"])
    said = word(issued, "clarification-aurora")
    for words in ("T-1", "not answered", "FEE Yearly fee Prices!", "no price", "30 January 2030, 15:00"):
        assert words in said, words
    assert log(issued)["what"].endswith("questions to Aurora on its bid")


def test_clarification_needs_a_time_and_a_bid(letter, bid, issued):
    assert letter("clarification", bid).finding("letter.until")
    assert letter("clarification", bid, "--until", "2001-01-01T12:00").finding("usage.past")
    assert letter("clarification", bid, "--until", "soon").finding("usage.time")["where"] == "--until"
    assert letter("clarification", issued, "--until", AT).finding("letter.no-bid")
    assert letter("clarification", issued, "--until", AT, "--vendor", "aurora").finding("letter.no-bid")


def test_a_bid_with_nothing_open_gets_no_questions(letter, bid):
    ran = letter("clarification", bid, "--until", AT, "--vendor", "aurora")
    assert ran.code == 0
    if not ran.data["letters"]:
        assert ran.finding("letter.nothing-open")["where"] == "Aurora"


def test_a_mistake_in_the_buyers_own_text_writes_nothing(letter, bid):
    own = bid / "templates/letters/regret.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# Ergebnis {.unnumbered}\n\nAn {{ regret.vender }}.\n", "utf-8")
    ran = letter("regret", bid)
    assert (ran.code, ran.finding("template.unknown")["where"].endswith("regret.md.j2:3")) == (1, True)
    assert not (bid / "letters").exists()
