"""Tables for analysts, and files that run nothing."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

from vendor_eval.model.buyer.procurement import Rounding
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.frames.tables import TABLES, to_csv, to_xlsx

Make = Callable[..., Outcome]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "\u202e=1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("rounding", [Rounding(), Rounding(component=2), Rounding(component=1, total=1)])
def test_contributions_add_up_to_the_scores(outcome: Make, rounding: Rounding) -> None:
    o = outcome(rounding=rounding, nested=True)
    sums = TABLES["contributions"](o).groupby("vendor")["contribution"].sum()
    scores = TABLES["scores"](o).dropna().set_index("vendor")["score"]
    tolerance = 0.05 if rounding.total == 1 else 1e-9
    assert set(sums.index) == set(scores.index) == set(o.rankings[0].scores)
    assert ((sums - scores).abs() <= tolerance).all()


def test_one_row_per_vendor_and_criterion(outcome: Make) -> None:
    o = outcome()
    for name in ("answers", "values", "contributions"):
        frame = TABLES[name](o)
        assert not frame.duplicated(["vendor", "criterion"]).any()
        assert {"vendor", "criterion", "title", "group", "weight", "state", "source"} <= set(frame)
    answers = TABLES["answers"](o)
    assert len(answers) == 4 * (24 + 5)
    assert answers.query("kind == 'gate'")["weight"].isna().all()
    assert answers.query("result == 'failed'")["vendor"].tolist() == ["Delphia Systems"]
    weights = TABLES["values"](o).groupby("vendor")["weight"].sum()
    assert (weights - 1).abs().max() < 1e-12


def test_missing_answers_keep_their_state(outcome: Make) -> None:
    o = outcome(criteria=40, missing=6)
    values = TABLES["values"](o)
    assert values.query("state != 'answered'").shape[0] == len(o.open)
    assert set(values["state"]) > {"answered"}


def test_scores_hold_every_vendor_and_say_who_was_ranked(outcome: Make) -> None:
    scores = TABLES["scores"](outcome())
    assert scores["rank"].dropna().tolist() == [1, 2, 3]
    assert scores.query("best")["vendor"].tolist() == ["Aldermoor Imaging"]
    assert scores.query("status == 'excluded'")["score"].isna().all()
    assert scores["official"].all()
    assert not TABLES["scores"](outcome(what_if=True))["official"].any()


def test_prices_add_up_to_the_net_present_cost(outcome: Make) -> None:
    o = outcome()
    prices = TABLES["prices"](o)
    present = prices.groupby("vendor")["present_value"].sum().round(2)
    assert present.to_dict() == {p.vendor: float(p.net_present_cost) for p in o.prices}
    assert prices.query("empty")[["line", "year"]].to_numpy().tolist() == [["L4", 4], ["L4", 5]]


def test_columns_keep_their_type_without_rows(outcome: Make) -> None:
    bare = outcome(ranked=False, prices=False)
    for name, table in TABLES.items():
        assert table(bare).dtypes.to_dict() == table(outcome()).dtypes.to_dict(), name
    assert TABLES["contributions"](bare).empty
    assert TABLES["prices"](bare).empty


def test_a_text_starts_no_formula_and_a_number_stays_one() -> None:
    mixed: list[object] = [-1.5, *FORMULAS[1:]]
    frame = pd.DataFrame({"text": FORMULAS, "number": [-1.5, *range(9)], "mixed": mixed})
    data = to_csv(frame)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows[1:]:
        assert row[0].startswith("'")
    assert rows[1][1:] == ["-1.5", "-1.5"]
    assert all(row[2].startswith("'") for row in rows[2:])
    assert b",-1.5,-1.5\r\n" in data


def test_no_separator_splits_a_text() -> None:
    data = to_csv(pd.DataFrame({"a": ['x;=1+1,"y"\nz'], "=b": [None]})).decode("utf-8-sig")
    assert data == '"a","\'=b"\r\n"x;=1+1,""y""\nz",""\r\n'


def test_csv_is_read_back_as_it_was(outcome: Make) -> None:
    for table in TABLES.values():
        frame = table(outcome())
        again = pd.read_csv(io.BytesIO(to_csv(frame)), encoding="utf-8-sig")
        assert list(again.columns) == list(frame.columns)
        assert len(again) == len(frame)
        for column in frame.select_dtypes("float64"):
            assert again[column].equals(frame[column])


def test_xlsx_opens_as_text_numbers_and_nothing_else() -> None:
    frame = pd.DataFrame(
        {
            "text": [*FORMULAS, "http://evil.example", "mailto:a@b.c"],
            "number": [-1.5, float("nan"), float("inf"), *range(9)],
            "whole": pd.array([1, None, *range(10)], dtype="Int64"),
            "flag": [True, False] * 6,
            "money": [Decimal("1.10")] * 12,
        }
    )
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(frame, "answers: [all]/part")))
    sheet = book.worksheets[0]
    assert sheet.title == "answers   all  part"
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].quotePrefix
    assert [sheet.cell(2, c).value for c in range(2, 6)] == [-1.5, 1, True, 1.1]
    assert [sheet.cell(3, c).value for c in range(2, 6)] == [None, None, False, 1.1]
    assert sheet["B4"].value in (None, "inf")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:E13"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width > 8


def test_xlsx_of_every_table_is_the_same_twice(outcome: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, table in TABLES.items():
        first = to_xlsx(table(outcome()), name)
        monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
        assert to_xlsx(table(outcome()), name) == first
        sheet = openpyxl.load_workbook(io.BytesIO(first))[name]
        assert sheet.max_row == len(table(outcome())) + 1


@pytest.mark.parametrize(("name", "allowed"), [("", "Table"), ("History", "History_"), ("x" * 40, "x" * 31)])
def test_sheet_names_that_excel_refuses(name: str, allowed: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(pd.DataFrame({"a": [1]}), name)))
    assert book.sheetnames == [allowed]


def test_a_text_longer_than_a_cell_is_cut_not_lost() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(pd.DataFrame({"a": ["x" * 40_000]}), "a")))
    assert book.worksheets[0]["A2"].value == "x" * 32_766 + "…"
