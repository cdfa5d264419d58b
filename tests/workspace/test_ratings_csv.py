"""Ratings from CSV files as people make them."""

from __future__ import annotations

import pytest

from vendor_eval.workspace.tables.ratings import ratings_in, read_ratings


def read(text, encoding="utf-8"):
    return ratings_in(text.encode(encoding), "ratings.csv")


def codes(findings):
    return [f.code for f in findings]


def test_blanks_are_missing():
    ratings, findings = read("rater,a,b\nann,1,\nbob, ,2.5\n\ncid,3\n")
    assert findings == []
    assert (ratings.items, ratings.raters) == (("a", "b"), ("ann", "bob", "cid"))
    assert ratings.rows == ((1, None), (None, 2.5), (3, None))


def test_first_cell_may_be_empty_and_a_bom_is_no_part_of_it():
    ratings, _ = ratings_in("\ufeff;a;b\nann;3,5;4\n".encode(), "r.csv")
    assert ratings.items == ("a", "b")
    assert ratings.rows == ((3.5, 4),)


def test_windows_text_is_read_with_a_note():
    ratings, findings = read("x,a,b\nJürgen,1,2\n", "cp1252")
    assert ratings.raters == ("Jürgen",)
    assert [f.severity for f in findings] == ["note"]


def test_text_is_a_finding_with_line_and_column():
    ratings, findings = read("x,a,b\nann,1,good\nbob,?,2\n")
    assert ratings is None
    assert [(f.code, f.where) for f in findings] == [
        ("ratings.not-a-number", "ratings.csv:2 column 3 (b)"),
        ("ratings.not-a-number", "ratings.csv:3 column 2 (a)"),
    ]


@pytest.mark.parametrize("cell", ["nan", "inf", "1e999", "true", "=1+1", "N/A", "1.200"])
def test_what_is_no_rating(cell):
    ratings, findings = read(f'x;a;b\nann;"{cell}";0,5\n')
    assert ratings is None
    assert codes(findings) == ["ratings.not-a-number"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("x\nann\n", "empty"),
        ("x,a,b\n", "empty"),
        ("x,a,a\nann,1,2\n", "name"),
        ("x,a,b\nann,1,2\nann,1,2\n", "name"),
        ("x,a,,c\nann,1,2,3\n", "name"),
        ("x,a\n,1\n", "name"),
        ("x,a\nann,1,2\n", "ragged"),
        ('x,a\nann,"1\n', "syntax"),
    ],
)
def test_what_is_no_table(text, code):
    ratings, findings = read(text)
    assert ratings is None
    assert codes(findings) == [f"ratings.{code}"]


def test_binary_is_refused():
    ratings, findings = ratings_in(b"PK\x03\x04\x00\x00", "r.csv")
    assert ratings is None
    assert findings


def test_a_missing_file_and_the_keys_of_an_answer_that_has_none(tmp_path, cli):
    assert read_ratings(tmp_path)[1][0].code == "ratings.file"
    ran = cli("agreement", tmp_path / "none.csv", "--format", "json")
    assert ran.code == 1
    assert ran.finding("ratings.file")
    assert ran.data["krippendorff_alpha"] is None
    assert ran.data["evaluators"] == {}
