"""The pages on weighting: every file in them runs, and every figure beside it is what the program gives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from vendor_eval.weighting.methods import dispersion
from vendor_eval.weighting.methods.registry import METHODS

PAGES = Path(__file__).parents[2] / "docs" / "weighting"
EXAMPLES = [
    (page.stem, i, found)
    for page in sorted(PAGES.glob("*.md"))
    for i, found in enumerate(re.split(r"^```json\n", page.read_text(encoding="utf-8"), flags=re.M)[1:])
]


def tables(text: str):
    """Every table below an example: its header, and its rows as text."""
    for block in re.findall(r"(?:^\|.*\n?)+", text, flags=re.M):
        cells = [[c.strip() for c in line.strip().strip("|").split("|")] for line in block.splitlines()]
        yield cells[0], cells[2:]


def between(asked):
    """The columns between the item and its weight, found anew."""
    matrix = np.array(asked.get("matrix", [[0]]), dtype=object)
    if asked["method"] not in ("entropy", "critic", "std"):
        return {}
    values = matrix.astype(float)
    if asked["method"] != "entropy" or asked["variant"] == "minmax":
        values = dispersion.minmax(values, asked["directions"])
    p = np.clip(values / values.sum(axis=0), 1e-300, None)
    e = -(p * np.log(p)).sum(axis=0) / np.log(len(p))
    apart = (1 - np.corrcoef(values, rowvar=False)).sum(axis=1)
    return {"e": e, "1 − e": 1 - e, "sd": values.std(axis=0), "sum of 1 − r": apart}


def figure(data, path):
    for key in path.split("."):
        data = data[key]
    return data


def columns(found, asked, header):
    """What each column of figures should say: a function of the row's name."""
    details, items = found["details"], list(found["weights"])
    inner = between(asked)
    known = {
        "weight": lambda name: found["weights"][name],
        "value": lambda name: figure(details, name),
        "score": lambda name: found["scores"][name],
        "rank": lambda name: found["ranks"][name],
        "distance": lambda name: details["members"][name]["distance"],
        **{c: lambda name, c=c: inner[c][items.index(name)] for c in inner},
        **{m: lambda name, m=m: details["members"][m]["weights"][name] for m in details.get("members", {})},
    }
    return [known[title] for title in header[1:]]


@pytest.mark.parametrize(("page", "i", "text"), EXAMPLES, ids=[f"{page}-{i}" for page, i, _ in EXAMPLES])
def test_every_figure_is_computed(page, i, text, weigh_file):
    body, _, below = text.partition("```\n")
    ran = weigh_file(body)
    assert ran.code == 0, ran.findings
    assert METHODS[page].name in (ran.data["method"], page)
    seen = 0
    for header, rows in tables(below):
        checks = columns(ran.data, json.loads(body), header)
        for name, *cells in rows:
            for cell, expected in zip(cells, checks, strict=True):
                assert float(cell) == pytest.approx(expected(name), abs=5.1e-5), (name, header)
                seen += 1
        if "weight" in header:
            assert [row[0] for row in rows] == list(ran.data["weights"])
    assert seen


def test_every_method_has_its_page_and_every_page_its_example():
    assert {p.stem for p in PAGES.glob("*.md")} == {*METHODS, "index"}
    assert {page for page, _, _ in EXAMPLES} == set(METHODS)


@pytest.mark.parametrize("name", METHODS)
def test_every_page_says_what_it_assumes_and_when_not_to_use_it(name):
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    for part in ("## Formula", "## Assumptions", "## When not to use it", "## Worked example", "## Source"):
        assert part in text
    if not METHODS[name].for_award:
        assert "never fit\n    for an award" in text


@pytest.mark.parametrize("page", sorted(p.name for p in PAGES.glob("*.md")))
def test_links_lead_somewhere(page):
    text = (PAGES / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert (PAGES / target).exists(), target


def test_the_deviations_on_the_page_of_the_best_worst_method():
    price, dicom, viewer, service = 34, 18, 9, 4
    deviations = [
        price - 2 * dicom,
        price - 4 * viewer,
        price - 8 * service,
        dicom - 5 * service,
        viewer - 2 * service,
    ]
    assert max(map(abs, deviations)) == 2
    assert price + dicom + viewer + service == 65
