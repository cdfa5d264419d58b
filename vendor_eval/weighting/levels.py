"""The levels of the catalogue's tree: what is weighed against each other, and the weights agreed there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.weighting.methods.base import shares

TOP = "."
"""The top level: no group has this id."""


class Level(NamedTuple):
    """The parts of one group (or the top level): groups and scored criteria, by id in reading order.

    ``points`` are as weights.yaml or the catalogue gives them; ``agreed`` are their shares.
    """

    id: str
    title: str
    items: dict[str, Group | Criterion]
    points: dict[str, float]

    @property
    def agreed(self) -> dict[str, float]:
        return shares(self.points)


def levels(catalogue: Catalogue, weights: Weights) -> list[Level]:
    """Every level with at least two parts, from the top down. The weights must have been checked."""
    found = [_level(TOP, catalogue.title, catalogue.groups, (), weights)]
    found += [_level(g.id, g.title, g.groups, g.criteria, weights) for _, g in catalogue.walk()]
    return [level for level in found if len(level.items) > 1]


def with_shares(weights: Weights, chosen: Mapping[str, Mapping[str, float]], catalogue: Catalogue) -> Weights:
    """The weights with other shares, in points of 100, on the levels ``chosen``; the others stay."""
    groups, criteria = dict(weights.groups), dict(weights.criteria)
    known = {group.id for _, group in catalogue.walk()}
    for level in chosen.values():
        for item, share in level.items():
            (groups if item in known else criteria)[item] = float(f"{100 * share:.4g}")
    return weights.model_copy(update={"groups": groups, "criteria": criteria})


def as_yaml(weights: Weights) -> str:
    """These weights as lines of weights.yaml."""
    lines: list[str] = []
    for part, values in (("groups", weights.groups), ("criteria", weights.criteria)):
        if values:
            lines.append(f"{part}:")
            lines += [f"  {name}: {value:g}" for name, value in values.items()]
    return "\n".join(lines)


def _level(
    level_id: str, title: str, groups: tuple[Group, ...], criteria: tuple[Criterion, ...], weights: Weights
) -> Level:
    items: dict[str, Group | Criterion] = {g.id: g for g in groups if g.scored}
    points = {g.id: weights.groups.get(g.id, g.weight) for g in groups if g.scored}
    for criterion in criteria:
        if criterion.kind == "scored":
            items[criterion.id] = criterion
            points[criterion.id] = weights.criteria.get(criterion.id, criterion.weight)
    return Level(level_id, title, items, points)
