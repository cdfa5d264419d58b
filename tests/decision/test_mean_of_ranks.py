"""Ranks of each evaluator, averaged; and the scores that a meeting agreed on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import case, sheet

from vendor_eval.decision.procurement.mean_of_ranks import mid_ranks
from vendor_eval.pipeline import Question, evaluate

RULE = {"consensus": "mean_of_ranks"}


def with_(made, **update):
    return made.model_copy(update=update)


def codes(outcome):
    return [f.code for f in outcome.findings]


def test_mid_ranks_share_the_mean_of_their_places():
    assert mid_ranks({"a": 3, "b": 5, "c": 3, "d": 1}) == {"a": 2.5, "b": 1, "c": 2.5, "d": 4}


@given(st.lists(st.integers(0, 6), min_size=1, max_size=8))
@settings(max_examples=50)
def test_mid_ranks_always_sum_alike(totals):
    n = len(totals)
    found = mid_ranks({str(i): float(x) for i, x in enumerate(totals)})
    assert sum(found.values()) == pytest.approx(n * (n + 1) / 2)


def test_each_evaluator_ranks_by_own_totals():
    # ann: Aurora 5, Borealis 3; bob: 2 and 3. All else is equal, so each puts another first.
    outcome = evaluate(case(RULE | {"ties": ["earliest_bid"]}))
    ranking = outcome.rankings[0]
    assert (ranking.method, ranking.lower_is_better) == ("mean_of_ranks", True)
    assert ranking.scores == {"Aurora": 1.5, "Borealis": 1.5}
    # tech 30 + 10 (T-2 at half of 20), price 30, people 20 x score / 5
    totals = ranking.details["evaluators"]["Ann"]["totals"]
    assert totals == pytest.approx({"Aurora": 90, "Borealis": 82})
    assert outcome.official is False, "nothing parts them"
    assert "rank.tie" in codes(outcome)


def test_structured_answers_enter_every_total():
    outcome = evaluate(case(RULE, aurora={"T-2": 100}))
    assert outcome.rankings[0].scores == {"Aurora": 1.0, "Borealis": 2.0}
    assert outcome.official, outcome.findings
    assert outcome.rankings[0].best == ("Aurora",)


def test_equal_mean_ranks_are_parted_by_the_rules_for_ties():
    outcome = evaluate(case(RULE | {"ties": ["T-2", "lowest_price"]}, borealis={"T-2": 99.6, "T-1": "full"}))
    assert outcome.rankings[0].scores["Borealis"] <= 1.5
    assert outcome.rankings[0].best == ("Borealis",)


def test_totals_are_rounded_before_they_are_ranked():
    sheets = (sheet("ann", {"aurora": 3.01, "borealis": 3}), sheet("bob", {"aurora": 3, "borealis": 3}))
    made = with_(case(RULE | {"ties": [], "rounding": {"total": 0}}), sheets=sheets)
    assert evaluate(made).rankings[0].scores == {"Aurora": 1.5, "Borealis": 1.5}


def test_a_missing_score_stops_it():
    made = with_(case(RULE), sheets=(sheet("ann", {"aurora": 5, "borealis": 3}),))
    outcome = evaluate(made)
    assert outcome.rankings == ()
    assert "score.missing" in codes(outcome)


def test_the_weighted_sum_is_then_a_comparison_and_the_name_is_known_only_where_the_rule_is():
    outcome = evaluate(case(RULE), Question(methods=(("weighted_sum", {}),)))
    assert "rank.comparison" in codes(outcome)
    assert not outcome.official
    outcome = evaluate(case(), Question(methods=(("mean_of_ranks", {}),)))
    assert outcome.rankings == ()
    assert "decision.unknown-method" in codes(outcome)


def test_the_library_has_no_say_and_says_so():
    outcome = evaluate(case(RULE, aurora={"T-2": 100}), Question(confirmed=True))
    assert outcome.confirmation.agrees is None
    assert "mean_of_ranks" in outcome.confirmation.message


def said(outcome, code):
    return next(f.message for f in outcome.findings if f.code == code)


def negotiated(scores, reason="as shown in the demonstration", **more):
    return with_(
        case({"consensus": "negotiated"}), consensus=(sheet("consensus", scores, reason=reason),), **more
    )


def test_the_score_of_the_meeting_counts_and_the_own_scores_stay():
    outcome = evaluate(negotiated({"aurora": 4.5, "borealis": 1}))
    assert outcome.official, outcome.findings
    cell = outcome.cell("Aurora", "U-1")
    assert (cell.value, cell.consensus, cell.consensus_reason) == (0.9, 4.5, "as shown in the demonstration")
    assert cell.scores == {"Ann": 5, "Bob": 2}


def test_negotiated_without_a_score_or_a_reason_is_a_finding():
    outcome = evaluate(case({"consensus": "negotiated"}))
    assert outcome.rankings == ()
    assert "Aurora U-1, Borealis U-1" in said(outcome, "consensus.missing")
    outcome = evaluate(negotiated({"aurora": 4, "borealis": 2}, reason=""))
    assert outcome.rankings == ()
    assert "consensus.no-reason" in codes(outcome)
    outcome = evaluate(negotiated({"aurora": 4, "borealis": None}))
    assert "Borealis U-1" in said(outcome, "consensus.missing")


def test_a_missing_own_score_is_then_a_warning():
    outcome = evaluate(negotiated({"aurora": 4, "borealis": 2}, sheets=()))
    assert outcome.official
    assert {f.severity for f in outcome.findings if f.code == "score.missing"} == {"warning"}


def test_under_the_mean_the_meeting_is_kept_beside_and_counts_nothing():
    made = with_(case(), consensus=(sheet("consensus", {"aurora": 0, "borealis": 0}, reason="no"),))
    cell = evaluate(made).cell("Aurora", "U-1")
    assert (cell.value, cell.consensus) == (0.7, 0)
    assert made.fingerprints()["sheets"] != case().fingerprints()["sheets"]
