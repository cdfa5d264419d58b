"""Several sheets and several evaluators to one score."""

from __future__ import annotations

from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import sheet

from vendor_eval.model.bids.score_sheet import Declaration
from vendor_eval.model.buyer.procurement import Evaluator
from vendor_eval.model.buyer.rules import Rules, Shortlist
from vendor_eval.scoring.consensus import consensus, earlier_scores, latest_sheets

ANN = Evaluator(id="ann", name="Ann", role="Radiology")
SCORES = st.lists(st.floats(0, 5), min_size=1, max_size=9)


@given(SCORES, st.floats(0, 5))
def test_each_rule(scores, agreed):
    assert consensus(scores, agreed, Rules(consensus="mean")) == fmean(scores)
    assert consensus(scores, agreed, Rules(consensus="median")) == median(scores)
    assert consensus(scores, agreed, Rules(consensus="negotiated")) == agreed
    assert consensus(scores, None, Rules(consensus="negotiated")) is None
    assert consensus((), None, Rules()) is None


def found(*sheets, vendor="a", criterion="U-1", who="ann"):
    newest = latest_sheets(sheets).get(who)
    row = newest.score(vendor, criterion) if newest else None
    return row.score if row else None


def test_sheets_of_different_stages_add_up_and_a_later_one_scores_again():
    one = sheet("ann", {"a": 1, "b": 2})
    two = sheet("ann", {"a": 3}, criterion="U-2", version=2)
    three = sheet("ann", {"a": 5}, version=3)
    assert found(one, two, three) == 5
    assert found(one, two, three, vendor="b") == 2
    assert found(three, two, one, criterion="U-2") == 3, "the order of the files does not matter"
    assert latest_sheets((one, two, three))["ann"].version == 3
    earlier = earlier_scores("a", "U-1", [ANN], (three, one, two))
    assert [(e.version, e.score) for e in earlier["Ann"]] == [(1, 1)]
    assert earlier_scores("b", "U-1", [ANN], (one, two, three)) == {}


def test_a_later_blank_is_a_missing_score_but_not_in_the_meeting():
    assert found(sheet("ann", {"a": 1}), sheet("ann", {"a": None}, version=2)) is None
    met = (sheet("consensus", {"a": 1}), sheet("consensus", {"a": None}, version=2))
    assert found(*met, who="consensus") == 1


def test_a_sheet_that_does_not_count_leaves_the_one_before():
    conflict = sheet("ann", {"a": 5}, version=2).model_copy(update={"declaration": Declaration(answer="no")})
    assert found(sheet("ann", {"a": 1}), conflict) == 1
    assert earlier_scores("a", "U-1", [ANN], (sheet("ann", {"a": 1}), conflict)) == {}
    silent = sheet("ann", {"a": 1}).model_copy(update={"declaration": None})
    assert found(silent) is None


@pytest.mark.parametrize("given_", [{"top": 2, "threshold": 0.5}, {}, {"top": 0}, {"threshold": 1.5}])
def test_what_is_no_short_list(given_):
    with pytest.raises(ValueError):
        Shortlist.model_validate(given_)


def test_a_rule_that_is_not_used_changes_no_fingerprint():
    assert set(Rules().disclosed()) == {"unanswered", "consensus", "ties", "rounding", "thresholds", "points"}
    assert Rules(spread_percent=30).disclosed()["spread_percent"] == 30
    assert Rules(shortlist=Shortlist(top=2)).disclosed()["shortlist"]["top"] == 2
