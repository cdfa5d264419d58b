"""Letters from Python: whom they go to, and when none is written."""

from __future__ import annotations

from datetime import datetime


def test_thanks_are_written_once(bids):
    first = bids.letter("thanks")
    assert [(x.vendor.id, x.new) for x in first.letters] == [("aurora", True), ("borealis", True)]
    assert all(path.exists() for letter in first.letters for path in letter.files)
    log = bids.layout.log.read_bytes()
    assert [x.new for x in bids.letter("thanks").letters] == [False, False]
    assert bids.layout.log.read_bytes() == log


def test_an_invitation_and_its_decision_are_one_act(bids):
    lines = len(bids.layout.log.read_bytes().splitlines())
    until = datetime(2031, 2, 1, 12)
    result = bids.letter("final", "aurora", until=until, about="prices", by="Ann")
    assert [x.vendor.id for x in result.letters] == ["aurora"]
    (decision,) = bids.case.decisions
    assert (decision.act, decision.reason, decision.by, decision.at) == (
        "invite_final",
        "prices",
        "Ann",
        bids.clock(),
    )
    assert len(bids.layout.log.read_bytes().splitlines()) == lines + 1
    bids.letter("final", "aurora", until=until, about="prices", by="Ann")
    assert len(bids.case.decisions) == 1


def test_no_letter_without_a_result_or_a_deadline(bids):
    log = bids.layout.log.read_bytes()
    codes = {kind: [f.code for f in bids.letter(kind).findings] for kind in ("award", "clarification")}
    assert codes == {"award": ["letter.not-official"], "clarification": ["letter.until"]}
    past = bids.letter("final", until=datetime(2030, 2, 1, 12))
    assert "usage.past" in [f.code for f in past.findings]
    assert (bids.layout.log.read_bytes(), bids.layout.letters.exists()) == (log, False)
