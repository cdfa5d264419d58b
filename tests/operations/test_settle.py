"""settle from Python: what it returns, and that a refusal writes nothing."""

from __future__ import annotations

from datetime import datetime

import pytest


def log_lines(procurement):
    return procurement.layout.log.read_bytes().splitlines()


def test_a_reading_is_recorded_once_and_taken_back(bids):
    first = bids.settle("read", "Aurora", criterion="T-2", value="99.5", reason="e-mail")
    assert (first.ok, first.new, first.decision.value) == (True, True, 99.5)
    assert (first.decision.at, first.decision.by) == (bids.clock(), "tester")
    assert first.summary == "Aurora T-2 reads 99.5"
    before = log_lines(bids)
    assert bids.settle("read", "Aurora", criterion="T-2", value="99.5", reason="e-mail").new is False
    assert log_lines(bids) == before
    assert bids.settle("read", "Aurora", criterion="T-2", reason="a slip", undo=True, by="Ann").new
    assert [d.undone for d in bids.case.decisions] == [False, True]
    assert bids.case.decisions[1].by == "Ann"


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("settle.value", {"act": "read", "criterion": "T-2", "value": "lots"}),
        ("settle.unknown", {"act": "read", "criterion": "T-99", "value": "1"}),
        ("settle.no-claim", {"act": "accept_na", "criterion": "T-2"}),
        ("settle.not-late", {"act": "admit_late"}),
        ("settle.unknown-file", {"act": "misfiled", "file": "price-v9"}),
        ("settle.undo", {"act": "withdraw", "undo": True}),
        ("usage.future", {"act": "received_at", "file": "price-v1", "at": datetime(2032, 1, 1)}),
        ("settle.reason", {"act": "withdraw", "reason": " "}),
    ],
)
def test_what_cannot_be_decided_changes_nothing(bids, code, given):
    before = log_lines(bids)
    result = bids.settle(vendor="aurora", **({"reason": "why"} | given))
    assert [f.code for f in result.findings] == [code]
    assert (result.ok, result.decision, log_lines(bids) == before) == (False, None, True)
    assert not bids.layout.decisions.exists()


def test_a_time_without_an_offset_is_of_the_buyer(bids):
    result = bids.settle(
        "received_at", "aurora", file="response-v1", at=datetime(2030, 1, 29, 8), reason="a slip"
    )
    assert result.summary == "response-v1 of Aurora came in 2030-01-29 08:00 UTC"
    assert bids.case.responses["aurora"][0].receipt.received_at.day == 29
