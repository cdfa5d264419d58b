"""One page a method: its parts, and every figure of its worked example recomputed."""

from __future__ import annotations

import re

import numpy as np
import pytest
import yaml
from decision.pages import BLOCK, PAGES, figures, printed, runs, says

from vendor_eval.decision.library.catalogue import FURTHER, REFUSED
from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.table.prices import price_values
from vendor_eval.model.price_formulas import PRICE_FORMULAS
from vendor_eval.model.problem import THRESHOLDS, ProblemCriterion

OLDER = (
    "weighted_sum",
    "topsis",
)  # their tables show the way to a figure, so only scores and ranks are compared
TEXTS = {page.stem: page.read_text(encoding="utf-8") for page in sorted(PAGES.glob("*.md"))}
EXAMPLES = [
    (name, i) for name, text in TEXTS.items() if name not in OLDER for i, _ in enumerate(list(runs(text)))
]


@pytest.mark.parametrize("name, i", EXAMPLES)
def test_every_figure_is_what_the_program_says(name, i):
    run = list(runs(TEXTS[name]))[i]
    found = list(figures(run))
    assert found, "a command without a figure below it"
    for figure in found:
        assert says(figure.text, figure.value), (figure.where, figure.text, figure.value)


@pytest.mark.parametrize("name", OLDER)
def test_scores_and_ranks_of_the_older_pages(name):
    table = next(BLOCK.finditer(TEXTS["weighted_sum"]))[0]  # the page of topsis refers to it
    run = next(runs(table + TEXTS[name].replace(table, "")))
    rows = re.findall(r"^\| (\w+) \|.*?([0-9.]+)\*\* \| ([0-9]+) \|$", run.text, flags=re.M)
    assert {row[0] for row in rows} >= set(run.ranking.scores)
    for vendor, score, place in rows[: len(run.ranking.scores)]:
        assert says(score, run.ranking.scores[vendor])
        assert says(place, run.ranking.ranks[vendor])


@pytest.mark.parametrize("name", METHODS)
def test_a_page_has_all_its_parts(name):
    text = TEXTS[name]
    parts = ("Formula", "Assumptions", "When not to use it", "Edges", "Worked example", "Source")
    assert [p for p in re.findall(r"^## (.*)$", text, flags=re.M) if p in parts] == list(parts)
    for parameter in METHODS[name].parameters:
        assert f"`{parameter}`" in text, parameter
    author = METHODS[name].source.split(",")[0]
    assert author in text, author
    if name not in OLDER:
        ranked = {run.ranking.method for run in runs(text)}
        assert name in ranked


def test_there_is_no_page_without_a_method():
    assert set(TEXTS) == {*METHODS, "price_formulas", "scikit_criteria"}


def test_the_table_of_price_formulas():
    """Each row is a formula as it is written in a file, then the values of the bids in the header."""
    table = re.search(r"^\| `formula` .*?\n\n", TEXTS["price_formulas"], flags=re.S | re.M)[0]
    header, _, *rows = [
        [c.strip() for c in line.strip("|").split("|")] for line in table.strip().splitlines()
    ]
    bids = np.array([printed(bid)[0] for bid in header[1:]])
    for row in rows:
        fields = yaml.safe_load("{formula: " + row[0].strip("`") + "}")
        criterion = ProblemCriterion.model_validate({"id": "price", "weight": 1, **fields})
        for cell, value in zip(row[1:], price_values(criterion, bids), strict=True):
            assert says(cell, value), (row[0], cell, value)
    assert {row[0].strip("`").split(",")[0] for row in rows} == set(PRICE_FORMULAS)


def test_every_word_a_file_may_hold_is_explained():
    assert all(f"`{kind}`" in TEXTS["promethee2"] for kind in THRESHOLDS)
    assert all(f"`{name}`" in TEXTS["price_formulas"] for name in PRICE_FORMULAS)
    for name, method in FURTHER.items():
        assert f"`{name}`" in TEXTS["scikit_criteria"]
        assert all(f"`{parameter}`" in TEXTS["scikit_criteria"] for parameter in method.parameters), name
    assert all(f"`{name}`" in TEXTS["scikit_criteria"] for name in REFUSED)
