"""Profiles: what they select and weigh, and what a wrong one says."""

from __future__ import annotations

import pytest
import yaml

from vendor_eval.model.criteria.profile import Profile
from vendor_eval.shipped import shipped
from vendor_eval.workspace.catalogue.load import available, read_catalogue, resolve
from vendor_eval.workspace.catalogue.profiles import names, published, read_profile, select

PROFILE = """
id: short
title: A short one
description: For a test.
drop: {T-2: not needed here}
groups:
  tech: {weight: 3, reason: It matters most.}
  people: {weight: 1, reason: It matters less.}
  cost: {weight: 2, reason: It matters too.}
criteria:
  T-1: {weight: 2, reason: The first of all.}
"""
SHIPPED = [(c, p) for c, folder in available().items() for p in names(folder)]


@pytest.fixture
def short(folder):
    """The mini catalogue with a profile beside it."""
    path = folder / "catalogues/mini/profiles/short.yaml"
    path.parent.mkdir()
    path.write_text(PROFILE)
    return path


def tailored(folder, text):
    (folder / "criteria.yaml").write_text("catalogue: mini\n" + text)
    return resolve(folder / "criteria.yaml", folder / "catalogues")


def ids(catalogue):
    return [c.id for c in catalogue.leaves()]


def test_a_profile_selects(folder, short):
    whole, _ = tailored(folder, "")
    catalogue, findings = tailored(folder, "profile: short\n")
    assert not findings
    assert ids(catalogue) == [i for i in ids(whole) if i != "T-2"]


def test_what_the_buyer_includes_comes_back_and_what_is_dropped_stays_out(folder, short):
    catalogue, _ = tailored(folder, "profile: short\ninclude: [T-2]\ndrop: {T-1: no}\n")
    assert "T-2" in ids(catalogue) and "T-1" not in ids(catalogue)


def test_only_keeps_criteria_and_whole_groups_in_the_order_of_the_catalogue(folder):
    catalogue, findings = tailored(folder, "only: [cost, T-2]\n")
    assert not findings
    assert ids(catalogue) == ["T-2", "C-1", "P-1"]


def test_additions_are_asked_whatever_is_selected(folder):
    add = "add:\n  - group: tech\n    criterion: {id: X, title: a, requirement: b, kind: cost}\n"
    catalogue, _ = tailored(folder, "only: [T-2]\n" + add)
    assert ids(catalogue) == ["T-2", "X"]


@pytest.mark.parametrize(
    ("text", "code", "where", "hint"),
    [
        ("profile: shrot", "profile.unknown", "criteria.yaml:2", "did you mean short?"),
        ("only: [T-1, T-9]", "criteria.unknown-id", "criteria.yaml:2", "T-1"),
        ("include:\n  - tech", "criteria.unknown-id", "criteria.yaml:3", ""),
    ],
)
def test_what_does_not_fit_in_criteria_yaml(folder, short, text, code, where, hint):
    catalogue, findings = tailored(folder, text)
    assert catalogue is None
    assert [(f.code, f.where) for f in findings] == [(code, where)]
    assert hint in findings[0].hint


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("T-2: not", "T-9: not", "profile.unknown-id", 5),
        ("  people: {weight: 1, reason: It matters less.}\n", "", "weights.group-without-weight", 6),
        ("reason: It matters most.", "raeson: x", "file.unknown-field", 7),
        ("weight: 3", "weight: -3", "file.value", 7),
        ("T-1: {weight", "T-2: {weight", "weights.unknown-criterion", 11),
    ],
)
def test_what_does_not_fit_in_a_profile(folder, short, old, new, code, line):
    assert old in PROFILE
    short.write_text(PROFILE.replace(old, new))
    catalogue, findings = tailored(folder, "profile: short\n")
    assert catalogue is None
    assert (code, f"short.yaml:{line}") in [(f.code, f.where) for f in findings]


def shipped_profile(catalogue_name, name):
    folder = available()[catalogue_name]
    catalogue, _ = read_catalogue(folder)
    profile, findings = read_profile(folder, name, catalogue, "test")
    assert not findings, findings
    return catalogue, profile


@pytest.mark.parametrize(("catalogue_name", "name"), SHIPPED)
def test_shipped_profiles_are_sound_and_give_a_reason_for_each_weight(catalogue_name, name):
    catalogue, profile = shipped_profile(catalogue_name, name)
    assert profile.id == name
    assert sum(w.weight for w in profile.groups.values()) == 100
    weighed = [*profile.groups.values(), *profile.criteria.values()]
    sentences = [w.reason for w in weighed] + [*profile.drop.values(), *profile.include.values()]
    assert all(text.endswith(".") and ". " not in text and len(text.split()) > 4 for text in sentences)
    assert {w.weight for w in profile.criteria.values()} <= {1, 2, 3}
    for node, weighed in profile.criteria.items():
        assert weighed.weight != catalogue.criterion(node).weight, f"{node} has this weight anyway"
    for node in profile.include:
        assert catalogue.criterion(node).tier not in profile.tiers, f"{node} is asked anyway"
    assert select(catalogue, profile).price is not None


def test_profiles_differ_in_weights_and_in_what_they_ask():
    chosen = [shipped_profile("pacs", name) for name in names(available()["pacs"])]
    assert len({tuple(sorted((k, w.weight) for k, w in p.groups.items())) for _, p in chosen}) == len(chosen)
    sizes = {p.id: len(ids(select(c, p))) for c, p in chosen}
    assert sizes["small-clinic"] <= sizes["community-hospital"] < sizes["academic-centre"]
    assert sizes["vna-only"] < sizes["multi-site-network"]


def test_published_weights_sum_as_in_the_study_and_fit_a_smaller_catalogue():
    catalogue, profile = shipped_profile("pacs", "vna-only")
    weights, findings = published("joshi-2014", catalogue)
    assert not findings
    groups = weights.groups
    assert sum(groups.values()) == 100
    assert groups["viewing"] == 16 + 11 + 6
    assert sum(groups[g] for g in ("dicom", "reporting", "archive", "security")) == 37
    assert sum(groups[g] for g in ("web", "integration", "exchange", "performance")) == 30
    fitted, findings = published("joshi-2014", select(catalogue, profile))
    assert not findings
    assert "viewing" not in fitted.groups
    assert published("nobody-1999", catalogue) == (None, [])


def test_schema_and_files_speak_of_the_same_fields():
    for path in shipped("criteria").glob("*/profiles/*.yaml"):
        assert set(yaml.safe_load(path.read_text("utf-8"))) <= set(Profile.model_fields)
