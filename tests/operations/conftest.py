"""A small procurement driven from Python: no command line, and a clock that a test sets."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filling import BID, OFFER, fill

from vendor_eval import Procurement

MINI = Path(__file__).parents[1] / "mini"


@dataclass
class Clock:
    """The time as a test sets it."""

    now: datetime = datetime(2026, 11, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def procurement(tmp_path: Path, clock: Clock) -> Procurement:
    """The files of a small procurement; no RFP was issued yet."""
    shutil.copytree(MINI, tmp_path / "mini")
    return Procurement(tmp_path / "mini", clock=clock, by="ann")


@pytest.fixture
def issued(procurement: Procurement) -> Procurement:
    assert procurement.issue().ok
    return procurement


Filled = Callable[..., Path]


@pytest.fixture
def filled(issued: Procurement, tmp_path: Path) -> Filled:
    """A workbook of the RFP as a vendor fills it in."""

    def make(kind: str = "response", answers: dict[str, object] | None = None) -> Path:
        sent = issued.layout.rfp / f"{kind}.xlsx"
        values = (BID if kind == "response" else OFFER) | (answers or {})
        return fill(sent, tmp_path / f"{kind}-{len(list(tmp_path.iterdir()))}.xlsx", values)

    return make


@pytest.fixture(scope="session")
def bids_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("operations")
    clock = Clock()
    folder = Procurement(shutil.copytree(MINI, base / "mini"), clock=clock, by="ann")
    assert folder.issue().ok
    clock.now = datetime(2030, 1, 30, 12, tzinfo=UTC)
    for vendor, query in (("aurora", "full"), ("borealis", "partly")):
        answers = BID | {"T-1": query, "T-2": "about 99.5"}
        for kind, cells in (("response", answers), ("price", OFFER)):
            workbook = fill(folder.layout.rfp / f"{kind}.xlsx", base / f"{vendor}-{kind}.xlsx", cells)
            assert folder.receive(workbook, vendor).new
    return folder.root


@pytest.fixture
def bids(bids_once: Path, tmp_path: Path, clock: Clock) -> Procurement:
    """Two bids are in, and the closing time is over; in each bid the answer to T-2 cannot be read."""
    clock.now = datetime(2031, 1, 1, 9, tzinfo=UTC)
    return Procurement(shutil.copytree(bids_once, tmp_path / "mini"), clock=clock, by="tester")
