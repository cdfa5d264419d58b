"""The sliders of the report, moved as a reader moves them, against what the program itself calculates."""

from __future__ import annotations

import json
import random
import re

import numpy as np
import pytest
from typer.testing import CliRunner

import vendor_eval
from vendor_eval.cli import app
from vendor_eval.decision.methods.ranks import competition_ranks
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.report.content.points import points_of
from vendor_eval.report.html.page import decision_html
from vendor_eval.report.html.sliders import sums_of

RANKING = """() => [...document.querySelectorAll('#ranking tbody')[0].rows].map(row =>
    [row.querySelector('th').firstChild.data, +row.querySelector('[data-k=rank]').textContent])"""
TEXT = """() => { document.querySelectorAll('.jsonly, #say').forEach(node => node.remove());
    return document.body.innerText.replace(/\\s+/g, ' '); }"""
NOW = "() => whatif.state.w"


def slide(page, group, percent):
    """Drag to a place and let go."""
    page.evaluate(
        """([g, v]) => { const s = document.getElementById('s' + g); s.focus(); s.value = v;
             for (const kind of ['input', 'change']) s.dispatchEvent(new Event(kind, {bubbles: true})); }""",
        [group, percent],
    )
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def until(page, condition):
    """Wait in this process: the page's own policy lets nothing be evaluated by name."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {condition}")


@pytest.fixture(scope="module")
def decided(pages):
    case = vendor_eval.load(pages["folder"])
    return case, evaluate(case)


def leaf_weights(outcome, groups):
    """The shares of the criteria when the outermost groups have those of the page."""
    sums = sums_of(outcome, points_of(outcome))
    now = dict(zip(sums.groups, zip(groups, sums.weights, strict=True), strict=True))
    return {
        leaf.criterion: leaf.weight * now[leaf.group[0]][0] / now[leaf.group[0]][1]
        for leaf in outcome.criteria
    }


def test_twenty_random_weightings_rank_as_rank_does(opened, pages, decided):
    case, outcome = decided
    page = opened(pages["report"])
    chance = random.Random(6)
    seen = set()
    for _ in range(20):
        for _ in range(chance.randint(1, 3)):
            slide(page, chance.randrange(14), chance.randrange(0, 121) / 2)
        weights = page.evaluate(NOW)
        assert round(sum(weights), 9) == 1
        asked = leaf_weights(outcome, weights)
        ranks = evaluate(case, Question(weights=asked)).rankings[0].ranks
        shown = dict(page.evaluate(RANKING))
        assert shown == ranks
        assert list(shown) == sorted(ranks, key=lambda name: ranks[name])
        seen.add(next(iter(shown)))
    assert len(seen) > 1
    assert page.errors == []


def test_the_verb_rank_agrees_with_the_page(opened, pages, decided):
    page = opened(pages["report"])
    slide(page, 0, 27)
    weights = leaf_weights(decided[1], page.evaluate(NOW))
    given = ",".join(f"{name}={weight:.15f}" for name, weight in weights.items())
    ran = CliRunner().invoke(
        app, ["rank", str(pages["folder"]), "--what-if", "--weights", given, "--format", "json"]
    )
    found = json.loads(ran.stdout)["rankings"][0]
    assert dict(page.evaluate(RANKING)) == found["ranks"]
    scores = page.eval_on_selector_all("[data-k=score]", "all => all.map(one => +one.textContent)")
    assert scores == pytest.approx(sorted(found["scores"].values(), reverse=True), abs=0.0051)


def test_bands_are_the_intervals_of_sensitivity(opened, pages):
    ran = CliRunner().invoke(app, ["sensitivity", str(pages["folder"]), "--format", "json"])
    groups = [
        x
        for x in json.loads(ran.stdout)["weight_intervals"]
        if x["kind"] == "group" and "/" not in x["criterion"]
    ]
    page = opened(pages["report"])
    found = page.evaluate(
        "() => whatif.model.groups.map((_, g) => whatif.interval(whatif.model.w, g, [], 0))"
    )
    vendors = page.evaluate("() => whatif.model.vendors")
    assert len(groups) == len(found) == 14
    most = page.evaluate("() => whatif.model.max / 100")
    for g, (theirs, ours) in enumerate(zip(groups, found, strict=True)):
        assert [ours["lo"], ours["hi"]] == pytest.approx(theirs["winner"], abs=1e-12)
        assert [vendors[v] if v >= 0 else None for v in (ours["below"], ours["above"])] == [
            theirs["takes_over"]["lo"],
            theirs["takes_over"]["hi"],
        ]
        style = page.get_attribute(f".sl:nth-child({g + 1}) .t", "style")
        band = [float(x) for x in re.findall(r"--(?:lo|hi):([\d.]+)%", style)]
        assert band == pytest.approx([100 * min(1, x / most) for x in theirs["winner"]], abs=0.006)


@pytest.mark.parametrize("vendors", [2, 4, 12])
def test_the_script_calculates_as_numpy(opened, recipes, vendors):
    outcome = recipes.make(vendors=vendors, criteria=56, excluded=0, nested=True)
    sums = sums_of(outcome, points_of(outcome))
    page = opened(decision_html(outcome))
    chance = np.random.default_rng(3)
    for weights in chance.dirichlet(np.ones(len(sums.groups)), 20):
        scores = page.evaluate("w => whatif.scores(w)", weights.tolist())
        assert np.abs(np.array(scores) - sums.values @ weights).max() < 1e-12
    ranks = page.evaluate(
        "() => { const s = whatif.scores(whatif.model.w); return whatif.ranks(s, whatif.ranking(s)); }"
    )
    assert ranks == list(competition_ranks(dict(enumerate(sums.scores.tolist()))).values())


@pytest.mark.parametrize("vendors", [4, 12])
def test_the_first_changes_just_outside_of_the_band(opened, recipes, vendors):
    page = opened(decision_html(recipes.make(vendors=vendors, criteria=56, excluded=0)))
    ends = page.evaluate(
        """() => { const { model, interval, move, scores, ranking } = whatif, w = model.w, found = [];
          for (const held of [[], model.groups.map((_, g) => g === 1)])
            model.groups.forEach((_, g) => {
              const room = interval(w, g, held, 0), first = x => ranking(scores(move(w, g, x, held)))[0];
              if (room.below >= 0) found.push([first(room.lo - 5e-4), first(room.lo + 5e-4), room.below]);
              if (room.above >= 0) found.push([first(room.hi + 5e-4), first(room.hi - 5e-4), room.above]);
            });
          return found; }"""
    )
    assert len(ends) > 3
    for outside, inside, said in ends:
        assert inside == 0
        assert outside == said


def test_weights_always_sum_to_one_and_held_ones_stay(opened, pages):
    page = opened(pages["report"])
    page.check(".sl:nth-child(2) .hold input")
    before = page.evaluate(NOW)
    for percent in (0, 60, 3, 30):
        slide(page, 0, percent)
        assert sum(page.evaluate("() => whatif.state.w.map(x => Math.round(x * 1e4))")) == 10_000
        assert page.evaluate(NOW)[1] == pytest.approx(before[1], abs=1e-4)
    assert page.is_disabled("#s1")


def test_a_drag_to_nothing_and_back_keeps_the_proportions(opened, pages):
    page = opened(pages["report"])
    before = page.evaluate(NOW)
    slide(page, 13, 0)
    slide(page, 13, 60)
    slide(page, 13, round(200 * before[13]) / 2)
    assert page.evaluate(NOW) == pytest.approx(before, abs=3e-4)


def test_text_is_the_same_with_and_without_script(opened, pages):
    without = opened(pages["report"], java_script_enabled=False)
    still = " ".join(without.inner_text("body").split())
    assert still == opened(pages["report"]).evaluate(TEXT)
    moved = opened(pages["report"])
    slide(moved, 0, 30)
    moved.select_option("#A", "2")
    moved.select_option("#focus", "5")
    assert "What-if" in moved.inner_text("#state")
    moved.click("#reset")
    assert moved.inner_text("#state") == "Showing the agreed weights."
    assert moved.evaluate(TEXT).replace(" The address holds this what-if.", "") == still


@pytest.mark.parametrize(
    "changes",
    [
        {"vendors": 2, "excluded": 0},
        {"vendors": 12, "excluded": 0, "nested": True},
        {"prices": False},
        {"rounding": {"component": 1, "total": 0}},
        {"rounding": {"total": 1, "mode": "half_even"}},
        {"points": 1000},
    ],
)
def test_reset_shows_what_was_drawn(opened, recipes, changes):
    changes = dict(changes)
    if "rounding" in changes:
        changes["rounding"] = recipes.Rounding(**changes["rounding"])
    if "points" in changes:
        changes["points"] = recipes.Decimal(changes["points"])
    report = decision_html(recipes.make(**{"criteria": 40, **changes}))
    still = " ".join(opened(report, java_script_enabled=False).inner_text("body").split())
    page = opened(report)
    assert page.evaluate("() => typeof whatif") == "object"
    slide(page, 0, 1)
    page.click("#reset")
    assert page.evaluate(TEXT) == still
    assert page.errors == []


def test_the_headline_never_follows(opened, pages):
    page = opened(pages["report"])
    before = page.inner_text("header")
    slide(page, 0, 40)
    assert "Aurora Imaging Systems first" in page.inner_text("#state")
    assert "By the agreed weights it is Borealis Health IT." in page.inner_text("#state")
    assert page.inner_text("header") == before
    until(page, "document.querySelector('#say').textContent.startsWith('What-if')")


def test_shown_differences_add_up(opened, pages):
    page = opened(pages["report"])

    def number(text):
        return round(100 * float(text.replace("−", "-") or 0))

    for g in range(14):
        slide(page, g, 11.5 + g)
        rows = page.eval_on_selector_all("#wf td.n, #wf-rest td.n", "all => all.map(one => one.textContent)")
        assert sum(map(number, rows)) == number(page.text_content("#wf-lead"))
        a, b, lead = re.findall(r"[+−]?\d+\.\d\d", page.text_content("#wf-sum"))
        assert number(a) - number(b) == number(lead)


def test_the_address_keeps_the_what_if(opened, pages):
    page = opened(pages["report"])
    slide(page, 0, 33)
    page.select_option("#B", "2")
    until(page, "location.hash.length > 1 && location.hash.includes('c=')")
    fragment = page.evaluate("location.hash")
    assert re.fullmatch(r"#m[0-9a-f]{8}&w=\d+(\.\d+){13}&c=\d\.\d(&f=\d+)?", fragment)
    again = opened(pages["report"], fragment)
    assert again.evaluate(NOW) == page.evaluate(NOW)
    for part in ("#state", "#ranking", "#why", "#change", "#quality", "#weights"):
        assert again.inner_text(part) == page.inner_text(part)
    assert again.is_hidden("#foreign")
    again.click("#reset")
    until(again, "location.hash === ''")


@pytest.mark.parametrize(
    "wrong",
    [
        "#m00000000&w=5000.5000",
        "{id}&w=1.2.3",
        "{id}&w=" + ".".join(["10000"] * 14),
        "{id}&w=" + ".".join(["-1", "10001", *["0"] * 12]),
        "{id}&w=" + ".".join(["1e4", *["0"] * 13]),
        "{id}&w=<script>alert(1)</script>",
        "{id}",
        "#x&w=1",
    ],
)
def test_an_address_of_another_report_is_said_and_left_aside(opened, pages, wrong):
    plain = opened(pages["report"])
    fragment = wrong.replace("{id}", "#" + plain.evaluate("whatif.model.id"))
    page = opened(pages["report"], fragment)
    assert page.is_visible("#foreign")
    assert page.inner_text("#state") == "Showing the agreed weights."
    assert page.evaluate(NOW) == plain.evaluate(NOW)
    assert page.errors == []


def test_an_ordinary_anchor_is_no_what_if_and_opens_what_it_points_to(opened, pages):
    page = opened(pages["report"], "#c-DCM-01")
    assert page.is_hidden("#foreign")
    anchor = page.evaluate("document.querySelector('#why details a').getAttribute('href')")
    page = opened(pages["report"], anchor)
    assert page.is_visible(anchor)


def test_one_group_can_be_looked_at_alone(opened, pages):
    page = opened(pages["report"])
    page.select_option("#group", "1")
    shown = page.eval_on_selector_all("[data-g]", "all => all.filter(x => !x.hidden).map(x => x.dataset.g)")
    assert set(shown) == {"1"}
    page.select_option("#group", "")
    assert page.locator("[data-g][hidden]").count() == 0


def test_by_keyboard(opened, pages):
    page = opened(pages["report"])
    page.focus("#s0")
    before = page.evaluate(NOW)[0]
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('#state').textContent.startsWith('What-if')")
    assert page.evaluate(NOW)[0] == pytest.approx(before + 0.005, abs=0.0051)
    said = page.get_attribute("#s0", "aria-valuetext")
    assert re.fullmatch(r"7\.5\s%\. Agreed 7\.0\s%\. .* stays first from [\d.]+\s% to [\d.]+\s%", said)


def test_nothing_leaves_the_page_and_no_other_script_runs(opened, pages, browser, tmp_path):
    text = pages["report"].read_text(encoding="utf-8")
    evil = "<script>document.title = 'evil'</script><img src=x onerror=\"document.title = 'evil'\">"
    place = tmp_path / "injected.html"
    place.write_text(text.replace("<main", evil + "<main", 1), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place.as_uri())
    slide(page, 0, 30)
    assert page.title().startswith("Recommended")
    assert "What-if" in page.inner_text("#state")
    assert {url for url in asked if not url.startswith("data:")} <= {
        place.as_uri(),
        (tmp_path / "x").as_uri(),
    }
    context.close()
    context = browser.new_context()
    page = context.new_page()
    asked.clear()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages["report"].as_uri())
    slide(page, 0, 30)
    page.click("#reset")
    assert asked == [pages["report"].as_uri()]
    context.close()


def test_what_vendors_write_stays_words(opened, recipes):
    evil = "<script>document.title = 'evil'</script>"
    names = (evil, "</script><b>B", "javascript:alert(1)", '"><img src=x onerror=alert(1)>')
    outcome = recipes.make(names=names, answer='<a href="javascript:alert(1)">click</a>' + evil, excluded=0)
    page = opened(decision_html(outcome))
    slide(page, 0, 40)
    text = page.inner_text("body")
    assert all(name in text for name in names)
    assert "evil'" not in page.title().replace(evil, "")
    assert page.locator("a[href^=javascript], body img, #main b:has-text('B') b").count() == 0
    assert page.locator("script").count() == 2
    assert page.errors == []


def test_size(recipes, tmp_path):
    outcome = recipes.make(vendors=12, criteria=14, excluded=0, panel=False, missing=0)
    spread = [leaf.model_copy(update={"group": (f"g{k}",)}) for k, leaf in enumerate(outcome.criteria)]
    rows = outcome.rankings[0].contributions
    groups = [
        recipes.GroupLine(
            id=f"g{k}", title=f"Group of criteria {k}", path=(f"g{k}",), weight=leaf.weight,
            points=100 * leaf.weight, scores={name: row[leaf.criterion] for name, row in rows.items()},
        )
        for k, leaf in enumerate(spread)
    ]  # fmt: skip
    report = decision_html(outcome.model_copy(update={"criteria": tuple(spread), "groups": tuple(groups)}))
    assert 'id="s13"' in report
    assert len(report.encode()) < 300_000


def test_a_tie_by_the_agreed_weights_is_called_one(opened, recipes):
    names = recipes.NAMES[:2]
    values = {names[0]: [0.9, 0.1] * 7, names[1]: [0.1, 0.9] * 7}
    tie = recipes.make(
        vendors=2, excluded=0, criteria=14, weights=[1.0] * 14, values=values, missing=0, panel=False
    )
    assert len(tie.rankings[0].best) == 2
    page = opened(decision_html(tie))
    assert "would put" not in page.inner_text("header")
    slide(page, 0, 40)
    assert page.inner_text("#state").endswith("By the agreed weights there is a tie.")
    page.click("#reset")
    assert page.eval_on_selector_all("[data-k=rank]", "all => all.map(one => one.textContent)") == ["1", "1"]
    assert page.errors == []
