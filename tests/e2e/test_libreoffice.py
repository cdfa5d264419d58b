"""A vendor who fills in with LibreOffice is read like one whose workbook was filled in by other means."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from filling import BID, OFFER, fill
from sample import fill_uno

from vendor_eval.forms.read.form import read_form

AT = "2030-01-30T12:00"
DECLARED = {
    "vendor": "Aurora",
    "product": "Aurora Suite",
    "version": "11",
    "no_conflict": "yes",
    "no_collusion": "yes",
    "no_exclusion": "yes",
    "true_answers": "yes",
    "signed_by": "The manager",
    "signed_on": "2030-01-29",
}
ODD = "=1+1 | <b> “quoted” 漢字 🙂\nsecond line"


@pytest.fixture
def typed_in(uno, issued, tmp_path):
    """The workbooks of the mini procurement, filled in cell by cell in LibreOffice."""
    places = read_form(issued / "rfp/response.xlsx")
    prices = read_form(issued / "rfp/price.xlsx")
    cells = {places.fields[key].where: value for key, value in DECLARED.items()}
    cells |= {places.rows[row]["answer"].where: value for row, value in BID.items()}
    cells[places.rows["U-1"]["comment"].where] = ODD
    offered = {prices.rows[line][f"price{year}"].where: value for (line, year), value in OFFER.items()}
    jobs = [
        fill_uno.Job(issued / "rfp/response.xlsx", tmp_path / "typed-r.xlsx", cells),
        fill_uno.Job(issued / "rfp/price.xlsx", tmp_path / "typed-p.xlsx", offered),
    ]
    fill_uno.fill_all(jobs)
    return tmp_path


def by_openpyxl(issued: Path, folder: Path) -> None:
    def details(book):
        fields = {r[0].value: r[2] for r in book.worksheets[0].iter_rows() if r[0].value}
        for key, value in DECLARED.items():
            fields[key].value = value
        from filling import cell

        comment = cell(book, "U-1", "comment")
        comment.value = ODD
        comment.data_type = "s"

    fill(issued / "rfp/response.xlsx", folder / "r.xlsx", BID, change=details)
    fill(issued / "rfp/price.xlsx", folder / "p.xlsx", OFFER)


def test_the_same_bid_whatever_it_was_filled_in_with(cli, issued, typed_in, tmp_path):
    by_openpyxl(issued, tmp_path)
    for name, vendor in (("typed-r", "Aurora"), ("typed-p", "Aurora"), ("r", "Borealis"), ("p", "Borealis")):
        ran = cli(
            "receive", issued, tmp_path / f"{name}.xlsx", "--vendor", vendor, "--at", AT, "--format", "json"
        )
        assert ran.code == 0
        assert {f["code"] for f in ran.findings} <= {"bid.other-vendor", "price.no-currency"}
    for kind in ("response", "price"):
        read = [
            json.loads((issued / f"bids/{v}/{kind}-v1.json").read_text("utf-8"))
            for v in ("aurora", "borealis")
        ]
        for one in read:
            for aside in ("receipt", "findings"):
                del one[aside]
        assert read[0] == read[1]
        if kind == "response":
            assert read[0]["answers"]["U-1"]["comment"] == ODD
            assert read[0]["product"] == "Aurora Suite 11"


def test_open_cells_are_counted_as_they_are_filled_in(issued, typed_in):
    """The counts of the start sheet are formulas; LibreOffice has worked them out."""
    book = openpyxl.load_workbook(typed_in / "typed-r.xlsx", data_only=True)
    (whole,) = [r for r in book["Start"].iter_rows(values_only=True) if r[1] == "All sheets"]
    assert whole[3:6] == (5, 0, 0)
    empty = openpyxl.load_workbook(issued / "rfp/response.xlsx", data_only=True)
    (whole,) = [r for r in empty["Start"].iter_rows(values_only=True) if r[1] == "All sheets"]
    assert whole[3:6] == (5, 4, 1)


def test_a_locked_cell_cannot_be_typed_into(issued, typed_in, tmp_path):
    job = fill_uno.Job(issued / "rfp/response.xlsx", tmp_path / "x.xlsx", {("Technology", 6, 6): "else"})
    with pytest.raises(RuntimeError):
        fill_uno.fill_all([job])
