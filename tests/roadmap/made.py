"""A small procurement whose prices follow from its volumes, and a catalogue with percentages of the forecast."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue


def procurement(ct=40_000, **more):
    given = {
        "id": "P-1",
        "title": "PACS",
        "buyer": {"name": "Hospital"},
        "sites": [{"name": "A"}, {"name": "B"}],
        "volumes": [
            {
                "modality": "CT",
                "studies_per_year": ct,
                "mb_per_study": 250,
                "growth_percent": 4,
                "mb_growth_percent": 2,
            }
        ],
        "sizing": {
            "copies": 2,
            "compression": Decimal("2.5"),
            "storage_tiers": [{"id": "fast", "years": 2}, {"id": "deep"}],
            "low": {"studies": -2, "mb_per_study": -1},
            "high": {"studies": 3, "mb_per_study": 2},
        },
        "timetable": {"go_live": date(2028, 2, 7)},
        "migration": {"source": "old", "studies": 1_000_000, "tb": 100, "complete_by": date(2029, 2, 5)},
        "price": {
            "term_years": 7,
            "lines": [
                {"id": "fee", "title": "Fee", "unit": "study", "kind": "per_study"},
                {"id": "store", "title": "Storage", "unit": "TB", "kind": "per_tb"},
            ],
        },
        **more,
    }
    if not given["volumes"]:
        given["price"] = {"term_years": 7}
    return Procurement.model_validate(given)


def catalogue():
    def asked(name, unit):
        return {
            "id": name,
            "title": name,
            "requirement": "The bidder shall state it.",
            "kind": "scored",
            "answer": {"type": "number", "unit": unit},
            "value": {"rule": "linear", "worst": 50, "best": 200},
        }

    criteria = [asked("SIZE", "% of forecast"), asked("PEAK", "% of forecast peak"), asked("TIME", "s")]
    return Catalogue.model_validate(
        {"id": "c", "title": "c", "groups": [{"id": "perf", "title": "Performance", "criteria": criteria}]}
    )
