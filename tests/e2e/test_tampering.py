"""Each way to tamper with a workbook has its own Finding, with sheet and cell and what to do about it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from filling import BID, OFFER, cell, fill
from openpyxl.workbook import Workbook

AT = "2030-01-30T12:00"
ALL = ("G-1", "I-1", "T-1", "T-2", "U-1")


def other_words(book: Workbook) -> None:
    at = cell(book, "T-2", "answer")
    at.parent.cell(at.row, 6).value = "The service is available as far as possible."


def moved_rows(book: Workbook) -> None:
    """G-1 below T-2, with all that belongs to the row."""
    sheet = cell(book, "G-1", "answer").parent
    first = cell(book, "G-1", "answer").row
    rows = [[c.value for c in sheet[first + n]] for n in range(3)]
    for n, values in enumerate([rows[1], rows[2], rows[0]]):
        for column, value in enumerate(values, start=1):
            sheet.cell(first + n, column).value = value


def deleted_row(book: Workbook) -> None:
    at = cell(book, "T-2", "answer")
    at.parent.delete_rows(at.row)


def other_id(book: Workbook) -> None:
    at = cell(book, "T-2", "answer")
    at.parent.cell(at.row, 1).value = "T-7"


def no_id(book: Workbook) -> None:
    at = cell(book, "T-2", "answer")
    at.parent.cell(at.row, 1).value = None


def swapped_ids(book: Workbook) -> None:
    a, b = cell(book, "T-1", "answer"), cell(book, "T-2", "answer")
    a.parent.cell(a.row, 1).value, b.parent.cell(b.row, 1).value = "T-2", "T-1"


def other_mark(book: Workbook) -> None:
    at = cell(book, "T-2", "answer")
    at.parent.cell(at.row, 2).value = "0123456789abcdef"


def formula(book: Workbook) -> None:
    cell(book, "T-2", "answer").value = "=99+0.5"


def price_in_comment(book: Workbook) -> None:
    cell(book, "T-2", "comment").value = "for 12,000 USD more also 99.9"


class Kind(NamedTuple):
    """What was done, what is said of it and where, and which answers cannot be read afterwards."""

    change: Callable[[Workbook], None]
    code: str
    severity: str
    where: str
    lost: tuple[str, ...] = ()


KINDS = [
    Kind(other_words, "form.text-changed", "warning", "Technology!F6"),
    Kind(moved_rows, "form.row-moved", "warning", "Technology!D6"),
    Kind(deleted_row, "form.row-missing", "error", "Technology!D6", ("T-2",)),
    Kind(other_id, "form.id-changed", "error", "Technology!A6", ("T-2",)),
    Kind(no_id, "form.id-changed", "error", "Technology!A6", ("T-2",)),
    Kind(swapped_ids, "form.row-mixed", "error", "Technology!D5", ("T-1", "T-2")),
    Kind(formula, "form.formula", "error", "Technology!H6", ("T-2",)),
    Kind(price_in_comment, "bid.price-in-response", "error", "Technology!J6"),
]


def kept(folder: Path) -> list[str]:
    bids = folder / "bids"
    return sorted(str(p.relative_to(bids)) for p in bids.rglob("*") if p.is_file()) if bids.exists() else []


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.change.__name__)
def test_each_kind(cli, issued, tmp_path, kind):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID, change=kind.change)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    (finding,) = ran.findings
    assert (finding["code"], finding["severity"]) == (kind.code, kind.severity)
    assert finding["where"] == f"bid.xlsx {kind.where}"
    assert kind.where in finding["message"]
    assert re.search(r"ask the (vendor|sender)|compare it|decide by the rules", finding["hint"])
    assert ran.code == (1 if kind.severity == "error" else 0)
    assert kept(issued) == ["aurora/response-v1.json", "aurora/response-v1.xlsx"]
    assert (issued / "bids/aurora/response-v1.xlsx").read_bytes() == file.read_bytes()
    answers = json.loads((issued / "bids/aurora/response-v1.json").read_text())["answers"]
    assert {i: a["state"] for i, a in answers.items()} == {
        i: "unreadable" if i in kind.lost else "answered" for i in ALL
    }


def test_a_row_pasted_from_another_workbook(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID, change=other_mark)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 0
    assert "Technology!D6" in ran.finding("form.mark-changed")["where"]
    answers = json.loads((issued / "bids/aurora/response-v1.json").read_text())["answers"]
    assert {i for i, a in answers.items() if a["state"] == "stale"} == {"T-2"}


def test_a_quantity_of_the_price_workbook(cli, issued, tmp_path):
    def fewer(book):
        at = cell(book, "LIC", "price0")
        at.parent.cell(at.row, at.column - 1).value = 1

    file = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER, change=fewer)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 0
    assert "LIC" in ran.finding("form.text-changed")["message"]
    assert kept(issued) == ["aurora/price-v1.json", "aurora/price-v1.xlsx"]


def test_another_rfps_workbook(cli, issued, tmp_path):
    other = shutil.copytree(issued, tmp_path / "other")
    path = other / "procurement.yaml"
    path.write_text(path.read_text().replace("MINI-1", "OTHER-7"))
    assert cli("rfp", other).code == 0
    file = fill(other / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    (finding,) = ran.findings
    assert (ran.code, finding["code"], finding["where"]) == (1, "form.other-rfp", "bid.xlsx")
    assert "OTHER-7" in finding["message"]
    assert "MINI-1" in finding["message"]
    assert "ask the vendor" in finding["hint"]
    assert kept(issued) == []


def test_another_rfps_workbook_with_our_id_on_it(cli, issued, tmp_path):
    """The property is forged; the hidden sheet still says whose it is."""
    other = shutil.copytree(issued, tmp_path / "other")
    path = other / "procurement.yaml"
    path.write_text(path.read_text().replace("MINI-1", "OTHER-7"))
    assert cli("rfp", other).code == 0

    def forged(book):
        del book.custom_doc_props["vendor_eval_rfp"]
        book.custom_doc_props.append(
            openpyxl.packaging.custom.StringProperty(name="vendor_eval_rfp", value="MINI-1")
        )

    file = fill(other / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID, change=forged)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 1
    assert ran.finding("form.facts-differ")["hint"]
    assert kept(issued) == ["aurora/response-v1.json", "aurora/response-v1.xlsx"]


@pytest.mark.parametrize("name", ["response", "price"])
def test_an_older_issues_workbook(cli, issued, tmp_path, name):
    answers = BID if name == "response" else OFFER
    file = fill(issued / f"rfp/{name}.xlsx", tmp_path / "bid.xlsx", answers)
    (issued / "weights.yaml").write_text("groups: {tech: 50, people: 20, cost: 40}\n")
    assert cli("rfp", issued, "--addendum", "x").code == 0
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    (finding,) = ran.findings
    assert (ran.code, finding["code"], finding["where"]) == (0, "bid.older-rfp", "bid.xlsx")
    assert "issue 1" in finding["message"]
    assert "send the vendor" in finding["hint"]
    assert kept(issued) == [f"aurora/{name}-v1.json", f"aurora/{name}-v1.xlsx"]


def test_every_kind_at_once_is_said_at_once(cli, issued, tmp_path):
    def everything(book):
        moved_rows(book)
        cell(book, "I-1", "comment").value = "USD 5,000 a year"
        cell(book, "U-1", "answer").value = "=1+1"

    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID, change=everything)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert {f["code"] for f in ran.findings} == {"form.row-moved", "form.formula", "bid.price-in-response"}


def test_the_very_cell_that_changed_is_named_with_what_was_sent(cli, issued, tmp_path):
    at = {}

    def fewer(book):
        price = cell(book, "LIC", "price0")
        at["place"] = price.parent.cell(price.row, price.column - 1)
        at["sent"], at["place"].value = at["place"].value, 7
        at["unit"] = cell(book, "FEE", "price1").parent.cell(cell(book, "FEE", "price1").row, 6)
        at["unit"].value = None

    file = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER, change=fewer)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    found = ran.finding("form.text-changed")
    place = f"Prices!{at['place'].coordinate}"
    assert found["where"] == f"p.xlsx {place}"
    assert f"LIC in {place} says “7”, sent was “{at['sent']}”" in found["message"]
    assert f"FEE in Prices!{at['unit'].coordinate} says nothing, sent was" in found["message"]


def test_every_cell_that_is_not_read_is_named_with_its_content(cli, issued, tmp_path):
    """A price of a year that is not asked, words on the first sheet, words in a total."""

    def beside(book):
        grey = next(c for row in book["Prices"].iter_rows() for c in row if c.value == "–")
        grey.value = 4321
        book["Start"]["E22"] = "5 percent off if you sign now"
        places.append(f"Prices!{grey.coordinate} “4321”")

    places = []
    file = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER, change=beside)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    places.append("Start!E22 “5 percent off if you sign now”")
    checked = cli("check", issued, "--format", "json")
    for findings in (ran.findings, checked.findings):
        said = " ".join(f["message"] for f in findings if f["code"] == "form.stray-cell")
        assert [p for p in places if p not in said] == []
    assert {f["code"] for f in ran.findings} == {"form.stray-cell"}


def test_money_beside_the_answers_is_withheld_and_told(cli, issued, tmp_path):
    def money(book):
        book.create_sheet("Angebot")["B2"] = "Sonderrabatt EUR 25.000"
        book["Start"]["E22"] = "all for 900 USD"
        book["Technology"]["P5"] = "EUR 77 a day"

    file = fill(issued / "rfp/response.xlsx", tmp_path / "bid.xlsx", BID, change=money)
    ran = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT, "--format", "json")
    assert ran.code == 1
    told = {f["where"] for f in ran.findings if f["code"] == "bid.price-in-response"}
    assert told == {f"bid.xlsx {place}" for place in ("Angebot!B2", "Start!E22", "Technology!P5")}
    assert "Start!E22 “all for [amount withheld]”" in str(ran.findings)
    assert [n for n in ("25.000", "900", "77 a day") if n in str(ran.findings)] == []


def test_a_workbook_as_it_was_sent_has_nothing_to_tell(cli, issued, tmp_path):
    for kind in ("response", "price"):
        ran = cli(
            "receive",
            issued,
            issued / f"rfp/{kind}.xlsx",
            "--vendor",
            "Aurora",
            "--at",
            AT,
            "--format",
            "json",
        )
        assert not [f for f in ran.findings if f["code"].startswith("form.")]
