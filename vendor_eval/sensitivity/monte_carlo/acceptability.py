"""Stochastic multicriteria acceptability analysis: what share of weightings speaks for whom.

Lahdelma, R., Hokkanen, J. and Salminen, P. (1998). SMAA - stochastic multiobjective acceptability analysis.
European Journal of Operational Research 106(1), 137-143. Lahdelma, R. and Salminen, P. (2001). SMAA-2:
stochastic multicriteria acceptability analysis for group decision making. Operations Research 49(3), 444-454.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from vendor_eval.decision.methods import Method
from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.table.bind import BoundMethod, bind
from vendor_eval.findings import Finding
from vendor_eval.model.outcome.acceptability import Acceptability
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.monte_carlo.blocks import Tables, Task
from vendor_eval.sensitivity.monte_carlo.confidence import central_weights, confidence
from vendor_eval.sensitivity.monte_carlo.engine import Progress, Run, cores, run
from vendor_eval.sensitivity.monte_carlo.parameters import SamplingParameters, sampler_for
from vendor_eval.sensitivity.monte_carlo.weight_units import units_of

NEVER_FIRST = "never first in any draw"


def acceptability(
    problem: Problem | BoundMethod,
    method: str | Method | None = None,
    parameters: Mapping[str, Any] | None = None,
    *,
    distribution: str = "percent",
    percent: float = 20,
    concentration: float = 100,
    by: str = "leaf",
    intervals: Mapping[str, tuple[float, float]] | None = None,
    draws: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    precision: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    cluster: str | None = None,
    tables: Tables | None = None,
) -> tuple[Acceptability | None, list[Finding]]:
    """Rank shares under drawn weights, or None and every reason why not.

    ``draws`` is 100,000 unless said otherwise; with ``precision`` it is drawn until no standard error is
    larger, and ``draws`` is the most. ``threads``: as many as there are processors. ``intervals``: shares of
    the whole by criterion, instead of its ``weight_range``. ``tables`` draws values and prices too.
    The same seed gives the same bits whatever the number of threads. KeyboardInterrupt ends the drawing, not
    the function: the result is then not ``complete``; it is raised again where nothing is known yet.
    """
    asked = SamplingParameters(
        distribution, percent, concentration, by, draws, seed, threads, precision, cluster
    )
    findings = asked.flaws()
    bound, notes = (problem, []) if isinstance(problem, BoundMethod) else bind(problem, method, parameters)
    if bound is None or findings:
        return None, [*findings, *notes]
    units = units_of(bound, by)
    sampler, flaws = sampler_for(asked, bound, units, intervals)
    if sampler is None:
        return None, [*flaws, *notes]
    task = Task(bound, units, sampler, seed, tables)
    try:
        done = run(task, asked.stop, threads=threads or cores(), cluster=cluster, progress=progress)
        if done is None:
            raise KeyboardInterrupt
        sure = confidence(task, done.sums, threads or cores())
    except ValueError as error:
        return None, [_cannot(bound, error), *notes, *flaws]
    return _told(asked, task, done, sure), [*notes, *flaws]


def _cannot(bound: BoundMethod, error: ValueError) -> Finding:
    return Finding(
        "sensitivity.cannot-calculate",
        "error",
        bound.method.name,
        f"the method cannot calculate under some of the drawn weights: {error}",
        "draw closer to the agreed weights, or choose another method",
    )


def _told(asked: SamplingParameters, task: Task, done: Run, sure: FloatArray) -> Acceptability:
    """The result by name."""
    bound = task.bound
    found, names = done.sums, bound.problem.alternatives
    ids = [c.id for c in bound.problem.criteria]
    central = central_weights(found)
    never = np.isnan(central[:, 0])
    wins = found.wins / found.draws
    return Acceptability(
        method=bound.method.name,
        draws=found.draws,
        seed=asked.seed,
        distribution=asked.distribution,
        by=asked.by,
        percent=asked.percent if asked.distribution == "percent" else None,
        concentration=asked.concentration if asked.distribution == "dirichlet" else None,
        precision=asked.precision,
        complete=done.whole,
        uncertain=task.tables is not None,
        ranks=_rows(names, found.ranks / found.draws),
        standard_error=_rows(names, found.standard_error()),
        central_weights={
            name: None if gone else dict(zip(ids, row.tolist(), strict=True))
            for name, gone, row in zip(names, never, central, strict=True)
        },
        confidence={name: None if np.isnan(p) else float(p) for name, p in zip(names, sure, strict=True)},
        pairwise={
            a: {b: float(wins[i, j]) for j, b in enumerate(names) if j != i} for i, a in enumerate(names)
        },
        regret=dict(zip(names, (found.regret / found.draws).tolist(), strict=True)),
        unranked={
            name: x for name, x in zip(names, (found.unranked / found.draws).tolist(), strict=True) if x > 0
        },
        reason={name: NEVER_FIRST for name, gone in zip(names, never, strict=True) if gone},
    )


def _rows(names: tuple[str, ...], table: FloatArray) -> dict[str, tuple[float, ...]]:
    return {name: tuple(row) for name, row in zip(names, table.tolist(), strict=True)}
