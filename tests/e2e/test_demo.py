"""demo: what a procurement lead sees first."""

from __future__ import annotations

import json

import pytest


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    import os

    from typer.testing import CliRunner

    from vendor_eval.cli import app

    os.environ.setdefault("VENDOR_EVAL_USER", "tester")
    target = tmp_path_factory.mktemp("d") / "demo"
    return target, CliRunner().invoke(app, ["demo", str(target)])


def test_ends_with_the_ranking_the_close_call_and_the_report(ran):
    target, result = ran
    assert result.exit_code == 0, result.output
    assert "Official ranking" in result.stdout
    assert "leads" in result.stdout
    assert "points" in result.stdout
    assert "would come first" in result.stdout
    assert "confirmed by scikit-criteria" in result.stdout
    assert str((target / "report/report.html").resolve()) in result.stdout.replace("\n", "")
    assert "Receiving" in result.stderr


def test_the_report_shows_the_confirmation(ran):
    target, _ = ran
    html = (target / "report/report.html").read_text("utf-8")
    assert "onfirmed by scikit-criteria 0." in html
    assert "same order" in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "src=" not in html


def test_running_it_again_changes_nothing(ran, cli):
    target, _ = ran
    before = {p: p.read_bytes() for p in target.rglob("*") if p.is_file()}
    again = cli("demo", target, "--format", "json")
    assert again.code == 0
    assert again.data["official"] is True
    assert {p: p.read_bytes() for p in target.rglob("*") if p.is_file()} == before


def test_every_verb_works_on_it(ran, cli, tmp_path):
    target, _ = ran
    for verb in ("status", "check", "rank", "report", "rfp", "sheets"):
        result = cli(verb, target, "--format", "json")
        assert result.code == 0, (verb, result.findings)
    for what in ("show", "check"):
        assert cli("criteria", what, target).code == 0
    assert cli("compare", target, "aurora", "borealis").code == 0
    assert cli("export", target, "--what", "answers", "--output", tmp_path / "a.xlsx").code == 0


def test_another_procurement_is_not_overwritten(folder, cli):
    before = (folder / "procurement.yaml").read_bytes()
    assert cli("demo", folder, "--format", "json").finding("folder.taken")
    assert (folder / "procurement.yaml").read_bytes() == before


def test_outcome_keeps_to_its_published_schema(ran, cli):
    import jsonschema

    target, _ = ran
    schema = cli("schema", "outcome", "--format", "json").data["schema"]
    jsonschema.Draft202012Validator(schema).validate(
        json.loads((target / "report/outcome.json").read_text("utf-8"))
    )


@pytest.mark.parametrize("name", ["procurement", "criteria", "weights"])
def test_the_files_of_the_sample_keep_to_their_schemas(ran, cli, name):
    import jsonschema

    from vendor_eval.workspace.yaml_files.load import load_yaml

    target, _ = ran
    data, _, findings = load_yaml(target / f"{name}.yaml")
    assert not findings
    schema = cli("schema", name, "--format", "json").data["schema"]
    jsonschema.Draft202012Validator(schema).validate(data)


def test_schemas_are_listed_and_written(cli, tmp_path):
    assert "procurement" in cli("schema").out
    assert cli("schema", "--output", tmp_path / "s").code == 0
    assert (tmp_path / "s/outcome.schema.json").exists()
    assert cli("schema", "nonsense", "--format", "json").finding("schema.unknown")["hint"]


def test_published_weights_are_tried_by_name(ran, cli):
    target, _ = ran
    tried = cli("rank", target, "--what-if", "--weights", "joshi-2014", "--format", "json")
    assert (tried.code, tried.data["official"]) == (0, False)
    assert cli("rank", target, "--weights", "joshi-2014", "--format", "json").finding("usage.what-if")
