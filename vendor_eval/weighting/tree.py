"""Local weights among siblings to global weights of the leaves."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.model.catalogue import Catalogue, Group
from vendor_eval.model.weights import Weights


class GlobalWeights(NamedTuple):
    """Shares of the whole. ``criteria`` sums to 1; ``groups`` holds every group with a scored leaf."""

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


def check_weights(catalogue: Catalogue, weights: Weights, where: str) -> list[Finding]:
    """What is wrong between weights.yaml and the catalogue; ``where`` is the file's name."""
    findings = []
    known = {c.id: c for c in catalogue.leaves()}
    groups = {g.id: g for _, g in catalogue.walk()}
    for group_id in weights.groups:
        if group_id not in groups:
            findings.append(
                _wrong(
                    "unknown-group", where, f"there is no group {group_id!r}", f"groups: {', '.join(groups)}"
                )
            )
        elif not groups[group_id].scored:
            findings.append(
                _wrong(
                    "group-without-score",
                    where,
                    f"group {group_id!r} holds no scored criterion, so its weight would be lost",
                    "take it out of weights.yaml, or add a scored criterion to the group",
                )
            )
    for criterion_id in weights.criteria:
        if criterion_id not in known or known[criterion_id].kind != "scored":
            findings.append(
                _wrong(
                    "unknown-criterion",
                    where,
                    f"there is no scored criterion {criterion_id!r}",
                    "see the ids with: vendor-eval criteria show DIR",
                )
            )
    for group_id, group in groups.items():
        if group.scored and group_id not in weights.groups:
            findings.append(
                _wrong(
                    "group-without-weight",
                    where,
                    f"group {group_id!r} ({group.title}) has scored criteria but no weight",
                    f"add a line under groups:  {group_id}: 10",
                )
            )
    if not findings:
        try:
            global_weights(catalogue, weights)
        except ValueError:
            findings.append(
                _wrong(
                    "all-zero",
                    where,
                    "all weights of a level are zero",
                    "give at least one sibling a weight above 0",
                )
            )
    return findings


def _alive(group: Group, without: Set[str]) -> bool:
    return any(c.kind == "scored" and c.id not in without for c in group.leaves())


def _own(group: Group, weights: Weights, without: Set[str]) -> dict[str, float]:
    return {
        c.id: weights.criteria.get(c.id, c.weight)
        for c in group.criteria
        if c.kind == "scored" and c.id not in without
    }


def _wrong(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"weights.{code}", "error", where, message, hint)
