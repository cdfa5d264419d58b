"""A browser for all tests of pages, the demo's pages, and pages of procurements made by code."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import need
from typer.testing import CliRunner

from vendor_eval.cli import app

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium-browser") or need("chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def pages(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    target = shutil.copytree(demo, tmp_path_factory.mktemp("pages") / "demo")
    told = CliRunner().invoke(app, ["letter", "regret", str(target), "--vendor", "Cirrus"])
    assert told.exit_code == 0, told.output
    return {
        "report": target / "report/report.html",
        "rfp": target / "rfp/rfp.html",
        "letter": target / "letters/regret-cirrus.html",
        "folder": target,
    }


@pytest.fixture(scope="session")
def recipes() -> ModuleType:
    """Outcomes made by hand, as the tests of the report make them."""
    place = Path(__file__).parent.parent / "report" / "conftest.py"
    spec = importlib.util.spec_from_file_location("report_recipes", place)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open a report (text or path) as a reader does; keywords go to the browser's context."""
    contexts = []

    def show(report: str | Path, fragment: str = "", **options: Any) -> Any:
        if isinstance(report, str):
            place = tmp_path / f"report-{len(contexts)}.html"
            place.write_text(report, encoding="utf-8")
            report = place
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.errors.append(message.text))
        page.goto(report.as_uri() + fragment)
        return page

    yield show
    for context in contexts:
        context.close()
