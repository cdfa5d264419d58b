"""The lint: a made bad catalogue breaks each rule once, the shipped ones break none."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import make
import pytest
from steps import change

from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.rfp.lint import RULES, lint
from vendor_eval.rfp.lint.words import BRANDS, SECOND_DEMAND, VAGUE
from vendor_eval.shipped import shipped
from vendor_eval.workspace.catalogue.load import read_catalogue
from vendor_eval.workspace.load import load_case

BAD = Path(__file__).parent / "bad"
BROKEN_BY = {
    "double": "DBL-1",
    "vague": "VAG-1",
    "brand": "BRA-1",
    "near-duplicate": "NEAR-2",
    "no-evidence": "EVI-1",
    "no-rule": "RULE-1",
    "no-range": "RANGE-1",
    "no-evaluator": "PAN-1",
    "open-gate": "OPEN-1",
    "no-choice": "SOLE-1",
    "tiny-weight": "TINY-1",
    "uneven-groups": "few",
}


@pytest.fixture
def bad() -> Case:
    """The bad procurement, with a bid of each vendor; only Aurora passes SOLE-1."""
    case = load_case(BAD)
    gates = {"DBL-1": "yes", "OPEN-1": "no"}
    answers = {"aurora": gates | {"SOLE-1": "yes"}, "borealis": gates | {"SOLE-1": "no"}}
    bids = {vendor: (make.response(case, vendor, given),) for vendor, given in answers.items()}
    return case.model_copy(update={"responses": bids})


def found(case: Case) -> Counter[tuple[str, str]]:
    return Counter((f.code.removeprefix("lint."), f.where) for f in lint(case))


def test_a_bad_catalogue_breaks_each_rule_exactly_once(bad):
    assert [*BROKEN_BY, "unscored-price"] == list(RULES), "a list cannot lack a price and weigh it"
    assert found(bad) == Counter(BROKEN_BY.items())
    assert all(f.severity == "warning" and f.message and f.hint for f in lint(bad))


def test_without_bids_nothing_is_said_of_who_passes_a_gate(bad):
    assert found(load_case(BAD)) == Counter(i for i in BROKEN_BY.items() if i[0] != "no-choice")


def test_a_gate_that_nobody_passes_is_told(bad):
    nobody = {v: (make.response(bad, v, {"DBL-1": "yes", "OPEN-1": "no"}),) for v in ("aurora", "borealis")}
    said = [f for f in lint(bad.model_copy(update={"responses": nobody})) if f.code == "lint.no-choice"]
    assert [f.where for f in said] == ["SOLE-1"]
    assert "none passes" in said[0].message


def test_a_single_bid_says_nothing_about_gates(bad):
    only = {"aurora": bad.responses["aurora"]}
    assert "no-choice" not in {rule for rule, _ in found(bad.model_copy(update={"responses": only}))}


def test_the_name_of_a_bidder_is_a_brand(bad):
    catalogue = bad.catalogue.model_dump(exclude_none=True)
    catalogue["groups"][1]["criteria"][0]["requirement"] = "The first site goes live as at Aurora, in months."
    named = bad.model_copy(update={"catalogue": type(bad.catalogue).model_validate(catalogue)})
    assert ("brand", "FEW-1") in found(named)


def test_criteria_check_shows_the_rules_in_their_order(cli):
    ran = cli("criteria", "check", BAD, "--format", "json")
    shown = [f["code"].removeprefix("lint.") for f in ran.findings]
    assert ran.code == 0
    assert shown == [rule for rule in BROKEN_BY if rule != "no-choice"]


def test_a_scored_criterion_without_any_rule_is_refused():
    with pytest.raises(ValueError, match="needs a value rule"):
        Criterion.model_validate(
            {"id": "X", "title": "X", "requirement": "X", "kind": "scored", "answer": {"type": "yes_no"}}
        )


def _shipped() -> list[Path]:
    return sorted(file.parent for file in shipped("criteria").glob("*/catalogue.yaml"))


@pytest.mark.parametrize("folder", _shipped(), ids=lambda f: f.name)
def test_a_shipped_catalogue_breaks_no_rule(folder):
    """Weighed as its authors did: each group by the importance of its criteria, the price by 30 of 100."""
    catalogue, findings = read_catalogue(folder)
    assert findings == []
    technical = {g.id: _importance(g) for g in catalogue.groups if _importance(g)}
    price = {g.id: 0.3 / 0.7 * sum(technical.values()) for g in catalogue.groups if g.id not in technical}
    inner = {g.id: _importance(g) for path, g in catalogue.walk() if len(path) > 1 and g.scored}
    groups = technical | {k: v for k, v in price.items() if catalogue.group(k).scored} | inner
    case = make.load_case(make.MINI)
    case = case.model_copy(update={"catalogue": catalogue, "weights": Weights(groups=groups)})
    assert [(f.code, f.where, f.message) for f in lint(case)] == []


def _importance(group) -> float:
    return sum(c.weight for c in group.leaves() if c.kind == "scored" and not c.is_price)


@pytest.mark.parametrize(
    "text",
    [
        "The archive shall store images and shall send reports.",
        "The viewer must open a study and notify its reader.",
        "The viewer shall open a study and show the prior.",
        "The viewer shall open a study; the list is sorted.",
        "Studies are compressed and, in addition, encrypted.",
    ],
)
def test_two_demands(text, bad):
    assert ("double", "FEW-1") in found(_asking(bad, text))


@pytest.mark.parametrize(
    "text",
    [
        "The archive shall offer the transactions Search, Retrieve and Store.",
        "Training and support shall be given in the buyer's language.",
        "Each entry shall hold user, time and origin.",
        "The plan shall name image and report by number.",
    ],
)
def test_a_list_of_nouns_is_one_demand(text, bad):
    assert ("double", "FEW-1") not in found(_asking(bad, text))


def _asking(case: Case, requirement: str) -> Case:
    tree = case.catalogue.model_dump(exclude_none=True)
    tree["groups"][1]["criteria"][0]["requirement"] = requirement
    return case.model_copy(update={"catalogue": type(case.catalogue).model_validate(tree)})


@pytest.mark.parametrize("text", ["on Windows servers", "the FooView® viewer", "Epic or Cerner"])
def test_brands(text):
    assert BRANDS.search(text)


@pytest.mark.parametrize("text", ["an epic task", "windows of time", "merge two studies", "HL7 v2 and FHIR"])
def test_words_that_are_no_brands(text):
    assert not BRANDS.search(text)


def test_words_inside_other_words_are_left_alone():
    for text in ("breakfast", "a modernist", "goods", "steadfast", "land and beach"):
        assert not VAGUE.search(text)
        assert not SECOND_DEMAND.search(text)


def test_prices_that_are_asked_and_not_scored(bad):
    groups = tuple(g for g in bad.catalogue.groups if g.id != "cost")
    weights = Weights(groups={"many": 30, "few": 70})
    catalogue = bad.catalogue.model_copy(update={"groups": groups})
    case = bad.model_copy(update={"catalogue": catalogue, "weights": weights})
    said = [f for f in lint(case) if f.code == "lint.unscored-price"]
    assert len(said) == 1
    assert "rule: price" in said[0].hint


ALIKE = "The archive shall keep {} studies of the hospital for thirty years on two separate sites."
DUPLICATE = "Every opened study shall be written into the audit log with its user."


def test_alike_criteria_are_one_finding_and_duplicates_come_first(cli, tmp_path):
    """Through a list as buyers keep it: six alike, two the same, and no word of evidence in any."""
    kinds = ["adult", "child", "eye", "heart", "bone", "skin"]
    texts = [*(ALIKE.format(kind) for kind in kinds), DUPLICATE, DUPLICATE, "The viewer shall rotate images."]
    (tmp_path / "own.csv").write_text(
        "id;text;kind\n" + "".join(f"Q-{i};{t};{'may' if i > 7 else 'must'}\n" for i, t in enumerate(texts))
    )
    folder = tmp_path / "p"
    shutil.copytree(BAD, folder)
    given = ("--map", "id=A,text=B,kind=C", "--into", folder)
    assert cli("criteria", "import", tmp_path / "own.csv", *given).code == 0
    (folder / "criteria.yaml").write_text("catalogue: own\n")
    (folder / "weights.yaml").write_text("groups: {requirements: 100}\n")
    change(folder, "procurement.yaml", ", scores: [PAN-2]", "")
    ran = cli("criteria", "check", folder, "--format", "json")
    near = [(f["where"], f["message"]) for f in ran.findings if f["code"] == "lint.near-duplicate"]
    assert near[0] == ("Q-7", "says the same as Q-6: 6 of 6 words are common to both")
    assert near[1][0] == "Q-1"
    assert near[1][1].startswith("is one of 6 that say nearly the same: Q-0, Q-1, Q-2, Q-3, Q-4, Q-5; of Q-0")
    assert len(near) == 2
    (evidence,) = [f for f in ran.findings if f["code"] == "lint.no-evidence"]
    assert evidence["message"].startswith("9 criteria ask for no evidence: Q-0, Q-1, ")
