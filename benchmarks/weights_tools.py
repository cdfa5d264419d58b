"""What the benchmarks of Monte Carlo share: the table, the clock, the judgement."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from vendor_eval.decision.table.bind import BoundMethod, bind
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.monte_carlo.acceptability import acceptability


def ready(method: str, vendors: int, criteria: int) -> BoundMethod:
    """A table of numbers from 1 to 10, every third criterion a cost, equal weights."""
    values = np.random.default_rng(1).uniform(1, 10, (vendors, criteria))
    problem = Problem.model_validate(
        {
            "alternatives": [f"V{i}" for i in range(vendors)],
            "criteria": [
                {"id": f"c{j}", "direction": "max" if j % 3 else "min", "weight": 1} for j in range(criteria)
            ],
            "matrix": values.tolist(),
        }
    )
    found, findings = bind(problem, method)
    if found is None:
        raise SystemExit(f"{method}: {findings}")
    return found


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor_seconds(work: Callable[[], object]) -> float:
    """Of all threads of this process: what others do on the machine meanwhile does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def both_seconds(work: Callable[[], object]) -> tuple[float, float]:
    """By the clock on the wall, and of the processors."""
    start = time.perf_counter()
    used = processor_seconds(work)
    return time.perf_counter() - start, used


def ours(bound: BoundMethod, draws: int, threads: int, distribution: str = "uniform") -> Callable[[], object]:
    return lambda: acceptability(bound, distribution=distribution, draws=draws, threads=threads)


def verdict(holds: bool, limit: str) -> str:
    return f"{'holds' if holds else 'MISSED'}: {limit}"
