"""The public record in the open contracting format, written by the verb and checked by it."""

from __future__ import annotations

import json

import pytest


def amounts(found):
    """Every amount of money in a release, wherever it stands."""
    if isinstance(found, list):
        return [x for one in found for x in amounts(one)]
    if not isinstance(found, dict):
        return []
    own = [found["amount"]] if "amount" in found else []
    return own + [x for one in found.values() for x in amounts(one)]


@pytest.fixture
def written(cli):
    def run(folder, *options):
        done = cli("ocds", folder, *options, "--format", "json")
        path = folder / "report" / "ocds-release.json"
        return done, json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    return run


def test_what_is_written_is_valid_and_writing_again_changes_nothing(bid, cli, written):
    done, release = written(bid, "--prefix", "ocds-a1b2c3")
    assert done.code == 0, done.out
    assert release["ocid"].startswith("ocds-a1b2c3-")
    checked = cli("ocds", bid / "report" / "ocds-release.json", "--format", "json")
    assert (checked.code, checked.data["valid"], checked.data["releases"]) == (0, True, 1)
    assert cli("ocds", bid, "--prefix", "ocds-a1b2c3", "--format", "json").data["changed"] is False


def test_the_award_goes_to_the_first(bid, cli, written):
    first = cli("rank", bid, "--format", "json").data["rankings"][0]["best"]
    _, release = written(bid)
    (award,) = release["awards"]
    assert [s["name"] for s in award["suppliers"]] == first
    assert award["status"] == "pending"
    assert release["tag"] == ["tender", "award"]
    shares = [
        row["numbers"][0]["number"]
        for lot in release["tender"]["lots"]
        for row in lot["awardCriteria"]["criteria"]
    ]
    assert sum(shares) == pytest.approx(100, abs=1e-9)


def test_only_what_the_public_may_know(bid, cli, written):
    """No answer, no price of another bidder, no evaluator."""
    outcome = cli("report", bid, "--format", "json")
    assert outcome.code == 0
    full = json.loads((bid / "report" / "outcome.json").read_text(encoding="utf-8"))
    _, release = written(bid)
    text = json.dumps(release, ensure_ascii=False)
    winner = full["rankings"][0]["best"][0]
    costs = {p["vendor"]: float(p["net_present_cost"]) for p in full["prices"]}
    assert len(costs) > 1
    assert amounts(release) == [pytest.approx(costs[winner], abs=0.005)]
    people = {name for cell in full["cells"] for name in cell["scores"]}
    assert people
    assert not any(name in text for name in people)
    assert "requirementResponses" not in text


def test_before_any_bid_there_is_the_tender_alone(issued, written):
    done, release = written(issued)
    assert done.code == 0
    assert release["tag"] == ["tender"]
    assert not {"awards", "bids"} & release.keys()
    assert {f["code"] for f in done.findings} >= {"ocds.no-award", "ocds.prefix"}


def test_nothing_is_published_before_anything_is_issued(cli, tmp_path):
    cli("new", tmp_path / "p")
    done = cli("ocds", tmp_path / "p", "--format", "json")
    assert (done.code, done.findings[-1]["code"]) == (1, "ocds.not-issued")
    assert not (tmp_path / "p/report").exists()


@pytest.mark.parametrize("prefix", ["", "ocds", "ocds-12345", "OCDS-A1B2C3", "ocds-a1b2c3-x"])
def test_a_prefix_that_is_none(bid, cli, prefix):
    done = cli("ocds", bid, f"--prefix={prefix}", "--format", "json")
    assert (done.code, done.findings[0]["code"]) == (1, "usage.prefix")
    assert not (bid / "report" / "ocds-release.json").exists()


def test_a_file_that_is_not_there(cli, tmp_path):
    done = cli("ocds", tmp_path / "none.json", "--format", "json")
    assert done.code == 1
    assert done.findings[0]["hint"]


def test_lots_and_other_fields_of_the_file(issued, cli, written):
    path = issued / "procurement.yaml"
    text = path.read_text(encoding="utf-8")
    more = "lots:\n  - {id: L1, title: PACS}\n  - {id: L2, title: Displays, elsewhere: true}\n  - {id: L3, title: VNA}\n"
    path.write_text(text + more, encoding="utf-8")
    done, release = written(issued)
    assert done.code == 0, done.findings
    assert [lot["id"] for lot in release["tender"]["lots"]] == ["L1", "L3"]
