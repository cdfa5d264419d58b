"""Numbers that two readers read differently: ``28.000`` is 28 to one and twenty-eight thousand to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from vendor_eval.findings import Finding
from vendor_eval.numbers import possible_numbers
from vendor_eval.workspace.yaml_files.errors import bad

Place = tuple[str | int, ...]


class Dotted(float):
    """A number that was written with exactly three decimals, and how it was written."""

    __slots__ = ("text",)
    text: str


def number(text: str) -> float:
    """What ``text`` is in YAML; it remembers its words where they could mean thousands."""
    if len(possible_numbers(text)) < 2:
        return float(text)
    found = Dotted(text)
    found.text = text
    return found


def doubtful(
    data: object, model: type[BaseModel], made: BaseModel | None, lines: dict[Place, int], name: str
) -> dict[Place, Finding]:
    """By its place, each amount in ``data`` whose dot may group thousands.

    ``made`` is the model of the data, if it could be made: only it tells a number in quotes from a text.
    """
    fine: frozenset[str] | None = getattr(model, "decimals_meant", None)
    if fine is None:
        return {}
    found = {}
    for place, given in _leaves(data, ()):
        if isinstance(given, Dotted):
            text = given.text
        elif isinstance(given, str) and len(possible_numbers(given)) > 1 and _is_number(made, place):
            text = given.strip()
        else:
            continue
        if any(str(part).endswith("percent") or part in fine for part in place):
            continue
        found[place] = _finding(text, place, f"{name}:{lines.get(place, 1)}")
    return found


def _finding(text: str, place: Place, where: str) -> Finding:
    small, large = possible_numbers(text)
    field = ".".join(str(part) for part in place)
    message = f"{field}: {text} means {small} to one reader and {large} to another"
    return bad("thousands", where, message, f"write {large} if the dot groups thousands, {small} if not")


def _leaves(data: object, at: Place) -> Iterator[tuple[Place, object]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*at, key))
    elif isinstance(data, list):
        for key, value in enumerate(data):
            yield from _leaves(value, (*at, key))
    else:
        yield at, data


def _is_number(made: Any, place: Place) -> bool:  # noqa: ANN401  a model, and what is inside it
    """Whether the model took what stands at ``place`` for a number."""
    for part in place:
        try:
            made = getattr(made, str(part)) if isinstance(made, BaseModel) else made[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            return False
    return made is not None and not isinstance(made, str | bool)
