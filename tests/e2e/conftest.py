"""Procurement folders at later stages, made by the verbs themselves and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filling import BID, OFFER, fill
from typer.testing import CliRunner

from vendor_eval.cli import app

MINI = Path(__file__).parents[1] / "mini"
AT = "2030-01-30T12:00"


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
