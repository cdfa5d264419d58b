"""Procurement folders at later stages, made by the verbs themselves and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filling import BID, OFFER, fill
from steps import with_rules
from typer.testing import CliRunner

from vendor_eval.cli import app

MINI = Path(__file__).parents[1] / "mini"
AT = "2030-01-30T12:00"


DEMO = """  - id: U-2
    title: Viewer
    requirement: Show how a study is opened.
    kind: scored
    stage: demo
    answer: {type: text}
    value: {rule: rubric, anchors: {0: not shown, 5: opens at once}}
    evidence: [demonstration]
"""
REFERENCE = (
    DEMO.replace("U-2", "U-3").replace("demo\n", "reference\n").replace("[demonstration]", "[reference]")
)


def must(*args: object) -> None:
    result = CliRunner().invoke(app, [str(a) for a in args])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("issued") / "mini"
    shutil.copytree(MINI, target)
    must("rfp", target)
    return target


@pytest.fixture(scope="session")
def bid_once(issued_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two complete bids and both score sheets are in."""
    base = tmp_path_factory.mktemp("bid")
    target = base / "mini"
    shutil.copytree(issued_once, target)
    for vendor, query in (("aurora", "full"), ("borealis", "partly")):
        response = fill(target / "rfp/response.xlsx", base / f"{vendor}-r.xlsx", BID | {"T-1": query})
        price = fill(target / "rfp/price.xlsx", base / f"{vendor}-p.xlsx", OFFER)
        must("receive", target, response, "--vendor", vendor, "--at", AT)
        must("receive", target, price, "--vendor", vendor, "--at", AT)
    must("sheets", target)
    for evaluator in ("ann", "bob"):
        scores = {"U-1|aurora": 4, "U-1|borealis": 3}
        filled = fill(target / f"sheets/{evaluator}.xlsx", base / f"{evaluator}.xlsx", scores, key="score")
        must("collect", target, filled)
    return target


@pytest.fixture
def issued(issued_once: Path, tmp_path: Path) -> Path:
    """The mini procurement with its RFP issued."""
    return shutil.copytree(issued_once, tmp_path / "issued")


@pytest.fixture
def bid(bid_once: Path, tmp_path: Path) -> Path:
    """The mini procurement, ready to rank."""
    return shutil.copytree(bid_once, tmp_path / "bid")


def _staged(folder: Path, **rules: object) -> Path:
    """Two bids are in; U-1 is scored in the written stage, the others later; one vendor goes on."""
    with_rules(folder, shortlist={"after": "written", "top": 1}, **rules)
    must("rfp", folder)
    for vendor, query in (("aurora", "full"), ("borealis", "partly")):
        answers = BID | {"T-1": query, "U-2": "At once."}
        answers |= (
            {"U-3": "See Hill."} if "U-3" in (folder / "catalogues/mini/people.yaml").read_text() else {}
        )
        response = fill(folder / "rfp/response.xlsx", folder.parent / f"{vendor}-r.xlsx", answers)
        price = fill(folder / "rfp/price.xlsx", folder.parent / f"{vendor}-p.xlsx", OFFER)
        for workbook in (response, price):
            must("receive", folder, workbook, "--vendor", vendor, "--at", AT)
    return folder


@pytest.fixture
def staged(folder: Path) -> Path:
    """Two bids are in; U-1 is scored in the written stage, U-2 in a demonstration; one vendor goes on."""
    path = folder / "catalogues/mini/people.yaml"
    path.write_text(path.read_text() + DEMO)
    return _staged(folder)


@pytest.fixture(scope="session")
def negotiated_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("negotiated") / "mini"
    shutil.copytree(MINI, target)
    path = target / "catalogues/mini/people.yaml"
    path.write_text(path.read_text() + DEMO + REFERENCE)
    return _staged(target, consensus="negotiated")


@pytest.fixture
def negotiated(negotiated_once: Path, tmp_path: Path) -> Path:
    """As ``staged``, with U-3 scored by references, and the panel's score agreed on in its meeting."""
    return shutil.copytree(negotiated_once, tmp_path / "negotiated")
