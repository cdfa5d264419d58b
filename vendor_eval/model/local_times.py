"""Moments as the buyer reads them: all in the procurement's time zone."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.buyer.procurement import Timetable
from vendor_eval.model.case import Case

M = TypeVar("M", bound=BaseModel)


def in_local_time(case: Case) -> Case:
    """``case`` with every moment in the procurement's time zone, whichever machine it was written on."""
    timetable = case.procurement.timetable

    def moved(nouns: tuple[M, ...]) -> tuple[M, ...]:
        return tuple(_moved(noun, timetable) for noun in nouns)

    return case.model_copy(
        update={
            "responses": {vendor: moved(versions) for vendor, versions in case.responses.items()},
            "prices": {vendor: moved(versions) for vendor, versions in case.prices.items()},
            "sheets": moved(case.sheets),
            "consensus": moved(case.consensus),
            "decisions": moved(case.decisions),
            "issue": _moved(case.issue, timetable) if case.issue else None,
            "earlier_issues": moved(case.earlier_issues),
        }
    )


def _moved(noun: M, timetable: Timetable) -> M:
    moved: dict[str, object] = {}
    for name, value in noun:
        if isinstance(value, datetime):
            moved[name] = timetable.local(value)
        elif isinstance(value, Receipt):
            moved[name] = _moved(value, timetable)
    return noun.model_copy(update=moved) if moved else noun
