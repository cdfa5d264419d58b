"""Monte Carlo over weights: how near to the cost of the random numbers, and how far from other libraries.

    python benchmarks/weights.py [--draws 1000000] [--vendors 10] [--criteria 100] [--quick] [--no-peers]

Every draw counts ranks, all pairs, central weights and regret. The yardstick is NumPy drawing the same
exponential numbers and dividing them by their sum, in float64 as well, in the same blocks, in memory that is
used again, on the same threads. Both are measured in turn (A B A B ...) so that the machine's mood falls on
both; medians of the ratios are printed with their range. Peers are asked on one thread. pysensmcda 2 and
pymcdm need an older pandas than this program: an environment of their own is made in a temporary folder.
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
import venv
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import numpy as np

from vendor_eval.decision.prepared import Prepared, prepare
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.acceptability import acceptability
from vendor_eval.sensitivity.blocks import Task
from vendor_eval.sensitivity.draws import Uniform
from vendor_eval.sensitivity.engine import cores
from vendor_eval.sensitivity.units import units_of

LIMITS = {"weighted_sum": 2.0, "promethee2": 2.0, "topsis": 3.0, "vikor": 8.0}
LOOPS = {"weighted_sum": 3000, "topsis": 3000, "vikor": 1000}
PEERS = 8.0
MEMORY = 1.2
HERE = Path(__file__).resolve().parent


def ready(method: str, vendors: int, criteria: int) -> Prepared:
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
    found, findings = prepare(problem, method)
    if found is None:
        raise SystemExit(f"{method}: {findings}")
    return found


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ours(prepared: Prepared, draws: int, threads: int, distribution: str = "uniform") -> Callable[[], object]:
    return lambda: acceptability(prepared, distribution=distribution, draws=draws, threads=threads)


def yardstick(criteria: int, size: int, draws: int, threads: int) -> Callable[[], object]:
    """Exponential numbers divided by their sum, nothing else."""

    def part(seed: int) -> None:
        random, weights = np.random.default_rng(seed), np.empty((criteria, size))
        for _ in range(draws // size // threads):
            random.standard_exponential(out=weights)
            weights /= weights.sum(axis=0)

    def work() -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, range(threads)))

    return work


def verdict(holds: bool, limit: str) -> str:
    return f"{'holds' if holds else 'MISSED'}: {limit}"


def against_random_numbers(asked: argparse.Namespace) -> Iterator[str]:
    yield f"Time over standard_exponential and normalising, {asked.draws:,} draws, float64"
    rounds = 3 if asked.quick else 7
    for threads in sorted({1, cores()}):
        for method, limit in LIMITS.items():
            prepared = ready(method, asked.vendors, asked.criteria)
            units = units_of(prepared, "leaf")
            size = Task(prepared, units, Uniform(asked.criteria), 1).size
            bare = yardstick(asked.criteria, size, asked.draws, threads)
            full = ours(prepared, asked.draws, threads)
            pairs = [(seconds(full), seconds(bare)) for _ in range(rounds)]
            ratios = sorted(a / b for a, b in pairs)
            a, b = (statistics.median(x) / asked.draws * 1e6 for x in zip(*pairs, strict=True))
            ratio = statistics.median(ratios)
            yield (
                f"  {method:14} {threads} thread(s)  {a:.2f} over {b:.2f} µs a draw = {ratio:.2f} "
                f"({ratios[0]:.2f} to {ratios[-1]:.2f})  {verdict(ratio <= limit, f'at most {limit:g}')}"
            )


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
    yield (
        f"Time a draw beside scikit-criteria {version('scikit-criteria')}, one thread, values scaled beforehand"
    )
    for method, limit in LOOPS.items():
        made = makers[method]
        full = ours(ready(method, asked.vendors, asked.criteria), asked.draws, 1)
        rounds = []
        for _ in range(3):
            mine = seconds(full) / asked.draws
            replaced = seconds(lambda: [made.evaluate(table.replace(weights=w)).rank_ for w in weights])
            anew = seconds(
                lambda: [made.evaluate(skcriteria.mkdm(values, objectives, weights=w)).rank_ for w in weights]
            )
            rounds.append((mine, replaced / len(weights), anew / len(weights)))
        mine, replaced, anew = (statistics.median(x) for x in zip(*rounds, strict=True))
        yield (
            f"  {method:14} {mine * 1e6:.2f} µs; theirs {replaced * 1e6:,.0f} µs = {replaced / mine:,.0f} times "
            f"({verdict(replaced / mine >= limit, f'at least {limit:,}')}); a new matrix for each draw instead "
            f"of replace: {anew * 1e6:,.0f} µs = {anew / mine:,.0f} times"
        )


def against_peers(asked: argparse.Namespace) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        packages = ["pysensmcda==2.*", "pymcdm", "pandas<3"]
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True, capture_output=True)
        command = [python, HERE / "weights_peers.py", *map(str, (asked.vendors, asked.criteria, asked.draws))]
        limited = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        full = {m: ours(ready(m, asked.vendors, asked.criteria), asked.draws, 1) for m in LOOPS}
        mine: dict[str, list[float]] = {m: [] for m in full}
        theirs: list[dict[str, dict[str, float]]] = []
        for _ in range(1 if asked.quick else 3):
            for method, work in full.items():
                mine[method].append(seconds(work) / asked.draws * 1e6)
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=limited)
            theirs.append(json.loads(done.stdout))
    yield f"Time a draw beside pysensmcda {theirs[0]['versions']['pysensmcda']} and pymcdm {theirs[0]['versions']['pymcdm']}, one thread"  # fmt: skip
    for method in LOOPS:
        own = statistics.median(mine[method])
        ways = {w: statistics.median(t[method][w] for t in theirs) for w in theirs[0][method]}
        small = {way: micros for way, micros in ways.items() if way.startswith("the same")}
        best = min(micros for way, micros in ways.items() if way not in small)
        shown = ", ".join(f"{way} {micros:,.1f}" for way, micros in ways.items())
        yield f"  {method:14} {own:.2f} µs; theirs: {shown}"
        yield f"  {'':14} the fastest takes {best / own:.1f} times as long ({verdict(best / own >= PEERS, f'at least {PEERS:g}')})"  # fmt: skip
        for micros in small.values():
            yield f"  {'':14} as few draws as fit its cache: {micros / own:.1f} times as long"


ALONE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from weights import ours, ready
ours(ready("weighted_sum", int(sys.argv[3]), int(sys.argv[4])), int(sys.argv[2]), int(sys.argv[5]))()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory(asked: argparse.Namespace) -> Iterator[str]:
    """Peak resident memory of a process of its own."""
    sizes = (asked.draws, 10 * asked.draws)
    peaks = []
    for draws in sizes:
        arguments = [str(HERE), *map(str, (draws, asked.vendors, asked.criteria, cores()))]
        done = subprocess.run([sys.executable, "-c", ALONE, *arguments], check=True, capture_output=True, text=True)  # fmt: skip
        peaks.append(int(done.stdout) / 1024)
    ratio = peaks[1] / peaks[0]
    yield (
        f"Peak memory: {peaks[0]:.0f} MB at {sizes[0]:,} draws, {peaks[1]:.0f} MB at {sizes[1]:,} = {ratio:.3f} "
        f"({verdict(ratio <= MEMORY, f'at most {MEMORY:g}')})"
    )


def scaling(asked: argparse.Namespace) -> Iterator[str]:
    """Microseconds a draw of the weighted sum, all threads unless said otherwise."""

    def line(name: str, prepared: Prepared, draws: int, threads: int, distribution: str = "uniform") -> str:
        took = statistics.median(seconds(ours(prepared, draws, threads, distribution)) for _ in range(3))
        return f"  {name:24} {took / draws * 1e6:8.2f} µs a draw, {took:6.2f} s for {draws:,}"

    some, most = asked.draws // 10, cores()
    yield f"Scaling of the weighted sum, {most} thread(s)"
    base = ready("weighted_sum", asked.vendors, asked.criteria)
    for draws in (some // 10, some, asked.draws):
        yield line(f"{draws:,} draws", base, draws, most)
    for threads in sorted({1, 2, most}):
        yield line(f"{threads} thread(s)", base, asked.draws, threads)
    for vendors in (2, 5, 20, 50, 200):
        yield line(f"{vendors} vendors", ready("weighted_sum", vendors, asked.criteria), some, most)
    for criteria in (3, 10, 30, 300):
        yield line(f"{criteria} criteria", ready("weighted_sum", asked.vendors, criteria), some, most)
    for distribution in ("uniform", "dirichlet", "percent", "ordinal", "interval"):
        yield line(distribution, base, some, most, distribution)
    for method in ("weighted_product", "waspas", "copras", "maut", "moora", "electre1"):
        draws = some // 10 if method == "electre1" else some
        yield line(method, ready(method, asked.vendors, asked.criteria), draws, most)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1_000_000)
    parser.add_argument("--vendors", type=int, default=10)
    parser.add_argument("--criteria", type=int, default=100)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--no-peers", action="store_true", help="do not make an environment for the peers")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    print(
        f"{asked.vendors} vendors, {asked.criteria} criteria; NumPy {np.__version__}, {cores()} processors, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    parts = [against_random_numbers, against_scikit_criteria, memory, scaling]
    for part in parts if asked.no_peers else [*parts[:2], against_peers, *parts[2:]]:
        for shown in part(asked):
            print(shown, flush=True)


if __name__ == "__main__":
    main()
