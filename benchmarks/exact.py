"""Exact weight intervals and smallest changes, beside the bounds of weights of pysensmcda 2 in the same run.

    python benchmarks/exact.py [--vendors 10] [--criteria 100] [--peer PYTHON]

Every interval of every criterion (winner and order) and, against every rival, the smallest change by l1,
linf and l2, each against the first alone and against all. pysensmcda has neither; its exact_weight_bounds
(least and most weight of every criterion among the weightings under which a vendor is first) is the nearest
thing, by two linear programmes a cell. It needs another pandas, so it runs as a child in an environment of
its own, made for the occasion unless --peer names an interpreter that has it. Prints seconds of the clock
and of the processor.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from vendor_eval.decision.table.bind import bind
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.exact.bounds import bounds
from vendor_eval.sensitivity.exact.criticality import criticality
from vendor_eval.sensitivity.exact.linear import Linear, linear
from vendor_eval.sensitivity.exact.one_way import weight_intervals
from vendor_eval.sensitivity.exact.tipping import smallest_changes

RUNS = 7
PEER = """
import json, sys, time
import numpy as np
from importlib.metadata import version
from pysensmcda.smaa.exact_weight_bounds import exact_weight_bounds
matrix = np.array(json.load(sys.stdin))
types = np.ones(matrix.shape[1], dtype=int)
clock, processor = time.perf_counter(), time.process_time()
exact_weight_bounds(matrix, types)
print(json.dumps([version("pysensmcda"), time.perf_counter() - clock, time.process_time() - processor]))
"""


def table(vendors: int, criteria: int) -> tuple[Linear, list[list[float]]]:
    random = np.random.default_rng(1)
    matrix = random.random((vendors, criteria)).tolist()
    problem = Problem.model_validate(
        {
            "alternatives": [f"V{i}" for i in range(vendors)],
            "criteria": [
                {"id": f"c{j}", "weight": x} for j, x in enumerate(random.dirichlet(np.ones(criteria)))
            ],
            "matrix": matrix,
        }
    )
    bound, findings = bind(problem)
    found = linear(bound) if bound else None
    if found is None:
        raise SystemExit(str(findings))
    return found, matrix


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Medians of the clock and of the processor."""
    work()
    seen = []
    for _ in range(RUNS):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        seen.append((time.perf_counter() - clock, time.process_time() - processor))
    return statistics.median(s[0] for s in seen), statistics.median(s[1] for s in seen)


def peer(python: str | None, matrix: list[list[float]]) -> tuple[str, float, float] | None:
    """Version and seconds of the child, or None where it cannot be installed."""
    with tempfile.TemporaryDirectory() as place:
        if python is None:
            subprocess.run([sys.executable, "-m", "venv", place], check=True)
            python = str(Path(place) / "bin" / "python")
            wanted = [python, "-m", "pip", "install", "-q", "pysensmcda>=2,<3"]
            if subprocess.run(wanted, check=False).returncode:
                return None
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(
            [python, "-c", PEER],
            input=json.dumps(matrix),
            capture_output=True,
            text=True,
            check=True,
            env=alone,
        )
        version, clock, processor = json.loads(done.stdout.splitlines()[-1])
        return version, clock, processor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vendors", type=int, default=10)
    parser.add_argument("--criteria", type=int, default=100)
    parser.add_argument("--peer", default=None)
    asked = parser.parse_args()
    found, matrix = table(asked.vendors, asked.criteria)
    parts: dict[str, Callable[[], object]] = {
        "intervals of every criterion": lambda: weight_intervals(found),
        "smallest change, every rival": lambda: smallest_changes(found),
        "both": lambda: (weight_intervals(found), smallest_changes(found)),
        "criticality": lambda: criticality(found),
        "bounds under the order": lambda: bounds(found),
    }
    print(f"{asked.vendors} vendors, {asked.criteria} criteria: seconds by the clock, by the processor")
    times = {name: timed(work) for name, work in parts.items()}
    for name, (clock, processor) in times.items():
        print(f"  {name:<30} {clock:9.4f} {processor:9.4f}")
    theirs = peer(asked.peer, matrix)
    if theirs is None:
        print("  pysensmcda could not be installed")
        return
    version, clock, processor = theirs
    print(f"  {'pysensmcda ' + version + ' weight bounds':<30} {clock:9.4f} {processor:9.4f}")
    ours = times["both"]
    print(f"  times faster: {clock / ours[0]:.0f} by the clock, {processor / ours[1]:.0f} by the processor")


if __name__ == "__main__":
    main()
