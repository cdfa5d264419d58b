"""The report for a board: one inert file that says the right thing first."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Callable

import lxml.html
import pytest

from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Confirmation, Outcome, Ranking
from vendor_eval.report.html.page import decision_html

Make = Callable[..., Outcome]
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><a href="javascript:alert(1)">click</a>',
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "a | b & c &amp; 'single' \"double\"",
    "</style></table></html><iframe src=//evil.example>",
)
ALIVE = {"img", "iframe", "object", "embed", "link", "base", "form"}


def page(outcome: Outcome) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(decision_html(outcome))


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("text", HOSTILE)
def test_vendors_words_stay_words(outcome: Make, text: str) -> None:
    finding = Finding("x.y", "warning", text, text, text)
    html = decision_html(outcome(answer=text, names=(text, "B", "C", "D"), findings=(finding,)))
    tree = lxml.html.document_fromstring(html)
    assert not ALIVE & {e.tag for e in tree.iter() if isinstance(e.tag, str)}
    data, script = tree.iter("script")
    assert (data.get("type"), script.get("type")) == ("application/json", "module")
    assert text not in script.text
    assert json.loads(data.text)["vendors"][0] == text
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "#").startswith("#")
        assert element.get("src") is None
    assert " ".join(text.split()) in words(tree.body)
    assert tree.findtext(".//title").startswith(f"Recommended: {text}")


def test_text_cannot_hide_or_turn_round(outcome: Make) -> None:
    html = decision_html(
        outcome(answer="cheap\u202eevisnepxe\u2066\x00\x1b", names=("A\u202eB", "C", "D", "E"))
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", html)
    assert "cheapevisnepxe" in html


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"vendors": 1, "excluded": 0},
        {"vendors": 2, "excluded": 0},
        {"vendors": 12, "criteria": 200, "excluded": 2, "gates": 30, "nested": True},
        {"vendors": 3, "excluded": 3},
        {"vendors": 3, "excluded": 0, "waiting": 3, "unanswered": "refuse"},
        {"prices": False},
        {"panel": False},
        {"gates": 0},
        {"names": ("A" * 200, "放射線画像管理", "شركة", "Ελλάς")},
        {"ranked": False},
    ],
)
def test_every_shape_of_procurement(outcome: Make, changes: dict[str, object]) -> None:
    o = outcome(**changes)
    html = decision_html(o)
    tree = lxml.html.document_fromstring(html)
    text = words(tree.body)
    assert all(v.name in text and v.id in text for v in o.vendors)
    assert all(f"{leaf.criterion} " in text for leaf in o.criteria)
    assert all(g.criterion in text for v in o.vendors for g in v.gates)
    assert len(html.encode()) < 1_000_000
    ids = [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(ids) == len(set(ids))
    links = {e.get("href", "#")[1:] for e in tree.iter("a")}
    assert links <= set(ids)


def test_nothing_leaves_the_file(outcome: Make) -> None:
    html = decision_html(outcome())
    assert not re.search(r"https?:|//[a-z]|url\(|@import|src=", html)
    policy = lxml.html.document_fromstring(html).xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content"
    )
    own = lxml.html.document_fromstring(html).xpath("//script[@type='module']")[0].text
    digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    assert policy == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]


def test_the_same_outcome_gives_the_same_bytes(outcome: Make) -> None:
    assert decision_html(outcome()) == decision_html(Outcome.model_validate_json(outcome().model_dump_json()))


def test_tables_can_be_read_aloud(outcome: Make) -> None:
    tree = page(outcome(vendors=12, excluded=2))
    for table in tree.iter("table"):
        assert words(table.find("caption"))
        assert table.getparent().get("role") == "region"
        assert table.getparent().get("tabindex") == "0"
        assert table.getparent().get("aria-label")
    assert all(th.get("scope") in ("col", "row", "rowgroup") for th in tree.iter("th"))
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_a_board_reads_the_result_then_the_conditions_then_the_figures(outcome: Make) -> None:
    text = words(page(outcome()))
    order = [
        "Recommended: Aldermoor Imaging",
        "Official result",
        "Conditions for Aldermoor Imaging",
        "Not in the ranking",
        "points for Aldermoor Imaging",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    sections = [e.get("id") for e in page(outcome()).iter("section")]
    assert sections == [
        *("ranking", "weights", "why", "change", "quality", "brief", "gates", "profile", "strengths"),
        *("price", "gaps", "panel", "method", "check", "appendix", "sources"),
    ]


def head(o: Outcome) -> str:
    return words(page(o).find(".//header"))


def test_headline_without_a_winner(outcome: Make) -> None:
    assert (
        head(outcome(vendors=3, excluded=3)).count("No vendor can be recommended: every bid is excluded") == 1
    )
    refused = head(outcome(unanswered="refuse"))
    assert "No recommendation yet: 3 answers open" in refused
    assert "Not official." in refused
    assert "Recommended" not in refused
    waiting = head(outcome(vendors=3, excluded=0, waiting=3, missing=0))
    assert (
        "Gates without an answer are open for Aldermoor Imaging, Beacon PACS and Corvane Health." in waiting
    )
    owed = Finding(
        "scores.missing", "error", "aldous", "aldous has not scored Beacon PACS FUN-04", "complete it"
    )
    blocked = head(outcome(ranked=False, findings=(owed,)))
    assert "No ranking yet" in blocked
    assert "aldous has not scored Beacon PACS FUN-04" in blocked


def test_a_what_if_is_never_a_recommendation(outcome: Make) -> None:
    text = head(outcome(what_if=True))
    assert "What if: Aldermoor Imaging is first" in text
    assert "Not official." in text
    assert "Recommended" not in text


def test_a_comparison_method_has_no_points(outcome: Make) -> None:
    o = outcome(findings=(Finding("rank.comparison", "note", "rules", "topsis is a comparison", ""),))
    scores = {"Aldermoor Imaging": 0.61, "Beacon PACS": None, "Corvane Health": 0.55}
    ranks = {"Aldermoor Imaging": 1, "Beacon PACS": None, "Corvane Health": 2}
    topsis = Ranking(method="topsis", scores=scores, ranks=ranks, best=("Aldermoor Imaging",), weights={})
    tree = page(o.model_copy(update={"rankings": (topsis, *o.rankings), "official": False}))
    text = words(tree)
    assert "Comparison by topsis: Aldermoor Imaging is first" in text
    assert "0.6100" in text
    assert "Other methods beside it" in text
    assert not tree.xpath("//section[@id='why' or @id='profile']")


def test_a_confirmation_that_differs_is_shown_as_a_failure(outcome: Make) -> None:
    differs = Confirmation(
        method="weighted_sum",
        library="scikit-criteria",
        version="0.10",
        agrees=False,
        largest_difference=0.2,
        message="scikit-criteria 0.10 differs: Beacon PACS has 0.75 here (rank 2) and 0.81 there (rank 1)",
    )
    tree = page(outcome(confirmation=differs))
    alerts = [words(e) for e in tree.find_class("alert")]
    assert len(alerts) == 2
    assert all("Check failed" in a and "0.81 there (rank 1)" in a for a in alerts)
    assert "find out why before deciding" in head(outcome(confirmation=differs))
    unsure = differs.model_copy(
        update={"agrees": None, "message": "not confirmed by scikit-criteria 0.10: x"}
    )
    assert "Could not be confirmed." in words(
        page(outcome(confirmation=unsure)).find(".//section[@id='check']")
    )
    assert "Not checked." in words(page(outcome(confirmation=None)))


def test_evaluators_names_are_not_in_the_report(outcome: Make) -> None:
    html = decision_html(outcome(), {"Dr Ines Keller": "Radiologist"})
    assert "Radiologist" in html
    assert not re.search("Keller|Aldous|Raman", html)


def test_colour_is_never_the_only_carrier(outcome: Make) -> None:
    tree = page(outcome(vendors=4, waiting=1, unanswered="refuse"))
    for state, word in (("passed", "Passed"), ("failed", "Failed"), ("open", "Open")):
        cells = tree.xpath(f"//section[@id='gates']//td[@class='is-{state}']")
        assert cells
        assert all(word in words(cell) for cell in cells)
