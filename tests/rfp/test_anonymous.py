"""Nobody who reads a published question learns which bidder asked it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.rfp.questions.remove_names import anonymous

VENDORS = [
    Vendor(name="Aurora Imaging Systems, Inc.", id="aurora", products=("NightSky PACS",)),
    Vendor(name="General Radiology GmbH", id="genrad"),
    Vendor(name="Müller & Söhne", id="mueller"),
    Vendor(name="漢字株式会社", id="kanji"),
]


@pytest.mark.parametrize(
    ("asked", "published"),
    [
        ("Can Aurora store X?", "Can [bidder] store X?"),
        ("Aurora's archive", "[bidder] archive"),
        ("AURORA IMAGING SYSTEMS asks", "[bidder] asks"),
        ("Aurora-Imaging  Systems, Inc. asks", "[bidder] asks"),
        ("AuroraView 9 reads it", "[bidder] 9 reads it"),
        ("NightSky PACS or nightsky-pacs 7", "[product] or [product] 7"),
        ("write to jane.doe@aurora-imaging.example", "write to [contact]"),
        ("see https://www.aurora-imaging.example/pacs", "see [contact]"),
        ("see https://dicom.nema.org/medical", "see https://dicom.nema.org/medical"),
        ("In general radiology needs", "In [bidder] needs"),
        ("In general we need radiology", "In general we need radiology"),
        ("we at GenRad", "we at [bidder]"),
        ("Mueller & Soehne, Muller", "[bidder], [bidder]"),
        ("会社は漢字株式会社です", "会社は[bidder]です"),
        ("auroral light", "auroral light"),
        ("Is TLS 1.2 enough?\nOr 1.3?", "Is TLS 1.2 enough?\nOr 1.3?"),
    ],
)
def test_names(asked, published):
    assert anonymous(asked, VENDORS)[0] == published


def test_products_named_later_and_what_was_replaced():
    text, replaced = anonymous("Does Umbra 4 of Aurora count?", VENDORS, ["Umbra"])
    assert text == "Does [product] 4 of [bidder] count?"
    assert replaced == ["Umbra", "Aurora"]


@given(
    st.sampled_from([v.name for v in VENDORS]),
    st.text(max_size=20),
    st.text(max_size=20),
    st.sampled_from([str.upper, str.lower, str.title, str]),
)
def test_no_name_is_left(name, before, after, case):
    text, _ = anonymous(f"{before} {case(name)} {after}", VENDORS)
    assert name.casefold() not in text.casefold()


@given(st.text(max_size=60))
def test_twice_is_as_once(text):
    once, _ = anonymous(text, VENDORS)
    assert anonymous(once, VENDORS)[0] == once
