"""A buyer's own list becomes a catalogue, and what could not be placed is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from vendor_eval.lists.import_assumptions import is_price, is_total
from vendor_eval.lists.words import id_of, kind_of, options_of, title_of, weight_of
from vendor_eval.workspace.catalogue.load import read_catalogue

LIST = [
    ["No.", "Area", "Requirement", "M/S", "Unit", "Weight", "Answers"],
    ["1", "", "Archive"],
    ["1.1", "", "The archive stores every modality of the list.", "Mandatory", "", "", ""],
    ["1.2", "", "Storage grows without downtime.", "S", "", "5", "Yes; Future; No"],
    ["1.3", "", "State the founding year of the firm.", "Info", "", "", ""],
    ["2", "", "Viewer"],
    ["2.1", "", "First image on screen.", "S", "s", "2,5", ""],
    ["2.1", "", "A second row of the same number.", "S", "", "1", ""],
    ["2.2", "", "", "S", "", "1", ""],
    ["2.3", "", "Shall be nice.", "whatever", "", "1", ""],
    ["2.4", "", "Weighs something.", "S", "", "much", ""],
    ["2.5", "", "Choose a hosting form.", "must", "", "", "own site\ncloud"],
    ["2.6", "", "Licences.", "cost", "", "", ""],
    ["2.7", "", "Two options of one word.", "S", "", "", "A; a"],
]
MAP = "id=A,text=C,kind=D,unit=E,weight=F,options=G"


def as_csv(folder: Path, rows=LIST, separator: str = ",", encoding: str = "utf-8") -> Path:
    file = folder / "My List.csv"
    quoted = (separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    file.write_bytes("\r\n".join(quoted).encode(encoding))
    return file


def as_xlsx(folder: Path, rows=LIST) -> Path:
    file = folder / "My List.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Requirements")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                sheet.write(r, c, float(cell) if cell in ("1", "2") else cell)
        sheet.data_validation("G4", {"validate": "list", "source": ["full", "partly", "not at all"]})
    return file


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_list_is_placed_row_by_row(cli, tmp_path, make):
    ran = cli("criteria", "import", make(tmp_path), "--map", MAP, "--into", tmp_path, "--format", "json")
    assert ran.code == 0
    counts = {
        key: ran.data[key] for key in ("catalogue", "criteria", "groups", "rows", "placed", "not_placed")
    }
    assert counts == {
        "catalogue": "my-list",
        "criteria": 7,
        "groups": 2,
        "rows": 11,
        "placed": 7,
        "not_placed": 4,
    }
    catalogue, findings = read_catalogue(tmp_path / "catalogues" / "my-list")
    assert findings == []
    assert [(g.id, g.title, [c.id for c in g.criteria]) for g in catalogue.groups] == [
        ("archive", "Archive", ["R-1.1", "R-1.2", "R-1.3"]),
        ("viewer", "Viewer", ["R-2.1", "R-2.4", "R-2.5", "R-2.6"]),
    ]
    kinds = {c.id: (c.kind, c.answer.type if c.answer else None, c.weight) for c in catalogue.leaves()}
    assert kinds == {
        "R-1.1": ("gate", "yes_no", 1.0),
        "R-1.2": ("scored", "choice", 5.0),
        "R-1.3": ("informational", "text", 1.0),
        "R-2.1": ("scored", "yes_no", 2.5),
        "R-2.4": ("scored", "yes_no", 1.0),
        "R-2.5": ("gate", "choice", 1.0),
        "R-2.6": ("cost", None, 1.0),
    }


def test_each_row_that_could_not_be_placed_is_named(cli, tmp_path):
    ran = cli("criteria", "import", as_csv(tmp_path), "--map", MAP, "--into", tmp_path, "--format", "json")
    warned = {(f["code"], f["where"]) for f in ran.findings if f["severity"] == "warning"}
    assert warned == {
        ("import.no-rule", "My List.csv row 7 column E"),
        ("import.duplicate-id", "My List.csv row 8 column A"),
        ("import.no-text", "My List.csv row 9 column C"),
        ("import.kind", "My List.csv"),
        ("import.weight", "My List.csv row 11 column F"),
        ("import.not-placed", "My List.csv row 14 column C"),
    }
    told = {(f["code"], f["where"].rpartition(" row ")[2]) for f in ran.findings if f["severity"] == "note"}
    assert {("import.guessed", "4 column G"), ("import.guessed", "12 column G")} <= told


def test_options_come_from_the_list_that_a_cell_is_chosen_from(cli, tmp_path):
    cli("criteria", "import", as_xlsx(tmp_path), "--map", MAP, "--into", tmp_path)
    catalogue, _ = read_catalogue(tmp_path / "catalogues" / "my-list")
    levels = catalogue.criterion("R-1.2").value.levels
    assert levels == {"full": 1, "partly": 0.5, "not at all": 0}


def test_columns_may_be_named_by_their_heading_and_windows_files_are_read(cli, tmp_path):
    rows = [["Nr", "Text;lang"], ["A-1", "Für jede Änderung gibt es ein Protokoll."]]
    file = as_csv(tmp_path, rows, ";", "cp1252")
    ran = cli(
        "criteria", "import", file, "--map", "id=Nr,text=Text;lang", "--into", tmp_path, "--name", "eigene"
    )
    assert ran.code == 0, ran.err
    catalogue, _ = read_catalogue(tmp_path / "catalogues" / "eigene")
    assert catalogue.criterion("A-1").requirement == "Für jede Änderung gibt es ein Protokoll."


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--map", "id=A"], "import.map"),
        (["--map", "text=C,colour=D"], "import.map"),
        (["--map", "text=No such heading!"], "import.map"),
        (["--map", "text=C", "--from", "40"], "import.nothing"),
        (["--map", "text=C", "--hecvat"], "usage.options"),
        (["--map", "text=C", "--name", "1 list"], "usage.name"),
        ([], "usage.map"),
        (["--hecvat"], "import.not-hecvat"),
    ],
)
def test_what_is_asked_wrongly_is_told_and_nothing_is_written(cli, tmp_path, arguments, code):
    file = as_xlsx(tmp_path)
    ran = cli("criteria", "import", file, *arguments, "--into", tmp_path, "--format", "json")
    assert ran.code == 1
    assert ran.finding(code)["hint"]
    assert not (tmp_path / "catalogues").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.xlsx", b"no workbook"),
        ("x.csv", b""),
        ("x.csv", b"\xff\xfe\x00"),
        ("x.csv", b'a,"b\n'),
        ("x.csv", b"a," * 400),
    ],
)
def test_a_file_that_cannot_be_read_is_told(cli, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    ran = cli("criteria", "import", file, "--map", "text=A", "--into", tmp_path, "--format", "json")
    assert ran.code == 1
    assert ran.findings[0]["hint"]
    assert cli("criteria", "import", tmp_path / "none.csv", "--map", "text=A").code == 1


def test_words_of_lists():
    assert [kind_of(w) for w in ("M", "Must have", "Pass/Fail", "info", "price", "?")] == [
        "gate", "gate", "gate", "informational", "cost", None,
    ]  # fmt: skip
    assert options_of("full / partly / no") == ("full", "partly", "no")
    assert options_of("Yes/No/N/A") == ("Yes", "No", "N/A")
    assert options_of("on site; in a cloud, hosted") == ("on site", "in a cloud, hosted")
    assert [weight_of(t) for t in ("5", "2,5", "40 %", "1.000,5", "-1", "")] == [5, 2.5, 40, None, None, None]
    assert [id_of(t, "X") for t in ("1.2 b", "A_1", "§", "")] == ["R-1.2-b", "A_1", "X", "X"]
    assert title_of("word " * 30).endswith(" …")
    assert len(title_of("word " * 30)) <= 61


GUESSED = [
    ["No.", "Requirement", "Kind", "Weight"],
    ["1", "Studies are found by patient.", "Nice to have", "10"],
    ["2", "How many TB does the cache hold?", "Scored", "10"],
    ["3", "State the time to restore in hours.", "Scored", "10"],
    ["4", "Logs are kept.", "Must have", ""],
    ["5", "Price", "Scored", "30"],
    ["6", "The price of storage is fair.", "Scored", "5"],
    ["", "Total", "", "65"],
    ["Sum:", "", "", "100"],
    ["SUMME", "Alle Anforderungen", "", "100"],
]


def test_what_the_list_does_not_say_is_one_finding_of_each_kind(cli, tmp_path):
    file = as_csv(tmp_path, GUESSED)
    ran = cli(
        *("criteria", "import", file, "--map", "id=A,text=B,kind=C,weight=D"),
        *("--into", tmp_path, "--format", "json"),
    )
    assert (ran.code, ran.data["criteria"], ran.data["rows"]) == (0, 6, 6)
    told = [(f["code"], f["severity"]) for f in ran.findings]
    assert told == [
        ("import.number", "warning"),
        ("import.price", "warning"),
        ("import.price", "note"),
        ("import.yes-no", "note"),
        ("import.kinds", "note"),
        ("import.total", "note"),
        ("import.id", "note"),
    ]
    by_code = {f["code"]: f["message"] for f in ran.findings}
    assert "2 questions ask for a number, but became yes/no: R-2, R-3" in by_code["import.number"]
    assert (
        "2 questions became yes/no because nothing shows how they are answered: R-1, R-4"
        in (by_code["import.yes-no"])
    )
    assert "“nice to have” as scored (1), “must have” as gate (1)" in by_code["import.kinds"]
    assert "row 8, row 9, row 10" in by_code["import.total"]
    catalogue, findings = read_catalogue(tmp_path / "catalogues" / "my-list")
    assert findings == []
    prices = [(c.id, c.weight) for c in catalogue.leaves() if c.is_price]
    assert prices == [("R-5", 30.0)]


@pytest.mark.parametrize(
    ("kind", "weight", "scores"),
    [("price", "40", True), ("cost", "", False), ("scored", "40", True), ("info", "40", False)],
)
def test_a_row_that_says_price(cli, tmp_path, kind, weight, scores):
    rows = [GUESSED[0], ["P", "Total cost of ownership", kind, weight], ["Q", "Logs are kept.", "must", ""]]
    given = ("--map", "id=A,text=B,kind=C,weight=D", "--into", tmp_path)
    rows.append(["L", "Licences", "cost", "5"])
    ran = cli("criteria", "import", as_csv(tmp_path, rows), *given, "--format", "json")
    assert ran.code == 0
    assert ran.finding("import.cost-weight")["message"].endswith(": L")
    catalogue, _ = read_catalogue(tmp_path / "catalogues" / "my-list")
    assert catalogue.criterion("P").is_price is scores


@pytest.mark.parametrize(
    ("text", "total", "price"),
    [
        ("Total", True, False),
        ("Grand total:", True, False),
        ("Summe", True, False),
        ("Total score", True, False),
        ("Total number of users", False, False),
        ("Sum types are supported", False, False),
        ("Price", False, True),
        ("Evaluated price over the term", False, True),
        ("Price list is machine readable", False, False),
    ],
)
def test_words_of_totals_and_prices(text, total, price):
    assert (is_total(text), is_price(text)) == (total, price)
