"""The spreadsheet that the costs of the sample procurement are held against: live formulas, no code of ours.

Quantities, rates and growth stand in it as the buyer wrote them, unit prices as the vendors did; every cost
is a formula. Run ``python tests/cost/spreadsheet.py`` after a change of the sample's prices, quantities or
volumes: it writes the formulas and has LibreOffice calculate them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import yaml
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "examples" / "community-hospital-pacs"
KEPT = HERE / "sample_cost.xlsx"
FIRST = 6


def unit_prices(workbook: Path) -> dict[str, dict[int, float]]:
    """What a vendor wrote, by line and year; a word, such as included, is 0."""
    found: dict[str, dict[int, float]] = {}
    for sheet in openpyxl.load_workbook(workbook, data_only=True):
        head = next((r for r in sheet.iter_rows(max_row=60) if any(c.value == "ve:price0" for c in r)), None)
        if head is None:
            continue
        years = {c.column: int(c.value[8:]) for c in head if str(c.value).startswith("ve:price")}
        for row in sheet.iter_rows(min_row=head[0].row + 1):
            cells = {years[c.column]: c.value for c in row if c.column in years}
            if isinstance(row[0].value, str):
                found[row[0].value] = {y: x for y, x in cells.items() if isinstance(x, int | float)}
    return found


def write(path: Path) -> None:
    procurement = yaml.safe_load((SAMPLE / "procurement.yaml").read_text(encoding="utf-8"))
    book = openpyxl.Workbook()
    book.remove(book.active)
    _volumes(book.create_sheet("volumes"), procurement)
    for vendor in procurement["vendors"]:
        prices = unit_prices(SAMPLE / "inbox" / f"{vendor['id']}-price.xlsx")
        _vendor(book.create_sheet(vendor["id"]), vendor["name"], procurement["price"], prices)
    book.save(path)


def _volumes(sheet: Worksheet, procurement: dict) -> None:
    """Studies by modality and year; their sum over the years of operation stands in B1."""
    years = range(len(procurement["price"]["lines"][0]["quantity"]))
    sheet.append(["studies of operation"])
    sheet.append(["modality", "a year", "growth percent", *(f"year {t}" for t in years)])
    for n, v in enumerate(procurement["volumes"], start=3):
        grown = [f"=$B{n}*(1+$C{n}/100)^{t}" for t in years]
        sheet.append([v["modality"], v["studies_per_year"], v.get("growth_percent", 0), *grown])
    last = get_column_letter(3 + len(years))
    sheet["B1"] = f"=SUM(E3:{last}{sheet.max_row})"


def _vendor(sheet: Worksheet, name: str, rule: dict, prices: dict[str, dict[int, float]]) -> None:
    lines = rule["lines"]
    years = range(len(lines[0]["quantity"]))
    quantity, price, cost = 3, 3 + len(years), 3 + 2 * len(years)
    sheet.append([name])
    sheet.append(["discount percent", rule["discount_percent"]])
    sheet.append(["net present cost"])
    sheet.append(["cost of a study"])
    heads = [f"{what} {t}" for what in ("quantity", "unit price", "cost") for t in years]
    sheet.append(["line", "unit", *heads])
    for n, line in enumerate(lines, start=FIRST):
        given = prices.get(line["id"], {})
        product = [
            f"=ROUND({get_column_letter(quantity + t)}{n}*{get_column_letter(price + t)}{n},2)" for t in years
        ]
        sheet.append(
            [line["id"], line["unit"], *line["quantity"], *(given.get(t, 0) for t in years), *product]
        )
    last = FIRST + len(lines) - 1
    for t in years:
        letter = get_column_letter(cost + t)
        sheet[f"{letter}{last + 1}"] = f"=SUM({letter}{FIRST}:{letter}{last})"
        sheet[f"{letter}{last + 2}"] = f"={letter}{last + 1}/(1+$B$2/100)^{t}"
    ends = [get_column_letter(cost), get_column_letter(cost + len(years) - 1)]
    sheet[f"A{last + 1}"], sheet[f"A{last + 2}"] = "sum of the year", "present value"
    sheet["B3"] = f"=ROUND(SUM({ends[0]}{last + 2}:{ends[1]}{last + 2}),2)"
    sheet["B4"] = f"=ROUND(SUM({ends[0]}{last + 1}:{ends[1]}{last + 1})/volumes!$B$1,2)"


def recalculated(path: Path, folder: Path, soffice: str) -> Path:
    """``path`` calculated by LibreOffice, in ``folder``; formulas stay formulas."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    after = folder / "after"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(after), str(path)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return after / path.name


def figures(path: Path) -> dict[str, dict[str, object]]:
    """By vendor name: net present cost, cost of a study, costs by year and by line and year."""
    found = {}
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets[1:]:
        head = [c.value for c in sheet[FIRST - 1]]
        at = [i for i, word in enumerate(head) if str(word).startswith("cost ")]
        rows = {r[0]: [r[i] for i in at] for r in sheet.iter_rows(min_row=FIRST, values_only=True)}
        by_year = rows.pop("sum of the year")
        rows.pop("present value")
        found[sheet["A1"].value] = {
            "net_present_cost": sheet["B3"].value,
            "cost_per_study": sheet["B4"].value,
            "by_year": by_year,
            "lines": rows,
        }
    return found


def main() -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is needed to calculate the spreadsheet")
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / KEPT.name
        write(bare)
        KEPT.write_bytes(recalculated(bare, Path(folder), soffice).read_bytes())


if __name__ == "__main__":
    main()
