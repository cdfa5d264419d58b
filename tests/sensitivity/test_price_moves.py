"""The price that moves the award, to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import case, prices

from vendor_eval.cost.formulas import price_values
from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.sensitivity.case.price_moves import price_moves
from vendor_eval.sensitivity.case.ranked_case import decided

FORMULAS = [
    {"formula": "lowest_over_price"},
    {"formula": "squared_lowest_over_price"},
    {"formula": "linear_min_max"},
    {"formula": "linear_to_cap", "k": 2},
    {"formula": "half_at_mean"},
    {"formula": "fixed_budget", "budget": 9000},
    {"formula": "banded", "bands": [[1.0, 1.0], [1.1, 0.8], [1.5, 0.4]]},
]


def priced(formula, at_aurora, at_borealis, **answers):
    made = case({"ties": ()}, **answers)
    rule = PriceRule.model_validate({**made.procurement.price.model_dump(), **formula})
    offers = {
        name: (prices(name, {"LIC": [str(p), None, None], "FEE": [None, "0", "0"]}),)
        for name, p in (("aurora", at_aurora), ("borealis", at_borealis))
    }
    procurement = made.procurement.model_copy(update={"price": rule})
    return made.model_copy(update={"procurement": procurement, "prices": offers})


def winner_at(made, vendor, cost):
    """Who is first with this evaluated price in place of the vendor's own; the sum done by hand."""
    now = decided(made)
    costs = {p.vendor: p.net_present_cost for p in now.scored.prices} | {vendor: cost}
    values = price_values(made.procurement.price, costs)
    price = made.catalogue.price.id
    weights = {leaf.criterion: leaf.weight for leaf in now.scored.leaves}
    cells = {(c.vendor, c.criterion): c.value for c in now.scored.cells}
    totals = {
        v: sum(w * (values[v] if c == price else cells[v, c]) for c, w in weights.items()) for v in costs
    }
    top = max(totals.values())
    return {v for v, t in totals.items() if t > top - 1e-10}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(FORMULAS),
    st.integers(100, 600),
    st.integers(100, 600),
    st.sampled_from([99.5, 99.0, 98.0]),
)
def test_a_cent_less_is_not_enough(formula, aurora, borealis, uptime):
    made = priced(formula, aurora, borealis, borealis={"T-2": uptime})
    winner = decided(made).winner
    moves, reason = price_moves(made)
    if winner is None:
        assert not moves and reason
        return
    assert moves[0].vendor == winner
    for move in moves:
        if move.to is None:
            assert move.reason
            continue
        then = winner_at(made, move.vendor, move.to)
        if move.wins_now:
            assert then != {winner}
            if move.to > move.now:
                assert winner_at(made, move.vendor, move.to - Decimal("0.01")) == {winner}
        else:
            assert move.vendor in then
            if move.to < move.now:
                assert move.vendor not in winner_at(made, move.vendor, move.to + Decimal("0.01"))
        assert move.change == move.to - move.now
        assert move.percent == pytest.approx(float(move.change / move.now * 100))


def test_a_bid_that_price_cannot_save_says_so():
    """Under half_at_mean the price is worth at most 30 points, and Borealis is 50 behind before it."""
    made = priced({"formula": "half_at_mean"}, 100, 100, borealis={"T-1": "not supported", "T-2": 90.0})
    rival = next(m for m in price_moves(made)[0] if not m.wins_now)
    assert (rival.to, rival.change, rival.percent) == (None, None, None)
    assert rival.reason == "it cannot win by price alone"


def test_averaged_ranks_have_no_such_price():
    moves, reason = price_moves(case({"consensus": "mean_of_ranks"}, borealis={"T-2": 99.0}))
    assert moves == [] and reason
