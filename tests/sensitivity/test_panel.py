"""The award without one evaluator, and by others' weights."""

from __future__ import annotations

from make import case, panel_case, sheet

from vendor_eval.sensitivity.case.panel import by_weights, leave_one_out


def test_an_evaluator_who_decides_is_named():
    found = leave_one_out(panel_case({}, {"ann": (5, 0), "bob": (2, 3), "eva": (2, 3)}))
    assert [(x.left_out, x.winner, x.changed) for x in found] == [
        ("Ann", "Borealis", True),
        ("Bob", "Aurora", False),
        ("Eva", "Aurora", False),
    ]


def test_a_sole_scorer_cannot_be_left_out():
    (only,) = leave_one_out(panel_case({}, {"ann": (5, 0)}))
    assert (only.winner, only.changed) == (None, None)
    assert "nobody else scores U-1" in only.reason


def test_what_was_negotiated_hangs_on_nobody():
    made = case({"consensus": "negotiated"})
    agreed = sheet("consensus", {"aurora": 4, "borealis": 3}, reason="talked through")
    found = leave_one_out(made.model_copy(update={"consensus": (agreed,)}))
    assert [x.changed for x in found] == [False, False]
    assert all("meeting" in x.reason for x in found)


def test_a_case_without_a_ranking_says_why():
    found = leave_one_out(panel_case({}, {"ann": (5, None), "bob": (2, 3)}))
    assert found[0].winner is None and found[0].changed is None
    assert "has not scored" in found[0].reason


def test_a_tie_is_no_winner():
    (first, _) = leave_one_out(panel_case({"ties": ()}, {"ann": (5, 4), "bob": (3, 3)}))
    assert (first.winner, first.changed) == (None, True)
    assert first.reason == "Aurora and Borealis are both first"


def test_other_weights():
    made = case(borealis={"T-2": 99.0})
    price = next(c.id for c in made.catalogue.leaves() if c.is_price)
    found = by_weights(made, {"finance": {"T-1": 0.0, "T-2": 0.5, price: 0.5, "U-1": 0.0}})
    assert found[0].weights_of == "finance" and found[0].winner == "Aurora"
