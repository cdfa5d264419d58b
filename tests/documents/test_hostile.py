"""Whatever a vendor writes stands in the document as that, wherever a template prints it."""

from __future__ import annotations

import re

import pytest
from documents.hostile import HOSTILE
from documents.reading import cells, flat, page, paragraphs, shown, styled
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.documents.document import About
from vendor_eval.documents.html import to_html
from vendor_eval.documents.template.render import render
from vendor_eval.documents.values import clean
from vendor_eval.documents.word.docx import to_docx

TEMPLATE = """\
{% for word in words %}
# {{ "H" }}{{ loop.index }}: {{ word }}

P{{ loop.index }}: {{ word }}

**{{ word }}** and `{{ word }}`.

- L{{ loop.index }}: {{ word }}
- second

::: {.table widths="20,80" label="T{{ loop.index }} {{ word }}"}

| No. | Word |
|----|----|
| {{ loop.index }} | {{ word }} |

:::

{% endfor %}
"""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    (folder / "all.md.j2").write_text(TEMPLATE, "utf-8")
    document, findings = render([folder], ["all.md.j2"], {"words": list(HOSTILE)}, About("Title", "REF"))
    assert findings == []
    return to_docx(document), page(to_html(document))


def spaced(text: str) -> str:
    """As ``clean`` leaves it, with single line breaks; blank lines part paragraphs."""
    lines = [line if line.strip(" ") else "" for line in clean(text).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


EXPECTED = [spaced(word) for word in HOSTILE]


def test_the_list_is_long_enough():
    assert len(HOSTILE) >= 90
    assert len(set(HOSTILE)) == len(HOSTILE)


def test_docx_cells_are_literal(rendered):
    table = cells(rendered[0])
    found = [table[i + 3] for i in range(0, len(table), 4)]
    assert found == EXPECTED


def test_html_cells_are_literal(rendered):
    rows = rendered[1].xpath("//main//tbody/tr")
    assert [shown(row[1]) for row in rows] == EXPECTED


@pytest.mark.parametrize("prefix", ["P", "L"])
def test_docx_paragraphs_and_items_are_literal(rendered, prefix):
    text = flat(" ".join(paragraphs(rendered[0])))
    for number, word in enumerate(EXPECTED, 1):
        assert flat(f"{prefix}{number}: {word}") in text


@pytest.mark.parametrize(("prefix", "path"), [("P", "//main//p"), ("L", "//main//li")])
def test_html_paragraphs_and_items_are_literal(rendered, prefix, path):
    text = flat(" ".join(shown(node) for node in rendered[1].xpath(path)))
    for number, word in enumerate(EXPECTED, 1):
        assert flat(f"{prefix}{number}: {word}") in text


def test_headings_are_literal_on_one_line(rendered):
    docx, web = rendered
    expected = [flat(f"H{number}: {word}") for number, word in enumerate(EXPECTED, 1)]
    assert [flat(h) for h in styled(docx, "Heading")] == expected
    found = [flat(h.text_content()) for h in web.xpath("//main//h2")]
    assert [re.sub(r"^\d+ ", "", h) for h in found] == expected


def test_contents_have_every_heading(rendered):
    docx, web = rendered
    expected = [flat(f"H{number}: {word}") for number, word in enumerate(EXPECTED, 1)]
    assert [flat(entry.split("\t")[1]) for entry in styled(docx, "TOC1")] == expected
    assert len(web.xpath("//nav//li")) == len(expected)


def test_no_word_becomes_an_element(rendered):
    docx, web = rendered
    main = web.xpath("//main")[0]
    for tag in (
        "a",
        "img",
        "script",
        "svg",
        "b",
        "i",
        "iframe",
        "blockquote",
        "ol",
        "pre",
        "hr",
        "math",
        "style",
    ):
        assert not main.xpath(f".//{tag}"), tag
    assert not web.xpath("//script | //img | //link | //*[@onerror or @onload or @onclick]")
    assert len(main.xpath(".//table")) == len(HOSTILE)
    assert len(main.xpath(".//h2")) == len(HOSTILE)
    assert not styled(docx, "SourceCode")
    assert not styled(docx, "BlockText")


def test_labels_of_tables_are_plain_and_single(rendered):
    labels = rendered[1].xpath("//*[@role='region']/@aria-label")
    assert len(set(labels)) == len(HOSTILE)
    assert all("\n" not in label for label in labels)


def test_no_token_is_left(rendered):
    docx, web = rendered
    assert not re.search("[\ue000-\ue002]", "".join(paragraphs(docx)) + web.text_content())


def test_a_turned_line_does_not_turn_what_follows():
    assert clean("\u202eabc") == "\u202eabc\u202c"
    assert clean("\u2066a \u202b b") == "\u2066a \u202b b\u202c\u2069"
    assert clean("\u202aok\u202c") == "\u202aok\u202c"
    assert clean("\u202ea\nb") == "\u202ea\u202c\nb"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_any_text_at_all(tmp_path_factory, words):
    folder = tmp_path_factory.mktemp("any")
    (folder / "t.md.j2").write_text(
        '{% for w in words %}\n::: {.table widths="1,1" label="x"}\n\n'
        "| n | w |\n|--|--|\n| {{ loop.index }} | {{ w }} |\n\n:::\n\n{% endfor %}\n"
    )
    document, findings = render([folder], ["t.md.j2"], {"words": words}, About("Any"))
    assert findings == []
    rows = page(to_html(document)).xpath("//main//tbody/tr")
    assert [flat(shown(row[1])) for row in rows] == [flat(spaced(w)) for w in words]
