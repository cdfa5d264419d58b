"""Names that do not fit: no two look alike, and what differs is kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.report.charts.style import cut_apart, two_lines

GROUP = "International Consolidated Diagnostic Imaging Systems of"
NAMES = [f"{GROUP} North America Incorporated", f"{GROUP} South America Incorporated"]


def test_companies_of_one_group_keep_the_word_that_differs():
    north, south = cut_apart(NAMES, 40).values()
    assert "… North America" in north and "… South America" in south
    assert max(len(north), len(south)) <= 40


def test_a_title_of_the_catalogue_stands_in_whole_on_two_lines():
    title = "Diagnostic viewing, usability and accessibility"
    label = cut_apart([title, "Security"], 64)[title]
    assert two_lines(label, 36).split("\n") == ["Diagnostic viewing, usability and", "accessibility"]


@given(
    st.lists(st.text("ab c", min_size=1, max_size=60).filter(str.strip), min_size=2, max_size=6, unique=True)
)
def test_labels_are_short_and_apart(names):
    labels = cut_apart(names, 24)
    assert len(set(labels.values())) == len(labels)
    assert all(len(label) <= 24 for label in labels.values())
    assert all(two_lines(label, 12).count("\n") <= 1 for label in labels.values())
