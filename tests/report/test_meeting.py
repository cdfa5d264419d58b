"""What the meeting changed: decisions of its own, and not the writing of a mean in half points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.meeting import meeting


def met(outcome: Outcome, *rows: tuple[tuple[float, ...], float], rule: str = "negotiated") -> Outcome:
    """The first panel cells of the outcome with these own scores and what was agreed on."""
    judged = [leaf.criterion for leaf in outcome.criteria if leaf.by == "panel"]
    places = [c for c in outcome.cells if c.criterion in judged]
    assert len(places) >= len(rows)
    told = dict(zip([(c.vendor, c.criterion) for c in places], rows, strict=False))
    cells = []
    for c in outcome.cells:
        own, agreed = told.get((c.vendor, c.criterion), ((), None))
        scores = {f"E{n}": s for n, s in enumerate(own)}
        update = {"scores": scores, "consensus": agreed, "consensus_reason": "so", "reasons": {}}
        cells.append(c.model_copy(update=update))
    rules = outcome.rules.model_copy(update={"consensus": rule})
    return outcome.model_copy(update={"cells": tuple(cells), "rules": rules})


def found(outcome, *rows, **more):
    made = met(outcome(), *rows, **more)
    return meeting(made, tuple(v.name for v in made.vendors))


def test_a_mean_written_in_half_points_is_no_change(outcome):
    result = found(outcome, ((4, 4, 3), 3.5), ((4, 3, 3), 3.5), ((5, 2, 2), 4.5))
    assert [(c.mean, c.agreed, c.difference) for c in result.changes] == [
        (Decimal("3.00"), Decimal("4.50"), Decimal("1.50"))
    ]
    assert (
        "2 scores are not listed, where the mean was only rounded to steps of 0.5, up or down" in result.words
    )


def test_whole_points_are_a_wider_step(outcome):
    assert found(outcome, ((4, 4, 3), 4), ((3, 3, 4), 3)).changes == ()
    assert len(found(outcome, ((4, 4, 3), 4), ((3, 3, 4), 2.5)).changes) == 2, "half points were written too"


def test_half_a_step_up_or_down_is_rounding_and_more_is_not(outcome):
    rows = (((4, 3.5), 4), ((4, 3.5), 3.5), ((3, 2.5), 2.5), ((4, 3), 2.5))
    assert [(c.mean, c.agreed) for c in found(outcome, *rows).changes] == [(Decimal("3.50"), Decimal("2.50"))]


def test_the_median_is_compared_where_it_is_the_rule(outcome):
    assert found(outcome, ((5, 4, 0), 4), rule="median").changes == ()
    result = found(outcome, ((5, 4, 0), 3), rule="median")
    assert (result.of, result.changes[0].mean, result.changes[0].counts) == ("median", 4, 4)


@pytest.mark.parametrize("agreed", [3.33, 3.337, 2.0])
def test_numbers_of_a_row_agree(outcome, agreed):
    for c in found(outcome, ((4, 4, 3), agreed), ((3, 3, 3), 3.1)).changes:
        assert c.agreed - c.mean == c.difference != 0


def test_without_a_meeting_nothing_is_said_to_be_decided(outcome):
    result = found(outcome)
    assert (result.changes, result.words) == ((), "No score of a meeting was recorded.")
    assert found(outcome, ((4, 4), 4)).words.startswith("Nothing: the meeting decided on no other score")
