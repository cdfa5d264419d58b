"""A simulation cut into blocks of draws, each with a random stream of its own.

A block depends on the task and on its number only. So it does not matter who computes it, or when: the same
seed gives the same bits with any number of threads or workers.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.methods.base import BoundMethod, Parts, TwoSteps
from vendor_eval.decision.methods.common import Weights
from vendor_eval.sensitivity.monte_carlo.rank_counts import Sums, sums
from vendor_eval.sensitivity.monte_carlo.samplers import Sampler
from vendor_eval.sensitivity.monte_carlo.weight_units import Units

WORDS = 1_200_000
"""Numbers that a block may hold at once: ten megabytes, and few enough calls for each number."""
SMALLEST, LARGEST = 64, 8192

Block = tuple[int, int]
"""Number of the block, and how many draws it has."""

Tables = Callable[[Generator, int], FloatArray]
"""(generator, k) -> (k, m, n): k tables like ``BoundMethod.matrix``, prices already turned into values."""


@dataclass(frozen=True)
class Task:
    """Everything that a block needs. ``tables``: values and prices are drawn as well, one table a draw."""

    bound: BoundMethod
    units: Units
    sampler: Sampler
    seed: int
    tables: Tables | None = None

    @cached_property
    def size(self) -> int:
        """Draws in a block: a power of two that depends on the size of the table only."""
        m, n = self.bound.matrix.shape
        words = n + 4 * m if self.tables is None else m * n * 2
        return int(np.clip(2 ** int(np.log2(WORDS / words)), SMALLEST, LARGEST))

    @cached_property
    def once(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Identical alternatives are computed once: who is computed, (u,), and whose result is whose, (m,).

        Identical where it counts: in the criteria that ever have weight, and in a price.
        """
        counts = self.units.live(self.sampler.live) | (self.units.unit_of < 0)
        rows = [row.tobytes() for row in self.bound.matrix[:, counts] + 0.0]
        first = {row: i for i, row in reversed(list(enumerate(rows)))}
        computed = sorted(first.values())
        place = {i: u for u, i in enumerate(computed)}
        return np.array(computed), np.array([place[first[row]] for row in rows])

    @cached_property
    def parts(self) -> Parts:
        """What does not depend on the weights, for the alternatives that are computed (or for all)."""
        bound, two_steps = self.bound, self.bound.method.two_steps
        if two_steps is None:
            raise ValueError(f"{bound.method.name} does not calculate in two steps")
        made = two_steps.parts(bound.matrix, bound.directions, **bound.settings)
        if two_steps.counts_all:
            return tuple(made)
        return tuple(np.ascontiguousarray(part[self.once[0]]) for part in made)

    def weights(self, columns: FloatArray) -> Weights:
        """Weightings (n, k) with what divides a score: 1 where the method takes them as written."""
        written = self.bound.method.weights_as_written
        return Weights(columns, np.ones(columns.shape[1]) if written else columns.sum(axis=0))

    def stream(self, block: int, purpose: int) -> Generator:
        """The random numbers of a block, one stream for weights (0) and one for tables (1)."""
        return Generator(PCG64(SeedSequence(self.seed, spawn_key=(block, purpose))))


def blocks(size: int, draws: int) -> Iterator[Block]:
    """The blocks of a run; the last one may be smaller."""
    for number in itertools.count():
        left = draws - number * size
        if left <= 0:
            return
        yield number, min(size, left)


def compute(task: Task, block: int, k: int) -> Sums:
    """The sums over the ``k`` draws of one block."""
    weights = task.weights(task.units.spread(task.sampler(task.stream(block, 0), k)))
    if task.tables is None:
        scores, rank_scores = evaluated(task, weights)
    else:
        scores, rank_scores = with_sampled_tables(task, block, k)(weights)
    return sums(scores, rank_scores, weights, lower_is_better=task.bound.method.lower_is_better)


def evaluated(task: Task, weights: Weights) -> tuple[FloatArray, FloatArray]:
    """Scores and rank scores, (m, k) each, of the table as it is under sampled weights."""
    bound, two_steps, (computed, place) = task.bound, task.bound.method.two_steps, task.once
    if two_steps is None:
        scores, rank_scores = by_kernel(bound, weights)
        return scores[computed][place], rank_scores[computed][place]
    scores = two_steps.scores(task.parts, weights, **bound.settings)
    if len(computed) < len(place):
        scores = scores[computed][place] if two_steps.counts_all else scores[place]
    return with_rank_scores(bound, scores)


def with_sampled_tables(task: Task, block: int, k: int) -> Callable[[Weights], tuple[FloatArray, FloatArray]]:
    """The same with the ``k`` tables sampled for a block, one for each of k weightings."""
    if task.tables is None:
        raise ValueError("no tables are sampled")
    bound, two_steps, tables = task.bound, task.bound.method.two_steps, task.tables(task.stream(block, 1), k)
    if two_steps is None:
        return lambda weights: by_kernel_of_tables(bound, tables, weights)
    parts = parts_of_tables(bound, two_steps, tables)
    return lambda weights: with_rank_scores(bound, two_steps.scores(parts, weights, **bound.settings))


def with_rank_scores(bound: BoundMethod, scores: FloatArray) -> tuple[FloatArray, FloatArray]:
    return scores, -scores if bound.method.lower_is_better else scores


def parts_of_tables(bound: BoundMethod, two_steps: TwoSteps, tables: FloatArray) -> Parts:
    """The parts, (m, k, n) each, of k ``tables`` (k, m, n), made of all tables side by side."""
    k, m, n = tables.shape
    beside = np.ascontiguousarray(tables.transpose(1, 0, 2)).reshape(m, k * n)
    directions = np.tile(np.array(bound.directions), k)
    settings = {key: list(x) * k if isinstance(x, list | tuple) else x for key, x in bound.settings.items()}
    return tuple(part.reshape(m, k, n) for part in two_steps.parts(beside, directions, **settings))


def by_kernel(bound: BoundMethod, weights: Weights) -> tuple[FloatArray, FloatArray]:
    """Scores and rank scores, (m, k) each, from the kernel of the method."""
    rows = np.ascontiguousarray((weights.columns / weights.sums).T)
    return bound.scores(rows).T, bound.rank_scores(rows).T


def by_kernel_of_tables(
    bound: BoundMethod, tables: FloatArray, weights: Weights
) -> tuple[FloatArray, FloatArray]:
    """The same with a table of its own for each of the k weightings."""
    found = [
        by_kernel(replace(bound, matrix=table), Weights(weights.columns[:, i, None], weights.sums[i : i + 1]))
        for i, table in enumerate(tables)
    ]
    scores, rank_scores = zip(*found, strict=True)
    return np.hstack(scores), np.hstack(rank_scores)
