"""Workbooks from anywhere, honest and hostile."""

from __future__ import annotations

import datetime
import io
import random
import re
import zipfile

import openpyxl
import pytest
from peak import at_most

from vendor_eval.forms.read import _child, any_workbook
from vendor_eval.forms.read.dropdowns import first_sheet
from vendor_eval.workspace.tables.problem_xlsx import read_xlsx

ROWS = [
    ["id", "dicom", "price"],
    ["direction", "max", "min"],
    ["weight", 0.4, 0.6],
    ["Aurora", 80, 1200000.5],
    ["Borealis", 70, 950000],
]


def book(*changes, rows=ROWS):
    """The bytes of a workbook with ROWS on its first sheet; ``changes`` are (cell, value) pairs."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Bids"
    for row in rows:
        sheet.append(row)
    for cell, value in changes:
        sheet[cell] = value
    workbook.create_sheet("Other")["A1"] = "not read"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def replaced(raw, part, data):
    """The workbook with other bytes in one of its parts."""
    source, written = zipfile.ZipFile(io.BytesIO(raw)), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, data if name == part else source.read(name))
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def sheet_of(raw):
    return zipfile.ZipFile(io.BytesIO(raw)).read(SHEET)


@pytest.fixture
def read(tmp_path):
    """Read the bytes of a workbook as a problem."""

    def go(raw):
        path = tmp_path / "t.xlsx"
        path.write_bytes(raw)
        return read_xlsx(path)

    return go


def places(findings):
    return [(f.code, f.where) for f in findings]


def test_a_workbook(read):
    problem, findings = read(book())
    assert not findings
    assert problem.alternatives == ("Aurora", "Borealis")
    assert problem.matrix == ((80, 1200000.5), (70, 950000))
    assert [(c.id, c.direction, c.weight) for c in problem.criteria] == [
        ("dicom", "max", 0.4),
        ("price", "min", 0.6),
    ]


def test_numbers_and_line_breaks_in_names(read):
    problem, _ = read(book(("A4", 2024), ("B1", "DICOM\nscore"), ("A6", "group"), ("B6", "technical")))
    assert problem.alternatives == ("2024", "Borealis")
    assert [(c.id, c.group) for c in problem.criteria] == [("DICOM score", "technical"), ("price", None)]


def test_every_cell_that_is_no_number_is_named(read):
    problem, findings = read(
        book(
            ("B4", "80"),
            ("C4", "N/A"),
            ("B5", datetime.date(2026, 1, 5)),
            ("C5", True),
            ("A6", "Cirrus"),
            ("C6", "=B4*2"),
            ("A7", "Dione"),
            ("B7", datetime.time(1, 30)),
            ("C7", "#DIV/0!"),
            ("A8", "Eos"),
            ("B8", "1,5"),
            ("C8", "="),
            ("B3", "0.4"),
        )
    )
    assert problem is None
    cells = ["B3", "B4", "C4", "B5", "C5", "B6", "C6", "B7", "C7", "B8", "C8"]
    assert [f.where for f in findings] == [f"t.xlsx Bids!{cell}" for cell in cells]
    said = {f.where.split("!")[1]: f.message for f in findings}
    assert said["B4"] == "Aurora / dicom: '80' is stored as text, not as a number"
    assert said["B8"] == "Eos / dicom: '1,5' is stored as text, not as a number"
    assert said["B5"] == "Borealis / dicom: 2026-01-05 00:00:00 is a date or time, not a number"
    assert said["C5"] == "Borealis / price: true is no number"
    assert said["B6"] == "Cirrus / dicom: no value is given"
    assert said["C6"] == "Cirrus / price: the formula has no stored result"


def test_a_formula_counts_by_its_stored_result(read):
    raw = book(("B4", "=40*2"))
    stored = re.sub(rb"(<f>40\*2</f>)<v ?/?>(</v>)?", rb"\1<v>80</v>", sheet_of(raw))
    problem, findings = read(replaced(raw, SHEET, stored))
    assert not findings
    assert problem.matrix[0][0] == 80


def test_formulas_in_the_header(read):
    _, findings = read(book(("B1", "=A1"), ("B2", "=A1")))
    assert places(findings) == [("problem.name", "t.xlsx Bids!B1"), ("problem.direction", "t.xlsx Bids!B2")]


def test_missing_rows_and_a_value_beside_the_table(read):
    _, findings = read(book(rows=[ROWS[0], ROWS[3]]))
    assert [f.code for f in findings] == ["problem.missing-row"] * 2
    _, findings = read(book(("D4", 7)))
    assert places(findings) == [("problem.ragged", "t.xlsx Bids!A4")]
    _, findings = read(book(rows=[]))
    assert places(findings) == [("problem.empty", "t.xlsx Bids")]


@pytest.mark.parametrize("cell", ["XFD1048576", "XFD1", "A1048576", "A15000", "AAA4"])
def test_a_cell_far_away_is_found_at_once(read, cell):
    content = book((cell, 1))
    with at_most(50):
        problem, findings = read(content)
    assert problem is None
    assert [f.code for f in findings] == ["problem.too-large"]


def test_formatted_empty_cells_below_do_no_harm(read):
    workbook = openpyxl.load_workbook(io.BytesIO(book()))
    workbook["Bids"]["C9000"].number_format = "0.00"
    written = io.BytesIO()
    workbook.save(written)
    assert read(written.getvalue())[0] is not None


@pytest.mark.parametrize("size, entries", [(100_000_000, 1), (5_000_000, 1), (10, 2001)])
def test_parts_that_are_blown_up_or_too_many(read, size, entries):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(entries):
            archive.writestr(f"part{i}", b"0" * size)
    with at_most(5):  # it is not unpacked to find out
        findings = read(written.getvalue())[1]
    assert places(findings) == [("problem.too-large", "t.xlsx")]


@pytest.mark.parametrize(
    "raw",
    [
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512),
        b"PK\x03\x04" + bytes(64),
        b"id,a\n",
        replaced(book(), SHEET, b"<worksheet"),
        replaced(book(), "xl/workbook.xml", b"<workbook/>"),
        replaced(book(), "[Content_Types].xml", b"<Types/>"),
        replaced(
            book(), SHEET, b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + sheet_of(book())
        ),
        replaced(book(), SHEET, sheet_of(book()).replace(b"<v>80</v>", b"<v>" + b"9" * 5000 + b"</v>")),
    ],
)
def test_what_is_no_sound_workbook(read, raw):
    problem, findings = read(raw)
    assert problem is None
    assert [f.code for f in findings] in (["problem.broken"], ["problem.not-a-number"])


def test_an_encrypted_part_is_refused(read):
    raw = bytearray(book())
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(header) + offset] |= 1
    assert "encrypted" in read(bytes(raw))[1][0].message


def test_damaged_workbooks_never_raise(read, monkeypatch):
    """Two hundred workbooks with a few bytes changed, in the archive and inside its parts."""
    monkeypatch.setattr(any_workbook, "read_in_child", lambda path, what: _child.tables(path, first_sheet))
    dice, sound = random.Random(7), book()
    parts = zipfile.ZipFile(io.BytesIO(sound)).namelist()
    for turn in range(200):
        part = dice.choice(parts)
        target = bytearray(sound if turn % 3 == 0 else zipfile.ZipFile(io.BytesIO(sound)).read(part))
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(target))
            target[at : at + dice.randint(0, 12)] = bytes(dice.choices(range(32, 127), k=dice.randint(0, 8)))
        raw = bytes(target) if turn % 3 == 0 else replaced(sound, part, bytes(target))
        problem, findings = read(raw)
        assert (problem is None) == any(f.severity == "error" for f in findings)
