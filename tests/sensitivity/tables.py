"""Decisions for tests: random ones whose scores are sums, with a weight tree of depth 3."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from vendor_eval.decision.table.bind import bind
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.exact.linear import linear

GROUPS = (None, "a", "a/b", "a/b/c", "a/d", "e", "e/f/g")
PLAIN = {"normalisation": "none"}


def problem_of(matrix, weights, groups=None, ranges=None, method="weighted_sum", parameters=PLAIN):
    n = len(weights)
    return Problem.model_validate(
        {
            "alternatives": [f"V{i}" for i, _ in enumerate(matrix)],
            "criteria": [
                {
                    "id": f"c{j}",
                    "weight": float(weights[j]),
                    "group": groups[j] if groups else None,
                    "weight_range": ranges[j] if ranges else None,
                }
                for j in range(n)
            ],
            "matrix": [[float(x) for x in row] for row in matrix],
            "method": method,
            "parameters": parameters if method == "weighted_sum" else {},
        }
    )


def table_of(problem, first=None):
    bound, findings = bind(problem)
    assert bound is not None, findings
    return linear(bound, first)


@st.composite
def problems(draw, least=2, most=5, criteria=(1, 6), zero=True, methods=("weighted_sum",), ranged=False):
    """Whole values from 0 to 12 and whole weights from 0 to 9, so that ties and zeros are frequent."""
    m, n = draw(st.integers(least, most)), draw(st.integers(*criteria))
    row = st.lists(st.integers(0, 12), min_size=n, max_size=n)
    matrix = draw(st.lists(row, min_size=m, max_size=m))
    weights = draw(st.lists(st.integers(0 if zero else 1, 9), min_size=n, max_size=n))
    weights[-1] = weights[-1] or (0 if any(weights) else 1)
    groups = draw(st.lists(st.sampled_from(GROUPS), min_size=n, max_size=n))
    ranges = None
    if ranged:
        total = sum(weights)
        ends = [draw(st.tuples(st.integers(0, 10), st.integers(0, 10))) for _ in range(n)]
        shares = [w / total for w in weights]
        ranges = [
            (w * (1 - lo / 10), min(1, w + (1 - w) * hi / 10))
            for w, (lo, hi) in zip(shares, ends, strict=True)
        ]
    return problem_of(matrix, weights, groups, ranges, draw(st.sampled_from(methods)))


def moved(table, inside, t):
    """The weights when the node ``inside`` (n,) weighs ``t`` and all others keep their proportions."""
    weights = table.weights
    within = weights[inside].sum()
    new = weights * (1 - t) / (weights[~inside].sum())
    new[inside] = weights[inside] * t / within if within > 0 else t / inside.sum()
    return new


def leads(table, weights):
    """How far the holder is ahead of the best other, relative to the values; 0 or more is first."""
    scores = table.values @ weights
    others = np.delete(scores, table.holder)
    return float(scores[table.holder] - others.max(initial=-np.inf)) / max(np.abs(table.values).max(), 1e-300)


def ordered(table, weights):
    """The least step down in the present order, relative to the values; 0 or more keeps it."""
    scores = (table.values @ weights)[list(table.order)]
    return float((scores[:-1] - scores[1:]).min(initial=np.inf)) / max(np.abs(table.values).max(), 1e-300)
