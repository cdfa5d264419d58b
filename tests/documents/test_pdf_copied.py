"""What is copied from a PDF is what stands in it: no invisible letter between the others."""

from __future__ import annotations

import re

import pytest
from conftest import need
from documents.test_pdf import document, text_of

from vendor_eval.documents.pdf.render import to_pdf

HASH = "8b1f678a7704f3b89ff964fc73964975469b3b5928591652f36855996ce882ea"
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


@pytest.fixture
def copied(tmp_path):
    """The text of a PDF of this Markdown."""
    need("pdftotext")

    def text(markdown):
        pdf, findings = to_pdf(document(tmp_path, markdown, hash=HASH))
        assert findings == []
        return text_of(pdf)

    return text


def table(widths):
    return f'# Head\n\n::: {{.table widths="{widths}" label="T"}}\n\n| A | B |\n|---|---|\n| x | `{{{{ hash }}}}` |\n\n:::\n'


def test_a_checksum_in_a_narrow_cell_is_broken_and_holds_nothing_else(copied):
    body = copied(table("88,12")).rpartition("Head")[2]
    assert HASH not in body, "too narrow for one line"
    assert HASH in "".join(body.split())
    assert not UNSEEN.search(body)


def test_in_the_width_that_checksums_are_given_it_stands_on_one_line(copied):
    assert HASH in copied(table("26,74"))


def test_long_words_beside_short_ones_keep_their_blanks(copied):
    long = "https://example.org/" + "path-" * 40
    text = copied(f"# Head\n\nBefore {long} after that.\n")
    assert f"Before{long}afterthat." in "".join(text.split())
    assert "after that." in " ".join(text.split())
