"""letter clarification: true places, what stands there, and what else is to be asked."""

from __future__ import annotations

import re

import pytest
from filling import cell, place
from lxml import html
from steps import change, receive


@pytest.fixture
def asked(cli):
    """The cells of the letter's tables, row by row, as text."""

    def ask(folder, vendor="aurora"):
        ran = cli("letter", "clarification", folder, "--vendor", vendor, "--until", "2099-01-01T12:00")
        assert ran.code == 0, ran.err
        page = html.fromstring((folder / f"letters/clarification-{vendor}.html").read_text("utf-8"))
        rows = [
            [" ".join(c.text_content().split()) for c in row.xpath("./td | ./th")]
            for row in page.xpath("//tr")
        ]
        return [row for row in rows if row]

    return ask


def twice(book):
    """T-2 once more at the end, with another answer."""
    at = cell(book, "T-2", "answer")
    for column in range(1, 11):
        at.parent.cell(at.row + 1, column).value = at.parent.cell(at.row, column).value
    at.parent.cell(at.row + 1, at.column).value = 99.9


def test_a_row_without_its_id_shows_the_true_cell(cli, issued, tmp_path, asked):
    def other_id(book):
        at = cell(book, "T-2", "answer")
        at.parent.cell(at.row, 1).value = "T-7"

    receive(cli, issued, tmp_path, {}, change=other_id)
    where = place(issued / "rfp/response.xlsx", "T-2", "answer")
    (row,) = [r for r in asked(issued) if r[0].startswith("T-2")]
    assert where in row[0]
    assert row[1] == "99.5"


def test_a_row_that_occurs_twice_shows_both(cli, issued, tmp_path, asked):
    receive(cli, issued, tmp_path, {}, change=twice)
    rows = asked(issued)
    (row,) = [r for r in rows if r[0].startswith("T-2")]
    assert place(issued / "rfp/response.xlsx", "T-2", "answer") in row[0]
    assert row[1] == "99.5 | 99.9"
    assert [r[2] for r in rows if "occurs 2 times" in r[1]] == ["Which of them counts?"]


def test_a_formula_is_called_so(cli, issued, tmp_path, asked):
    receive(cli, issued, tmp_path, {"T-2": "=99+0.5"})
    (row,) = [r for r in asked(issued) if r[0].startswith("T-2")]
    assert row[1] == "a formula without a calculated value"


def test_what_check_says_to_ask_stands_under_other_points(cli, issued, tmp_path, asked):
    def tampered(book):
        at = cell(book, "T-2", "answer")
        at.parent.cell(at.row, 6).value = "As far as possible."
        book.create_sheet("Annex")["B2"] = "see there"
        book["Start"]["E22"] = "a word beside"

    def fewer(book):
        at = cell(book, "LIC", "price0")
        at.parent.cell(at.row, at.column - 1).value = 7

    receive(cli, issued, tmp_path, {}, change=tampered)
    receive(cli, issued, tmp_path, {}, kind="price", change=fewer)
    change(issued, "procurement.yaml", "unit: licence", "unit: named user")
    assert cli("rfp", issued, "--addendum", "who is counted").code == 0
    rows = asked(issued)
    said = {r[1]: r[2] for r in rows if len(r) == 3}
    for words, ask in (
        ("says “As far as possible.”, sent was", "Why was it changed?"),
        ("the sheet 'Annex' is not part of the form", "What is it for?"),
        ("Start!E22 “a word beside”", "What is it for?"),
        ("says “7”, sent was", "Why was it changed?"),
        ("riced before addendum 1 changed", "Do these prices hold"),
    ):
        assert [a for found, a in said.items() if words in found and a.startswith(ask)], words


def test_a_typo_in_a_row_is_one_finding_and_one_row(cli, issued, tmp_path, asked):
    ran = receive(cli, issued, tmp_path, {("FEE", 1): "1.250", ("FEE", 2): "1.250"}, kind="price")
    found = ran.finding("price.unreadable")
    assert ", years 1, 2: “1.250” in Prices!" in found["message"]
    assert re.search(r"--criterion FEE:1 .*; likewise FEE:2", found["hint"])
    receive(cli, issued, tmp_path, {})
    (row,) = [r for r in asked(issued) if r[0].startswith("FEE")]
    assert row[1:3] == ["1, 2", "1.250"]
