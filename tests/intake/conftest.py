from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from forms.samples import FINGERPRINT, Filled, catalogue, procurement, receipt

from vendor_eval.forms.define.price import price_form
from vendor_eval.forms.define.response import response_form
from vendor_eval.forms.read._child import read
from vendor_eval.forms.write.form import write
from vendor_eval.intake.answers import prices_from, response_from
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Response


@pytest.fixture(scope="session")
def blank() -> bytes:
    return write(response_form(procurement(), catalogue(), FINGERPRINT))


@pytest.fixture(scope="session")
def blank_price() -> bytes:
    return write(price_form(procurement(), catalogue(), FINGERPRINT))


@pytest.fixture
def respond(blank, tmp_path) -> Callable[..., Response]:
    """The response read from a workbook that ``fill`` filled in; ``answers`` are put first."""

    def respond(answers=None, fill=None, cat=None, proc=None, **options):
        filled = Filled(blank)
        for row, value in (answers or {}).items():
            filled.answer(row, value)
        if fill:
            fill(filled)
        reading = read(filled.save(tmp_path / "response.xlsx"))
        return response_from(reading, proc or procurement(), cat or catalogue(), receipt(), **options)

    return respond


@pytest.fixture
def offer(blank_price, tmp_path: Path) -> Callable[..., PriceSchedule]:
    """The prices read from a workbook with ``prices``: (line, year) -> value."""

    def offer(prices=None, fill=None, proc=None):
        filled = Filled(blank_price)
        for (line, year), value in (prices or {}).items():
            filled.put(line, f"price{year}", value)
        if fill:
            fill(filled)
        reading = read(filled.save(tmp_path / "price.xlsx"))
        return prices_from(reading, proc or procurement(), catalogue(), receipt(kind="price"))

    return offer
