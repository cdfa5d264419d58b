"""A bid that says two things at once is shown to a person."""

from __future__ import annotations

import pytest
from make import MINI

from vendor_eval.intake.contradictions import contradictions
from vendor_eval.model.bids.response import Answer
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.workspace.load import load_case

CATALOGUE = load_case(MINI).catalogue
VENDOR = Vendor(name="Aurora")


def codes(criterion: str, value: object, comment: str = "", evidence: str = "CS, page 3") -> list[str]:
    answer = Answer(state="answered", value=value, comment=comment, evidence=evidence, where="S!H4")
    return [f.code for f in contradictions(CATALOGUE, {VENDOR: {criterion: answer}})]


@pytest.mark.parametrize(
    "comment", ["Planned for 2028.", "on our roadmap", "not yet in this release", "Will be available in Q3"]
)
def test_a_claim_whose_comment_speaks_of_the_future(comment):
    assert codes("G-1", "yes", comment) == ["bid.contradiction"]
    assert codes("T-1", "full", comment) == ["bid.contradiction"]
    assert codes("G-1", "no", comment) == []
    assert codes("T-1", "not supported", comment) == []


@pytest.mark.parametrize("evidence", ["", "  ", "n/a", "TBD", "on request."])
def test_a_claim_without_evidence(evidence):
    assert codes("T-1", "full", evidence=evidence) == ["bid.no-evidence"]
    assert codes("T-1", "not supported", evidence=evidence) == []
    assert codes("U-1", "in words", evidence=evidence) == []


def test_nothing_to_say():
    assert codes(
        "T-1", "full", "See the plan of the network, as planned maintenance is described there."
    ) == ["bid.contradiction"], "a word is only a reason to look"
    assert codes("T-1", "full", "Since release 11.") == []
