"""The analytic hierarchy process: weights from pairwise comparisons, and a hierarchy of two levels."""

from __future__ import annotations

from typing import Any

from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.criteria.weighting import Pairwise
from vendor_eval.weighting.methods.base import (
    Answer,
    WeightResult,
    check_names,
    error,
    finding,
    listed,
    times,
)
from vendor_eval.weighting.methods.judgements import EXACT, SCALE, Judgements, judgements

ACCEPTED = 0.10
"""Saaty's limit for the consistency ratio."""


def ahp(asked: Pairwise) -> Answer:
    """The priorities of the items; of a hierarchy also the scores of the alternatives."""
    findings = [*check_names(asked.names), *check_names(asked.alternatives, "alternative")]
    findings += _levels(asked)
    if findings:
        return None, findings
    hierarchy = bool(asked.alternatives)
    top, findings = judgements(asked.names, asked.matrix, "items" if hierarchy else "")
    below: dict[str, Judgements | None] = {}
    for item in asked.names if hierarchy else ():
        below[item], wrong = judgements(asked.alternatives, asked.alternative_matrices[item], item)
        findings += wrong
    if top is None or has_errors(findings):
        return None, findings
    weights, details, notes = prioritised(top, asked.priority)
    findings += notes
    if not hierarchy:
        return WeightResult(weights, details), findings
    local: dict[str, dict[str, float]] = {}
    details["alternatives"] = {}
    for item, found in below.items():
        if found is not None:
            local[item], figures, notes = prioritised(found, asked.priority, item)
            details["alternatives"][item] = {"priorities": local[item], **figures}
            findings += notes
    details["synthesis"] = asked.synthesis
    return WeightResult(weights, details, synthesised(weights, local, asked.synthesis)), findings


def prioritised(
    found: Judgements, priority: str, place: str = ""
) -> tuple[dict[str, float], dict[str, Any], list[Finding]]:
    """Priorities by name, the figures of their consistency, and what to know about them."""
    from vendor_eval.weighting.methods.priorities import PRIORITIES, completed, consistency
    from vendor_eval.weighting.methods.repair import best_repairs, in_figures

    matrix = completed(found)
    weights = PRIORITIES[priority](matrix)
    figures = consistency(matrix, weights)
    worst = [in_figures(found, m) for m in best_repairs(found, priority)] if figures.ci > 0 else []
    details: dict[str, Any] = {
        "priority": priority,
        **figures._asdict(),
        "cr_approximate": bool(found.missing),
        "missing": [[found.names[i], found.names[j]] for i, j in found.missing],
        "worst_judgement": worst[0] if worst else None,
        "as_bad": [[w["row"], w["column"]] for w in worst[1:]],
    }
    by_name = dict(zip(found.names, weights.tolist(), strict=True))
    return by_name, details, _notes(details, len(found.names), place)


def synthesised(
    weights: dict[str, float], local: dict[str, dict[str, float]], synthesis: str
) -> dict[str, float]:
    """Scores of the alternatives: the sum over the items of weight * priority.

    ``ideal``: priorities are divided by the largest under the item first, so that the best alternative under
    every item scores 1. ``distributive``: as they are, so that the scores sum to 1.
    """
    top = {item: max(p.values()) if synthesis == "ideal" else 1.0 for item, p in local.items()}
    names = next(iter(local.values()))
    return {a: sum(weights[item] * p[a] / top[item] for item, p in local.items()) for a in names}


def _levels(asked: Pairwise) -> list[Finding]:
    """Whether a hierarchy has both of its parts, and one matrix for each item."""
    given = asked.alternative_matrices
    if bool(asked.alternatives) != bool(given):
        part = "alternative_matrices" if asked.alternatives else "alternatives"
        message = f"a hierarchy needs {part} as well"
        hint = "give alternatives and one matrix of them for each item, or neither of both"
        return [error("hierarchy", part, message, hint)]
    if not given:
        return []
    unknown = [name for name in given if name not in asked.names]
    without = [name for name in asked.names if name not in given]
    findings = [
        error("hierarchy", name, f"{name} is none of the items", f"items: {listed(asked.names)}")
        for name in unknown
    ]
    return findings + [
        error("hierarchy", name, f"no matrix compares the alternatives for {name}", "add one under its name")
        for name in without
    ]


def _notes(details: dict[str, Any], n: int, place: str) -> list[Finding]:
    """Missing comparisons, judgements that do not fit together, and a ratio that cannot be given."""
    notes = []
    missing = len(details["missing"])
    if missing:
        message = f"{missing} of {n * (n - 1) // 2} comparisons are missing; the others stand in for them"
        hint = "the consistency ratio is approximate then"
        notes.append(finding("incomplete", "note", place, message, hint))
    if details["cr"] is None:
        message = f"no consistency ratio is given for {n} items; the consistency index is {details['ci']:.4f}"
        notes.append(finding("no-cr", "note", place, message, "weigh fewer items at once, in groups"))
    elif details["cr"] > ACCEPTED:
        notes.append(_inconsistent(details, place))
    return notes


def _inconsistent(details: dict[str, Any], place: str) -> Finding:
    message = f"the judgements do not fit together well: consistency ratio {details['cr']:.3f}, above 0.10"
    worst = details["worst_judgement"]
    if worst is None:
        return finding("inconsistent", "warning", place, message, "go through the judgements once more")
    a, b = worst["row"], worst["column"]
    where = f"{place}: {a} / {b}" if place else f"{a} / {b}"
    after = "" if worst["cr_after"] is None else f" (consistency ratio then {worst['cr_after']:.3f})"
    hint = (
        f"look first at {a} over {b}: given as {times(worst['given'])}, the other judgements say about "
        f"{_at_most_9(worst['mended'])}{after}. Change it only if you agree"
    )
    if details["as_bad"]:
        others = listed((f"{row} over {column}" for row, column in details["as_bad"]), 3)
        hint += f". Correcting one of these would do as much: {others}"
    return finding("inconsistent", "warning", where, message, hint)


def _at_most_9(factor: float) -> str:
    """The value that would repair a judgement; at an end of the scale it may be beyond."""
    if max(factor, 1 / factor) < SCALE * (1 - EXACT):
        return times(factor)
    return f"{times(factor)} or {'more' if factor > 1 else 'less'}"
