"""A simulation cut into blocks of draws, each with a random stream of its own.

A block depends on the task and on its number only. So it does not matter who computes it, or when: the same
seed gives the same bits with any number of threads or workers.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.decision.table.bound_method import Prepared
from vendor_eval.sensitivity.monte_carlo import vectorised
from vendor_eval.sensitivity.monte_carlo.rank_counts import Sums, sums
from vendor_eval.sensitivity.monte_carlo.samplers import Sampler
from vendor_eval.sensitivity.monte_carlo.vectorised import Weighed
from vendor_eval.sensitivity.monte_carlo.weight_units import Units

WORDS = 1_200_000
"""Numbers that a block may hold at once: ten megabytes, and few enough calls for each number."""
SMALLEST, LARGEST = 64, 8192

Block = tuple[int, int]
"""Number of the block, and how many draws it has."""

Tables = Callable[[Generator, int], FloatArray]
"""(generator, k) -> (k, m, n): k tables like ``Prepared.matrix``, prices already turned into values."""


@dataclass(frozen=True)
class Task:
    """Everything that a block needs. ``tables``: values and prices are drawn as well, one table a draw."""

    prepared: Prepared
    units: Units
    sampler: Sampler
    seed: int
    tables: Tables | None = None

    @cached_property
    def size(self) -> int:
        """Draws in a block: a power of two that depends on the size of the table only."""
        m, n = self.prepared.matrix.shape
        words = n + 4 * m if self.tables is None else m * n * 2
        return int(np.clip(2 ** int(np.log2(WORDS / words)), SMALLEST, LARGEST))

    @cached_property
    def form(self) -> vectorised.Form | None:
        return vectorised.form_of(self.prepared)

    @cached_property
    def once(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Identical alternatives are computed once: who is computed, (u,), and whose result is whose, (m,).

        Identical where it counts: in the criteria that ever have weight, and in a price.
        """
        counts = self.units.live(self.sampler.live) | (self.units.unit_of < 0)
        rows = [row.tobytes() for row in self.prepared.matrix[:, counts] + 0.0]
        first = {row: i for i, row in reversed(list(enumerate(rows)))}
        computed = sorted(first.values())
        place = {i: u for u, i in enumerate(computed)}
        return np.array(computed), np.array([place[first[row]] for row in rows])

    @cached_property
    def parts(self) -> vectorised.Parts:
        """What does not depend on the weights, for the alternatives that are computed (or for all)."""
        if self.form is None:
            raise ValueError(f"{self.prepared.method.name} has no form of its own")
        made = self.form.parts(self.prepared.matrix, self.prepared.directions, self.prepared.settings)
        return made if self.form.of_all else tuple(np.ascontiguousarray(part[self.once[0]]) for part in made)

    def weighed(self, weights: FloatArray) -> Weighed:
        """Weights (n, k) with what divides a score: 1 where the method takes them as written."""
        written = self.prepared.method.weights_as_written
        return Weighed(weights, np.ones(weights.shape[1]) if written else weights.sum(axis=0))

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
    w = task.weighed(task.units.spread(task.sampler(task.stream(block, 0), k)))
    if task.tables is None:
        scores, standing = evaluated(task, w)
    else:
        scores, standing = drawn_tables(task, block, k)(w)
    return sums(scores, standing, w.weights, w.totals, task.prepared.method.lower_is_better)


def evaluated(task: Task, w: Weighed) -> tuple[FloatArray, FloatArray]:
    """Scores and standing, (m, k) each, of the table as it is under drawn weights."""
    prepared, (computed, place) = task.prepared, task.once
    if task.form is None:
        scores, standing = vectorised.by_kernel(prepared, w)
        return scores[computed][place], standing[computed][place]
    scores = task.form.scores(task.parts, w, prepared.settings)
    if len(computed) < len(place):
        scores = scores[computed][place] if task.form.of_all else scores[place]
    return both(prepared, scores)


def drawn_tables(task: Task, block: int, k: int) -> Callable[[Weighed], tuple[FloatArray, FloatArray]]:
    """The same with the ``k`` tables drawn for a block, one for each of k weightings."""
    if task.tables is None:
        raise ValueError("no tables are drawn")
    prepared, form, tables = task.prepared, task.form, task.tables(task.stream(block, 1), k)
    if form is None:
        return lambda w: vectorised.by_kernel_of_tables(prepared, tables, w)
    parts = vectorised.parts_of_tables(form, prepared, tables)
    return lambda w: both(prepared, form.scores(parts, w, prepared.settings))


def both(prepared: Prepared, scores: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Scores, and the standing that follows from them."""
    return scores, -scores if prepared.method.lower_is_better else scores
