"""The documentation is whole: every page has its place, every method and formula its row."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from vendor_eval.model.methods import METHOD_TITLES, Formula
from vendor_eval.model.pricing import PriceLine, PriceRule
from vendor_eval.model.volumes import Sizing

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md"))


def text(name):
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_in_the_navigation_once(page):
    listed = re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    assert listed.count(page) == 1


@pytest.mark.parametrize("method", METHOD_TITLES)
def test_every_method_has_a_page_and_a_row(method):
    assert f"methods/{method}.md" in PAGES
    assert f"methods/{method}.md" in text("definitions.md")


@pytest.mark.parametrize("formula", get_args(Formula))
def test_every_price_formula_is_explained_where_it_is_looked_up(formula):
    for page in ("definitions.md", "files.md", "methods/price_formulas.md"):
        assert f"`{formula}`" in text(page), page


@pytest.mark.parametrize(
    "field", sorted({*PriceLine.model_fields, *PriceRule.model_fields, *Sizing.model_fields})
)
def test_every_field_of_prices_and_volumes_is_listed(field):
    assert re.search(rf"\b{field}\b", text("files.md"))
