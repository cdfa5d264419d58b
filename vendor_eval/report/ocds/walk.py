"""Through a release of any author: nothing is taken for granted but that it is a JSON object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Place = tuple[str | int, ...]
Flaw = tuple[Place, str, str]
"""Where, what is wrong, and how to mend it."""
Check = Callable[[dict[str, Any]], Iterator[Flaw]]


def rows(release: dict[str, Any], *path: str) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every object under ``path``, through lists, with its place."""
    yield from _walk(release, path, ())


def _walk(found: object, path: tuple[str, ...], place: Place) -> Iterator[tuple[Place, dict[str, Any]]]:
    if isinstance(found, list):
        for i, one in enumerate(found):
            yield from _walk(one, path, (*place, i))
    elif isinstance(found, dict):
        if path:
            yield from _walk(found.get(path[0]), path[1:], (*place, path[0]))
        else:
            yield place, found
