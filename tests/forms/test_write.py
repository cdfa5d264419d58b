from __future__ import annotations

import io
import re
import subprocess
import sys
import warnings
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from forms.samples import AURORA, BOREAL, FINGERPRINT, Filled, catalogue, procurement

from vendor_eval.forms.define.price import price_form
from vendor_eval.forms.define.response import response_form
from vendor_eval.forms.define.score_sheet import score_form
from vendor_eval.forms.spec import Choice, Column, Field, Form, Number, Row, Sheet, Start
from vendor_eval.forms.write.form import write
from vendor_eval.model.bids.score_sheet import Score


def forms():
    p, c = procurement(), catalogue()
    return {
        "response": response_form(p, c, FINGERPRINT),
        "price": price_form(p, c, FINGERPRINT),
        "scores": score_form(p, c, p.panel[0], p.vendors, {}, FINGERPRINT),
    }


@pytest.fixture(params=["response", "price", "scores"], scope="module")
def form(request):
    return forms()[request.param]


@pytest.fixture(scope="module")
def content(form):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # XlsxWriter warns where it leaves something out
        return write(form)


def sheet_xml(content):
    with zipfile.ZipFile(io.BytesIO(content)) as z:
        return {n: z.read(n).decode() for n in z.namelist() if n.startswith("xl/worksheets/sheet")}


def test_the_same_form_gives_the_same_bytes(form, content):
    assert write(form) == content


def test_facts_travel_as_properties_and_in_a_hidden_sheet(form, content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    properties = {p.name: p.value for p in book.custom_doc_props.props}
    assert properties["vendor_eval_form"] == form.kind
    assert properties["vendor_eval_rfp"] == "our-pacs-2027"
    assert properties["vendor_eval_fingerprint"] == FINGERPRINT
    hidden = book.worksheets[-1]
    assert hidden.sheet_state == "veryHidden"
    assert FINGERPRINT in hidden["A2"].value


def test_only_input_cells_can_be_changed(form, content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    inputs = sum(len(row.inputs) for sheet in form.sheets for row in sheet.questions)
    unlocked = 0
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        unlocked += sum(not c.protection.locked for row in sheet.iter_rows() for c in row)
    assert unlocked == inputs + len(form.start.every_field)


def test_ids_and_keys_are_hidden(form, content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets[1 : 1 + len(form.sheets)]:
        assert all(sheet.column_dimensions[letter].hidden for letter in "A")
        assert sheet.row_dimensions[2].hidden
        assert sheet["A2"].value == "ve:id"
        assert sheet.print_title_rows == "$1:$3"
        assert sheet.freeze_panes is not None
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0


def test_row_heights_may_grow_while_a_cell_is_filled_in(content):
    for xml in sheet_xml(content).values():
        assert not re.search(r"<row [^>]*customHeight[^>/]*>", xml)
    assert re.search(r'<row [^>]*ht="', sheet_xml(content)["xl/worksheets/sheet2.xml"])


def test_no_price_is_asked_or_shown_in_the_response(content, form):
    if form.kind != "price":
        assert "Licence for all users" not in str(sheet_xml(content))
        assert not any(c.key.startswith("price") for s in form.sheets for c in s.columns)


def made(*rows, columns=None, fields=()):
    columns = columns or (Column("title", "Title", 30), Column("answer", "Answer", 20, "input", counts=True))
    return Form("response", "T", "S", Start((("How", "so"),), fields), (Sheet("One", "One", columns, rows),))


def row(row_id="R-1", title="t", asked=None):
    return Row(row_id, {"title": title}, {"answer": asked or Choice(("yes", "no"))})


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+x",
        "@SUM(A1)",
        "-1",
        "<tag>&amp;",
        "a|b",
        "🙂 emoji",
        "漢字かな",
        "two\nlines",
        "http://x.test",
        "{=1}",
    ],
)
def test_texts_stay_texts(text):
    content = write(made(row(title=text)))
    cell = Filled(content).cell("R-1", "id").parent["D4"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_control_characters_are_left_out():
    book = Filled(write(made(row(title="a\x00b\x0bc\ufffe\u202ed\r\ne"))))
    assert book.cell("R-1", "id").parent["D4"].value == "abcd\ne"


def test_a_text_longer_than_a_row_goes_on_below_and_is_complete():
    text = " ".join(f"word{n}" for n in range(3000))
    filled = Filled(write(made(row(title=text), row("R-2"))))
    sheet = filled.cell("R-1", "id").parent
    parts = [sheet.cell(r, 4).value for r in range(4, filled.cell("R-2", "id").row)]
    assert len(parts) > 2
    assert "".join(parts) == text
    assert all(d.height <= 409 for d in sheet.row_dimensions.values() if d.height)


def validations(content):
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for rule in sheet.data_validations.dataValidation:
            found[f"{sheet.title}!{rule.sqref}"] = rule
    return found


def test_a_short_list_stands_in_the_cell():
    (rule,) = validations(write(made(row(asked=Choice(("yes", "no"), ("N/A", "declined")))))).values()
    assert (rule.type, rule.formula1) == ("list", '"yes,no,N/A,declined"')


def test_a_long_list_or_one_with_commas_goes_through_a_defined_name():
    long = Choice(tuple(f"option number {n}" for n in range(30)))
    commas = Choice(("red, green", "blue"))
    content = write(made(row(asked=long), row("R-2", asked=commas), row("R-3", asked=commas)))
    assert [r.formula1 for r in validations(content).values()] == ["ve_list_1", "ve_list_2", "ve_list_2"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["lists"].sheet_state == "hidden"
    assert book.defined_names["ve_list_2"].attr_text == "'lists'!$B$2:$B$3"
    assert [book["lists"]["B2"].value, book["lists"]["B3"].value] == ["red, green", "blue"]


def test_a_word_that_is_an_option_is_not_offered_twice():
    (rule,) = validations(write(made(row(asked=Choice(("none", "n/a"), ("N/A",)))))).values()
    assert rule.formula1 == '"none,n/a"'


def test_numbers_have_bounds_and_a_hint_with_the_unit():
    content = write(made(row(asked=Number("hours", 0, 24)), row("R-2", asked=Number("%", 0, 100, ("N/A",)))))
    bounded, with_word = validations(content).values()
    assert (bounded.type, bounded.formula1, bounded.formula2) == ("decimal", "0", "24")
    assert bounded.promptTitle == "hours"
    assert bounded.prompt == "A number (hours) from 0 to 24."
    assert with_word.type == "custom"
    assert 'LOWER(TRIM(E5))="n/a"' in with_word.formula1
    assert "E5>=0,E5<=100" in with_word.formula1


def test_hints_longer_than_excel_allows_are_cut():
    unit = "𝔘nit " * 100
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (rule,) = validations(write(made(row(asked=Number(unit, 0, 1))))).values()
    assert rule.prompt.endswith("…")


def test_open_cells_are_coloured():
    sheet = openpyxl.load_workbook(io.BytesIO(write(made(row()))))["One"]
    formulas = [r.formula[0] for rules in sheet.conditional_formatting for r in rules.rules]
    assert 'AND($C4="must",LEN(TRIM(E4))=0)' in formulas


def test_open_cells_are_counted_on_the_start_sheet():
    start = openpyxl.load_workbook(io.BytesIO(write(forms()["response"])))["Start"]
    counts = [c.value for r in start.iter_rows() for c in r if str(c.value).startswith("=SUM")]
    assert any("LEN(TRIM('Interoperability'!$H$4:$H$9))=0" in f for f in counts)
    cached = openpyxl.load_workbook(io.BytesIO(write(forms()["response"])), data_only=True)["Start"]
    last = [r for r in cached.iter_rows(values_only=True) if r[1] == "All sheets"]
    assert last[0][3:6] == (7, 6, 2)


def test_sheets_with_names_that_need_quotes_are_counted():
    form = made(row())
    quoted = Sheet("Joe's", "Joe's", form.sheets[0].columns, form.sheets[0].rows)
    start = openpyxl.load_workbook(io.BytesIO(write(Form("response", "T", "S", Start(()), (quoted,)))))[
        "Start"
    ]
    assert any("'Joe''s'!$E$4" in str(c.value) for r in start.iter_rows() for c in r)


def test_fields_keep_the_value_they_are_given():
    form = made(row(), fields=(Field("currency", "Currency", Choice(("CHF", "EUR")), "CHF"),))
    assert Filled(write(form)).cell("currency", "value").value == "CHF"


def test_decimals_are_numbers():
    content = write(made(Row("R-1", {"title": Decimal("80.5")}, {})))
    assert Filled(content).cell("R-1", "id").parent["D4"].value == 80.5


def test_a_cell_that_needs_nothing_is_locked_and_says_so():
    filled = Filled(write(forms()["price"]))
    assert filled.cell("LIC", "price0").value == "–"
    assert filled.cell("LIC", "price0").protection.locked
    assert not filled.cell("LIC", "price1").protection.locked


def test_the_description_of_a_form_is_light():
    code = (
        "import sys; import vendor_eval.forms.spec, vendor_eval.forms.read.form; "
        "print([m for m in ('openpyxl', 'xlsxwriter', 'defusedxml', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_filled_in_already_is_not_counted_as_open():
    """LibreOffice shows the numbers as written, until somebody has it calculate."""
    row = f"SERV-01|{AURORA.id}"
    said = {row: Score(vendor=AURORA.id, criterion="SERV-01", score=4, reason="=1+1\nand so on")}
    form = score_form(
        procurement(), catalogue(), procurement().panel[0], (AURORA, BOREAL), {}, "x", earlier=said
    )
    book = openpyxl.load_workbook(io.BytesIO(write(form)), data_only=True)
    counts = [[c.value for c in r[3:5]] for r in book.worksheets[0].iter_rows() if r[1].value == "All sheets"]
    assert counts == [[2, 1]]
    filled = Filled(write(form))
    assert filled.cell(row, "score").value == 4
    reason = filled.cell(row, "reason")
    assert (reason.value, reason.data_type) == ("=1+1\nand so on", "s")
