"""cost DIR: from an issued RFP with kinds, tiers, rises, options and own costs to what each bid costs."""

from __future__ import annotations

import csv
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from filling import BID, cell, fill

AT = "2030-01-30T12:00"
PRICE = """price:
  discount_percent: 10
  term_years: 2
  lines:
    - {id: LIC, title: Licences, unit: licence, quantity: [10, 0, 0], covers: C-1}
    - {id: STUDY, title: Fee a study, unit: study, kind: per_study, tiers: [10500]}
    - {id: CARE, title: Support, unit: year, kind: yearly, index: {percent: 5, cap: 4}}
    - {id: MORE, title: Portal, unit: year, kind: yearly, optional: true}
  buyer_costs:
    - {id: TEAM, title: Project team, by_year: [500, 100, 0], source: IT budget}
    - {id: OLD, title: Old system, by_year: [0, 70, 0], vendors: [borealis], condition: a new supplier}
volumes:
  - {modality: CT, studies_per_year: 10000, mb_per_study: 300, growth_percent: 10}
sizing: {low: {studies: -10}, high: {studies: 10}}
"""
OFFERS = {
    "aurora": {
        ("LIC", 0): 100,
        **{("STUDY.1", t): 0.5 for t in (1, 2)},
        **{("STUDY.2", t): 0.25 for t in (1, 2)},
        ("CARE", 1): 1000,
        **{("MORE", t): 99 for t in (1, 2)},
    },
    "borealis": {
        ("LIC", 0): "included",
        **{("STUDY.1", t): 1 for t in (1, 2)},
        ("CARE", 1): 900,
    },
}


@pytest.fixture
def driven(cli, folder, tmp_path):
    """Both bids are in, Borealis with a tier left empty and no portal."""
    text = (folder / "procurement.yaml").read_text()
    (folder / "procurement.yaml").write_text(text[: text.index("price:")] + PRICE)
    assert cli("rfp", folder).code == 0
    for vendor, offer in OFFERS.items():
        response = fill(folder / "rfp/response.xlsx", tmp_path / f"{vendor}-r.xlsx", BID | {"T-1": "full"})
        price = fill(folder / "rfp/price.xlsx", tmp_path / f"{vendor}-p.xlsx", offer)
        for workbook in (response, price):
            ran = cli("receive", folder, workbook, "--vendor", vendor, "--at", AT, "--format", "json")
            assert ran.code == 0
            assert {f["severity"] for f in ran.findings} <= {"note", "warning"}, ran.findings
            assert not [f for f in ran.findings if f["code"].startswith("form.")], ran.findings
    return folder


def test_the_costs_of_each_bid(cli, driven):
    ran = cli("cost", driven, "--format", "json")
    assert ran.code == 0
    aurora, borealis = ran.data["vendors"]
    # 11,000 and 12,100 studies: 10,500 in the first tier, the rest in the second; the team is the buyer's
    first, second = 10500 * 0.5 + 500 * 0.25 + 1000 + 100, 10500 * 0.5 + 1600 * 0.25 + 1040
    assert aurora["by_year"] == [1500, first, second]
    assert aurora["net_present_cost"]["expected"] == pytest.approx(
        1500 + first / 1.1 + second / 1.21, abs=0.005
    )
    page = (Path(__file__).parents[2] / "docs/prices.md").read_text("utf-8")
    for figure in (1500, first, second, aurora["net_present_cost"]["expected"], 1500 + first + second):
        assert f"{figure:,.2f}" in page
    assert f"**{aurora['cost_per_study']['expected']:.2f}**" in page
    assert aurora["by_year_and_scenario"]["low"] == [1500, 10000 * 0.5 + 1100, 10000 * 0.5 + 1040]
    assert aurora["net_present_cost"]["low"] < aurora["net_present_cost"]["high"]
    assert aurora["cost_per_study"]["expected"] == round((1500 + first + second) / 23100, 2)
    assert aurora["one_off"] == 1500
    assert [(x["line"], x["by_year"]) for x in aurora["optional"]] == [("MORE", [0, 99, 99])]
    assert aurora["empty"] == []
    assert {x["line"]: x["included"] for x in borealis["lines"]}["LIC"] == [0]
    assert borealis["by_year"] == [500, 10500 + 900 + 100 + 70, 10500 + 936]
    assert borealis["empty"] == [
        {"line": "STUDY.2", "title": "Fee a study: price of a unit above 10,500 a year", "years": [1, 2]}
    ]


def test_what_does_not_compare(cli, driven):
    ran = cli("cost", driven, "--format", "json")
    found = {(f["code"], f["severity"]) for f in ran.findings}
    assert found >= {("price.empty", "warning"), ("price.option", "note"), ("price.included", "note")}
    assert "priced by Aurora" in ran.finding("price.empty")["message"]


def test_a_bid_whose_price_cannot_be_read_is_not_left_out(cli, driven, tmp_path):
    unread = OFFERS["borealis"] | {("CARE", 1): "about 900"}
    file = fill(driven / "rfp/price.xlsx", tmp_path / "unread.xlsx", unread)
    cli("receive", driven, file, "--vendor", "borealis", "--at", AT)
    ran = cli("cost", driven, "--format", "json")
    assert [v["vendor"] for v in ran.data["vendors"]] == ["Aurora"]
    assert ran.data["without_price"] == [{"vendor": "Borealis", "why": "price cannot be read"}]
    said = cli("cost", driven).out
    assert "Borealis: price cannot be read: see check" in said
    assert said.count("Borealis  ") == 3, "a row in each table"
    rows = list(csv.DictReader(cli("cost", driven, "--format", "csv").out.splitlines()))
    assert [r["cost"] for r in rows if r["vendor"] == "Borealis"] == [""]


def test_table_and_csv(cli, driven):
    said = cli("cost", driven).out
    for words in ("Cost by year, USD", "Net present cost by volumes", "STUDY.2", "Options", "not offered"):
        assert words in said
    rows = list(csv.DictReader(cli("cost", driven, "--format", "csv").out.splitlines()))
    assert len(rows) == 2 * 3 * 3
    data = cli("cost", driven, "--format", "json").data["vendors"][0]
    low = next(r for r in rows if (r["vendor"], r["scenario"]) == ("Aurora", "low"))
    assert float(low["net_present_cost"]) == data["net_present_cost"]["low"]


def test_the_ranking_rests_on_the_expected_scenario(cli, driven):
    assert (
        cli("export", driven, "--what", "prices", "--output", driven / "p.csv").code == 1
    )  # sheets are owed
    rows = list(csv.DictReader((driven / "p.csv").read_text("utf-8-sig").splitlines()))
    costs = {
        v["vendor"]: v["net_present_cost"] for v in cli("cost", driven, "--format", "json").data["vendors"]
    }
    for vendor, by_scenario in costs.items():
        present = sum(float(r["present_value"]) for r in rows if r["vendor"] == vendor)
        assert present == pytest.approx(by_scenario["expected"], abs=0.01)


def test_the_report_and_the_exported_cash_flow(cli, driven):
    cli("report", driven)
    html = (driven / "report/report.html").read_text()
    for words in ("If volumes grow less or more", "Cost of a study", "Options stand outside", "own cost)"):
        assert words in html, words
    assert re.search(r"LIC Licences</th><td[^>]*>1,000[^<]*</td><td[^>]*>included</td>", html)
    cli("export", driven, "--what", "cash_flow", "--output", driven / "c.csv")
    rows = list(csv.DictReader((driven / "c.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == 2 * 3 * 3
    for vendor in cli("cost", driven, "--format", "json").data["vendors"]:
        for scenario, cost in vendor["net_present_cost"].items():
            mine = [r for r in rows if (r["vendor"], r["scenario"]) == (vendor["vendor"], scenario)]
            assert sum(float(r["present_value"]) for r in mine) == pytest.approx(cost, abs=0.01)
            assert float(mine[0]["cost_per_study"]) == vendor["cost_per_study"][scenario]


def test_the_workbook_shows_expected_quantities_and_works_its_sums_out(driven, tmp_path, soffice):
    path = tmp_path / "aurora-p.xlsx"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[1:3] == ["Prices", "Options"]
    assert [cell(book, "STUDY.2", f"price{t}").offset(0, -1).value for t in range(3)] == [0, 500, 1600]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "after", path]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    after = openpyxl.load_workbook(tmp_path / "after" / path.name, data_only=True)
    assert cell(after, "CARE", "price2").value == "–", "one price, that of year 1, which rises by 4 percent"
    assert cell(after, "CARE", "price2").offset(0, 1).value == pytest.approx(2040)
    total = [r for r in after["Prices"].iter_rows() if any(c.value == "Sum of all lines" for c in r)]
    assert total[0][-3].value == pytest.approx(1000 + 10500 + 125 + 400 + 2040), "options are in no sum"


def test_the_rfp_says_how_lines_are_priced(driven):
    html = (driven / "rfp/rfp.html").read_text()
    for words in (
        "How the lines are priced",
        "each unit costs the price of the tier that it falls into",
        "counted at 4% more than the year before (expected 5%, capped)",
        "Costs that the buyer adds",
        "a new supplier",
        "Volumes of the last year by scenario",
        "Optional lines and quantities",
        "can change which of the others wins",
    ):
        assert words in html, words
    assert "Borealis" not in html


def test_costs_added_to_a_vendor_that_is_not_there(cli, folder):
    path = folder / "procurement.yaml"
    text = path.read_text()
    path.write_text(text[: text.index("price:")] + PRICE.replace("[borealis]", "[boreal]"))
    found = cli("cost", folder, "--format", "json").finding("procurement.buyer-cost")
    assert "'boreal'" in found["message"]


def test_before_any_price(cli, folder):
    ran = cli("cost", folder)
    assert (ran.code, "no price" in ran.out) == (0, True)
    assert cli("cost", folder, "--rate", "0.03").code == 2
    assert cli("cost", folder.parent / "nowhere", "--format", "json").finding("folder.missing")
