"""The price workbook tells a vendor what its bid costs if volumes grow less or more."""

from __future__ import annotations

import subprocess
from decimal import Decimal

import openpyxl
import pytest
from forms.samples import Filled, catalogue, procurement

from vendor_eval.forms.define.price import price_form
from vendor_eval.forms.read.form import read_form
from vendor_eval.forms.write.form import write
from vendor_eval.model.buyer.price_quantities import asked_rows
from vendor_eval.model.buyer.pricing import PriceLine, PriceRule
from vendor_eval.model.buyer.volumes import Sizing, Spread, Volume


@pytest.fixture
def by_volume():
    lines = (
        PriceLine(id="USE", title="Use by study", unit="study", kind="per_study", per=Decimal(1000)),
        PriceLine(id="FEE", title="Fee", unit="year", kind="yearly"),
        PriceLine(id="ADD", title="Option", unit="study", kind="per_study", optional=True),
    )
    return procurement(
        price=PriceRule(lines=lines, term_years=2),
        volumes=(Volume(modality="CT", studies_per_year=100_000, growth_percent=Decimal(10)),),
        sizing=Sizing(low=Spread(studies=Decimal(-5)), high=Spread(studies=Decimal(5))),
    )


def test_sums_by_scenario_in_libreoffice(by_volume, soffice, tmp_path):
    form = price_form(by_volume, catalogue(), "f" * 64)
    (about,) = [text for label, text in form.start.lines if label == "Volumes"]
    assert "expected 121,000 studies" in about
    assert "low 110,250 studies" in about
    assert "high 132,250 studies" in about
    filled = Filled(write(form))
    for year in (1, 2):
        filled.put("USE", f"price{year}", 900)
        filled.put("FEE", f"price{year}", 5000)
    path = filled.save(tmp_path / "p.xlsx")
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless"]
    again = [*command, "--convert-to", "xlsx", "--outdir", tmp_path / "after", path]
    subprocess.run(again, capture_output=True, timeout=120, check=True)
    sheet = openpyxl.load_workbook(tmp_path / "after/p.xlsx", data_only=True)["Prices"]
    rows = list(sheet.iter_rows(values_only=True))
    keys = [str(k or "").partition(":")[2] for k in rows[1]]
    by_id = {row[0]: dict(zip(keys, row, strict=True)) for row in rows[3:]}
    use = asked_rows(by_volume)[0]
    for key, scenario in (("sum_low", "low"), ("sum", "expected"), ("sum_high", "high")):
        expected = float(sum(use.quantities[scenario]) * 900)
        assert by_id["USE"][key] == pytest.approx(expected)
        assert by_id["FEE"][key] == 10_000
        assert by_id[None][key] == pytest.approx(expected + 10_000)
    assert read_form(tmp_path / "after/p.xlsx").findings == ()


def test_no_scenarios_where_no_quantity_follows_from_volumes():
    form = price_form(procurement(), catalogue(), "f" * 64)
    assert "sum_low" not in {c.key for sheet in form.sheets for c in sheet.columns}
    assert "Volumes" not in {label for label, _ in form.start.lines}
