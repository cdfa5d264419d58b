"""After the selection, and what is published: one act each, or none."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest

from vendor_eval.operations.procurement import Procurement
from vendor_eval.operations.publish.ocds import check_ocds

NOW = datetime(2028, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def sample(demo, tmp_path):
    return Procurement(shutil.copytree(demo, tmp_path / "demo"), clock=lambda: NOW, by="Anna")


def acts(procurement):
    lines = [json.loads(line) for line in procurement.layout.log.read_text("utf-8").splitlines()]
    return [(line["verb"], line["what"]) for line in lines]


def test_two_vendors_side_by_side(sample):
    result = sample.compare("Aurora", "borealis")
    assert (result.comparison.a, result.comparison.b) == ("Aurora Imaging Systems", "Borealis Health IT")
    assert [f.code for f in sample.compare("aurora", "Aurora").findings] == ["vendor.same"]


def test_a_table_goes_to_any_file(sample, tmp_path):
    result = sample.export("scores", tmp_path / "scores.csv")
    assert len((tmp_path / "scores.csv").read_text("utf-8").splitlines()) == result.rows + 1
    assert [f.code for f in sample.export("scores", tmp_path / "scores.ods").findings] == ["usage.output"]


def test_a_release_is_one_act_and_valid(sample):
    before = acts(sample)
    result = sample.ocds("ocds-a1b2c3")
    assert result.changed
    assert result.ocid.startswith("ocds-a1b2c3-")
    assert acts(sample) == [*before, ("ocds", "OCDS release")]
    assert not sample.ocds("ocds-a1b2c3").changed
    check = check_ocds(result.file)
    assert (check.read, check.releases, check.findings) == (True, 1, ())
    assert [f.code for f in sample.ocds("mine").findings] == ["usage.prefix"]


def test_results_of_acceptance_tests_are_a_version(sample):
    filled = sample.root / "inbox/acceptance-results.xlsx"
    before = acts(sample)
    same = sample.record_acceptance(filled)
    assert (same.version, same.new) == (1, False)
    assert acts(sample) == before
    sample.layout.acceptance.joinpath("results-v1.json").unlink()
    sample.layout.acceptance.joinpath("results-v1.xlsx").unlink()
    fresh = sample.record_acceptance(filled)
    assert (fresh.version, fresh.new) == (1, True)
    assert acts(sample) == [*before, ("acceptance", "acceptance results, version 1")]
    record = json.loads(sample.layout.acceptance.joinpath("results-v1.json").read_text("utf-8"))
    assert record["received_by"] == "Anna"
    assert datetime.fromisoformat(record["received_at"]) == NOW


def test_a_workbook_that_is_no_plan_is_not_recorded(sample):
    before = acts(sample)
    result = sample.record_acceptance(sample.root / "rfp/response.xlsx")
    assert not result.ok
    assert result.delivery is None
    assert acts(sample) == before


def test_plan_measurements_and_roadmap(sample):
    plan = sample.plan_acceptance()
    assert plan.vendor == "Borealis Health IT"
    assert plan.recorded
    assert {path.name for path in plan.files} == {"plan.xlsx", "plan.docx", "plan.pdf"}
    assert not sample.monitor(sample.root / "measurements.csv").changed
    made = sample.roadmap()
    assert len(made.steps) == 10
    assert made.changed
    assert not sample.new_roadmap().changed
