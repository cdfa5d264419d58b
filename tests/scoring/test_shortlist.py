"""Who goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import MINI

from vendor_eval.decision.procurement.cells import leaves_of
from vendor_eval.model.buyer.rules import Shortlist
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.scoring.shortlist import shortlist, stage_criteria
from vendor_eval.workspace.load import load_case

CASE = load_case(MINI)
CATALOGUE = CASE.catalogue
WEIGHTS = {"T-1": 0.3, "T-2": 0.2, "U-1": 0.2, "P-1": 0.3}
LEAVES = leaves_of(CASE, WEIGHTS)
VALUES = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
TABLES = st.dictionaries(st.sampled_from("abcdef"), st.tuples(VALUES, VALUES, VALUES), min_size=1)


def listed(rows, **rule):
    cells = [
        Cell(vendor=v, criterion=c, state="answered", answer="", value=x, component=None, source="")
        for v, row in rows.items()
        for c, x in zip(("T-1", "T-2", "U-1"), row, strict=True)
    ]
    return {p.vendor: p for p in shortlist(Shortlist(**rule), LEAVES, cells, WEIGHTS, list(rows), {})}


def test_the_price_is_no_part_of_it():
    assert stage_criteria(CATALOGUE, "written") == {"T-1", "T-2", "U-1"}
    assert listed({"a": (1, 0, 0.5)}, top=1)["a"].share == pytest.approx(0.4 / 0.7)


def test_equal_shares_at_the_border_all_go_on():
    found = listed({"a": (1, 1, 1), "b": (1, 0, 0), "c": (1, 0, 0), "d": (0, 0, 1)}, top=2)
    assert [found[v].on for v in "abcd"] == [True, True, True, False]
    assert [found[v].place for v in "abcd"] == [1, 2, 2, 4]


def test_who_misses_a_minimum_takes_nobodys_place():
    found = listed({"a": (1, 1, 0), "b": (0, 0, 1), "c": (0, 0, 0.5)}, top=1, group_minimums={"people": 0.5})
    assert [found[v].on for v in "abc"] == [False, True, False]
    assert found["a"].place is None
    assert "people: 0.0%" in found["a"].reason
    assert found["b"].place == 1


def test_a_threshold_that_is_just_reached():
    found = listed({"a": (1, 0, 0), "b": (0, 1, 0)}, threshold=0.3 / 0.7)
    assert [found[v].on for v in "ab"] == [True, False]


def test_nobody_is_decided_on_while_a_score_is_missing():
    found = listed({"a": (1, 1, 1), "b": (1, 1, None)}, top=1)
    assert [found[v].on for v in "ab"] == [None, None]
    assert found["b"].share is None


@given(TABLES, st.integers(1, 6))
def test_at_least_as_many_as_the_rule_says_and_none_better_stays_behind(rows, top):
    found = listed(rows, top=top)
    on = [p.share for p in found.values() if p.on]
    behind = [p.share for p in found.values() if not p.on]
    assert len(on) >= min(top, len(rows))
    assert not behind or min(on) > max(behind)


@given(TABLES, st.integers(1, 6))
def test_the_order_of_vendors_does_not_matter(rows, top):
    other = dict(reversed(rows.items()))
    assert {v: p.on for v, p in listed(rows, top=top).items()} == {
        v: p.on for v, p in listed(other, top=top).items()
    }
