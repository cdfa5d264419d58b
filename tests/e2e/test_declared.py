"""Declarations of a bid: what is missing is a warning at receipt and in check."""

from __future__ import annotations

import json

import pytest
from documents.reading import flat, page, paragraphs
from documents.test_pdf import text_of
from filling import BID, fill

AT = "2030-01-30T12:00"


def without(*keys: str, value: str | None = None):
    def change(book):
        for row in book.worksheets[0].iter_rows():
            if row[0].value in keys:
                row[2].value = value

    return change


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (without("no_collusion", "true_answers"), "bid.undeclared", "No collusion, True answers"),
        (without("no_conflict", value="no"), "bid.declaration-refused", "No conflict of interest: “no”"),
        (without("signed_by"), "bid.declaration-unsigned", "no name"),
    ],
)
def test_what_is_not_declared(cli, issued, tmp_path, change, code, words):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID, change=change)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert (ran.code, [f["code"] for f in ran.findings]) == (0, [code])
    assert words in ran.findings[0]["message"]
    assert cli("check", issued, "--format", "json").finding(code)["hint"]


def test_declarations_are_kept(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.findings == []
    kept = json.loads((issued / "bids/aurora/response-v1.json").read_text())["declared"]
    assert kept["no_conflict"] == "yes"
    assert kept["signed_by"] == "The manager"


def test_the_report_tells_what_the_first_did_not_declare(cli, bid, tmp_path):
    """Whoever signs the award reads the report, not the output of check."""
    for vendor, change in (
        ("Aurora", without("no_collusion")),
        ("Borealis", without("no_conflict", value="no: <b>an uncle</b>")),
    ):
        answers = BID | {"T-1": "full" if vendor == "Aurora" else "partly"}
        file = fill(bid / "rfp/response.xlsx", tmp_path / f"{vendor}.xlsx", answers, change=change)
        assert cli("receive", bid, file, "--vendor", vendor, "--at", "2030-01-30T13:00").code == 0
    assert cli("report", bid).code == 0
    outcome = json.loads((bid / "report/outcome.json").read_text())
    assert [v["undeclared"][0]["title"] for v in outcome["vendors"]] == [
        "No collusion",
        "No conflict of interest",
    ]
    html = " ".join(page((bid / "report/report.html").read_text("utf-8")).itertext())
    word = " ".join(paragraphs((bid / "report/report.docx").read_bytes()))
    for text in (flat(html), flat(word), flat(text_of((bid / "report/report.pdf").read_bytes()))):
        assert "Not declared (No collusion): to be declared in writing before the award" in text
        assert "Declarations that are missing" in text
        assert "No conflict of interest Answered otherwise" in text
