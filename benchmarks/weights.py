"""Monte Carlo over weights: how near to the cost of the random numbers, and how far from other libraries.

    python benchmarks/weights.py [--draws 1000000] [--vendors 10] [--criteria 100] [--quick] [--no-peers]

Every draw counts ranks, all pairs, central weights and regret. The yardstick is NumPy drawing the same
exponential numbers and dividing them by their sum, in float64 as well, in the same blocks, in memory that is
used again, on the same threads. Both are measured in turn (A B A B ...) so that the machine's mood falls on
both; medians of the ratios are printed with their range, and judged in processor time, which leaves out what
others do on the machine. Peers are asked on one thread, in processor time.
pysensmcda 2 and pymcdm need an older pandas than this program: an environment of their own is made in a
temporary folder.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from weights_beside import against_peers, against_scikit_criteria
from weights_tools import both_seconds, ours, processor_seconds, ready, seconds, verdict

from vendor_eval.decision.table.bind import BoundMethod
from vendor_eval.sensitivity.monte_carlo.blocks import Task
from vendor_eval.sensitivity.monte_carlo.engine import cores
from vendor_eval.sensitivity.monte_carlo.samplers import Uniform
from vendor_eval.sensitivity.monte_carlo.weight_units import units_of

LIMITS = {"weighted_sum": 2.0, "promethee2": 2.0, "topsis": 3.0, "vikor": 8.0}
MEMORY = 1.2
MANY = 15.0
"""How much more a draw of the weighted sum may cost with 200 vendors than with 20."""
HERE = Path(__file__).resolve().parent


def yardstick(criteria: int, size: int, draws: int, threads: int) -> Callable[[], object]:
    """Exponential numbers divided by their sum, nothing else. A thread that is free takes the next block."""

    def part(seed: int, left: Iterator[int]) -> None:
        random, weights = np.random.default_rng(seed), np.empty((criteria, size))
        for _ in left:
            random.standard_exponential(out=weights)
            weights /= weights.sum(axis=0)

    def work() -> None:
        left = iter(range(draws // size))
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, range(threads), [left] * threads))

    return work


def against_random_numbers(asked: argparse.Namespace) -> Iterator[str]:
    yield f"Time over standard_exponential and normalising, {asked.draws:,} draws, float64"
    for threads in sorted({1, cores()}):
        for method, limit in LIMITS.items():
            bound = ready(method, asked.vendors, asked.criteria)
            units = units_of(bound, "leaf")
            size = Task(bound, units, Uniform(asked.criteria), 1).size
            bare = yardstick(asked.criteria, size, asked.draws, threads)
            full = ours(bound, asked.draws, threads)
            rounds = [(*both_seconds(full), *both_seconds(bare)) for _ in range(3 if asked.quick else 7)]
            ratios = sorted(full / bare for full, _, bare, _ in rounds)
            ratio, processor = statistics.median(ratios), statistics.median(r[1] / r[3] for r in rounds)
            own, theirs = (statistics.median(r[i] for r in rounds) / asked.draws * 1e6 for i in (0, 2))
            yield (
                f"  {method:14} {threads} thread(s)  {own:.2f} over {theirs:.2f} µs a draw = {ratio:.2f} "
                f"({ratios[0]:.2f} to {ratios[-1]:.2f}); in processor time {processor:.2f}  "
                f"{verdict(processor <= limit, f'at most {limit:g}')}"
            )


ALONE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from weights_tools import ours, ready
ours(ready("weighted_sum", int(sys.argv[3]), int(sys.argv[4])), int(sys.argv[2]), int(sys.argv[5]))()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory(asked: argparse.Namespace) -> Iterator[str]:
    """Peak resident memory of a process of its own."""
    sizes = (asked.draws, 10 * asked.draws)
    peaks = []
    for draws in sizes:
        arguments = [str(HERE), *map(str, (draws, asked.vendors, asked.criteria, cores()))]
        command = [sys.executable, "-c", ALONE, *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        peaks.append(int(done.stdout) / 1024)
    ratio = peaks[1] / peaks[0]
    shown = ", ".join(f"{peak:.0f} MB at {draws:,} draws" for peak, draws in zip(peaks, sizes, strict=True))
    yield f"Peak memory: {shown} = {ratio:.3f} ({verdict(ratio <= MEMORY, f'at most {MEMORY:g}')})"


def many_vendors(asked: argparse.Namespace) -> Iterator[str]:
    """Scores and regret grow with the vendors, pairs with their square; in processor time, on one thread."""
    draws = {20: asked.draws // 5, 200: asked.draws // 10}
    full = {m: ours(ready("weighted_sum", m, asked.criteria), k, 1) for m, k in draws.items()}
    rounds = [
        {m: processor_seconds(full[m]) / k * 1e6 for m, k in draws.items()}
        for _ in range(3 if asked.quick else 9)
    ]
    ratios = sorted(one[200] / one[20] for one in rounds)
    ratio = statistics.median(ratios)
    few, many = (statistics.median(one[m] for one in rounds) for m in draws)
    yield (
        f"200 vendors over 20: {many:.2f} over {few:.2f} µs a draw = {ratio:.1f} "
        f"({ratios[0]:.1f} to {ratios[-1]:.1f}; {verdict(ratio <= MANY, f'at most {MANY:g}')})"
    )


def scaling(asked: argparse.Namespace) -> Iterator[str]:
    """Microseconds a draw of the weighted sum, all threads unless said otherwise."""

    def line(name: str, bound: BoundMethod, draws: int, threads: int, distribution: str = "uniform") -> str:
        took = statistics.median(seconds(ours(bound, draws, threads, distribution)) for _ in range(3))
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
    parts = [against_random_numbers, against_scikit_criteria, memory, many_vendors, scaling]
    for part in parts if asked.no_peers else [*parts[:2], against_peers, *parts[2:]]:
        for shown in part(asked):
            print(shown, flush=True)


if __name__ == "__main__":
    main()
