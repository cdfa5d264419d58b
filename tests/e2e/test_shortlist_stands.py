"""The short list once a later stage was scored: who leaves then lets nobody in whom nobody has seen."""

from __future__ import annotations

import json

import pytest
from e2e.conftest import AT, DEMO
from filling import BID, OFFER, fill
from steps import change, scored_by_panel, with_rules

GONE = ("--vendor", "aurora", "--reason", "letter of 3 March")


@pytest.fixture
def three(cli, folder, tmp_path):
    """Three bids, two places on the short list, and the written bids are scored: Cirrus stays behind."""
    people = folder / "catalogues/mini/people.yaml"
    people.write_text(people.read_text() + DEMO)
    change(
        folder,
        "procurement.yaml",
        "  - {name: Borealis, id: borealis}",
        "  - {name: Borealis, id: borealis}\n  - {name: Cirrus, id: cirrus}",
    )
    with_rules(folder, shortlist={"after": "written", "top": 2})
    assert cli("rfp", folder).code == 0
    for vendor in ("aurora", "borealis", "cirrus"):
        answers = fill(folder / "rfp/response.xlsx", tmp_path / f"{vendor}-r.xlsx", BID | {"U-2": "At once."})
        price = fill(folder / "rfp/price.xlsx", tmp_path / f"{vendor}-p.xlsx", OFFER)
        for file in (answers, price):
            assert cli("receive", folder, file, "--vendor", vendor, "--at", AT).code == 0
    scored_by_panel(cli, folder, "written", {"U-1|aurora": 5, "U-1|borealis": 4, "U-1|cirrus": 3})
    return folder


def listed(cli, folder):
    places = cli("shortlist", folder, "--format", "json").data["vendors"]
    return {p["vendor"]: p["on"] for p in places}


def test_a_bid_withdrawn_after_the_demonstrations_keeps_its_place(cli, three, tmp_path):
    scored_by_panel(cli, three, "demo", {"U-2|aurora": 5, "U-2|borealis": 4})
    assert cli("settle", "withdraw", three, *GONE).code == 0
    assert listed(cli, three) == {"Aurora": True, "Borealis": True, "Cirrus": False}
    said = cli("shortlist", three).out
    assert "keeps its place" in said
    assert "letter of 3 March" in said
    ran = cli("rank", three, "--format", "json")
    assert (ran.code, ran.data["official"]) == (0, True), ran.out
    assert {e["vendor"]: e["gate"] for e in ran.data["excluded"]} == {"Aurora": None, "Cirrus": "shortlist"}
    stages = cli("status", three, "--format", "json").data["stages"]
    assert [s["name"] for s in stages if not s["done"]] == ["report"]
    assert "score.missing" not in {f["code"] for f in cli("check", three, "--format", "json").findings}
    ran = cli("sensitivity", three, "--format", "json")
    assert ran.code == 0, ran.out
    assert "Cirrus" not in json.dumps(ran.data["reversal"])
    assert cli("report", three).code == 0
    record = json.loads((three / "report/outcome.json").read_text())
    assert [v["was_admitted"] for v in record["vendors"]] == [True, False, False]
    ran = cli("recompute", three / "report/outcome.json", "--format", "json")
    assert ran.code == 0, ran.out
    assert cli("letter", "award", three).code == 0


def test_a_bid_withdrawn_before_anybody_was_seen_frees_its_place(cli, three, tmp_path):
    assert cli("settle", "withdraw", three, *GONE).code == 0
    assert listed(cli, three) == {"Borealis": True, "Cirrus": True}
    scored_by_panel(cli, three, "demo", {"U-2|borealis": 5, "U-2|cirrus": 4})
    assert listed(cli, three) == {"Borealis": True, "Cirrus": True}
    again = (*GONE[:-1], "the same letter, with its date")
    assert cli("settle", "withdraw", three, *again).code == 0
    assert listed(cli, three) == {"Borealis": True, "Cirrus": True}
    assert cli("rank", three, "--format", "json").data["official"] is True
    assert cli("report", three).code == 0
    assert cli("recompute", three / "report/outcome.json").code == 0


def test_who_was_admitted_late_and_withdrew_keeps_its_place_too(cli, three, tmp_path):
    """Its late answers are those that the list was made of."""
    late = fill(three / "rfp/response.xlsx", tmp_path / "late.xlsx", BID | {"U-2": "At once.", "T-2": 99.4})
    ran = cli("receive", three, late, "--vendor", "aurora", "--at", "2030-02-02T12:00")
    assert "late" in ran.out + ran.err
    assert cli("settle", "admit-late", three, "--vendor", "aurora", "--reason", "a strike").code == 0
    scored_by_panel(cli, three, "written", {"U-1|aurora": 5, "U-1|borealis": 4, "U-1|cirrus": 3})
    scored_by_panel(cli, three, "demo", {"U-2|aurora": 5, "U-2|borealis": 4})
    before = cli("shortlist", three, "--format", "json").data["vendors"]
    assert cli("settle", "withdraw", three, *GONE).code == 0
    after = cli("shortlist", three, "--format", "json").data["vendors"]
    assert [(p["vendor"], p["share"], p["on"]) for p in after] == [
        (p["vendor"], p["share"], p["on"]) for p in before
    ]
    assert cli("report", three).code == 0
    assert cli("recompute", three / "report/outcome.json").code == 0


def test_a_withdrawal_taken_back_brings_the_bid_back_to_its_place(cli, three, tmp_path):
    scored_by_panel(cli, three, "demo", {"U-2|aurora": 5, "U-2|borealis": 4})
    before = cli("rank", three, "--format", "json").data["rankings"]
    assert cli("settle", "withdraw", three, *GONE).code == 0
    assert cli("rank", three, "--format", "json").data["rankings"] != before
    back = ("withdraw", "--vendor", "aurora", "--reason", "they sent a second letter")
    assert cli("settle", "undo", three, *back).code == 0
    assert cli("rank", three, "--format", "json").data["rankings"] == before
