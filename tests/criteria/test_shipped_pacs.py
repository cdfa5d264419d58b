"""The shipped PACS catalogue keeps the promises that a buyer and a bidder rely on."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels, Linear, Piecewise, Rubric, Target
from vendor_eval.shipped import shipped

FOLDER = shipped("criteria") / "pacs"
GROUPS = (
    "dicom",
    "web",
    "integration",
    "exchange",
    "viewing",
    "reporting",
    "archive",
    "migration",
    "security",
    "regulatory",
    "performance",
    "implementation",
    "vendor",
    "cost",
)
PREFIXES = {
    "dicom": {"DICOM"},
    "web": {"WEB"},
    "integration": {"INT"},
    "exchange": {"XCH"},
    "viewing": {"VIEW", "ACC"},
    "reporting": {"RPT", "AI"},
    "archive": {"ARC"},
    "migration": {"MIG"},
    "security": {"SEC"},
    "regulatory": {"REG"},
    "performance": {"PERF"},
    "implementation": {"IMP", "SUP"},
    "vendor": {"VEN"},
    "cost": {"CST"},
}
EVIDENCE_SOURCES = {
    "connectathon",
    "dicom_cs",
    "dicomweb_cs",
    "fhir_capability",
    "hecvat",
    "hl7_cs",
    "ihe_is",
    "live_probe",
    "mds2",
    "openacr",
    "sbom",
}
VAGUE = {
    "user-friendly", "friendly", "fast", "fastest", "robust", "easy", "easily", "intuitive", "flexible",
    "adequate", "appropriate", "sufficient", "sufficiently", "state-of-the-art", "seamless", "seamlessly",
    "modern", "quickly", "timely", "efficient", "efficiently", "effective", "reasonable", "scalable",
    "comprehensive", "optimal", "simple", "simply", "several", "various", "powerful", "world-class",
    "high-quality", "best", "good", "normally", "generally", "typically", "possible", "possibly", "etc",
    "and/or", "performant", "reliable", "reliably", "smooth", "leading", "advanced", "minimal", "suitable",
}  # fmt: skip
RESERVED_OPTIONS = {"n/a", "none", "declined", "not applicable", "yes", "no"}
STOP_WORDS = {
    "a", "all", "an", "and", "as", "at", "be", "by", "each", "every", "for", "from", "has", "in", "into",
    "is", "it", "its", "of", "on", "or", "shall", "so", "that", "the", "their", "these", "this", "to",
    "which", "with", "stated", "bidder", "line", "contain", "buyer", "system",
}  # fmt: skip
EXCEL_LIST_LIMIT = 255


def _load(path: Path) -> dict[str, object]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _catalogue() -> Catalogue:
    head = _load(FOLDER / "catalogue.yaml")
    assert head.pop("profile") in {path.stem for path in (FOLDER / "profiles").iterdir()}
    return Catalogue.model_validate(head | {"groups": [_load(FOLDER / name) for name in head["groups"]]})


CATALOGUE = _catalogue()
CRITERIA = tuple(CATALOGUE.leaves())
ASKED = tuple(c for c in CRITERIA if c.is_question)
CHOICES = tuple(c for c in ASKED if c.answer.type == "choice")
NUMBERS = tuple(c for c in ASKED if c.answer.type == "number")
RUBRICS = tuple(c for c in CRITERIA if c.by_panel)


def each(criteria: tuple[Criterion, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("criterion", criteria, ids=lambda c: c.id)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9][a-z0-9/\-']*", text.casefold())


def _is_one_sentence(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and not re.search(r"[.!?;:]\s", text)


def test_every_file_is_named_in_the_catalogue_and_is_called_after_its_group():
    on_disk = {path.name for path in FOLDER.iterdir() if path.is_file()} - {"catalogue.yaml"}
    named = _load(FOLDER / "catalogue.yaml")["groups"]
    assert sorted(on_disk) == sorted(named)
    assert [Path(name).stem for name in named] == [group.id for group in CATALOGUE.groups]


def test_the_groups_come_in_reading_order_and_none_is_empty():
    assert tuple(group.id for group in CATALOGUE.groups) == GROUPS
    assert all(group.criteria for group in CATALOGUE.groups)


def test_every_group_can_carry_weight():
    assert all(group.scored for group in CATALOGUE.groups)


def test_bidders_get_one_or_two_sentences_before_each_group():
    for group in CATALOGUE.groups:
        assert 1 <= len(re.findall(r"\.(?=\s|$)", group.intro)) <= 2, group.id


def test_the_catalogue_is_large_enough_and_its_kinds_are_in_proportion():
    kinds = Counter(c.kind for c in CRITERIA)
    assert len(CRITERIA) >= 70
    assert kinds["gate"] >= 18
    assert kinds["scored"] >= 40
    assert kinds["cost"] >= 10
    assert kinds["informational"] >= 3


def test_exactly_one_criterion_is_the_price():
    assert [c.id for c in CRITERIA if c.is_price] == ["CST-17"]


def test_ids_of_criteria_and_groups_are_unique():
    ids = [c.id for c in CRITERIA] + [group.id for group in CATALOGUE.groups]
    assert len({i.casefold() for i in ids}) == len(ids)


@pytest.mark.parametrize("group", CATALOGUE.groups, ids=lambda g: g.id)
def test_ids_have_the_prefix_of_their_group(group):
    for criterion in group.criteria:
        assert re.fullmatch(r"[A-Z]{2,5}-\d\d", criterion.id), criterion.id
        assert criterion.id.split("-")[0] in PREFIXES[group.id], criterion.id


def test_each_step_of_the_roadmap_uses_some_answer():
    assert {c.step for c in CRITERIA} == set(range(1, 11))


def test_each_stage_of_evaluation_and_each_value_rule_occurs():
    assert {c.stage for c in CRITERIA} == {"written", "demo", "reference", "site_visit"}
    assert {c.value.rule for c in CRITERIA if c.value} == {
        "levels", "linear", "piecewise", "target", "rubric", "price",
    }  # fmt: skip


@each(CRITERIA)
def test_title_has_three_to_seven_words(criterion):
    assert 3 <= len(criterion.title.split()) <= 7


@each(CRITERIA)
def test_requirement_is_one_sentence_that_obliges(criterion):
    assert _is_one_sentence(criterion.requirement)
    assert _words(criterion.requirement).count("shall") == 1


@each(CRITERIA)
def test_requirement_has_no_vague_word(criterion):
    assert not VAGUE & set(_words(criterion.requirement))


def test_no_title_and_no_requirement_occurs_twice():
    for texts in ([c.title.casefold() for c in CRITERIA], [c.requirement.casefold() for c in CRITERIA]):
        assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_no_two_requirements_say_nearly_the_same():
    bags = {c.id: set(_words(c.requirement)) - STOP_WORDS for c in CRITERIA}
    near = [
        (a, b)
        for a, b in itertools.combinations(bags, 2)
        if len(bags[a] & bags[b]) >= 0.6 * len(bags[a] | bags[b])
    ]
    assert near == []


@each(tuple(c for c in CRITERIA if c.kind != "cost"))
def test_the_panel_is_told_why_in_one_sentence(criterion):
    assert criterion.why
    assert _is_one_sentence(criterion.why)


@each(tuple(c for c in CRITERIA if c.kind in {"gate", "scored"} and not c.is_price))
def test_gates_and_scored_criteria_ask_for_evidence(criterion):
    assert criterion.evidence


@each(CRITERIA)
def test_machine_readable_sources_are_known(criterion):
    assert set(criterion.source) <= EVIDENCE_SOURCES


@each(CRITERIA)
def test_uids_in_standards_are_written_in_full(criterion):
    assert "..." not in criterion.standard
    for uid in re.findall(r"\d+(?:\.\d+){5,}", criterion.standard):
        assert uid.startswith("1.2.840.10008.")


@each(CHOICES)
def test_options_fit_an_excel_list(criterion):
    options = criterion.answer.options
    assert all(len(option) <= 40 and "," not in option for option in options)
    assert all(option[0] not in "=+-@'" for option in options)
    assert len(",".join(options)) <= EXCEL_LIST_LIMIT


@each(CHOICES)
def test_options_are_no_reserved_words(criterion):
    assert not RESERVED_OPTIONS & {option.casefold() for option in criterion.answer.options}


@each(tuple(c for c in CRITERIA if isinstance(c.value, Levels)))
def test_levels_reach_from_worthless_to_all(criterion):
    values = criterion.value.levels.values()
    assert (min(values), max(values)) == (0, 1)


@each(CHOICES)
def test_options_fall_from_the_most_wanted(criterion):
    if isinstance(criterion.value, Levels):
        values = [criterion.value.of(option) for option in criterion.answer.options]
        assert values == sorted(values, reverse=True)


@each(NUMBERS)
def test_numbers_have_a_unit_and_limits_that_hold_their_value_rule(criterion):
    answer = criterion.answer
    assert answer.unit
    assert answer.min is not None
    assert answer.max is not None
    assert all(answer.min <= turn <= answer.max for turn in _turns(criterion))


def _turns(criterion: Criterion) -> list[float]:
    """The numbers at which the value of the answer changes course."""
    value = criterion.value
    if isinstance(value, Linear):
        return [value.worst, value.best]
    if isinstance(value, Piecewise):
        return [answer for answer, _ in value.points]
    if isinstance(value, Target):
        return [value.target, value.target - value.zero_at, value.target + value.zero_at]
    limits = (criterion.gate.at_least, criterion.gate.at_most)
    return [float(limit) for limit in limits if limit is not None]


@each(tuple(c for c in CRITERIA if c.kind == "scored"))
def test_importance_is_1_2_or_3(criterion):
    assert criterion.weight in {1, 2, 3}


@each(RUBRICS)
def test_rubrics_anchor_the_same_scores_and_take_text(criterion):
    assert isinstance(criterion.value, Rubric)
    assert criterion.value.best == 5
    assert set(criterion.value.anchors) == {0, 1, 3, 5}
    assert criterion.answer.type == "text"


def test_no_anchor_occurs_twice():
    texts = Counter(text.casefold() for c in RUBRICS for text in c.value.anchors.values())
    assert [text for text, times in texts.items() if times > 1] == []
