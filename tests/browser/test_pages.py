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


def test_on_a_phone_the_points_of_vendors_are_in_sight_and_names_are_whole(browser, pages):
    page = browser.new_context(viewport={"width": 390, "height": 900}).new_page()
    page.goto(pages["report"].as_uri())
    heads = page.query_selector_all("#profile thead th.v")
    assert len(heads) == 3
    for head in [*heads, *page.query_selector_all("#why thead th.v")]:
        box = head.bounding_box()
        assert box["x"] + box["width"] <= 390
    broken = page.evaluate(
        """() => [...document.querySelectorAll('thead th.v')].filter(th => {
             const range = document.createRange(), text = th.firstChild;
             return [...text.data.matchAll(/\\S+/g)].some(m => {
               range.setStart(text, m.index); range.setEnd(text, m.index + m[0].length);
               return range.getClientRects().length > 1;
             });
           }).map(th => th.textContent)"""
    )
    assert broken == []
