"""A method that is not of this program: given as an object, or found by name in an installed distribution."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from decision.ways import problem_of

import vendor_eval
from vendor_eval.decision.methods import Method
from vendor_eval.decision.table.agreement import in_words
from vendor_eval.errors import VendorEvalError

PAGE = Path(__file__).resolve().parents[2] / "docs" / "analysts.md"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
TABLE, EXAMPLE = (next(block for block in BLOCKS if word in block) for word in ("from_frame", "Method("))


@pytest.fixture(scope="module")
def page():
    """What the two examples of the page leave behind."""
    names = {"vendor_eval": vendor_eval}
    exec(TABLE, names)  # the page's own words
    exec(EXAMPLE, names)
    return names


def test_the_example_of_the_page(page):
    assert len([line for line in EXAMPLE.splitlines() if line.strip()]) <= 12
    expected = re.search(r"ranking\.ranks  # (.*)", EXAMPLE)[1]
    assert str(page["ranking"].ranks) == expected
    assert (page["ranking"].method, page["findings"]) == ("maximin", [])


def test_a_method_given_as_an_object_can_be_simulated_and_compared(page):
    doubt, findings = vendor_eval.acceptability(page["problem"], page["maximin"], draws=1000)
    assert (doubt.method, findings) == ("maximin", [])
    assert doubt.ranks["Aurora"][0] == 1
    sums, _ = vendor_eval.rank(page["problem"])
    assert in_words(page["problem"], [page["ranking"], sums])
    assert "no method maximin" in vendor_eval.confirm(page["problem"], page["ranking"]).message


def test_checks_and_parameters_of_an_object_are_looked_at(page):
    unknown = vendor_eval.rank(page["problem"], page["maximin"], {"floor": 1})[1]
    assert [f.code for f in unknown] == ["decision.unknown-parameter"]


def installed(folder, monkeypatch, source, point="our_methods:maximin"):
    """A distribution ``our-methods`` 1.2 with one entry point, as an installer leaves it."""
    (folder / "our_methods.py").write_text(source)
    info = folder / "our_methods-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: our-methods\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(f"[vendor_eval.methods]\nmaximin = {point}\n")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(__import__("sys").modules, "our_methods", raising=False)
    return problem_of([[1, 5], [3, 3]])


GOOD = EXAMPLE[: EXAMPLE.index("ranking, findings")]


def test_an_installed_method_is_found_by_its_name(tmp_path, monkeypatch):
    assert [f.code for f in vendor_eval.rank(problem_of([[1, 5]]), "maximin")[1]] == [
        "decision.unknown-method"
    ]
    problem = installed(tmp_path, monkeypatch, GOOD)
    ranking, findings = vendor_eval.rank(problem, "maximin")
    assert (ranking.method, ranking.scores, findings) == ("maximin", {"V1": 0, "V2": 0}, [])
    of_table = problem.model_copy(update={"method": "maximin"})
    assert vendor_eval.rank(of_table)[0].method == "maximin"
    assert vendor_eval.acceptability(of_table, draws=100)[0].method == "maximin"


@pytest.mark.parametrize(
    "source, point, message",
    [
        ("import nowhere_to_be_found", "our_methods:maximin", "cannot be loaded: ModuleNotFoundError"),
        ("1 / 0", "our_methods:maximin", "cannot be loaded: ZeroDivisionError"),
        (GOOD, "our_methods:minimax", "cannot be loaded: AttributeError"),
        (GOOD, "our_methods:worst_value", "no decision method of that name: our_methods:worst_value"),
        (GOOD.replace('"maximin"', '"minimax"'), "our_methods:maximin", "no decision method of that name"),
    ],
)
def test_a_broken_one_names_the_distribution(tmp_path, monkeypatch, source, point, message):
    problem = installed(tmp_path, monkeypatch, source, point)
    with pytest.raises(VendorEvalError, match=message) as stopped:
        vendor_eval.rank(problem, "maximin")
    assert "our-methods 1.2" in stopped.value.message
    assert "our-methods 1.2" in stopped.value.hint


def test_a_name_of_ours_is_ours(tmp_path, monkeypatch):
    installed(tmp_path, monkeypatch, "1 / 0")
    assert vendor_eval.rank(problem_of([[1, 5], [3, 3]]), "weighted_sum")[0] is not None
    assert isinstance(vendor_eval.Method, type(Method))
