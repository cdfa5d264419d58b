"""The shipped sample procurement tells the story that demo and docs tell of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from sample import build

from vendor_eval.findings import has_errors
from vendor_eval.forms.read.form import read_form
from vendor_eval.model.case import Case
from vendor_eval.pipeline import evaluate
from vendor_eval.workspace.load import load_case

ROOT = Path(__file__).resolve().parents[2]
REBUILD = "the sample has changed: run  python -m tests.sample.build"
AURORA, BOREALIS, CIRRUS, DIONE = (
    "Aurora Imaging Systems",
    "Borealis Health IT",
    "Cirrus Medical Cloud",
    "Dione PACS",
)


WORKBOOKS = sorted(build.INBOX.glob("*.xlsx"))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return build.taken_in(tmp_path_factory.mktemp("sample") / "community-hospital-pacs")


def test_the_ranking_is_official_and_close(case: Case):
    outcome = evaluate(case)
    assert outcome.official, outcome.findings
    assert [(e.vendor, e.gate) for e in outcome.excluded] == [(DIONE, "SEC-07")]
    scores = outcome.rankings[0].scores
    assert sorted(scores, key=lambda name: -scores[name]) == [BOREALIS, AURORA, CIRRUS]
    assert 0.5 <= scores[BOREALIS] - scores[AURORA] <= 2.5
    assert 5 <= scores[AURORA] - scores[CIRRUS] <= 20


def test_the_two_best_change_places_under_the_other_weights(case: Case):
    scores = build.under(case, build.OTHER_WEIGHTS).rankings[0].scores
    assert sorted(scores, key=lambda name: -scores[name]) == [AURORA, BOREALIS, CIRRUS]
    assert scores[AURORA] - scores[BOREALIS] >= 0.5


def test_what_is_open_are_four_scored_questions_of_cirrus(case: Case):
    outcome = evaluate(case)
    assert {(o.vendor, o.criterion, o.state) for o in outcome.open} == {
        (CIRRUS, "DICOM-11", "unanswered"),
        (CIRRUS, "AI-02", "unanswered"),
        (CIRRUS, "ACC-01", "declined"),
        (CIRRUS, "ARC-04", "not_applicable"),
    }
    assert {leaf.criterion for leaf in outcome.criteria} >= {o.criterion for o in outcome.open}


def test_prices_are_plausible_and_one_line_is_not_priced(case: Case):
    outcome = evaluate(case)
    costs = {p.vendor: p.net_present_cost for p in outcome.prices}
    assert all(4_000_000 < cost < 9_000_000 for cost in costs.values())
    assert min(costs, key=lambda name: costs[name]) == DIONE
    unpriced = [(p.vendor, line.line) for p in outcome.prices for line in p.lines if line.empty_years]
    assert unpriced == [(CIRRUS, "exit")]


def test_every_panel_criterion_has_two_evaluators_who_do_not_always_agree(case: Case):
    outcome = evaluate(case)
    panel = [
        c
        for leaf in outcome.criteria
        if leaf.by == "panel"
        for c in outcome.cells
        if c.criterion == leaf.criterion
    ]
    given = [c.scores for c in panel if c.state == "answered" and c.vendor != "Dione PACS"]
    assert all(len(scores) >= 2 for scores in given)
    assert sum(max(s.values()) - min(s.values()) >= 2 for s in given) >= 4


def test_no_workbook_has_an_unreadable_cell_or_any_other_error(case: Case):
    received = [r for by in (case.responses, case.prices) for versions in by.values() for r in versions]
    assert len(received) == 8
    assert len(case.sheets) == 3
    for reading in (*received, *case.sheets):
        assert not has_errors(reading.findings), reading.findings


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda p: p.stem)
def test_workbook_was_filled_in_libreoffice_for_the_present_rfp(path: Path):
    with zipfile.ZipFile(path) as archive:
        assert b"<Application>LibreOffice/" in archive.read("docProps/app.xml")
    assert path.stat().st_size < 120_000
    assert read_form(path).fingerprint == build.fingerprint(load_case(build.SAMPLE)), REBUILD


def test_the_inbox_holds_what_it_lists_and_no_code_lies_in_the_examples():
    listed = [entry["file"] for part in ("bids", "sheets") for entry in build.received()[part]]
    listed.append(build.received()["acceptance"]["file"])
    assert sorted(listed) == [path.name for path in WORKBOOKS]
    assert not list((ROOT / "examples").rglob("*.py"))


@pytest.mark.usefixtures("soffice")
def test_libreoffice_fills_what_was_asked_and_no_locked_cell(tmp_path: Path):
    blank, places = build.blank(
        build.price_form(load_case(build.SAMPLE).procurement, load_case(build.SAMPLE).catalogue, "f" * 64),
        tmp_path / "price.xlsx",
    )
    licence = places.rows["licences"]["price0"].where
    fee = places.rows["service-fee"]["price1"].where
    build.fill_uno.fill(blank, tmp_path / "filled.xlsx", {licence: 1250000.5, fee: "included"})
    rows = read_form(tmp_path / "filled.xlsx").rows
    assert rows["licences"]["price0"].text == "1250000.5"
    assert rows["service-fee"]["price1"].text == "included"
    with pytest.raises(RuntimeError, match="is locked"):
        build.fill_uno.fill(blank, tmp_path / "locked.xlsx", {("Prices", 4, 5): "free"})
