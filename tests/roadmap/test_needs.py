"""Step 1: published figures through the formulas, and one number followed through."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roadmap.made import catalogue, procurement

from vendor_eval.cost.evaluated_price import evaluated_price
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.buyer.price_quantities import asked_rows, outlooks
from vendor_eval.model.buyer.volumes import SCENARIOS, Outlook, Sizing, Volume
from vendor_eval.model.roadmap.roadmap import Funding, Network
from vendor_eval.roadmap.steps.budget import budget
from vendor_eval.roadmap.steps.needs import needs, peak_hour

TEN_A_MONTH = Network(
    working_days=250,
    busiest_hour_percent=15,
    reads_per_study=3,
    utilisation_percent=50,
    minutes_per_reading=6,
)


def test_a_chest_image_has_the_bytes_that_the_pacsnet_calculator_gives():
    # PACSnet storage calculator: 1760 x 2140 pixels of 16 bit are 7.5328 MB an image.
    chest = Volume(modality="CR", studies_per_year=1_000_000, mb_per_study=Decimal("7.5328"))
    assert pytest.approx(7.5328) == 1760 * 2140 * 16 / 8 / 1e6
    assert Outlook([chest], Sizing()).added_tb(0) == Decimal("7.5328")


def test_what_charleston_stored_a_month_is_what_it_stored_a_year():
    # Mah and Crawford, SIIM 2007: 1.7 million images and 1.2 TB a month. As one modality: 0.70588 MB an image.
    image = Volume(
        modality="all", studies_per_year=12 * 1_700_000, mb_per_study=Decimal(1_200_000) / 1_700_000
    )
    assert Outlook([image], Sizing()).added_tb(0) == pytest.approx(Decimal("14.4"))


def test_the_busiest_hour_by_hand():
    # 50,000 studies of 180 MB a year; 15 % of a day of 250 in one hour: 30 studies, 5,400 MB, 12 Mbit/s in,
    # three times that out, and a line of 96 Mbit/s that is half full. 30 studies x 6 min = 3 readers.
    one = [Volume(modality="CT", studies_per_year=50_000, mb_per_study=180)]
    peak = peak_hour({s: Outlook(one, Sizing(), s) for s in SCENARIOS}, 0, TEN_A_MONTH)
    found = (peak.studies, peak.in_mbit, peak.out_mbit, peak.line_mbit, peak.readers)
    assert [float(x["expected"]) for x in found] == pytest.approx([30, 12, 36, 96, 3])


def test_minutes_of_a_modality_count_for_it_alone():
    two = [Volume(modality=m, studies_per_year=50_000, mb_per_study=1) for m in ("CT", "XR")]
    network = TEN_A_MONTH.model_copy(update={"minutes_by_modality": {"CT": Decimal(12)}})
    peak = peak_hour({s: Outlook(two, Sizing(), s) for s in SCENARIOS}, 0, network)
    assert float(peak.readers["expected"]) == pytest.approx(6 + 3)


def test_nothing_is_needed_where_no_volume_is_known():
    assert needs(procurement(volumes=()), catalogue(), TEN_A_MONTH) is None


def test_without_a_network_the_rest_is_there():
    found = needs(procurement(), catalogue(), None)
    assert found is not None and not found.peaks and not found.links
    assert len(found.years) == 11


def test_a_site_whose_line_is_too_thin_is_told():
    network = TEN_A_MONTH.model_copy(
        update={"site_percent": {"A": Decimal(60), "B": Decimal(40)}, "links_mbit": {"A": Decimal(1)}}
    )
    a, b = needs(procurement(), catalogue(), network).links
    assert (a.enough, b.enough) == (False, None)
    assert a.needs_mbit > b.needs_mbit > 0


@given(st.integers(1, 400_000))
def test_one_volume_changes_studies_storage_prices_peak_and_bounds_alike(more):
    """Twice the studies are twice the storage, the fees, the peak hour and the bound of a percentage."""
    once, twice = (procurement(ct=n) for n in (more, 2 * more))
    a, b = (needs(p, catalogue(), TEN_A_MONTH) for p in (once, twice))
    for scenario in SCENARIOS:
        for x, y in zip(a.years, b.years, strict=True):
            assert y.studies[scenario] == pytest.approx(2 * x.studies[scenario])
            assert y.added_tb[scenario] == pytest.approx(2 * x.added_tb[scenario])
        assert b.peaks[5].line_mbit[scenario] == pytest.approx(2 * a.peaks[5].line_mbit[scenario])
        for x, y in zip(a.bounds, b.bounds, strict=True):
            assert y.amount[scenario] == pytest.approx(2 * x.amount[scenario])
    assert len(a.bounds) == 2
    by_study = [next(r for r in asked_rows(p) if r.id == "fee").expected for p in (once, twice)]
    studies = outlooks(twice)["expected"].studies(3)
    assert by_study[1][3] == studies.quantize(Decimal(1), "ROUND_HALF_UP")
    assert abs(by_study[1][3] - 2 * by_study[0][3]) <= 1


def test_the_scenarios_keep_their_order():
    found = needs(procurement(), catalogue(), TEN_A_MONTH)
    for year in found.years[1:]:
        assert year.held_tb["low"] < year.held_tb["expected"] < year.held_tb["high"]
    tiers = found.at(9).tiers
    assert sum(t["expected"] for t in tiers.values()) == pytest.approx(found.at(9).held_tb["expected"])


def test_one_volume_goes_through_to_the_price_and_the_money():
    """A fee a study: 1,000 more studies in year 0 cost their growth times the fee, in the price and the budget."""
    totals = []
    for ct in (40_000, 41_000):
        p = procurement(ct=ct)
        receipt = Receipt(
            vendor="v", version=1, file="f", original_name="f", sha256="0", received_by="t", rfp_id="P-1",
            rfp_fingerprint="0", received_at=datetime(2027, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        cells = {
            i: tuple(PriceCell(state="priced", amount=a) for _ in range(8))
            for i, a in (("fee", 2), ("store", 0))
        }
        price = evaluated_price("V", PriceSchedule(receipt=receipt, currency="USD", lines=cells), p)
        outcome = SimpleNamespace(prices=(price,), rankings=())
        funds = Funding.model_validate({"funds": [{"source": "a", "by_year": [10**7]}]})
        (offer,) = budget(p, funds, outcome).offers
        assert offer.costs == price.by_year
        totals.append(offer)
    grown = [Decimal(1000) * Decimal("1.04") ** t for t in range(1, 8)]
    assert totals[1].total - totals[0].total == pytest.approx(2 * sum(grown), abs=14)
    assert totals[0].left[-1] - totals[1].left[-1] == totals[1].total - totals[0].total
