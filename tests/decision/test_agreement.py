"""Agreement of methods: tau-b as scipy has it, and words that hold."""

from __future__ import annotations

import numpy as np
import pytest
from decision.ways import problem_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.agreement import agreement, in_words, labelled, largest_disagreement
from vendor_eval.decision.table.bind import all_methods
from vendor_eval.model.outcome.record import Ranking

PACS = problem_of([[80, 99.9, 1200], [70, 99.5, 950], [90, 99.99, 1500]], ["max", "max", "min"], [2, 1, 3])


def ranking(method, ranks):
    return Ranking(
        method=method,
        scores=dict.fromkeys(ranks, 0.0),
        ranks=ranks,
        best=tuple(name for name, r in ranks.items() if r == 1),
        weights={},
    )


def of(method, *ranks):
    return ranking(method, {f"V{i}": r for i, r in enumerate(ranks, start=1)})


def test_by_hand():
    """V1 V2 V3 V4 against V1 V3 V2 V4 with a tie: 4 pairs agree, 1 disagrees, 1 is tied in one of the two."""
    found = agreement([of("a", 1, 2, 3, 4), of("b", 1, 3, 2, 3)])
    assert found["a"]["b"] == found["b"]["a"] == pytest.approx((4 - 1) / (6 * 5) ** 0.5)
    assert found["a"]["a"] == 1
    assert agreement([of("a", 1, 2, 3), of("b", 3, 2, 1)])["a"]["b"] == -1


def test_without_an_order_there_is_no_agreement():
    found = agreement([of("a", 1, 2), of("b", 1, 1), of("c", 1, None)])
    assert found["a"] == {"a": 1, "b": None, "c": None}
    assert found["b"]["b"] is None
    partly = agreement([of("a", 1, 2, 3), of("b", None, 1, 2)])
    assert partly["a"]["b"] == 1, "over those that both rank"


@given(data=st.data(), m=st.integers(2, 8))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_tau_b_equals_scipy(data, m):
    places = st.lists(st.integers(1, 4), min_size=m, max_size=m)
    one, other = data.draw(places), data.draw(places)
    expected = kendalltau(one, other, variant="b").statistic
    found = agreement([of("a", *one), of("b", *other)])["a"]["b"]
    assert found == (None if np.isnan(expected) else pytest.approx(expected, abs=1e-12))


def test_a_method_that_occurs_twice_is_told_apart_by_its_parameters():
    twice = [rank(PACS, "topsis", {"normalisation": n})[0] for n in ("max", "sum")]
    assert labelled(twice) == ["topsis (normalisation max)", "topsis (normalisation sum)"]
    assert labelled([of("a", 1), of("a", 1)]) == ["a ()", "a () #2"]
    assert set(agreement(twice)) == set(labelled(twice))


def test_where_and_why_methods_part():
    rankings = [rank(PACS, method)[0] for method in all_methods(PACS)]
    found = largest_disagreement(PACS, rankings)
    assert (found.one, found.other) == ("weighted_sum", "weighted_product")
    assert (found.ahead, found.behind, found.first) == ("V1", "V2", True)
    assert found.tau_b == 0
    assert found.criterion == "c2"
    said = " ".join(in_words(PACS, rankings))
    for words in (
        "V1 by weighted_sum, vikor, maut; V2 by weighted_product",
        "weighted_sum and weighted_product part on who is first (Kendall tau-b 0.00).",
        "weighted_sum puts V1 before V2, weighted_product the other way round.",
        "V1 is better in c0 (33%), c1 (17%).",
        "V2 is better in c2 (50%).",
        "They part over c2: without its weight both order the two alike.",
    ):
        assert words in said


def test_who_is_first_goes_before_who_agrees_least():
    """a and b agree least, but only c has another first."""
    rankings = [of("a", 1, 2, 3, 4, 5), of("b", 1, 5, 4, 3, 2), of("c", 2, 1, 3, 4, 5)]
    table = problem_of([[5], [4], [3], [2], [1]])
    found = largest_disagreement(table, rankings)
    assert (found.one, found.other, found.ahead, found.behind) == ("b", "c", "V1", "V2")
    assert found.first
    found = largest_disagreement(table, rankings[:2])
    assert (found.one, found.other, found.first) == ("a", "b", False)
    assert (found.ahead, found.behind) == ("V2", "V5")
    assert "a and b agree least (Kendall tau-b -0.20)." in in_words(table, rankings[:2])
    assert largest_disagreement(table, [of("a", 1, 2, 3, 4, None), of("b", None, 2, 3, 4, 1)]) is None


def test_many_criteria_are_counted_not_listed():
    table = problem_of([[2] * 8 + [1], [1] * 8 + [9]], weights=[*range(1, 9), 20])
    rankings = [of("a", 1, 2), of("b", 2, 1)]
    assert "V1 is better in c7 (14%), c6 (12%), c5 (11%), c4 (9%), c3 (7%) and 3 more." in in_words(
        table, rankings
    )


def test_the_criterion_that_is_named_does_make_the_difference():
    rankings = [rank(PACS, method)[0] for method in ("weighted_sum", "weighted_product")]
    without = PACS.model_copy(
        update={
            "criteria": tuple(
                c.model_copy(update={"weight": 0.0}) if c.id == "c2" else c for c in PACS.criteria
            )
        }
    )
    orders = [rank(without, r.method)[0].ranks for r in rankings]
    assert orders[0]["V1"] < orders[0]["V2"]
    assert orders[1]["V1"] < orders[1]["V2"]


def test_methods_that_agree_say_so():
    rankings = [rank(PACS, method)[0] for method in ("topsis", "copras")]
    assert largest_disagreement(PACS, rankings) is None
    assert in_words(PACS, rankings) == (
        "All 2 methods put V2 first.",
        "No two of these methods order two alternatives the other way round.",
    )
    assert in_words(PACS, rankings[:1]) == ()


def test_a_method_of_the_library_takes_part():
    rankings = [rank(PACS, method)[0] for method in ("skcriteria:MABAC", "topsis")]
    assert agreement(rankings)["topsis"]["skcriteria:MABAC"] is not None
    said = in_words(PACS, rankings)
    assert "skcriteria:MABAC puts V1 before V2, topsis the other way round." in said
    assert not any("part over" in sentence for sentence in said)


def test_every_method_has_a_word_for_what_it_looks_at():
    assert all(method.character for method in METHODS.values())
