"""The report is one act: all its files and one line of the log, or nothing."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest

from vendor_eval.operations.procurement import Procurement

NOW = datetime(2027, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def sample(demo, tmp_path):
    return Procurement(shutil.copytree(demo, tmp_path / "demo"), clock=lambda: NOW, by="Anna")


def log_of(procurement):
    return [json.loads(line) for line in procurement.layout.log.read_text("utf-8").splitlines()]


def test_the_same_report_again_is_no_act(sample):
    first = sample.report(["md"], audience="board")
    lines = log_of(sample)
    assert first.changed
    assert first.files == (sample.root / "report/board/summary.md",)
    assert (lines[-1]["by"], lines[-1]["verb"]) == ("Anna", "report")
    assert lines[-1]["what"] == "decision report for board"
    again = sample.report(["md"], audience="board")
    assert not again.changed
    assert again.files == first.files
    assert log_of(sample) == lines


def test_the_record_is_whole_whoever_reads_the_report(sample):
    result = sample.report(["md"], audience="public")
    assert result.confirmation.agrees
    assert result.outcome.official
    assert any(cell.answer for cell in result.outcome.cells)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"audience": "nobody"}, ["usage.audience"]),
        ({"audience": "vendor"}, ["usage.audience"]),
        ({"audience": "panel", "vendor": "aurora"}, ["usage.audience"]),
        ({"audience": "vendor", "vendor": "Aur"}, ["vendor.unknown"]),
        ({"audience": "nobody", "formats": ["odt"]}, ["usage.audience", "usage.form"]),
    ],
)
def test_readers_and_formats_that_are_none_leave_everything_as_it_was(sample, given, codes):
    before = sample.layout.log.read_bytes()
    result = sample.report(**given)
    assert [f.code for f in result.findings] == codes
    assert not result.changed
    assert sample.layout.log.read_bytes() == before
