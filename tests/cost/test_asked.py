"""Quantities by kind, tier and scenario, worked out by hand; what does not fit together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from cost.conftest import amounts, procurement
from pydantic import ValidationError
from rfp.small import minimal_catalogue

from vendor_eval.model.buyer.price_quantities import asked_rows
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.workspace.load import load_case


def rows(p):
    return {row.id: row for row in asked_rows(p)}


def test_quantities_of_every_kind(kinds):
    found = {name: row.expected for name, row in rows(kinds).items()}
    # 10,000 studies x 1.1^t; 10,000 x 1.1^t x 500 MB x 2 copies = 11, 12.1, 13.31 TB upon 50
    assert found == {
        "SETUP": amounts(2, 0, 0, 2),
        "CARE": amounts(0, 1, 1, 1),
        "STUDY": amounts(0, 11, "12.1", "13.31"),
        "STORE": amounts(0, 61, "73.1", "86.41"),
        "USER": amounts(0, 0, 100, 100),
        "LINK": amounts(6, 0, 0, 0),
        "EXIT": amounts(0, 0, 0, 1),
        "DAYS": amounts(20, 5, 0, 0),
    }


def test_scenarios_change_what_grows_and_nothing_else(kinds):
    study = rows(kinds)["STUDY"].quantities
    assert study["low"] == amounts(0, 10, 10, 10)
    assert study["high"] == amounts(0, 12, "14.4", "17.28")
    for name in ("SETUP", "CARE", "LINK", "DAYS"):
        assert len(set(rows(kinds)[name].quantities.values())) == 1


def test_terabytes_added_and_in_a_storage_tier():
    tiers = [{"id": "fast", "years": 1}, {"id": "slow"}]
    p = procurement(
        [
            {"id": "NEW", "kind": "per_tb", "counts": "added"},
            {"id": "FAST", "kind": "per_tb", "storage_tier": "fast"},
            {"id": "SLOW", "kind": "per_tb", "storage_tier": "slow"},
        ],
        sizing={"copies": 2, "migrated_tb": 50, "storage_tiers": tiers},
    )
    found = {name: row.expected for name, row in rows(p).items()}
    assert found["NEW"] == found["FAST"] == amounts(0, 11, "12.1", "13.31")
    assert found["SLOW"] == amounts(0, 50, 61, "73.1")


def test_graduated_tiers_share_the_quantity_out():
    found = rows(procurement([{"id": "S", "kind": "per_study", "tiers": [5000, 12000]}]))
    assert list(found) == ["S.1", "S.2", "S.3"]
    assert [found[f"S.{n}"].expected[2] for n in (1, 2, 3)] == [5000, 7000, 100]
    assert [found[f"S.{n}"].expected[1] for n in (1, 2, 3)] == [5000, 6000, 0]
    assert found["S.3"].asked == (False, True, True, True), "asked, though year 1 does not reach it"
    assert found["S.1"].tier == "price of each of the first 5,000 units a year"
    assert found["S.2"].tier == "price of a unit above 5,000 and up to 12,000 a year"
    assert found["S.3"].title == "S: price of a unit above 12,000 a year"


def test_whole_tiers_price_everything_at_the_tier_that_is_reached():
    found = rows(procurement([{"id": "S", "kind": "per_study", "tiers": [11000], "tiering": "whole"}]))
    assert found["S.1"].expected == amounts(0, 11000, 0, 0), "11,000 is up to 11,000"
    assert found["S.2"].expected == amounts(0, 0, 12100, 13310)
    assert found["S.1"].quantities["low"] == amounts(0, 10000, 10000, 10000)


def test_an_indexed_line_asks_for_one_price():
    line = {"id": "CARE", "kind": "yearly", "index": {"percent": 5, "cap": 3}}
    row = rows(procurement([line]))["CARE"]
    assert row.asked == (False, True, False, False)
    assert [row.charged(t) for t in (1, 2, 3)] == [
        (1, Decimal(1)),
        (1, Decimal("1.03")),
        (1, Decimal("1.0609")),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"kind": "quantity"}, "needs quantity"),
        ({"kind": "yearly", "quantity": [1, 1, 1, 1]}, "leave quantity: out"),
        ({"quantity": [1, 1, 1]}, "term_years: 3 means 4 quantities"),
        ({"kind": "yearly", "per": 2}, "per goes with kind per_study"),
        ({"kind": "per_study", "units": 2}, "units goes with kind one_off or yearly"),
        ({"kind": "yearly", "refresh_years": [2]}, "refresh_years goes with kind one_off"),
        ({"kind": "yearly", "to_year": 9}, "a year after the last one, 3"),
        ({"kind": "one_off", "refresh_years": [4]}, "a year after the last one, 3"),
        ({"kind": "per_study", "tiers": [5, 5]}, "must rise"),
        ({"kind": "per_tb", "storage_tier": "fast"}, "no storage tier 'fast'"),
    ],
)
def test_what_is_no_line(line, words):
    with pytest.raises(ValidationError, match=words):
        procurement([{"id": "X", **line}])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("per_study", "volumes: with the studies"),
        ("per_tb", "volumes: with mb_per_study"),
        ("per_user", "sizing: users"),
        ("per_interface", "sizing: interfaces"),
    ],
)
def test_a_kind_needs_its_volumes(kind, words):
    with pytest.raises(ValidationError, match=words):
        procurement([{"id": "X", "kind": kind}], volumes=[], sizing={})


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ({"term_years": None}, "how many years of operation"),
        ({"rate_basis": "real"}, "indexed, but the rate is real"),
        ({"buyer_costs": [{"id": "B", "title": "B", "by_year": [1]}]}, "has 1 years instead of 4"),
        ({"buyer_costs": [{"id": "CARE", "title": "B", "by_year": [1, 0, 0, 0]}]}, "occur twice: CARE"),
        (
            {"buyer_costs": [{"id": "B", "title": "B", "by_year": [1, 0, 0, 0], "vendors": ["aurora"]}]},
            "which",
        ),
    ],
)
def test_what_is_no_price_rule(price, words):
    line = {"id": "CARE", "kind": "yearly", "index": {"percent": 3}}
    with pytest.raises(ValidationError, match=words):
        procurement([line], price=price)


def test_a_tier_may_not_take_the_id_of_another_line():
    lines = [{"id": "S", "kind": "per_study", "tiers": [9]}, {"id": "S.2", "kind": "yearly"}]
    with pytest.raises(ValidationError, match=r"occur twice: S\.2"):
        procurement(lines)


def _mark(p):
    return rfp_fingerprint(p, minimal_catalogue(), Weights(groups={"g": 1}))


def test_what_bidders_are_told_is_part_of_the_mark():
    plain = procurement([{"id": "D", "quantity": [1, 1, 1, 1]}])
    assert _mark(plain) == _mark(plain.model_copy(update={"volumes": (), "sizing": plain.sizing}))
    driven = [{"id": "D", "kind": "per_study"}]
    more = [{"modality": "CT", "studies_per_year": 10001, "mb_per_study": 500}]
    assert _mark(procurement(driven)) != _mark(procurement(driven, volumes=more))
    assert _mark(procurement(driven)) != _mark(procurement([{**driven[0], "optional": True}]))


def test_whom_a_cost_is_added_to_is_told_by_its_condition():
    cost = {"id": "B", "title": "B", "by_year": [1, 0, 0, 0], "condition": "a new supplier"}

    def told(vendors):
        price = {"buyer_costs": [{**cost, "vendors": vendors}]}
        return _mark(procurement([{"id": "D", "kind": "yearly"}], price=price))

    assert told(["aurora"]) == told(["borealis"])


def test_a_procurement_without_the_new_fields_keeps_its_mark(folder):
    case = load_case(folder)
    assert case.procurement.price.disclosed() == {
        "formula": "lowest_over_price",
        "discount_percent": "10",
        "rate_basis": "nominal",
        "include_tax": False,
        "lines": [
            {
                "id": "LIC",
                "title": "Licences",
                "unit": "licence",
                "quantity": ["10", "0", "0"],
                "covers": "C-1",
            },
            {"id": "FEE", "title": "Yearly fee", "unit": "year", "quantity": ["0", "1", "1"], "covers": None},
        ],
    }
