"""recompute: what does not follow from the inputs of a record is named by its place."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from vendor_eval.cli import app
from vendor_eval.model.outcome import Outcome
from vendor_eval.recompute.again import recompute
from vendor_eval.workspace.schemas import schema


@pytest.fixture(scope="session")
def record(demo):
    """outcome.json of the sample, as report writes it. Only to be read."""
    path = demo / "report" / "outcome.json"
    if not path.exists():
        assert CliRunner().invoke(app, ["report", str(demo)]).exit_code == 0
    return path


@pytest.fixture(scope="session")
def data(record):
    return json.loads(record.read_text("utf-8"))


def parts(path):
    """The steps of a JSON path as this program writes it."""
    found = re.findall(r"\.([A-Za-z_]\w*)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]", path)
    return [int(i) if i else name or key.replace("\\'", "'") for name, i, key in found]


def changed(data, path, value):
    """A copy with another value at ``path``."""
    copy = json.loads(json.dumps(data))
    *steps, last = parts(path)
    at = copy
    for key in steps:
        at = at[key]
    at[last] = value(at[last]) if callable(value) else value
    return copy


def named(data):
    found = recompute(Outcome.model_validate_json(json.dumps(data), strict=True))
    return {w.path for w in found.wrong}


def test_the_sample_follows_from_its_inputs(cli, record):
    ran = cli("recompute", record, "--format", "json")
    assert ran.code == 0
    assert ran.data["follows"] is True
    assert ran.data["checked"] > 500
    assert ran.data["differences"] == ran.data["not_recomputed"] == []
    said = cli("recompute", record)
    assert "follow from the inputs in the file" in said.out


def test_a_changed_result_is_named_with_both_numbers(cli, data, tmp_path):
    path = tmp_path / "outcome.json"
    path.write_text(json.dumps(changed(data, "$.cells[12].component", 4.5)), "utf-8")
    ran = cli("recompute", path, "--format", "json")
    assert ran.code == 1
    assert [d["path"] for d in ran.data["differences"]] == ["$.cells[12].component"]
    assert "4.5 in the file" in ran.data["differences"][0]["message"]
    assert "$.criteria[12].weight" in ran.data["differences"][0]["rests_on"]


def test_the_written_record_fits_the_published_schema(data):
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(data, json.loads(schema("outcome")))
