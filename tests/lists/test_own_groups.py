"""Lists as buyers keep them: groups said once, titles above the headings, numbers of two countries."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from vendor_eval.workspace.catalogue.load import read_catalogue

HEAD = ["Bereich", "Nr.", "Anforderung", "Art", "Gewicht"]
BLOCKS = [
    ["Archiv", "A-1", "Das Archiv ist verschlüsselt.", "Muss", ""],
    ["", "A-2", "Das Archiv wächst ohne Stillstand.", "Kann", "2,5"],
    ["", "A-3", "Antwortzeit in Sekunden", "Wunsch", "1,25"],
    ["Viewer", "V-1", "Bilder stehen nebeneinander.", "sollte", "10"],
    ["", "V-2", "Bilder sind drehbar.", "nice to have", "5"],
    ["", "V-3", "Bilder sind beschriftbar.", "shall", ""],
]


def run(cli, tmp_path: Path, rows, columns: str, *more, merge=(), number=None):
    file = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Liste")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, float):
                    sheet.write_number(r, c, cell, book.add_format({"num_format": number or "General"}))
                elif cell:
                    sheet.write_string(r, c, cell)
        for area in merge:
            first = area.partition(":")[0]
            text = next(cell for cell in rows[int(first[1:]) - 1] if cell)
            sheet.merge_range(area, text)
    given = ("--map", columns, "--into", tmp_path, "--format", "json", *more)
    return cli("criteria", "import", file, *given)


def groups(tmp_path):
    catalogue, findings = read_catalogue(tmp_path / "catalogues" / "liste")
    assert findings == []
    return [(g.title, [c.id for c in g.criteria]) for g in catalogue.groups]


PLACED = [("Archiv", ["A-1", "A-2", "A-3"]), ("Viewer", ["V-1", "V-2", "V-3"])]
MAP = "group=A,id=B,text=C,kind=D,weight=E"


@pytest.mark.parametrize("merge", [(), ("A2:A4", "A5:A7")])
def test_a_group_that_stands_once_holds_for_its_block(cli, tmp_path, merge):
    ran = run(cli, tmp_path, [HEAD, *BLOCKS], MAP, merge=merge)
    assert ran.code == 0, ran.findings
    assert groups(tmp_path) == PLACED
    note = ran.finding("import.groups")
    assert (note["severity"], note["message"]) == (
        "note",
        "4 rows took the group above them: Archiv (3), Viewer (3)",
    )


@pytest.mark.parametrize("merge", [(), ("A2:E2", "A6:E6")])
@pytest.mark.parametrize("columns", ["id=B,text=C,kind=D,weight=E", "text=C,id=B", MAP])
def test_a_title_row_begins_a_group(cli, tmp_path, merge, columns):
    rows = [["", *row[1:]] for row in BLOCKS]
    titled = [HEAD, ["Archiv"], *rows[:3], ["Viewer"], *rows[3:], ["Summe"]]
    ran = run(cli, tmp_path, titled, columns, merge=merge)
    assert ran.code == 0, ran.findings
    assert groups(tmp_path) == PLACED
    assert ran.finding("import.groups")["message"].endswith(": Archiv (3), Viewer (3)")


def test_a_group_said_in_every_row_needs_no_note(cli, tmp_path):
    rows = [["Archiv" if i < 3 else "Viewer", *row[1:]] for i, row in enumerate(BLOCKS)]
    ran = run(cli, tmp_path, [HEAD, *rows], MAP)
    assert groups(tmp_path) == PLACED
    assert "import.groups" not in {f["code"] for f in ran.findings}


def test_words_of_two_languages_are_kinds_and_the_unknown_ones_are_told_at_once(cli, tmp_path):
    words = {
        "Kann": "scored", "Wunsch": "scored", "can": "scored", "may": "scored", "optional": "scored",
        "should": "scored", "SOLLTE": "scored", "Soll-Kriterium": "scored", "Nice to have": "scored",
        "shall": "gate", "must": "gate", "Muss": "gate", "Musskriterium": "gate", "K.O.": "gate", "Ausschlusskriterium": "gate",
    }  # fmt: skip
    rows = [["", f"K-{i}", f"Punkt {i} wird erfüllt.", word, ""] for i, word in enumerate(words)]
    rows += [["", f"U-{i}", "Etwas anderes.", word, ""] for i, word in enumerate(["egal", "egal", "tbd"])]
    ran = run(cli, tmp_path, [HEAD, *rows], "id=B,text=C,kind=D")
    catalogue, _ = read_catalogue(tmp_path / "catalogues" / "liste")
    assert [c.kind for c in catalogue.leaves()] == list(words.values())
    (unknown,) = [f for f in ran.findings if f["code"] == "import.kind"]
    assert "“egal” (rows 17, 18), “tbd” (row 19)" in unknown["message"]
    assert "wunsch" in unknown["hint"]


def test_a_question_for_a_number_is_singled_out(cli, tmp_path):
    texts = [
        "Antwortzeit in Sekunden",
        "Antwortzeit",
        "Übertragungsrate (Mbit/s)",
        "Wie viele Nutzer arbeiten?",
    ]
    fine = [
        "Das erste Bild erscheint binnen 3 Sekunden.",
        "Antwortzeit höchstens 2 s",
        "Echtzeit wird geboten.",
    ]
    rows = [["", f"N-{i}", text, "Soll", ""] for i, text in enumerate([*texts, *fine])]
    ran = run(cli, tmp_path, [HEAD, *rows], "id=B,text=C,kind=D")
    assert ran.finding("import.number")["message"].endswith(": N-0, N-1, N-2, N-3")


@pytest.mark.parametrize(
    ("weights", "codes"),
    [
        (["10 %", "2,5", "1,25"], {"import.mixed-weights"}),
        (["1.250", "10", "5"], {"import.thousands"}),
        (["1,250", "10 %", "5"], {"import.thousands", "import.mixed-weights"}),
        (["10 %", "12,5 %", "5%"], set()),
        ([1.125, 2.5, 5.0], set()),
    ],
)
def test_weights_that_can_be_read_in_two_ways_stop_the_import(cli, tmp_path, weights, codes):
    rows = [["Archiv", f"W-{i}", "Es geht.", "Soll", weight] for i, weight in enumerate(weights)]
    ran = run(cli, tmp_path, [HEAD, *rows], MAP)
    assert {f["code"] for f in ran.findings if f["severity"] == "error"} == codes
    assert ran.code == bool(codes)
    assert (tmp_path / "catalogues").exists() is not bool(codes)
    if "import.thousands" in codes:
        said = ran.finding("import.thousands")["message"]
        assert f"{weights[0]} (row 2) as 1.25 or 1250" in said


def test_percentages_of_the_spreadsheet_are_percentages(cli, tmp_path):
    rows = [["Archiv", f"W-{i}", "Es geht.", "Soll", w] for i, w in enumerate([0.1, 0.125])]
    assert run(cli, tmp_path, [HEAD, *rows], MAP, number="0.0%").code == 0
    catalogue, _ = read_catalogue(tmp_path / "catalogues" / "liste")
    assert [c.weight for c in catalogue.leaves()] == [10, 12.5]


TITLED = [["Klinikum Musterstadt"], ["Anforderungen 2027", "", "", "", "V 1.0"], [], HEAD, *BLOCKS]
WORDS = "group=Bereich,id=nr.,text=Anforderung,kind=Art,weight=Gewicht"


def test_headings_below_a_title_are_found(cli, tmp_path):
    assert run(cli, tmp_path, TITLED, WORDS, "--from", "5").code == 0
    assert groups(tmp_path) == PLACED


def test_without_from_the_hint_says_which(cli, tmp_path):
    ran = run(cli, tmp_path, TITLED, WORDS)
    assert ran.code == 1
    told = [(f["message"].partition(" is ")[0], f["hint"]) for f in ran.findings]
    words = ("Bereich", "nr.", "Anforderung", "Art", "Gewicht")
    assert told == [(repr(word), "these words stand in row 4: add --from 5") for word in words]


def test_a_heading_that_is_not_there_is_answered_with_those_that_are(cli, tmp_path):
    ran = run(cli, tmp_path, TITLED, "text=Requirement text", "--from", "5")
    assert ran.finding("import.map")["hint"].endswith("row 4 has: Bereich, Nr., Anforderung, Art, Gewicht")
