"""The smallest change of one score, against trying every score on a fine grid."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import GOOD, NAMES, PRICES, case, panel_case, prices, response, sheet

from vendor_eval.model.buyer.procurement import Evaluator, Vendor
from vendor_eval.sensitivity.case import one_score
from vendor_eval.sensitivity.case.one_score import score_flips, with_score
from vendor_eval.sensitivity.case.ranked_case import decided, unrounded

BEST, STEPS = 5, 20


def tried(made, evaluator):
    """The smallest change on the grid of this evaluator that moves the award; None if there is none."""
    winner, found = decided(made).winner, []
    for vendor in ("aurora", "borealis"):
        now = next(s for s in made.sheets if s.evaluator == evaluator).score(vendor, "U-1").score
        for i in range(STEPS + 1):
            score = BEST * i / STEPS
            then = decided(with_score(made, evaluator, vendor, "U-1", score))
            if then.ranking is not None and then.ranking.best != (winner,):
                found.append(abs(score - now))
    return min(found, default=None)


score = st.integers(0, 10).map(lambda x: x / 2)
pairs = st.tuples(score, score)
panels = st.one_of(
    st.fixed_dictionaries({"ann": pairs}),
    st.fixed_dictionaries({"ann": pairs, "bob": pairs}),
    st.fixed_dictionaries({"ann": pairs, "bob": pairs, "eva": pairs}),
)
minima = st.sampled_from([(), ({"of": "U-1", "minimum": 0.5},), ({"of": "technical", "minimum": 0.7},)])


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["mean", "median", "mean_of_ranks"]),
    minima,
    panels,
    st.sampled_from([99.5, 99.0, 98.0]),
)
def test_no_score_on_a_grid_moves_the_award_with_less(rule, thresholds, scores, uptime):
    made = panel_case({"consensus": rule, "thresholds": thresholds}, scores, borealis={"T-2": uptime})
    flips = {f.evaluator: f for f in score_flips(made)}
    if decided(made).winner is None:
        assert not flips
        return
    for evaluator in scores:
        least, exact = tried(made, evaluator), flips.get(NAMES[evaluator])
        if exact is None:
            assert least is None
            continue
        if least is not None:
            assert abs(exact.change) <= least + 1e-9
            assert least - abs(exact.change) <= BEST / STEPS + 1e-9
        assert 0 <= exact.to <= BEST
        assert exact.to == pytest.approx(exact.now + exact.change)


def test_in_a_meeting_only_the_agreed_score_moves_the_award():
    made = case({"consensus": "negotiated"}, borealis={"T-2": 99.0})
    agreed = sheet("consensus", {"aurora": 3, "borealis": 3}, reason="talked through")
    flips = score_flips(made.model_copy(update={"consensus": (agreed,)}))
    assert {f.evaluator for f in flips} <= {"consensus"}
    assert flips, "20 percent on one criterion outweigh a small lead"
    assert set(flips[0].first) >= {"Borealis"}


def test_at_the_score_found_the_two_tie_and_just_beyond_the_other_leads():
    made = panel_case({"ties": ()}, {"ann": (5, 3), "bob": (2, 3)}, borealis={"T-2": 99.4})
    flip = score_flips(made)[0]
    vendor = {"Aurora": "aurora", "Borealis": "borealis"}[flip.vendor]
    evaluator = {v: k for k, v in NAMES.items()}[flip.evaluator]
    step = 1e-6 if flip.change > 0 else -1e-6
    at = decided(unrounded(with_score(made, evaluator, vendor, "U-1", flip.to))).shares()
    beyond = decided(unrounded(with_score(made, evaluator, vendor, "U-1", flip.to + step)))
    before = decided(unrounded(with_score(made, evaluator, vendor, "U-1", flip.to - step)))
    assert at["Aurora"] == pytest.approx(at["Borealis"], abs=1e-12)
    assert beyond.winner != before.winner == decided(made).winner


def test_no_single_winner_no_answer():
    assert score_flips(panel_case({"ties": ()}, {"ann": (3, 3)})) == []


uptime = st.sampled_from([98.0, 98.5, 99.0, 99.5, 99.9])


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(["mean", "median"]),
    minima,
    st.lists(st.tuples(score, score, uptime), min_size=4, max_size=4),
)
def test_ties_of_vendors_that_cannot_be_first_are_rightly_left_out(rule, thresholds, bids):
    ids = ("aurora", "borealis", "cirrus", "dione")
    made = case({"consensus": rule, "thresholds": thresholds})
    names = tuple(Vendor(name=i.capitalize(), id=i) for i in ids)
    panel = tuple(Evaluator(id=i, name=NAMES[i], role="IT") for i in ("ann", "bob"))
    made = made.model_copy(
        update={
            "procurement": made.procurement.model_copy(update={"vendors": names, "panel": panel}),
            "responses": {
                i: (response(made, i, GOOD | {"T-2": b[2]}),) for i, b in zip(ids, bids, strict=True)
            },
            "prices": {i: (prices(i, PRICES),) for i in ids},
            "sheets": tuple(
                sheet(who, {i: b[k] for i, b in zip(ids, bids, strict=True)})
                for k, who in enumerate(("ann", "bob"))
            ),
        }
    )
    quick = score_flips(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one_score, "_contended", lambda totals, winner, vendor: totals)
        every = score_flips(made)
    assert [(f.evaluator, abs(f.change), f.first) for f in quick] == [
        (f.evaluator, abs(f.change), f.first) for f in every
    ]
