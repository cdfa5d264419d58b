"""Every method with the settings that change what it does, and tables that it can take."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.table.bind import bind
from vendor_eval.model.problem import Problem

SCALES = ("none", "minmax", "max", "sum", "vector")
PREFERENCES = (
    {"type": "usual"},
    {"type": "u_shape", "q": 2},
    {"type": "v_shape", "p": 5},
    {"type": "level", "q": 1, "p": 4},
    {"type": "linear", "q": 1, "p": 6},
    {"type": "linear", "q": 3, "p": 3},
    {"type": "gaussian", "s": 3},
)
FORMULAS = (
    {"formula": "lowest_over_price"},
    {"formula": "squared_lowest_over_price"},
    {"formula": "linear_min_max"},
    {"formula": "linear_to_cap", "k": 2},
    {"formula": "half_at_mean"},
    {"formula": "fixed_budget", "budget": 25},
    {"formula": "banded", "bands": [[1, 1], [1.2, 0.75], [1.5, 0.25]]},
)

WAYS = [
    *(("weighted_sum", {"normalisation": n}) for n in SCALES),
    *(("weighted_product", {"normalisation": n}) for n in SCALES),
    *(("topsis", {"normalisation": n}) for n in SCALES),
    *(("vikor", {"v": v}) for v in (0.0, 0.5, 1.0)),
    ("promethee2", {}),
    *(("electre1", {"normalisation": n, "p": 0.6, "q": 0.4}) for n in SCALES),
    ("electre1", {"discordance": "absolute", "q": 6.0}),
    ("electre1", {"discordance": "pairwise", "q": 0.7}),
    ("maut", {}),
    ("copras", {}),
    ("moora", {}),
    *(("waspas", {"lambda": part}) for part in (0.0, 0.5, 1.0)),
]
OVER_PRICE = [
    ("quality_per_price", {}),
    ("ufab_extended", {"range": 0.2}),
    ("fictitious_discount", {"per_point": 0.25}),
    ("adjusted_price", {"max_share": 0.5}),
]
IDS = {"ids": lambda way: " ".join([way[0], *map(str, way[1].values())])}


def problem_of(matrix, directions=None, weights=None, settings=None, method="weighted_sum", parameters=None):
    """A problem with vendors V1.. and criteria c0.., from lists or arrays."""
    n = len(matrix[0])
    directions, weights = directions or ["max"] * n, [1.0] * n if weights is None else weights
    return Problem.model_validate(
        {
            "alternatives": [f"V{i}" for i, _ in enumerate(matrix, start=1)],
            "criteria": [
                {"id": f"c{j}", "direction": d, "weight": float(w), **((settings or {}).get(j, {}))}
                for j, (d, w) in enumerate(zip(directions, weights, strict=True))
            ],
            "matrix": [[float(x) for x in row] for row in matrix],
            "method": method,
            "parameters": parameters or {},
        }
    )


def ready(way, problem):
    """The method on the table; a table that it cannot take is the test's failure."""
    found, findings = bind(problem, way[0], way[1])
    assert found is not None, findings
    return found


@st.composite
def tables(draw, way, least=2):
    """A problem that ``way`` can take: values from 6 to 30, some weights 0 but not all, some settings.

    Over quality and price the last column is the price, and the others are small enough as shares.
    """
    m, n = draw(st.integers(least, 5)), draw(st.integers(1, 4))
    values = st.integers(6, 30).map(float)
    matrix = np.array(draw(st.tuples(*[st.tuples(*[values] * n)] * m)))
    weights = np.array(draw(st.tuples(*[st.integers(0, 9)] * n)), float)
    weights[draw(st.integers(0, n - 1))] += 1
    directions = list(draw(st.tuples(*[st.sampled_from(["max", "min"])] * n)))
    if METHODS[way[0]].weights_as_written:
        prices = np.array(draw(st.tuples(*[values] * m)))
        matrix = np.column_stack([matrix / 30, prices])
        weights = np.append(weights / weights.sum() / 2, 0.0)
        return problem_of(matrix, ["max"] * n + ["min"], weights)
    if way[0] in ("weighted_sum", "weighted_product") and way[1]["normalisation"] == "none":
        directions = ["max"] * n
    settings = {}
    for j in range(n):
        settings[j] = draw(st.sampled_from([{}, {}, *FORMULAS]))
        if way[0] == "promethee2":
            settings[j] = settings[j] | {"preference": draw(st.sampled_from(PREFERENCES))}
        if way[0] == "maut":
            settings[j] = settings[j] | {"rho": draw(st.sampled_from([None, 0.3, 2.0, -0.3, -2.0]))}
    return problem_of(matrix, directions, weights, settings)
