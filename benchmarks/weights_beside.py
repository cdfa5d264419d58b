"""Monte Carlo beside the loops of other libraries, on one thread, in turn, in processor time."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import venv
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from weights_tools import ours, processor_seconds, ready, verdict

LOOPS = {"weighted_sum": 3000, "topsis": 3000, "vikor": 1000}
PEERS = 8.0
PACKAGES = ("pysensmcda==2.*", "pymcdm", "pandas<3")
SCRIPT = Path(__file__).resolve().parent / "weights_peers.py"


def against_scikit_criteria(asked: argparse.Namespace) -> Iterator[str]:
    """Its loop over weightings: ``replace`` the weights of a decision matrix, evaluate, take the ranks."""
    import skcriteria
    from skcriteria.agg import simple, topsis, vikor

    makers = {
        "weighted_sum": simple.WeightedSumModel(),
        "topsis": topsis.TOPSIS(),
        "vikor": vikor.VIKOR(use_compromise_set=False),
    }
    values = np.random.default_rng(1).uniform(1, 10, (asked.vendors, asked.criteria))
    weights = np.random.default_rng(2).dirichlet(np.ones(asked.criteria), 20 if asked.quick else 60)
    objectives = [max] * asked.criteria
    table = skcriteria.mkdm(values, objectives, weights=weights[0])

    def replaced(evaluate: Callable[[Any], Any]) -> list[Any]:
        return [evaluate(table.replace(weights=w)).rank_ for w in weights]

    def anew(evaluate: Callable[[Any], Any]) -> list[Any]:
        return [evaluate(skcriteria.mkdm(values, objectives, weights=w)).rank_ for w in weights]

    named = f"scikit-criteria {version('scikit-criteria')}"
    yield f"Processor time a draw beside {named}, one thread, values scaled"
    for method, limit in LOOPS.items():
        full, made = ours(ready(method, asked.vendors, asked.criteria), asked.draws, 1), makers[method]
        works = [
            (full, asked.draws),
            (lambda made=made: replaced(made.evaluate), len(weights)),
            (lambda made=made: anew(made.evaluate), len(weights)),
        ]
        rounds = [[processor_seconds(work) / draws * 1e6 for work, draws in works] for _ in range(3)]
        own, loop, quickest = (statistics.median(x) for x in zip(*rounds, strict=True))
        yield f"  {method:14} {own:.2f} µs; their loop {loop:,.0f} µs = {times(loop, own, limit)}"
        yield f"  {'':14} a new matrix for each draw: {quickest:,.0f} µs = {quickest / own:,.0f} times"


def times(theirs: float, own: float, limit: float) -> str:
    return f"{theirs / own:,.1f} times ({verdict(theirs / own >= limit, f'at least {limit:,g}')})"


def environment(folder: str) -> Path:
    """A Python with the peers, and what they need, in ``folder``."""
    venv.create(folder, with_pip=True)
    python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True, capture_output=True)
    return python


def against_peers(asked: argparse.Namespace) -> Iterator[str]:
    """pysensmcda and pymcdm, which need an older pandas."""
    limited = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    full = {m: ours(ready(m, asked.vendors, asked.criteria), asked.draws, 1) for m in LOOPS}
    mine: dict[str, list[float]] = {m: [] for m in full}
    theirs: list[dict[str, dict[str, Any]]] = []
    with tempfile.TemporaryDirectory() as folder:
        command = [environment(folder), SCRIPT, *map(str, (asked.vendors, asked.criteria, asked.draws))]
        for _ in range(1 if asked.quick else 3):
            for method, work in full.items():
                mine[method].append(processor_seconds(work) / asked.draws * 1e6)
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=limited)
            theirs.append(json.loads(done.stdout))
    versions = ", ".join(f"{name} {number}" for name, number in theirs[0]["versions"].items())
    yield f"Processor time a draw beside {versions}, one thread"
    for method, own in mine.items():
        yield from compared(method, statistics.median(own), [t[method] for t in theirs])


def compared(method: str, own: float, theirs: Sequence[dict[str, float]]) -> Iterator[str]:
    """Every way. A run of few draws, whose arrays stay in the cache, is shown and not judged."""
    yield f"  {method:14} {own:.2f} µs; theirs:"
    ways = {way: statistics.median(t[way] for t in theirs) for way in theirs[0]}
    for way, micros in ways.items():
        yield f"  {'':14} {way}: {micros:,.2f} µs = {micros / own:,.1f} times"
    best = min(micros for way, micros in ways.items() if "few draws" not in way)
    yield f"  {'':14} the fastest takes {times(best, own, PEERS)}"
