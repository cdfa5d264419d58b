"""Tables as text: nothing is lost, nothing is wider than the terminal, hostile cells stay cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.cli.output.table_text import columns_of, drawn

WORDS = st.text(st.sampled_from("abcXYZ0189-.,äß東京日本\u0301"), min_size=1, max_size=30)
CELL = st.lists(WORDS, max_size=6).map(" ".join)


def test_a_small_table():
    text = drawn(("vendor", "points"), [("Aurora", "84.10"), ("Müller & Co.", "7.00")], ("points",), 80, "─")
    assert text.split("\n") == [
        "  vendor         points",
        " " + 23 * "─",
        "  Aurora          84.10",
        "  Müller & Co.     7.00",
    ]


def test_long_cells_wrap_between_words_and_long_words_fold():
    lines = drawn(("a", "b"), [("one two three", "x" * 12)], (), 18, "-").split("\n")
    assert [line.split("   ")[0].strip() for line in lines[2:]] == ["one", "two", "three"]
    assert "".join(line[10:].strip() for line in lines[2:]) == "x" * 12
    assert max(map(len, lines)) <= 18


def test_control_characters_of_a_hostile_name_do_nothing():
    text = drawn(("vendor",), [("A\x1b[31mB\x07\rC",)], (), 40, "-")
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in text)


def test_wide_and_combining_characters_keep_the_columns_straight():
    rows = [("東京病院", "1"), ("e\u0301te\u0301", "2"), ("plain", "3")]
    lines = drawn(("vendor", "n"), rows, ("n",), 60, "-").split("\n")
    assert {columns_of(line) for line in lines if "-" not in line} == {columns_of(lines[0])}


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1)))
def test_no_character_is_lost_and_no_line_too_wide(rows):
    columns = [f"c{i}" for i in range(len(rows[0]))]
    text = drawn(columns, rows, columns[:1], 60, "-")
    assert all(columns_of(line) <= 60 for line in text.split("\n"))
    for glyph in "abcXYZ0189äß東京日本":
        told = sum(cell.count(glyph) for row in rows for cell in row)
        assert sum(line.count(glyph) for line in text.split("\n")[2:]) == told
    words = {word for row in rows for cell in row for word in cell.split() if len(word) <= 3}
    assert all(word in text for word in words)
