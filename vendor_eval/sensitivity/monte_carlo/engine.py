"""Runs a simulation: blocks on threads or on a cluster, added up in their order.

Sums in block order, and blocks that depend on their number only, make the result the same to the last bit
whoever computed which block. At no time are there more blocks in memory than workers have in hand.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from vendor_eval.sensitivity.monte_carlo.blocks import Block, Task, blocks, compute
from vendor_eval.sensitivity.monte_carlo.rank_counts import Sums

T = TypeVar("T")

FIRST_LOOK = 10_000
"""Draws before a standard error is believed: after a few draws a share of 0 or 1 has an error of 0."""
TICK = 0.1
"""Seconds between two reports of progress."""


class Progress(NamedTuple):
    """How far a run is. ``of`` and ``seconds_left`` are None where the precision decides and is not near."""

    done: int
    of: int | None
    per_second: float
    seconds_left: float | None
    standard_error: float


@dataclass(frozen=True)
class Stop:
    """When to end: after ``draws``, or earlier when no standard error is above ``precision``."""

    draws: int
    precision: float | None = None

    def reached(self, known: Sums) -> bool:
        if known.draws >= self.draws:
            return True
        if self.precision is None or known.draws < FIRST_LOOK:
            return False
        return bool(known.standard_error().max() <= self.precision)


class Run(NamedTuple):
    """What is known at the end; ``whole`` is False where a person interrupted."""

    sums: Sums
    whole: bool


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    task: Task,
    stop: Stop,
    *,
    threads: int = 1,
    cluster: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Run | None:
    """Draw until ``stop``. Ctrl-C ends it early with what is known; None where that is nothing yet."""
    known: Sums | None = None
    meter = Meter(stop, progress, clock)
    todo = blocks(task.size, stop.draws)
    try:
        with closing(_computed(task, todo, threads, cluster)) as results:
            for block in results:
                known = block if known is None else known.plus(block)
                meter.tell(known)
                if stop.reached(known):
                    break
    except KeyboardInterrupt:
        return None if known is None else Run(known, whole=False)
    return None if known is None else Run(known, whole=True)


class Meter:
    """Tells how far a run is, now and then."""

    def __init__(
        self, stop: Stop, progress: Callable[[Progress], None] | None, clock: Callable[[], float]
    ) -> None:
        self.stop, self.progress, self.clock = stop, progress, clock
        self.start = self.last = clock()

    def tell(self, known: Sums) -> None:
        now = self.clock()
        end = self.stop.reached(known)
        if self.progress is None or (now - self.last < TICK and not end):
            return
        self.last = now
        rate = known.draws / max(now - self.start, 1e-9)
        error = float(known.standard_error().max())
        of = known.draws if end else self._of(known.draws, error)
        left = None if of is None else (of - known.draws) / rate
        self.progress(Progress(known.draws, of, rate, left, error))

    def _of(self, done: int, error: float) -> int | None:
        if self.stop.precision is None:
            return self.stop.draws
        needed = done * (error / self.stop.precision) ** 2
        return min(self.stop.draws, max(int(needed), done)) if done >= FIRST_LOOK else None


def _computed(task: Task, todo: Iterator[Block], threads: int, cluster: str | None) -> Generator[Sums]:
    if cluster is not None:
        from vendor_eval.sensitivity.monte_carlo.cluster import on_cluster

        return on_cluster(task, todo, cluster)
    return on_threads(lambda block: compute(task, *block), todo, threads)


def on_threads(work: Callable[[Block], T], todo: Iterable[Block], threads: int) -> Generator[T]:
    """What ``work`` makes of each block, in order. NumPy's linear algebra has one thread for each of ours."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, "blas"):
        if threads == 1:
            yield from map(work, todo)
            return
        pool = ThreadPoolExecutor(threads)
        try:
            yield from in_order(todo, lambda block: pool.submit(work, block), 2 * threads)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def in_order(todo: Iterable[Block], submit: Callable[[Block], Future[T]], in_hand: int) -> Iterator[T]:
    """Results in the order of ``todo``, with at most ``in_hand`` begun and not yet taken."""
    waiting: deque[Future[T]] = deque()
    for block in todo:
        waiting.append(submit(block))
        if len(waiting) >= in_hand:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
