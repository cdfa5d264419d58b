"""A procurement with every kind of price line, two offers, and the same in a spreadsheet with live formulas.

The spreadsheet knows nothing of the program: volumes, terabytes, users, tiers, rises, refresh, the buyer's own
costs and an exchange rate are formulas in it, for low, expected and high volumes. ``python
tests/cost/kinds.py`` writes ``kinds_cost.xlsx`` and has LibreOffice calculate it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
KEPT = HERE / "kinds_cost.xlsx"
YEARS, FIRST = range(5), 4
SCENARIOS = {"low": (-2, 0, 0), "expected": (0, 0, 0), "high": (3, 1, 1)}
"""Points a year that studies, megabytes and users depart from what is expected."""

PRICE = """price:
  discount_percent: 3.5
  term_years: 4
  lines:
    - {id: KIT, title: Hardware, unit: set, kind: one_off, units: 2, refresh_years: [3]}
    - {id: MIG, title: Migration, unit: "1,000 studies", kind: one_off, units: 1700}
    - {id: CARE, title: Support, unit: year, kind: yearly, index: {percent: 5, cap: 3}}
    - {id: STUDY, title: Study fee, unit: study, kind: per_study, tiers: [100000, 168000]}
    - {id: HOT, title: Fast storage, unit: TB, kind: per_tb, storage_tier: hot}
    - {id: COLD, title: Slow storage, unit: TB, kind: per_tb, storage_tier: cold, from_year: 0}
    - {id: ADD, title: Ingest, unit: TB, kind: per_tb, counts: added, tiers: [15], tiering: whole}
    - {id: USER, title: Ten users, unit: ten users, kind: per_user, per: 10}
    - {id: LINK, title: Interfaces, unit: interface, kind: per_interface, from_year: 0, to_year: 0}
    - {id: TRAIN, title: Training, unit: day, kind: one_off, units: 40}
    - {id: EXIT, title: Hand-over, unit: hand-over, kind: one_off, from_year: last}
    - {id: MORE, title: Portal, unit: year, kind: yearly, optional: true}
  buyer_costs:
    - {id: TEAM, title: Project team, by_year: [90000, 30000, 0, 0, 0]}
    - {id: OLD, title: Old system, by_year: [0, 70000, 0, 0, 0], vendors: [borealis], condition: a new supplier}
volumes:
  - {modality: CT, studies_per_year: 54000, mb_per_study: 280, growth_percent: 4, mb_growth_percent: 2}
  - {modality: CR, studies_per_year: 112000, mb_per_study: 22, growth_percent: 1}
sizing:
  retention_years: 2
  copies: 2
  compression: 2.5
  migrated_tb: 50
  storage_tiers: [{id: hot, years: 1}, {id: cold}]
  users: 120
  users_growth_percent: 3
  interfaces: 6
  low: {studies: -2}
  high: {studies: 3, mb_per_study: 1, users: 1}
"""
OPERATION = (1, 2, 3, 4)
ASKED: dict[str, tuple[int, ...]] = {
    **{"KIT": (0, 3), "MIG": (0,), "CARE": (1,), "COLD": tuple(YEARS), "LINK": (0,), "TRAIN": (0,)},
    **{"EXIT": (4,), "MORE": OPERATION, "HOT": OPERATION, "USER": OPERATION},
    **dict.fromkeys(("STUDY.1", "STUDY.2", "STUDY.3", "ADD.1", "ADD.2"), OPERATION),
}
OFFERS = {
    "aurora": (
        "USD",
        1,
        {
            **{"KIT": 81234.56, "MIG": 41.35, "CARE": 64321.09, "STUDY.1": 0.83, "STUDY.2": 0.61},
            **{"STUDY.3": 0.455, "HOT": 713.4, "COLD": 188.05, "ADD.1": 91.15, "ADD.2": 77.3},
            **{"USER": 1249.99, "LINK": 3875.5, "TRAIN": 890, "EXIT": 24500, "MORE": 9900},
        },
    ),
    "borealis": (
        "EUR",
        1.25,
        {
            **{"KIT": "included", "MIG": 33.33, "CARE": 99999.99, "STUDY.1": 0.5, "STUDY.2": 0.47},
            **{"STUDY.3": 0.31, "HOT": 655.55, "COLD": 201.7, "ADD.1": 60, "ADD.2": 59.95},
            **{"USER": "included", "LINK": 5120.25, "TRAIN": 1040, "EXIT": 18000, "MORE": 1},
        },
    ),
}
BUYER = {"TEAM": (90000, 30000, 0, 0, 0), "OLD": (0, 70000, 0, 0, 0)}
Quantity = Callable[[str, int], str]
"""The formula of a quantity: sheet of the volumes and year."""


def _at(row: int) -> Quantity:
    return lambda sheet, t: f"{sheet}!{get_column_letter(2 + t)}{row}"


STUDIES, ADDED, HOT, COLD, USERS = (_at(row) for row in (4, 5, 6, 7, 8))


def _graduated(low: float, high: float | None) -> Quantity:
    def formula(sheet: str, t: int) -> str:
        whole = f"ROUND({STUDIES(sheet, t)},0)"
        return f"MAX(0,{whole if high is None else f'MIN({whole},{high})'}-{low})"

    return formula


QUANTITIES: dict[str, Quantity] = {
    "KIT": lambda s, t: "2",
    "MIG": lambda s, t: "1700",
    "CARE": lambda s, t: f"1.03^{t - 1}",
    "STUDY.1": _graduated(0, 100000),
    "STUDY.2": _graduated(100000, 168000),
    "STUDY.3": _graduated(168000, None),
    "HOT": lambda s, t: f"ROUND({HOT(s, t)},2)",
    "COLD": lambda s, t: f"ROUND({COLD(s, t)},2)",
    "ADD.1": lambda s, t: f"IF(ROUND({ADDED(s, t)},2)<=15,ROUND({ADDED(s, t)},2),0)",
    "ADD.2": lambda s, t: f"IF(ROUND({ADDED(s, t)},2)>15,ROUND({ADDED(s, t)},2),0)",
    "USER": lambda s, t: f"ROUND({USERS(s, t)},0)/10",
    "LINK": lambda s, t: "6",
    "TRAIN": lambda s, t: "40",
    "EXIT": lambda s, t: "1",
}


def write(path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for scenario, points in SCENARIOS.items():
        _volumes(book.create_sheet(scenario), *points)
    for vendor, (_, rate, prices) in OFFERS.items():
        for scenario in SCENARIOS:
            _costs(book.create_sheet(f"{vendor} {scenario}"), scenario, vendor, rate, prices)
    book.save(path)


def _volumes(sheet: Worksheet, studies: float, mb: float, users: float) -> None:
    """Year t stands in row 1; nothing is rounded here."""
    sheet.append(["year", *YEARS])
    letters = [get_column_letter(2 + t) for t in YEARS]
    sheet.append(["CT", *(f"=54000*(1+(4+{studies})/100)^{x}$1" for x in letters)])
    sheet.append(["CR", *(f"=112000*(1+(1+{studies})/100)^{x}$1" for x in letters)])
    sheet.append(["studies", *(f"={x}2+{x}3" for x in letters)])
    sizes = [f"({x}2*280*(1+(2+{mb})/100)^{x}$1+{x}3*22*(1+{mb}/100)^{x}$1)" for x in letters]
    sheet.append(["TB added", *(f"={size}/10^6*2/2.5" for size in sizes)])
    sheet.append(["TB fast", 0, *(f"={x}5" for x in letters[1:])])
    sheet.append(["TB slow", 50, 50, *(f"=50+{x}5" for x in letters[1:-1])])
    sheet.append(["users", *(f"=120*(1+(3+{users})/100)^{x}$1" for x in letters)])


def _costs(sheet: Worksheet, scenario: str, vendor: str, rate: float, prices: dict) -> None:
    sheet.append(["net present cost"])
    sheet.append(["cost of a study"])
    sheet.append(["line", "unit price", "rate", *(f"year {t}" for t in YEARS)])
    for n, (line, quantity) in enumerate(QUANTITIES.items(), start=FIRST):
        price = prices[line] if isinstance(prices[line], float | int) else 0
        due = OPERATION if line == "CARE" else ASKED[line]
        cells = [f"=ROUND($B{n}*$C{n}*{quantity(scenario, t)},2)" if t in due else 0 for t in YEARS]
        sheet.append([line, price, rate, *cells])
    for name in ("TEAM", "OLD") if vendor == "borealis" else ("TEAM",):
        sheet.append([name, "", "", *BUYER[name]])
    last = sheet.max_row
    letters = [get_column_letter(4 + t) for t in YEARS]
    sheet.append(["sum", "", "", *(f"=SUM({x}{FIRST}:{x}{last})" for x in letters)])
    discounted = "+".join(f"{x}{last + 1}/1.035^{t}" for t, x in zip(YEARS, letters, strict=True))
    sheet["B1"] = f"=ROUND({discounted},2)"
    sheet["B2"] = f"=ROUND(SUM(D{last + 1}:H{last + 1})/SUM({scenario}!C4:F4),2)"


def figures(path: Path) -> dict[tuple[str, str], dict[str, object]]:
    """By vendor and scenario: net present cost, cost of a study, costs by year and by line."""
    found = {}
    for sheet in openpyxl.load_workbook(path, data_only=True):
        vendor, _, scenario = sheet.title.partition(" ")
        if not scenario:
            continue
        rows = {r[0]: list(r[3:8]) for r in sheet.iter_rows(min_row=FIRST, values_only=True)}
        by_year = [round(x, 2) for x in rows.pop("sum")]
        found[vendor, scenario] = {
            "net_present_cost": sheet["B1"].value,
            "cost_per_study": sheet["B2"].value,
            "by_year": by_year,
            "lines": rows,
        }
    return found


def main() -> None:
    sys.path.insert(0, str(HERE.parent))
    from cost.spreadsheet import recalculated

    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is needed to calculate the spreadsheet")
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / KEPT.name
        write(bare)
        KEPT.write_bytes(recalculated(bare, Path(folder), soffice).read_bytes())


if __name__ == "__main__":
    main()
