"""What LibreOffice makes of our workbooks: nothing may be lost on the way through it."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from forms.samples import Filled

from vendor_eval.forms.read.form import read_form


@pytest.fixture(scope="module")
def converted(soffice, blank, blank_price, blank_scores, tmp_path_factory) -> dict[str, Path]:
    """Filled-in workbooks before and after LibreOffice; ``plain`` was never opened by openpyxl."""
    here = tmp_path_factory.mktemp("lo")
    response, price, scores = Filled(blank), Filled(blank_price), Filled(blank_scores)
    response.answer("DICOM-01", "yes")
    response.answer("DICOM-02", "Store + Display")
    response.answer("PERF-01", 0.999).number_format = "0.0%"
    response.answer("SERV-01", "=1+1 <tag> 🙂 漢字\nsecond line")
    response.put("SERV-01", "comment", "x" * 10_000)
    response.put("vendor", "value", "Aurora")
    price.put("LIC", "price1", 0.5)
    price.put("LIC", "price2", "included")
    price.put("SUP", "price1", 1000)
    scores.put("SERV-01|boreal", "score", 4.5)
    books = {"response": response, "price": price, "scores": scores}
    for name, book in books.items():
        book.save(here / f"{name}.xlsx")
    (here / "plain.xlsx").write_bytes(blank)
    names = [*books, "plain"]
    command = [soffice, f"-env:UserInstallation={(here / 'profile').as_uri()}", "--headless"]
    done = subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", here / "after", *(here / f"{n}.xlsx" for n in names)],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert all((here / "after" / f"{n}.xlsx").exists() for n in names), done.stderr.decode()
    return {n: here / f"{n}.xlsx" for n in names}


def after(path: Path) -> Path:
    return path.parent / "after" / path.name


@pytest.mark.parametrize("name", ["response", "price", "scores", "plain"])
def test_everything_reads_the_same(converted, name):
    path = converted[name]
    before, now = read_form(path), read_form(after(path))
    assert (now.kind, now.properties, now.marks, now.issued) == (
        before.kind,
        before.properties,
        before.marks,
        before.issued,
    )
    assert now.findings == before.findings == ()
    said = [
        {
            (row, key): (c.kind, c.seen)
            for row, cells in r.rows.items()
            for key, c in cells.items()
            if key != "sum"
        }
        for r in (before, now)
    ]
    assert said[0] == said[1]
    assert {k: c.text for k, c in now.fields.items()} == {k: c.text for k, c in before.fields.items()}


def test_sums_and_counts_are_worked_out(converted):
    """The same formulas in a second program. openpyxl stores no values, so LibreOffice had to calculate."""
    prices = openpyxl.load_workbook(after(converted["price"]), data_only=True)["Prices"]
    rows = {r[0]: r for r in prices.iter_rows(min_row=4, values_only=True)}
    assert rows["LIC"][-1] == 90_000
    assert rows["SUP"][-1] == 1000
    total = rows[None]
    assert (total[9], total[-1]) == (91_000, 91_000)
    start = openpyxl.load_workbook(after(converted["response"]), data_only=True)["Start"]
    (everything,) = [r for r in start.iter_rows(values_only=True) if r[1] == "All sheets"]
    assert everything[3:6] == (7, 2, 1)
    start = openpyxl.load_workbook(after(converted["price"]), data_only=True)["Start"]
    (everything,) = [r for r in start.iter_rows(values_only=True) if r[1] == "All sheets"]
    assert everything[3:5] == (7, 4)


def test_what_guides_the_vendor_survives(converted):
    old = openpyxl.load_workbook(converted["plain"])
    new = openpyxl.load_workbook(after(converted["plain"]))
    for sheet in old.worksheets[1:3]:
        again = new[sheet.title]
        assert again.protection.sheet
        assert not again["H5"].protection.locked
        assert again["F5"].protection.locked
        rules = [
            {r.sqref: r for r in s.data_validations.dataValidation if r.type != "none"}
            for s in (sheet, again)
        ]
        before, now = ({str(k): r.type for k, r in found.items()} for found in rules)
        assert before == now
        assert again.column_dimensions["A"].hidden
        assert again.row_dimensions[2].hidden
        assert len(again.conditional_formatting) == len(sheet.conditional_formatting)
        assert again.print_title_rows == "$1:$3"


def test_no_row_is_lower_than_its_text(soffice, tmp_path):
    """A row for each length of text, as high as we say; a picture of the page would show what is cut."""
    from forms.test_write import made, row

    from vendor_eval.forms.write.form import write
    from vendor_eval.forms.write.layout import LINE_POINTS, PADDING_POINTS

    text = "The archive sends on objects of all classes in the inventory, without conversion. "
    rows = [row(f"R-{n}", text * n) for n in range(1, 12)]
    sheet = openpyxl.load_workbook(io.BytesIO(write(made(*rows))))["One"]
    heights = [sheet.row_dimensions[4 + n].height for n in range(11)]
    lines = [(h - PADDING_POINTS) / LINE_POINTS for h in heights]
    assert heights == sorted(heights)
    # 82 characters at about 5.9 pixels in a column of 200 pixels: between 2.4 and 3.4 lines a sentence
    assert all(2.4 * n <= count <= 3.4 * n + 1 for n, count in enumerate(lines, start=1))
