"""Files that no vendor should send, and that must not stop the program."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest
from peak import at_most

from vendor_eval.forms.read import form as reader
from vendor_eval.forms.read.form import read_form

SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "response.xlsx"


def refusal(path, content=None, **options):
    """The one Finding of a refused file; reading it takes little memory, whatever it claims to hold."""
    if content is not None:
        path.write_bytes(content)
    with at_most(200):
        reading = read_form(path, **options)
    assert reading.refused
    assert not reading.rows
    (finding,) = reading.findings
    assert finding.severity == "error"
    assert finding.message
    assert finding.hint
    assert finding.where == path.name
    return finding


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "form.not-xlsx"),
        (b"hello", "form.not-xlsx"),
        (b"%PDF-1.7 ...", "form.not-xlsx"),
        (b"PK\x03\x04 and then nothing of a zip", "form.not-xlsx"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512, "form.encrypted"),
    ],
    ids=["empty", "text", "pdf", "torn zip", "ole"],
)
def test_no_workbook(path, content, code):
    assert refusal(path, content).code == code


def test_a_torn_workbook(path, blank):
    assert refusal(path, blank[: len(blank) // 2]).code == "form.not-xlsx"


def test_flipped_bytes_are_noticed(path, blank):
    broken = bytearray(blank)
    middle = len(broken) // 2
    broken[middle : middle + 40] = b"\xff" * 40
    assert refusal(path, bytes(broken)).code in ("form.not-xlsx", "form.unreadable")


def test_the_lock_file_of_excel(tmp_path):
    finding = refusal(tmp_path / "~$response.xlsx", b"\x05alice")
    assert finding.code == "form.lock-file"
    assert "response.xlsx" in finding.hint


def test_too_large(path, monkeypatch):
    path.write_bytes(b"PK\x03\x04")
    with path.open("r+b") as file:
        file.truncate(26_000_000)
    assert refusal(path).code == "form.too-large"


def archive(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in parts.items():
            z.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def test_a_zip_that_is_no_workbook(path):
    assert refusal(path, archive(a="b")).code == "form.not-xlsx"
    finding = refusal(path, archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"))
    assert "OpenDocument" in finding.message


def test_a_workbook_of_somebody_else(path):
    import openpyxl

    openpyxl.Workbook().save(path)
    assert refusal(path).code == "form.not-ours"


def test_a_megabyte_that_becomes_a_gigabyte(path, blank, repacked):
    with zipfile.ZipFile(io.BytesIO(blank)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
        with new.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(1000):
                part.write(b" " * 1_000_000)
    assert path.stat().st_size < 2_000_000
    finding = refusal(path)
    assert finding.code == "form.expands"
    assert SHEET in finding.message


def test_many_parts_that_are_large_together(path, monkeypatch):
    from vendor_eval.forms.read import archive as module

    monkeypatch.setattr(module, "MAX_EXPANDED", 80_000)
    path.write_bytes(archive(**{f"{n}.bin": b"x" * 30_000 for n in range(3)}))
    with zipfile.ZipFile(path) as z, pytest.raises(module.Refusal, match="unpacked"):
        module.check(z)


def test_thousands_of_parts(path):
    assert refusal(path, archive(**{f"p{n}": "" for n in range(2001)})).code == "form.too-large"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(path, blank):
    target = io.BytesIO(blank)
    with zipfile.ZipFile(target, "a") as z:
        z.writestr(SHEET, b"<worksheet/>")
    assert refusal(path, target.getvalue()).code == "form.not-xlsx"


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&c;</t></si></sst>'
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("part", "xml"),
    [
        ("xl/sharedStrings.xml", LAUGHS),
        (SHEET, LAUGHS),
        (SHEET, OUTSIDE),
        ("xl/workbook.xml", LAUGHS),
        ("xl/sharedStrings.xml", LAUGHS.decode().encode("utf-16")),
        ("docProps/custom.xml", LAUGHS),
        ("xl/extra.xml", LAUGHS),
    ],
)
def test_entities(path, blank, repacked, part, xml):
    assert refusal(path, repacked(blank, {part: xml})).code == "form.doctype"


def test_broken_xml(path, blank, repacked):
    assert refusal(path, repacked(blank, {SHEET: b"<worksheet><sheetData><row>"})).code == "form.not-xlsx"


def test_parts_that_are_missing(path, blank, repacked):
    assert refusal(path, repacked(blank, {}, drop=(SHEET,))).code == "form.not-xlsx"
    assert refusal(path, repacked(blank, {}, drop=("xl/sharedStrings.xml",))).code == "form.not-xlsx"
    assert refusal(path, repacked(blank, {}, drop=("xl/workbook.xml",))).code == "form.not-xlsx"


def test_out_of_time(path, blank):
    assert refusal(path, blank, timeout_seconds=0.001).code == "form.unreadable"


@pytest.mark.parametrize(
    "end", ["raise MemoryError", "import os; os.abort()", "raise KeyError('a fault of ours')"]
)
def test_whatever_becomes_of_the_reading_process_ours_goes_on(path, blank, monkeypatch, end):
    monkeypatch.setattr(reader, "_CHILD", end)
    assert refusal(path, blank).code == "form.unreadable"


def test_the_reading_process_gets_no_more_memory_than_it_may(monkeypatch):
    pytest.importorskip("resource")
    code = "from vendor_eval.forms.read._child import limit; limit(300_000_000, 20); bytearray(400_000_000)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


def test_a_module_beside_the_workbook_is_not_run(path, blank, monkeypatch):
    path.write_bytes(blank)
    (path.parent / "json.py").write_text("raise SystemExit('run')")
    (path.parent / "defusedxml.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(path.parent)
    assert not read_form(path).refused
