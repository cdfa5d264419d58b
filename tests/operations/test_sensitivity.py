"""How robust a decision is, as data."""

from __future__ import annotations

import pytest

from vendor_eval.operations.decide.sensitivity import SamplingParameters, table_sensitivity
from vendor_eval.operations.procurement import Procurement

FEW = SamplingParameters(draws=500)


@pytest.fixture
def sample(demo):
    """Only to be read."""
    return Procurement(demo)


def test_a_procurement_by_its_published_method(sample):
    result = sample.sensitivity(sampling=FEW)
    first = result.request.ranking.best[0]
    assert result.verdict.startswith(f"{first} stays first in ")
    assert result.robustness.drawn.draws == 500
    assert result.robustness.case.left
    assert result.not_sampled is None
    assert result.charts is None


def test_another_method_names_the_award_and_asks_nothing_of_panel_and_prices(sample):
    result = sample.sensitivity("topsis", sampling=FEW)
    assert result.robustness.case is None
    assert result.robustness.published == sample.rank().outcome.rankings[0].best


def test_open_values_are_sampled_on_request(sample):
    result = sample.sensitivity(sampling=FEW, uncertain=True)
    assert result.robustness.drawn.uncertain
    assert result.open_ranges


def test_nobody_ranked_is_a_finding(folder):
    result = Procurement(folder).sensitivity(sampling=FEW)
    assert result.robustness is None
    assert result.verdict is None
    assert not result.ok


def test_figures_of_a_table_go_into_any_folder(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id,quality,price\ndirection,max,min\nweight,3,1\nX,5,100\nY,4,70\n")
    charts = table_sensitivity(path, sampling=FEW, charts=tmp_path / "figures").charts
    assert charts.changed
    assert sorted(p.name for p in (tmp_path / "figures").iterdir()) == list(charts.files)
    assert "price-quality" in charts.missing


def test_made_up_bids_before_any_is_in(folder):
    result = Procurement(folder).rehearse(draws=50)
    assert result.rehearsal.draws == 50
    assert result.ok
