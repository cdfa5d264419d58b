"""HECVAT workbooks, by a made one of the same layout: its questions are invented."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from vendor_eval.workspace.catalogue.load import read_catalogue

YES_NO, YES_NO_NA, HOSTS = "$J$3:$J$4", "$J$3:$J$5", "$J$17:$J$19"
SECTIONS = [
    ("START HERE", " General Facts", [("GNRL-01", "Name of the firm", None)]),
    ("Organization", " General Facts", [("GNRL-01", "Name of the firm", None)]),
    ("Organization", " Rules of the House", [
        ("RULE-01", "Do you write down who holds which key?*", YES_NO),
        ("RULE-02", "Do you share one password among colleagues?", YES_NO),
        ("RULE-03", "Do you lock the door at night?", YES_NO_NA),
    ]),
    ("Infrastructure", " Places", [("PLAC-01", "Select a place.", HOSTS), ("PLAC-02", "Is it dry?", None)]),
]  # fmt: skip
HEADER = ["New ID", "Question", "Start", "Compliant Response", "Default Importance", "Default Weight",
          "Reason for Question", "Yes Guidance"]  # fmt: skip
KEY = [
    ["GNRL-01", "Name of the firm", "1", "Not scored", "", "", "", ""],
    ["RULE-01", "Do you write down who holds which key?*", "0", "Yes", "Critical Importance", 20, "Keys get lost.",
     "Show the book."],
    ["RULE-02", "Do you share one password among colleagues?", "0", "No", "Minor Importance", 5, "", ""],
    ["RULE-03", "Do you lock the door at night?", "0", "Yes", "Standard Importance", "", "", ""],
    ["PLAC-01", "Select a place.", "0", "Not scored", "", "", "", ""],
    ["PLAC-02", "Is it dry?", "0", "Yes", "", "", "", ""],
    ["PLAC-03", "Is it warm?", "0", "Not scored", "", "", "", ""],
]  # fmt: skip


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return made(tmp_path)


def made(folder: Path, *, key: bool = True) -> Path:
    """Lists stand in the extension of Excel 2010, and questions are formulas, as in the real one."""
    file = folder / "HECVAT999.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheets: dict[str, tuple[object, int]] = {}
        for name, section, questions in SECTIONS:
            sheet, row = sheets.get(name, (None, 10))
            sheet = sheet or book.add_worksheet(name)
            sheet.write_row(row, 0, [section, None, "Answer", "Additional Information", "Guidance"])
            for number, text, choice in questions:
                row += 1
                sheet.write(row, 0, number)
                sheet.write_formula(row, 1, f"=VLOOKUP($A{row + 1},Questions!A:B,2,0)", None, text)
                if choice:
                    source = f"='Auto Responses'!{choice}"
                    sheet.data_validation(row, 2, row, 2, {"validate": "list", "source": source})
            sheet.write(row, 6, "End Table Data")
            sheets[name] = (sheet, row + 1)
        words = book.add_worksheet("Auto Responses")
        for at, word in {2: "Yes", 3: "No", 4: "N/A", 16: "Cellar", 17: "Attic", 18: "Shed"}.items():
            words.write(at, 9, word)
        words.hide()
        if key:
            hidden = book.add_worksheet("Questions")
            hidden.write(0, 0, "This worksheet is hidden")
            hidden.write_row(1, 0, HEADER)
            for at, row in enumerate(KEY, start=2):
                hidden.write_row(at, 0, row)
            hidden.hide()
    _as_extension(file)
    return file


def _as_extension(file: Path) -> None:
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            text = content.decode() if name.startswith("xl/worksheets/sheet") else ""
            new.writestr(name, _moved(text) if "<dataValidations" in text else content)


def _moved(text: str) -> str:
    found = re.findall(r'<dataValidation type="list"[^>]*sqref="([^"]+)"><formula1>(.*?)</formula1>', text)
    assert found
    lists = "".join(
        f'<x14:dataValidation type="list"><x14:formula1><xm:f>{words}</xm:f></x14:formula1>'
        f"<xm:sqref>{places}</xm:sqref></x14:dataValidation>"
        for places, words in found
    )
    bare = re.sub(r"<dataValidations.*?</dataValidations>", "", text)
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
        f'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="{len(found)}">{lists}'
        "</x14:dataValidations></ext></extLst>"
    )
    return bare.replace("</worksheet>", extension + "</worksheet>")


def test_every_question_is_found_with_its_options_answer_and_importance(cli, tmp_path, workbook):
    ran = cli(
        "criteria", "import", workbook, "--hecvat", "--into", tmp_path, "--name", "h", "--format", "json"
    )
    assert ran.code == 0
    assert {k: ran.data[k] for k in ("questions", "with_options", "scored", "groups")} == {
        "questions": 7,
        "with_options": 4,
        "scored": 4,
        "groups": 3,
    }
    catalogue, findings = read_catalogue(tmp_path / "catalogues" / "h")
    assert findings == []
    assert [(g.id, g.title) for g in catalogue.groups] == [
        ("GNRL", "General Facts"),
        ("RULE", "Rules of the House"),
        ("PLAC", "Places"),
    ]
    rule = catalogue.criterion("RULE-01")
    assert (rule.requirement, rule.why, rule.evidence, rule.weight) == (
        "Do you write down who holds which key?",
        "Keys get lost.",
        ("Show the book.",),
        20,
    )
    assert rule.value.levels == {"yes": 1, "no": 0}
    assert catalogue.criterion("RULE-02").value.levels == {"yes": 0, "no": 1}
    assert [catalogue.criterion(f"RULE-0{n}").weight for n in (2, 3)] == [5, 10]
    assert catalogue.criterion("PLAC-01").answer.options == ("Cellar", "Attic", "Shed")
    assert catalogue.criterion("GNRL-01").answer.type == "text"
    assert catalogue.criterion("PLAC-03").requirement == "Is it warm?"


def test_what_the_workbook_leaves_open_is_told(cli, tmp_path, workbook):
    ran = cli("criteria", "import", workbook, "--hecvat", "--into", tmp_path, "--format", "json")
    assert [(f["code"], f["severity"]) for f in ran.findings] == [
        ("import.guessed", "note"),
        ("import.weight", "warning"),
    ]
    assert all("PLAC-02" in f["message"] for f in ran.findings)


def test_without_the_hidden_sheet_nothing_is_scored(cli, tmp_path):
    file = made(tmp_path, key=False)
    ran = cli("criteria", "import", file, "--hecvat", "--into", tmp_path, "--format", "json")
    assert ran.code == 0
    assert (ran.data["questions"], ran.data["scored"]) == (6, 0)
    assert ran.finding("import.no-key")["severity"] == "warning"
