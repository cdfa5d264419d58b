"""The sentence on top."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_eval.model.outcome.acceptability import Acceptability
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.case.one_score import ScoreFlip
from vendor_eval.sensitivity.case.panel import NEGOTIATED, Left, Wanted
from vendor_eval.sensitivity.case.price_moves import PriceMove
from vendor_eval.sensitivity.exact.every_answer import exact
from vendor_eval.sensitivity.verdict import CaseRobustness, Robustness, verdict

PROBLEM = Problem.model_validate(
    {
        "alternatives": ["Aurora", "Borealis"],
        "criteria": [
            {"id": "quality", "weight": 0.7, "group": "technical"},
            {"id": "cost", "weight": 0.3, "group": "money"},
        ],
        "matrix": [[1.0, 0.0], [0.0, 1.0]],
        "parameters": {"normalisation": "none"},
    }
)
DRAWN = {
    "method": "weighted_sum",
    "draws": 1000,
    "seed": 1,
    "distribution": "percent",
    "by": "leaf",
    "percent": 20,
    "concentration": None,
    "precision": None,
    "complete": True,
    "uncertain": False,
    "ranks": {"Aurora": (0.941, 0.059), "Borealis": (0.059, 0.941)},
    "standard_error": {"Aurora": (0.0002, 0.0002), "Borealis": (0.0002, 0.0002)},
    "central_weights": {},
    "confidence": {},
    "pairwise": {},
    "regret": {},
    "unranked": {},
    "reason": {},
}
CASE = CaseRobustness(left=[Left("Ann", "Aurora", False, "")], flips=[])


def found(**changes):
    answer, _ = exact(PROBLEM)
    base = Robustness(answer, ("Aurora",), Acceptability.model_validate(DRAWN), CASE, {"money": "cost"})
    return replace(base, **changes)


def test_the_whole_sentence():
    assert verdict(found()) == (
        "Aurora stays first in 94.1 percent of weightings within 20 percent of the agreed ones "
        "(standard error 0.02); "
        "it loses to Borealis if technical weighs less than 50 percent (agreed: 70); "
        "no single evaluator decides; no single score can move the award; "
        "withdrawing any bid changes nothing."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"distribution": "uniform"}, "percent of weightings of any kind (standard"),
        ({"distribution": "ordinal"}, "percent of weightings in the agreed order (standard"),
        ({"distribution": "interval"}, "percent of weightings within the stated ranges (standard"),
        (
            {"distribution": "dirichlet", "concentration": 100, "by": "group"},
            "around the agreed ones (Dirichlet, concentration 100), group by group (standard",
        ),
        ({"uncertain": True}, "agreed ones, with all that the case leaves open drawn as well (standard"),
        ({"complete": False}, "(standard error 0.02, stopped early)"),
    ],
)
def test_what_was_drawn_is_said(changes, words):
    assert words in verdict(found(drawn=Acceptability.model_validate(DRAWN | changes)))


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (CaseRobustness(left=[Left("Ann", "Borealis", True, "")]), "without Ann Borealis would be first"),
        (
            CaseRobustness(left=[Left("Ann", None, True, "Aurora and Borealis are both first")]),
            "without Ann nobody would be ahead alone (Aurora and Borealis are both first)",
        ),
        (
            CaseRobustness(left=[Left("Ann", None, None, "nobody else scores U-1")]),
            "the result without Ann cannot be told (nobody else scores U-1)",
        ),
        (
            CaseRobustness(flips=[ScoreFlip("Bob", "Aurora", "U-1", 4.0, 2.75, -1.25, 5, ("Borealis",))]),
            "one score of Bob can move the award (U-1 of Aurora, 4 to 2.75 of 5)",
        ),
        (
            CaseRobustness(wanted=[Wanted("finance", "Borealis", True, "")]),
            "by the weights of finance Borealis would be first",
        ),
        (
            CaseRobustness(
                moves=[
                    PriceMove("Aurora", True, Decimal(90), Decimal(99), Decimal(9), 10.0, ""),
                    PriceMove("Borealis", False, Decimal(100), Decimal(93), Decimal(-7), -7.0, ""),
                ]
            ),
            "a price lower by 7.0 percent would put Borealis first",
        ),
    ],
)
def test_what_a_procurement_is_asked(case, words):
    assert words in verdict(found(case=case))


def test_nothing_is_said_that_was_not_looked_into():
    said = verdict(found(case=None, drawn=None))
    assert said.startswith("Aurora is first; ")
    assert "evaluator" not in said and "percent of weightings" not in said


def test_what_was_negotiated_is_not_said_to_hang_on_nobody():
    agreed = CaseRobustness(left=[Left("Ann", "Aurora", False, NEGOTIATED)], flips=[])
    said = verdict(found(case=agreed))
    assert NEGOTIATED in said and "no single evaluator decides" not in said


def test_a_tie_and_nobody():
    assert verdict(found(best=("Aurora", "Borealis"))).startswith("Aurora and Borealis are both first")
    assert verdict(found(best=())) == "Nobody is first."


def test_another_method_does_not_make_the_award():
    said = verdict(found(published=("Borealis",)))
    assert said.startswith("by weighted_sum Aurora would be first, by the published method it is Borealis; ")


def test_where_rounding_decides():
    assert "only rounding puts it first: before it Aurora is ahead" in verdict(found(best=("Borealis",)))
    assert verdict(found(best=("Aurora", "Borealis"))).endswith("; before rounding Aurora is ahead.")


def test_a_sole_vendor():
    alone = PROBLEM.model_copy(update={"alternatives": ("Aurora",), "matrix": ((1.0, 0.0),)})
    answer, _ = exact(alone)
    assert verdict(found(exact=answer, case=None)) == "Aurora is the only one that is ranked."


def test_a_vendor_ahead_everywhere():
    table = PROBLEM.model_copy(update={"matrix": ((1.0, 1.0), (0.0, 0.0))})
    answer, _ = exact(table)
    assert "no weight of a single group or criterion puts another first" in verdict(
        found(exact=answer, drawn=None, case=None)
    )
