"""The pages as a browser shows them: nothing leaves the file, nothing runs off the side."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["report", "rfp", "letter"])
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
    assert page.evaluate("document.querySelectorAll('script').length") == {"report": 2}.get(name, 0)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3')].filter(h => h.offsetWidth === 0
            || h.scrollWidth > h.clientWidth + 1).map(h => h.textContent)"""
    )
    assert hidden == []
    context.close()


def test_a_letter_has_no_contents_and_takes_the_page(browser, pages):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(pages["letter"].as_uri())
    assert page.query_selector("nav") is None
    assert page.query_selector("main").bounding_box()["width"] > 900


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
