"""The same blocks on a Dask cluster (the extra ``cluster``), for thousands of lots and vendors.

The workers need the same versions of vendor_eval and NumPy; on the same kind of processor the result is then
the same to the last bit as on one machine.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import deque
from collections.abc import Generator, Iterator
from typing import Any

from vendor_eval.errors import VendorEvalError
from vendor_eval.sensitivity.monte_carlo.blocks import Block, Task, compute
from vendor_eval.sensitivity.monte_carlo.rank_counts import Sums

TOGETHER = 16
"""Blocks in one message: a message costs about as much as a block."""
PATIENCE = 10
"""Seconds to wait for the scheduler."""


def on_cluster(task: Task, todo: Iterator[Block], address: str) -> Generator[Sums]:
    """The sums of each block, in order, computed by the workers behind the scheduler at ``address``."""
    with contextlib.closing(_client(address)) as client:
        workers = sum(client.nthreads().values())
        if not workers:
            raise VendorEvalError(f"{address} has no workers", hint="start some: dask worker " + address)
        sent = client.scatter(task, broadcast=True, hash=False)
        waiting: deque[Any] = deque()
        try:
            while several := list(itertools.islice(todo, TOGETHER)):
                waiting.append(client.submit(_several, sent, several, pure=False))
                if len(waiting) >= 2 * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            client.cancel(list(waiting))


def _client(address: str) -> Any:  # noqa: ANN401  distributed is an extra and may be missing
    try:
        from distributed import Client
    except ImportError:
        hint = 'python -m pip install "vendor_eval[cluster]"'
        raise VendorEvalError("a cluster needs dask.distributed, which is not installed", hint=hint) from None
    try:
        make: Any = Client
        return make(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        hint = "is the address right and the scheduler running? For example: tcp://scheduler:8786"
        raise VendorEvalError(f"no Dask scheduler answers at {address}", hint=hint) from error


def _several(task: Task, several: list[Block]) -> list[Sums]:
    """On a worker. Its linear algebra keeps to one thread from now on, as it does on one machine."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, "blas")
    return [compute(task, number, k) for number, k in several]
