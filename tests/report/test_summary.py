"""The summary for minutes: what it says, and that nothing in it is more than text."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata

import pypandoc
import pytest
from documents.hostile import HOSTILE
from lxml import html
from markdown_it import MarkdownIt

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.report.format.markdown import escaped, table
from vendor_eval.report.format.text import plain
from vendor_eval.report.summary import summary_markdown

from .secrets import forms, found, planted
from .test_audience import SEEN, forbidden
from .test_decision import HOSTILE as OF_THE_REPORT

MORE = (
    "see https://evil.example/a?b=1 or www.evil.example or HTTP://EVIL.EXAMPLE",
    "mail@evil.example",
    "mailto:mail@evil.example xmpp:mail@evil.example ftp://evil.example/x",
    "a | b \\| c \\\\| d",
    ":heart: and :+1:",
    "$x$ and $$y$$",
    "1) one", "12. twelve", "+ plus", "- minus", "= line", "=====", "-----", ": term",
    "&amp; &#124; &nbsp;", "</td><td>", "\\", "a\\",
)  # fmt: skip
WORDS = [w for w in dict.fromkeys((*HOSTILE, *OF_THE_REPORT, *MORE)) if plain(w).strip() and len(w) < 400]
ONLY = {"html", "head", "body", "div", "h1", "h2", "p", "ul", "ol", "li", "strong", "code", "table", "thead", "tbody",
        "tr", "th", "td", "colgroup", "col"}  # fmt: skip


def by_pandoc(text: str) -> str:
    return pypandoc.convert_text(text, "html", format="gfm", extra_args=["--wrap=none"])


def by_markdown_it(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


READERS = (by_pandoc, by_markdown_it)


def shown(text: str) -> str:
    """Without blanks, and without the marks of no width that keep addresses from being links."""
    return unicodedata.normalize("NFC", re.sub(r"\s|\u2060", "", text))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_that_word_in_a_list_and_in_a_table(reader, word):
    text = "\n".join([f"- {escaped(word)}", "", *table(("A", "B"), [(word, "end")])])
    page = html.fromstring(f"<div>{reader(text)}</div>")
    assert {e.tag for e in page.iter()} <= ONLY - {"h1", "h2", "strong", "code"}
    want = shown(plain(word))
    assert shown(page.xpath("//li")[0].text_content()) == want
    assert [shown(c.text_content()) for c in page.xpath("//tbody//td")] == [want, "end"]


def test_pandoc_would_make_links_of_what_is_not_escaped():
    assert "<a " in by_pandoc("see https://evil.example")


def test_who_by_how_much_gates_price_and_marks(outcome):
    o = outcome()
    said = summary_markdown(o)
    first = o.rankings[0].best[0]
    for words in (
        f"Recommended: {first}",
        "## How sure",
        "## Ranking",
        "## Gates",
        "## Confirmation",
        "## Record",
    ):
        assert words in said, words
    page = html.fromstring(by_pandoc(said))
    rows = [[c.text_content() for c in r.xpath("./td")] for r in page.xpath("//tbody/tr")]
    assert [r[1] for r in rows] == sorted(o.rankings[0].ranks, key=o.rankings[0].ranks.get)
    assert rows[0][3] == "0.00"
    price = next(p for p in o.prices if p.vendor == first)
    assert f"{price.net_present_cost:,.2f}" == rows[0][4]
    for value in o.fingerprints.values():
        assert f"`{value}`" in said
    assert len(said.split()) < 700


def test_decisions_with_reason_and_the_mark_of_a_result_that_is_not_official(outcome):
    one = Decision(
        act="admit_late",
        vendor="vendor-2",
        reason="strike of the *post*",
        at="2026-10-01T09:00:00+00:00",
        by="Dana",
    )
    wrong = Finding("rank.open", "error", "rules", "1 answer is open")
    said = summary_markdown(outcome(decisions=(one,), findings=(wrong,)))
    assert "## Decisions of the buyer" in said
    assert "admitted although late. Reason: Strike of the \\*post\\*." in said
    assert "**NOT OFFICIAL**" in said
    assert "**" not in summary_markdown(outcome())


@pytest.mark.parametrize(
    "recipe", [{"ranked": False}, {"vendors": 1, "excluded": 0}, {"prices": False}, {"vendors": 12}]
)
def test_it_is_whole_whatever_the_result(outcome, recipe):
    if recipe.get("vendors") == 12:
        recipe = {**recipe, "names": tuple(f"Vendor {n}" for n in range(12))}
    said = summary_markdown(outcome(**recipe))
    assert "None" not in said.replace("None: ", "")
    assert said.endswith("\n")
    assert {e.tag for e in html.fromstring(f"<div>{by_pandoc(said)}</div>").iter()} <= ONLY


@pytest.mark.parametrize("reader", READERS)
def test_hostile_names_and_reasons_are_text_in_the_whole_page(outcome, reader):
    name = "[Star](javascript:x) <img src=x> www.evil.example |"
    decisions = tuple(
        Decision(act="admit_late", vendor="vendor-1", reason=w, at="2026-10-01T09:00:00+00:00", by=w)
        for w in WORDS
    )
    o = outcome(names=(name, "B", "C", "D"), decisions=decisions)
    page = html.fromstring(f"<div>{reader(summary_markdown(o))}</div>")
    assert {e.tag for e in page.iter()} <= ONLY
    assert shown(name) in shown(page.text_content())


@pytest.mark.parametrize("audience", SEEN)
def test_it_holds_nothing_that_the_audience_may_not_see(outcome, tmp_path, audience):
    assert found(forms(planted(outcome), audience, tmp_path, only=("md",)), forbidden(audience)) == []


def test_it_is_one_of_the_forms(cli, demo_copy):
    ran = cli("report", demo_copy, "--only", "md", "--format", "json")
    assert [f.rpartition("/")[2] for f in ran.data["files"]] == ["summary.md"]
    assert json.loads((demo_copy / "log.jsonl").read_text().splitlines()[-1])["files"].keys() == {
        "report/summary.md"
    }


@pytest.fixture
def demo_copy(demo, tmp_path):
    target = shutil.copytree(demo, tmp_path / "demo")
    (target / "report/summary.md").unlink()
    return target
