"""The web page: whole, silent, and usable without a mouse."""

from __future__ import annotations

import re

import pytest
from documents.reading import page

from vendor_eval.documents.document import About
from vendor_eval.documents.html import to_html
from vendor_eval.documents.template.render import render

SOURCE = """\
::: cover

Hospital <North>

:::

# First

::: notice

Read this.

:::

::: {.table widths="1,3" label="Prices"}

| a | b |
|---|--:|
| 1 | 2 |

:::

## Inner

| bare | table |
|------|-------|
| x | y |

| bare | again |
|------|-------|
| x | y |

### Deep

[a site](https://e.example/x?y=1&z=2) and [mail](mailto:a@e.example)

# Second {.unnumbered}

> quoted

1. one
2. two
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    folder = tmp_path_factory.mktemp("t")
    (folder / "a.md.j2").write_text(SOURCE)
    document, findings = render([folder], ["a.md.j2"], {}, About("Title & more", "REF-1", language="en-US"))
    assert findings == []
    return to_html(document)


@pytest.fixture(scope="module")
def web(text):
    return page(text)


def test_landmarks(web):
    assert web.get("lang") == "en-US"
    assert [len(web.xpath(f"//{tag}")) for tag in ("main", "nav", "header", "h1")] == [1, 1, 1, 1]
    assert web.xpath("string(//h1)") == "Title & more"
    assert web.xpath("string(//title)") == "Title & more"
    assert "REF-1" in web.xpath("string(//header)")
    skip = web.xpath("//body/a")[0]
    assert skip.get("href") == "#content"
    assert web.xpath("//main/@id") == ["content"]
    named = web.xpath("//nav/@aria-labelledby")[0]
    assert web.xpath(f"string(//*[@id='{named}'])") == "Contents"


def test_nothing_is_loaded_and_nothing_runs(text, web):
    policy = web.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert not web.xpath("//script | //link | //img | //iframe | //object | //*[@src]")
    assert not re.search(r"url\(|@import|javascript:", text)


def test_headings_numbers_and_contents(web):
    heads = [
        (h.tag, " ".join(h.text_content().split())) for h in web.xpath("//main//h2|//main//h3|//main//h4")
    ]
    assert heads == [("h2", "1 First"), ("h3", "1.1 Inner"), ("h4", "1.1.1 Deep"), ("h2", "Second")]
    links = [(a.get("href"), " ".join(a.text_content().split())) for a in web.xpath("//nav//li/a")]
    assert links == [("#section_1", "1 First"), ("#section_1_1", "1.1 Inner"), ("#heading_4", "Second")]
    ids = web.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(href[1:] in ids for href, _ in links)


def test_tables_are_named_regions_in_reach_of_the_keyboard(web):
    regions = web.xpath("//main//*[@role='region']")
    assert [r.get("aria-label") for r in regions] == ["Prices", "Inner", "Inner (2)"]
    assert all(r.get("tabindex") == "0" and len(r.xpath("./table")) == 1 for r in regions)
    assert len(web.xpath("//table")) == 3
    assert [c.get("style") for c in regions[0].xpath(".//col")] == ["width: 25%", "width: 75%"]
    assert len(regions[0].xpath(".//thead//th")) == 2
    assert [len(row.xpath("./th")) for row in web.xpath("//tbody/tr")] == [1, 1, 1]


def test_own_blocks_and_links(web):
    assert web.xpath("string(//div[@class='cover'])").strip() == "Hospital <North>"
    assert web.xpath("string(//div[@class='notice'])").strip() == "Read this."
    assert web.xpath("//main//a/@href") == ["https://e.example/x?y=1&z=2", "mailto:a@e.example"]


def test_print_phone_and_dark_are_thought_of(text):
    for wanted in ("@media print", "prefers-color-scheme: dark", "max-width: 60rem", "table-header-group"):
        assert wanted in text


def test_a_document_without_headings_or_reference(tmp_path):
    (tmp_path / "a.md.j2").write_text("just a line")
    document, _ = render([tmp_path], ["a.md.j2"], {}, About("T"))
    web = page(to_html(document))
    assert web.xpath("string(//main)").strip() == "just a line"
    assert not web.xpath("//header/p")
