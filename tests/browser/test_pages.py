"""The pages as a browser shows them: nothing leaves the file, nothing runs off the side."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium-browser") or need("chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    target = tmp_path_factory.mktemp("pages") / "demo"
    result = CliRunner().invoke(app, ["demo", str(target)])
    assert result.exit_code == 0, result.output
    return {"report": target / "report/report.html", "rfp": target / "rfp/rfp.html"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["report", "rfp"])
def test_page(browser, pages, name, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages[name].as_uri())
    assert asked == [pages[name].as_uri()]
    assert said == []
    inner = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= inner
    assert page.evaluate("document.querySelectorAll('script').length") == 0
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3')].filter(h => h.offsetWidth === 0
            || h.scrollWidth > h.clientWidth + 1).map(h => h.textContent)"""
    )
    assert hidden == []
    context.close()
