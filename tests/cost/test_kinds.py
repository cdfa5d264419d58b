"""Every kind of price line, to the cent as in a spreadsheet; report, workbook and RFP say the same."""

from __future__ import annotations

import json

import openpyxl
import pytest
from cost import kinds, spreadsheet
from filling import cell, fill

AGAIN = "run  python tests/cost/kinds.py"
AT = "2030-01-30T12:00"
NAMES = {"aurora": "Aurora", "borealis": "Borealis"}


@pytest.fixture
def priced(cli, folder, tmp_path):
    path = folder / "procurement.yaml"
    text = path.read_text()
    path.write_text(text[: text.index("price:")] + kinds.PRICE)
    assert cli("rfp", folder).code == 0
    for vendor, (currency, _, prices) in kinds.OFFERS.items():
        cells = {(line, t): prices[line] for line, years in kinds.ASKED.items() for t in years}

        def money(book, code=currency):
            start = book.worksheets[0]
            next(r for r in start.iter_rows() if r[0].value == "currency")[2].value = code

        workbook = fill(folder / "rfp/price.xlsx", tmp_path / f"{vendor}-p.xlsx", cells, change=money)
        ran = cli("receive", folder, workbook, "--vendor", vendor, "--at", AT, "--format", "json")
        assert ran.code == 0, ran.findings
        assert {f["severity"] for f in ran.findings} <= {"note"}, ran.findings
    return folder


def test_to_the_cent(cli, priced):
    vendors = {v["vendor"]: v for v in cli("cost", priced, "--format", "json").data["vendors"]}
    for (vendor, scenario), sheet in kinds.figures(kinds.KEPT).items():
        found = vendors[NAMES[vendor]]
        assert found["net_present_cost"][scenario] == sheet["net_present_cost"], (vendor, scenario, AGAIN)
        assert found["cost_per_study"][scenario] == sheet["cost_per_study"], (vendor, scenario, AGAIN)
        assert found["by_year_and_scenario"][scenario] == sheet["by_year"], (vendor, scenario, AGAIN)
        if scenario == "expected":
            assert {x["line"]: x["by_year"] for x in found["lines"]} == sheet["lines"], (vendor, AGAIN)
    assert all(v["optional"][0]["line"] == "MORE" for v in vendors.values())
    assert {x["line"]: x["included"] for x in vendors["Borealis"]["lines"]}["KIT"] == [0, 3]


def test_the_spreadsheet_is_live_and_up_to_date(tmp_path, soffice):
    assert str(openpyxl.load_workbook(kinds.KEPT)["aurora high"]["B1"].value).startswith("=ROUND(")
    kinds.write(tmp_path / "kinds_cost.xlsx")
    fresh = spreadsheet.recalculated(tmp_path / "kinds_cost.xlsx", tmp_path, soffice)
    assert kinds.figures(fresh) == kinds.figures(kinds.KEPT), AGAIN


def test_report_and_outcome_say_what_cost_says(cli, priced):
    vendors = cli("cost", priced, "--format", "json").data["vendors"]
    cli("report", priced)
    html = (priced / "report/report.html").read_text("utf-8")
    outcome = json.loads((priced / "report/outcome.json").read_text("utf-8"))
    for vendor, known in zip(vendors, outcome["prices"], strict=True):
        assert known["net_present_cost"] == f"{vendor['net_present_cost']['expected']:.2f}"
        for scenario in kinds.SCENARIOS:
            assert f"{vendor['net_present_cost'][scenario]:,.2f}" in html
        for year in vendor["by_year"]:
            assert f"{year:,.2f}" in html
    assert html.count(">included<") == 2, "hardware and users of Borealis, in one cell each, and no 0.00"


def test_the_workbook_of_a_vendor_adds_up_to_the_same(cli, priced, tmp_path, soffice):
    """The expected volumes, before the low and high ones; in the vendor's currency, without the buyer's own costs and without options."""
    for vendor, (_, rate, _) in kinds.OFFERS.items():
        after = spreadsheet.recalculated(tmp_path / f"{vendor}-p.xlsx", tmp_path / vendor, soffice)
        book = openpyxl.load_workbook(after, data_only=True)
        total = next(r for r in book["Prices"].iter_rows() if any(c.value == "Sum of all lines" for c in r))
        lines = kinds.figures(kinds.KEPT)[vendor, "expected"]["lines"]
        offered = sum(sum(costs) for line, costs in lines.items() if line not in kinds.BUYER)
        assert total[-3].value == pytest.approx(offered / rate, abs=0.5)
        assert cell(book, "STUDY.3", "price4").value == kinds.OFFERS[vendor][2]["STUDY.3"]


def test_the_rfp_prints_the_quantities_that_are_priced(priced):
    html = (priced / "rfp/rfp.html").read_text("utf-8")
    sheet = openpyxl.load_workbook(kinds.KEPT, data_only=True)["expected"]
    studies = [round(c.value) for c in sheet[4][1:]]
    assert f"{studies[4]:,}" in html
    assert f"{sheet['F7'].value:,.2f}" in html
