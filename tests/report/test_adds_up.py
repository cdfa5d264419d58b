"""Differences that are shown add up with the rounded figures that are shown, in every form."""

from __future__ import annotations

import re
from decimal import Decimal

import lxml.html
from documents.reading import part, words_of
from documents.test_pdf import text_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from vendor_eval.model.buyer.procurement import Rounding
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.facts import facts
from vendor_eval.report.html.page import decision_html
from vendor_eval.report.summary import summary_markdown

from .conftest import NAMES, make
from .test_document import made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROUNDING = st.sampled_from(
    [
        Rounding(),
        Rounding(component=1),
        Rounding(total=1),
        Rounding(component=2, total=0, mode="half_even"),
        Rounding(component=3, total=3),
    ]
)


@st.composite
def procurements(draw: st.DrawFn) -> Outcome:
    vendors, criteria = draw(st.integers(2, 6)), draw(st.integers(3, 20))
    row = st.lists(st.floats(0, 1), min_size=criteria, max_size=criteria)
    values = {name: draw(row) for name in NAMES[:vendors]}
    weights = draw(st.lists(st.floats(0.01, 1), min_size=criteria, max_size=criteria))
    points = Decimal(draw(st.sampled_from([100, 240, 1000])))
    given = {"vendors": vendors, "criteria": criteria, "excluded": 0, "values": values, "weights": weights}
    return make(**given, points=points, rounding=draw(ROUNDING))


def number(text: str) -> Decimal:
    """``+1.92`` and ``−1,003.5`` as they are written; a dash or nothing is nothing."""
    plain = text.replace("\N{MINUS SIGN}", "-").replace(",", "").replace("+", "")
    found = re.search(r"-?\d+(?:\.\d+)?", plain)
    return Decimal(found[0]) if found else Decimal(0)


def word_table(docx: bytes, name: str) -> list[list[str]]:
    for table in part(docx).iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == name:
            return [
                [" ".join(words_of(p) for p in c.iter(f"{W}p")) for c in row.iter(f"{W}tc")]
                for row in table.iter(f"{W}tr")
            ]
    raise AssertionError(f"no table {name!r}")


def web_table(page: str, name: str) -> list[list[str]]:
    (region,) = lxml.html.document_fromstring(page).xpath(f"//*[@aria-label={name!r}]")
    return [[" ".join(c.text_content().split()) for c in row.xpath("./*")] for row in region.xpath(".//tr")]


@settings(max_examples=60)
@given(procurements())
def test_the_facts_add_up(outcome: Outcome) -> None:
    content = facts(outcome)
    why, points, portraits = content.why, content.points, content.portraits
    assert why and points and portraits
    assert sum((row.points for row in why.groups), why.correction) == why.lead
    assert sum((row.difference for row in why.criteria), why.others + why.rest) == why.lead
    for row in content.plane:
        price = [leaf.criterion for leaf in outcome.criteria if leaf.by == "price"]
        earned = sum((points.parts[row.vendor].criteria[c] for c in price), Decimal(0))
        assert row.quality + earned == points.scores[row.vendor]
    for portrait in portraits.rows:
        assert all(p.own - p.other == p.gap for p in (*portrait.strengths, *portrait.weaknesses))


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(procurements())
def test_every_form_adds_up(outcome: Outcome) -> None:
    """Read back from the tables: groups and rounding make the lead, points and lead are those of the ranking."""
    files, page = made(outcome, strict=False), decision_html(outcome)
    first, second = (row.score for row in facts(outcome).ranking[:2])
    assert first is not None and second is not None
    for rows in (
        word_table(files["report.docx"], "Difference by group"),
        web_table(page, "Difference by group"),
    ):
        figures = [number(row[-1]) for row in rows[1:]]
        assert sum(figures[:-1]) == figures[-1] == first - second
    for rows in (
        word_table(files["report.docx"], "Difference by criterion"),
        web_table(page, "Difference by criterion"),
    ):
        figures = [number(row[4]) for row in rows[1:]]
        assert sum(figures[:-1]) == figures[-1] == first - second
        assert all(number(r[2]) - number(r[3]) == number(r[4]) for r in rows[1:] if r[2] and r[3])
    text = re.sub(r"\s+", "", text_of(files["report.pdf"]))
    why = facts(outcome).why
    assert why is not None
    for row in why.groups:
        sign = "+" if row.points > 0 else "\N{MINUS SIGN}" if row.points < 0 else ""
        title = "".join(row.title.split())
        assert f"{title}{sign}{abs(row.points):,}" in text


LEAD = re.compile(r"has ([\d,.]+) of [\d,.]+ points, ([\d,.]+) more than .{1,80}? \(([\d,.]+\d)\)")
CARD = re.compile(
    r"([\d,.]+) of [\d,.]+ ?points for .{1,80}?: \+([\d,.]+) points against .{1,80}? \(([\d,.]+\d)\)"
)


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate])
@given(procurements())
def test_every_sentence_of_the_lead_adds_up(outcome: Outcome) -> None:
    """The first page of each form and the page for minutes: points less lead are the points of the second."""
    first, second = (row.score for row in facts(outcome).ranking[:2])
    assert first is not None and second is not None
    files = made(outcome, strict=False)
    web = lxml.html.document_fromstring(decision_html(outcome)).text_content()
    word = " ".join(words_of(p) for p in part(files["report.docx"]).iter(f"{W}p"))
    said = {
        "md": LEAD.findall(" ".join(summary_markdown(outcome).split())),
        "docx": LEAD.findall(" ".join(word.split())),
        "pdf": LEAD.findall(" ".join(text_of(files["report.pdf"]).split())),
        "html": CARD.findall(" ".join(web.split())),
    }
    for form, found in said.items():
        assert bool(found) is (first > second), form
        for shown in found:
            own, lead, other = map(number, shown)
            assert own - lead == other == second, form
