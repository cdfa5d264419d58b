"""The documents: with nothing filled in and with everything, the same bytes each time, hostile words as words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest

from vendor_eval.report.document.page_tables import blocks
from vendor_eval.roadmap.documents.charts import risk_matrix
from vendor_eval.roadmap.risks.risk import RiskRow

SAMPLE = Path(__file__).parents[2] / "examples" / "community-hospital-pacs"
FORMS = ("html", "docx", "pdf")


@pytest.fixture
def sample(tmp_path):
    """The sample before any bid is in."""
    return shutil.copytree(SAMPLE, tmp_path / "sample")


def made(cli, folder):
    ran = cli("roadmap", folder, "--format", "json")
    assert ran.code == 0, ran.out
    return {kind: (folder / f"roadmap/roadmap.{kind}").read_bytes() for kind in FORMS}


def words(content, path):
    path.write_bytes(content)
    document = docx.Document(str(path))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells]), document


def test_nothing_filled_in_has_ten_steps_and_what_is_missing(cli, folder, tmp_path):
    text, document = words(made(cli, folder)["docx"], tmp_path / "x.docx")
    for number in range(1, 11):
        assert f"Step {number}: " in text
    assert "goals: goals: in roadmap.yaml" in text and "vendor-eval receive DIR FILE --vendor NAME" in text
    assert not document.inline_shapes or len(document.inline_shapes) <= 3


def test_everything_filled_in_has_its_figures_and_the_same_bytes_again(cli, sample, tmp_path):
    first = made(cli, sample)
    text, document = words(first["docx"], tmp_path / "x.docx")
    assert len(document.inline_shapes) == 4  # plan, storage, migration, risks; no price is in yet
    assert "R, A" in text and "Martin" not in text
    html = first["html"].decode()
    assert html.count("data:image/svg+xml") == 4
    assert first["pdf"].startswith(b"%PDF")
    shutil.rmtree(sample / "roadmap")
    assert made(cli, sample) == first


def test_a_bid_gives_prices_tests_and_conditions(cli, bid, tmp_path):
    text, _ = words(made(cli, bid)["docx"], tmp_path / "x.docx")
    assert "Recommended: Aurora" in text and "99.5 %" in text and "Cost of Aurora" in text


def test_what_people_wrote_is_text_in_every_form(cli, folder, tmp_path):
    evil = "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }} | **bold** $x$ \\\\input"
    (folder / "roadmap.yaml").write_text(
        f"steps:\n  needs: {{owner: 'a', note: '{evil}'}}\n"
        f"risks: [{{id: R, title: '{evil}', probability: 5, impact: 5}}]\n"
        f"tasks: [{{id: t, title: '=1+1', step: needs, days: 1, start: 2027-01-04}}]\n"
    )
    forms = made(cli, folder)
    html = forms["html"].decode()
    assert "<script>alert" not in html and 'href="javascript' not in html
    assert "49" not in words(forms["docx"], tmp_path / "x.docx")[0]
    assert evil.split(" [")[0] in words(forms["docx"], tmp_path / "x.docx")[0]
    assert ",'=1+1," in (folder / "roadmap/plan.csv").read_text("utf-8-sig")


def test_a_text_of_the_buyers_own_takes_the_place_of_the_shipped_one(cli, folder, tmp_path):
    own = folder / "templates" / "roadmap"
    own.mkdir(parents=True)
    (own / "03-practices.md.j2").write_text("# Our own words\n\nFor {{ buyer }}.\n")
    text, _ = words(made(cli, folder)["docx"], tmp_path / "x.docx")
    assert "For Test Hospital." in text
    (own / "03-practices.md.j2").write_text("{{ nobody }}\n")
    ran = cli("roadmap", folder, "--format", "json")
    assert ran.code == 1 and ran.findings


def test_vendors_that_do_not_fit_side_by_side_stand_in_tables_of_their_own():
    tables = blocks(12, 5)
    assert [len(places) for places in tables] == [4, 4, 4]
    assert [place for places in tables for place in places] == list(range(12))
    assert blocks(1, 5) == [[0]]


def test_a_missing_command_is_typed_and_a_missing_line_is_written(cli, folder, tmp_path):
    text, _ = words(made(cli, folder)["docx"], tmp_path / "x.docx")
    assert "bids (type: vendor-eval receive DIR FILE --vendor NAME)" in text
    assert "goals with measure and target (write it in: goals: goals: in roadmap.yaml)" in text
    assert "No bid is in yet" in text and "Periods too short" not in text


def test_the_roadmap_says_for_whom_it_is_and_more_while_the_panel_scores(cli, bid, tmp_path):
    text, _ = words(made(cli, bid)["docx"], tmp_path / "x.docx")
    assert "For the buyer only." in text and "panel either" not in text
    shutil.rmtree(bid / "scores")
    ran = cli("roadmap", bid, "--format", "json")
    assert "keep them from its members" in ran.finding("roadmap.prices")["message"]
    text, _ = words((bid / "roadmap/roadmap.docx").read_bytes(), tmp_path / "y.docx")
    assert "Not for members of the panel either:" in text


def test_the_acceptance_plan_tells_nothing_of_other_bids(cli, bid, tmp_path):
    assert cli("acceptance", bid).code == 0
    text, _ = words((bid / "acceptance/plan.docx").read_bytes(), tmp_path / "x.docx")
    assert "For the buyer and Aurora only." in text and "Borealis" not in text


def test_every_risk_is_in_its_field_or_counted():
    rows = [RiskRow(f"LONG-NAME-OF-A-RISK-{n}", "t", "needs", 5, 4) for n in range(9)]
    drawn = json.dumps(risk_matrix([*rows, RiskRow("ALONE", "t", "needs", 1, 2)]).to_dict())
    assert "and 6 more" in drawn and '"ALONE"' in drawn
    assert drawn.count('"p": 5, "i": 4, "word"') == 4 and risk_matrix([]) is None
