"""Prices as a vendor wrote them: a unit price a line and year."""

from decimal import Decimal
from typing import Literal

from vendor_eval.model.base import Model, StoredFinding
from vendor_eval.model.bids.response import Receipt

PriceState = Literal["priced", "included", "empty", "unreadable"]


class PriceCell(Model):
    """The unit price of one line in one year. ``included`` means: at no extra charge."""

    state: PriceState
    amount: Decimal | None = None
    raw: str = ""
    where: str = ""


class PriceSchedule(Model):
    """A filled price workbook. ``lines``: row id -> one cell a year, year 0 first.

    A row is a price line, or one tier of it. ``optional`` names the rows outside the evaluated price.
    """

    receipt: Receipt
    currency: str
    lines: dict[str, tuple[PriceCell, ...]]
    optional: tuple[str, ...] = ()
    findings: tuple[StoredFinding, ...] = ()
