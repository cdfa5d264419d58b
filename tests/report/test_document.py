"""The report as Word and PDF: every shape of a procurement, its figures, its mark, vendors' words."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import docx
import lxml.html
import pytest
from documents.reading import cells, flat, paragraphs
from documents.test_pdf import text_of

from vendor_eval.documents.files import Dress
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.document.render import SECTIONS, decision_documents
from vendor_eval.report.html.page import decision_html
from vendor_eval.shipped import shipped

from .test_decision import HOSTILE

Make = Callable[..., Outcome]
SHIPPED = [shipped("rfp_templates") / "report" / "document"]
FIGURE = re.compile(r"[+−]?\d[\d,]*\.\d\d\b")


def made(outcome: Outcome, dress: Dress | None = None, *, strict: bool = True) -> dict[str, bytes]:
    files, findings = decision_documents(outcome, SHIPPED, dress=dress)
    assert not findings or not strict
    return files


@pytest.mark.parametrize(
    "changes",
    [
        {"vendors": 1, "excluded": 0},
        {"vendors": 12, "criteria": 60, "excluded": 2, "gates": 12, "nested": True},
        {"vendors": 3, "excluded": 3},
        {"vendors": 3, "excluded": 0, "waiting": 3, "unanswered": "refuse"},
        {"prices": False},
        {"panel": False},
        {"gates": 0},
        {"ranked": False},
    ],
)
def test_every_shape_of_procurement(outcome: Make, changes: dict[str, object]) -> None:
    o = outcome(**changes)
    text = flat(" ".join(paragraphs(made(o)["report.docx"])))
    assert all(flat(v.name) in text for v in o.vendors)
    assert all(f"{leaf.criterion} " in text for leaf in o.criteria)


def test_every_figure_is_one_of_the_html(outcome: Make) -> None:
    o = outcome()
    body = lxml.html.document_fromstring(decision_html(o)).body
    for moving in body.xpath("//script | //*[@id='weights' or @id='change' or @id='quality']"):
        moving.drop_tree()  # what only a page that moves can show
    page = " ".join(body.itertext())
    files = made(o)
    told = set(FIGURE.findall(page))
    for text in (" ".join(paragraphs(files["report.docx"])), text_of(files["report.pdf"])):
        found = set(FIGURE.findall(text))
        assert len(found) > 100
        assert found == told


@pytest.mark.parametrize("text", HOSTILE)
def test_vendors_words_stay_words(outcome: Make, text: str) -> None:
    o = outcome(answer=text, names=(text, "B", "C", "D"))
    files = made(o)
    assert flat(text) in [flat(cell) for cell in cells(files["report.docx"])]
    assert "".join(text.split()) in "".join(text_of(files["report.pdf"]).split())


@pytest.mark.parametrize(
    ("changes", "mark"), [({"what_if": True}, "WHAT IF"), ({"ranked": False}, "NOT OFFICIAL")]
)
@pytest.mark.parametrize("letterhead", [False, True])
def test_first_line_of_every_page_says_not_official(
    outcome: Make, tmp_path, changes: dict[str, object], mark: str, letterhead: bool
) -> None:
    own = tmp_path / "reference.docx"
    if letterhead:
        word = docx.Document()
        word.sections[0].header.paragraphs[0].text = "Our letterhead"
        word.save(str(own))
    files = made(outcome(**changes), Dress(reference=own if letterhead else None))
    pages = text_of(files["report.pdf"], "-layout").split("\f")[:-1]
    assert len(pages) > 3
    assert all(page.strip().startswith(mark) for page in pages)
    sections = docx.Document(BytesIO(files["report.docx"])).sections
    for section in sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            assert header.paragraphs[0].text.startswith(mark)
    assert letterhead == any(p.text == "Our letterhead" for p in sections[0].header.paragraphs)


def test_an_official_result_has_no_mark(outcome: Make) -> None:
    files = made(outcome())
    assert "NOT OFFICIAL" not in text_of(files["report.pdf"])
    assert made(outcome()) == files


def test_a_mistake_in_a_buyers_text_stops_it(outcome: Make, tmp_path) -> None:
    """A name with a typing mistake is told by its line, in a branch that does not run as well."""
    (tmp_path / SECTIONS[1]).write_text(
        "{% if not headline.official %}{{ headline.titel }}{% endif %}", "utf-8"
    )
    (tmp_path / "01-recomendation.md.j2").write_text("x", "utf-8")
    files, findings = decision_documents(outcome(), [tmp_path, *SHIPPED])
    assert files == {}
    assert [f.code for f in findings] == ["template.unused", "template.unknown"]
    assert findings[1].where.endswith(":1")


def test_figures_of_a_buyers_text_are_ready_to_print(outcome: Make, tmp_path) -> None:
    """Weights without zeros, differences with their sign, money; and the name that robustness had before."""
    (tmp_path / SECTIONS[1]).write_text(
        "# Own\n\n{{ why.lead }}; {{ weights[0].weight }}; {{ money.rows[0].present }}; "
        "{% if holds %}{{ holds.verdict }}{% else %}not asked{% endif %}\n",
        "utf-8",
    )
    o = outcome()
    files, findings = decision_documents(o, [tmp_path, *SHIPPED])
    assert findings == []
    text = " ".join(paragraphs(files["report.docx"]))
    assert re.search(r"\+\d+\.\d\d; \d[\d.]*; [\d,]+(\.\d\d)?; not asked", text), text
