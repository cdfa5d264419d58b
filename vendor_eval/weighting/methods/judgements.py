"""A matrix of pairwise judgements: what is wrong in it, and one number for each pair that was compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.criteria.weighting import Matrix
from vendor_eval.weighting.methods.base import error, finding, listed, times

SCALE = 9.0
ROUNDED = 0.02
"""0.11 for 1/9 is no judgement beyond the scale, only a rounded one."""
EXACT, CLOSE = 1e-6, 0.05
"""Two halves of a pair: the same up to EXACT, rounded (0.33 and 3) up to CLOSE, contradicting beyond."""
EXTREME = 1e6


@dataclass(frozen=True, slots=True)
class Judgements:
    """``known[i, j]``, i < j, is how many times item i is as important as item j; the others are missing."""

    names: tuple[str, ...]
    known: Mapping[tuple[int, int], float]

    @property
    def missing(self) -> list[tuple[int, int]]:
        return [pair for pair in combinations(range(len(self.names)), 2) if pair not in self.known]

    def without(self, pair: tuple[int, int]) -> Judgements:
        return Judgements(self.names, {p: x for p, x in self.known.items() if p != pair})

    def with_(self, pair: tuple[int, int], value: float) -> Judgements:
        return Judgements(self.names, {**self.known, pair: value})


def judgements(
    names: Sequence[str], matrix: Matrix, place: str = ""
) -> tuple[Judgements | None, list[Finding]]:
    """The judgements in ``matrix``, or None and all that is wrong; notes and warnings come with either.

    ``place``: which matrix of a file it is; empty where there is one only.
    """
    findings = list(_shape(names, matrix, place))
    if findings:
        return None, findings
    findings += _diagonal(names, matrix, place)
    known: dict[tuple[int, int], float] = {}
    for i, j in combinations(range(len(names)), 2):
        value, wrong = _pair(matrix[i][j], matrix[j][i], _Pair(names[i], names[j], place))
        findings += wrong
        if value is not None:
            known[i, j] = value
    found = Judgements(tuple(names), known)
    if not has_errors(findings):
        findings += _connected(found, place)
    return (None if has_errors(findings) else found), findings


def parts(found: Judgements) -> list[list[int]]:
    """The items in groups that comparisons connect; one group where all can be weighed."""
    beside: list[list[int]] = [[] for _ in found.names]
    for i, j in found.known:
        beside[i].append(j)
        beside[j].append(i)
    left = set(range(len(found.names)))
    groups = []
    while left:
        reached, edge = set(), [min(left)]
        while edge:
            reached.update(edge)
            edge = sorted({j for i in edge for j in beside[i]} - reached)
        groups.append(sorted(reached))
        left -= reached
    return groups


@dataclass(frozen=True, slots=True)
class _Pair:
    row: str
    column: str
    place: str

    def where(self, turned: bool = False) -> str:
        a, b = (self.column, self.row) if turned else (self.row, self.column)
        return _at(self.place, f"{a} / {b}")


def _at(place: str, where: str) -> str:
    return f"{place}: {where}" if place and where else place or where


def _shape(names: Sequence[str], matrix: Matrix, place: str) -> Iterator[Finding]:
    n = len(names)
    if len(matrix) != n:
        message = f"the matrix has {len(matrix)} rows for {n} items ({listed(names)})"
        yield error("shape", place, message, "give one row for each item, in the order of the items")
        return
    for name, row in zip(names, matrix, strict=True):
        if len(row) != n:
            message = f"the row of {name} has {len(row)} values for {n} items"
            yield error("shape", _at(place, name), message, "give one value for each item; null for none")


def _diagonal(names: Sequence[str], matrix: Matrix, place: str) -> Iterator[Finding]:
    for i, name in enumerate(names):
        x = matrix[i][i]
        if x is not None and abs(x - 1) > EXACT:
            message = f"{name} compared with itself is {x:g}; it can only be 1"
            yield error("diagonal", _at(place, f"{name} / {name}"), message, "write 1 or null")


def _pair(upper: float | None, lower: float | None, at: _Pair) -> tuple[float | None, list[Finding]]:
    """How many times the row is as important as the column, from the content of the two cells."""
    findings = [f for x, turned in ((upper, False), (lower, True)) for f in _cell(x, at, turned)]
    if has_errors(findings):
        return None, findings
    if upper is None or lower is None:
        value = upper if upper is not None else None if lower is None else 1 / lower
        return value, findings + _beyond(value, at)
    value = upper if upper >= lower else 1 / lower  # the larger one is the less rounded
    off = abs(upper * lower - 1)
    if off <= EXACT:
        return value, findings + _beyond(value, at)
    if off <= CLOSE:
        message = f"{upper:g} and {lower:g} are taken as {times(value)} and {times(1 / value)}"
        hint = "write null in one of the two cells, or a fraction such as 1/3"
        return value, [finding("rounded", "note", at.where(), message, hint), *_beyond(value, at)]
    message = (
        f"{at.row} over {at.column} is {times(upper)}, so {at.column} over {at.row} would be "
        f"{times(1 / upper)}, but {times(lower)} stands there"
    )
    return None, [
        error("contradiction", at.where(), message, "correct one of the two cells, or write null in it")
    ]


def _cell(x: float | None, at: _Pair, turned: bool) -> Iterator[Finding]:
    a, b = (at.column, at.row) if turned else (at.row, at.column)
    if x is None or 1 / EXTREME <= x <= EXTREME:
        return
    if x <= 0:
        message = f"{a} over {b} is {x:g}; a comparison is above 0"
        hint = f"write 1 for equally important, 3 if {a} is three times as important, 1/3 for the reverse"
        yield error("not-above-zero", at.where(turned), message, hint)
    else:
        message = f"{a} over {b} is {x:g}, too large or too small a ratio to calculate with"
        yield error("out-of-range", at.where(turned), message, "judgements go from 1/9 to 9")


def _beyond(x: float | None, at: _Pair) -> list[Finding]:
    if x is None or max(x, 1 / x) <= SCALE * (1 + ROUNDED):
        return []
    message = f"{at.row} over {at.column} is {times(x)}; the scale goes from 1/9 to 9"
    hint = "is it a typing mistake? Items that far apart are better put in different groups"
    return [finding("beyond-scale", "warning", at.where(), message, hint)]


def _connected(found: Judgements, place: str) -> list[Finding]:
    groups = parts(found)
    if len(groups) == 1:
        return []
    groups_in_words = "; ".join(listed((found.names[i] for i in group), 6) for group in groups)
    a, b = (found.names[group[0]] for group in groups[:2])
    message = f"no comparison joins these items with each other: {groups_in_words}"
    return [
        error("disconnected", place, message, f"compare at least {a} with {b}, or others of these groups")
    ]
