"""A bidder finds the terabytes of the price lines again from what the RFP prints, and from nothing else."""

from __future__ import annotations

import re

import pytest
from documents.reading import flat, page
from hypothesis import given
from hypothesis import strategies as st
from rfp.small import FINGERPRINT, TEMPLATES, full

from vendor_eval.model.buyer.pricing import PriceLine
from vendor_eval.model.buyer.volumes import Outlook, Sizing, StorageTier, Volume
from vendor_eval.rfp.chapters.outline import rfp_documents
from vendor_eval.rfp.chapters.storage import storage_in_words, tiers_in_words


def buyer(sizing, kind="per_tb"):
    procurement = full()[0]
    volumes = (
        Volume(modality="CT", studies_per_year=9000, mb_per_study=350, growth_percent=3, mb_growth_percent=5),
        Volume(modality="MR", studies_per_year=4000, mb_per_study=120, growth_percent=-2),
    )
    line = PriceLine(id="TB", title="Storage", unit="TB", kind=kind)
    price = procurement.price.model_copy(update={"lines": (*procurement.price.lines, line)})
    return procurement.model_copy(update={"volumes": volumes, "sizing": sizing, "price": price})


def figure(pattern, words):
    found = re.search(pattern, words)
    return float(found[1].replace(",", "")) if found else None


def held_by_words(sentences, volumes, year, tier=None):
    """What somebody with a pocket calculator gets who has read ``sentences`` and the table of volumes."""
    words = " ".join(sentences)
    copies, compression = figure(r"× ([\d,]+) cop", words), figure(r"÷ ([\d.,]+) \(compression", words)
    first, last = figure(r"years from (\d+) to t", words), figure(r"the last ([\d,]+) years?, year t", words)
    kept = [s for s in range(year + 1) if s >= first and (last is None or s > year - last)]
    priors = figure(r": ([\d.,]+) TB that come", words)
    if tier:
        own = next(s for s in sentences if f"tier {tier}:" in s)
        places = [int(x or 0) for x in re.findall(r"\bt(?: − (\d+))?\b(?= to| or|\.|,)", own)]
        newest, oldest = min(places), 999 if "or earlier" in own else max(places)
        kept = [s for s in kept if newest <= year - s <= oldest]
        priors = priors if "comes over" in own else 0
    tb = 0.0
    for s in kept:
        for v in volumes:
            studies = v.studies_per_year * (1 + float(v.growth_percent) / 100) ** s
            size = float(v.mb_per_study) * (1 + float(v.mb_growth_percent) / 100) ** s
            tb += studies * size / 1e6 * copies / compression
    return tb + priors


@given(
    st.sampled_from([None, 1, 2, 7]),
    st.integers(1, 3),
    st.sampled_from(["1", "2.5", "3.25"]),
    st.sampled_from(["0", "37.5", "1250"]),
    st.integers(0, 2),
    st.sampled_from([(), (None,), (1, None), (2, 5, None)]),
    st.integers(0, 9),
)
def test_the_words_give_the_quantities(retention, copies, compression, priors, first, ends, year):
    tiers = tuple(StorageTier(id=f"tier{n}", years=end) for n, end in enumerate(ends))
    sizing = Sizing(
        retention_years=retention,
        copies=copies,
        compression=compression,
        migrated_tb=priors,
        from_year=first,
        storage_tiers=tiers,
    )
    procurement = buyer(sizing)
    sentences, outlook = storage_in_words(procurement), Outlook(procurement.volumes, sizing)
    for tier in (None, *(t.id for t in tiers)):
        expected = float(outlook.held_tb(year, tier))
        assert held_by_words(sentences, procurement.volumes, year, tier) == pytest.approx(expected)


def test_the_rfp_prints_it_where_lines_count_terabytes():
    tiers = (StorageTier(id="fast", years=2), StorageTier(id="archive"))
    sizing = Sizing(compression="2.5", storage_tiers=tiers, low={"studies": -2}, high={"mb_per_study": 3})
    procurement = buyer(sizing)
    documents, findings = rfp_documents(procurement, *full()[1:], 1, FINGERPRINT, [TEMPLATES])
    assert findings == []
    text = flat(page(documents["rfp.html"].decode()).text_content())
    for wanted in (
        "How terabytes are counted",
        "÷ 2.5 (compression)",
        "Compression when stored 2.5 to 1",
        "the storage tier fast below 2 years",
        "the storage tier archive from 2 years on",
        "moves by -2 points (studies)",
        "moves by 3 points (their size)",
        "CT 9,000 350 3% 5%",
    ):
        assert wanted in text, wanted
    assert storage_in_words(buyer(sizing, "per_user")) == []
    assert tiers_in_words(Sizing(storage_tiers=(StorageTier(id="x"),))) == [("x", "of every age")]
