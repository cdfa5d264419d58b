"""A case with open answers and a split panel: its ranges are drawn together with the weights."""

from __future__ import annotations

import pytest
from make import case, panel_case

import vendor_eval
from vendor_eval.model.bids.response import Answer
from vendor_eval.sensitivity.case.ranked_case import decided
from vendor_eval.sensitivity.case.uncertain import uncertain


@pytest.mark.parametrize(
    "made",
    [
        panel_case({}, {"ann": (5, 3), "bob": (2, 3)}),
        case({"unanswered": "zero"}, borealis={"T-1": Answer(state="declined"), "T-2": None}),
    ],
    ids=["split panel", "open answers"],
)
def test_drawn_tables_change_the_shares_and_not_the_bits(made):
    now = decided(made)
    tables = uncertain(made, now)
    asked = {"draws": 20_000, "percent": 10, "tables": tables}
    sure, _ = vendor_eval.acceptability(now.problem, draws=20_000, percent=10)
    found, findings = vendor_eval.acceptability(now.problem, **asked)
    assert not [f for f in findings if f.severity == "error"]
    assert found.ranks != sure.ranks
    for shares in found.ranks.values():
        assert sum(shares) == pytest.approx(1)
    assert found == vendor_eval.acceptability(now.problem, threads=5, **asked)[0]
