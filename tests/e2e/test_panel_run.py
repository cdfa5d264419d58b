"""A whole panel run on the sample procurement, every step through the command line.

Bids, declarations, written scores, the short list, demonstrations and visits, agreement, the meeting, a best
and final round, prices, the ranking, the report.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from filling import cell, fill
from typer.testing import CliRunner

from vendor_eval.cli import app
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.workspace.yaml_files.load import load_yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "examples" / "community-hospital-pacs"
SCORES = ROOT / "tests" / "sample" / "scores"
PANEL = ("radiology", "informatics", "technologist")
AURORA, BOREALIS, CIRRUS = "Aurora Imaging Systems", "Borealis Health IT", "Cirrus Medical Cloud"


def verb(*args, code=0):
    """One command; what it printed as JSON."""
    done = CliRunner().invoke(
        app, [*(str(a) for a in args), "--format", "json"], env={"VENDOR_EVAL_USER": "test"}
    )
    assert done.exit_code == code, done.output[-3000:]
    return json.loads(done.stdout)


def given(evaluator):
    """Row id -> (score, reason), as the sample tells it."""
    content, _, _ = load_yaml(SCORES / f"{evaluator}.yaml")
    content.pop("declaration")
    return {f"{c}|{v}": tuple(pair) for c, row in content.items() for v, pair in row.items()}


def hand_in(folder, name, scores):
    """Fill the rows that the sheet asks, with reason and declaration, and collect it."""
    blank = folder / f"sheets/{name}.xlsx"
    asked = rows_of(blank)
    mine = {row: pair for row, pair in scores.items() if row in asked}
    assert set(mine) == asked, "every row that is asked gets a score"

    def reasons(book):
        for row, (_, reason) in mine.items():
            cell(book, row, "reason").value = reason

    only_scores = {row: score for row, (score, _) in mine.items()}
    filled = fill(blank, folder.parent / f"{name}.xlsx", only_scores, "score", reasons)
    return verb("collect", folder, filled)


def shown(path):
    """Row id -> the texts of the row."""
    book = openpyxl.load_workbook(path)
    rows = {r[0].value: [str(c.value) for c in r] for sheet in book for r in sheet.iter_rows()}
    return {row: texts for row, texts in rows.items() if re.fullmatch(r"[\w.-]+\|[\w.-]+", str(row))}


def rows_of(path):
    return set(shown(path))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The sample with a negotiated score and a short list of two, its RFP issued and all bids received."""
    target = tmp_path_factory.mktemp("panel") / "pacs"
    shutil.copytree(SAMPLE, target)
    path = target / "procurement.yaml"
    rules = "  consensus: negotiated\n  shortlist: {after: written, top: 2, group_minimums: {viewing: 0.5}}\n"
    before = path.read_text("utf-8")
    path.write_text(
        before.replace("  consensus: mean           # of the evaluators' scores\n", rules), "utf-8"
    )
    assert rules in path.read_text("utf-8")
    verb("rfp", target)
    received, _, _ = load_yaml(target / "inbox" / "received.yaml")
    for entry in received["bids"]:
        verb(
            "receive",
            target,
            target / "inbox" / entry["file"],
            "--vendor",
            entry["vendor"],
            "--at",
            entry["at"],
        )
    return target


def test_the_run(folder):
    _written(folder)
    _demonstrations(folder)
    _meeting(folder)
    _best_and_final(folder)
    _result(folder)


def _written(folder):
    verb("sheets", folder, "--stage", "written")
    for name in PANEL:
        rows = rows_of(folder / f"sheets/{name}-written.xlsx")
        assert {row.partition("|")[0] for row in rows} <= {"REG-03", "IMP-03", "IMP-04"}
        assert not any(row.endswith("|dione") for row in rows), "a vendor who failed a gate is not scored"
        hand_in(folder, f"{name}-written", given(name))
    # The score of the panel is negotiated, so the short list waits for the meeting.
    waiting = verb("shortlist", folder, code=1)
    assert {f["code"] for f in waiting["findings"]} >= {"consensus.missing"}
    verb("sheets", folder, "--consensus")
    _agree(folder)
    listed = {v["vendor"]: v for v in verb("shortlist", folder)["vendors"]}
    assert [v for v in listed if listed[v]["on"]] == [AURORA, BOREALIS]
    assert listed[CIRRUS]["reason"].startswith(
        "not on the short list; Diagnostic viewing, usability and accessibility: 0.0%"
    )


def _agree(folder, raise_by=0.0):
    """The meeting takes the mean of the own scores of every row that somebody scored, to half points."""
    name = folder / "sheets/consensus.xlsx"
    own = [given(evaluator) for evaluator in PANEL]
    scored = {row for row, texts in shown(name).items() if not any(t.startswith("no score") for t in texts)}
    agreed = {}
    for row in scored:
        scores = [scores[row][0] for scores in own if row in scores]
        agreed[row] = (min(5.0, round(2 * sum(scores) / len(scores)) / 2 + raise_by), "as the panel agreed")

    def reasons(book):
        for row, (_, reason) in agreed.items():
            cell(book, row, "reason").value = reason

    filled = fill(name, folder.parent / "met.xlsx", {r: s for r, (s, _) in agreed.items()}, "score", reasons)
    return verb("collect", folder, filled)


def _demonstrations(folder):
    for stage in ("demo", "site_visit"):
        verb("sheets", folder, "--stage", stage)
        for name in PANEL:
            path = folder / f"sheets/{name}-{stage}.xlsx"
            if path.exists():
                assert {row.rpartition("|")[2] for row in rows_of(path)} == {"aurora", "borealis"}
                hand_in(folder, f"{name}-{stage}", given(name))
    found = verb("agreement", folder, "--level", "ordinal")
    assert 0 < found["krippendorff_alpha"] < 1
    assert found["alpha_interval"][0] < found["krippendorff_alpha"] < found["alpha_interval"][1]
    assert set(found["left_out"]) == set(found["raters"]), "by role, nobody scores everything"
    assert found["kendall_w"] is None


def _meeting(folder):
    flagged = verb("sheets", folder, "--consensus")["flagged"]
    assert all(row.endswith((AURORA, BOREALIS)) for row in flagged)
    _agree(folder)
    ranked = verb("rank", folder)
    assert ranked["official"] is True
    assert set(ranked["rankings"][0]["ranks"]) == {AURORA, BOREALIS}


def _best_and_final(folder):
    """Aurora shows more in a last session: one evaluator scores again, and the panel meets once more."""
    before = verb("rank", folder)["rankings"][0]["scores"]
    verb("sheets", folder, "--final")
    better = given("radiology") | {"ARC-02|aurora": (5, "The rules were changed before my eyes.")}
    hand_in(folder, "radiology-final", better)
    warned = verb("rank", folder)
    assert "consensus.older" in {f["code"] for f in warned["findings"]}
    assert warned["rankings"][0]["scores"] == before
    verb("sheets", folder, "--consensus")
    _agree(folder, raise_by=0.5)
    after = verb("rank", folder)
    assert after["official"] is True
    assert after["rankings"][0]["scores"][AURORA] > before[AURORA]


def _result(folder):
    verb("report", folder)
    outcome = Outcome.model_validate_json((folder / "report/outcome.json").read_bytes())
    found = outcome.cell(AURORA, "ARC-02")
    assert found.scores["Helen Marsh, MD"] == 5
    assert [e.score for e in found.earlier["Helen Marsh, MD"]] == [3]
    assert found.consensus_reason == "as the panel agreed"
    assert [e.gate for e in outcome.excluded if e.vendor == CIRRUS] == ["shortlist"]
    assert {p.vendor for p in outcome.prices} >= {AURORA, BOREALIS}
    html = (folder / "report/report.html").read_text("utf-8")
    for words in ("5 (before: 3)", "as the panel agreed", "not on the short list", "Short list"):
        assert words in html, words
    verb("export", folder, "--what", "panel", "--output", folder.parent / "panel.csv")
    text = (folder.parent / "panel.csv").read_text("utf-8-sig")
    assert "The rules were changed before my eyes." in text
    kept = sorted(p.name for p in (folder / "scores").glob("*.xlsx"))
    assert {"radiology-v4.xlsx", "consensus-v3.xlsx"} <= set(kept)
    assert "log.broken" not in {f["code"] for f in verb("check", folder)["findings"]}
