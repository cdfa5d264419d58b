"""new --profile: the choice and its weights stand in the folder, ready to be made one's own."""

from __future__ import annotations

import re

import pytest
import yaml

from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.workspace.catalogue.load import available, read_catalogue
from vendor_eval.workspace.catalogue.profiles import names

SHIPPED = [(c, p) for c, folder in available().items() for p in (*names(folder), "all")]


@pytest.mark.parametrize(("catalogue", "profile"), SHIPPED)
def test_each_profile_makes_a_folder_that_works(cli, tmp_path, catalogue, profile):
    target = tmp_path / "x"
    made = cli("new", target, "--catalogue", catalogue, "--profile", profile, "--format", "json")
    assert made.data["profile"] == profile
    ran = cli("criteria", "check", target, "--format", "json")
    said = {f["code"] for f in ran.findings} - {"rfp.no-table"}
    assert (ran.code, said - {"lint.uneven-groups"} if profile == "all" else said) == (0, set())


def test_a_profile_is_written_with_its_reasons(cli, tmp_path):
    cli("new", tmp_path / "x", "--profile", "vna-only")
    assert "\nprofile: vna-only " in (tmp_path / "x/criteria.yaml").read_text("utf-8")
    weights = (tmp_path / "x/weights.yaml").read_text("utf-8")
    assert (
        "  # What the archive takes in and gives back unchanged is the purchase itself.\n  dicom:" in weights
    )
    assert (
        "\ncriteria:\n  # Free choice of storage is the core of a neutral archive.\n  ARC-04: 3\n" in weights
    )
    assert "viewing" not in weights


def test_without_a_word_it_is_the_community_hospital(cli, tmp_path):
    made = cli("new", tmp_path / "x", "--format", "json")
    assert made.data["profile"] == "community-hospital"


def test_all_asks_the_whole_catalogue_with_equal_weights(cli, tmp_path):
    target = tmp_path / "x"
    cli("new", target, "--profile", "all")
    whole = cli("criteria", "show", target, "--format", "json").data
    assert {round(g["share"], 2) for g in whole["groups"] if g["share"]} <= {0.07, 0.08}
    assert len(whole["criteria"]) >= 80


def test_an_unknown_profile_names_the_near_one_and_makes_nothing(cli, tmp_path):
    ran = cli("new", tmp_path / "x", "--profile", "comunity-hospital", "--format", "json")
    finding = ran.finding("profile.unknown")
    assert "did you mean community-hospital?" in finding["hint"] and "vna-only" in finding["hint"]
    assert (ran.code, (tmp_path / "x").exists()) == (1, False)


def test_help_names_every_profile(cli):
    said = " ".join(cli("new", "--help").out.replace("│", " ").split())
    assert all(name in said for name in names(available()["pacs"]))


@pytest.mark.parametrize(("catalogue", "profile"), SHIPPED)
def test_the_rfp_of_each_profile_asks_every_criterion_and_none_it_leaves_out(
    cli, tmp_path, catalogue, profile
):
    target = tmp_path / "x"
    cli("new", target, "--catalogue", catalogue, "--profile", profile)
    for name in ("procurement.yaml", "weights.yaml"):
        text = (target / name).read_text("utf-8").replace("FILL IN", "Filled in")
        text = text.replace("  #- {name: Aurora", "  - {name: Aurora")
        (target / name).write_text(re.sub(r"#(issue|questions_until|bids_due):", r"\1:", text), "utf-8")
    asked = {c["id"] for c in cli("criteria", "show", target, "--format", "json").data["criteria"]}
    ran = cli("rfp", target, "--format", "json")
    assert ran.code == 0, ran.out
    html = (target / "rfp/rfp.html").read_text("utf-8")
    whole, _ = read_catalogue(available()[catalogue])
    named = {c.id for c in whole.leaves() if re.search(rf"\b{c.id}\b", html)}
    assert named == asked


def test_options_are_priced_outside_the_evaluated_price(cli, tmp_path):
    target = tmp_path / "x"
    cli("new", target, "--profile", "academic-centre")
    lines = yaml.safe_load((target / "procurement.yaml").read_text("utf-8"))["price"]["lines"]
    assert [line["id"] for line in lines if line.get("optional")] == ["CST-13"]
    assert cli("check", target).code == 0


def test_whether_a_cost_is_optional_is_in_no_fingerprint():
    plain = {"id": "C-1", "title": "Options", "requirement": "Price them.", "kind": "cost"}
    one, other = (Criterion.model_validate({**plain, "optional": o}) for o in (True, False))
    assert one.model_dump(mode="json") == other.model_dump(mode="json")
    with pytest.raises(ValueError, match="only a criterion of kind cost is optional"):
        Criterion.model_validate(
            {**plain, "kind": "informational", "answer": {"type": "text"}, "optional": True}
        )
