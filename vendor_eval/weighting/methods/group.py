"""Several people to one set of weights, and how far each of them is from it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.criteria.weighting import Pairwise, Together
from vendor_eval.weighting.methods.ahp import prioritised
from vendor_eval.weighting.methods.base import Answer, WeightResult, error, finding, listed, shares
from vendor_eval.weighting.methods.judgements import Judgements, judgements

Weights = Mapping[str, float]


def distance(a: Weights, b: Weights) -> float:
    """Half the L1 distance of two sets of weights: 0 the same, 1 nothing in common.

    It is the share of the whole weight that would have to move to turn one into the other.
    """
    return sum(abs(a[name] - b[name]) for name in a) / 2


def mean(members: Sequence[Weights]) -> dict[str, float]:
    """The arithmetic mean of the weights of each item."""
    return {name: sum(w[name] for w in members) / len(members) for name in members[0]}


def aip(members: Sequence[Weights]) -> dict[str, float]:
    """The geometric mean of the weights of each item, divided by the sum. Raises ValueError if all are 0.

    Aggregation of individual priorities. Forman, E. and Peniwati, K. (1998). Aggregating individual judgments
    and priorities with the analytic hierarchy process. European Journal of Operational Research 108(1),
    165-169.
    """
    return shares({name: math.prod(w[name] ** (1 / len(members)) for w in members) for name in members[0]})


def aij(members: Sequence[Judgements]) -> Judgements:
    """The geometric mean of each judgement over those who gave it, in the first member's order of items.

    Aggregation of individual judgments. Aczel, J. and Saaty, T. L. (1983). Procedures for synthesizing ratio
    judgements. Journal of Mathematical Psychology 27(1), 93-102.
    """
    names = members[0].names
    logs: dict[tuple[int, int], list[float]] = {}
    for member in members:
        place = [names.index(name) for name in member.names]
        for (i, j), x in member.known.items():
            a, b = place[i], place[j]
            logs.setdefault((min(a, b), max(a, b)), []).append(math.log(x) if a < b else -math.log(x))
    return Judgements(names, {pair: math.exp(sum(x) / len(x)) for pair, x in sorted(logs.items())})


def together(asked: Together, weighed: Mapping[str, Answer]) -> Answer:
    """The weights of the group. ``weighed`` are the results of each member's own method."""
    findings = [_named(name, f) for name, (_, found) in weighed.items() for f in found]
    findings += _same_items(asked)
    if asked.aggregation == "aij":
        findings += _all_pairwise(asked)
    members = {name: w for name, (w, _) in weighed.items() if w is not None}
    if has_errors(findings) or len(members) < len(weighed):
        return None, findings
    weights, details, more = _joined(asked, {name: w.weights for name, w in members.items()})
    findings += more
    if not weights:
        return None, findings
    details = {"aggregation": asked.aggregation, **details}
    details["members"] = {
        name: {"weights": w.weights, "distance": distance(weights, w.weights), "details": w.details}
        for name, w in members.items()
    }
    if any(w.details.get("fit_for_award") is False for w in members.values()):
        details["fit_for_award"] = False
    return WeightResult(weights, details), findings


def _joined(
    asked: Together, members: Mapping[str, Weights]
) -> tuple[dict[str, float], dict[str, Any], list[Finding]]:
    if asked.aggregation == "aij":
        matrices = [m for m in asked.members.values() if isinstance(m, Pairwise)]
        found = [judgements(m.names, m.matrix)[0] for m in matrices]
        return prioritised(aij([f for f in found if f is not None]), matrices[0].priority)
    if asked.aggregation == "mean":
        return mean(list(members.values())), {}, []
    return _by_product(members)


def _by_product(members: Mapping[str, Weights]) -> tuple[dict[str, float], dict[str, Any], list[Finding]]:
    """AIP, with a word on every 0: it takes the item out for the whole group."""
    notes = [
        finding("zero", "note", f"{who}: {item}", "a weight of 0 by one member is 0 for the whole group here")
        for who, weights in members.items()
        for item, w in weights.items()
        if w == 0
    ]
    try:
        return aip(list(members.values())), {}, notes
    except ValueError:
        message = "every item is given no weight by somebody, so the geometric mean is 0 for all"
        return {}, {}, [*notes, error("all-zero", "members", message, "take the aggregation mean")]


def _named(member: str, found: Finding) -> Finding:
    return replace(found, where=f"{member}: {found.where}" if found.where else member)


def _same_items(asked: Together) -> list[Finding]:
    first, *others = asked.members.items()
    findings = []
    for name, member in others:
        more = [x for x in member.names if x not in first[1].names]
        less = [x for x in first[1].names if x not in member.names]
        if more or less:
            differences = [f"has {listed(more)} more"] * bool(more) + [f"lacks {listed(less)}"] * bool(less)
            message = f"next to {first[0]}, {name} {' and '.join(differences)}"
            findings.append(error("items", name, message, "everybody has to weigh the same items"))
    hierarchies = [name for name, m in asked.members.items() if isinstance(m, Pairwise) and m.alternatives]
    return findings + [
        error("hierarchy", name, f"{name} gives a whole hierarchy", "leave the alternatives out of a group")
        for name in hierarchies
    ]


def _all_pairwise(asked: Together) -> list[Finding]:
    """Joining judgements (aij): everybody must have given some, and priorities be found in one way."""
    others = [name for name, m in asked.members.items() if not isinstance(m, Pairwise)]
    if others:
        message = f"aij joins pairwise comparisons, and there are none by {listed(others)}"
        return [error("aggregation", "aggregation", message, "take aip or mean, which join weights")]
    kinds = sorted({m.priority for m in asked.members.values() if isinstance(m, Pairwise)})
    if len(kinds) > 1:
        message = f"the members differ in priority: {listed(kinds)}"
        return [error("aggregation", "aggregation", message, "give all the same priority")]
    return []
