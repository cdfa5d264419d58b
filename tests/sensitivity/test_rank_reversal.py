"""Bids that leave, come twice or are hopeless: as if ``rank`` were asked about the other table."""

from __future__ import annotations

import json

import numpy as np
import pytest
from decision.ways import IDS, OVER_PRICE, WAYS, problem_of, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.decision.rank import rank
from vendor_eval.sensitivity.exact.every_answer import exact
from vendor_eval.sensitivity.exact.rank_reversal import HOPELESS, hopeless


def asked(problem, way):
    found, findings = exact(problem, *way)
    return found, findings


def other_table(problem, reversal):
    """The table after the change, with the names of the others."""
    rows = dict(zip(problem.alternatives, problem.matrix, strict=True))
    if reversal.change == "withdraw":
        rows.pop(reversal.vendor)
    elif reversal.change == "copy":
        rows["the copy"] = rows[reversal.vendor]
    else:
        low = [c.direction == "min" or c.formula is not None for c in problem.criteria]
        rows["the copy"] = tuple(hopeless(np.array(problem.matrix), low).tolist())
    return problem.model_copy(update={"alternatives": tuple(rows), "matrix": tuple(rows.values())})


@settings(max_examples=8)
@given(data=st.data())
@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE], **IDS)
def test_the_order_is_that_of_rank_on_the_other_table(way, data):
    problem = data.draw(tables(way))
    found, findings = asked(problem, way)
    assert found is not None, findings
    for reversal in found.reversals:
        ranking, wrong = rank(other_table(problem, reversal), *way)
        if ranking is None:
            assert reversal.after is None and reversal.reason, wrong
            continue
        if reversal.after is None:
            continue
        others = {name: r for name, r in ranking.ranks.items() if name in reversal.ranks_before}
        taken = sorted(r for r in others.values() if r is not None)
        expected = {name: None if r is None else 1 + taken.index(r) for name, r in others.items()}
        assert dict(reversal.ranks_after) == expected, reversal


def test_values_that_do_not_depend_on_others_never_reverse():
    random = np.random.default_rng(3)
    for _ in range(20):
        problem = problem_of(random.random((5, 3)).tolist())
        found, _ = asked(problem, ("weighted_sum", {"normalisation": "none"}))
        assert not any(x.order_changed for x in found.reversals)


def test_a_price_formula_can_be_turned_by_a_bid_that_cannot_win():
    """half_at_mean: a dear bid raises the mean and with it what a price difference is worth."""
    problem = problem_of(
        [[0.60, 100], [0.80, 150], [0.10, 600]], ["max", "min"], [1, 1], {1: {"formula": "half_at_mean"}}
    )
    found, _ = asked(problem, ("weighted_sum", {"normalisation": "none"}))
    gone = next(x for x in found.reversals if (x.change, x.vendor) == ("withdraw", "V3"))
    assert (gone.before, gone.after, gone.winner_changed) == (["V2", "V1"], ["V1", "V2"], True)


def test_one_vendor_has_nobody_to_leave():
    found, _ = asked(problem_of([[1, 2]]), ("weighted_sum", {"normalisation": "none"}))
    assert [(x.change, x.vendor) for x in found.reversals] == [("copy", "V1"), ("hopeless", HOPELESS)]


def test_what_the_method_cannot_take_is_said():
    """Without V2 the second column is all zero, and nothing can be a share of its largest value."""
    problem = problem_of([[1, 0], [2, 5], [3, 0]])
    found, _ = asked(problem, ("weighted_sum", {"normalisation": "max"}))
    gone = next(x for x in found.reversals if (x.change, x.vendor) == ("withdraw", "V2"))
    assert gone.as_data()["after"] is None
    assert gone.reason.startswith("no order then: ")


def test_a_method_of_the_library():
    problem = problem_of([[1, 9], [5, 4], [8, 2]])
    found, findings = asked(problem, ("skcriteria:MABAC", {}))
    assert found is not None, findings
    assert all(x.ranks_after is not None for x in found.reversals)
    assert all(x.winner is None and x.reason for x in found.intervals)
    json.dumps(found.as_data(), allow_nan=False)
