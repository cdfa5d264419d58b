"""Linear programmes, solved by HiGHS: Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised
simplex method. Mathematical Programming Computation 10, 119-142.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray

TOLERANCE = 1e-10
"""By so much a condition may be missed; rows are scaled so that their largest number is 1 or so."""

INFEASIBLE = 2


class Programme(NamedTuple):
    """Minimise cost @ x with upper @ x <= bound, equal @ x = total, least <= x <= most.

    ``upper`` is an array or a sparse array, and may have no rows.
    """

    cost: FloatArray
    upper: Any
    bound: FloatArray
    equal: FloatArray
    total: float
    least: FloatArray
    most: FloatArray


def optimum(p: Programme) -> FloatArray | None:
    """A corner x, or None if nothing meets the conditions. Raises RuntimeError if the solver gives up."""
    from scipy.optimize import linprog

    solve: Any = linprog
    found = solve(
        p.cost,
        A_ub=p.upper if len(p.bound) else None,
        b_ub=p.bound if len(p.bound) else None,
        A_eq=p.equal[None],
        b_eq=np.array([p.total]),
        bounds=np.column_stack([p.least, p.most]),
        method="highs",
        options={
            "presolve": False,  # these programmes are small: it costs more than it saves
            "primal_feasibility_tolerance": TOLERANCE,
            "dual_feasibility_tolerance": TOLERANCE,
        },
    )
    if found.status == INFEASIBLE:
        return None
    if found.x is None:
        raise RuntimeError(f"the linear programme was not solved: {found.message}")
    return np.asarray(found.x)
