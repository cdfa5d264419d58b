"""Local weights among siblings to global weights of the leaves."""

from __future__ import annotations

from collections.abc import Mapping, Set
from types import MappingProxyType
from typing import NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.weights import Weights

Lines = Mapping[tuple[str | int, ...], int]


class GlobalWeights(NamedTuple):
    """Shares of the whole. ``criteria`` sums to 1; ``groups`` has every group with a scored leaf."""

    criteria: dict[str, float]
    groups: dict[str, float]


def global_weights(catalogue: Catalogue, weights: Weights, without: Set[str] = frozenset()) -> GlobalWeights:
    """Divide the weights by their sum among siblings, from the top down.

    ``without`` names criteria that dropped out; their siblings share what they had. A group left with no
    scored criterion drops out likewise. Raises ValueError if nothing is left to weigh.
    """
    leaves: dict[str, float] = {}
    groups: dict[str, float] = {}

    def share(siblings: tuple[Group, ...], criteria: dict[str, float], whole: float) -> None:
        local = {g.id: weights.groups.get(g.id, g.weight) for g in siblings if _alive(g, without)}
        total = sum(local.values()) + sum(criteria.values())
        if total <= 0:
            raise ValueError("all weights are zero")
        for criterion, weight in criteria.items():
            leaves[criterion] = whole * weight / total
        for group in siblings:
            if group.id in local:
                groups[group.id] = whole * local[group.id] / total
                share(group.groups, _own(group, weights, without), groups[group.id])

    share(catalogue.groups, {}, 1.0)
    return GlobalWeights(leaves, groups)


def check_weights(
    catalogue: Catalogue, weights: Weights, name: str, lines: Lines = MappingProxyType({})
) -> list[Finding]:
    """What is wrong between the catalogue and weights.yaml, called ``name``; ``lines``: those of its keys."""
    scored = {c.id for c in catalogue.leaves() if c.kind == "scored"}
    groups = {g.id: g for _, g in catalogue.walk()}
    findings = []

    def wrong(code: str, path: tuple[str, ...], message: str, hint: str) -> None:
        line = lines.get(path) or lines.get(path[:1])
        findings.append(
            Finding(f"weights.{code}", "error", f"{name}:{line}" if line else name, message, hint)
        )

    for group_id in weights.groups:
        place = ("groups", group_id)
        if group_id not in groups:
            wrong("unknown-group", place, f"there is no group {group_id!r}", f"groups: {', '.join(groups)}")
        elif not groups[group_id].scored:
            message = f"group {group_id!r} has no scored criterion, so its weight would be lost"
            wrong("group-without-score", place, message, "take it out, or add a scored criterion")
    for criterion_id in weights.criteria:
        if criterion_id not in scored:
            hint = "see the ids with: vendor-eval criteria show DIR"
            message = f"there is no scored criterion {criterion_id!r}"
            wrong("unknown-criterion", ("criteria", criterion_id), message, hint)
    for criterion_id in weights.range:
        if criterion_id not in scored:
            message = f"there is no scored criterion {criterion_id!r}"
            wrong(
                "unknown-criterion", ("range", criterion_id), message, "a range belongs to a scored criterion"
            )
    for group_id, group in groups.items():
        if group.scored and group_id not in weights.groups:
            message = f"group {group_id!r} ({group.title}) has scored criteria but no weight"
            wrong("group-without-weight", ("groups",), message, f"add a line under groups:  {group_id}: 10")
    if not findings and not _weighs(catalogue, weights):
        hint = "give at least one sibling a weight above 0"
        wrong("all-zero", ("groups",), "all weights of a level are zero", hint)
    return findings


def sum_note(catalogue: Catalogue, weights: Weights, name: str) -> list[Finding]:
    """A note where the weights of the top groups are no percentages: 35 of 120 is not 35%.

    Percentages to two decimals, as ``weigh`` proposes them, may miss 100 by their rounding: that is none.
    """
    given = {g.id: weights.groups.get(g.id, g.weight) for g in catalogue.groups if g.scored}
    total = sum(given.values())
    room = 0.00005 * len(given) + 1e-9
    if not given or any(abs(total - whole) <= whole * room for whole in (1, 100)):
        return []
    first, weight = max(given.items(), key=lambda item: item[1])
    message = (
        f"the weights of the groups add up to {total:.10g} and are divided by that: "
        f"{first} {weight:.10g} is {weight / total:.2%} of the whole"
    )
    hint = "nothing to do if that is meant; make them add up to 100 to read them as percentages"
    return [Finding("weights.not-hundred", "note", name, message, hint)]


def _weighs(catalogue: Catalogue, weights: Weights) -> bool:
    try:
        global_weights(catalogue, weights)
    except ValueError:
        return False
    return True


def _alive(group: Group, without: Set[str]) -> bool:
    return any(c.kind == "scored" and c.id not in without for c in group.leaves())


def _own(group: Group, weights: Weights, without: Set[str]) -> dict[str, float]:
    return {
        c.id: weights.criteria.get(c.id, c.weight)
        for c in group.criteria
        if c.kind == "scored" and c.id not in without
    }
