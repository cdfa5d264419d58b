"""The parameters of a method: what may be set, and what is wrong with what somebody set."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a parameter may take; an end that is not ``_in`` is just outside."""

    low: float
    high: float = math.inf
    low_in: bool = True
    high_in: bool = True

    def __contains__(self, number: float) -> bool:
        above = number >= self.low if self.low_in else number > self.low
        below = number <= self.high if self.high_in else number < self.high
        return above and below and math.isfinite(number)

    def in_words(self) -> str:
        low = f"{self.low:g} or more" if self.low_in else f"above {self.low:g}"
        if math.isinf(self.high):
            return low
        if self.low_in and self.high_in:
            return f"from {self.low:g} to {self.high:g}"
        return f"{low} and {'at most' if self.high_in else 'below'} {self.high:g}"


SHARE = Range(0, 1)


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """A parameter: one of some words, a number in a range, or the id of a criterion.

    ``choices`` says of each word what it does. ``default`` is None where there is none: a number must then be
    given; a criterion may be left out where the table leaves no doubt.
    """

    meaning: str
    default: str | float | None
    choices: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["word", "number", "criterion"] = "word"
    numbers: Range = Range(-math.inf)

    def in_words(self) -> str:
        """What may be written there."""
        if self.kind == "word":
            return ", ".join(self.choices)
        return "the id of a criterion" if self.kind == "criterion" else self.numbers.in_words()


def number(meaning: str, default: float | None, numbers: Range = SHARE) -> ParameterSpec:
    return ParameterSpec(meaning, default, kind="number", numbers=numbers)


def normalisation(default: str) -> ParameterSpec:
    """Of methods that add or multiply shares."""
    return ParameterSpec(
        "how criteria in different units are made comparable",
        default,
        {
            "none": "values as given; every criterion must be one where more is better",
            "minmax": "the worst of the table is 0, the best is 1",
            "max": "share of the largest value; where less is better, of 1/value",
            "sum": "share of the column's sum; where less is better, of 1/value",
            "vector": "divided by the column's Euclidean length; where less is better, of 1/value",
        },
    )


def scale(default: str) -> ParameterSpec:
    """Of methods that measure differences, which no 1/value would leave as they are."""
    return ParameterSpec(
        "what the values of a criterion are divided by",
        default,
        {
            "none": "values as given",
            "minmax": "distance from the column's smallest value, divided by its range",
            "max": "the column's largest absolute value",
            "sum": "the sum of the column's absolute values",
            "vector": "the column's Euclidean length",
        },
    )


def sole_min_criterion(problem: Problem) -> str | None:
    """The only criterion where less is better; None where there is none, or several."""
    low = [c.id for c in problem.criteria if c.direction == "min"]
    return low[0] if len(low) == 1 else None


def effective(
    method: str, specs: Mapping[str, ParameterSpec], given: Mapping[str, Any], problem: Problem
) -> tuple[dict[str, Any], list[Finding]]:
    """Every parameter of ``method`` with its value, and what is wrong with those that were given.

    The values are complete only where there are no Findings.
    """
    values: dict[str, Any] = {key: spec.default for key, spec in specs.items()}
    findings = []
    for key, value in given.items():
        wrong = _wrong(method, specs, key, value, problem)
        findings += [wrong] if wrong else []
        values[key] = str(value) if key in specs and specs[key].kind == "criterion" else value
    for key, spec in specs.items():
        if key not in given and spec.kind == "criterion":
            values[key] = sole_min_criterion(problem)
        if key not in given and values[key] is None:
            findings.append(_missing(method, key, spec))
    return values, findings


def unknown(what: str, word: str, where: str, known: Iterable[str]) -> Finding:
    """A word that nothing is called, with the nearest that something is."""
    choices = list(known)
    folded = {choice.casefold(): choice for choice in choices}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    guess = f"did you mean {folded[near[0]]}? " if near else ""
    offered = f"known: {', '.join(choices)}" if choices else "there is none"
    code = "decision.unknown-" + what.split()[0]
    return Finding(code, "error", where, f"{word!r} is no {what}", guess + offered)


def _wrong(
    method: str, specs: Mapping[str, ParameterSpec], key: str, value: object, problem: Problem
) -> Finding | None:
    if key not in specs:
        return unknown(f"parameter of {method}", key, key, specs)
    spec = specs[key]
    if spec.kind == "word":
        known = isinstance(value, str) and value in spec.choices
        return None if known else unknown(f"value for {key}", str(value), key, spec.choices)
    if spec.kind == "criterion":
        ids = [c.id for c in problem.criteria]
        return None if str(value) in ids else unknown(f"criterion for {key}", str(value), key, ids)
    if isinstance(value, int | float) and not isinstance(value, bool) and value in spec.numbers:
        return None
    message = f"{value!r} cannot be {key}: {spec.meaning}"
    return Finding("decision.parameter", "error", key, message, f"write a number: {spec.in_words()}")


def _missing(method: str, key: str, spec: ParameterSpec) -> Finding:
    message = f"{method} needs {key}: {spec.meaning}"
    hint = f"write it under parameters, or --param {key}=...: {spec.in_words()}"
    return Finding("decision.missing-parameter", "error", key, message, hint)
