"""A Finding in files: its subject is written only where there is one, and changes no comparison."""

from __future__ import annotations

import json

import pytest
from pydantic import TypeAdapter

from vendor_eval.findings import Finding, Subject
from vendor_eval.model.base import StoredFinding
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.outcome.vendor_status import BidState
from vendor_eval.operations.bids.receive_checks import joined_years

PLAIN = Finding("price.unreadable", "error", "price.xlsx Prices!D4", "cannot be read", "ask")


def _price(year: int, content: str = "“ten”") -> Finding:
    subject = Subject(
        line="P-1",
        year=year,
        cell=f"Prices!{'DEFG'[year]}4",
        title="P-1 Licence",
        content=content,
        allowed="Allowed: a number.",
    )
    return Finding("price.unreadable", "error", "price.xlsx", "", "settle it", subject)


def test_without_a_subject_a_finding_has_the_five_keys_of_before():
    assert list(PLAIN.as_dict()) == ["code", "severity", "where", "message", "hint"]
    assert json.loads(TypeAdapter(StoredFinding).dump_json(PLAIN)) == PLAIN.as_dict()


def test_a_subject_survives_files_and_the_process_that_reads_workbooks():
    stored = TypeAdapter(StoredFinding)
    finding = _price(0)
    assert finding.as_dict()["subject"]["year"] == 0
    for back in (stored.validate_json(stored.dump_json(finding)), Finding.from_dict(finding.as_dict())):
        assert (back, back.subject) == (finding, finding.subject)


def test_a_finding_equals_the_one_that_a_file_without_subjects_holds():
    finding = _price(0)
    old = Finding(finding.code, finding.severity, finding.where, finding.message, finding.hint)
    assert (old == finding, hash(old) == hash(finding)) == (True, True)


def test_years_with_the_same_content_are_one_finding():
    found = joined_years(Vendor(name="Aurora"), [_price(0), PLAIN, _price(1), _price(2, "“2..5”")])
    assert found[0].message == (
        "Aurora, P-1 Licence, years 0, 1: “ten” in Prices!D4, Prices!E4 cannot be read. Allowed: a number."
    )
    assert (found[0].hint, len(found)) == ("settle it; likewise P-1:1", 3)


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        ("withdrawn: the bidder stops", BidState.WITHDRAWN),
        ("late: received 2027-03-02 08:00, due 2027-03-01 12:00 UTC", BidState.LATE),
        ("no bid received", BidState.MISSING),
        ("DICOM-01 Storage: answered “no”, must be yes", BidState.COUNTS),
        ("", BidState.COUNTS),
    ],
)
def test_a_record_tells_the_state_of_a_bid_by_the_head_of_the_reason(reason, state):
    assert BidState.of(reason) is state
