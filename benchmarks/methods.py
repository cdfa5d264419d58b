"""What a decision method costs: one ranking, and 10,000 weightings, beside scikit-criteria in the same run.

    python benchmarks/methods.py [--vendors 10] [--criteria 100]

Prints medians and ratios. The two are measured in turn (A B A B ...), so that the machine's mood falls on
both. The library takes weightings one by one, so its time for 10,000 is that of one times 10,000.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version

import numpy as np
import skcriteria
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.scalers import SumScaler

from vendor_eval.decision.library.steps import aggregator_of, recipe_of, transformers
from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.rank import ranking_of
from vendor_eval.decision.table.bind import BoundMethod, bind
from vendor_eval.model.problem import Problem

ROWS, PAIRS = 10_000, 9


def table(vendors: int, criteria: int, priced: bool) -> Problem:
    """Values from 1 to 10, every third criterion a cost; ``priced``: shares, and a price in the last."""
    random = np.random.default_rng(1)
    matrix = random.uniform(1, 10, (vendors, criteria))
    low = [not priced and j % 3 == 0 for j in range(criteria)]
    if priced:
        matrix[:, :-1] /= 10 * criteria
        matrix[:, -1] *= 100_000
        low[-1] = True
    return Problem.model_validate(
        {
            "alternatives": [f"V{i}" for i in range(vendors)],
            "criteria": [
                {"id": f"c{j}", "direction": "min" if x else "max", "weight": 1} for j, x in enumerate(low)
            ],
            "matrix": matrix.tolist(),
        }
    )


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def library(ready: BoundMethod) -> Callable[[], object] | None:
    """One evaluation of the library's pipeline on a table made beforehand; None where it lacks the method."""
    if ready.method.library is None:
        return None
    recipe = recipe_of(ready.method, ready.parameters)
    signs = [-1 if d == "min" else 1 for d in ready.directions]
    made = skcriteria.mkdm(ready.matrix, signs, weights=ready.weights[0].tolist())
    pipe = mkpipe(SumScaler("weights"), *transformers(recipe.steps), aggregator_of(recipe))
    return lambda: pipe.evaluate(made)


def measured(name: str, problem: Problem, many: np.ndarray) -> tuple[str, ...]:
    ready, findings = bind(problem, name, {"max_share": 0.9} if name == "adjusted_price" else {})
    if ready is None:
        raise SystemExit(f"{name}: {findings}")
    theirs = library(ready)
    weights = many / 2 if ready.method.weights_as_written else many
    ready.rank_scores(weights[:2])
    pairs = [
        (seconds(lambda: ranking_of(ready)), seconds(theirs) if theirs else float("nan"))
        for _ in range(PAIRS)
    ]
    one = statistics.median(a for a, _ in pairs)
    rows = statistics.median(seconds(lambda: ready.rank_scores(weights)) for _ in range(3))
    shown = (name, f"{one * 1e3:.2f} ms", f"{rows * 1e3:.0f} ms", f"{rows / ROWS * 1e6:.2f} µs")
    if theirs is None:
        return (*shown, "-", "-", "-")
    other = statistics.median(b for _, b in pairs)
    ratio = statistics.median(b / a for a, b in pairs)
    return (*shown, f"{other * 1e3:.2f} ms", f"{ratio:.0f}x", f"{other * ROWS / rows:,.0f}x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vendors", type=int, default=10)
    parser.add_argument("--criteria", type=int, default=100)
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    many = np.random.default_rng(2).dirichlet(np.ones(asked.criteria), ROWS)
    header = ("method", "one ranking", f"{ROWS:,} rows", "a row", "theirs, one", "one: ratio", "rows: ratio")
    lines = [header]
    for name, method in METHODS.items():
        problem = table(asked.vendors, asked.criteria, method.weights_as_written)
        lines.append(measured(name, problem, many))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"{asked.vendors} vendors, {asked.criteria} criteria; scikit-criteria {version('scikit-criteria')}")
    for line in lines:
        print(
            "  ".join(
                cell.rjust(w) if i else cell.ljust(w)
                for i, (cell, w) in enumerate(zip(line, widths, strict=True))
            )
        )


if __name__ == "__main__":
    main()
