"""Two vendors side by side, by what decides between them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from vendor_eval.errors import VendorEvalError
from vendor_eval.model.buyer.procurement import Rounding
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.compare import compare

Make = Callable[..., Outcome]


@pytest.mark.parametrize("rounding", [Rounding(), Rounding(component=2, total=1), Rounding(total=3)])
def test_rows_add_up_and_the_decisive_come_first(outcome: Make, rounding: Rounding) -> None:
    c = compare(outcome(rounding=rounding), "Corvane Health", "Aldermoor Imaging")
    assert c.totals is not None
    of_a, of_b, of_both = c.totals.correction
    assert sum(r.a.points for r in c.rows) + of_a == c.totals.a
    assert sum(r.b.points for r in c.rows) + of_b == c.totals.b
    assert sum(r.difference for r in c.rows) + of_both == c.totals.difference == c.totals.a - c.totals.b
    sizes = [abs(r.difference) for r in c.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(r.weight for r in c.rows) == 100


def test_the_other_way_round_only_the_signs_differ(outcome: Make) -> None:
    one = compare(outcome(), "Aldermoor Imaging", "Beacon PACS")
    other = compare(outcome(), "Beacon PACS", "Aldermoor Imaging")
    assert {r.criterion: r.difference for r in one.rows} == {r.criterion: -r.difference for r in other.rows}


def test_a_vendor_that_is_not_ranked_has_answers_but_no_points(outcome: Make) -> None:
    c = compare(outcome(), "Delphia Systems", "Beacon PACS")
    assert c.totals is None
    assert all(r.a.points is None and r.difference is None and r.a.answer for r in c.rows)
    assert any(r.b.points for r in c.rows)


def test_ids_and_capitals_will_do(outcome: Make) -> None:
    c = compare(outcome(), "vendor-1", "beacon pacs")
    assert (c.a, c.b) == ("Aldermoor Imaging", "Beacon PACS")
    first = c.rows[0]
    assert (first.criterion, first.b.state) == ("SEC-10", "not answered")
    assert first.difference == first.a.points - Decimal(0)


@pytest.mark.parametrize("word", ["Nobody", "beacon", ""])
def test_an_unknown_vendor_is_answered_with_the_known(outcome: Make, word: str) -> None:
    with pytest.raises(VendorEvalError) as stop:
        compare(outcome(), "Aldermoor Imaging", word)
    assert "Aldermoor Imaging, Beacon PACS, Corvane Health, Delphia Systems" in stop.value.hint


def test_a_typing_mistake_is_recognised(outcome: Make) -> None:
    with pytest.raises(VendorEvalError) as stop:
        compare(outcome(), "Aldermor Imaging", "Beacon PACS")
    assert stop.value.hint.startswith("did you mean Aldermoor Imaging?")


def test_a_vendor_against_itself_is_refused(outcome: Make) -> None:
    with pytest.raises(VendorEvalError, match="with itself"):
        compare(outcome(), "Beacon PACS", "vendor-2")
