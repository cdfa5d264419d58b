"""A folder made by the last release is read by this one: same ranking, same figures, a log that goes on."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

import vendor_eval
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.pipeline import Question
from vendor_eval.workspace.folder import log

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "0.1.0.json").read_text("utf-8"))
ASKED_AT = datetime.fromisoformat(EXPECTED["asked_at"])


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """The sample, run by release 0.1.0 with two decisions, a question, letters and reports for four audiences."""
    with zipfile.ZipFile(HERE / "0.1.0.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path


@pytest.fixture
def outcome(released: Path) -> Outcome:
    return vendor_eval.evaluate(vendor_eval.load(released), Question(now=ASKED_AT))


def test_the_ranking_is_the_same_and_official(outcome):
    (ranking,) = outcome.rankings
    assert outcome.official is EXPECTED["official"] is True
    assert ranking.ranks == EXPECTED["ranks"]
    assert ranking.scores == pytest.approx(EXPECTED["scores"], abs=1e-12)
    for vendor, points in EXPECTED["contributions"].items():
        assert ranking.contributions[vendor] == pytest.approx(points, abs=1e-12)
    assert [e.vendor for e in outcome.excluded] == [e["vendor"] for e in EXPECTED["excluded"]]


def test_the_figures_of_the_report_are_the_same(released, outcome):
    then = json.loads((released / "report" / "outcome.json").read_bytes())
    now = json.loads(outcome.model_dump_json())
    assert now["rankings"] == then["rankings"]
    assert now["prices"] == then["prices"]
    assert now["groups"] == then["groups"]
    assert now["fingerprints"] == then["fingerprints"]
    assert now["close_call"] == then["close_call"]


def test_the_log_is_valid_and_goes_on(released):
    path = released / "log.jsonl"
    before = log.lines(path)
    assert log.verify(path) == []
    folder = vendor_eval.Procurement(released, clock=lambda: ASKED_AT, by="ann")
    assert folder.answer_question("Q1", "Yes, and TLS 1.3 as well.").new
    assert log.lines(path)[:-1] == before
    assert log.verify(path) == []
    assert (json.loads(log.lines(path)[-1])["by"], len(log.lines(path))) == ("ann", len(before) + 1)


def test_check_and_status_find_nothing_wrong_with_the_folder(released):
    result = vendor_eval.Procurement(released, clock=lambda: ASKED_AT).status()
    assert result.ok
    assert [s.name for s in result.stages if s.done][:3] == ["prepare", "issue the RFP", "receive bids"]
