"""Each bad bid gets a Finding with its place and remedy; what the folder holds afterwards is checked."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from filling import BID, OFFER, cell, fill, place

AT = "2030-01-30T12:00"


def kept(folder: Path) -> list[str]:
    bids = folder / "bids"
    return sorted(str(p.relative_to(bids)) for p in bids.rglob("*") if p.is_file()) if bids.exists() else []


def state(folder: Path, criterion: str, version: int = 1) -> str:
    reading = json.loads((folder / f"bids/aurora/response-v{version}.json").read_text())
    return reading["answers"][criterion]["state"]


def formula(book, row, key="answer"):
    cell(book, row, key).value = "=1+1"


def other_sheet_name(book):
    book["Technology"].title = "Technik"


def without_row(book):
    found = cell(book, "T-2", "answer")
    found.parent.delete_rows(found.row)


def without_column(book):
    found = cell(book, "T-2", "answer")
    found.parent.delete_cols(found.column)


def merged(book):
    a, b = cell(book, "T-1", "answer"), cell(book, "T-2", "answer")
    a.parent.merge_cells(f"{a.coordinate}:{b.coordinate}")


def far_away(book):
    book["Technology"]["XFD1048576"] = "x"


# What stands in the answer to T-2 (a number of percent) or G-1 (yes or no), and what it becomes.
CELLS = [
    ("T-2", "about ninety-nine", "unreadable", 1),
    ("T-2", "None", "unreadable", 1),
    ("T-2", "no", "unreadable", 1),
    ("T-2", datetime(2030, 1, 1), "unreadable", 1),
    ("T-2", True, "unreadable", 1),
    ("T-2", 12, "unreadable", 1),
    ("T-2", -1, "unreadable", 1),
    ("T-2", "=99+0.5", "unreadable", 1),
    ("T-2", "N/A", "not_applicable", 0),
    ("T-2", "declined", "declined", 0),
    ("T-2", None, "unanswered", 0),
    ("G-1", "None", "unreadable", 1),
    ("G-1", "nein", "unreadable", 1),
    ("G-1", "no", "answered", 0),
    ("G-1", " YES ", "answered", 0),
    ("G-1", "N/A", "not_applicable", 0),
    ("T-1", "Full", "answered", 0),
    ("T-1", "fully", "unreadable", 1),
]


@pytest.mark.parametrize(("row", "value", "becomes", "code"), CELLS, ids=[f"{r}-{v}" for r, v, _, _ in CELLS])
def test_one_cell(cli, issued, tmp_path, row, value, becomes, code):
    blank = issued / "rfp/response.xlsx"
    file = fill(blank, tmp_path / "bid.xlsx", BID | {row: value})
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == code
    assert kept(issued) == ["aurora/response-v1.json", "aurora/response-v1.xlsx"]
    assert (issued / "bids/aurora/response-v1.xlsx").read_bytes() == file.read_bytes()
    assert state(issued, row) == becomes
    errors = [f for f in ran.findings if f["severity"] == "error"]
    assert len(errors) == code
    for f in errors:
        assert place(blank, row, "answer") in f["where"]
        assert any(way in f["hint"] for way in ("settle", "ask the vendor", "ask the sender"))


def test_nein_is_recognised_but_not_read(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID | {"G-1": "nein"})
    finding = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json").findings[0]
    assert "--value no" in finding["hint"]


def test_all_bad_cells_in_one_run(cli, issued, tmp_path):
    answers = {"G-1": "nein", "T-1": "some", "T-2": "much", "I-1": "here", "U-1": "x"}
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", answers)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert len([f for f in ran.findings if f["code"] == "bid.unreadable"]) == 3


@pytest.mark.parametrize(
    ("change", "code", "lost"),
    [
        (other_sheet_name, "form.sheet-renamed", []),
        (without_row, "form.row-missing", ["T-2"]),
        (without_column, "form.column-missing", ["G-1", "T-1", "T-2"]),
        (merged, "form.merged", ["T-1", "T-2"]),
        (far_away, "form.stray-cell", []),
    ],
    ids=lambda x: x.__name__ if callable(x) else None,
)
def test_a_damaged_form_is_stored_and_said(cli, issued, tmp_path, change, code, lost):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID, change=change)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 1
    finding = ran.finding(code)
    assert finding["where"]
    assert finding["hint"]
    assert kept(issued) == ["aurora/response-v1.json", "aurora/response-v1.xlsx"]
    for criterion in ("G-1", "T-1", "T-2"):
        assert state(issued, criterion) == ("unreadable" if criterion in lost else "answered"), criterion


def empty(path: Path) -> None:
    path.write_bytes(b"")


def no_zip(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 this is a brochure")


def old_excel(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096)


def bomb(path: Path) -> None:
    """About 1 MB that unfolds to 1 GB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        with z.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(1000):
                sheet.write(b" " * 1_000_000)


def plain_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("readme.txt", "hello")


def foreign(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "our own questionnaire"
    book.save(path)


@pytest.mark.parametrize(
    "make", [empty, no_zip, old_excel, bomb, plain_zip, foreign], ids=lambda f: f.__name__
)
def test_what_cannot_be_a_bid_leaves_the_bids_unchanged(cli, issued, tmp_path, make):
    file = tmp_path / "bid.xlsx"
    make(file)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 1
    assert ran.findings[0]["severity"] == "error"
    assert ran.findings[0]["hint"]
    assert "bid.xlsx" in ran.findings[0]["where"] + ran.findings[0]["message"]
    assert kept(issued) == []


@pytest.mark.parametrize("name", ["missing.xlsx", "~$bid.xlsx", "."])
def test_no_file_to_take_in(cli, issued, tmp_path, name):
    if name.startswith("~$"):
        (tmp_path / name).write_bytes(b"\x05Jane" + b" " * 100)
    ran = cli("receive", issued, tmp_path / name, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 1
    assert ran.findings[0]["hint"]
    assert kept(issued) == []


def test_another_rfps_workbook(cli, issued, tmp_path):
    import shutil

    other = shutil.copytree(issued, tmp_path / "other")
    (other / "procurement.yaml").write_text(
        (other / "procurement.yaml").read_text().replace("MINI-1", "OTHER-7")
    )
    assert cli("rfp", other).code == 0
    file = fill(other / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 1
    assert "OTHER-7" in ran.finding("form.other-rfp")["message"]
    assert kept(issued) == []


def test_unknown_vendor(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID)
    ran = cli("receive", issued, file, "--vendor", "Auroar", "--at", AT, "--format", "json")
    assert ran.code == 1
    assert "Aurora" in ran.finding("vendor.unknown")["hint"]
    assert kept(issued) == []


def test_a_vendor_called_con(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID)
    assert cli("receive", issued, file, "--vendor", "CON", "--new", "--at", AT).code == 0
    assert kept(issued) == ["vendor-con/response-v1.json", "vendor-con/response-v1.xlsx"]


def test_another_name_in_the_workbook_is_a_warning(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID, vendor="Borealis")
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 0
    finding = ran.finding("bid.other-vendor")
    assert finding["severity"] == "warning"
    assert "Borealis" in finding["message"]
    assert kept(issued)


@pytest.mark.parametrize("text", ["1,200,000 USD", "€ 950", "price: $1.2m"])
def test_a_price_in_the_response(cli, issued, tmp_path, text):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID | {"I-1": f"hosted, {text}"})
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 1
    finding = ran.finding("bid.price-in-response")
    assert "Technology!" in finding["where"]
    assert text not in finding["message"]


@pytest.mark.parametrize(
    ("value", "becomes", "code"),
    [
        ("free", "unreadable", 1),
        (-5, "unreadable", 1),
        ("included", "included", 0),
        (None, "empty", 0),
        (0, "priced", 0),
    ],
)
def test_one_price(cli, issued, tmp_path, value, becomes, code):
    file = fill(issued / "rfp/price.xlsx", tmp_path / "bid.xlsx", OFFER | {("LIC", 0): value})
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == code
    reading = json.loads((issued / "bids/aurora/price-v1.json").read_text())
    assert reading["lines"]["LIC"][0]["state"] == becomes


def test_a_price_left_empty_that_others_filled_is_not_comparable(cli, bid, tmp_path):
    file = fill(bid / "rfp/price.xlsx", tmp_path / "p2.xlsx", OFFER | {("LIC", 0): None})
    assert cli("receive", bid, file, "--vendor", "Aurora", "--at", AT).code == 0
    findings = cli("check", bid, "--format", "json").findings
    found = [f for f in findings if "LIC" in f["message"] and "Borealis" in f["message"]]
    assert found
    assert found[0]["severity"] == "warning"


def test_a_missing_score_is_found_at_collection(cli, bid, tmp_path):
    file = fill(bid / "sheets/ann.xlsx", tmp_path / "ann.xlsx", {"U-1|aurora": 4}, key="score")
    ran = cli("collect", bid, file, "--format", "json")
    assert ran.code == 1
    assert "ann.xlsx People" in ran.finding("score.missing")["where"]
    assert cli("rank", bid, "--format", "json").code == 1


@pytest.mark.parametrize("value", [7, -1, "good"])
def test_a_score_off_the_scale(cli, bid, tmp_path, value):
    scores = {"U-1|aurora": value, "U-1|borealis": 3}
    file = fill(bid / "sheets/ann.xlsx", tmp_path / "ann.xlsx", scores, key="score")
    ran = cli("collect", bid, file, "--format", "json")
    assert ran.code == 1
    assert any("!" in f["where"] and f["hint"] for f in ran.findings)


def test_score_sheets_hold_no_price(bid):
    import openpyxl

    for path in (bid / "sheets").glob("*.xlsx"):
        text = " ".join(
            str(c.value)
            for sheet in openpyxl.load_workbook(path)
            for row in sheet.iter_rows()
            for c in row
            if c.value
        )
        assert "1000" not in text
        assert "LIC" not in text
        assert "One list for each subspecialty." in text
        assert "lists that balance the load" in text
