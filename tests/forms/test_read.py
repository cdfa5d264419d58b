from __future__ import annotations

import io
import json
from datetime import datetime

import openpyxl
import pytest
from forms.samples import AURORA, FINGERPRINT, Filled
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from vendor_eval.errors import VendorEvalError
from vendor_eval.forms.read._child import read
from vendor_eval.forms.read.cells import is_date, letters, place
from vendor_eval.forms.read.form import FormReading, read_form


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


def test_the_workbook_as_it_went_out_is_blank_and_sound(blank, blank_price, blank_scores, path):
    for content, kind, rows in (
        (blank, "response", 7),
        (blank_price, "price", 3),
        (blank_scores, "scores", 2),
    ):
        path.write_bytes(content)
        reading = read_form(path)
        assert (reading.kind, reading.refused, reading.findings, reading.lost) == (kind, False, (), {})
        assert len(reading.rows) == rows
        assert (reading.rfp, reading.fingerprint) == ("our-pacs-2027", FINGERPRINT)
    assert reading.properties["vendor_eval_evaluator"] == "ruiz"
    assert f"SERV-01|{AURORA.id}" in reading.rows


def test_cells_fields_and_marks(filled, path):
    filled.answer("DICOM-01", "yes")
    filled.put("DICOM-01", "comment", "a\nb")
    filled.put("vendor", "value", "Aurora")
    reading = read(filled.save(path))
    assert cell(reading).where == "Interoperability!H5"
    assert (cell(reading).kind, cell(reading).text) == ("text", "yes")
    assert cell(reading, key="comment").text == "a\nb"
    assert cell(reading, "WEB-01").blank
    assert (reading.fields["vendor"].text, reading.fields["vendor"].where) == ("Aurora", "Start!C17")
    assert len(reading.marks["DICOM-01"]) == 16
    assert reading.issued == reading.marks


@pytest.mark.parametrize(
    ("value", "number_format", "kind", "text", "seen"),
    [
        (5, "General", "number", "5", "5"),
        (0.1, "General", "number", "0.1", "0.1"),
        (1e21, "General", "number", "1000000000000000000000", "1000000000000000000000"),
        (0.999, "0.0%", "number", "0.999", "99.9%"),
        (0.57, "0%", "number", "0.57", "57%"),
        (1200, '"$"#,##0.00', "number", "1200", "1200"),
        (5, '0.0 "days"', "number", "5", "5"),
        (5, "[Red]0;[Blue]-0", "number", "5", "5"),
        (datetime(2027, 1, 2), "yyyy-mm-dd", "date", "2027-01-02", "2027-01-02"),
        (datetime(2027, 1, 2, 3, 4), "d.m.yy hh:mm", "date", "2027-01-02 03:04", "2027-01-02 03:04"),
        (0.5, "[h]:mm", "date", "1899-12-30 12:00", "1899-12-30 12:00"),
        (True, "General", "boolean", "TRUE", "TRUE"),
        (False, "General", "boolean", "FALSE", "FALSE"),
        ("   ", "General", "blank", "", ""),
        ("#REF!", "General", "error", "#REF!", "#REF!"),
    ],
)
def test_what_a_cell_holds(filled, path, value, number_format, kind, text, seen):
    target = filled.put("DICOM-01", "answer", value)
    target.number_format = number_format
    if kind == "error":
        target.data_type = "e"
    got = cell(read(filled.save(path)))
    assert (got.kind, got.text, got.seen) == (kind, text, seen)


def test_rich_text_reads_as_text(filled, path):
    rich = CellRichText("y", TextBlock(InlineFont(b=True), "e"), "s")
    filled.cell("DICOM-01", "answer").value = rich
    assert cell(read(filled.save(path))).text == "yes"


def test_strings_in_every_way_a_program_may_write_them(blank, repacked, path):
    """Inline, inline with runs and reading aids, with a prefix, with an escaped line end."""
    inline = (
        b'<c r="H5" t="inlineStr"><is><r><t>y</t></r><r><t xml:space="preserve">es</t></r>'
        b'<rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    )
    formula = b'<c r="H6" t="str"><f>1</f><v>line_x000D_\nend</v></c>'

    def change(xml):
        import re

        xml = re.sub(rb'<c r="H5" s="\d+"/>', inline, xml)
        return re.sub(rb'<c r="H6" s="\d+"/>', formula, xml)

    path.write_bytes(repacked(blank, {"xl/worksheets/sheet2.xml": change}))
    reading = read(path)
    assert cell(reading).text == "yes"
    assert cell(reading, "DICOM-02").text == "line\nend"

    def prefixed(xml):
        import re

        xml = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", change(xml))
        return xml.replace(b"<?x:xml", b"<?xml").replace(b"xmlns=", b"xmlns:x=")

    path.write_bytes(repacked(blank, {"xl/worksheets/sheet2.xml": prefixed}))
    assert read(path).rows == reading.rows


def test_saved_by_openpyxl_reads_the_same(blank, path):
    path.write_bytes(blank)
    before = read(path)
    openpyxl.load_workbook(io.BytesIO(blank)).save(path)
    after = read(path)
    assert (after.rows, after.marks, after.fields, after.findings) == (
        before.rows,
        before.marks,
        before.fields,
        (),
    )


def test_without_document_properties_the_hidden_sheet_speaks(blank, path):
    path.write_bytes(blank)
    properties = read(path).properties
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(path)
    assert read(path).properties == properties


def test_without_the_hidden_sheet_the_properties_speak(filled, path):
    del filled.book[filled.book.sheetnames[-1]]
    filled.answer("DICOM-01", "yes")
    reading = read(filled.save(path))
    assert (reading.kind, cell(reading).text, codes(reading)) == ("response", "yes", ["form.facts-missing"])
    assert reading.issued == {}


def test_two_stories_about_itself(filled, path):
    filled.book.custom_doc_props["vendor_eval_rfp"].value = "another-rfp"
    reading = read(filled.save(path))
    assert reading.rfp == "another-rfp"
    assert codes(reading) == ["form.facts-differ"]


def test_another_procurement_is_for_the_caller_to_judge(blank, path):
    from forms.samples import catalogue, procurement

    from vendor_eval.forms.define.response import response_form
    from vendor_eval.forms.write.form import write

    path.write_bytes(write(response_form(procurement(id="other"), catalogue(), "ab" * 32)))
    reading = read_form(path)
    assert (reading.rfp, reading.fingerprint, reading.findings) == ("other", "ab" * 32, ())


def test_a_reading_travels_as_json(filled, path):
    filled.answer("DICOM-01", "ja 🙂 漢字")
    reading = read(filled.save(path))
    assert FormReading.from_dict(json.loads(json.dumps(reading.as_dict()))) == reading
    assert read_form(path) == reading


def test_no_such_file(tmp_path):
    with pytest.raises(VendorEvalError, match="no file"):
        read_form(tmp_path / "missing.xlsx")


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")])
def test_column_letters(column, name):
    assert letters(column) == name
    assert place(f"{name}7") == (7, column)


@pytest.mark.parametrize(
    ("number_format", "date"),
    [
        ("General", False),
        ("Standard", False),
        ("0.00", False),
        ('0 "days"', False),
        ("[Red]0.0", False),
        ("[$-409]d-mmm-yy", True),
        ("hh:mm", True),
        ("[h]:mm", True),
        ("#,##0_);(#,##0)", False),
        ("_-* #,##0.00\\ [$CHF-807]_-", False),
        ("@", False),
    ],
)
def test_which_formats_are_dates(number_format, date):
    assert is_date(number_format) is date
