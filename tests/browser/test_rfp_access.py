"""The request for proposals as a web page, for everybody: axe's rules, both themes, a phone, forced colours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import need
from typer.testing import CliRunner

from vendor_eval.cli import app

OPEN = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 700}},
    "dark phone": {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium-browser") or need("chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def rfp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("rfp") / "demo"
    result = CliRunner().invoke(app, ["demo", str(target)])
    assert result.exit_code == 0, result.output
    return target / "rfp/rfp.html"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_runs_off_the_side(chromium, rfp, look):
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(**LOOKS[look])
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(rfp.as_uri())
    page.evaluate(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    response = Axe().run(page).response
    assert len(response["passes"]) > 10
    told = [
        (v["id"], n["html"][:200], n["failureSummary"]) for v in response["violations"] for n in v["nodes"]
    ]
    assert told[:3] == []
    assert asked == [rfp.as_uri()]
    context.close()
