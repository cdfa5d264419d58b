"""The documentation is whole: every page has its place, every method and formula its row."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from vendor_eval.decision.methods import METHODS
from vendor_eval.model.buyer.pricing import PriceLine, PriceRule
from vendor_eval.model.buyer.volumes import Sizing
from vendor_eval.model.price_formulas import PRICE_FORMULAS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md"))


def text(name):
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_in_the_navigation_once(page):
    listed = re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    assert listed.count(page) == 1


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_a_page_and_a_row(method):
    assert f"methods/{method}.md" in PAGES
    assert f"methods/{method}.md" in text("definitions.md")


@pytest.mark.parametrize("formula", PRICE_FORMULAS)
def test_every_price_formula_is_explained_where_it_is_looked_up(formula):
    for page in ("definitions.md", "files.md", "methods/price_formulas.md"):
        assert f"`{formula}`" in text(page), page


@pytest.mark.parametrize(
    "field", sorted({*PriceLine.model_fields, *PriceRule.model_fields, *Sizing.model_fields})
)
def test_every_field_of_prices_and_volumes_is_listed(field):
    assert re.search(rf"\b{field}\b", text("files.md"))


STRANGERS = [*PAGES, "../README.md", "../CONTRIBUTING.md", "../CHANGELOG.md"]


def said(page):
    """The page without fenced code."""
    return re.sub(r"^```.*?^```$", "", text(page), flags=re.M | re.S).splitlines()


@pytest.mark.parametrize("page", STRANGERS)
def test_nothing_is_said_twice_on_a_page(page):
    """Ten words in a row that stand twice are two texts put together without reading them."""
    if page == "methods/scikit_criteria.md":  # methods that share a paper cite it each
        return
    words = [w for line in said(page) if not line.startswith(("|", "    ", "#", ">")) for w in line.split()]
    runs = Counter(" ".join(words[n : n + 10]) for n in range(len(words) - 9))
    assert [run for run, times in runs.items() if times > 1] == []


@pytest.mark.parametrize("page", STRANGERS)
def test_no_table_has_two_rows_of_one_name(page):
    tables = re.split(r"\n(?!\|)", "\n".join(said(page)))
    for rows in (t.strip().splitlines()[2:] for t in tables if t.strip().startswith("|")):
        names = Counter(row.split("|")[1].strip() for row in rows)
        assert [n for n, times in names.items() if times > 1 and n.startswith("`")] == []


def commands():
    """Each ``vendor-eval VERB ...`` in the documentation, by its page."""
    for page in STRANGERS:
        found = re.findall(r"^    (vendor-eval .+)$|`(vendor-eval [^`]+)`", text(page), re.M)
        for line in sorted({a or b for a, b in found}):
            yield page, line.partition("  #")[0].split(" > ")[0]


def options(words):
    """Which options a command has; the name of a command that does not exist is an error."""
    import typer

    from vendor_eval.cli import app

    here = typer.main.get_command(app)
    for word in words:
        if not hasattr(here, "commands") or word.startswith("-"):
            break
        assert word in here.commands, f"there is no verb {word!r}"
        here = here.commands[word]
    given = {"--help", "-h", "--install-completion", "--show-completion"}
    return given.union(*(p.opts + p.secondary_opts for p in here.params))


@pytest.mark.parametrize(("page", "line"), list(commands()))
def test_every_command_in_the_documentation_exists_with_its_options(page, line):
    words = re.sub(r'"[^"]*"', "TEXT", line).split()[1:]
    known = options(words)
    assert [w for w in words if w.startswith("--") and w.partition("=")[0] not in known] == []


def test_every_library_has_its_reason():
    """Whoever adds a dependency says what it is for, and why this one, where the house is described."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["cluster"], *extras["evidence"]]
    table = text("architecture.md").partition("## Libraries")[2]
    assert {re.match(r"[\w.-]+", name)[0] for name in wanted} == {
        name
        for row in re.findall(r"^\| ([^|]+) \|", table, re.M)[1:]
        for name in re.sub(r" \(.*", "", row).split(", ")
    }
