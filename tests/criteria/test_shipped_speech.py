"""A catalogue that is no PACS: held to the same style, and it carries a procurement as far as the RFP."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest

from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.workspace.catalogue.load import available, read_catalogue
from vendor_eval.workspace.folder.layout import PROCUREMENT

ALL = {name: read_catalogue(folder)[0] for name, folder in available().items()}
SPEECH = ALL["speech-recognition"]
CRITERIA = tuple(SPEECH.leaves())
VAGUE = re.compile(
    r"\b(user-friendly|fast|robust|easy|easily|intuitive|flexible|adequate|good|best|modern)\b"
)
STOP = {
    "a", "all", "an", "and", "as", "at", "be", "by", "each", "for", "from", "in", "into", "is", "it", "of", "on",
    "or", "shall", "the", "to", "which", "with",
}  # fmt: skip


def one_sentence(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and not re.search(r"[.!?;:]\s", text)


def test_it_is_short_and_weighs_in_every_group():
    assert 15 <= len(CRITERIA) <= 25
    assert 4 <= len(SPEECH.groups) <= 5
    assert all(group.scored and group.intro for group in SPEECH.groups)
    assert SPEECH.price is not None
    assert {c.kind for c in CRITERIA} >= {"gate", "scored", "cost"}


@pytest.mark.parametrize("c", CRITERIA, ids=lambda c: c.id)
def test_style(c: Criterion):
    assert 3 <= len(c.title.split()) <= 7
    assert one_sentence(c.requirement)
    assert c.requirement.split().count("shall") == 1
    assert not VAGUE.search(c.requirement)
    assert c.kind == "cost" or one_sentence(c.why)
    assert c.is_price or c.evidence
    assert c.weight in {1, 2, 3}
    if c.value is not None and c.value.rule == "levels":
        values = list(c.value.levels.values())
        assert (values[0], values[-1]) == (1, 0)
        assert values == sorted(values, reverse=True)
    if c.by_panel:
        assert set(c.value.anchors) == {0, 1, 3, 5}


def test_no_anchor_and_no_reason_occurs_twice_in_all_catalogues():
    everything = [c for catalogue in ALL.values() for c in catalogue.leaves()]
    anchors = Counter(text for c in everything if c.by_panel for text in c.value.anchors.values())
    assert [text for text, times in anchors.items() if times > 1] == []
    reasons = Counter(c.why for c in everything if c.why)
    assert [text for text, times in reasons.items() if times > 1] == []


def test_no_two_requirements_say_nearly_the_same():
    bags = {c.id: set(re.findall(r"\w+", c.requirement.casefold())) - STOP for c in CRITERIA}
    pairs = itertools.combinations(bags, 2)
    assert [(a, b) for a, b in pairs if len(bags[a] & bags[b]) >= 0.6 * len(bags[a] | bags[b])] == []


def test_nothing_in_the_rfp_speaks_of_images(cli, tmp_path):
    target = tmp_path / "speech"
    assert cli("new", target, "--catalogue", "speech-recognition").code == 0
    text = (target / PROCUREMENT).read_text("utf-8")
    text = re.sub(r"\"FILL IN[^\"]*\"", "Filled in", text).replace("#issue:", "issue:")
    text = text.replace("#lists:", "lists:").replace("  #languages:", "  languages:")
    text = re.sub(r"#(questions_until|bids_due|demonstrations|decision|go_live):", r"\1:", text)
    (target / PROCUREMENT).write_text(text.replace("  #- {name: Aurora", "  - {name: Aurora"), "utf-8")
    weights = (target / "weights.yaml").read_text("utf-8")
    (target / "weights.yaml").write_text(weights.replace("FILL IN: ", ""), "utf-8")
    ran = cli("rfp", target, "--format", "json")
    assert ran.code == 0, ran.out
    html = (target / "rfp/rfp.html").read_text("utf-8")
    assert all(c.id in html and c.title in html for c in CRITERIA)
    assert not re.search(r"\bPACS\b|DICOM|mammogra", html)
    assert {p.name for p in (target / "rfp").iterdir()} >= {"rfp.docx", "response.xlsx", "price.xlsx"}
    shown = cli("criteria", "check", target, "--format", "json")
    assert (shown.code, shown.findings) == (0, [])
