"""What every test may ask for: the command line in this process, and a small procurement folder."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from filelock import FileLock
from hypothesis import settings
from sample import fill_uno
from typer.testing import CliRunner

from vendor_eval.cli import app

HERE = Path(__file__).parent

MANY_FILES = 20
"""From so many test files on, a run is quicker on all processors, although each has to start."""
BY_FIXTURE = {"libreoffice": {"soffice", "uno"}, "browser": {"browser", "pages"}, "slow": {"demo"}}
SLOW = (
    "e2e",
    "released",
    "house/test_rules.py",
    "cli/test_report_audience.py",
    "cli/test_new_profile.py",
    "cost/test_folder.py",
    "published/test_whole.py",
    "report/test_adds_up.py",
    "report/test_document.py",
    "report/test_first_page.py",
    "report/test_shapes_for_audiences.py",
    "report/test_summary.py",
    "rfp/test_changes.py",
    "rfp/test_every_catalogue.py",
    "rfp/test_outline.py",
    "roadmap/test_document.py",
    "roadmap/test_plan.py",
)
"""Folders and files whose tests make whole documents, or start a program that takes seconds."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """What ``-n auto`` means here: one process for a few files, all processors for many."""
    files = {file for place in config.args for file in Path(place).rglob("test_*.py")}
    return None if len(files) >= MANY_FILES else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks by what a test uses and where it stands, so that nobody has to write them."""
    for item in items:
        for mark, fixtures in BY_FIXTURE.items():
            if fixtures.intersection(getattr(item, "fixturenames", ())):
                item.add_marker(mark)
        place = item.path.relative_to(HERE)
        if any(place.is_relative_to(slow) for slow in SLOW):
            item.add_marker("slow")


# The same examples in every run: a test that fails for one person fails for all.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")

# A shell that runs the tests in the background has them, and every child, ignore the interrupt that some test.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def findings(self) -> list[dict[str, str]]:
        return self.data["findings"]

    def finding(self, code: str) -> dict[str, str]:
        """The one Finding with this code; fails with the others listed if there is none."""
        found = [f for f in self.findings if f["code"] == code]
        assert found, f"no {code} among {[(f['code'], f['message']) for f in self.findings]}"
        return found[0]


# Procurements of the tests issue their RFP, and have questions and bids, between these two.
BEFORE, AFTER = datetime(2026, 11, 2, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
STARTED = time.monotonic()


def _time_of(words: Sequence[str]) -> datetime:
    """What bidders ask, or are sent before bids are due, comes before; all else after. Both clocks run."""
    as_it_comes = words[:1] == ["receive"] and "--at" not in words
    before = words[:1] in (["rfp"], ["status"]) or words[:2] in (
        ["letter", "clarification"],
        ["letter", "thanks"],
    )
    return (BEFORE if before or as_it_comes else AFTER) + timedelta(seconds=time.monotonic() - STARTED)


@pytest.fixture(scope="session", autouse=True)
def _years_ahead() -> Iterator[None]:
    """The one clock of all verbs, wherever a test sets no other."""
    at_work = importlib.import_module("vendor_eval.cli.folder")
    invoke, words = CliRunner.invoke, []

    def noted(self: CliRunner, app: object, args: Sequence[str] = (), **more: object) -> object:
        words[:] = args
        return invoke(self, app, args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CliRunner, "invoke", noted)
        patch.setattr(at_work, "clock", lambda: _time_of(words))
        yield


Cli = Callable[..., Ran]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run a verb in this process. Anything but an orderly end is the test's failure."""
    monkeypatch.setenv("VENDOR_EVAL_USER", "tester")

    def run(*args: object) -> Ran:
        result = CliRunner().invoke(app, [str(a) for a in args])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample procurement, run through once for the tests of all processes. Only to be read."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    target, done = base / "sample" / "demo", base / "sample-done"
    with FileLock(base / "sample.lock"):
        if not done.exists():
            result = CliRunner().invoke(app, ["demo", str(target)])
            assert result.exit_code == 0, result.output
            done.touch()
    return target


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A procurement folder with a catalogue of its own: one gate, four scored criteria, a price."""
    target = tmp_path / "mini"
    shutil.copytree(HERE / "mini", target)
    return target


def need(program: str) -> str:
    """The path of a program that a test uses; without it the test is skipped, but fails in CI."""
    path = shutil.which(program)
    return path if path is not None else _without(program)


def _without(program: str) -> NoReturn:
    """A person's machine may lack a program; CI installs all of them, so there it is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{program} is not installed")
    pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="session")
def soffice() -> str:
    return need("soffice")


@pytest.fixture(scope="session")
def uno(soffice: str) -> None:
    """LibreOffice that a script can type into: an interpreter has its ``uno`` module."""
    if not fill_uno.available():
        _without("LibreOffice's uno module (python3-uno)")
