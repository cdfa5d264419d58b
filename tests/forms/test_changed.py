"""Workbooks that were moved about, cut and written over: what still reads, and what is said of the rest."""

from __future__ import annotations

import re

import pytest
from forms.samples import Filled

from vendor_eval.forms.read._child import read


@pytest.fixture
def filled(blank):
    return Filled(blank)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "response.xlsx"


def codes(reading):
    return [f.code for f in reading.findings]


def cell(reading, row="DICOM-01", key="answer"):
    return reading.rows[row][key]


def test_reordered_and_renamed_sheets(filled, path):
    filled.answer("DICOM-01", "yes")
    sheet = filled.sheet_of("DICOM-01")
    sheet.title = "Our answers"
    filled.book.move_sheet(sheet, -1)
    reading = read(filled.save(path))
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("form.sheet-renamed", "error")
    assert "'Interoperability'" in finding.message
    assert "'Our answers'" in finding.message
    assert (cell(reading).text, cell(reading).where) == ("yes", "Our answers!H5")


def test_inserted_rows_and_columns(filled, path):
    filled.answer("DICOM-01", "yes")
    sheet = filled.sheet_of("DICOM-01")
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(1, 3)
    sheet.insert_cols(5, 2)
    reading = read(filled.save(path))
    assert (cell(reading).text, cell(reading).where) == ("yes", "Interoperability!J8")
    assert reading.findings == ()


def test_notes_in_an_added_column_or_row_are_named_not_read(filled, path):
    sheet = filled.sheet_of("DICOM-01")
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_cols(9)
    sheet["I5"] = "more"
    sheet["H4"] = "in the row of the intro"
    sheet["L6"] = "beyond"
    sheet["D40"] = "below"
    (finding,) = read(filled.save(path)).findings
    assert finding.code == "form.stray-cell"
    assert "H4, I5, L6, D40" in finding.message


def test_sorted_rows(filled, path):
    filled.answer("PERF-01", 99)
    filled.answer("SERV-01", "text")
    sheet = filled.sheet_of("PERF-01")
    rows = [[c.value for c in sheet[r]] for r in range(4, 8)]
    for at, values in zip(range(4, 8), reversed(rows), strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(at, column).value = value
    reading = read(filled.save(path))
    assert (cell(reading, "PERF-01").text, cell(reading, "SERV-01").text) == ("99", "text")
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("form.row-moved", "warning")


def test_rows_sorted_without_their_hidden_ids_are_not_read(filled, path):
    filled.answer("PERF-01", 99)
    sheet = filled.sheet_of("PERF-01")
    for column in range(4, 11):
        one, two = sheet.cell(4, column), sheet.cell(5, column)
        one.value, two.value = two.value, one.value
    reading = read(filled.save(path))
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("form.row-mixed", "error")
    assert {"PERF-01", "PERF-02"} == set(reading.lost)
    assert "PERF-02 for PERF-01" in finding.message


def test_a_rewritten_requirement_is_noticed(filled, path):
    filled.cell("PERF-01", "id").parent["F4"] = "Availability as far as possible"
    (finding,) = read(filled.save(path)).findings
    assert (finding.code, finding.severity) == ("form.text-changed", "warning")
    assert "PERF-01" in finding.message


def test_a_changed_quantity_is_noticed(blank_price, path):
    filled = Filled(blank_price)
    sheet = filled.sheet_of("LIC")
    sheet.cell(filled.cell("LIC", "id").row, filled.cell("LIC", "price1").column - 1).value = 1
    assert codes(read(filled.save(path))) == ["form.text-changed"]


def test_a_deleted_row(filled, path):
    sheet = filled.sheet_of("PERF-02")
    sheet.delete_rows(filled.cell("PERF-02", "id").row)
    reading = read(filled.save(path))
    (finding,) = reading.findings
    assert finding.code == "form.row-missing"
    assert "PERF-02" in finding.message
    assert sheet.title in finding.message
    assert set(reading.lost) == {"PERF-02"}


def test_a_row_that_occurs_twice(filled, path):
    sheet = filled.sheet_of("PERF-02")
    for column in range(1, 11):
        sheet.cell(12, column).value = sheet.cell(5, column).value
    reading = read(filled.save(path))
    assert [(f.code, f.severity) for f in reading.findings] == [("form.row-twice", "error")]
    assert "PERF-02" not in reading.rows
    assert "PERF-02" in reading.lost


def test_a_copied_sheet(filled, path):
    filled.book.copy_worksheet(filled.sheet_of("PERF-01"))
    reading = read(filled.save(path))
    assert codes(reading).count("form.row-twice") == 4
    assert set(reading.rows) == {"DICOM-01", "DICOM-02", "WEB-01"}


def test_a_missing_sheet_is_one_finding(filled, path):
    del filled.book[filled.sheet_of("PERF-01").title]
    reading = read(filled.save(path))
    (finding,) = reading.findings
    assert finding.code == "form.sheet-missing"
    assert "4 rows" in finding.message
    assert set(reading.lost) == {"PERF-01", "PERF-02", "SERV-01", "SERV-02"}


def test_a_missing_first_sheet(filled, path):
    filled.answer("DICOM-01", "yes")
    del filled.book["Start"]
    reading = read(filled.save(path))
    assert codes(reading) == ["form.sheet-missing"]
    assert (cell(reading).text, reading.fields) == ("yes", {})


def test_many_formulas_are_one_finding(blank, repacked, path):
    def change(xml):
        return re.sub(rb'<c r="(H\d+)" s="\d+"/>', rb'<c r="\1"><f>1</f><v>1</v></c>', xml)

    path.write_bytes(repacked(blank, {"xl/worksheets/sheet3.xml": change}))
    (finding,) = read(path).findings
    assert finding.severity == "warning"
    assert "H4, Performance" in finding.message


def test_a_lost_key_row_is_a_missing_sheet(filled, path):
    filled.sheet_of("PERF-01").delete_rows(2)
    reading = read(filled.save(path))
    assert codes(reading) == ["form.sheet-added", "form.sheet-missing"]
    assert "PERF-01" in reading.lost


@pytest.mark.parametrize(("column", "title"), [(8, "Your answer"), (10, "Your comment"), (2, "hidden marks")])
def test_a_missing_column(filled, path, column, title):
    sheet = filled.sheet_of("DICOM-01")
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.delete_cols(column)
    reading = read(filled.save(path))
    (finding,) = reading.findings
    assert finding.code == "form.column-missing"
    assert title in finding.message
    assert sheet.title in finding.message
    assert ("answer" in reading.rows["DICOM-01"]) == (column != 8)
    assert reading.marks["DICOM-01"] == reading.issued["DICOM-01"]


def test_a_missing_id_column_loses_the_sheet(filled, path):
    sheet = filled.sheet_of("PERF-01")
    sheet.delete_cols(1)
    reading = read(filled.save(path))
    assert "form.column-missing" in codes(reading)
    assert "form.sheet-missing" in codes(reading)


def test_a_column_that_occurs_twice(filled, path):
    filled.sheet_of("PERF-01")["K2"] = "ve:answer"
    reading = read(filled.save(path))
    assert codes(reading) == ["form.column-twice"]
    assert "answer" not in reading.rows["PERF-01"]


def test_an_added_sheet(filled, path):
    filled.book.create_sheet("Notes")["A1"] = "see here"
    assert codes(read(filled.save(path))) == ["form.sheet-added"]


def test_merged_cells(filled, path):
    filled.answer("PERF-01", 99)
    filled.sheet_of("PERF-01").merge_cells("H4:H5")
    reading = read(filled.save(path))
    assert [cell(reading, r).kind for r in ("PERF-01", "PERF-02", "SERV-01")] == ["merged", "merged", "blank"]
    (finding,) = reading.findings
    assert finding.code == "form.merged"
    assert "H4:H5" in finding.message


def test_formulas(filled, path, blank, repacked):
    filled.cell("PERF-01", "answer").value = "=90+9"
    reading = read(filled.save(path))
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("form.formula", "error")
    assert cell(reading, "PERF-01").kind == "formula_without_value"
    with_value = b'<c r="H4"><f>90+9</f><v>99</v></c>'

    def change(xml):
        return re.sub(rb'<c r="H4" s="\d+"/>', with_value, xml)

    path.write_bytes(repacked(blank, {"xl/worksheets/sheet3.xml": change}))
    reading = read(path)
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("form.formula", "warning")
    assert (cell(reading, "PERF-01").text, cell(reading, "PERF-01").formula) == ("99", True)
