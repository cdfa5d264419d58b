"""Moments as the buyer reads them: all in the procurement's time zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.buyer.procurement import Timetable

M = TypeVar("M", bound=BaseModel)


def in_zone(nouns: Sequence[M], timetable: Timetable) -> tuple[M, ...]:
    """The same with every moment in the procurement's time zone, whichever machine it was written on."""
    return tuple(_moved(noun, timetable) for noun in nouns)


def _moved(noun: M, timetable: Timetable) -> M:
    moved: dict[str, object] = {}
    for name, value in noun:
        if isinstance(value, datetime):
            moved[name] = timetable.local(value)
        elif isinstance(value, Receipt):
            moved[name] = _moved(value, timetable)
    return noun.model_copy(update=moved) if moved else noun
