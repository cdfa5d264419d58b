"""receive, as a Python user calls it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from vendor_eval.model.bids.response import Response
from vendor_eval.workspace.folder import log


def files(procurement):
    root = procurement.root
    return {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_bid_is_stored_with_its_reading_and_one_line_that_names_both(issued, filled, clock):
    clock.now = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    result = issued.receive(filled(), "Aurora")
    assert result.ok
    assert (result.vendor.name, result.kind, result.version, result.new) == ("Aurora", "response", 1, True)
    assert isinstance(result.reading, Response)
    assert result.reading.receipt.received_at == clock.now
    assert result.states["answered"] == sum(result.states.values())
    line = log.entries(issued.layout.log)[-1]
    assert set(line["files"]) == {"bids/aurora/response-v1.xlsx", "bids/aurora/response-v1.json"}
    assert (line["verb"], line["by"], line["at"]) == ("receive", "ann", "2026-11-20T08:30:00+00:00")


def test_the_same_file_again_changes_nothing(issued, filled):
    file = filled()
    issued.receive(file, "Aurora")
    before = files(issued)
    result = issued.receive(file, "Aurora")
    assert (result.new, result.version, result.reading, result.ok) == (False, 1, None, True)
    assert files(issued) == before


def test_prices_say_what_is_missing(issued, filled):
    result = issued.receive(filled("price"), "Aurora")
    assert (result.kind, result.new) == ("price", True)
    assert sum(result.left_empty.values()) == 0


def test_nothing_is_written_when_it_cannot_be_a_bid(issued, filled, tmp_path, clock):
    before = files(issued)
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"no workbook")
    late = clock() + timedelta(days=1)
    for result, code in (
        (issued.receive(other, "Aurora"), None),
        (issued.receive(tmp_path / "none.xlsx", "Aurora"), "file.missing"),
        (issued.receive(filled(), "Nobody"), "vendor.unknown"),
        (issued.receive(filled(), "Aurora", at=late), "usage.future"),
        (issued.receive(filled(), "Aurora", new=True), "vendor.known"),
    ):
        assert not result.ok
        assert not result.new
        assert code is None or code in {f.code for f in result.findings}
    assert files(issued) == before


def test_a_new_vendor_is_added_in_the_same_act(issued, filled):
    result = issued.receive(filled(), "Borealis Health", new=True, by="ben")
    assert result.new
    assert "vendors.yaml" in log.entries(issued.layout.log)[-1]["files"]
    assert result.vendor in issued.case.vendors
