"""The request for proposals as a web page, for everybody: axe's rules, both themes, a phone, forced colours."""

from __future__ import annotations

import pytest

OPEN = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 700}},
    "dark phone": {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_runs_off_the_side(browser, pages, look):
    from axe_playwright_python.sync_playwright import Axe

    rfp = pages["rfp"]
    context = browser.new_context(**LOOKS[look])
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
