"""Studies, terabytes and users by year, worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from vendor_eval.model.buyer.volumes import Outlook, Sizing, Volume

CT = Volume(
    modality="CT",
    studies_per_year=10000,
    mb_per_study=Decimal(300),
    growth_percent=Decimal(10),
    mb_growth_percent=Decimal(5),
)
MR = Volume(modality="MR", studies_per_year=5000, mb_per_study=Decimal(200))


def outlook(scenario="expected", **sizing):
    return Outlook((CT, MR), Sizing.model_validate(sizing), scenario)


def test_studies_grow_modality_by_modality():
    assert [outlook().studies(t) for t in range(3)] == [15000, 16000, 17100]


def test_terabytes_added_in_a_year():
    # 10,000 x 1.1 x 300 MB x 1.05 + 5,000 x 200 MB = 3,465,000 + 1,000,000 MB = 4.465 TB
    assert outlook().added_tb(0) == 4
    assert outlook().added_tb(1) == Decimal("4.465")
    # two copies, compressed 2.5:1
    assert outlook(copies=2, compression=2.5).added_tb(1) == Decimal("3.572")


def test_held_are_the_priors_and_what_was_added():
    kept = outlook(migrated_tb=50)
    two = Decimal("4.465") + (Decimal(10000) * Decimal("1.21") * 300 * Decimal("1.1025") / 10**6 + 1)
    assert [kept.held_tb(t) for t in range(3)] == [50, Decimal("54.465"), 50 + two]


def test_retention_takes_the_oldest_years_out():
    flat = Outlook((MR,), Sizing(retention_years=2))
    assert [flat.held_tb(t) for t in range(5)] == [0, 1, 2, 2, 2]
    assert Outlook((MR,), Sizing(from_year=0)).held_tb(2) == 3


def test_storage_tiers_by_age():
    tiers = [{"id": "fast", "years": 2}, {"id": "slow"}]
    flat = Outlook((MR,), Sizing.model_validate({"migrated_tb": 10, "storage_tiers": tiers}))
    assert [flat.held_tb(t, "fast") for t in range(5)] == [0, 1, 2, 2, 2]
    assert [flat.held_tb(t, "slow") for t in range(5)] == [10, 10, 10, 11, 12]
    assert all(flat.held_tb(t, "fast") + flat.held_tb(t, "slow") == flat.held_tb(t) for t in range(9))
    with pytest.raises(KeyError):
        flat.held_tb(1, "glacier")


def test_users_and_scenarios():
    spread = {
        "users": 100,
        "users_growth_percent": 2,
        "low": {"studies": -10, "users": -2},
        "high": {"studies": 5, "mb_per_study": 5},
    }
    assert outlook("expected", **spread).users(2) == Decimal("104.04")
    assert outlook("low", **spread).users(2) == 100
    # CT grows by 10 - 10 = 0, MR shrinks by 10 percent
    assert outlook("low", **spread).studies(1) == 10000 + 4500
    assert outlook("high", **spread).studies(1) == 11500 + 5250
    assert outlook("high", **spread).added_tb(1) == (11500 * Decimal(330) + 5250 * Decimal(210)) / 10**6
    assert outlook("low", low={"studies": -99}).studies(1) >= 0


@pytest.mark.parametrize(
    ("sizing", "words"),
    [
        ({"low": {"studies": 1}}, "low: studies raises"),
        ({"high": {"users": -1}}, "high: users lowers"),
        ({"compression": 0}, "greater than 0"),
        ({"storage_tiers": [{"id": "a"}, {"id": "b"}]}, "after how many years"),
        ({"storage_tiers": [{"id": "a", "years": 2}]}, "after how many years"),
        ({"storage_tiers": [{"id": "a", "years": 2}, {"id": "b", "years": 2}, {"id": "c"}]}, "must rise"),
        ({"storage_tiers": [{"id": "a", "years": 2}, {"id": "a"}]}, "same id"),
    ],
)
def test_what_is_no_sizing(sizing, words):
    with pytest.raises(ValidationError, match=words):
        Sizing.model_validate(sizing)
