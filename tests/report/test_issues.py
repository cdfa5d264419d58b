"""What bidders were sent, and whether bids lay there already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from vendor_eval.model.outcome.record import Issued, Outcome
from vendor_eval.report.content.gaps import settlements
from vendor_eval.report.facts import facts

from .conftest import CET
from .test_first_page import decisions

Make = Callable[..., Outcome]


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, 0, tzinfo=CET)


def test_an_issue_after_the_first_bid_is_marked_and_an_addendum_named_once(outcome: Make) -> None:
    issues = (
        Issued(number=1, issued_at=at(7, 1)),
        Issued(number=2, issued_at=at(8, 1), addendum=1, reason="A date was wrong."),
        Issued(number=3, issued_at=at(10, 1), addendum=1),
    )
    rows = facts(outcome().model_copy(update={"issues": issues})).issues
    assert [(r.number, r.addendum, r.after_bids) for r in rows] == [
        (1, "", False),
        (2, "addendum 1", False),
        (3, "", True),
    ]
    assert rows[1].reason == "A date was wrong."


def test_an_outcome_of_an_earlier_program_has_none(outcome: Make) -> None:
    assert facts(outcome()).issues == ()


def test_only_an_admission_leaves_an_earlier_one_standing(outcome: Make) -> None:
    (one,) = decisions(1)

    def acts(*made: str) -> list[bool]:
        entries = tuple(one.model_copy(update={"act": act, "criterion": None, "value": None}) for act in made)
        return [s.replaced for s in settlements(outcome(decisions=entries))]

    assert acts("admit_late", "admit_late") == [False, False]
    assert acts("admit_late", "withdraw") == [True, False]
    assert acts("admit_late", "withdraw", "admit_late") == [True, True, False]
    assert acts("withdraw", "withdraw") == [True, False]
