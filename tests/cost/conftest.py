"""A procurement whose quantities follow from volumes, and offers for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from make import prices

from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.buyer.procurement import Procurement

SIZING = {
    "copies": 2,
    "migrated_tb": 50,
    "users": 100,
    "interfaces": 6,
    "low": {"studies": -10},
    "high": {"studies": 10},
}
VOLUMES = [{"modality": "CT", "studies_per_year": 10000, "mb_per_study": 500, "growth_percent": 10}]


def procurement(lines: list[dict[str, Any]], **changed: Any) -> Procurement:
    """Three years of operation; each line is given its id as title and unit."""
    named = [{"title": line["id"], "unit": "unit", **line} for line in lines]
    price = {"lines": named, "term_years": 3, "discount_percent": 10, **changed.pop("price", {})}
    given = {
        "id": "P-1",
        "title": "A system",
        "buyer": {"name": "A Hospital"},
        "vendors": [{"name": "Aurora", "id": "aurora"}, {"name": "Borealis", "id": "borealis"}],
        "volumes": VOLUMES,
        "sizing": SIZING,
        "currency": {"code": "USD", "rates": {"EUR": {"rate": 1.25, "on": "2029-01-01"}}},
        "price": price,
        **changed,
    }
    return Procurement.model_validate(given)


def offer(lines: dict[str, list[Any]], vendor: str = "aurora", **more: Any) -> PriceSchedule:
    return prices(vendor, lines, **more)


def amounts(*numbers: object) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(x)) for x in numbers)


@pytest.fixture
def kinds() -> Procurement:
    return procurement(
        [
            {"id": "SETUP", "kind": "one_off", "units": 2, "refresh_years": [3]},
            {"id": "CARE", "kind": "yearly"},
            {"id": "STUDY", "kind": "per_study", "per": 1000},
            {"id": "STORE", "kind": "per_tb"},
            {"id": "USER", "kind": "per_user", "from_year": 2},
            {"id": "LINK", "kind": "per_interface", "from_year": 0, "to_year": 0},
            {"id": "EXIT", "kind": "one_off", "from_year": "last"},
            {"id": "DAYS", "quantity": [20, 5, 0, 0]},
        ]
    )
