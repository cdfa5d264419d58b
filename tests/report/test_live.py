"""Scores as sums over groups: from answers or from groups alone, the same; else a sentence that says why not."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.decision.table.bind import bind
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.problem import Problem, ProblemCriterion
from vendor_eval.report.audience.reduce import reduced
from vendor_eval.report.content.points import points_of
from vendor_eval.report.html import sliders
from vendor_eval.report.html.page import decision_html
from vendor_eval.report.html.plane import beside, efficient
from vendor_eval.report.html.sliders import percent
from vendor_eval.sensitivity.exact.linear import linear
from vendor_eval.sensitivity.exact.one_way import weight_intervals

Make = Callable[..., Outcome]


def sums(o: Outcome) -> sliders.Sums:
    found = sliders.sums_of(o, points_of(o))
    assert isinstance(found, sliders.Sums), found
    return found


def test_groups_alone_give_what_answers_give(outcome: Make) -> None:
    full = outcome(vendors=5, criteria=40, excluded=0, nested=True)
    public = reduced(full, "public")
    assert not public.rankings[0].contributions
    one, other = sums(full), sums(public)
    assert one.groups == other.groups
    assert np.abs(one.values - other.values).max() < 1e-12
    assert np.abs(one.weights - other.weights).max() < 1e-12
    assert '"q":null' in decision_html(public), "the plane needs prices that the public does not see"


def test_intervals_are_those_of_the_criteria_below(outcome: Make) -> None:
    o = outcome(vendors=6, criteria=40, excluded=0, nested=True)
    found = sums(o)
    values = {(c.vendor, c.criterion): c.value for c in o.cells}
    problem = Problem(
        alternatives=found.names,
        criteria=tuple(
            ProblemCriterion(id=x.criterion, direction="max", weight=x.weight, group="/".join(x.group))
            for x in o.criteria
        ),
        matrix=tuple(tuple(values[v, x.criterion] or 0.0 for x in o.criteria) for v in found.names),
        method="weighted_sum",
        parameters={"normalisation": "none"},
    )
    bound, _ = bind(problem)
    assert bound is not None
    table = linear(bound, found.names[0])
    assert table is not None
    theirs = {x.criterion: x for x in weight_intervals(table) if x.kind == "group"}
    for x in found.intervals():
        assert x.winner == pytest.approx(theirs[x.criterion].winner, abs=1e-12)
        assert (x.below, x.above) == (theirs[x.criterion].below, theirs[x.criterion].above)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ranked": False}, sliders.NOBODY),
        ({"vendors": 1, "excluded": 0}, sliders.ONE_VENDOR),
        ({"what_if": True}, sliders.WHAT_IF),
        ({"criteria": 2, "weights": [1.0, 0.0]}, sliders.ONE_GROUP),
    ],
)
def test_why_there_are_no_sliders(outcome: Make, changes: dict[str, object], why: str) -> None:
    o = outcome(**changes)
    assert sliders.sums_of(o, points_of(o)) == why


def test_a_record_without_parts_or_with_other_parts_has_no_sliders(outcome: Make) -> None:
    o = outcome()
    bare = [c.model_copy(update={"value": None}) for c in o.cells]
    none = [g.model_copy(update={"scores": {}}) for g in o.groups]
    cut = o.model_copy(update={"cells": tuple(bare), "groups": tuple(none)})
    assert sliders.sums_of(cut, points_of(o)) == sliders.NO_PARTS
    wrong = [c.model_copy(update={"value": 0.5}) for c in o.cells]
    assert sliders.sums_of(o.model_copy(update={"cells": tuple(wrong)}), points_of(o)) == sliders.NO_PARTS
    page = decision_html(o.model_copy(update={"cells": tuple(wrong)}))
    assert sliders.NO_PARTS in page
    assert 'id="s0"' not in page


def test_a_bidder_sees_no_sliders(outcome: Make) -> None:
    o = reduced(outcome(vendors=4, excluded=0), "vendor:Beacon PACS")
    assert sliders.sums_of(o, points_of(o)) == sliders.SOME


def test_a_group_without_weight_has_no_slider_and_is_named(outcome: Make) -> None:
    o = outcome(criteria=24, weights=[0.0] * 4 + [1.0] * 20, excluded=0)
    found = sums(o)
    assert len(found.empty) == 1
    assert len(found.groups) == len([g for g in o.groups if len(g.path) == 1]) - 1
    assert f"Without weight and so without a slider: {found.empty[0]}." in decision_html(o)


def test_no_name_ends_the_data(outcome: Make) -> None:
    o = outcome(names=("</script><!--", "B\u2028C", "D", "E"), excluded=0)
    model = sliders.model_of(o, points_of(o), sums(o), 0, 40)
    text = sliders.written_model(model)
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text)["vendors"] == model["vendors"]


def test_another_table_has_another_fingerprint(outcome: Make) -> None:
    first, other = outcome(), outcome(weights=[1.0] * 24)
    one, two = (sliders.model_of(o, points_of(o), sums(o), 0, 40)["id"] for o in (first, other))
    assert one != two


@given(st.lists(st.tuples(st.floats(4, 92), st.floats(6, 92)), min_size=1, max_size=12))
def test_names_in_the_plane_stay_in_it(spots: list[tuple[float, float]]) -> None:
    places = beside(spots, ["Aldermoor"] * len(spots), range(len(spots)))
    assert all(y is not None and 0 <= y <= 100 for y in places)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=10))
def test_somebody_is_always_unbeaten(places: list[tuple[int, int]]) -> None:
    cost, quality = zip(*places, strict=True)
    best = efficient(cost, quality)
    assert best[min(range(len(cost)), key=lambda v: (cost[v], -quality[v]))]
    assert best[min(range(len(cost)), key=lambda v: (-quality[v], cost[v]))]


@pytest.mark.parametrize(
    ("share", "text"), [(0.1225, "12.3"), (0.07, "7.0"), (1.0, "100.0"), (0.0005, "0.1")]
)
def test_halves_go_up(share: float, text: str) -> None:
    assert percent(share) == f"{text}\N{NO-BREAK SPACE}%"
