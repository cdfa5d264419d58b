"""The linear model of the best-worst method.

minimise xi subject to |w_B - a_Bj w_j| <= xi and |w_j - a_jW w_W| <= xi for all j, sum w = 1, w >= 0.
Rezaei, J. (2016). Best-worst multi-criteria decision-making method: some properties and a linear model.
Omega 64, 126-130.

The optimum is unique. If xi = 0, all ratios are given. Else let v = w / xi, so that sum v is largest under
|v_B - a_Bj v_j| <= 1 and |v_j - a_jW v_W| <= 1. Given v_B and v_W, each other v_j is as large as both
allow, so sum v is a concave function of (v_B, v_W) that grows with either, and every constraint left on the
two lets them grow together. Between two optima all points are optimal; one of the two falls there while the
other rises, so a point between them touches no constraint, and both could grow from it: a contradiction.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

FloatArray = NDArray[np.float64]

TIGHT = 1e-10


class Solution(NamedTuple):
    """``weights`` (n,) sum to 1; ``xi`` is their largest deviation from a comparison, in weight."""

    weights: FloatArray
    xi: float


def solve(to_others: FloatArray, to_worst: FloatArray, best: int, worst: int) -> Solution:
    """The optimal weights. ``to_others`` and ``to_worst`` are (n,), at least 1; best and worst differ."""
    rows = deviations(to_others, to_worst, best, worst)
    n = rows.shape[1]
    result = linprog(
        np.append(np.zeros(n), 1.0),
        A_ub=np.hstack([np.vstack([rows, -rows]), np.full((2 * len(rows), 1), -1.0)]),
        b_ub=np.zeros(2 * len(rows)),
        A_eq=np.append(np.ones(n), 0.0)[None, :],
        b_eq=[1.0],
        method="highs",
        options={"primal_feasibility_tolerance": TIGHT, "dual_feasibility_tolerance": TIGHT},
    )
    if (
        not result.success or result.x is None
    ):  # it always has an optimum, so this is no fault of the comparisons
        raise ArithmeticError(f"the linear programme was not solved: {result.message}")
    weights = np.clip(result.x[:n], 0, None)
    return Solution(weights / weights.sum(), max(0.0, float(result.x[n])))


def deviations(to_others: FloatArray, to_worst: FloatArray, best: int, worst: int) -> FloatArray:
    """(2n - 3, n): each row times the weights is how far they are from one comparison."""
    n = len(to_others)
    unit = np.eye(n)
    rows = [unit[best] - to_others[j] * unit[j] for j in range(n) if j != best]
    rows += [unit[j] - to_worst[j] * unit[worst] for j in range(n) if j not in (worst, best)]
    return np.array(rows)
