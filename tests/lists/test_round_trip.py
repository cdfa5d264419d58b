"""Export and import: what comes back is what went out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from lists.random_catalogues import catalogues

from vendor_eval.forms.read import _child
from vendor_eval.forms.read.any_workbook import book_of
from vendor_eval.lists.export import rows, to_csv, to_xlsx
from vendor_eval.lists.import_exported import catalogue_of, is_export
from vendor_eval.lists.table import Table, read_table
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.shipped import shipped
from vendor_eval.workspace.catalogue.load import read_catalogue
from vendor_eval.workspace.catalogue.write import catalogue_files
from vendor_eval.workspace.load import load_case

MINI = Path(__file__).parents[1] / "mini"
FOLDERS = sorted(
    file.parent
    for root in (shipped("criteria"), MINI / "catalogues")
    for file in root.glob("*/catalogue.yaml")
)


def back(table: Table | None) -> Catalogue:
    assert table is not None
    assert is_export(table)
    catalogue, findings = catalogue_of(table)
    assert findings == []
    assert catalogue is not None
    return catalogue


def through_csv(catalogue: Catalogue, folder: Path) -> Catalogue:
    file = folder / "x.csv"
    file.write_bytes(to_csv(rows(catalogue)))
    table, findings = read_table(file)
    assert findings == []
    return back(table)


def through_xlsx_here(catalogue: Catalogue, folder: Path) -> Catalogue:
    """As ``read_table``, without a process for each example."""
    file = folder / "x.xlsx"
    file.write_bytes(to_xlsx(rows(catalogue)))
    book = book_of(_child.tables(file))
    return back(Table(file.name, book.sheets[0], book))


def through_yaml(catalogue: Catalogue, folder: Path) -> Catalogue:
    target = folder / "catalogue"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for name, text in catalogue_files(catalogue).items():
        (target / name).write_bytes(text.encode())
    found, findings = read_catalogue(target)
    assert findings == []
    assert found is not None
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lists")


@pytest.mark.parametrize("way", [through_csv, through_xlsx_here, through_yaml])
@given(catalogue=catalogues())
@settings(max_examples=60)
def test_a_random_catalogue_comes_back(folder, way, catalogue):
    assert way(catalogue, folder) == catalogue


@pytest.mark.parametrize("where", FOLDERS, ids=lambda f: f.name)
@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_each_catalogue_comes_back_through_the_command_line(cli, tmp_path, where, end):
    catalogue, _ = read_catalogue(where)
    other = tmp_path / "other"
    file = tmp_path / f"list.{end}"
    file.write_bytes((to_csv if end == "csv" else to_xlsx)(rows(catalogue)))
    ran = cli("criteria", "import", file, "--into", other, "--name", "again", "--format", "json")
    assert (ran.code, ran.findings) == (0, [])
    assert ran.data["criteria"] == sum(1 for _ in catalogue.leaves())
    assert read_catalogue(other / "catalogues" / "again") == (catalogue, [])


def test_export_writes_the_criteria_as_they_are_after_the_changes(cli, tmp_path):
    target = tmp_path / "p"
    shutil.copytree(MINI, target)
    with (target / "criteria.yaml").open("a") as file:
        file.write("drop: {I-1: not of interest}\nchange: {T-1: {weight: 7}}\n")
    out = tmp_path / "c.xlsx"
    ran = cli("criteria", "export", target, "--to", out, "--format", "json")
    assert (ran.code, ran.data["changed"]) == (0, True)
    assert not cli("criteria", "export", target, "--to", out, "--format", "json").data["changed"]
    table, _ = read_table(out)
    assert back(table) == load_case(target).catalogue


def test_importing_twice_changes_nothing_and_another_list_is_not_written_over(cli, tmp_path):
    out = tmp_path / "mini.csv"
    assert cli("criteria", "export", MINI, "--to", out).code == 0
    first = cli("criteria", "import", out, "--into", tmp_path, "--format", "json")
    assert (first.code, first.data["changed"], first.data["catalogue"]) == (0, True, "mini")
    assert not cli("criteria", "import", out, "--into", tmp_path, "--format", "json").data["changed"]
    out.write_text(out.read_text("utf-8-sig").replace("Deployment", "Place"), "utf-8")
    assert cli("criteria", "import", out, "--into", tmp_path, "--format", "json").finding("usage.taken")
    assert "Deployment" in (tmp_path / "catalogues/mini/tech.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("scored,T-1", "scroed,T-1", "import.value", "A"),
        ("scored,T-2", "scored,T-1", "import.duplicate-id", "B"),
        ("scored,T-1,tech", "scored,T-1,tach", "import.no-group", "C"),
        (",number,", ",nunber,", "import.value", "G"),
        ("catalogue,mini", "cost,mini", "import.no-catalogue", "A"),
        ('"{""rule"": ""linear""', '"{""rule"": linear', "import.rule", "L"),
        ('""worst"": 99.0', '""worst"": 100.0', "import.value", "L"),
        (",2,service", ",much,service", "import.value", "N"),
        (",2,service", ",10 %,service", "import.value", "N"),
        (",2,service", ",1.250,service", "import.thousands", "N"),
        (",2,service", ',"1,250",service', "import.thousands", "N"),
    ],
)
def test_a_mistake_in_an_edited_table_is_told_with_its_cell(cli, tmp_path, old, new, code, column):
    out = tmp_path / "mini.csv"
    cli("criteria", "export", MINI, "--to", out)
    text = out.read_bytes().decode("utf-8-sig")
    assert old in text
    out.write_bytes(text.replace(old, new, 1).encode())
    ran = cli("criteria", "import", out, "--into", tmp_path, "--format", "json")
    assert ran.code == 1
    assert ran.finding(code)["where"].endswith(f"column {column}")
    assert not (tmp_path / "catalogues").exists()


def test_formulas_are_never_written_live(tmp_path):
    catalogue, _ = read_catalogue(FOLDERS[0])
    head, *rest = catalogue.groups
    evil = catalogue.model_copy(update={"groups": (head.model_copy(update={"title": "=cmd()"}), *rest)})
    assert b"\n=" not in to_csv(rows(evil)).replace(b",=", b"\n=")
    assert through_csv(evil, tmp_path) == evil


def test_a_text_too_long_for_a_cell_is_told(cli, tmp_path):
    target = tmp_path / "p"
    shutil.copytree(MINI, target)
    with (target / "criteria.yaml").open("a") as file:
        file.write(f"change: {{T-1: {{why: {'x' * 33_000}}}}}\n")
    ran = cli("criteria", "export", target, "--to", tmp_path / "c.csv", "--format", "json")
    assert ran.finding("export.too-long")["where"] == "T-1"
    assert not (tmp_path / "c.csv").exists()


def test_only_csv_and_xlsx_are_written(cli, tmp_path):
    assert cli("criteria", "export", MINI, "--to", tmp_path / "c.ods", "--format", "json").finding(
        "usage.output"
    )


def test_a_weight_typed_with_a_decimal_comma_is_read(cli, tmp_path):
    out = tmp_path / "mini.csv"
    cli("criteria", "export", MINI, "--to", out)
    text = out.read_bytes().decode("utf-8-sig")
    out.write_bytes(text.replace(",2,service", ',"2,5",service').replace(",90,100,", ',"90,5",100,').encode())
    assert cli("criteria", "import", out, "--into", tmp_path).code == 0
    catalogue, _ = read_catalogue(tmp_path / "catalogues/mini")
    changed = catalogue.criterion("T-2")
    assert (changed.weight, changed.answer.min) == (2.5, 90.5)


def test_numbers_are_numbers_in_the_workbook(cli, tmp_path):
    import openpyxl

    out = tmp_path / "mini.xlsx"
    cli("criteria", "export", MINI, "--to", out)
    head, *lines = openpyxl.load_workbook(out).active.iter_rows(values_only=True)
    row = next(dict(zip(head, line, strict=True)) for line in lines if line[1] == "T-2")
    assert [row[key] for key in ("min", "max", "weight", "step")] == [90, 100, 2, 6]
    assert isinstance(row["weight"], int | float)


def test_a_number_typed_as_text_into_the_workbook_may_be_two(cli, tmp_path):
    import openpyxl

    out = tmp_path / "mini.xlsx"
    cli("criteria", "export", MINI, "--to", out)
    book = openpyxl.load_workbook(out)
    book.active["N6"] = "1.250"
    book.save(out)
    ran = cli("criteria", "import", out, "--into", tmp_path, "--format", "json")
    assert (ran.code, [f["code"] for f in ran.findings]) == (1, ["import.thousands"])
    assert ran.findings[0]["message"] == "weight: 1.250 can be read as 1.25 or 1250"
