"""What evaluators declared, whose weights they are and why: in every form, for those who may read it."""

from __future__ import annotations

import json

import pytest

from vendor_eval.report.document.render import decision_documents
from vendor_eval.report.facts import facts
from vendor_eval.shipped import shipped

from .secrets import INTEREST, NAMES, ROLES, forms, found, planted


@pytest.mark.parametrize("audience", ["", "panel", "board"])
def test_the_house_reads_each_declaration(outcome, tmp_path, audience):
    texts = forms(planted(outcome), audience, tmp_path, only=("html", "docx", "json"))
    for name, text in texts.items():
        assert text.count(INTEREST.replace(" ", "")) % 3 == 0 and "sharessince2019" in text, name
        assert "2026-09-01" in text, name
        assert "inthreerounds" in text, name
    if audience == "board":
        assert found(texts, NAMES) == []
        assert all(role.replace(" ", "") in texts["outcome.json"] for role in ROLES)


@pytest.mark.parametrize("audience", ["public", "vendor:tesserac"])
def test_outside_nobody_reads_of_them_but_the_rationale(outcome, tmp_path, audience):
    texts = forms(planted(outcome), audience, tmp_path)
    assert found(texts, [*NAMES, INTEREST]) == []
    assert all("inthreerounds" in text for name, text in texts.items() if name.endswith(("html", "json")))


def test_a_declared_conflict_is_said_with_its_consequence(outcome):
    full = planted(outcome)
    one = full.declarations[0].model_copy(update={"answer": "no"})
    two = full.declarations[1].model_copy(update={"answer": "", "on": "", "interest": ""})
    rows = facts(full.model_copy(update={"declarations": (one, two)})).declared
    assert [r.words for r in rows] == [
        "a conflict of interest: the scores do not count",
        "nothing: the scores do not count",
    ]
    assert (rows[1].on, rows[1].interest) == ("–", "–")


def test_a_record_from_before_there_were_declarations_says_nothing_of_them(outcome):
    made, findings = decision_documents(outcome(), [shipped("rfp_templates") / "report/document"])
    assert findings == [] and made
    assert facts(outcome()).declared == ()
    json.dumps(outcome().model_dump(mode="json"))
