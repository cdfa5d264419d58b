"""The nearest weights under which every row of ``leads`` is 0 or more: linear programmes and a projection.

The unknown is the change d = w' - w with sum(d) = 0, ``low`` - w <= d <= ``high`` - w and leads @ (w + d) >=
0. Rows are taken in one by one, the most violated first, until none is violated: an optimum with fewer rows
that violates none of the others is an optimum with all of them, and where few rows cannot be met, all cannot.
The first row is always in, so that a caller may stop there. Solutions of a programme are accurate to its
tolerance; ``_sharpened`` solves the equations of what is binding once more, which leaves rounding only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.sensitivity.exact.linear_programme import Programme, optimum

SATISFIED = 1e-12
"""A row counts as met if it is missed by no more than this."""
NEXT_TO = 1e-9
"""So near to a bound a programme leaves what is at the bound."""


@dataclass
class Task:
    """``leads`` (r, n), each row scaled so that its largest number is 1 (or all are 0)."""

    leads: FloatArray
    weights: FloatArray
    low: FloatArray
    high: FloatArray
    taken: list[int] = field(default_factory=lambda: [0])

    def worst(self, change: FloatArray) -> int | None:
        """The row that is violated most, or None."""
        met = self.leads @ (self.weights + change)
        met[self.taken] = 0.0
        row = int(np.argmin(met))
        return row if met[row] < -SATISFIED else None


Solve = Callable[[Task], FloatArray | None]


def nearest(task: Task, solve: Solve, start: FloatArray | None = None) -> FloatArray | None:
    """The change, (n,), or None if there is none; ``start`` solves the task with its first row already."""
    change = solve(task) if start is None else start
    while change is not None:
        row = task.worst(change)
        if row is None:
            return change
        task.taken.append(row)
        change = solve(task)
    return None


def by_sum(task: Task) -> FloatArray | None:
    """The smallest sum |d|: d = p - q, both 0 or more."""
    n = len(task.weights)
    rows = task.leads[task.taken]
    room, loss = task.high - task.weights, task.weights - task.low
    x = optimum(
        Programme(
            cost=np.ones(2 * n),
            upper=np.hstack([-rows, rows]),
            bound=rows @ task.weights,
            equal=np.concatenate([np.ones(n), -np.ones(n)]),
            total=0.0,
            least=np.concatenate([np.maximum(-loss, 0), np.maximum(-room, 0)]),
            most=np.concatenate([np.maximum(room, 0), np.maximum(loss, 0)]),
        )
    )
    if x is None:
        return None
    change = _at_bounds(x[:n] - x[n:], task)
    free = (change != 0) & (change != -loss) & (change != room)
    return _sharpened(rows, task.weights, change, np.eye(n)[:, free])


def by_largest(task: Task) -> FloatArray | None:
    """The smallest max |d|: x = (d, e) with -e <= d <= e."""
    from scipy import sparse

    n = len(task.weights)
    rows = task.leads[task.taken]
    one: Any = sparse.eye_array(n)
    minus = sparse.csc_array(-np.ones((n, 1)))
    given = sparse.csc_array(np.hstack([-rows, np.zeros((len(rows), 1))]))
    caps: Any = [sparse.hstack([one, minus]), sparse.hstack([-one, minus]), given]
    x = optimum(
        Programme(
            cost=np.append(np.zeros(n), 1.0),
            upper=sparse.vstack(caps, format="csc"),
            bound=np.concatenate([np.zeros(2 * n), rows @ task.weights]),
            equal=np.append(np.ones(n), 0.0),
            total=0.0,
            least=np.append(task.low - task.weights, 0.0),
            most=np.append(task.high - task.weights, 1.0),
        )
    )
    if x is None:
        return None
    change, cap = _at_bounds(x[:n], task), float(x[n])
    capped = np.abs(change) >= cap - 1e-9
    moved = np.where(capped, np.sign(change) * cap, change)
    at_bound = (moved == task.low - task.weights) | (moved == task.high - task.weights)
    together = np.where(capped & ~at_bound, np.sign(change), 0.0)
    columns = np.column_stack([together, np.eye(n)[:, ~capped & ~at_bound]])
    return _sharpened(rows, task.weights, np.where(at_bound, change, moved), columns)


def _at_bounds(change: FloatArray, task: Task) -> FloatArray:
    """``change`` with what is next to 0 or to a bound exactly there."""
    for end in (np.zeros(len(change)), task.low - task.weights, task.high - task.weights):
        change = np.where(np.abs(change - end) <= NEXT_TO, end, change)
    return change


def _sharpened(rows: FloatArray, weights: FloatArray, change: FloatArray, columns: FloatArray) -> FloatArray:
    """``change`` plus a combination of ``columns`` (n, c), so that binding rows and the sum are met to
    rounding.

    The columns are what an optimum leaves free: single criteria, or all that change by the largest amount.
    """
    met = rows @ (weights + change)
    binding = np.vstack([rows[met <= 1e-7], np.ones(len(change))])
    missing = -np.append(met[met <= 1e-7], change.sum())
    if not columns.any() or not missing.any():
        return change
    step = np.linalg.lstsq(binding @ columns, missing, rcond=None)[0]
    better = change + columns @ step
    left = np.append(rows[met <= 1e-7] @ (weights + better), better.sum())
    return better if np.abs(left).max() <= np.abs(missing).max() else change


def by_length(task: Task) -> FloatArray | None:
    """The smallest Euclidean length of d: bounds that it breaks are taken in as further conditions.

    Least distance programming by non-negative least squares: Lawson, C. L. and Hanson, R. J. (1974). Solving
    Least Squares Problems. Prentice-Hall, chapter 23. The conditions are projected on sum = 0, so that the
    shortest d that meets them keeps the sum.
    """
    n = len(task.weights)
    floor, roof = task.low - task.weights, task.high - task.weights
    rows = task.leads[task.taken]
    at_floor, at_roof = floor > 0, roof < 0
    while True:
        fixed = np.vstack([rows, np.eye(n)[at_floor], -np.eye(n)[at_roof]])
        least = np.concatenate([-(rows @ task.weights), floor[at_floor], -roof[at_roof]])
        change = shortest(fixed, least)
        if change is None:
            return None
        below, above = (change < floor - SATISFIED) & ~at_floor, (change > roof + SATISFIED) & ~at_roof
        if not (below.any() or above.any()):
            return np.clip(change, floor, roof)
        at_floor, at_roof = at_floor | below, at_roof | above


def shortest(rows: FloatArray, least: FloatArray) -> FloatArray | None:
    """The shortest d with sum 0 and rows @ d >= least, or None if there is none."""
    from scipy.optimize import nnls

    flat = rows - rows.mean(axis=1, keepdims=True)
    unit = float(least.max())
    if unit <= 0:
        return np.zeros(rows.shape[1])
    system = np.vstack([flat.T, least / unit])
    aim = np.append(np.zeros(rows.shape[1]), 1.0)
    multipliers, distance = nnls(system, aim)
    if distance <= 1e-11:
        return None
    rest = system @ multipliers - aim
    change = -rest[:-1] / rest[-1] * unit
    return _resolved(flat, least, multipliers > 0, change)


def _resolved(
    rows: FloatArray, least: FloatArray, binding: NDArray[np.bool_], change: FloatArray
) -> FloatArray:
    """The shortest d that meets the binding rows with equality; ``change`` where that is no optimum."""
    active = rows[binding]
    multipliers = np.linalg.lstsq(active @ active.T, least[binding], rcond=None)[0]
    found: FloatArray = active.T @ multipliers
    size = max(float(np.abs(multipliers).max(initial=0.0)), np.finfo(float).tiny)
    sound = (multipliers >= -1e-9 * size).all() and (rows @ found >= least - 1e-11).all()
    return found if sound else change
