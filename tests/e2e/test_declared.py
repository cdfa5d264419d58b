"""Declarations of a bid: what is missing is a warning at receipt and in check."""

from __future__ import annotations

import json

import pytest
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
