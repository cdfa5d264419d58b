"""Tables drawn from what a case leaves open."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from make import case, panel_case, prices

from vendor_eval.model.bids.response import Answer
from vendor_eval.sensitivity.case.ranked_case import decided
from vendor_eval.sensitivity.case.uncertain import uncertain


def drawn(made, k=2000):
    now = decided(made)
    found = uncertain(made, now)
    return now, found, found(np.random.default_rng(1), k)


def column(now, criterion):
    return [c.id for c in now.problem.criteria].index(criterion)


def test_scores_lie_between_the_lowest_and_the_highest_given():
    now, found, tables = drawn(panel_case({}, {"ann": (5, 3), "bob": (2, 3)}))
    (only,) = found.ranges
    assert (only.vendor, only.criterion, only.low, only.high) == ("Aurora", "U-1", 0.4, 1.0)
    assert only.because == "the evaluators gave 2 to 5 of 5"
    u = column(now, "U-1")
    assert tables[:, 0, u].min() >= 0.4 and tables[:, 0, u].max() <= 1
    assert tables[:, 0, u].mean() == pytest.approx(0.7, abs=0.02)
    others = np.delete(tables, u, axis=2)
    assert (others == others[0]).all(), "nothing else moves"
    assert np.allclose(others[0], np.delete(np.array(now.problem.matrix), u, axis=1)), "nor is it changed"


def test_an_open_answer_may_be_worth_all_or_nothing():
    made = case({"unanswered": "zero"}, borealis={"T-1": Answer(state="declined"), "T-2": None})
    now, found, tables = drawn(made)
    open_ones = {r.criterion: r for r in found.ranges if r.vendor == "Borealis"}
    assert open_ones["T-1"].because == "declined: from nothing to the best answer"
    assert (open_ones["T-2"].low, open_ones["T-2"].high) == (0, 1)
    assert tables[:, 1, column(now, "T-1")].mean() == pytest.approx(0.5, abs=0.03)


def test_an_empty_price_line_costs_up_to_what_the_dearest_other_asks():
    made = case()
    offers = {
        "aurora": (prices("aurora", {"LIC": ["100", None, None], "FEE": [None, "1000", "1000"]}),),
        "borealis": (prices("borealis", {"LIC": ["100", None, None], "FEE": [None, "1000", None]}),),
    }
    now, found, tables = drawn(made.model_copy(update={"prices": offers}))
    (cost,) = (r for r in found.ranges if r.vendor == "Borealis" and r.because == "price lines left empty")
    assert cost.high - cost.low == pytest.approx(1000 / 1.1**2, abs=0.01)
    price = column(now, made.catalogue.price.id)
    assert tables[:, 1, price].max() == pytest.approx(1), "Borealis is never dearer"
    assert tables[:, 0, price].min() < tables[:, 0, price].max() <= 1 + 1e-12


def test_where_all_is_known_there_is_nothing_to_draw():
    made = panel_case({}, {"ann": (5, 3)})
    assert uncertain(made, decided(made)) is None


def test_without_a_ranking_there_is_no_table():
    made = panel_case({}, {"ann": (None, 3)})
    assert uncertain(made, decided(made)) is None


def test_it_travels_to_workers():
    made = panel_case({}, {"ann": (5, 3), "bob": (2, 3)})
    found = uncertain(made, decided(made))
    again = pickle.loads(pickle.dumps(found))
    assert (again(np.random.default_rng(7), 9) == found(np.random.default_rng(7), 9)).all()
