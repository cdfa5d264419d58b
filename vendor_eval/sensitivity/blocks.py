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

from vendor_eval.decision.kernels import FloatArray
from vendor_eval.decision.prepared import Prepared
from vendor_eval.sensitivity import forms
from vendor_eval.sensitivity.draws import Sampler
from vendor_eval.sensitivity.forms import Weighed
from vendor_eval.sensitivity.tally import Sums, sums
from vendor_eval.sensitivity.units import Units

WORDS = 600000
"""Numbers that a block may hold at once: about what the cache of one core holds."""
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
    def form(self) -> forms.Form | None:
        return forms.form_of(self.prepared)

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
    def parts(self) -> forms.Parts:
        """What does not depend on the weights, for the alternatives that are computed."""
        if self.form is None:
            raise ValueError(f"{self.prepared.method.name} has no form of its own")
        made = self.form.parts(self.prepared.matrix, self.prepared.directions, self.prepared.settings)
        return tuple(np.ascontiguousarray(part[self.once[0]]) for part in made)

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
    weights = task.units.spread(task.sampler(task.stream(block, 0), k))
    as_written = task.prepared.method.weights_as_written
    w = Weighed(weights, np.ones(k) if as_written else weights.sum(axis=0))
    scores, standing = evaluated(task, w, block)
    return sums(scores, standing, w.weights, w.totals, task.prepared.method.lower_is_better)


def evaluated(task: Task, w: Weighed, block: int | None = None) -> tuple[FloatArray, FloatArray]:
    """Scores and standing, (m, k) each, under drawn weights, and with the tables of ``block`` if any."""
    prepared = task.prepared
    if task.tables is not None and block is not None:
        tables = task.tables(task.stream(block, 1), w.weights.shape[1])
        if task.form is None:
            return forms.by_kernel_of_tables(prepared, tables, w)
        parts = forms.parts_of_tables(task.form, prepared, tables)
        scores = task.form.scores(parts, w, prepared.settings)
    elif task.form is None:
        scores, standing = forms.by_kernel(prepared, w)
        computed, place = task.once
        return scores[computed][place], standing[computed][place]
    else:
        scores = task.form.scores(task.parts, w, prepared.settings)
        if len(task.once[0]) < len(prepared.matrix):
            scores = scores[task.once[1]]
    return scores, -scores if prepared.method.lower_is_better else scores
