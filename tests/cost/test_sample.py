"""cost on the sample procurement, to the cent as in a spreadsheet with live formulas beside this file."""

from __future__ import annotations

import shutil

import openpyxl
import pytest
from cost import spreadsheet

from vendor_eval.workspace.load import load_case

AGAIN = "the sample has changed: run  python tests/cost/spreadsheet.py"


@pytest.fixture
def sample(cli, tmp_path):
    """The sample with all price workbooks taken in."""
    target = tmp_path / "sample"
    shutil.copytree(spreadsheet.SAMPLE, target)
    assert cli("rfp", target).code == 0
    for vendor in load_case(target).vendors:
        workbook = target / "inbox" / f"{vendor.id}-price.xlsx"
        ran = cli("receive", target, workbook, "--vendor", vendor.id, "--at", "2027-02-26T12:00")
        assert ran.code == 0, ran.err
    return target


def test_cost_is_that_of_the_spreadsheet_to_the_cent(cli, sample):
    ran = cli("cost", sample, "--format", "json")
    assert ran.code == 0
    expected = spreadsheet.figures(spreadsheet.KEPT)
    assert set(expected) == {v["vendor"] for v in ran.data["vendors"]}
    for vendor in ran.data["vendors"]:
        sheet = expected[vendor["vendor"]]
        npc = vendor["net_present_cost"]
        assert npc["low"] == npc["expected"] == npc["high"] == sheet["net_present_cost"], AGAIN
        assert vendor["cost_per_study"]["expected"] == sheet["cost_per_study"], AGAIN
        assert vendor["by_year"] == [round(x, 2) for x in sheet["by_year"]], AGAIN
        lines = {line["line"]: line["by_year"] for line in vendor["lines"]}
        assert lines == sheet["lines"], AGAIN


def test_the_spreadsheet_is_live_and_up_to_date(tmp_path, soffice):
    formulas = openpyxl.load_workbook(spreadsheet.KEPT)
    assert str(formulas.worksheets[1]["B3"].value).startswith("=ROUND(SUM(")
    spreadsheet.write(tmp_path / "sample_cost.xlsx")
    fresh = spreadsheet.recalculated(tmp_path / "sample_cost.xlsx", tmp_path, soffice)
    assert spreadsheet.figures(fresh) == spreadsheet.figures(spreadsheet.KEPT), AGAIN
