"""A result that goes out while bids may still come in: it is written, and said to be too early."""

from __future__ import annotations

import importlib
import json
from datetime import UTC, datetime

import pytest

AT_WORK = importlib.import_module("vendor_eval.cli.folder")
BEFORE, AFTER = datetime(2030, 1, 31, 12, 0, tzinfo=UTC), datetime(2030, 2, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """What time it is."""

    def run(moment):
        monkeypatch.setattr(AT_WORK, "clock", lambda: moment)

    return run


def codes(ran):
    return {f["code"] for f in ran.findings}


@pytest.mark.parametrize("kind", ["award", "regret"])
def test_a_letter_with_the_result_before_bids_are_due_is_written_with_a_warning(cli, bid, at, kind):
    at(BEFORE)
    ran = cli("letter", kind, bid, "--format", "json")
    found = ran.finding("letter.before-due")
    assert (ran.code, found["severity"], len(ran.data["letters"])) == (0, "warning", 1)
    assert "2030-01-31 12:00 UTC" in found["message"]
    at(AFTER)
    assert "letter.before-due" not in codes(cli("letter", kind, bid, "--format", "json"))


def test_a_release_with_the_award_before_bids_are_due_is_written_with_a_warning(cli, bid, at):
    at(BEFORE)
    ran = cli("ocds", bid, "--format", "json")
    assert (ran.code, ran.data["tag"]) == (0, ["tender", "award"])
    assert "2030-01-31 12:00 UTC" in ran.finding("ocds.before-due")["message"]
    at(AFTER)
    assert "ocds.before-due" not in codes(cli("ocds", bid, "--format", "json"))


def test_a_release_without_an_award_is_never_too_early(cli, issued, at):
    at(BEFORE)
    assert "ocds.before-due" not in codes(cli("ocds", issued, "--format", "json"))


def test_the_award_has_the_date_of_its_letter(cli, bid, at):
    def award():
        ran = cli("ocds", bid, "--format", "json")
        assert ran.code == 0, ran.out
        release = json.loads((bid / "report/ocds-release.json").read_text())
        return ran, release["id"], release["awards"][0].get("date")

    at(BEFORE)
    assert cli("letter", "award", bid).code == 0
    at(AFTER)
    ran, without, date = award()
    assert date is None
    assert "before bids were due" in ran.finding("ocds.before-due")["message"]
    for file in (bid / "letters").iterdir():
        file.unlink()
    assert cli("letter", "award", bid).code == 0
    ran, known, date = award()
    assert date == "2030-02-03T09:30:00+00:00"
    assert known != without
    assert "ocds.before-due" not in codes(ran)
    assert cli("ocds", bid / "report/ocds-release.json").code == 0
    assert award()[0].data["changed"] is False
