"""check: bids and score sheets lie there as the log says."""

from __future__ import annotations

import pytest


def _cut(bid):
    log = bid / "log.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:1]))


@pytest.mark.parametrize(
    ("harm", "code", "where", "exit_code"),
    [
        (lambda bid: None, None, "", 0),
        (lambda bid: (bid / "log.jsonl").unlink(), "log.not-named", "log.jsonl", 0),
        (_cut, "log.not-named", "log.jsonl", 0),
        (
            lambda bid: (bid / "bids/aurora/response-v1.json").unlink(),
            "log.reading-missing",
            "bids/aurora/response-v1.xlsx",
            1,
        ),
        (
            lambda bid: (bid / "bids/aurora/response-v1.xlsx").unlink(),
            "log.file-missing",
            "bids/aurora/response-v1.xlsx",
            1,
        ),
        (
            lambda bid: (bid / "scores/ann-v1.xlsx").write_bytes(b"other"),
            "log.file-changed",
            "scores/ann-v1.xlsx",
            1,
        ),
    ],
)
def test_a_workbook_that_was_taken_in(cli, bid, harm, code, where, exit_code):
    harm(bid)
    ran = cli("check", bid, "--format", "json")
    assert ran.code == exit_code, ran.findings
    found = [(f["code"], f["where"]) for f in ran.findings if f["code"].startswith("log.")]
    assert found == ([(code, where)] if code else [])


def test_a_log_that_cannot_be_read(cli, bid):
    (bid / "log.jsonl").unlink()
    (bid / "log.jsonl").mkdir()
    ran = cli("check", bid)
    assert (ran.code, "the log cannot be read" in ran.err) == (3, True)
