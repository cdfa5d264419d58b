"""Two issues side by side: whatever is changed is shown, and exactly the right answers become stale."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import make
import pytest
from documents.hostile import HOSTILE
from documents.reading import flat, page, paragraphs
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.documents.values import clean
from vendor_eval.model.buyer.disclosed_terms import Terms, disclosed
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.rfp.changes.addendum import Addendum, addendum_documents
from vendor_eval.rfp.changes.compare_issues import changes_between, marks
from vendor_eval.scoring.bids import bids
from vendor_eval.shipped import shipped

AT = datetime(2029, 12, 1, tzinfo=UTC)
ASKED = ("G-1", "T-1", "T-2", "I-1", "U-1")
# What is done to a criterion, and what that means for answers to it.
EDITS: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, ""),
    "requirement": ({"requirement": "Something else is asked."}, "again"),
    "title": ({"title": "Another title"}, "told"),
    "evidence": ({"evidence": ["a test on site"]}, "told"),
    "why": ({"why": "Since it matters."}, "told"),
    "stage": ({"stage": "demo"}, "told"),
    "step": ({"step": 2}, "told"),
}


def edited(catalogue: Catalogue, edits: dict[str, str]) -> Catalogue:
    plain = catalogue.model_dump(mode="json", exclude_defaults=True)
    for group in plain["groups"]:
        for criterion in group["criteria"]:
            criterion.update(EDITS[edits.get(criterion["id"], "nothing")][0])
    return Catalogue.model_validate(plain)


def terms(case: Case) -> Terms:
    return disclosed(case.procurement, case.catalogue, case.weights)


@pytest.fixture(scope="module")
def bid() -> Case:
    return make.case()


EACH = st.fixed_dictionaries({i: st.sampled_from(list(EDITS)) for i in ASKED})


@settings(max_examples=60)
@given(EACH)
def test_exactly_the_changed_questions_make_answers_stale(edits):
    case = make.case()
    then = case.model_copy(update={"catalogue": edited(case.catalogue, edits)})
    changes = changes_between(terms(case), terms(then))
    expected = {i: EDITS[name][1] for i, name in edits.items() if EDITS[name][1]}
    assert {c.id: c.kind for c in changes.criteria} == expected
    assert bool(changes) is bool(expected)
    again = {i for i, kind in expected.items() if kind == "again"}
    assert {c.id for c in changes.again} == again
    for one in bids(then):
        assert {i for i, a in one.answers.items() if a.state == "stale"} == again


@settings(max_examples=40)
@given(EACH, EACH)
def test_marks_of_two_addenda_add_up(first, second):
    """Whoever answered before both has to see every question that changed since."""
    case = make.case()
    one = case.model_copy(update={"catalogue": edited(case.catalogue, first)})
    two = case.model_copy(update={"catalogue": edited(one.catalogue, second)})
    marked = marks({}, changes_between(terms(case), terms(one)), 1)
    marked = marks(marked, changes_between(terms(one), terms(two)), 2)
    stale = {i for b in bids(two) for i, a in b.answers.items() if a.state == "stale"}
    assert {i for i, change in marked.items() if change.kind == "again"} == stale


CHANGED_PROCUREMENT = {
    ("title",): "Another",
    ("summary",): "Another",
    ("buyer", "name"): "Another",
    ("timetable", "timezone"): "Europe/Zurich",
    ("timetable", "bids_due"): "2031-01-31T12:00:00",
    ("rules", "unanswered"): "zero",
    ("rules", "ties"): ["T-2"],
    ("rules", "points"): "240",
    ("rules", "rounding"): {"total": 2},
    ("rules", "thresholds"): [{"of": "technical", "minimum": 0.5}],
    ("rules", "consensus"): "median",
    ("rules", "spread_percent"): 30,
    ("rules", "shortlist"): {"top": 3},
    ("currency", "rates", "EUR", "rate"): "1.3",
    ("currency", "rates", "EUR", "source"): "ECB",
    ("price", "formula"): "linear_min_max",
    ("price", "discount_percent"): "3",
    ("price", "rate_basis"): "real",
    ("price", "include_tax"): True,
    ("price", "lines", 0, "title"): "Another",
    ("price", "lines", 0, "unit"): "pack",
    ("price", "lines", 0, "quantity"): ["11", "0", "0"],
    ("price", "lines", 0, "covers"): None,
    ("price", "lines", 1, "optional"): True,
    ("price", "lines", 1, "tiers"): ["10"],
    ("price", "lines", 1, "index"): {"percent": "2"},
    ("price", "buyer_costs"): [{"id": "OWN", "title": "Staff", "by_year": ["1", "1", "1"]}],
    ("volumes",): [{"modality": "CT", "studies_per_year": 1000}],
    ("sites",): [{"name": "North", "beds": 120}],
    ("sizing", "users"): 200,
    ("budget",): {"amount": "5", "publish": True},
}


@pytest.mark.parametrize("path", CHANGED_PROCUREMENT, ids=lambda p: "/".join(map(str, p)))
def test_every_term_that_bidders_are_told_is_shown(bid, path):
    plain = bid.procurement.model_dump(mode="json")
    at: Any = plain
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = CHANGED_PROCUREMENT[path]
    then = bid.model_copy(update={"procurement": Procurement.model_validate(plain)})
    changes = changes_between(terms(bid), terms(then))
    assert changes
    assert changes.criteria == ()
    assert not changes_between(terms(then), terms(then))


def test_the_shares_of_weights(bid):
    weights = bid.weights.model_copy(update={"groups": {**bid.weights.groups, "cost": 30.000001}})
    changes = changes_between(terms(bid), terms(bid.model_copy(update={"weights": weights})))
    assert len(changes.weights) == 7
    assert all(row.old != row.new for row in changes.weights), "also where the RFP rounds them to the same"


WORDS = [text for text in HOSTILE if clean(text).strip()]


@pytest.mark.parametrize("text", WORDS, ids=range(len(WORDS)))
def test_hostile_words_come_out_as_words(bid, text, tmp_path: Path):
    plain = bid.catalogue.model_dump(mode="json", exclude_defaults=True)
    plain["groups"][0]["criteria"][0]["requirement"] = f"x{text}x"
    then = bid.model_copy(update={"catalogue": Catalogue.model_validate(plain)})
    changes = changes_between(terms(bid), terms(then))
    addendum = Addendum(1, 1, 2, AT, f"y{text}y")
    documents, findings = addendum_documents(bid.procurement, changes, addendum, [shipped("rfp_templates")])
    assert {f.code for f in findings} <= {"pdf.no-glyph"}
    word = flat(" ".join(paragraphs(documents["addendum-1.docx"])))
    web = flat(" ".join(page(documents["addendum-1.html"].decode()).xpath("//main")[0].itertext()))
    for said in (word, web):
        assert flat(clean(f"x{text}x")) in said
        assert flat(clean(f"y{text}y")) in said
