"""AHP: missing comparisons, the judgement to look at again, consistency, hierarchies."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighting.strategies import pairwise

from vendor_eval.model.criteria.weighting import Pairwise
from vendor_eval.weighting.methods.judgements import judgements
from vendor_eval.weighting.methods.priorities import RANDOM_INDEX, completed, eigenvector
from vendor_eval.weighting.methods.registry import weigh as weigh_model
from vendor_eval.weighting.methods.repair import best_repairs

SOME = settings(max_examples=60, deadline=None, derandomize=True)


def read(asked):
    found, findings = judgements(asked.names, asked.matrix)
    assert found is not None, findings
    return found


def consistent(parts):
    return tuple(tuple(a / b for b in parts) for a in parts)


@given(parts=st.lists(st.floats(0.5, 4), min_size=3, max_size=7), data=st.data())
@SOME
def test_a_missing_comparison_changes_nothing_where_the_others_are_consistent(parts, data):
    gone = data.draw(st.lists(st.sampled_from(list(combinations(range(1, len(parts)), 2))), unique=True))
    matrix = [list(row) for row in consistent(parts)]
    for i, j in gone:
        matrix[i][j] = matrix[j][i] = None
    weighed, findings = weigh_model(Pairwise(method="ahp", matrix=matrix))
    assert list(weighed.weights.values()) == pytest.approx([x / sum(parts) for x in parts], abs=1e-9)
    assert weighed.details["cr"] == 0
    assert weighed.details["cr_approximate"] == bool(gone)
    assert weighed.details["missing"] == [[f"C{i + 1}", f"C{j + 1}"] for i, j in sorted(gone)]
    assert [f.code for f in findings] == ["weigh.incomplete"] * bool(gone)


@given(asked=pairwise())
@SOME
def test_harker_the_completed_matrix_has_the_same_principal_vector(asked):
    found = read(asked)
    matrix = completed(found)
    assert matrix * matrix.T == pytest.approx(np.ones_like(matrix))
    harker = np.eye(len(found.names))
    for (i, j), x in found.known.items():
        harker[i, j], harker[j, i] = x, 1 / x
    harker += np.diag((harker == 0).sum(axis=1))
    weights = eigenvector(matrix)
    assert harker @ weights == pytest.approx(matrix @ weights)
    assert weights == pytest.approx(eigenvector(harker), abs=1e-9)


def largest_eigenvalue(asked):
    """Found anew, by the power method on the completed matrix."""
    matrix = completed(read(asked))
    w = np.ones(len(matrix))
    for _ in range(500):
        w = matrix @ w / (matrix @ w).sum()
    return float((matrix @ w / w).mean())


@given(asked=pairwise(most=5, missing=False))
@SOME
def test_no_other_correction_brings_lambda_max_lower(asked):
    found = best_repairs(read(asked), "eigenvector")
    if not found:
        return
    best = found[0]

    def corrected(pair, value):
        matrix = [list(row) for row in asked.matrix]
        matrix[pair[0]][pair[1]] = value
        return asked.model_copy(update={"matrix": tuple(map(tuple, matrix))})

    assert largest_eigenvalue(corrected(best.pair, best.value)) == pytest.approx(best.after.lambda_max)
    for pair in combinations(range(len(asked.names)), 2):
        others = eigenvector(completed(read(asked).without(pair)))
        value = float(np.clip(others[pair[0]] / others[pair[1]], 1 / 9, 9))
        assert largest_eigenvalue(corrected(pair, value)) >= best.after.lambda_max * (1 - 1e-8)


def test_one_wrong_judgement_is_found_with_the_value_that_mends_it(weigh_file):
    right = [8, 4, 2, 1]
    matrix = [[a / b for b in right] for a in right]
    matrix[0][3], matrix[3][0] = 1 / 8, 8  # turned round by mistake
    ran = weigh_file({"method": "ahp", "items": ["a", "b", "c", "d"], "matrix": matrix})
    assert ran.code == 0
    worst = ran.data["details"]["worst_judgement"]
    assert (worst["row"], worst["column"], worst["given"]) == ("d", "a", 8)
    assert worst["mended"] == pytest.approx(1 / 8)
    assert worst["cr_after"] == 0
    found = ran.finding("weigh.inconsistent")
    assert found["severity"] == "warning"
    assert found["where"] == "d / a"
    assert "given as 8, the other judgements say about 1/8" in found["hint"]


def test_of_three_items_any_judgement_could_mend_it(weigh_file):
    details = weigh_file({"method": "ahp", "matrix": [[1, 6, 8], [None, 1, 4], [None, None, 1]]}).data[
        "details"
    ]
    assert details["worst_judgement"]["mended"] == pytest.approx(2)
    assert details["as_bad"] == [["C2", "C3"]]  # C1 over C3 would be 24, which is beyond the scale


def test_no_value_beyond_the_scale_is_proposed():
    # Each says 9: the consistent value of the last would be 81, which nobody can give.
    weighed, _ = weigh_model(Pairwise(method="ahp", matrix=((1, 9, 9), (None, 1, 9), (None, None, 1))))
    worst = weighed.details["worst_judgement"]
    assert worst["mended"] <= 9 * (1 + 1e-12)
    assert (worst["row"], worst["column"]) != ("C1", "C3")


def test_random_indices():
    assert RANDOM_INDEX == (
        0,
        0,
        0.58,
        0.90,
        1.12,
        1.24,
        1.32,
        1.41,
        1.45,
        1.49,
        1.51,
        1.48,
        1.56,
        1.57,
        1.59,
    )


@pytest.mark.parametrize("n", [1, 2, 15, 16])
def test_the_ratio_at_the_ends_of_the_table(n, weigh_file):
    matrix = [[1 if i == j else 2 if (j - i) % 3 == 1 else 3 for j in range(n)] for i in range(n)]
    for i in range(n):
        matrix[i][:i] = [None] * i
    ran = weigh_file({"method": "ahp", "matrix": matrix})
    details = ran.data["details"]
    if n <= 2:
        assert details["ci"] == details["cr"] == 0
    elif n == 15:
        assert details["cr"] == pytest.approx(details["ci"] / 1.59)
    else:
        assert details["cr"] is None
        assert details["ci"] > 0
        assert ran.finding("weigh.no-cr")["severity"] == "note"


def test_lambda_max_is_the_mean_for_every_priority(weigh_file):
    matrix = np.array([[1, 2, 7, 1 / 2], [1 / 2, 1, 3, 2], [1 / 7, 1 / 3, 1, 1 / 5], [2, 1 / 2, 5, 1]])
    for priority in ("eigenvector", "geometric_mean", "column_mean"):
        found = weigh_file({"method": "ahp", "matrix": matrix.tolist(), "priority": priority}).data
        w = np.array(list(found["weights"].values()))
        assert found["details"]["lambda_max"] == pytest.approx((matrix @ w / w).mean())


HIERARCHY = {
    "method": "ahp",
    "items": ["price", "service"],
    "matrix": [[1, 3], [None, 1]],
    "alternatives": ["Aurora", "Borealis"],
    "alternative_matrices": {"price": [[1, 4], [None, 1]], "service": [[1, None], [2, 1]]},
}


def test_hierarchy_distributive_and_ideal(weigh_file):
    found = weigh_file(HIERARCHY).data
    assert found["weights"] == pytest.approx({"price": 0.75, "service": 0.25})
    assert found["scores"] == pytest.approx(
        {"Aurora": 0.75 * 0.8 + 0.25 / 3, "Borealis": 0.75 * 0.2 + 0.25 * 2 / 3}
    )
    assert found["ranks"] == {"Aurora": 1, "Borealis": 2}
    assert found["details"]["alternatives"]["service"]["priorities"] == pytest.approx(
        {"Aurora": 1 / 3, "Borealis": 2 / 3}
    )
    ideal = weigh_file({**HIERARCHY, "synthesis": "ideal"}).data
    assert ideal["scores"] == pytest.approx({"Aurora": 0.75 + 0.25 / 2, "Borealis": 0.75 / 4 + 0.25})


def test_equal_alternatives_share_a_rank(weigh_file):
    equal = {**HIERARCHY, "alternative_matrices": {"price": [[1, 1], [1, 1]], "service": [[1, 1], [1, 1]]}}
    assert weigh_file(equal).data["ranks"] == {"Aurora": 1, "Borealis": 1}


def test_distributive_can_reverse_ranks_when_a_copy_joins_ideal_does_not():
    # Belton, V. and Gear, T. (1983). On a short-coming of Saaty's method of analytic hierarchies. Omega
    # 11(3), 228-230: three equally important criteria; D, a copy of B, joins.
    local = {"a": [1, 9, 1], "b": [9, 1, 1], "c": [8, 9, 1]}

    def scores(alternatives, synthesis):
        order = {"A": 0, "B": 1, "C": 2, "D": 1}
        rows = {k: consistent([v[order[x]] for x in alternatives]) for k, v in local.items()}
        asked = Pairwise(
            method="ahp",
            items=("a", "b", "c"),
            matrix=consistent([1, 1, 1]),
            alternatives=tuple(alternatives),
            alternative_matrices=rows,
            synthesis=synthesis,
        )
        return weigh_model(asked)[0].scores

    before, after = scores("ABC", "distributive"), scores("ABCD", "distributive")
    assert before["B"] > before["A"]
    assert after["A"] > after["B"]
    before, after = scores("ABC", "ideal"), scores("ABCD", "ideal")
    assert before["B"] > before["A"]
    assert after["B"] > after["A"]
