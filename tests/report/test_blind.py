"""Letters for vendors: whatever way a name is written, and only names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.audience.anonymise import Blind, blinded, letter
from vendor_eval.report.html.page import decision_html

from .conftest import make
from .secrets import IDS, PRODUCTS, VENDORS, planted

Make = Callable[..., Outcome]
OUTCOME = planted(make)
BLIND = Blind(OUTCOME, [Vendor(name=VENDORS[0], id=IDS[0], products=("Mistvale",))])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Quillon Imaging", "Vendor A"),
        ("quillon", "vendor-a"),
        ("as QUILLON'S own", "as Vendor A'S own"),
        ("by Quillon_Imaging and Tesserac.", "by Vendor A and Vendor B."),
        ("the QuillonViewer", "the Vendor A"),
        ("Quil\u00adlon and Tes\u200bserac", "Vendor A and Vendor B"),
        ("ask jo@quillon-imaging.example", "ask [address]"),
        ("see https://www.tesserachealth.example/pacs?x=1", "see [address]"),
        ("see https://www.ihe.net", "see https://www.ihe.net"),
        ("in Zephyrview 9.1, a viewer", "in [product] 9.1, a viewer"),
        ("in Quillon Zephyrview", "in [product]"),
        ("in Quillon Zephyrview 9.1, since Mistvale", "in [product], since [product]"),
        ("conformance-statement-zephyr.pdf, page 3", "[file].pdf, page 3"),
        ("by the weights of weights-clinical.yaml", "by the weights of weights-clinical.yaml"),
        ("2.5 TB in 1.5 s at 10.0.0.1", "2.5 TB in 1.5 s at 10.0.0.1"),
        ("bids/vexmoor/response-1.xlsx", "bids/Vendor C/[file].xlsx"),
    ],
)
def test_names_in_any_dress(said: str, read: str) -> None:
    assert BLIND(said) == read


@given(
    st.sampled_from([*VENDORS, *IDS, *PRODUCTS]),
    st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase]),
    st.text(st.characters(categories=("P", "Zs", "Sm")), max_size=5),
    st.text(st.characters(categories=("P", "Zs", "Sm")), max_size=5),
    st.sampled_from(["NFC", "NFD", "NFKC"]),
)
def test_no_name_is_left_between_any_signs(
    name: str, case: Callable[[str], str], before: str, after: str, how: Literal["NFC", "NFD", "NFKC"]
) -> None:
    text = unicodedata.normalize(how, f"word {before}{case(name)}{after} word")
    read = BLIND(text).casefold()
    assert not [i for i in IDS if i in read]


def test_a_product_that_is_called_what_it_is_stays() -> None:
    vendors = (OUTCOME.vendors[0].model_copy(update={"product": "Enterprise PACS"}), *OUTCOME.vendors[1:])
    blind = Blind(OUTCOME.model_copy(update={"vendors": vendors}))
    assert blind("an enterprise PACS, Brightpane") == "an enterprise PACS, [product]"


def test_nothing_else_is_changed(outcome: Make) -> None:
    """Numbers, states, ids of questions and the rules are those of the full record."""
    o = OUTCOME
    b = blinded(o)
    assert b.blind
    assert [c.value for c in b.cells] == [c.value for c in o.cells]
    assert list(b.rankings[0].scores.values()) == list(o.rankings[0].scores.values())
    assert [leaf.criterion for leaf in b.criteria] == [leaf.criterion for leaf in o.criteria]
    assert (b.rules, b.price_rule.formula, b.fingerprints) == (o.rules, o.price_rule.formula, o.fingerprints)
    assert b.rankings[0].best == ("Vendor A",)


def test_letters_agree_in_the_whole_and_in_a_part() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
    part = OUTCOME.model_copy(update={"vendors": OUTCOME.vendors[2:]})
    assert [v.name for v in blinded(part, BLIND).vendors] == ["Vendor C", "Vendor D"]


@pytest.mark.parametrize(
    "name", ["open", "Answer", "mean", "passed", "G-01", "EUR", "price", "R&D <b>", "é", "零"]
)
def test_a_name_that_is_also_a_word_of_the_program_breaks_nothing(outcome: Make, name: str) -> None:
    o = outcome(names=(name, "Beacon PACS", "Corvane Health", "Delphia"), vendors=4)
    b = blinded(o)
    assert [v.name for v in b.vendors] == ["Vendor A", "Vendor B", "Vendor C", "Vendor D"]
    assert [c.state for c in b.cells] == [c.state for c in o.cells]
    assert decision_html(b)
