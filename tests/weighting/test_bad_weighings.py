"""Weighings with something wrong in them, through the command line: the place, and how to mend it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.workspace.tables.weighing import read_weighing

ITEMS = ["price", "service", "style"]


def ahp(*rows, items=ITEMS, **more):
    return {"method": "ahp", "items": items, "matrix": [list(row) for row in rows], **more}


GOOD = ahp((1, 3, 5), (None, 1, 2), (None, None, 1))
BWM = {
    "method": "bwm",
    "items": ITEMS,
    "best": "price",
    "worst": "style",
    "best_to_others": [1, 2, 8],
    "others_to_worst": [8, 4, 1],
}
TABLE = {"method": "entropy", "items": ITEMS, "matrix": [[1, 2, 3], [3, 2, 1]]}
MATRICES = {item: [[1, 2], [None, 1]] for item in ITEMS}
TREE = {**GOOD, "alternatives": ["x", "y"], "alternative_matrices": MATRICES}

BAD = [
    # comparisons
    (ahp((1, 3, 5), (1 / 2, 1, 2), (None, None, 1)), "contradiction", "price / service", "3"),
    (ahp((1, 0, 5), (None, 1, 2), (None, None, 1)), "not-above-zero", "price / service", "is 0"),
    (ahp((1, 3, 5), (None, 1, -2), (None, None, 1)), "not-above-zero", "service / style", "-2"),
    (ahp((1, None, 5), (None, 1, 2), (-1, None, 1)), "not-above-zero", "style / price", "-1"),
    (ahp((1, 3, 5), (None, 1, 2)), "shape", "", "2 rows for 3 items"),
    (ahp((1, 3, 5), (None, 1), (None, None, 1)), "shape", "service", "2 values for 3 items"),
    (ahp((2, 3, 5), (None, 1, 2), (None, None, 1)), "diagonal", "price / price", "can only be 1"),
    (ahp((1, 1e9, 5), (None, 1, 2), (None, None, 1)), "out-of-range", "price / service", "1e+09"),
    (ahp((1, 3, None), (None, 1, None), (None, None, 1)), "disconnected", "", "price, service; style"),
    (ahp((1, 3, 5), (None, 1, 2), (None, None, 1), items=["a", "b", "a"]), "duplicate", "a", "twice"),
    (ahp((1, 3, 5), (None, 1, 2), (None, None, 1), items=["a", "b"]), "shape", "", "3 rows for 2 items"),
    # hierarchies
    ({**TREE, "alternative_matrices": {"price": [[1, 2], [None, 1]]}}, "hierarchy", "service", "no matrix"),
    ({**TREE, "alternative_matrices": {**MATRICES, "x": [[1]]}}, "hierarchy", "x", "none of the items"),
    ({**GOOD, "alternatives": ["x", "y"]}, "hierarchy", "alternative_matrices", "needs"),
    ({**TREE, "alternatives": ["x", "x"]}, "duplicate", "x", "alternative x is named twice"),
    (
        {**TREE, "alternative_matrices": {**MATRICES, "style": [[1, 2], [2, 1]]}},
        "contradiction",
        "style: x / y",
        "y over x would be 1/2",
    ),
    # best and worst
    ({**BWM, "best": "prise"}, "best", "best", "none of the items"),
    ({**BWM, "best": None, "best_to_others": [1, 1, 8]}, "best", "best", "no item is named as the best"),
    ({**BWM, "worst": "price"}, "worst", "worst", "as the best and as the worst"),
    ({**BWM, "best_to_others": [1, 2]}, "shape", "best_to_others", "2 comparisons for 3 items"),
    ({**BWM, "best_to_others": [2, 2, 8]}, "itself", "best_to_others / price", "can only be 1"),
    ({**BWM, "best_to_others": [1, 0.5, 8]}, "below-one", "best_to_others / service", "0.5"),
    ({**BWM, "others_to_worst": [7, 4, 1]}, "contradiction", "price / style", "8"),
    ({**BWM, "others_to_worst": [8, -4, 1]}, "below-one", "others_to_worst / service", "-4"),
    # points and orders
    ({"method": "direct", "points": {"price": 0, "style": 0}}, "all-zero", "", "all points are 0"),
    ({"method": "swing", "points": {"price": 100, "style": -20}}, "negative", "style", "-20"),
    ({"method": "direct", "points": {"price": 1e15}}, "out-of-range", "price", "too many"),
    ({"method": "roc", "order": ["a", "b", "a"]}, "duplicate", "a", "twice"),
    ({"method": "rank_sum", "order": [f"i{k}" for k in range(201)]}, "too-many", "", "201"),
    # tables
    ({**TABLE, "matrix": [[1, -2, 3], [3, 2, 1]]}, "negative", "row 1 / service", "below 0"),
    ({**TABLE, "matrix": [[1, 2], [3, 2, 1]]}, "shape", "row 1", "2 values for 3 items"),
    ({**TABLE, "directions": ["max"]}, "shape", "directions", "1 directions for 3 items"),
    ({**TABLE, "alternatives": ["x"]}, "shape", "matrix", "1 alternatives are named"),
    ({**TABLE, "matrix": [[1, 2, 1e120], [3, 2, 1]]}, "out-of-range", "row 1 / style", "too large"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "where", "words"), BAD)
def test_refused_with_the_place(body, code, where, words, weigh_file):
    ran = weigh_file(body)
    assert ran.code == 1
    assert ran.data["weights"] == {}
    found = ran.finding(f"weigh.{code}")
    assert found["severity"] == "error"
    assert found["where"] == where
    assert words in found["message"]
    assert found["hint"]


CELLS = [
    (ahp((1, float("nan"), 5), (None, 1, 2), (None, None, 1)), "price / service: nan"),
    (ahp((1, "three", 5), (None, 1, 2), (None, None, 1)), "price / service: 'three' is no number"),
    (ahp((1, "1/0", 5), (None, 1, 2), (None, None, 1)), "price / service: '1/0' is no number"),
    (ahp((1, 3, float("inf")), (None, 1, 2), (None, None, 1)), "price / style: inf"),
    (ahp((1, 3, True), (None, 1, 2), (None, None, 1)), "price / style: true is no number"),
    ({**BWM, "best_to_others": [1, float("nan"), 8]}, "best_to_others / service: nan"),
    ({**BWM, "best_to_others": [1, None, 8]}, "best_to_others / service: no value is given"),
    ({**TABLE, "matrix": [[1, float("nan"), 3], [3, 2, 1]]}, "C1 / service: nan"),
    ({**TABLE, "alternatives": ["x", "y"], "matrix": [[1, 2, None], [3, 2, 1]]}, "x / style: no value"),
    ({"method": "direct", "points": {"price": "many"}}, "points of price: 'many' is no number"),
    ({"method": "direct", "points": {"price": float("nan"), "style": 3}}, "points of price: nan"),
    (
        {**TREE, "alternative_matrices": {**MATRICES, "style": [[1, "?"], [None, 1]]}},
        "style: x / y: '?' is no number",
    ),
    (
        {"method": "group", "members": {"Ann": {"method": "direct", "points": {"a": "x"}}}},
        "Ann, points of a: 'x' is no number",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words"), CELLS)
def test_a_cell_that_is_no_number_is_named_by_row_and_column(body, words, weigh_file):
    ran = weigh_file(body)
    assert ran.code == 1
    found = ran.finding("weigh.not-a-number")
    assert found["where"].startswith("weighing.json:")
    assert words in found["message"]
    assert found["hint"]


FORM = [
    ({"method": "ahq"}, "weigh.unknown-method", "did you mean ahp?"),
    ({"items": ["a"]}, "weigh.method", "write"),
    ([1, 2], "weigh.method", "write"),
    ({"method": "ahp"}, "file.missing-field", "add it"),
    ({**GOOD, "priorities": "eigenvector"}, "file.unknown-field", "did you mean priority?"),
    ({**GOOD, "priority": "eigen"}, "file.value", "one of the words"),
    ({"method": "roc", "order": []}, "file.value", ""),
    ({"method": "group", "members": {}}, "file.value", ""),
    ({"method": "group", "members": {"Ann": {"method": "group", "members": {}}}}, "file.value", ""),
    ("{\"method\": \"ahp\", ", "weigh.syntax", "a comma"),
    ("", "file.empty", "fill it"),
    ('{"method": "direct", "points": {"a": 1, "a": 2}}', "file.duplicate-key", "keep one"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "hint"), FORM)
def test_a_file_that_is_no_weighing(body, code, hint, weigh_file):
    ran = weigh_file(body if isinstance(body, str) else json.dumps(body))
    assert ran.code == 1
    assert hint in ran.finding(code)["hint"]


def test_all_is_said_at_once(weigh_file):
    ran = weigh_file(ahp((1, "x", 5), (None, 1, "y"), (None, None, 1), items=["a", "b", "a"]))
    assert sorted(ran.codes) == ["duplicate", "not-a-number", "not-a-number"]


def test_lines_are_those_of_the_file(weigh_file):
    text = "method: ahp\nitems: [a, b]\nmatrix:\n- [1, x]\n- [null, 1]\n"
    assert weigh_file(text, name="w.yaml").finding("weigh.not-a-number")["where"] == "w.yaml:4"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("none.yaml", "file.missing"),
        ("none.json", "file.missing"),
        ("none", "folder.missing"),
        ("x.txt", "weigh.extension"),
    ],
)
def test_other_files(weigh, tmp_path, name, code):
    ran = weigh(tmp_path / name, "--format", "json")
    assert ran.code == 1
    assert ran.finding(code)["hint"]


def test_yaml_and_fractions_and_half_matrices_are_the_same(weigh_file):
    text = "method: ahp\nitems: [price, service, style]\nmatrix: [[1, ~, ~], [1/3, 1, ~], [1/5, 1/2, 1]]\n"
    assert weigh_file(text, name="w.yaml").data["weights"] == pytest.approx(weigh_file(GOOD).data["weights"])


def test_rounded_reciprocals_are_taken_with_a_note(weigh_file):
    ran = weigh_file(ahp((1, 3, 5), (0.33, 1, 2), (0.2, 0.5, 1)))
    assert ran.code == 0
    assert ran.finding("weigh.rounded")["where"] == "price / service"
    assert ran.data["weights"] == pytest.approx(weigh_file(GOOD).data["weights"])


def test_beyond_the_scale_is_a_warning_rounding_is_not(weigh_file):
    ran = weigh_file(ahp((1, 12, 5), (None, 1, 0.11), (None, None, 1)))
    assert ran.code == 0
    found = [f for f in ran.findings if f["code"] == "weigh.beyond-scale"]
    assert [f["where"] for f in found] == ["price / service"]
    assert found[0]["severity"] == "warning"
    assert weigh_file({**BWM, "best_to_others": [1, 2, 12], "others_to_worst": [12, 6, 1]}).finding(
        "weigh.beyond-scale"
    )


def test_items_without_names(weigh_file):
    assert list(weigh_file({"method": "ahp", "matrix": [[1, 2], [None, 1]]}).data["weights"]) == ["C1", "C2"]
    assert list(weigh_file({"method": "std", "matrix": [[1, 2], [2, 4]]}).data["weights"]) == ["C1", "C2"]
    bwm = {"method": "bwm", "best_to_others": [1, 3], "others_to_worst": [3, 1]}
    assert weigh_file(bwm).data["weights"] == pytest.approx({"C1": 0.75, "C2": 0.25})
    numbers = {"method": "roc", "order": [2024, 2025]}
    assert list(weigh_file(numbers).data["weights"]) == ["2024", "2025"]


KEYS = ["method", "items", "matrix", "points", "order", "best", "members", "alternative_matrices"]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10),
    st.floats(),
    st.text(max_size=4),
    st.sampled_from(ITEMS),
)


@given(
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
        ),
        max_leaves=25,
    ),
    st.sampled_from([None, "ahp", "bwm", "direct", "roc", "entropy", "group"]),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path_factory, body, method):
    from vendor_eval.weighting.methods.registry import weigh as weigh_model

    if method is not None and isinstance(body, dict):
        body = {**body, "method": method}
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    asked, findings = read_weighing(path)
    assert (asked is None) == any(f.severity == "error" for f in findings)
    if asked is not None:
        weighed, findings = weigh_model(asked)
        assert (weighed is None) == any(f.severity == "error" for f in findings)
