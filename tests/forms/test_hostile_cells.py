"""Workbooks whose parts are sound and whose cells are not."""

from __future__ import annotations

import re

import pytest
from forms.samples import Filled
from peak import at_most

from vendor_eval.forms.read import _child
from vendor_eval.forms.read.form import read_form

SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "response.xlsx"


def test_a_cell_in_the_last_corner_is_named_and_not_reached_for(path, blank):
    filled = Filled(blank)
    filled.answer("DICOM-01", "yes")
    filled.sheet_of("DICOM-01")["XFD1048576"] = "boo"
    filled.book["Start"]["XFD1048576"] = 1
    filled.save(path)
    with at_most(200):
        reading = read_form(path)
    assert reading.rows["DICOM-01"]["answer"].text == "yes"
    assert [f.code for f in reading.findings] == ["form.stray-cell"] * 2
    assert all("XFD1048576" in f.message for f in reading.findings)


def test_a_sheet_merged_from_corner_to_corner(path, blank, repacked):
    def merge(xml):
        return xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )

    path.write_bytes(repacked(blank, {"xl/worksheets/sheet3.xml": merge}))
    reading = read_form(path)
    assert {f.code for f in reading.findings} == {"form.merged"}
    assert reading.rows["PERF-01"]["answer"].kind == "merged"


def cells(count, of=b'<c r="%s%d"><v>1</v></c>'):
    rows = b"".join(
        b'<row r="%d">' % r + b"".join(of % (c, r) for c in (b"A", b"B", b"C", b"D")) + b"</row>"
        for r in range(1, count // 4 + 1)
    )
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<worksheet " + space + b"><sheetData>" + rows + b"</sheetData></worksheet>"


def test_more_cells_than_a_person_fills_in(path, blank, repacked, monkeypatch):
    from vendor_eval.forms.read import cells as module

    monkeypatch.setattr(module, "LIMITS", module.Limits(cells=1000))
    path.write_bytes(repacked(blank, {SHEET: cells(2000)}))
    reading = _child.read(path)
    assert [f.code for f in reading.findings] == ["form.too-large"]


def test_more_text_than_a_person_writes(path, blank, repacked, monkeypatch):
    from vendor_eval.forms.read import archive_parts

    monkeypatch.setattr(archive_parts, "MAX_TEXT", 1000)
    path.write_bytes(blank)
    assert [f.code for f in _child.read(path).findings] == ["form.too-large"]


def test_one_text_shown_in_very_many_cells_is_counted_each_time(path, blank, repacked, monkeypatch):
    from vendor_eval.forms.read import archive_parts

    path.write_bytes(repacked(blank, {SHEET: cells(4000, b'<c r="%s%d" t="s"><v>0</v></c>')}))
    monkeypatch.setattr(archive_parts, "MAX_TEXT", 20_000)
    assert [f.code for f in _child.read(path).findings] == ["form.too-large"]


@pytest.mark.parametrize("style", [b"99999999", b"-1", b"x"])
def test_styles_that_are_not_there(path, blank, repacked, style):
    change = {
        SHEET: lambda xml: re.sub(rb'<c r="H5" s="\d+"/>', b'<c r="H5" s="' + style + b'"><v>1</v></c>', xml)
    }
    path.write_bytes(repacked(blank, change))
    assert read_form(path).rows["DICOM-01"]["answer"].text == "1"


@pytest.mark.parametrize(
    "value",
    [b"1e999", b"nan", b"0x10", b"1_000", b"9" * 5000, b"inf", b"1e308"],
    ids=lambda v: v[:8].decode(),
)
def test_numbers_that_are_none(path, blank, repacked, value):
    change = {SHEET: lambda xml: re.sub(rb'<c r="H5" s="\d+"/>', b'<c r="H5"><v>' + value + b"</v></c>", xml)}
    path.write_bytes(repacked(blank, change))
    assert read_form(path).rows["DICOM-01"]["answer"].kind == "error"


def test_macros_links_and_what_is_not_read(path, blank, repacked):
    extra = {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": b"<x/>",
        "xl/media/image1.png": b"x",
        "xl/comments1.xml": b"<x/>",
    }
    path.write_bytes(repacked(blank, extra))
    reading = read_form(path)
    assert not reading.refused
    assert {f.code: f.severity for f in reading.findings} == {
        "form.macros": "error",
        "form.external-links": "warning",
        "form.not-read": "warning",
    }


@pytest.mark.parametrize(
    "facts",
    [
        "",
        "null",
        "[]",
        '{"sheets": 1}',
        "[" * 100_000,
        '{"properties":{},"sheets":[{}],"start":{"size":[1,2]}}',
    ],
)
def test_forged_facts_are_no_facts(path, blank, facts):
    filled = Filled(blank)
    filled.book.worksheets[-1]["A2"] = facts[:32_000]
    reading = read_form(filled.save(path))
    assert not reading.refused
    assert [f.code for f in reading.findings] == ["form.facts-missing"]
