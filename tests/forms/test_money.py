from __future__ import annotations

import pytest

from vendor_eval.forms.values.money import WITHHELD, currencies_of_format, mentions_money, without_money


@pytest.mark.parametrize(
    "text",
    [
        "$5", "US$ 1,200", "1.2m USD", "USD 1.2 million", "EUR 5k", "€5k", "5 €", "12 000 EUR", "1'200.- CHF",
        "costs 500 dollars a year", "about 3 euros", "£12.50", "CHF 1’200", "100 usd", "5\u00a0€", "¥ 9000",
    ],
)  # fmt: skip
def test_money(text):
    assert mentions_money(text)
    without = without_money(f"We say {text} here")
    assert WITHHELD in without
    assert not any(c.isdigit() for c in without)
    assert without.startswith("We say ")
    assert without.endswith(" here")


@pytest.mark.parametrize(
    "text",
    [
        "", "yes", "TLS 1.2", "CAD 3.0 marks", "5 days", "80 TB", "$export and $everything", "EUROPACS 2024",
        "99.9%", "Euro-NCAP", "we use 5 eurorack units", "ISO 27001", "no charge", "2.5:1",
    ],
)  # fmt: skip
def test_no_money(text):
    assert not mentions_money(text)
    assert without_money(text) == text


def test_the_currencies_of_the_procurement_count_too():
    assert not mentions_money("SEK 500")
    assert mentions_money("SEK 500", ["SEK"])


@pytest.mark.parametrize(
    ("number_format", "codes"),
    [
        ('"$"#,##0.00', "USD"),
        ("[$€-407] #,##0", "EUR"),
        ("#,##0.00 [$CHF]", "CHF"),
        ('_-* #,##0.00\\ "€"_-', "EUR"),
        ('#,##0 "SEK"', "SEK"),
        ("General", ""),
        ("0.0%", ""),
        ("[$-409]d-mmm", ""),
        ('0 "days"', ""),
        ("[Red]#,##0", ""),
    ],
)
def test_currency_of_a_number_format(number_format, codes):
    found = currencies_of_format(number_format)
    assert (codes in found) if codes else not found
