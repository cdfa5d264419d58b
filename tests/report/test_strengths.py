"""Strengths and weaknesses follow from the points by the rule that is printed, whatever the procurement."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.strengths import LEAST_SHARE, MOST, Portrait
from vendor_eval.report.facts import facts

from .conftest import EVALUATORS, make

Make = Callable[..., Outcome]


def told(outcome: Outcome) -> dict[str, Portrait]:
    found = facts(outcome).portraits
    assert found is not None
    return {row.vendor: row for row in found.rows}


@settings(max_examples=40)
@given(st.integers(2, 9), st.integers(3, 24), st.data())
def test_the_largest_differences_and_no_others(vendors: int, criteria: int, data: st.DataObject) -> None:
    names = [f"V{i}" for i in range(vendors)]
    level = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
    values = {n: data.draw(st.lists(level, min_size=criteria, max_size=criteria)) for n in names}
    content = facts(make(vendors=vendors, criteria=criteria, excluded=0, names=tuple(names), values=values))
    points, portraits = content.points, content.portraits
    assert points is not None and portraits is not None
    least = points.maximum * LEAST_SHARE
    for row in portraits.rows:
        others = [n for n in names if n != row.vendor]
        own = points.parts[row.vendor].criteria
        best = {c: max(points.parts[n].criteria[c] for n in names) for c in own}
        for p in (*row.strengths, *row.weaknesses):
            assert p.gap == p.own - p.other and abs(p.gap) >= least
        assert all(p.gap > 0 for p in row.strengths) and all(p.gap < 0 for p in row.weaknesses)
        expected = sorted((best[c] - own[c] for c in own if best[c] - own[c] >= least), reverse=True)[:MOST]
        assert [-p.gap for p in row.weaknesses] == expected
        for p in row.weaknesses:
            assert p.who and p.other == best[p.criterion]
        for p in row.strengths:
            mean = sum((points.parts[n].criteria[p.criterion] for n in others), Decimal(0)) / len(others)
            assert abs(p.other - mean) <= Decimal("0.005")


def test_equal_vendors_have_none() -> None:
    values = {n: [0.5] * 10 for n in ("A", "B", "C")}
    for row in told(make(vendors=3, criteria=10, excluded=0, names=("A", "B", "C"), values=values)).values():
        assert row.strengths == row.weaknesses == ()
        assert row.leads == row.trails == ""


def test_level_with_others_is_said() -> None:
    values = {"A": [1.0, 0.5], "B": [1.0, 0.2], "C": [0.0, 0.9]}
    found = told(make(vendors=3, criteria=2, excluded=0, names=("A", "B", "C"), values=values))
    assert "(level with others)" in found["A"].leads and "(level with others)" in found["B"].leads
    assert found["C"].weaknesses[0].who == "A and B"


def test_one_vendor_is_compared_with_nobody() -> None:
    found = facts(make(vendors=1, excluded=0)).portraits
    assert found is not None and "nobody to compare" in found.alone
    assert found.rows[0].strengths == found.rows[0].weaknesses == ()


def test_a_vendor_without_a_rank_says_why(outcome: Make) -> None:
    o = outcome()
    (out,) = [v for v in o.vendors if v.status == "excluded"]
    row = told(o)[out.name]
    assert row.out == out.reason and row.strengths == row.weaknesses == ()


def test_what_is_missing_failed_or_criticised_is_named(outcome: Make) -> None:
    o = outcome()
    name = o.rankings[0].best[0]
    cells = []
    for cell in o.cells:
        update: dict[str, object] = {}
        if cell.vendor == name and cell.scores:
            scores = dict(zip(EVALUATORS, (1.0, 2.0, 1.0), strict=True))
            reasons = {EVALUATORS[0]: "Nobody could show it.", EVALUATORS[1]: "Half of it works."}
            update = {"scores": scores, "reasons": reasons, "value": 0.2}
        elif cell.vendor == name and cell.criterion.endswith("-01"):
            update = {"value": 0.0, "state": "answered"}
        cells.append(cell.model_copy(update=update))
    row = told(o.model_copy(update={"cells": tuple(cells)}))[name]
    assert row.missed.endswith("-01")
    assert {q.text for q in row.quotes} == {"Nobody could show it."}
    assert not any(e in q.text for e in EVALUATORS for q in row.quotes)
    second = told(o)[next(x.vendor for x in o.open)]
    assert all(x.criterion in second.open for x in o.open if x.vendor == second.vendor)


def test_a_comparison_without_points_has_none(outcome: Make) -> None:
    assert facts(outcome(ranked=False)).portraits is None
