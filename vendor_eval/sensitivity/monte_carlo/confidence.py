"""How sure an alternative is of the first place under the weights that suit it best on average."""

from __future__ import annotations

from contextlib import closing

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.sensitivity.monte_carlo.blocks import Block, Task, blocks, evaluated, with_sampled_tables
from vendor_eval.sensitivity.monte_carlo.engine import on_threads
from vendor_eval.sensitivity.monte_carlo.rank_counts import Sums, places, without_nan

AT_CENTRE = 10_000
"""Draws of values and prices for the confidence."""


def central_weights(sums: Sums) -> FloatArray:
    """The mean of the weights that made each first, (m, n); NaN for one that was never first."""
    first = sums.ranks[:, 0][:, None]
    return np.divide(sums.central, first, out=np.full_like(sums.central, np.nan), where=first > 0)


def confidence(task: Task, sums: Sums, threads: int) -> FloatArray:
    """Share of rank 1 of each alternative under its own central weights, (m,); NaN where it has none."""
    central = central_weights(sums)
    known = np.flatnonzero(~np.isnan(central[:, 0]))
    found = np.full(len(central), np.nan)
    if task.tables is None:
        _, rank_scores = evaluated(task, task.weights(np.ascontiguousarray(central[known].T)))
        found[known] = places(without_nan(rank_scores)[0]).first()[known, np.arange(len(known))]
    else:
        found[known] = _in_sampled_tables(task, central, known, min(AT_CENTRE, sums.draws), threads)
    return found


def _in_sampled_tables(
    task: Task, central: FloatArray, known: np.ndarray, draws: int, threads: int
) -> FloatArray:
    """The same over sampled tables, the same ones for all; interrupted, over those that are done."""

    def firsts(block: Block) -> FloatArray:
        number, k = block
        under = with_sampled_tables(task, number, k)
        rows = [under(task.weights(np.repeat(central[i][:, None], k, axis=1)))[1] for i in known]
        each = [places(without_nan(row)[0]).first()[i].sum() for i, row in zip(known, rows, strict=True)]
        return np.array([*each, k])

    total = np.zeros(len(known) + 1)
    try:
        with closing(on_threads(firsts, blocks(task.size, draws), threads)) as results:
            for result in results:
                total = total + result
    except KeyboardInterrupt:
        pass
    return total[:-1] / total[-1] if total[-1] else np.full(len(known), np.nan)
