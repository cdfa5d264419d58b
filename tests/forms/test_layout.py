from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.forms.spec import Line
from vendor_eval.forms.write.layout import MAX_LINES, height, pieces, sheet_name, utf16, wrapped

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400)


@given(TEXTS, st.floats(4, 80))
def test_wrapping_loses_nothing(text, width):
    assert "".join(wrapped(text, width)) == text


@given(st.lists(TEXTS, min_size=1, max_size=5), st.integers(1, 6))
def test_pieces_lose_nothing_and_none_is_too_high(texts, most):
    cut = pieces([Line(t) for t in texts], 20, most)
    assert all(1 <= taken <= most for _, taken in cut)
    assert "".join(line.text for piece, _ in cut for line in piece) == "".join(texts)


def test_the_highest_piece_fits_a_row_of_excel():
    assert height(MAX_LINES) <= 409


def test_wide_letters_and_cjk_take_more_lines():
    assert len(wrapped("i" * 60, 20)) < len(wrapped("W" * 60, 20))
    assert len(wrapped("a" * 60, 20)) < len(wrapped("画" * 60, 20))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A/B: C?", "A B C"),
        ("'quoted'", "quoted"),
        ("History", "Sheet"),
        ("[]", "Sheet"),
        ("", "Sheet"),
        ("Integration with the hospital information system", "Integration with the hospital"),
    ],
)
def test_sheet_names(title, expected):
    assert sheet_name(title, []) == expected


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_sheet_names_are_allowed_and_unique(titles):
    names: list[str] = []
    for title in titles:
        names.append(sheet_name(title, names))
    assert len({n.casefold() for n in names}) == len(names)
    for name in names:
        assert 0 < utf16(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'"
        assert name[-1] != "'"
