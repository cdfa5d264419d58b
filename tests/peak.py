"""How much memory a piece of work takes at most: what a bomb is noticed by, whatever the machine."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(megabytes: float) -> Iterator[None]:
    """Fails if Python holds more at any moment inside; what lay there before does not count."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert peak <= megabytes, f"{peak:.1f} MB"
