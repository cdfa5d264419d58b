"""The parameters of a method as someone gave them: all that is wrong with them, or those in force."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from vendor_eval.decision.methods.preconditions_price import price_of
from vendor_eval.findings import Finding
from vendor_eval.model.methods import ParameterSpec
from vendor_eval.model.problem import Problem


def in_force(
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
            values[key] = price_of(problem)
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
    if isinstance(value, int | float) and not isinstance(value, bool) and spec.numbers.holds(value):
        return None
    message = f"{value!r} cannot be {key}: {spec.meaning}"
    return Finding("decision.parameter", "error", key, message, f"write a number: {spec.in_words()}")


def _missing(method: str, key: str, spec: ParameterSpec) -> Finding:
    message = f"{method} needs {key}: {spec.meaning}"
    hint = f"write it under parameters, or --param {key}=...: {spec.in_words()}"
    return Finding("decision.missing-parameter", "error", key, message, hint)
