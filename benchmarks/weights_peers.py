"""What ``weights.py`` runs in the peers' own environment: microseconds a draw, as JSON.

    python weights_peers.py VENDORS CRITERIA DRAWS

Each draw gets scores and ranks on values that are scaled beforehand where the way allows it; pysensmcda also
counts ranks and adds up central weights, but not the pairs. Its method is a plain product of matrix and
weights (the least that can be asked of it) or a method of pymcdm. It keeps every draw in memory.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

import numpy as np
from pymcdm import methods
from pysensmcda.sampling import uniform_simplex
from pysensmcda.smaa import simulate


def micros(work, draws, rounds=3):
    best = []
    for _ in range(rounds):
        start = time.process_time()
        work(draws)
        best.append((time.process_time() - start) / draws * 1e6)
    return min(best)


def main():
    m, n, draws = map(int, sys.argv[1:4])
    matrix = np.random.default_rng(1).uniform(1, 10, (m, n))
    types = np.ones(n, dtype=int)

    def simulated(method, **more):
        return lambda draws: simulate(
            method, matrix, types, num_samples=draws, store="accumulate", seed=1, **more
        )

    def looped(method):
        def run(draws):
            for weights in uniform_simplex(n, draws, 1):
                method.rank(method(matrix, weights, types, validation=False))

        return run

    sums = next(getattr(methods, name) for name in ("WSM", "SAW") if hasattr(methods, name))
    found = {"versions": {name: version(name) for name in ("pysensmcda", "pymcdm", "numpy", "pandas")}}
    product = simulated(lambda table, weights, types: table @ weights, reverse_ranking=True)
    found["weighted_sum"] = {
        f"pysensmcda, bare product, {draws:,} draws": micros(product, draws, 1),
        "the same with few draws, 20,000": micros(product, 20_000),
    }
    for name, made in (("weighted_sum", sums()), ("topsis", methods.TOPSIS()), ("vikor", methods.VIKOR())):
        ways = found.setdefault(name, {})
        ways["pysensmcda with pymcdm"] = micros(simulated(made), 500)
        ways["pymcdm, unchecked"] = micros(looped(made), 500)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
