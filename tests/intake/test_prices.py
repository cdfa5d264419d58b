from __future__ import annotations

from decimal import Decimal

import pytest
from forms.samples import procurement

from vendor_eval.model.buyer.procurement import Currency, PriceRule

FULL = {
    **{("LIC", 1): 0.55, ("LIC", 2): 0.55, ("LIC", 3): 0.5, ("MIG", 0): 120},
    **{("SUP", year): 1000 for year in (1, 2, 3)},
}


def codes(schedule):
    return [f.code for f in schedule.findings]


def test_a_complete_offer(offer):
    schedule = offer(FULL | {("LIC", 2): "Included", ("SUP", 3): 0})
    assert (schedule.currency, schedule.findings) == ("CHF", ())
    lic = schedule.lines["LIC"]
    assert [c.state for c in lic] == ["empty", "priced", "included", "priced"]
    assert lic[1].amount == Decimal("0.55")
    assert lic[1].where == "Prices!J4"
    assert (lic[2].amount, lic[2].raw) == (None, "Included")
    assert schedule.lines["SUP"][3].amount == 0
    assert [c.state for c in schedule.lines["MIG"]] == ["priced", "empty", "empty", "empty"]


def test_an_empty_cell_is_not_priced_and_not_zero(offer):
    cell = offer().lines["SUP"][1]
    assert (cell.state, cell.amount) == ("empty", None)


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (-5, "General", "a negative price"),
        (1e30, "General", "a price above 1,000,000,000,000,000"),
        ("1,5", "General", "probably means 1.5"),
        ("1'000", "General", "“1'000”"),
        ("on request", "General", "“on request”"),
        ("incl.", "General", "probably means included"),
        (0.2, "0%", "the percentage 20%"),
        (True, "General", "TRUE"),
        ("N/A", "General", "“N/A”"),
    ],
)
def test_what_is_no_price(offer, value, number_format, words):
    schedule = offer(
        FULL, fill=lambda f: setattr(f.put("SUP", "price2", value), "number_format", number_format)
    )
    assert schedule.lines["SUP"][2].state == "unreadable"
    (finding,) = schedule.findings
    assert (finding.code, finding.severity) == ("price.unreadable", "error")
    assert words in finding.message
    assert "SUP Support, 24 hours a day, year 2" in finding.message
    assert "Prices!L6" in finding.where
    if value != -5:
        assert "--criterion SUP:2 --value" in finding.hint


def test_digits_stored_as_text_are_a_price(offer):
    assert offer({("SUP", 1): "1200"}).lines["SUP"][1].amount == 1200


@pytest.mark.parametrize(("written", "currency"), [("EUR", "EUR"), (" chf ", "CHF")])
def test_currency(offer, written, currency):
    schedule = offer(FULL, fill=lambda f: f.put("currency", "value", written))
    assert (schedule.currency, schedule.findings) == (currency, ())


def test_a_currency_without_a_rate_is_kept_and_told(offer):
    schedule = offer(FULL, fill=lambda f: f.put("currency", "value", "GBP"))
    assert schedule.currency == "GBP"
    (finding,) = schedule.findings
    assert finding.code == "price.currency"
    assert "CHF, EUR" in finding.message


def test_no_currency(offer):
    schedule = offer(FULL, fill=lambda f: f.put("currency", "value", None))
    assert (schedule.currency, codes(schedule)) == ("CHF", ["price.no-currency"])


def test_cells_shown_in_another_currency(offer):
    def fill(f):
        f.put("LIC", "price1", 1).number_format = '"$"#,##0.00'
        f.put("LIC", "price2", 1).number_format = "[$CHF] #,##0.00"

    (finding,) = offer(FULL, fill=fill).findings
    assert finding.code == "price.other-currency"
    assert "Prices!J4" in finding.message
    assert "Prices!L4" not in finding.message


def test_a_deleted_line(offer):
    schedule = offer(FULL, fill=lambda f: f.sheet_of("MIG").delete_rows(f.cell("MIG", "id").row))
    assert [c.state for c in schedule.lines["MIG"]] == ["unreadable", "empty", "empty", "empty"]
    assert codes(schedule) == ["form.row-missing"]


def test_a_missing_year(offer):
    schedule = offer(FULL, fill=lambda f: f.sheet_of("LIC").delete_cols(10))
    assert schedule.lines["LIC"][1].state == "unreadable"
    assert "form.column-missing" in codes(schedule)


def test_a_line_that_came_after_the_workbook(offer):
    p = procurement()
    new = p.price.lines[2].model_copy(update={"id": "NEW"})
    schedule = offer(FULL, proc=procurement(price=PriceRule(lines=(*p.price.lines, new))))
    assert {c.state for c in schedule.lines["NEW"]} == {"empty"}
    assert codes(schedule) == ["bid.older-rfp"]


def test_sums_of_the_vendor_do_not_count(offer):
    def fill(f):
        sheet = f.sheet_of("LIC")
        sheet.cell(4, f.cell("LIC", "price3").column + 1).value = 1

    assert codes(offer(FULL, fill=fill)) == ["form.text-changed"]


def test_own_currency_alone(offer):
    assert offer(FULL, proc=procurement(currency=Currency(code="CHF"))).currency == "CHF"
