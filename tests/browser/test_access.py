"""The report for everybody: by axe's rules, in every theme, on a phone, on paper, and without colour."""

from __future__ import annotations

import subprocess

import pytest
from conftest import need

from vendor_eval.report.html.page import decision_html

OPEN = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
# Colours that axe does not look at: names beside lines and dots, and lines against their ground.
CONTRAST = r"""() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map(x => x / 255).map(x => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4)
    .reduce((t, x, i) => t + x * [.2126, .7152, .0722][i], 0);
  const ratio = (a, b) => { const [p, q] = [light(a), light(b)].sort((x, y) => y - x); return (p + .05) / (q + .05); };
  const ground = node => { for (; node; node = node.parentElement) {
    const c = rgb(getComputedStyle(node).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255]; };
  const found = [];
  for (const node of document.querySelectorAll(".ends span, .plane em, .axis span, .cross p"))
    found.push([node.textContent, ratio(rgb(getComputedStyle(node).color), ground(node)), 4.5]);
  for (const node of document.querySelectorAll(".lines .top, .lines .rival, #now, #agreed"))
    found.push([node.id, ratio(rgb(getComputedStyle(node).stroke), ground(document.querySelector(".lines"))), 3]);
  for (const node of document.querySelectorAll(".plane i, .step .pos"))
    found.push([node.className, ratio(rgb(getComputedStyle(node).backgroundColor), ground(node.parentElement)), 3]);
  return found.filter(([, is, least]) => is < least);
}"""
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 700}},
    "dark phone": {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "forced dark": {"forced_colors": "active", "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def twelve(recipes):
    return decision_html(recipes.make(vendors=12, criteria=28, excluded=1, nested=True))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("which", ["demo", "twelve"])
def test_axe_finds_nothing(opened, pages, twelve, which, look):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(pages["report"] if which == "demo" else twelve, **LOOKS[look])
    page.evaluate(OPEN)
    page.locator("#s0").press("ArrowRight")
    response = Axe().run(page).response
    assert len(response["passes"]) > 20
    found = response["violations"]
    told = [(v["id"], n["html"][:200], n["failureSummary"]) for v in found for n in v["nodes"][:3]]
    assert told == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_where_axe_does_not_look(opened, twelve, scheme):
    page = opened(twelve, color_scheme=scheme)
    assert page.locator(".plane em:visible").count() >= 3
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("vendors", [2, 4, 12])
def test_nothing_runs_off_the_side(opened, recipes, vendors, width):
    names = tuple(
        f"{name} {'Medical Imaging Informatics ' * (k % 3)}" for k, name in enumerate(recipes.NAMES)
    )
    outcome = recipes.make(vendors=vendors, criteria=28, excluded=0, names=names)
    page = opened(decision_html(outcome), viewport={"width": width, "height": 800})
    page.evaluate(OPEN)
    for step in ("ArrowRight", "End"):
        page.locator("#s0").press(step)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if vendors == 12:
        tops = page.evaluate(
            """() => [...document.querySelectorAll('.ends span:not([hidden])')].map(x => x.getBoundingClientRect())
                 .map(b => [b.top, b.bottom]).sort((a, b) => a[0] - b[0])"""
        )
        assert all(below[0] >= above[1] - 1 for above, below in zip(tops, tops[1:], strict=False))


def test_by_keyboard_every_control_is_reached_in_the_order_of_the_page(opened, pages):
    page = opened(pages["report"])
    seen = []
    page.evaluate("document.querySelector('nav li:last-child a').focus()")
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.type"))
    assert [name for name in seen if name in ("s0", "s13", "A", "B", "focus")] == [
        "s0",
        "s13",
        "A",
        "B",
        "focus",
    ]
    assert seen.count("checkbox") == 14
    page.focus("#s0")
    page.keyboard.press("ArrowRight")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.focus("#reset")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "state"


def printed(page) -> str:
    pdf = page.pdf(prefer_css_page_size=True)
    told = subprocess.run([need("pdftotext"), "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


@pytest.mark.parametrize("script", [True, False])
def test_on_paper_everything_is_open_and_no_control_is_left(opened, pages, script):
    text = printed(opened(pages["report"], java_script_enabled=script))
    for words in (
        "Weights and value rules",
        "These lines as a table",
        "All other criteria",
        "answers of all vendors",
    ):
        assert words in text
    assert "Look closer at" not in text
    assert "Reset to agreed" not in text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"vendors": 1, "excluded": 0}, "Only one vendor is ranked"),
        ({"what_if": True}, "This page shows other weights"),
        ({"rounding": 0, "values": (0.803, 0.798)}, ""),
    ],
)
def test_without_sliders_the_page_says_why(opened, recipes, changes, why):
    changes = dict(changes)
    if "values" in changes:
        names, (high, low) = recipes.NAMES[:2], changes.pop("values")
        changes |= {"vendors": 2, "excluded": 0, "criteria": 6, "missing": 0, "panel": False}
        changes["values"] = {names[0]: [low] * 6, names[1]: [high] * 6}
        changes["rounding"] = recipes.Rounding(total=changes.pop("rounding"))
        why = "Only the published rounding decides"
    page = opened(decision_html(recipes.make(**changes)))
    assert why in page.inner_text("#no-sliders")
    assert page.locator("input, select, button").count() == 0
    assert page.locator("script").count() == 1
    assert page.errors == []


def test_nobody_ranked(opened, recipes):
    page = opened(decision_html(recipes.make(vendors=3, excluded=3)))
    assert page.locator("input, select, button, #bar").count() == 0
    assert page.errors == []
